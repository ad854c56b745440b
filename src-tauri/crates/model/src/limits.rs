//! How much an account may send. WeCom's own figures are the defaults; its operator may change them at any time, so
//! that they can be set for each account.

use serde::{Deserialize, Serialize};

use crate::{FieldError, FieldProblem, FormField};

/// Answers in a row that say nothing of their row (-1, sign-in pages, none at all) before the account is in trouble: three
/// tries of as many calls as run at a time by default. Nothing leaves then for a pause.
pub const IN_A_ROW: u32 = 24;

/// The first such pause, in milliseconds; each further one is twice as long. After each, one call asks: six in the first
/// minute, and about thirty in the two hours after which a person has to look.
pub const FIRST_PAUSE_MS: i64 = 1000;

/// The shortest pause after 45009 for a token, in milliseconds: limits lift after a minute at the earliest (path/90312).
pub const RATE_PAUSE_MS: i64 = 60_000;

/// The longest pause, in milliseconds.
pub const LONGEST_PAUSE_MS: i64 = 300_000;

/// How long a send asks again by itself while the account is in trouble, in milliseconds. Then it is paused.
pub const GIVE_UP_MS: i64 = 7_200_000;

/// The limits of an account. Sources: path/90312 and path/90236.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Limits {
    /// Calls of `message/send` in 60 seconds.
    pub per_minute: u32,
    /// Messages to people in a day of Beijing time; absent means no limit of our own (WeCom's is the company's cap of
    /// accounts times 200).
    pub per_day: Option<u32>,
    /// Messages to one member in 60 seconds; WeCom drops more without a word.
    pub per_member_minute: u32,
    /// Messages to one member in 60 minutes; WeCom drops more without a word.
    pub per_member_hour: u32,
    /// Requests under way at a time. WeCom names no number (45033); low is safe.
    pub parallel: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { per_minute: 10_000, per_day: None, per_member_minute: 30, per_member_hour: 1000, parallel: 8 }
    }
}

impl Limits {
    /// What cannot be: zeros, and more than any company has.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let ranges = [
            (FormField::PerMinute, self.per_minute, 1_000_000),
            (FormField::PerDay, self.per_day.unwrap_or(1), 100_000_000),
            (FormField::PerMemberMinute, self.per_member_minute, 30),
            (FormField::PerMemberHour, self.per_member_hour, 1000),
            (FormField::Parallel, self.parallel, 64),
        ];
        let wrong = ranges.into_iter().filter(|(_, value, most)| !(1..=*most).contains(value));
        wrong.map(|(field, ..)| FieldError { field, problem: FieldProblem::OutOfRange, moment: None }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_can_be_set_and_nonsense_cannot() {
        assert!(Limits::default().problems().is_empty(), "the defaults are WeCom's own");
        let nothing =
            Limits { per_minute: 0, per_day: Some(0), per_member_minute: 31, per_member_hour: 1001, parallel: 65 };
        let fields: Vec<FormField> = nothing.problems().into_iter().map(|problem| problem.field).collect();
        use FormField::{Parallel, PerDay, PerMemberHour, PerMemberMinute, PerMinute};
        let all = [PerMinute, PerDay, PerMemberMinute, PerMemberHour, Parallel];
        assert_eq!(fields, all, "nothing would ever leave, or WeCom would drop it silently");
    }
}
