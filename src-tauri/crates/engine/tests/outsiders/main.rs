//! Sends to candidates outside the company: each by the way that was shown, once, and nothing is called sent that only waits.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod by_hand;
#[path = "../common/mod.rs"]
mod common;
mod mixed;
mod stage;
mod tasks;
