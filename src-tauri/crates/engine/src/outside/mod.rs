//! Candidates outside the company: who wants no messages.
//!
//! Never in here: a message.

mod opt_out;
mod words;
