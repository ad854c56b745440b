//! What is known of accounts while the program runs: their clients, and secrets that were replaced. In memory only.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::AccountId;
use secrecy::SecretString;
use tokio::sync::OnceCell;

/// A secret that was replaced.
pub(super) struct Before {
    pub secret: SecretString,
    /// Its last three characters, as the account showed them.
    pub hint: String,
    pub saved_at: i64,
}

/// The place of an account's client, which whoever comes first fills: all others wait for that one.
type Place = Arc<OnceCell<Arc<wecom::Client>>>;

/// The clients, one for each account, and the secrets before them.
#[derive(Default)]
pub(crate) struct State {
    clients: Mutex<HashMap<AccountId, Place>>,
    /// For the way back.
    secrets_before: Mutex<HashMap<AccountId, Before>>,
}

impl State {
    /// Where the client of an account is, or is going to be.
    pub(super) fn place(&self, id: &AccountId) -> Place {
        Arc::clone(self.clients().entry(id.clone()).or_default())
    }

    /// The client of an account, if it has one.
    pub fn known_client(&self, id: &AccountId) -> Option<Arc<wecom::Client>> {
        self.clients().get(id).and_then(|place| place.get().cloned())
    }

    /// From now on this is the client of an account; one that is being made goes to nobody but who waits for it.
    pub(super) fn put_client(&self, id: &AccountId, client: wecom::Client) {
        self.clients().insert(id.clone(), Arc::new(OnceCell::new_with(Some(Arc::new(client)))));
    }

    /// Forgets the client of an account, also one that is being made: what it was made of has changed.
    pub(super) fn forget_client(&self, id: &AccountId) {
        self.clients().remove(id);
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<AccountId, Place>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn secrets_before(&self) -> MutexGuard<'_, HashMap<AccountId, Before>> {
        self.secrets_before.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
