//! The program is ended in the middle of writing to candidates outside the company, over and over: by SIGKILL at seeded moments,
//! and by itself right before and after a commit or a call. Whatever the moment, by WeCom's own books nobody has two messages in
//! their chat and no colleague two tasks for one candidate; in the end everybody has one, and nothing waits of which Beckon does
//! not know.
//!
//! A short form runs with all tests; `cargo xtask crash --of outsiders --runs N` is the long one. The same program is also the
//! child that is killed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test, and a command-line tool that talks to its caller"
)]

mod folder;
#[path = "../victim/keyring.rs"]
mod keyring;
mod story;
mod verdict;
#[path = "../victim/mod.rs"]
mod victim;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use story::{Ending, Told, play};

/// Where the program ends itself: around what it writes and what it asks.
pub const POINTS: [&str; 5] =
    ["transaction.before", "commit.before", "commit.after", "outsider.before", "outsider.after"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["child", folder] => story::child(folder, None),
        ["child", folder, point, passing] => story::child(folder, Some((point, passing))),
        ["long", runs, seed] => long(runs, seed),
        _ => libtest_mimic::run(&Arguments::from_args(), short()).exit_code(),
    }
}

/// A story of kills, and one for each point.
fn short() -> Vec<Trial> {
    let mut endings = vec![("killed_at_three_moments".to_owned(), Ending::Moments(3))];
    let name = |point: &str| format!("ended_at_{}", point.replace(['.', '-'], "_"));
    endings.extend(POINTS.map(|point| (name(point), Ending::Point(point))));
    (1..).zip(endings).map(|(seed, (name, ending))| Trial::test(name, move || played(ending, seed))).collect()
}

fn played(ending: Ending, seed: u64) -> Result<(), Failed> {
    let told = play(ending, seed)?;
    if told.ended == 0 {
        return Err("nothing ended the program, so this proves nothing".into());
    }
    if told.violations.is_empty() { Ok(()) } else { Err(told.violations.join("\n").into()) }
}

/// `long RUNS SEED`: a run of seeded moments, then one of each point, and so on.
fn long(runs: &str, seed: &str) -> ExitCode {
    let (Ok(runs), Ok(seed)) = (runs.parse::<u64>(), seed.parse::<u64>()) else {
        eprintln!("long RUNS SEED");
        return ExitCode::FAILURE;
    };
    let mut all = Told::default();
    for seed in seed..seed.saturating_add(runs) {
        let turn = usize::try_from(seed).unwrap_or_default() % (POINTS.len() + 1);
        let ending = POINTS.get(turn).map_or(Ending::Moments(3), |point| Ending::Point(point));
        let told = match play(ending, seed) {
            Ok(told) => told,
            Err(problem) => Told { violations: vec![format!("the story broke off: {problem}")], ..Told::default() },
        };
        println!("seed {seed}, {ending:?}: {told}");
        told.violations.iter().for_each(|violation| println!("  {violation}"));
        all.add(told);
    }
    println!("{runs} runs: {all}");
    if all.violations.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
