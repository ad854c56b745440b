//! What is asked of WeCom now and then, and when each was asked last.
//!
//! Never in here: what is asked.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How often the same is asked, in milliseconds.
const EVERY_MS: i64 = 300_000;

/// What is asked, of what, about whom.
type Question = (&'static str, String, String);

/// When each question was asked last, UTC ms.
#[derive(Debug, Default)]
pub(crate) struct State {
    asked: Mutex<HashMap<Question, i64>>,
    /// Held by a round that writes back: two of them would write the same.
    pub writing_back: tokio::sync::Mutex<()>,
    /// Held by whoever makes or writes the sheet of outcomes: two of them would add the same rows.
    pub keeping_sheet: tokio::sync::Mutex<()>,
}

impl State {
    /// Whether it is time for a question; notes that it is asked then.
    pub fn is_time(&self, (what, of, about): (&'static str, &str, &str), at_once: bool, now: i64) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let question = (what, of.to_owned(), about.to_owned());
        let before = asked.get(&question).copied();
        // A clock that was set back is no reason to wait.
        let due = at_once || before.is_none_or(|at| !(at..at + EVERY_MS).contains(&now));
        if due {
            asked.insert(question, now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_every_five_minutes_or_at_once() {
        let (state, key) = (State::default(), ("forms", "acme", ""));
        assert!(state.is_time(key, false, 1_000_000), "never asked");
        assert!(!state.is_time(key, false, 1_299_999), "too early");
        assert!(state.is_time(("forms", "other", ""), false, 1_299_999), "another one");
        assert!(state.is_time(key, false, 1_300_000), "in time");
        assert!(state.is_time(key, true, 1_300_001), "at once");
        assert!(state.is_time(key, false, 5), "the clock was set back");
    }
}
