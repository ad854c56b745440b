//! Failures that would meet every row alike: when they are the account's and no row's, and how long a send waits before
//! it asks again.
//!
//! 1. No token: always the account's. WeCom is busy (-1), or somebody else answers (a sign-in page, a gateway): the
//!    account's when [`IN_A_ROW`] answers in a row say nothing of their row, or when a row has had its last try and
//!    nobody else got through meanwhile. Only a row that fails while others get through is at fault itself.
//! 2. Then nothing leaves for a pause. After it one call does, and if it fails too, the next pause is twice as long, up to
//!    [`LONGEST_PAUSE_MS`]. What was under way when the pause began belongs to it.
//! 3. The first proper answer ends it. [`GOOD_ANSWERS`] of them make the next pause short again.
//! 4. After [`GIVE_UP_MS`] in trouble a person has to look: the send rests with the reason, its rows wait.
//! 5. A clock that is set back takes all of it along.
//!
//! Never in here: a clock, a database, or a failure that stops a send at once.

use std::collections::{HashMap, HashSet};

use crate::limits::{FIRST_PAUSE_MS, GIVE_UP_MS, IN_A_ROW, LONGEST_PAUSE_MS, RATE_PAUSE_MS};
use crate::{NetworkFault, Reason, Waiting, WaitsFor};

/// Calls that have to fail in a row before somebody's lost answer is not theirs to answer for.
const DIFFERENT_CALLS: usize = 3;

/// Proper answers after which trouble is forgotten.
const GOOD_ANSWERS: u32 = 20;

/// A clock that is further back than this was set back, in milliseconds.
const SET_BACK_MS: i64 = 2000;

/// What a failure may say of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// No token could be had, because WeCom answered so.
    NoToken(i64),
    /// No token could be had: what answered is not WeCom.
    NoTokenElse,
    /// WeCom is busy: this code may pass later.
    Busy(i64),
    /// Too many calls at once; no fault of the row.
    Crowded(i64),
    /// What answered is not WeCom.
    NotWecom,
    /// No answer came.
    NoAnswer,
}

/// Whose a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// The row's: it counts as one of its tries.
    Row,
    /// The account's: the row waits, and has not been refused.
    Account,
}

/// A call that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailedCall {
    /// Id of its first row.
    pub row: i64,
    /// When its request left, UTC ms.
    pub left_at: i64,
    /// Whether that was the row's last try.
    pub last: bool,
}

/// How an account does, during one run of a send.
#[derive(Debug, Clone, Default)]
pub struct Trouble {
    /// Answers in a row that say nothing of their row, and the calls that got them.
    in_a_row: u32,
    calls: HashSet<i64>,
    /// Calls that got through.
    through: u64,
    /// How many had when a row first failed.
    through_before: HashMap<i64, u64>,
    /// Pauses in a row, and when the last one began and ends.
    pauses: u32,
    paused_at: i64,
    paused: Option<(i64, Sign)>,
    began_at: Option<i64>,
    good_answers: u32,
    last_now: i64,
}

impl Trouble {
    /// A call failed in a way that may be nobody's fault. Says whose it is.
    pub fn failed(&mut self, now_ms: i64, call: FailedCall, sign: Sign) -> Blame {
        self.follow(now_ms);
        self.in_a_row += 1;
        self.calls.insert(call.row);
        let before = *self.through_before.entry(call.row).or_insert(self.through);
        let alone = call.last && self.through == before;
        let many = self.in_a_row >= IN_A_ROW;
        let accounts = self.paused.is_some()
            || many
            || match sign {
                Sign::NoToken(_) | Sign::NoTokenElse => true,
                Sign::Busy(_) => alone,
                Sign::NotWecom => alone && self.calls.len() >= DIFFERENT_CALLS,
                // It waits for its own sake; a network that is gone ends the send.
                Sign::Crowded(_) => return if many { self.pause(now_ms, call, sign) } else { Blame::Account },
                Sign::NoAnswer => return if many { Blame::Account } else { Blame::Row },
            };
        if accounts { self.pause(now_ms, call, sign) } else { Blame::Row }
    }

