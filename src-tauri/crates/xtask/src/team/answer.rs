//! What a program of ours says when it has done something.

use std::process::{Command, Stdio};

use crate::shell::Outcome;

/// A program of ours run to its end; its last line as JSON.
pub fn answer(command: &mut Command) -> Outcome<serde_json::Value> {
    let heard = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let heard = heard.map_err(|e| format!("{}: {e}", command.get_program().display()))?;
    if !heard.status.success() {
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        return Err(format!("`beckon-cli {}` failed ({})", words.join(" "), heard.status));
    }
    let said = String::from_utf8_lossy(&heard.stdout);
    Ok(serde_json::from_str(said.lines().last().unwrap_or_default()).unwrap_or_default())
}
