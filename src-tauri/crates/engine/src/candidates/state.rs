//! What is known of people while the program runs: the last change by hand, and the look-up that is under way.

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};

use beckon_model::JobProgress;
use beckon_store::Before;

/// The last change, kept until the next one.
#[derive(Default)]
pub(super) struct LastChange {
    pub number: u32,
    pub before: Option<Before>,
}

/// The last change, and the look-up.
#[derive(Default)]
pub(crate) struct State {
    last_change: Mutex<LastChange>,
    lookup: Mutex<Option<JobProgress>>,
    /// Whether the look-up shall end.
    pub stop_lookup: AtomicBool,
}

impl State {
    /// The last change by hand, to be taken back.
    pub(super) fn last_change(&self) -> MutexGuard<'_, LastChange> {
        self.last_change.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far the look-up is that runs now.
    pub(super) fn lookup(&self) -> MutexGuard<'_, Option<JobProgress>> {
        self.lookup.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
