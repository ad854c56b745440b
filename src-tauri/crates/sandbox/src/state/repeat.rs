//! When a schedule takes place. Pure calendar arithmetic in the schedule's own time zone.

use crate::answer::{Refusal, refuse};
use crate::object::Object;

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// The times of a schedule, Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(crate) start: i64,
    /// `None`: it takes place once.
    rule: Option<Rule>,
    /// Occurrences that were taken out.
    pub(crate) without: Vec<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    kind: i64,
    interval: i64,
    weekdays: Vec<i64>,
    month_days: Vec<i64>,
    until: i64,
    offset: i64,
}

impl Repeat {
    /// Reads the repetition out of `reminders`: kind 0, 1, 2, 5, 7 (90465), weekdays 1 to 7 (90467), days 1 to 31 (90487),
    /// an interval where it is custom (90486), timezone -12 to 12 (90480).
    pub(crate) fn read(start: i64, reminders: Option<&Object<'_>>) -> Result<Self, Refusal> {
        let once = Self { start, rule: None, without: Vec::new() };
        let Some(reminders) = reminders else { return Ok(once) };
        let offset = reminders.choice("timezone", -12..=12, 8, 90480)? * HOUR;
        let kind = reminders.integer("repeat_type")?.unwrap_or(0);
        let (weekdays, month_days) =
            (reminders.integers("repeat_day_of_week")?, reminders.integers("repeat_day_of_month")?);
        let custom = reminders.choice("is_custom_repeat", 0..=1, 0, 40058)? == 1;
        let interval = reminders.integer("repeat_interval")?;
        match () {
            () if ![0, 1, 2, 5, 7].contains(&kind) => return refuse(90465),
            () if weekdays.iter().any(|day| !(1..=7).contains(day)) => return refuse(90467),
            () if month_days.iter().any(|day| !(1..=31).contains(day)) => return refuse(90487),
            () if custom && interval.is_none_or(|interval| interval < 1) => return refuse(90486),
            () => {}
        }
        let until = match reminders.integer("repeat_until")?.unwrap_or(0) {
            0 => i64::MAX,
            until => until,
        };
        if reminders.choice("is_repeat", 0..=1, 0, 40058)? == 0 {
            return Ok(once);
        }
        let interval = if custom { interval.unwrap_or(1) } else { 1 };
        Ok(Self { rule: Some(Rule { kind, interval, weekdays, month_days, until, offset }), ..once })
    }

    pub(crate) fn repeats(&self) -> bool {
        self.rule.is_some()
    }

    /// Ends the repetition before this moment.
    pub(crate) fn end_before(&mut self, moment: i64) {
        if let Some(rule) = &mut self.rule {
            rule.until = rule.until.min(moment - 1);
        }
    }

    /// Whether the schedule takes place at this start time.
    pub(crate) fn occurs(&self, at: i64) -> bool {
        let Some(rule) = &self.rule else { return at == self.start };
        let (first, then) = (self.start + rule.offset, at + rule.offset);
        let in_span = at >= self.start && at <= rule.until && !self.without.contains(&at);
        in_span
            && first.rem_euclid(DAY) == then.rem_euclid(DAY)
            && rule.falls_on(first.div_euclid(DAY), then.div_euclid(DAY))
    }
}

impl Rule {
    /// Whether day `then` fits a rule that begins on day `first`; days count from 1970-01-01.
    fn falls_on(&self, first: i64, then: i64) -> bool {
        let every = |distance: i64| distance % self.interval == 0;
        let ((year, month, day), (year_then, month_then, day_then)) = (date(first), date(then));
        let months = (year_then - year) * 12 + month_then - month;
        // 1970-01-01 was a Thursday; weekdays are 1 for Monday to 7, weeks begin on Monday.
        let weekday = |day: i64| (day + 3).rem_euclid(7) + 1;
        let week = |day: i64| (day + 3).div_euclid(7);
        let among =
            |days: &[i64], own: i64, then: i64| if days.is_empty() { own == then } else { days.contains(&then) };
        match self.kind {
            0 => every(then - first),
            1 => among(&self.weekdays, weekday(first), weekday(then)) && every(week(then) - week(first)),
            2 => among(&self.month_days, day, day_then) && every(months),
            5 => (month, day) == (month_then, day_then) && every(year_then - year),
            _ => weekday(then) <= 5,
        }
    }
}

/// Year, month and day of a day counted from 1970-01-01 (the algorithm of Howard Hinnant's `civil_from_days`).
fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Monday, 2026-03-02 10:00 in Beijing.
    const MONDAY: i64 = 1_772_416_800;

    fn repeat(reminders: Value) -> Repeat {
        let request = json!({ "reminders": reminders });
        let object = Object::root(&request).unwrap();
        Repeat::read(MONDAY, object.object("reminders").unwrap().as_ref()).unwrap()
    }

    #[test]
    fn dates_are_right_across_leap_years() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(20_514), (2026, 3, 2), "the Monday of these tests, in Beijing");
        assert_eq!((date(11_016), date(11_017)), ((2000, 2, 29), (2000, 3, 1)), "2000 was a leap year");
        assert_eq!(date(-1), (1969, 12, 31));
    }

    #[test]
    fn each_kind_of_repetition_meets_its_days() {
        let met =
            |reminders: Value, days: [i64; 6]| days.map(|day| repeat(reminders.clone()).occurs(MONDAY + day * DAY));
        let is_repeat = |kind: i64| json!({ "is_repeat": 1, "repeat_type": kind });
        let custom = |kind: i64, more: Value| {
            let mut reminders =
                json!({ "is_repeat": 1, "is_custom_repeat": 1, "repeat_interval": 2, "repeat_type": kind });
            reminders.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            reminders
        };
        assert_eq!(met(json!({}), [0, 1, 7, 31, 365, -7]), [true, false, false, false, false, false], "once");
        assert_eq!(met(is_repeat(0), [0, 1, 7, 31, 365, -7]), [true, true, true, true, true, false], "daily");
        assert_eq!(met(is_repeat(1), [0, 1, 7, 14, 365, -7]), [true, false, true, true, false, false], "weekly");
        assert_eq!(
            met(is_repeat(2), [0, 1, 7, 31, 61, 62]),
            [true, false, false, true, true, false],
            "the 2nd of a month"
        );
        assert_eq!(met(is_repeat(5), [0, 1, 364, 365, 366, 731]), [true, false, false, true, false, true], "yearly");
        assert_eq!(met(is_repeat(7), [0, 4, 5, 6, 7, 11]), [true, true, false, false, true, true], "workdays");
        let days = custom(1, json!({ "repeat_day_of_week": [1, 3] }));
        assert_eq!(
            met(days, [0, 2, 7, 9, 14, 16]),
            [true, true, false, false, true, true],
            "Mon and Wed, every 2nd week"
        );
        let until = json!({ "is_repeat": 1, "repeat_until": MONDAY + 7 * DAY });
        assert_eq!(met(until, [0, 6, 7, 8, 9, 10]), [true, true, true, false, false, false], "the last one included");
    }

    #[test]
    fn an_occurrence_has_the_same_time_of_day_and_may_be_taken_out() {
        let mut daily = repeat(json!({ "is_repeat": 1 }));
        assert!(!daily.occurs(MONDAY + DAY + 60), "a minute later is no occurrence");
        daily.without.push(MONDAY + DAY);
        assert!(!daily.occurs(MONDAY + DAY), "taken out");
        daily.end_before(MONDAY + 3 * DAY);
        assert!(daily.occurs(MONDAY + 2 * DAY) && !daily.occurs(MONDAY + 3 * DAY), "ended before the third day");
    }
}
