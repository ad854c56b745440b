//! When a reminder goes.
//!
//! 1. So many minutes before the start, or after it.
//! 2. Not at :00 and :30, when everybody sends: from there it goes 1, 3, 5, 7 or 9 minutes earlier, a reminder after the start
//!    later. Which of them follows from rule and interview, so that it is the same at each look.
//! 3. Where weekends are skipped: not on a Saturday or Sunday but on the Friday before, at the same time of day; a reminder
//!    after the start on the Monday after.
//!
//! Never in here: whether it goes.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use super::ReminderRule;
use crate::InterviewId;

const MINUTE_MS: i64 = 60_000;

/// The most that a moment is moved against what the rule asks for, in milliseconds: a weekend, the minutes, and the clocks'
/// change.
pub(super) const MOVED_MS: i64 = 3 * 86_400_000;

/// When a rule's reminder of an interview with this start (UTC ms) goes, UTC ms; `zone` is where the person is. Before the
/// start never later than the rule asks, after it never earlier.
#[must_use]
pub fn reminder_moment(rule: &ReminderRule, (interview, starts_at): (InterviewId, i64), zone: &TimeZone) -> i64 {
    let asked = asked(rule, starts_at);
    let moved = Timestamp::from_millisecond(asked).ok().map(|at| {
        let odd = at_odd_minute(rule, interview, at.to_zoned(zone.clone()));
        if rule.draft.skip_weekends { on_a_working_day(odd, rule.draft.after) } else { odd }
    });
    moved.map_or(asked, |at| at.timestamp().as_millisecond())
}

/// When the rule asks for it.
pub(super) fn asked(rule: &ReminderRule, starts_at: i64) -> i64 {
    let away = i64::from(rule.draft.minutes) * MINUTE_MS;
    if rule.draft.after { starts_at.saturating_add(away) } else { starts_at.saturating_sub(away) }
}

/// Whether it is a Saturday or Sunday where the person is.
pub(super) fn is_weekend(at: &Zoned) -> bool {
    matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// WeCom is busy at the full and half hours of Beijing, which are those of UTC; people look at their own.
fn is_busy(at: &Zoned) -> bool {
    at.minute() % 30 == 0 || at.timestamp().as_second().div_euclid(60) % 30 == 0
}

fn at_odd_minute(rule: &ReminderRule, interview: InterviewId, at: Zoned) -> Zoned {
    if !is_busy(&at) {
        return at;
    }
    let mixed = rule.id.0.wrapping_mul(31).wrapping_add(interview.0).wrapping_mul(0x9E37_79B9) >> 7;
    let away = (1 + 2 * mixed.rem_euclid(5)).minutes();
    let moved = if rule.draft.after { at.checked_add(away) } else { at.checked_sub(away) };
    moved.unwrap_or(at)
}

/// The same time of day on the Friday before, or on the Monday after.
fn on_a_working_day(at: Zoned, after: bool) -> Zoned {
    let days = match (at.weekday(), after) {
        (Weekday::Saturday, false) => -1,
        (Weekday::Sunday, false) => -2,
        (Weekday::Saturday, true) => 2,
        (Weekday::Sunday, true) => 1,
        _ => return at,
    };
    at.checked_add(days.days()).unwrap_or(at)
}
