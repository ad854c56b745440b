//! Interviews in WeCom's calendars against the practice company, over real HTTP: what stands in its books is what Beckon says, at
//! every point and after every fault.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod behind;
#[path = "../common/mod.rs"]
mod common;
mod faults;
mod habits;
mod input;
mod left_out;
mod limits;
mod lost;
mod restored;
mod steps;
mod world;
