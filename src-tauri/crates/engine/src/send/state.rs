//! What is known of sends while the program runs: the campaign that is being sent, and the plans that were made last.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::{AccountId, CampaignId};
use tokio::sync::watch;

use super::plans::Plans;
use super::progress::Progress;

/// The campaign being sent.
pub(super) struct Running {
    pub account: AccountId,
    /// Absent until its rows are frozen.
    pub campaign: Option<CampaignId>,
    pub progress: Arc<Progress>,
    pub done: watch::Receiver<bool>,
}

/// What this process sends, and what it would send.
#[derive(Default)]
pub(crate) struct State {
    running: Mutex<Option<Running>>,
    pub(super) plans: Plans,
}

impl State {
    /// Whether this account is being sent with.
    pub fn sends_with(&self, account: &AccountId) -> bool {
        self.running().as_ref().is_some_and(|running| running.account == *account)
    }

    pub(super) fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
