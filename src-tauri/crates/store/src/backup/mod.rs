//! Copies of a data folder's database: made, verified, named, kept and taken back.
//!
//! 1. One process at a time makes them: it holds `backups/lock`. Another one that wants to has nothing to do.
//! 2. A copy is made under a name of its own, private before anything stands in it, read back whole and counted. Only then
//!    it gets the name of a generation. What a killed program left in the making is taken away by the next.
//! 3. Which generations stay is decided by `keep`: one that holds more than every newer one is never taken away.
//!
//! Never in here: when a copy is wanted.

mod copy;
pub(crate) mod generations;
mod keep;
mod opt_outs;
mod restore;

pub(crate) use copy::{Patience, make};
pub use copy::{back_up, check};
pub use generations::backups;
pub use restore::{restore, start_empty};
