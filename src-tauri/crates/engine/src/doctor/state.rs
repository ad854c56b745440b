//! What the last check of each account saw, until the program ends: the test message is judged together with it.
//!
//! Never in here: a secret.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use beckon_model::{AccountId, Observations};

/// What was seen, by account.
#[derive(Default)]
pub(crate) struct State(Mutex<HashMap<AccountId, Observations>>);

impl State {
    /// What the last check of this account saw.
    pub fn last(&self, id: &AccountId) -> Observations {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned().unwrap_or_default()
    }

    /// Keeps it in the place of what was seen before.
    pub fn keep(&self, id: &AccountId, seen: &Observations) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), seen.clone());
    }
}
