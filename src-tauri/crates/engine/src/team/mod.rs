//! The team: which ledger this data folder asks, who belongs to it, and what it knows of all laptops.
//!
//! 1. A folder belongs to one team at most (`create`, `connection`). A colleague gets a connection file (`file`), which has no
//!    password in it; the password is in the vault and nowhere else.
//! 2. There is one connection to the ledger, which is kept while the team stays the same (`desk`). Whoever asks the ledger
//!    gets it there, and what it answers in vain is a [`TeamProblem`](beckon_model::TeamProblem) (`problem`).
//! 3. Nothing is sent around the ledger: an account that asks the team waits where the ledger cannot be asked.
//! 4. What the laptops share besides claims is in `shared/`.
//!
//! Never in here: a password in an error, a log line or an answer, but where it is shown once; SQL.

mod connection;
mod create;
pub(crate) mod desk;
mod figures;
mod file;
mod log;
mod members;
mod problem;
pub(crate) mod shared;
mod state;
mod status;
pub(crate) mod tell;
mod values;
mod watch;

pub(crate) use log::state_of;
pub(crate) use problem::failed;
pub(crate) use state::State;
pub(crate) use tell::{give_back, tell, tell_campaign, tell_for_a_while, tell_rest, within_a_while};
