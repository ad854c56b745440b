//! How fast the whole outbox is, and that it keeps to its limits: `cargo xtask bench send [--rate | --memory]`, and what comes
//! before a send: `cargo xtask bench check` and `preview`.
//!
//! 1. Without an argument: 2,000 personal messages through the outbox against a bare HTTP loop with prebuilt bodies, with
//!    the disk as it is and with 5 ms added to every fsync; then the first decision on a database with a million attempts.
//! 2. `--rate`: 1,800 messages at 600 a minute, by the company's journal. Takes two minutes.
//! 3. `--memory`: 100,000 waiting rows against 1,000.
//! 4. `--check` and `--preview`: as `check.rs` says.
//! 5. `--team`: as `team/mod.rs` says.
//!
//! The company and everything that is measured are processes of their own; each measures itself. Never in here: a door
//! into the engine that people's programs have not.
#![allow(clippy::print_stdout, reason = "a command-line tool talks to its caller")]

mod bare;
mod check;
mod company;
mod disk;
mod figures;
mod folder;
mod memory;
mod outbox;
mod rate;
mod reopen;
mod speed;
mod team;

use std::error::Error;
use std::process::ExitCode;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let reached = match arguments[..] {
        [] => speed::compare().and_then(|fast| Ok(reopen::measure()? && fast)),
        ["--rate"] => rate::measure(),
        ["--memory"] => memory::measure(),
        ["--check"] => check::measure(),
        ["--preview"] => check::preview(),
        ["--team"] => team::compare(),
        ["--team", "--rate"] => team::rate(),
        ["claims", ref at @ ..] => team::claims(at).map(|()| true),
        ["company", ref at @ ..] => company::main(at).map(|()| true),
        ["check", ref at @ ..] => check::main(at).map(|()| true),
        ["bare", ref at @ ..] => bare::main(at).map(|()| true),
        ["outbox", ref at @ ..] => outbox::main(at).map(|()| true),
        _ => Err("give nothing, --rate, --memory, --check, --preview or --team [--rate]".into()),
    };
    match reached {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\nA goal was missed. On a machine that has other work to do, run it again.");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
