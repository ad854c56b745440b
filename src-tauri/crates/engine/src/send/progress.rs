//! How a running campaign goes, and the bell that wakes its sender.
//!
//! Never in here: counts. They are counted from the rows.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use beckon_model::{Live, Waiting};
use tokio::sync::Notify;

/// The rate is that of this many milliseconds.
const RATE_OVER_MS: i64 = 10_000;

/// Shared by the sender and those who watch it.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    /// Rung when the campaign was paused, cancelled or got new rows.
    pub bell: Notify,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// When how many recipients were answered.
    answered: VecDeque<(i64, u64)>,
    since: Option<i64>,
    waiting: Option<Waiting>,
}

impl Progress {
    /// So many recipients have been answered.
    pub fn answered(&self, now_ms: i64, people: u64) {
        let mut state = self.state();
        state.since.get_or_insert(now_ms);
        match state.answered.back_mut() {
            // One entry for each tenth of a second is fine enough.
            Some((at, count)) if now_ms - *at < 100 => *count += people,
            _ => state.answered.push_back((now_ms, people)),
        }
        let old = |(at, _): &(i64, u64)| *at + RATE_OVER_MS < now_ms;
        while state.answered.front().is_some_and(old) {
            state.answered.pop_front();
        }
    }

    /// What it is waiting for. Says whether that is new.
    pub fn waits(&self, waiting: Option<Waiting>) -> bool {
        std::mem::replace(&mut self.state().waiting, waiting) != waiting
    }

    /// How it goes, with so many recipients still to come.
    pub fn live(&self, now_ms: i64, open: u64) -> Live {
        let state = self.state();
        let recent = state.answered.iter().filter(|(at, _)| *at + RATE_OVER_MS >= now_ms);
        let people: u64 = recent.map(|(_, people)| people).sum();
        // At the start there are no ten seconds to look back on.
        let over = state.since.map_or(RATE_OVER_MS, |since| (now_ms - since).clamp(1000, RATE_OVER_MS));
        let per_minute = people * 60_000 / over.unsigned_abs();
        let left_ms = (open * 60_000).checked_div(per_minute);
        Live { per_minute, left_ms, waiting: state.waiting.filter(|waiting| waiting.until > now_ms) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::WaitsFor;

    use super::*;

    #[test]
    fn the_rate_is_that_of_the_last_ten_seconds() {
        let progress = Progress::default();
        for second in 0..60 {
            progress.answered(second * 1000, if second < 30 { 100 } else { 5 });
        }
        let live = progress.live(59_000, 550);
        assert_eq!(live.per_minute, 11 * 5 * 6, "what was fast half a minute ago does not count");
        assert_eq!(live.left_ms, Some(100_000), "550 people at 330 a minute");
        assert_eq!(progress.live(120_000, 550).left_ms, None, "nothing moves: nobody can say how long");
    }

    #[test]
    fn a_wait_that_is_over_is_not_shown() {
        let progress = Progress::default();
        let waiting = Some(Waiting { what: WaitsFor::Minute, until: 500 });
        assert_eq!([progress.waits(waiting), progress.waits(waiting)], [true, false], "told once");
        assert!(progress.live(499, 1).waiting.is_some(), "still waiting");
        assert_eq!(progress.live(500, 1).waiting, None, "over");
    }
}
