//! What a send knows of its team: what it asks of it, and whether the ledger answers.
//!
//! Never in here: a question to the ledger.

use std::sync::{Mutex, MutexGuard, PoisonError};

use beckon_model::{Account, TeamWish};

/// How long after a question in vain the ledger is asked again, in milliseconds, and twice as long after each.
const AGAIN_MS: i64 = 500;
const AGAIN_AT_MOST_MS: i64 = 8000;

/// The team's part in a send.
pub(super) struct TeamSend {
    pub wish: TeamWish,
    /// `agentid` of the app.
    pub agent: i32,
    /// Since when the ledger cannot be asked, UTC ms, and how often it was in vain.
    down: Mutex<Option<(i64, u32)>>,
}

impl TeamSend {
    pub fn new(wish: TeamWish, account: &Account) -> Self {
        Self { wish, agent: i32::try_from(account.agent_id).unwrap_or(i32::MAX), down: Mutex::default() }
    }

    fn down(&self) -> MutexGuard<'_, Option<(i64, u32)>> {
        self.down.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the last question was in vain.
    pub fn is_down(&self) -> bool {
        self.down().is_some()
    }

    /// The ledger has answered.
    pub fn answered(&self) {
        *self.down() = None;
    }

    /// It has not. Says since when, and when it is asked again, UTC ms.
    pub fn failed(&self, now: i64) -> (i64, i64) {
        let mut down = self.down();
        let (since, times) = down.unwrap_or((now, 0));
        *down = Some((since, times + 1));
        (since, now + (AGAIN_MS << times.min(6)).min(AGAIN_AT_MOST_MS))
    }
}
