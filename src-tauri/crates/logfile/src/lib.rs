//! What Beckon writes down about itself, for the window's log file and the command line's stderr: redacted, bounded in
//! bytes and days, at a level that can be changed while the program runs.
//!
//! Never in here: the delivery log, which is in the database; a line that has not been through [`redact`].

mod files;
mod known;
mod redact;
mod start;

pub use files::{FILE_BYTES, FILES, KEPT_MS, LogFiles, newest};
pub use known::know;
pub use redact::redact;
pub use start::{LogLevels, start};
