//! What is known of accounts while the program runs: their clients, and secrets that were replaced. In memory only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::AccountId;
use secrecy::SecretString;

/// A secret that was replaced.
pub(super) struct Before {
    pub secret: SecretString,
    /// Its last three characters, as the account showed them.
    pub hint: String,
    pub saved_at: i64,
}

/// The clients, one for each account, and the secrets of before.
#[derive(Default)]
pub(crate) struct State {
    clients: Mutex<HashMap<AccountId, Arc<wecom::Client>>>,
    /// For the way back.
    secrets_before: Mutex<HashMap<AccountId, Before>>,
}

impl State {
    pub fn clients(&self) -> MutexGuard<'_, HashMap<AccountId, Arc<wecom::Client>>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn secrets_before(&self) -> MutexGuard<'_, HashMap<AccountId, Before>> {
        self.secrets_before.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
