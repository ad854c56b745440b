//! Mass sends: tasks that employees must confirm.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::dice::Dice;

/// A mass-send task.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) agent_id: i64,
    pub(crate) created_ms: i64,
    /// When the employees who confirm at all will have confirmed.
    pub(crate) confirmed_ms: i64,
    pub(crate) cancelled_ms: Option<i64>,
    pub(crate) reminders: Vec<i64>,
    /// Per employee: customers, and whether each may still get a mass message this month.
    pub(crate) sends: BTreeMap<String, Vec<(String, bool)>>,
    /// text and attachments as given.
    pub(crate) content: Value,
}

impl Task {
    /// Whether this employee has confirmed by now. One in ten never does.
    pub(crate) fn confirmed(&self, msgid: &str, userid: &str, now: i64) -> bool {
        let diligent = Dice::of(&[msgid, userid]).below(10) != 0;
        diligent && now >= self.confirmed_ms && self.cancelled_ms.is_none_or(|cancelled| cancelled > self.confirmed_ms)
    }

    pub(crate) fn confirmed_at(&self) -> i64 {
        self.confirmed_ms / 1000
    }
}
