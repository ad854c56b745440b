//! The program is ended in the middle of a send, again and again: by SIGKILL at seeded moments, and by itself right
//! before and after a commit or a request. Whatever the moment, in the end everybody has the message exactly once, and
//! the log says the same as the company's own journal.
//!
//! A short form runs with all tests; `cargo xtask crash --runs N` is the long one. The same program is also the child
//! that is killed, so that there is nothing else to build. Never in here: a door into the engine that people's programs
//! have not.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test, and a command-line tool that talks to its caller"
)]

mod child;
#[path = "../common/mod.rs"]
mod common;
mod long;
mod plan;
mod story;
mod verdict;
#[path = "../victim/mod.rs"]
mod victim;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use plan::{Ending, Plan, Text};

/// People of a story of the short form.
const RECIPIENTS: usize = 60;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("child") => child::main(&arguments[1..]),
        Some("long") => long::main(&arguments[1..]),
        _ => libtest_mimic::run(&Arguments::from_args(), short()).exit_code(),
    }
}

/// The short form: a story of kills, one for each point, and the same for people who share calls.
fn short() -> Vec<Trial> {
    let mut plans = vec![
        ("killed_at_six_moments".to_owned(), Plan::new(Text::Personal, RECIPIENTS, Ending::Kills(6), 41)),
        ("killed_at_three_moments_while_people_share_calls".to_owned(), {
            Plan::new(Text::Same, 2500, Ending::Kills(3), 42)
        }),
    ];
    for (number, point) in (43..).zip(plan::POINTS) {
        let ending = Ending::Point { point, passing: 3 };
        plans.push((format!("ended_at_{}", point.replace('.', "_")), {
            Plan::new(Text::Personal, RECIPIENTS, ending, number)
        }));
    }
    plans.into_iter().map(|(name, plan)| Trial::test(name, move || played(&plan))).collect()
}

fn played(plan: &Plan) -> Result<(), Failed> {
    let told = story::play(plan)?;
    if told.ended == 0 {
        return Err("nothing ended the program, so this proves nothing".into());
    }
    if told.violations.is_empty() { Ok(()) } else { Err(told.violations.join("\n").into()) }
}
