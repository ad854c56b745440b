//! The program is ended by SIGKILL at seeded moments while it works on its folder: while it makes a copy, takes one back,
//! brings an old database to the newest shape, imports, replaces a secret. Whatever the moment, nothing that was there is
//! lost, and the work can be done again to its end.
//!
//! A short form runs with all tests; `cargo xtask crash --of WORK --runs N` is the long one. The same program is also the
//! child that is killed. Never in here: a send, which has a test of its own (`crash`).
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test, and a command-line tool that talks to its caller"
)]

#[path = "../common/account.rs"]
mod account;
mod folder;
#[path = "../victim/keyring.rs"]
mod keyring;
mod story;
mod verdict;
#[path = "../victim/mod.rs"]
mod victim;
mod work;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use work::{POINTS, WORKS, Work};

/// Kills of each work in the short form.
const KILLS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    beckon_store::plant_step(folder::STEP);
    match words[..] {
        ["child", work, folder] => work::child(work, folder, None),
        ["child", work, folder, point] => work::child(work, folder, Some(point)),
        ["long", work, kills, seed] => long(work, kills, seed),
        _ => libtest_mimic::run(&Arguments::from_args(), short()).exit_code(),
    }
}

fn short() -> Vec<Trial> {
    let played = |work: Work| {
        let told = story::play(work, KILLS, 7).map_err(Failed::from)?;
        if told.violations.is_empty() { Ok(()) } else { Err(told.violations.join("\n").into()) }
    };
    let at_point = |(work, point): (Work, &'static str)| Ok(story::end_at(work, point).map(drop)?);
    let kills = WORKS.map(|work| Trial::test(format!("killed_during_{}", work.name()), move || played(work)));
    let points = POINTS.map(|(work, point)| {
        Trial::test(format!("ended_at_{}_during_{}", point.replace('.', "_"), work.name()), move || {
            at_point((work, point))
        })
    });
    kills.into_iter().chain(points).collect()
}

/// `long WORK KILLS SEED`.
fn long(work: &str, kills: &str, seed: &str) -> ExitCode {
    let (Some(work), Ok(kills), Ok(seed)) = (Work::of(work), kills.parse(), seed.parse()) else {
        eprintln!("long WORK KILLS SEED");
        return ExitCode::FAILURE;
    };
    match story::play(work, kills, seed) {
        Ok(told) => {
            told.violations.iter().for_each(|violation| println!("{violation}"));
            let (name, wrong) = (work.name(), told.violations.len());
            println!(
                "{name}: ended {} times by a kill ({} times before it changed anything, {} times after all was changed, {} in \
                 between), from seed {seed}; {wrong} violations",
                told.ended, told.before, told.after, told.between
            );
            if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
