//! The practice company of a trial, in a process of its own; in a folder that is kept it is the same one every time.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use crate::run::built;
use crate::shell::{Outcome, program};

/// Makes the same company every time: accounts of an earlier day still fit.
const SEED: &str = "16";

/// A company that runs; it ends with this value.
pub struct Company {
    process: Child,
    pub host: String,
    pub corp_id: String,
    pub agent_id: String,
    pub secret: String,
}

impl Company {
    /// Starts it, on the port that it had in this folder.
    pub fn start(folder: &Path) -> Outcome<Self> {
        let kept = folder.join("company-port");
        let port = fs::read_to_string(&kept).unwrap_or_else(|_| "0".to_owned());
        let mut company = program(built("beckon-cli")?);
        company.args(["sandbox", "--json", "--seed", SEED, "--port", port.trim()]);
        let spawned = company.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = spawned.map_err(|e| format!("the practice company: {e}"))?;
        let mut line = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut line).map_err(|e| format!("the practice company: {e}"))?;
        }
        let Ok(said) = serde_json::from_str::<serde_json::Value>(&line) else {
            return Err(format!("the practice company did not start: is port {port} in use?"));
        };
        let text = |key: &str| said[key].as_str().map_or_else(|| said[key].to_string(), str::to_owned);
        let host = text("host");
        let port = host.rsplit(':').next().unwrap_or_default();
        fs::write(&kept, port).map_err(|e| format!("{}: {e}", kept.display()))?;
        Ok(Self { process, corp_id: text("corp_id"), agent_id: text("agent_id"), secret: text("secret"), host })
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        // Ctrl-C may have ended it already.
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}
