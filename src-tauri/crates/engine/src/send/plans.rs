//! Plans that were made: a preview looks at one person after the other in the same one, and a start says what has changed
//! since the one that was approved.
//!
//! Never in here: a plan that is sent. Whatever leaves is made again and compared.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_model::SendRequest;

use crate::send::plan::Plan;

/// Checks that are remembered: a person looks at one at a time, and the next may be under way.
const CHECKED: usize = 2;

/// How long a plan is looked at, in ms: what it says of times is as of when it was made.
const FRESH_MS: i64 = 60_000;

/// The plans that were made last.
#[derive(Debug, Default)]
pub(crate) struct Plans {
    looked_at: Mutex<Option<Kept>>,
    checked: Mutex<VecDeque<Arc<Plan>>>,
}

/// The plan that is looked at.
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
        let kept = lock(&self.looked_at);
        let same = |kept: &&Kept| stamp.is_some() && kept.stamp == stamp && kept.send == *send;
        let found = kept.as_ref().filter(same).filter(|kept| (0..FRESH_MS).contains(&(now - kept.plan.now)));
        found.map(|kept| Arc::clone(&kept.plan))
    }

    pub(super) fn keep(&self, new: Kept) {
        *lock(&self.looked_at) = Some(new);
    }

    /// Remembers a plan that a person may approve.
    pub(super) fn check(&self, plan: &Arc<Plan>) {
        let mut checked = lock(&self.checked);
        checked.retain(|known| !Arc::ptr_eq(known, plan));
        checked.push_back(Arc::clone(plan));
        if checked.len() > CHECKED {
            checked.pop_front();
        }
    }

    /// The plan that was checked with this approval.
    pub(super) fn checked(&self, approval: &str) -> Option<Arc<Plan>> {
        let checked: Vec<Arc<Plan>> = lock(&self.checked).iter().cloned().collect();
        checked.into_iter().find(|plan| plan.approval() == approval)
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
