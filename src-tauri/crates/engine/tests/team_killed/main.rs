//! Two laptops of one team send to the same people while everything goes wrong: senders are killed at seeded moments and end
//! themselves at points of the code, connections to the ledger are cut after any number of bytes, PostgreSQL is ended as by a
//! power cut. Whatever happened, by the company's own journal each person was reached once, the two logs and the ledger say
//! just that, and no report waits.
//!
//! A short form runs with all tests; `cargo xtask crash --of team --runs N` is the long one. The same program is also the
//! child that is killed. Never in here: a door into the engine that people's programs have not.
#![cfg_attr(
    target_os = "linux",
    allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test, and a tool that talks to its caller")
)]

#[cfg(target_os = "linux")]
mod child;
#[cfg(target_os = "linux")]
#[path = "../common/mod.rs"]
mod common;
#[cfg(target_os = "linux")]
mod long;
#[cfg(target_os = "linux")]
mod plan;
#[cfg(target_os = "linux")]
mod story;
#[cfg(target_os = "linux")]
mod team;
#[cfg(target_os = "linux")]
mod verdict;
#[cfg(target_os = "linux")]
#[path = "../victim/mod.rs"]
mod victim;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("child") => child::main(&arguments[1..]),
        Some("long") => long::main(&arguments[1..]),
        _ => libtest_mimic::run(&libtest_mimic::Arguments::from_args(), long::short()).exit_code(),
    }
}

/// There is no PostgreSQL to start elsewhere.
#[cfg(not(target_os = "linux"))]
fn main() {}
