//! The project's own commands: `cargo xtask setup | run | team | test | crash | fuzz | lint | types | bench`. One file per command.
//! Nothing here is part of what a person installs, and nothing of Beckon's crates is imported: a broken crate must not
//! keep its own tests from being started. (`postgres-folder` is for tests and trials, and imports nothing of ours.)
#![allow(clippy::print_stdout, reason = "a command-line tool talks to its caller")]

mod bench;
mod counts;
mod crash;
mod fuzz;
mod lint;
mod load;
mod needs;
mod packages;
mod pinned;
mod planted;
mod run;
mod setup;
mod shell;
mod slowest;
mod team;
mod test;
mod types;
mod window;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, run, test and check Beckon", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check the tools, install missing Debian packages and the UI's npm packages
    Setup,
    /// Build everything and open the window (without a display: the practice company in the terminal)
    Run(run::Options),
    /// A team of two laptops on this machine, to try: PostgreSQL, the practice company, two data folders
    Team(team::Options),
    /// Set up and run every test: Rust, UI, the real window
    Test(test::Options),
    /// End the program in the middle of a send, over and over, and look whether anybody was skipped or reached twice
    Crash(crash::Options),
    /// Give any bytes to everything that reads what others made
    Fuzz(fuzz::Options),
    /// Formatting, clippy, documentation, UI checks, licences, unused dependencies
    Lint,
    /// Write the window's types from the model's
    Types,
    /// Measure how fast something is
    Bench(bench::Options),
    /// One busy process of `test --beside-load`
    #[command(hide = true)]
    Busy,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Setup => setup::setup(needs::Needs::EVERYTHING),
        Command::Run(options) => run::run(&options),
        Command::Team(options) => team::team(&options),
        Command::Test(options) => test::test(&options),
        Command::Crash(options) => crash::crash(&options),
        Command::Fuzz(options) => fuzz::fuzz(&options),
        Command::Lint => lint::lint(),
        Command::Types => types::types(),
        Command::Bench(options) => bench::bench(&options),
        Command::Busy => load::busy(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}
