//! When a schedule reminds, and when it repeats (`reminders` of path/93648).

use serde::{Deserialize, Serialize};

use crate::check::{At, Findings};
use crate::limits;
use crate::wire::{coded, flag, one_or_zero, some_number};

coded! {
    /// When attendees are reminded, in seconds from the start (`remind_time_diffs`).
    pub enum RemindAt {
        /// At the start.
        Start = 0,
        /// Five minutes before.
        FiveMinutes = -300,
        /// A quarter of an hour before.
        QuarterHour = -900,
        /// An hour before.
        Hour = -3600,
        /// A day before.
        Day = -86_400,
        /// At 09:00 of the day; whole-day schedules only.
        Morning = 32_400,
        /// Two days before; whole-day schedules only.
        TwoDays = -172_800,
        /// A week before; whole-day schedules only.
        Week = -604_800,
    }
}

coded! {
    /// How a schedule repeats (`repeat_type`).
    pub enum RepeatType {
        /// Every day.
        Daily = 0,
        /// Every week.
        Weekly = 1,
        /// Every month.
        Monthly = 2,
        /// Every year.
        Yearly = 5,
        /// Monday to Friday.
        Workdays = 7,
    }
}

/// Reminders and repetition of a schedule, in WeCom's own shape: what was read can be written again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// Whether attendees are reminded.
    #[serde(default, deserialize_with = "flag", serialize_with = "one_or_zero")]
    pub is_remind: bool,
    /// When.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remind_time_diffs: Vec<RemindAt>,
    /// The older way to say when, to be retired: seconds before the start. Only read; `remind_time_diffs` wins.
    #[serde(default, deserialize_with = "some_number", skip_serializing)]
    pub remind_before_event_secs: Option<i64>,
    /// Whether it repeats.
    #[serde(default, deserialize_with = "flag", serialize_with = "one_or_zero")]
    pub is_repeat: bool,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_type: Option<RepeatType>,
    /// Until when, Unix seconds; `None` or 0 for ever.
    #[serde(default, deserialize_with = "some_number", skip_serializing_if = "Option::is_none")]
    pub repeat_until: Option<i64>,
    /// Whether the three fields below count.
    #[serde(default, deserialize_with = "flag", serialize_with = "one_or_zero")]
    pub is_custom_repeat: bool,
    /// Every so many days, weeks or months; 1 or more.
    #[serde(default, deserialize_with = "some_number", skip_serializing_if = "Option::is_none")]
    pub repeat_interval: Option<i64>,
    /// 1 Monday to 7 Sunday, with [`RepeatType::Weekly`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeat_day_of_week: Vec<i64>,
    /// 1 to 31, with [`RepeatType::Monthly`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeat_day_of_month: Vec<i64>,
    /// Hours from UTC, -12 to 12; `None` is 8, Beijing. The page types it as unsigned; it may be negative all the same.
    #[serde(default, deserialize_with = "some_number", skip_serializing_if = "Option::is_none")]
    pub timezone: Option<i64>,
    /// Starts of the occurrences that were taken out, Unix seconds. Only read.
    #[serde(default, skip_serializing)]
    pub exclude_time_list: Vec<Excluded>,
}

/// An occurrence that was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Excluded {
    /// Its start, Unix seconds.
    pub start_time: i64,
}

impl Reminders {
    /// A reminder at each of these moments, no repetition, Beijing time.
    #[must_use]
    pub fn at(moments: &[RemindAt]) -> Self {
        Self { is_remind: true, remind_time_diffs: moments.to_vec(), ..Self::default() }
    }

    pub(super) fn check(&self, at: At<'_>, whole_day: bool, found: &mut Findings) {
        let diffs = at.name("remind_time_diffs");
        for (number, moment) in self.remind_time_diffs.iter().enumerate() {
            let allowed = match moment {
                RemindAt::Morning | RemindAt::TwoDays | RemindAt::Week => whole_day,
                RemindAt::Other(_) => false,
                _ => true,
            };
            found.must(diffs.entry(number), allowed, "one of the documented moments of such a schedule");
        }
        let known = !matches!(self.repeat_type, Some(RepeatType::Other(_)));
        found.must(at.name("repeat_type"), known, "0, 1, 2, 5 or 7");
        found.must(at.name("repeat_until"), self.repeat_until.is_none_or(|until| until >= 0), "a time");
        let interval = self.repeat_interval.is_some_and(|interval| interval >= 1);
        found.must(at.name("repeat_interval"), interval || !self.is_custom_repeat, "1 or more");
        let within = |days: &[i64], last: i64| days.iter().all(|day| (1..=last).contains(day));
        found.must(at.name("repeat_day_of_week"), within(&self.repeat_day_of_week, 7), "1 to 7");
        found.must(at.name("repeat_day_of_month"), within(&self.repeat_day_of_month, 31), "1 to 31");
        let known = self.timezone.is_none_or(|hours| limits::TIMEZONE_HOURS.contains(&hours));
        found.must(at.name("timezone"), known, "-12 to 12");
    }
}
