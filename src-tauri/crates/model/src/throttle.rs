//! When the next message may leave: a function of the attempts that are stored, and of nothing else. A program that
//! starts again reads them and decides as the one before would have.
//!
//! 1. A call counts from the moment its request may leave, and for 60 seconds from its answer: whenever WeCom saw it,
//!    its window does not end before ours.
//! 2. A member counts alike, in a minute and in an hour. Only what goes to that member waits.
//! 3. A day is one of Beijing; it counts people, not calls.
//! 4. 45009 freezes the account for a minute; if that was not long enough, for an hour; then for the rest of the day.
//!    Whatever was under way when it came belongs to the same freeze.
//! 5. 45033 halves the number of calls at a time; 50 good answers add one again.
//! 6. A clock that is set back takes all of it along. A moment's difference is none: answers come while others look.
//!
//! Never in here: a clock, a database, a decision on what to send.

use std::collections::{HashMap, VecDeque};

use crate::{Limits, WaitsFor};

/// WeCom's answer that a limit is reached.
const LIMIT_REACHED: i64 = 45009;

/// WeCom's answer that too many calls run at once.
const TOO_PARALLEL: i64 = 45033;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 86_400_000;

/// Beijing has been eight hours ahead of UTC all year since 1991.
const BEIJING_MS: i64 = 8 * HOUR_MS;

/// A clock that is further back than this was set back, in milliseconds.
const SET_BACK_MS: i64 = 2000;

/// Good answers after which one more call may run at a time.
const GOOD_ANSWERS: u32 = 50;

/// Whether something may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Now.
    Now,
    /// Not before this moment, UTC ms.
    Until(i64, WaitsFor),
}

/// A stored attempt that reached WeCom, or may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The recipient.
    pub userid: String,
    /// When it was noted, UTC ms.
    pub started_at: i64,
    /// When its answer was noted, UTC ms; absent when the program ended first.
    pub ended_at: Option<i64>,
    /// Whether it stands for its call: one of those who share a call does.
    pub leads: bool,
    /// WeCom's errcode.
    pub errcode: Option<i64>,
}

/// The limits of one account and what of them is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throttle {
    limits: Limits,
    calls: Window,
    members: HashMap<String, Window>,
    /// The day that `today` counts, in days of Beijing since 1970.
    day: i64,
    today: u64,
    frozen_until: i64,
    /// Freezes in a row.
    freezes: u32,
    parallel: u32,
    halved_at: i64,
    good_answers: u32,
    last_now: i64,
}

/// What is under way, and when the rest ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Window {
    under_way: u32,
    ended: VecDeque<i64>,
}

/// The first moment of the day of `now_ms` in Beijing, UTC ms.
#[must_use]
pub fn day_start(now_ms: i64) -> i64 {
    day_of(now_ms) * DAY_MS - BEIJING_MS
}

fn day_of(now_ms: i64) -> i64 {
    (now_ms + BEIJING_MS).div_euclid(DAY_MS)
}

impl Throttle {
    /// How far back [`Throttle::replay`] has to see attempts, in milliseconds. A request takes half a minute at most.
    pub const MEMORY_MS: i64 = HOUR_MS + 2 * MINUTE_MS;

    /// An account of which nothing is used but `today` people of this day.
    #[must_use]
    pub fn new(limits: Limits, now_ms: i64, today: u64) -> Self {
        Self {
            limits,
            calls: Window::default(),
            members: HashMap::new(),
            day: day_of(now_ms),
            today,
            frozen_until: i64::MIN,
            freezes: 0,
            parallel: limits.parallel,
            halved_at: i64::MIN,
            good_answers: 0,
            last_now: now_ms,
        }
    }

    /// The same with the attempts of the last [`Throttle::MEMORY_MS`], oldest first. They are part of `today` already.
    pub fn replay(&mut self, attempts: impl IntoIterator<Item = Noted>) {
        let now = self.last_now;
        for attempt in attempts {
            // A time to come is one of a clock that has been set back: it was a moment ago at most.
            let ended = attempt.ended_at.unwrap_or(attempt.started_at).min(now);
            self.member_window(&attempt.userid).ended.push_back(ended);
            if attempt.leads {
                self.calls.ended.push_back(ended);
                self.heed(attempt.started_at, ended, attempt.errcode);
            }
        }
        self.forget(now);
    }

    /// Whether WeCom has said that a limit is reached, and its time is not over.
    pub fn is_frozen(&mut self, now_ms: i64) -> bool {
        self.forget(now_ms);
        self.frozen_until > now_ms
    }

    /// Until when WeCom's limit holds that it last spoke of, UTC ms.
    #[must_use]
    pub fn frozen_until(&self) -> i64 {
        self.frozen_until
    }

    /// Whether a call to so many people may leave now.
    pub fn call(&mut self, now_ms: i64, people: u64) -> Allowed {
        if self.is_frozen(now_ms) {
            return Allowed::Until(self.frozen_until, WaitsFor::WecomLimit);
        }
        if self.today > 0 && self.day_left().is_some_and(|left| people > left) {
            return Allowed::Until((self.day + 1) * DAY_MS - BEIJING_MS, WaitsFor::Day);
        }
        let until = self.calls.full(self.limits.per_minute, MINUTE_MS, now_ms);
        until.map_or(Allowed::Now, |until| Allowed::Until(until, WaitsFor::Minute))
    }

