//! The fault matrix: everything that can befall a send to a whole company in its middle. After each, the log agrees with
//! the company's own journal, nobody has a message twice, nobody is left out, and the campaign says what happened.
//!
//! Never in here: a mock of the client. The company misbehaves, or the way to it, or the machine.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod books;
#[path = "../common/mod.rs"]
mod common;
mod door;
mod elsewhere;
mod laptop;
mod refusals;
mod wire;
