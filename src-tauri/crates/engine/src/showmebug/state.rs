//! What is known of ShowMeBug while the program runs: its clients, and whose turn it is. In memory only.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::ShowMeBug;

/// The client of the connection, as long as the connection stays what it was.
type Kept = Option<(ShowMeBug, Arc<showmebug::Client>)>;

/// The clients, and the turn.
#[derive(Default)]
pub(crate) struct State {
    client: Mutex<Kept>,
    practice: Mutex<Option<Arc<showmebug::Client>>>,
    /// Held by whoever makes, looks up, changes or deletes in this process.
    pub(super) turn: Arc<tokio::sync::Mutex<()>>,
}

impl State {
    pub(super) fn client(&self) -> MutexGuard<'_, Kept> {
        self.client.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn practice(&self) -> MutexGuard<'_, Option<Arc<showmebug::Client>>> {
        self.practice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
