//! `cargo xtask crash`: the long form of the crash test, which ends the program in the middle of a send over and over.
//! What it does and checks is said in `src-tauri/crates/engine/tests/crash`.

use crate::shell::{Outcome, cargo, run};

/// What `crash` takes.
#[derive(clap::Args)]
pub struct Options {
    /// How many sends are ended in the middle
    #[arg(long, value_name = "N", default_value_t = 200)]
    runs: u64,
    /// People of a send
    #[arg(long, value_name = "N", default_value_t = 1000)]
    recipients: u64,
    /// Seed of the first run, the next one has the next; a run can be repeated by its own
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// Builds and runs it; fails when anybody was skipped, reached twice, or misreported.
pub fn crash(options: &Options) -> Outcome {
    let mut test = cargo();
    test.args(["test", "--package", "beckon-engine", "--test", "crash", "--", "long"]);
    run(test.args([options.runs, options.recipients, options.seed].map(|number| number.to_string())))
}