    /// Whether a message to this member may leave now.
    pub fn member(&mut self, now_ms: i64, userid: &str) -> Allowed {
        self.forget(now_ms);
        let limits = self.limits;
        let window = self.member_window(userid);
        let minute = window.full(limits.per_member_minute, MINUTE_MS, now_ms);
        let hour = window.full(limits.per_member_hour, HOUR_MS, now_ms);
        let until = minute.max(hour);
        until.map_or(Allowed::Now, |until| Allowed::Until(until, WaitsFor::Member))
    }

    /// A call to these members is about to leave.
    pub fn leaves<'a>(&mut self, now_ms: i64, userids: impl IntoIterator<Item = &'a str>) {
        self.forget(now_ms);
        self.calls.under_way += 1;
        for userid in userids {
            self.member_window(userid).under_way += 1;
            self.today += 1;
        }
    }

    /// Such a call has ended. One that never left counts for nothing.
    pub fn ended<'a>(
        &mut self,
        (started_ms, now_ms): (i64, i64),
        userids: impl IntoIterator<Item = &'a str>,
        left: bool,
        errcode: Option<i64>,
    ) {
        self.forget(now_ms);
        self.calls.end(now_ms, left);
        for userid in userids {
            self.member_window(userid).end(now_ms, left);
            if !left {
                self.today = self.today.saturating_sub(1);
            }
        }
        if left {
            self.heed(started_ms, now_ms, errcode);
        }
    }

    /// People who may still get a message today, if there is a limit.
    #[must_use]
    pub fn day_left(&self) -> Option<u64> {
        self.limits.per_day.map(|most| u64::from(most).saturating_sub(self.today))
    }

    /// The limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Calls that may run at a time now.
    #[must_use]
    pub fn parallel(&self) -> usize {
        self.parallel as usize
    }

    /// What an answer says about the limits.
    fn heed(&mut self, started_ms: i64, now_ms: i64, errcode: Option<i64>) {
        match errcode {
            Some(LIMIT_REACHED) if started_ms >= self.frozen_until => {
                let rest_of_day = (day_of(now_ms) + 1) * DAY_MS - BEIJING_MS - now_ms;
                let pause = [MINUTE_MS, HOUR_MS].get(self.freezes as usize).copied().unwrap_or(rest_of_day);
                self.frozen_until = now_ms + pause;
                self.freezes += 1;
            }
            Some(TOO_PARALLEL) if started_ms >= self.halved_at => {
                self.parallel = (self.parallel / 2).max(1);
                (self.halved_at, self.good_answers) = (now_ms, 0);
            }
            Some(LIMIT_REACHED | TOO_PARALLEL) | None => {}
            Some(_) if started_ms >= self.frozen_until => {
                self.freezes = 0;
                self.good_answers += 1;
                if self.good_answers >= GOOD_ANSWERS && self.parallel < self.limits.parallel {
                    (self.parallel, self.good_answers) = (self.parallel + 1, 0);
                }
            }
            Some(_) => {}
        }
    }

    /// Lets go of what no window reaches any more, and follows a clock that was set back.
    fn forget(&mut self, now_ms: i64) {
        let back = self.last_now - now_ms;
        if (1..=SET_BACK_MS).contains(&back) {
            return;
        }
        if back > 0 {
            self.frozen_until = self.frozen_until.saturating_sub(back);
            self.halved_at = self.halved_at.saturating_sub(back);
            let windows = self.members.values_mut().chain([&mut self.calls]);
            windows.flat_map(|window| window.ended.iter_mut()).for_each(|ended| *ended -= back);
        }
        let minute_passed = self.last_now.div_euclid(MINUTE_MS) != now_ms.div_euclid(MINUTE_MS);
        self.last_now = now_ms;
        self.calls.forget(MINUTE_MS, now_ms);
        if minute_passed || back > 0 {
            self.members.retain(|_, window| {
                window.forget(HOUR_MS, now_ms);
                window.under_way > 0 || !window.ended.is_empty()
            });
        }
        if day_of(now_ms) > self.day {
            (self.day, self.today) = (day_of(now_ms), 0);
        }
    }

    fn member_window(&mut self, userid: &str) -> &mut Window {
        self.members.entry(userid.to_lowercase()).or_default()
    }
}

impl Window {
    /// When there is room again, if there is none for one more of `most` in `length_ms`.
    fn full(&self, most: u32, length_ms: i64, now_ms: i64) -> Option<i64> {
        let first = self.ended.partition_point(|ended| ended + length_ms < now_ms);
        let recent = self.ended.len() - first;
        let over = (recent + self.under_way as usize + 1).checked_sub(most as usize)?.checked_sub(1)?;
        // What is under way ends soon, and is looked at again then.
        Some(self.ended.get(first + over).map_or(now_ms + 1, |ended| ended + length_ms + 1))
    }

    fn end(&mut self, now_ms: i64, left: bool) {
        self.under_way = self.under_way.saturating_sub(1);
        if left {
            self.ended.push_back(now_ms);
        }
    }

    fn forget(&mut self, length_ms: i64, now_ms: i64) {
        let gone = self.ended.partition_point(|ended| ended + length_ms < now_ms);
        self.ended.drain(..gone);
    }
}
