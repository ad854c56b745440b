//! The program is ended in the middle of making rooms, over and over: by SIGKILL at seeded moments, and by itself right
//! before and after a commit or a call. Whatever the moment, by ShowMeBug's own books no interview ever has two rooms, and
//! there is no room that Beckon does not know or asks about; in the end each interview has its room. The same for written
//! tests, of which a lost one stays unknown.
//!
//! A short form runs with all tests; `cargo xtask crash --of rooms --runs N` is the long one. The same program is also the
//! child that is killed.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test, and a command-line tool that talks to its caller"
)]

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
const POINTS: [&str; 5] = ["transaction.before", "commit.before", "commit.after", "room.asking", "room.answered"];

fn main() -> ExitCode {
    course::main::<story::Story>(&POINTS)
}
