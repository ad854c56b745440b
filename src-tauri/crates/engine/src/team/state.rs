//! What is known of the team while the program runs: the connection, and whether it is watched. In memory only.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_ledger::Ledger;
use beckon_store::StoredTeam;
use tokio::task::AbortHandle;

/// The ledger, as long as the team stays what it was.
pub(super) type Kept = Option<(StoredTeam, Arc<Ledger>)>;

/// The connection, and the watch.
#[derive(Default)]
pub(crate) struct State {
    /// Held while a connection is made, so that many who ask at once make one.
    pub(super) ledger: tokio::sync::Mutex<Kept>,
    /// Held while the team is told when interviews are, so that an older list never comes after a newer one.
    pub(super) interviews: tokio::sync::Mutex<()>,
    watch: Mutex<Option<AbortHandle>>,
}

impl State {
    pub(super) fn watch(&self) -> MutexGuard<'_, Option<AbortHandle>> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
