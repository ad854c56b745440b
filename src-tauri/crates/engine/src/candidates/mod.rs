//! The people of the list: shown, changed by hand, looked up in the company's directory, and written to files.
//!
//! Never in here: a message.

pub(crate) mod directory;
pub(crate) mod edit;
pub(crate) mod export;
pub(crate) mod import;
mod list;
mod state;

pub(crate) use list::fields;
pub(crate) use state::State;
