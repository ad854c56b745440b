//! A send of many messages, from the check to the last answer: who may send, what leaves when, and what becomes of it.
//!
//! Never in here: how one message is made.

pub(crate) mod approval;
pub(crate) mod campaigns;
pub(crate) mod check;
pub(crate) mod freeze;
mod guard;
pub(crate) mod keyed;
pub(crate) mod lock;
pub(crate) mod occasion;
pub(crate) mod outsiders;
mod plan;
pub(crate) mod plan_row;
pub(crate) mod planning;
pub(crate) mod plans;
pub(crate) mod progress;
pub(crate) mod reach;
mod recall;
pub(crate) mod recovery;
mod removal;
pub(crate) mod repeats;
pub(crate) mod resolve;
pub(crate) mod schedule;
pub(crate) mod sender;
mod state;
pub(crate) mod team_check;
pub(crate) mod test;
pub(crate) mod throttle;
pub(crate) mod turn;
pub(crate) mod upload;

pub(crate) use state::State;
