//! Counting calls against limits. Pure: the time is passed in, in UTC milliseconds.

use std::collections::{HashMap, VecDeque};

use crate::config::Limits;

pub(crate) const MINUTE_MS: i64 = 60_000;
pub(crate) const HOUR_MS: i64 = 3_600_000;
pub(crate) const DAY_MS: i64 = 86_400_000;
/// WeCom's days are Beijing days.
const BEIJING_MS: i64 = 8 * HOUR_MS;

/// The number of the Beijing day this moment belongs to.
pub(crate) fn day_of(now: i64) -> i64 {
    (now + BEIJING_MS).div_euclid(DAY_MS)
}

/// A sliding window that blocks for its own length once it is full.
#[derive(Debug, Default)]
struct Window {
    hits: VecDeque<i64>,
    blocked_until: i64,
}

impl Window {
    fn admits(&mut self, now: i64, limit: u32, span: i64) -> bool {
        if now < self.blocked_until {
            return false;
        }
        while self.hits.front().is_some_and(|hit| *hit <= now - span) {
            self.hits.pop_front();
        }
        if self.hits.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
            self.blocked_until = now + span;
            return false;
        }
        self.hits.push_back(now);
        true
    }
}

/// All counters of the company.
#[derive(Debug, Default)]
pub(crate) struct Gauges {
    windows: HashMap<(&'static str, String), Window>,
    /// Per app: Beijing day and people reached on it.
    people: HashMap<i64, (i64, u64)>,
    /// Per app and member: when messages were delivered in the last hour.
    members: HashMap<(i64, usize), VecDeque<i64>>,
}

impl Gauges {
    /// Counts a call of an API; false is 45009.
    pub(crate) fn call(&mut self, path: &str, limits: &Limits, now: i64) -> bool {
        if path.ends_with("/message/send") {
            return self.window("send minute", path, limits.sends_per_minute, MINUTE_MS, now);
        }
        self.window("minute", path, limits.calls_per_minute, MINUTE_MS, now)
            && self.window("hour", path, limits.calls_per_hour, HOUR_MS, now)
    }

    /// Whether a window that [`Gauges::window`] counts is blocked now; counts nothing.
    pub(crate) fn blocked(&self, kind: &'static str, of: &str, now: i64) -> bool {
        self.windows.get(&(kind, of.to_owned())).is_some_and(|window| now < window.blocked_until)
    }

    /// Counts one of something of its own kind, such as messages of one group robot; false is 45009.
    pub(crate) fn window(&mut self, kind: &'static str, of: &str, limit: Option<u32>, span: i64, now: i64) -> bool {
        limit.is_none_or(|limit| self.windows.entry((kind, of.to_owned())).or_default().admits(now, limit, span))
    }

    /// Counts people of one app against its day; false, and nothing counted, is 45009.
    pub(crate) fn people(&mut self, agent_id: i64, people: u64, limits: &Limits, now: i64) -> bool {
        let today = day_of(now);
        let entry = self.people.entry(agent_id).or_insert((today, 0));
        if entry.0 != today {
            *entry = (today, 0);
        }
        if limits.people_per_day.is_some_and(|limit| entry.1.saturating_add(people) > limit) {
            return false;
        }
        entry.1 += people;
        true
    }

    /// Counts one message to one member; false means that it is dropped in silence and does not count.
    pub(crate) fn member(&mut self, agent_id: i64, member: usize, limits: &Limits, now: i64) -> bool {
        let delivered = self.members.entry((agent_id, member)).or_default();
        while delivered.front().is_some_and(|time| *time <= now - HOUR_MS) {
            delivered.pop_front();
        }
        let last_minute = delivered.iter().rev().take_while(|time| **time > now - MINUTE_MS).count();
        let full = |count: usize, limit: u32| count >= usize::try_from(limit).unwrap_or(usize::MAX);
        if full(last_minute, limits.member_per_minute) || full(delivered.len(), limits.member_per_hour) {
            return false;
        }
        delivered.push_back(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_window_blocks_for_its_own_length() {
        let mut gauges = Gauges::default();
        let limits = Limits { calls_per_minute: Some(2), ..Limits::default() };
        let mut call = |now| gauges.call("/cgi-bin/user/get", &limits, now);
        assert!(call(0) && call(10), "two calls are allowed");
        assert!(!call(50_000), "the third in a minute is refused");
        assert!(!call(109_999), "and the block lasts 60 s from there, although the first two are long past");
        assert!(call(110_000), "then it is over");
    }

    #[test]
    fn sending_does_not_count_in_the_basic_limits() {
        let mut gauges = Gauges::default();
        let limits = Limits { calls_per_minute: Some(1), ..Limits::default() };
        assert!((0..5).all(|now| gauges.call("/cgi-bin/message/send", &limits, now)), "path/90312");
    }

    #[test]
    fn the_thirty_first_message_in_a_minute_is_dropped_and_not_counted() {
        let mut gauges = Gauges::default();
        let limits = Limits::default();
        assert!((0..30).all(|now| gauges.member(1, 0, &limits, now)), "30 a minute arrive");
        assert!(!gauges.member(1, 0, &limits, 59_999), "the 31st within 60 s does not");
        assert!(gauges.member(1, 1, &limits, 59_999), "another member is not concerned");
        assert!(gauges.member(2, 0, &limits, 59_999), "another app is not concerned");
        assert!(gauges.member(1, 0, &limits, 60_000), "when the first is 60 s old there is room for one");
        assert!(gauges.member(1, 0, &limits, 60_001), "and for a second");
    }

    #[test]
    fn a_thousand_an_hour() {
        let mut gauges = Gauges::default();
        let limits = Limits::default();
        assert!((0..1000).all(|n| gauges.member(1, 0, &limits, n * 3_000)), "20 a minute for 50 minutes arrive");
        assert!(!gauges.member(1, 0, &limits, 3_500_000), "the 1001st in the hour does not");
        assert!(gauges.member(1, 0, &limits, 3_600_000), "when the first is an hour old there is room again");
    }

    #[test]
    fn the_day_ends_at_midnight_in_beijing() {
        let mut gauges = Gauges::default();
        let limits = Limits { people_per_day: Some(10), ..Limits::default() };
        let midnight = 16 * HOUR_MS;
        assert!(gauges.people(1, 10, &limits, midnight - 1), "ten are allowed");
        assert!(!gauges.people(1, 1, &limits, midnight - 1), "the eleventh is not");
        assert!(gauges.people(1, 10, &limits, midnight), "16:00 UTC is the next day in Beijing");
    }
}
