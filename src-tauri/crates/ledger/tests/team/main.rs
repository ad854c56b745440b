//! The ledger on a real PostgreSQL, a server for each test.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod claims;
mod company;
mod connecting;
mod cut;
mod leases;
mod migrations;
mod news;
mod page;
mod rights;
mod shared;
mod speed;
