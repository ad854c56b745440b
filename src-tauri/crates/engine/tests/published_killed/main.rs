//! The program is ended in the middle of publishing, moving and calling off interviews, over and over: by SIGKILL at seeded
//! moments, and by itself right before and after a commit or a call. Whatever the moment, by the company's own books no interview
//! ever has two entries or two rooms, and nothing stands there that Beckon does not know or ask about; in the end each stands as
//! it is wished, and what was called off is gone.
//!
//! A short form runs with all tests; `cargo xtask crash --of published --runs N` is the long one. The same program is also the
//! child that is killed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test, and a command-line tool that talks to its caller"
)]

#[path = "../common/account.rs"]
mod account;
#[path = "../victim/course.rs"]
mod course;
mod folder;
#[path = "../victim/keyring.rs"]
mod keyring;
#[path = "../victim/killed.rs"]
mod killed;
mod story;
#[path = "../victim/time.rs"]
mod time;
mod verdict;
#[path = "../victim/mod.rs"]
mod victim;

use std::process::ExitCode;

/// Where the program ends itself: around what it writes and what it asks.
const POINTS: [&str; 5] = ["transaction.before", "commit.before", "commit.after", "publish.asking", "publish.answered"];

fn main() -> ExitCode {
    course::main::<story::Story>(&POINTS)
}
