//! Why something was not done, and how Beckon says so: the engine's errors, what a failed call to WeCom means, and the
//! words of both for the command line. The window gets a code.
//!
//! Never in here: a decision about a row, or anything of a feature.

pub(crate) mod call_failure;
pub(crate) mod codes;
pub(crate) mod error;
mod field;
pub(crate) mod field_words;
mod file_fault;
mod of_others;
pub(crate) mod publish_words;
pub(crate) mod room_words;
mod task_words;
pub(crate) mod team_words;
pub(crate) mod ui_error;

pub use error::{Differences, Error, ImportError, Result};
pub(crate) use field::{NAME_CHARS, field, invalid};
pub use file_fault::FileFault;
pub(crate) use of_others::{not_found, wecom_error};
