//! The doctor: on an account that works, and on broken ones.
//!
//! Never in here: a mock of the client. The company, the way to it, the keyring or the clock is what is broken.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]
#![allow(clippy::print_stdout, reason = "the examination prints its score")]

mod between;
mod broken;
mod calendars;
#[path = "../common/mod.rs"]
mod common;
#[path = "../matrix/elsewhere.rs"]
mod elsewhere;
mod ground;
mod outside;
mod property;
mod unseen;
mod ways;
mod words;
mod works;
