//! Any bytes, for whatever reads bytes that others made: files of people, texts and files of templates, files of accounts,
//! WeCom's answers. Each is read or refused in one sentence, twice the same, within little memory, and never the end of
//! the program.
//!
//! A short form of fixed seeds runs with all tests; `cargo xtask fuzz --minutes N` is the long one, which keeps what it
//! finds in `corpus`. The same program is also the child that reads, within an address space that is small. Never in
//! here: what the bytes mean; the tests of each reader say that.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test, and a command-line tool that talks to its caller and minds how long it runs"
)]

#[path = "../common/mod.rs"]
mod common;

mod child;
mod company;
mod doors;
mod mutate;
mod run;
mod seeds;
mod target;

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use run::{Bound, Told, run};
use target::{TARGETS, Target};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["child", target, bound, seed, found] => child::child(target, bound, seed, Path::new(found)),
        ["long", minutes, seed] => long(&TARGETS, minutes, seed),
        ["long", minutes, seed, target] => Target::of(target).map_or_else(usage, |one| long(&[one], minutes, seed)),
        ["long", ..] => usage(),
        _ => libtest_mimic::run(&Arguments::from_args(), short()).exit_code(),
    }
}

fn usage() -> ExitCode {
    let names = TARGETS.map(Target::name).join(", ");
    eprintln!("long MINUTES SEED [TARGET], where a target is one of {names}");
    ExitCode::FAILURE
}

fn short() -> Vec<Trial> {
    let trial = |target: Target| {
        Trial::test(target.name(), move || {
            let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz").join(target.name());
            let told = run(target, Bound::Executions(target.executions()), 1, &found);
            assert!(
                told.findings.is_empty(),
                "any bytes are read, or refused in one sentence:\n{}",
                told.findings.join("\n")
            );
            assert!(told.executions >= target.executions(), "all were read: {told}");
            Ok(())
        })
    };
    let mut trials: Vec<Trial> = TARGETS.map(trial).into();
    trials.push(Trial::test("what_breaks_a_rule_is_found", || {
        breaks_are_found();
        Ok(())
    }));
    trials
}

fn breaks_are_found() {
    let found = tempfile::tempdir().unwrap();
    let told = run(Target::Planted, Bound::Executions(Target::Planted.executions()), 1, found.path());
    let mut expected = vec!["panicked", "differs", "1025 bytes", "ended the process"];
    if cfg!(target_os = "linux") {
        expected.insert(3, "MiB, 300 at most");
    }
    assert_eq!(told.findings.len(), expected.len(), "each is found, and nothing else: {:#?}", told.findings);
    for (finding, words) in told.findings.iter().zip(expected) {
        assert!(finding.contains(words), "told as what it is, {words}: {finding}");
        let file = finding.split(": ").next().unwrap();
        assert!(std::fs::read(file).is_ok_and(|input| !input.is_empty()), "and kept: {finding}");
    }
}

/// `long MINUTES SEED [TARGET]`: so many minutes for each target.
fn long(targets: &[Target], minutes: &str, seed: &str) -> ExitCode {
    let (Ok(minutes), Ok(seed)) = (minutes.parse::<u64>(), seed.parse()) else { return usage() };
    let told = |target: &Target| {
        let told: Told = run(*target, Bound::Seconds(minutes * 60), seed, &target.corpus());
        println!("{}: {told}, from seed {seed}", target.name());
        told.findings.iter().for_each(|finding| println!("  {finding}"));
        told.findings.is_empty()
    };
    let clean = targets.iter().map(told).filter(|clean| !clean).count() == 0;
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