    /// A limit of the account is reached, until then.
    pub fn limited(&mut self, now_ms: i64, until: i64, errcode: i64) {
        self.follow(now_ms);
        self.began_at.get_or_insert(now_ms);
        (self.paused_at, self.good_answers) = (now_ms, 0);
        self.paused = Some((until, Sign::Crowded(errcode)));
    }

    /// A call got a proper answer, whatever it says.
    pub fn answered(&mut self, row: i64) {
        self.through += 1;
        self.in_a_row = 0;
        self.calls.clear();
        self.through_before.remove(&row);
        self.paused = None;
        self.good_answers += 1;
        if self.good_answers >= GOOD_ANSWERS {
            (self.pauses, self.began_at) = (0, None);
        }
    }

    /// Whether nothing may leave but a single call, and that only when its time has come.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.paused.is_some()
    }

    /// What the send waits for, if nothing may leave now.
    pub fn waiting(&mut self, now_ms: i64) -> Option<Waiting> {
        self.follow(now_ms);
        let (until, sign) = self.paused.filter(|(until, _)| *until > now_ms)?;
        Some(Waiting { what: sign.waits_for(), until })
    }

    /// So many answers in a row said nothing that the network is gone.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.in_a_row >= IN_A_ROW
    }

    /// Why a person has to look now, if it has lasted for too long.
    pub fn given_up(&mut self, now_ms: i64) -> Option<Reason> {
        self.follow(now_ms);
        let (_, sign) = self.paused?;
        (now_ms - self.began_at? >= GIVE_UP_MS).then(|| sign.reason())
    }

    fn pause(&mut self, now_ms: i64, call: FailedCall, sign: Sign) -> Blame {
        if self.paused.is_some() && call.left_at < self.paused_at {
            return Blame::Account;
        }
        let grown = FIRST_PAUSE_MS << self.pauses.min(20);
        let pause = grown.clamp(sign.shortest_pause_ms(), LONGEST_PAUSE_MS);
        self.pauses += 1;
        self.began_at.get_or_insert(now_ms);
        (self.paused_at, self.good_answers) = (now_ms, 0);
        self.paused = Some((now_ms + pause, sign));
        self.through_before.clear();
        Blame::Account
    }

    fn follow(&mut self, now_ms: i64) {
        let back = self.last_now - now_ms;
        if back > SET_BACK_MS {
            self.paused_at -= back;
            self.began_at = self.began_at.map(|began| began - back);
            self.paused = self.paused.map(|(until, sign)| (until - back, sign));
        }
        self.last_now = now_ms;
    }
}

impl Sign {
    /// WeCom's limits lift after a minute at the earliest.
    fn shortest_pause_ms(self) -> i64 {
        if self == Self::NoToken(45009) { RATE_PAUSE_MS } else { FIRST_PAUSE_MS }
    }

    fn waits_for(self) -> WaitsFor {
        match self {
            Self::NoToken(_) | Self::NoTokenElse => WaitsFor::Token,
            Self::Busy(_) => WaitsFor::Busy,
            Self::Crowded(_) => WaitsFor::WecomLimit,
            Self::NotWecom | Self::NoAnswer => WaitsFor::NotWecom,
        }
    }

