//! `cargo xtask fuzz`: the long form of the tests that give any bytes to every reader of what others made. What they do and
//! check is said in `src-tauri/crates/engine/tests/fuzz`.

use crate::shell::{Outcome, cargo, run};

/// What `fuzz` takes.
#[derive(clap::Args)]
pub struct Options {
    /// How long, for each target
    #[arg(long, value_name = "N", default_value_t = 1)]
    minutes: u64,
    /// One target alone: workbook, text, template, template-file, account-file, replies
    #[arg(long, value_name = "T")]
    target: Option<String>,
    /// Another seed makes other bytes; the same makes the same
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// Builds and runs it; fails when something was found, which is then kept in the corpus.
pub fn fuzz(options: &Options) -> Outcome {
    let Options { minutes, target, seed } = options;
    let mut test = cargo();
    test.args(["test", "--package", "beckon-engine", "--test", "fuzz", "--", "long"]);
    run(test.args([minutes.to_string(), seed.to_string()]).args(target))
}
