//! `cargo xtask lint`: every check that needs no test run. All of them run, so that one start shows all problems.

use crate::needs::Needs;
use crate::pinned;
use crate::planted;
use crate::run::FEATURES;
use crate::setup::setup;
use crate::shell::{Outcome, cargo, npm, run, said};

/// How a check ended: done, or left out and why.
type Ended = Outcome<Option<String>>;

/// Crates of which there are several versions are in the hundreds of lines of warnings that are left out here.
const DENY: [&str; 6] = ["--log-level", "error", "check", "licenses", "bans", "sources"];

struct Check(&'static str, fn() -> Ended);

/// Runs the checks; fails when one of them does.
pub fn lint() -> Outcome {
    setup(Needs::WINDOW)?;
    let checks = [
        Check("formatting", || cargo_does(&["fmt", "--all", "--check"])),
        Check("clippy", clippy),
        Check("documentation", documentation),
        Check("UI types", || npm_runs("check")),
        Check("UI types are really checked", || planted::is_found().map(|()| None)),
        Check("UI lint and formatting", || npm_runs("lint")),
        Check("licences, bans, sources", || when_installed("deny", &DENY)),
        Check("unused dependencies", || when_installed("machete", &[])),
        Check("actions of CI are pinned", || pinned::are_all().map(|()| None)),
    ];
    let ended: Vec<_> = checks.into_iter().map(|Check(name, check)| (name, check())).collect();

    println!();
    for (name, ended) in &ended {
        match ended {
            Ok(None) => println!("ok       {name}"),
            Ok(Some(why)) => println!("left out {name}: {why}"),
            Err(problem) => println!("FAILED   {name}: {problem}"),
        }
    }
    let failed = ended.iter().filter(|(_, ended)| ended.is_err()).count();
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} checks failed", ended.len())) }
}

fn cargo_does(arguments: &[&str]) -> Ended {
    run(cargo().args(arguments)).map(|()| None)
}

fn clippy() -> Ended {
    let mut clippy = cargo();
    clippy.args(["clippy", "--workspace", "--all-targets"]).args(FEATURES);
    run(clippy.args(["--", "-D", "warnings"])).map(|()| None)
}

fn documentation() -> Ended {
    let mut doc = cargo();
    run(doc.args(["doc", "--workspace", "--no-deps"]).args(FEATURES).env("RUSTDOCFLAGS", "-D warnings")).map(|()| None)
}

fn npm_runs(script: &str) -> Ended {
    run(npm().args(["run", script])).map(|()| None)
}

fn when_installed(tool: &str, arguments: &[&str]) -> Ended {
    if said(cargo().args([tool, "--version"])).is_none() {
        return Ok(Some(format!("cargo-{tool} is not installed (`cargo install --locked cargo-{tool}`)")));
    }
    run(cargo().arg(tool).args(arguments)).map(|()| None)
}
