//! Plans that were made: a preview looks at one person after the other in the same one, and a start says what has changed
//! since the one that was approved.
//!
//! Never in here: a plan that is sent. Whatever leaves is made anew and compared.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::SendRequest;

use crate::send::plan::Plan;

/// Plans that are kept: the one that is looked at, and the one before, which may have been approved meanwhile.
const KEPT: usize = 2;

/// How long a plan is looked at, in ms: what it says of times is as of when it was made.
const FRESH_MS: i64 = 60_000;

/// The plans that were made last, the newest at the end.
#[derive(Debug, Default)]
pub(crate) struct Plans(Mutex<VecDeque<Kept>>);

#[derive(Debug)]
pub(super) struct Kept {
    pub send: SendRequest,
    /// The state of the database before the plan was made.
    pub stamp: Option<i64>,
    pub plan: Arc<Plan>,
}

impl Plans {
    /// The plan of a send, as long as nothing that it was made from can have changed.
    pub(super) fn fresh(&self, send: &SendRequest, stamp: Option<i64>, now: i64) -> Option<Arc<Plan>> {
        let kept = self.kept();
        let same = |kept: &&Kept| stamp.is_some() && kept.stamp == stamp && kept.send == *send;
        let found = kept.iter().rev().find(same).filter(|kept| (0..FRESH_MS).contains(&(now - kept.plan.now)));
        found.map(|kept| Arc::clone(&kept.plan))
    }

    pub(super) fn keep(&self, new: Kept) {
        let mut kept = self.kept();
        kept.retain(|kept| kept.send != new.send);
        kept.push_back(new);
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }

    pub(super) fn kept(&self) -> MutexGuard<'_, VecDeque<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
