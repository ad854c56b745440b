//! `cargo xtask crash`: the long form of the tests that end the program in the middle of what it does, over and over.
//! What they do and check is said in `src-tauri/crates/engine/tests/crash` (sends) and `…/killed` (everything else), `…/rooms_killed` (rooms at ShowMeBug), `…/outsiders_killed` (candidates outside the company),
//! `…/published_killed` (interviews in WeCom's calendars), `…/reminders_killed` (reminders of interviews),
//! `…/team_killed` (two laptops of a team).

use crate::shell::{Outcome, cargo, run};

/// What `crash` takes.
#[derive(clap::Args)]
pub struct Options {
    /// What is ended in the middle
    #[arg(long, value_enum, default_value_t = Work::Send)]
    of: Work,
    /// How many times
    #[arg(long, value_name = "N", default_value_t = 200)]
    runs: u64,
    /// People of a send
    #[arg(long, value_name = "N", default_value_t = 1000)]
    recipients: u64,
    /// Seed of the first run, the next one has the next; a run can be repeated by its own
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// What the program does when it is ended.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Work {
    Send,
    Backup,
    Restore,
    Migration,
    Import,
    ImportBeside,
    RotateSecret,
    Rooms,
    Outsiders,
    Published,
    Reminders,
    Team,
}

/// Builds and runs it; fails when anybody was skipped, reached twice, or misreported, or when anything was lost.
pub fn crash(options: &Options) -> Outcome {
    let Options { of, runs, recipients, seed } = options;
    let mut test = cargo();
    test.args(["test", "--package", "beckon-engine", "--test"]);
    match of {
        Work::Send => test.args(["crash", "--", "long", &runs.to_string(), &recipients.to_string()]),
        Work::Rooms => test.args(["rooms_killed", "--", "long", &runs.to_string()]),
        Work::Outsiders => test.args(["outsiders_killed", "--", "long", &runs.to_string()]),
        Work::Published => test.args(["published_killed", "--", "long", &runs.to_string()]),
        Work::Reminders => test.args(["reminders_killed", "--", "long", &runs.to_string()]),
        Work::Team => test.args(["team_killed", "--", "long", &runs.to_string()]),
        other => {
            let name = clap::ValueEnum::to_possible_value(other).map(|value| value.get_name().to_owned());
            test.args(["killed", "--", "long", &name.unwrap_or_default(), &runs.to_string()])
        }
    };
    run(test.arg(seed.to_string()))
}
