//! The program is ended in the middle of reminding people of interviews, over and over, while the clock moves on and further
//! reminders become due: by SIGKILL at seeded moments, and by itself right before and after a commit, a note and a call. Whatever
//! the moment, by the company's own books nobody is ever reminded twice by one rule, or after the interview began; in the end
//! everybody was reminded who had to be, and what Beckon says of each is what the company has.
//!
//! A short form runs with all tests; `cargo xtask crash --of reminders --runs N` is the long one. The same program is also the
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

/// Where the program ends itself: around what it writes, what it notes of a reminder, and what it sends.
const POINTS: [&str; 8] = [
    "transaction.before",
    "commit.before",
    "commit.after",
    "reminder.intended",
    "reminder.started",
    "sender.turn",
    "request.before",
    "request.after",
];

fn main() -> ExitCode {
    course::main::<story::Story>(&POINTS)
}
