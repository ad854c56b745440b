//! Moments as people write them: after `--at` and `--starts`, in the window, in spreadsheets. The one reader of all of them.
//!
//! It takes the whole text or refuses: each character is understood, or named as not understood. `docs/times.md` has the
//! rules for people, with examples that are tested.
//!
//! 1. `token`: the text as numbers, signs and words (`words`).
//! 2. `said`: the tokens as a day (`day`), a time or a range (`clock`, `part`) and a zone (`zone`).
//! 3. `settled`: with the day on which it is read, the clock on the wall.
//! 4. `moment`: in a zone, an instant.
//!
//! Never in here: a guess. Where two readings are possible, none is taken.

mod cells;
mod clock;
mod day;
mod mark;
mod moment;
mod part;
mod problem;
mod said;
mod serial;
mod settled;
#[cfg(test)]
mod tests;
mod token;
mod words;
mod zone;

pub(crate) use cells::{cell, start};
pub use moment::{Start, in_zone, shown, shown_in, since};
pub(crate) use moment::{interview_start, send_start, shown_here};
pub use problem::sentence;
pub(crate) use problem::{in_field, problem};
pub(crate) use words::ZONES;
pub use zone::{here, here_name};
