//! A team on a real PostgreSQL, a server for each test, and data folders that belong to it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod accounts;
#[path = "../common/mod.rs"]
mod common;
mod doctor;
mod joining;
mod laptop;
mod leak;
mod log;
mod opt_outs;
mod sending;
mod shared;
mod words;
