//! What a text says, with its day known: the clock on the wall where somebody reads it.
//!
//! Never in here: an instant.

use std::fmt;

use beckon_model::{MomentProblem, MomentProblemKind as Kind};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, ToSpan};

use super::clock::Clock;
use super::day::SaidDay;
use super::problem::{Read, both, problem};
use super::said::Said;

/// A day, a time of day, or both, perhaps with an end and a zone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct When {
    pub(super) day: Option<Date>,
    pub(super) from: Option<Clock>,
    pub(super) until: Option<Clock>,
    /// The day of the end, where it is another one or was said.
    pub(super) end_day: Option<Date>,
    /// The weekday as it was said.
    pub(super) weekday: Option<(Weekday, String)>,
    pub(super) range_piece: String,
    /// Minutes from the start to the end.
    pub(super) minutes: Option<u32>,
    pub(super) named: Option<TimeZone>,
    pub(super) offset: Option<Offset>,
    pub(super) zone_piece: String,
    pub(super) worth: bool,
}

/// Longest range in minutes.
const DAY_MINUTES: i64 = 24 * 60;
/// A day without a year that is further back than this is next year's.
const LONG_GONE_DAYS: i32 = 180;

impl When {
    /// `relative`: whether words such as `tomorrow` count, from `today`.
    pub(super) fn of(said: Said, today: Date, relative: bool) -> Read<Self> {
        let date = |day: Option<SaidDay>, piece: &str| day.map(|day| dated(day, piece, today, relative)).transpose();
        let day = date(said.day, &said.day_piece)?;
        let end_day = date(said.end_day, &said.range_piece)?;
        if let Some(day) = day {
            agree(day, said.weekday.as_ref())?;
        }
        let minutes = match (said.from, said.until) {
            (Some(from), Some(until)) => Some(length(from, until, day.zip(end_day), &said.range_piece)?),
            _ => None,
        };
        let Said { from, until, range_piece, named, offset, zone_piece, worth, weekday, .. } = said;
        Ok(Self { day, from, until, end_day, weekday, range_piece, minutes, named, offset, zone_piece, worth })
    }

    /// The day.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let late = self.from.is_some_and(Clock::is_late);
        self.day.map(|day| if late { day.tomorrow().unwrap_or(day) } else { day })
    }

    /// Day and time of the start, as the clock on the wall shows them.
    pub(super) fn start(&self) -> Read<DateTime> {
        let day = self.day.ok_or_else(|| problem(Kind::NoDay, ""))?;
        let from = self.from.ok_or_else(|| problem(Kind::NoTime, ""))?;
        on(day, from)
    }
}

/// The clock on the wall at `clock` of `day`.
pub(super) fn on(day: Date, clock: Clock) -> Read<DateTime> {
    let span = Span::new().seconds(clock.seconds).milliseconds(clock.millis);
    let at = day.to_datetime(jiff::civil::Time::midnight()).checked_add(span);
    at.map_err(|_| problem(Kind::NoSuchDay, day.to_string()))
}

/// A weekday has to be that of the day.
pub(super) fn agree(day: Date, said: Option<&(Weekday, String)>) -> Read<()> {
    match said {
        Some((weekday, piece)) if day.weekday() != *weekday => {
            Err(both(Kind::Weekday, piece, &format!("{day} {}", short(day.weekday()))))
        }
        _ => Ok(()),
    }
}

fn dated(day: SaidDay, piece: &str, today: Date, relative: bool) -> Read<Date> {
    let missing = || problem(Kind::NoSuchDay, piece);
    match day {
        SaidDay::Full(day) => Ok(day),
        SaidDay::Relative(_) if !relative => Err(problem(Kind::Relative, piece)),
        SaidDay::Relative(days) => today.checked_add(i64::from(days).days()).map_err(|_| missing()),
        SaidDay::OfYear(month, day) => {
            let this_year = Date::new(today.year(), month, day);
            let long_gone = this_year.as_ref().is_ok_and(|then| (today - *then).get_days() > LONG_GONE_DAYS);
            let date = if long_gone { Date::new(today.year() + 1, month, day) } else { this_year };
            date.map_err(|_| missing())
        }
    }
}

/// Minutes from the start to the end.
fn length(from: Clock, until: Clock, days: Option<(Date, Date)>, piece: &str) -> Read<u32> {
    let days = days.map_or(0, |(day, end_day)| i64::from((end_day - day).get_days()));
    let millis = |clock: Clock| i64::from(clock.seconds) * 1000 + i64::from(clock.millis);
    let length = days * DAY_MINUTES * 60_000 + millis(until) - millis(from);
    let wrong = |kind: Kind| -> MomentProblem { problem(kind, piece) };
    match length {
        ..=0 => Err(wrong(Kind::EndBeforeStart)),
        _ if length % 60_000 != 0 => Err(wrong(Kind::Seconds)),
        _ if length / 60_000 > DAY_MINUTES => Err(wrong(Kind::TooLong)),
        _ => u32::try_from(length / 60_000).map_err(|_| wrong(Kind::TooLong)),
    }
}

/// A weekday in three letters.
pub(super) fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |clock: Clock| {
            let after = Clock { seconds: clock.seconds.saturating_sub(86_400), ..clock };
            match self.day {
                Some(_) if clock.is_late() => after.to_string(),
                // Without a day, half past midnight needs the word that says which.
                None if clock.seconds > 86_400 => format!("晚上12:{:02}", after.seconds / 60),
                _ => clock.to_string(),
            }
        };
        let parts = [self.day().map(|day| day.to_string()), self.from.map(shown)];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))?;
        if let Some(until) = self.until {
            let start = self.day();
            let end_day = self.end_day.or(self.day);
            let (end_day, clock) = match end_day {
                // 24:00 of the start's own day is shown so; later ones belong to the next.
                Some(day) if until.seconds > 86_400 || (until.is_late() && Some(day) != start) => {
                    (day.tomorrow().ok(), Clock { seconds: until.seconds - 86_400, ..until })
                }
                day => (day, until),
            };
            match end_day.filter(|end| Some(*end) != start) {
                Some(day) => write!(f, " ~ {day} {clock}")?,
                None if self.day.is_none() => write!(f, "-{}", shown(until))?,
                None => write!(f, "-{clock}")?,
            }
        }
        if let Some(name) = self.named.as_ref().and_then(TimeZone::iana_name) {
            write!(f, " [{name}]")?;
        }
        if let Some(offset) = self.offset {
            write!(f, " UTC{}", distance(offset))?;
        }
        Ok(())
    }
}

/// `+8`, `-5:30`, or nothing for UTC itself.
pub(super) fn distance(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs() / 60);
    match (minutes / 60, minutes % 60) {
        (0, 0) => String::new(),
        (hours, 0) => format!("{sign}{hours}"),
        (hours, minutes) => format!("{sign}{hours}:{minutes:02}"),
    }
}
