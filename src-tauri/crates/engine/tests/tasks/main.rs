//! What follows a task: each row says what became of it, and nothing is concluded from what WeCom does not say.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod act;
#[path = "../common/mod.rs"]
mod common;
mod followed;
mod lookup;
#[path = "../outsiders/stage.rs"]
#[allow(dead_code, reason = "every test program uses its own part")]
mod stage;
mod theatre;
