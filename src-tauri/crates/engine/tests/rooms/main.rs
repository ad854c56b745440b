//! Rooms and written tests against the practice ShowMeBug, over real HTTP: nothing is made twice, nothing is lost, and each
//! fault has its one problem.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod connection;
mod faults;
mod refused;
mod resolve;
mod restored;
mod results;
mod steps;
mod told;
mod words;
mod world;
mod written;
