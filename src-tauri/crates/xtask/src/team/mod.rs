//! `cargo xtask team`: a team of two laptops on this machine, to try: a PostgreSQL in a folder of its own, the practice company,
//! and two data folders that have joined. All of it ends with Ctrl-C, and is forgotten unless a folder was named.
//!
//! Never in here: another way to the same end than the command line that people type.

mod answer;
mod company;
mod laptop;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;

use company::Company;
use laptop::Laptop;
use postgres_folder::Server;

use crate::needs::Needs;
use crate::run::{FEATURES, build_ui, built};
use crate::setup::setup;
use crate::shell::{Outcome, cargo, program, run};

/// The administrator's password of a server that only this machine reaches.
const PASSWORD: &str = "of-this-trial-only";

/// What `team` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Keep server and data folders here, and go on with them the next time
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Open a window for each laptop besides
    #[arg(long)]
    windows: bool,
}

/// Starts everything, says what to type, and waits for Ctrl-C.
pub fn team(options: &Options) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err(
            "this trial starts a PostgreSQL of its own, which works on Linux; docs/team.md says how to use a real one"
                .into(),
        );
    }
    setup(Needs::RUST_TEST)?;
    run(cargo().args(["build", "--package", "beckon-cli"]))?;
    if options.windows {
        build_ui()?;
        run(cargo().arg("build").args(FEATURES))?;
    }
    // Heard from the beginning, so that whatever was started is ended in order.
    let (interrupt, interrupted) = channel();
    ctrlc::set_handler(move || {
        let _ = interrupt.send(());
    })
    .map_err(|e| format!("Ctrl-C: {e}"))?;
    let folder = Folder::of(options.folder.as_deref())?;
    let server = Server::open(&folder.path.join("postgres"), PASSWORD).map_err(|e| e.to_string())?;
    let company = Company::start(&folder.path)?;
    let laptops = laptop::both(&folder.path, &server.url("postgres"), PASSWORD, &company)?;
    let windows = if options.windows { open(&laptops)? } else { Vec::new() };
    tell(&server, &company, &laptops, &folder)?;
    // An error says that the handler is gone, which is an end as well.
    let _ = interrupted.recv();
    println!("\nEnding it.");
    for mut window in windows {
        let _ = window.kill().and_then(|()| window.wait());
    }
    Ok(())
}

/// Where all of it is; taken away again unless a person named it.
struct Folder {
    path: PathBuf,
    keep: bool,
}

impl Folder {
    fn of(named: Option<&Path>) -> Outcome<Self> {
        let path = match named {
            Some(folder) => std::path::absolute(folder).map_err(|e| e.to_string())?,
            None => std::env::temp_dir().join(format!("beckon-team-{}", std::process::id())),
        };
        fs::create_dir_all(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self { path, keep: named.is_some() })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.keep {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// A window each, in a session bus of its own: on one bus the second would only raise the first.
fn open(laptops: &[Laptop]) -> Outcome<Vec<Child>> {
    let beckon = built("beckon")?;
    let window = |laptop: &Laptop| {
        let mut window = program("dbus-run-session");
        window.arg("--").arg(&beckon).arg("--data-dir").arg(&laptop.folder).stdin(Stdio::null());
        window.spawn().map_err(|e| format!("a window of {}: {e}", laptop.login))
    };
    laptops.iter().map(window).collect()
}

fn tell(server: &Server, company: &Company, laptops: &[Laptop], folder: &Folder) -> Outcome {
    println!("\nA team of two laptops, until Ctrl-C. Nothing leaves this machine.");
    println!(
        "  PostgreSQL 127.0.0.1:{}, the practice company {}, all in {}",
        server.port(),
        company.host,
        folder.path.display()
    );
    for (terminal, laptop) in ["one terminal", "another"].iter().zip(laptops) {
        println!("\nIn {terminal}, {} ({}):\n  . {}", laptop.login, laptop.role, laptop.surroundings.display());
    }
    println!(
        "\nThen in both, at the same moment; each person gets one message, and who was slower hears who has them:"
    );
    println!("  beckon-cli send {} --occasion \"first trial\" --yes", laptop::SEND);
    println!("\nAnd who has whom, and whose reports wait:");
    println!("  beckon-cli team log {lent}\n  beckon-cli team status {lent}", lent = laptop::LENT);
    for Laptop { login, password, .. } in laptops {
        println!("\nThe password of {login}, where a window asks for it: {password}");
    }
    println!("The app's secret: {}", company.secret);
    Ok(())
}
