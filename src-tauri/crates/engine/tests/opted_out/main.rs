//! "Do not write to me": whoever said so is in no request, by whichever selection, and in whichever row they come back.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

#[path = "../common/mod.rs"]
mod common;

mod company;
mod copies;
mod sends;
mod stories;
