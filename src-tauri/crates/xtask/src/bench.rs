//! `cargo xtask bench`: starts a benchmark, built as what people install is. What is measured and how is said there.

use crate::shell::{Outcome, cargo, run};

/// What `bench` takes.
#[derive(clap::Args)]
pub struct Options {
    /// What to measure
    what: What,
    /// Handed on; for `client` the number of rounds and the seconds of a turn (15 and 0.7 when nothing is said), for `send`
    /// `--rate` or `--memory` for these alone
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// This project's WeCom client against a bare HTTP loop
    Client,
    /// The whole outbox against a bare HTTP loop, its first decision on a large database, its limits, its memory
    Send,
    /// The check of a send to 100,000 people, against a bare loop
    Check,
    /// Steps of the preview, of 10 and of 10,000 people
    Preview,
    /// A log of 1,000,000 rows on the command line, against the `sqlite3` shell
    Log,
    /// Importing 100,000 people, against the `sqlite3` shell
    Import,
    /// What a sender waits for while another process imports 1,500,000 people
    Beside,
    /// A whole check of an account against the sum of its calls' latencies
    Doctor,
    /// The outbox of a team account against the same without a team; `--rate`: two laptops with one limit
    Team,
    /// Searching 100,000 people and a log of 1,000,000 rows, against LIKE
    Search,
    /// Questions about 10,000 interviews: the data of a week in the calendar, which reminders are due, and reading
    /// what members answered to 1,000 schedules
    Interviews,
}

/// Builds and runs it; fails when it misses a goal.
pub fn bench(options: &Options) -> Outcome {
    let (package, example, part) = match options.what {
        What::Client => ("wecom", "bench_client", None),
        What::Send => ("beckon-engine", "bench_send", None),
        What::Check => ("beckon-engine", "bench_send", Some("--check")),
        What::Preview => ("beckon-engine", "bench_send", Some("--preview")),
        What::Team => ("beckon-engine", "bench_send", Some("--team")),
        What::Log => ("beckon-cli", "bench_log", None),
        What::Import => ("beckon-engine", "bench_import", None),
        What::Beside => ("beckon-engine", "bench_import", Some("--beside")),
        What::Doctor => ("beckon-engine", "bench_doctor", None),
        What::Interviews => ("beckon-engine", "bench_interviews", None),
        What::Search => ("beckon-store", "bench_search", None),
    };
    if options.what == What::Log {
        // It starts the program itself.
        run(cargo().args(["build", "--release", "--package", package]))?;
    }
    let mut bench = cargo();
    bench.args(["run", "--release", "--package", package, "--example", example, "--"]);
    run(bench.args(part).args(&options.arguments))
}
