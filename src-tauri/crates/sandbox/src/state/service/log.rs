//! What has come to an account, in order, for three days: what `kf/sync_msg` reads.

use std::collections::VecDeque;

use serde_json::{Value, json};

use crate::dice::Dice;

/// What older is gone: three days.
const KEPT_MS: i64 = 3 * 86_400_000;

/// Entries that are kept.
const ENTRIES: usize = 200_000;

/// The log of an account.
#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: VecDeque<(u64, i64, Value)>,
    /// Number of the next entry.
    next: u64,
    /// So many calls are answered with nothing although more follows.
    pub(crate) empty_pages: u32,
}

/// A part of a log.
pub(crate) struct Part {
    pub(crate) messages: Vec<Value>,
    pub(crate) next: u64,
    pub(crate) has_more: bool,
}

impl Log {
    /// Writes a message down, with the time of it.
    pub(crate) fn add(&mut self, mut message: Value, now: i64) {
        message["send_time"] = json!(now / 1000);
        self.entries.push_back((self.next, now, message));
        self.next += 1;
        if self.entries.len() > ENTRIES {
            self.entries.pop_front();
        }
    }

    /// Lets the newest entries come again, as they are.
    pub(crate) fn again(&mut self, count: usize) {
        let from = self.entries.len().saturating_sub(count);
        let again: Vec<(i64, Value)> =
            self.entries.range(from..).map(|(_, at, message)| (*at, message.clone())).collect();
        for (at, message) in again {
            self.add(message, at);
        }
    }

    /// What is kept from this number on; of older ones the oldest that is kept comes first.
    pub(crate) fn read(&mut self, from: u64, limit: usize, now: i64) -> Part {
        self.entries.retain(|(_, at, _)| now - at < KEPT_MS);
        if self.empty_pages > 0 {
            self.empty_pages -= 1;
            return Part { messages: Vec::new(), next: from, has_more: true };
        }
        let mut wanted = self.entries.iter().filter(|(number, ..)| *number >= from);
        let page: Vec<_> = wanted.by_ref().take(limit).collect();
        let next = page.last().map_or(from, |(number, ..)| number + 1);
        Part {
            next,
            has_more: wanted.next().is_some(),
            messages: page.iter().map(|(.., message)| message.clone()).collect(),
        }
    }
}

/// The text of a cursor, which only its account knows again.
pub(crate) fn cursor(open_kfid: &str, number: u64) -> String {
    let number = number.to_string();
    format!("{number}-{}", Dice::of(&[open_kfid, &number]).letters(20))
}

/// The number of a cursor; `None` when it is none of this account.
pub(crate) fn number(open_kfid: &str, text: &str) -> Option<u64> {
    let number = text.split_once('-')?.0.parse().ok()?;
    (cursor(open_kfid, number) == text).then_some(number)
}
