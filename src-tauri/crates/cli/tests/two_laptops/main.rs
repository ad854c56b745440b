//! Two laptops of one team: two processes of the real program on two data folders, one company, one PostgreSQL. The company's
//! own journal says whom it heard of, and how often.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

#[path = "../common/mod.rs"]
mod common;

mod laptops;
mod limits;
mod one_list;