    fn reason(self) -> Reason {
        match self {
            Self::NoToken(errcode) | Self::Busy(errcode) | Self::Crowded(errcode) => Reason::Stopped { errcode },
            Self::NoTokenElse | Self::NotWecom => Reason::Network { fault: NetworkFault::NotWecom },
            Self::NoAnswer => Reason::Network { fault: NetworkFault::NoAnswer },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(row: i64, left_at: i64, last: bool) -> FailedCall {
        FailedCall { row, left_at, last }
    }

    #[test]
    fn a_row_that_fails_while_others_get_through_is_at_fault_itself() {
        let mut trouble = Trouble::default();
        for (last, now) in [(false, 0), (false, 500), (true, 1500)] {
            assert_eq!(trouble.failed(now, call(1, now, last), Sign::Busy(-1)), Blame::Row, "at {now} ms");
            trouble.answered(2);
        }
        assert!(!trouble.is_on(), "the others go on");
    }

    #[test]
    fn busy_for_good_is_no_refusal_of_anybody() {
        let mut trouble = Trouble::default();
        for row in 0..8 {
            assert_eq!(trouble.failed(0, call(row, 0, false), Sign::Busy(-1)), Blame::Row, "{row} is tried again");
        }
        assert_eq!(trouble.failed(1500, call(0, 1400, true), Sign::Busy(-1)), Blame::Account, "nobody got through");
        let alone = Trouble::default().failed(0, call(0, 0, true), Sign::Busy(-1));
        assert_eq!(alone, Blame::Account, "with nobody else to compare with there is no evidence either");
    }

    #[test]
    fn a_lost_answer_of_one_person_is_that_persons() {
        let mut trouble = Trouble::default();
        for sign in [Sign::NotWecom, Sign::NoAnswer] {
            assert_eq!(trouble.failed(0, call(1, 0, true), sign), Blame::Row, "{sign:?}: two calls are no storm");
        }
        trouble.failed(0, call(2, 0, false), Sign::NotWecom);
        assert_eq!(trouble.failed(0, call(3, 0, true), Sign::NotWecom), Blame::Account, "three different ones are");
    }

    #[test]
    fn the_calls_of_two_hours_are_a_handful() {
        for sign in [Sign::NoToken(-1), Sign::NoToken(45009), Sign::NoTokenElse, Sign::Busy(-1), Sign::NotWecom] {
            let (mut trouble, mut now, mut probes) = (Trouble::default(), 0, 0);
            let mut first_minute = 0;
            // Sixteen are under way when it begins.
            for row in 0..16 {
                for last in [false, false, true] {
                    trouble.failed(now, call(row, now, last), sign);
                }
            }
            while trouble.given_up(now).is_none() {
                now = trouble.waiting(now).expect("it waits").until;
                assert_eq!(trouble.failed(now + 10, call(99, now, false), sign), Blame::Account, "{sign:?}");
                probes += 1;
                first_minute += i32::from(now < 60_000);
            }
            assert!((20..=40).contains(&probes), "{sign:?}: {probes} probes in two hours");
            assert!(first_minute <= 6, "{sign:?}: {first_minute} in the first minute");
            assert!(now < GIVE_UP_MS + 2 * LONGEST_PAUSE_MS, "{sign:?}: it ends");
        }
    }

    #[test]
    fn what_was_under_way_makes_no_pause_longer() {
        let mut trouble = Trouble::default();
        trouble.failed(100, call(1, 90, false), Sign::NoTokenElse);
        let until = trouble.waiting(100).unwrap().until;
        trouble.failed(120, call(2, 95, false), Sign::NoTokenElse);
        assert_eq!(trouble.waiting(120).unwrap().until, until, "it left before the pause");
        trouble.failed(until + 5, call(3, until, false), Sign::NoTokenElse);
        let next = trouble.waiting(until + 5).unwrap().until - (until + 5);
        assert_eq!(next, 2 * (until - 100), "the next one is twice as long");
    }

    #[test]
    fn a_proper_answer_ends_it_and_twenty_make_it_forgotten() {
        let mut trouble = Trouble::default();
        for _ in 0..3 {
            trouble.failed(0, call(1, 0, false), Sign::NoTokenElse);
        }
        trouble.answered(1);
        assert!(!trouble.is_on(), "all may leave");
        trouble.failed(10, call(1, 10, false), Sign::NoTokenElse);
        assert!(trouble.waiting(10).unwrap().until > 10 + FIRST_PAUSE_MS, "one answer is no reason to hurry");
        (0..20).for_each(|row| trouble.answered(row));
        trouble.failed(20, call(1, 20, false), Sign::NoTokenElse);
        assert_eq!(trouble.waiting(20).unwrap().until, 20 + FIRST_PAUSE_MS, "twenty are");
    }

    #[test]
    fn a_clock_that_is_set_back_takes_the_pause_along() {
        let mut trouble = Trouble::default();
        trouble.failed(100_000_000, call(1, 100_000_000, false), Sign::NoTokenElse);
        assert_eq!(trouble.waiting(0).unwrap().until, FIRST_PAUSE_MS, "a day back, and still a second to wait");
    }
}
