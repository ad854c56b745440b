//! A send of many messages, from the check to the last answer: who may send, what leaves when, and what becomes of it.
//!
//! Never in here: how one message is made.

pub(crate) mod limits;
pub(crate) mod lock;
pub(crate) mod progress;
pub(crate) mod recall;
pub(crate) mod recovery;
pub(crate) mod resolve;
pub(crate) mod schedule;
pub(crate) mod sender;
pub(crate) mod turn;
pub(crate) mod upload;
