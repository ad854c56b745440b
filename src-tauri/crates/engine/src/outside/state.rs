//! What the room remembers while the program runs: when it was asked last who has a chat.
//!
//! Never in here: a question.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use beckon_store::ServiceChat;

/// How often such a chat is asked about, in milliseconds.
const ASKED_EVERY_MS: i64 = 300_000;

/// When each chat was asked about last, by account of customer service and customer.
#[derive(Debug, Default)]
pub(crate) struct State(Mutex<HashMap<(String, String), i64>>);

impl State {
    /// Whether it is time to ask about a chat; notes that it is asked about.
    pub fn is_time(&self, chat: &ServiceChat, at_once: bool, now: i64) -> bool {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (chat.open_kfid.clone(), chat.external_userid.clone());
        let before = asked.get(&key).copied();
        let due = at_once || before.is_none_or(|at| !(at..at + ASKED_EVERY_MS).contains(&now));
        if due {
            asked.insert(key, now);
        }
        due
    }
}
