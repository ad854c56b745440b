//! A moment: what a text says, as an instant in a zone, and how it is repeated to whoever wrote it.

use beckon_model::MomentProblemKind as Kind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::problem::{Read, both, problem};
use super::said::{Said, said};
use super::settled::{When, distance, on, short};
use super::zone::{here, here_name, named};
use crate::text::half_width;

/// When an interview starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The start; its zone has an IANA name.
    pub at: Zoned,
    /// Minutes, where an end was said.
    pub minutes: Option<u32>,
    /// Whether the text names the zone.
    pub names_zone: bool,
}

/// When a send starts: a date and a time, or the next time that the clock shows this. The zone is this computer's unless
/// the text names one.
///
/// # Errors
/// Why it is no moment that is to come.
pub(crate) fn send_start(text: &str, now_ms: i64) -> Read<Zoned> {
    let said = said(&half_width(text))?;
    let zone = match (&said.named, said.offset) {
        (Some(zone), _) => zone.clone(),
        // The moment is said in full: a zone that is not known only decides how it is shown.
        (None, Some(offset)) => here().unwrap_or_else(|_| TimeZone::fixed(offset)),
        (None, None) => here()?,
    };
    let now = timestamp(now_ms).to_zoned(zone.clone());
    let today = today_of(&said, &now);
    let when = When::of(said, today, true)?;
    if when.until.is_some() {
        return Err(problem(Kind::HasEnd, when.range_piece));
    }
    if when.day.is_none() && when.weekday.is_none() && when.from.is_some() {
        let next = When { day: Some(today), ..when.clone() }.at(&zone)?;
        return if next > now { Ok(next) } else { When { day: today.tomorrow().ok(), ..when }.at(&zone) };
    }
    let at = when.at(&zone)?;
    if at > now { Ok(at) } else { Err(problem(Kind::Past, shown(&at))) }
}

/// When an interview starts. `zone` is the zone that was chosen beside the text; where it is empty, the text names it, or
/// it is this computer's. A start that has passed is for the caller to judge.
///
/// # Errors
/// Why it is no moment.
pub(crate) fn interview_start(text: &str, zone: &str, now_ms: i64) -> Read<Start> {
    let said = said(&half_width(text))?;
    let zone = match (zone, &said.named) {
        ("", Some(zone)) => zone.clone(),
        ("", None) => named(&here_name()?)?,
        (chosen, there) => {
            let chosen = named(chosen)?;
            if there.as_ref().is_some_and(|there| *there != chosen) {
                let name = chosen.iana_name().unwrap_or_default().to_owned();
                return Err(both(Kind::TwoZones, &said.zone_piece, &name));
            }
            chosen
        }
    };
    let today = today_of(&said, &timestamp(now_ms).to_zoned(zone.clone()));
    When::of(said, today, true)?.interview(&zone)
}

/// A moment since which something is asked for: a date and a time, or a date alone, which begins at midnight.
///
/// # Errors
/// Why it is no moment.
pub fn since(text: &str, now_ms: i64) -> Read<Zoned> {
    let read = |text: &str| interview_start(text, "", now_ms).map(|start| start.at);
    read(text).or_else(|problem| read(&format!("{text} 00:00")).map_err(|_| problem))
}

/// Today where the text is meant.
fn today_of(said: &Said, now: &Zoned) -> Date {
    match said.offset {
        Some(offset) => now.timestamp().to_zoned(TimeZone::fixed(offset)).date(),
        None => now.date(),
    }
}

fn timestamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or_default()
}

impl When {
    /// The start of an interview in `zone`, or in the zone that the text names.
    pub(crate) fn interview(&self, zone: &TimeZone) -> Read<Start> {
        let at = self.at(self.named.as_ref().unwrap_or(zone))?;
        let names_zone = self.named.is_some();
        if at.second() != 0 || at.subsec_nanosecond() != 0 {
            return Err(problem(Kind::Seconds, shown(&at)));
        }
        // On a clock that shows this time twice nobody knows which is meant, whatever distance from UTC was said.
        at.time_zone()
            .to_ambiguous_zoned(at.datetime())
            .unambiguous()
            .map_err(|_| problem(Kind::ClocksChange, shown(&at)))?;
        let Some(until) = self.until else { return Ok(Start { at, minutes: None, names_zone }) };
        let day = self.end_day.or(self.day).unwrap_or_else(|| at.date());
        let ends = When { day: Some(day), from: Some(until), until: None, ..self.clone() }.at(at.time_zone())?;
        let minutes = (ends.timestamp().as_second() - at.timestamp().as_second()) / 60;
        let minutes = u32::try_from(minutes).ok().filter(|minutes| *minutes > 0);
        Ok(Start {
            at,
            names_zone,
            minutes: Some(minutes.ok_or_else(|| problem(Kind::EndBeforeStart, &self.range_piece))?),
        })
    }

    /// The start as an instant that is shown in `zone`.
    fn at(&self, zone: &TimeZone) -> Read<Zoned> {
        let day = self.day.ok_or_else(|| problem(Kind::NoDay, ""))?;
        let local = on(day, self.from.ok_or_else(|| problem(Kind::NoTime, ""))?)?;
        let Some(offset) = self.offset else {
            let name = || zone.iana_name().unwrap_or("this zone").to_owned();
            let there = zone.to_ambiguous_zoned(local);
            // What is not ambiguous is refused at the end of the calendar only.
            let kind = if there.is_ambiguous() { Kind::ClocksChange } else { Kind::NoSuchDay };
            let wrong = |_| problem(kind, format!("{} {}", local.strftime("%Y-%m-%d %H:%M"), name()));
            return there.unambiguous().map_err(wrong);
        };
        let instant = offset.to_timestamp(local).map_err(|_| problem(Kind::NoSuchDay, day.to_string()))?;
        let at = instant.to_zoned(zone.clone());
        if self.named.is_some() && at.offset() != offset {
            return Err(problem(Kind::TwoZones, &self.zone_piece));
        }
        Ok(at)
    }

    /// Whether a reader should be told how it was read: it is not what the figures alone say.
    #[must_use]
    pub fn is_worth_telling(&self) -> bool {
        self.worth || self.named.is_some() || self.offset.is_some()
    }
}

/// A moment as it is repeated to whoever wrote it: `Tue 2026-12-15 14:00 (Asia/Shanghai, UTC+8)`. It reads back to the same.
#[must_use]
pub fn shown(at: &Zoned) -> String {
    let pattern = match (at.second(), at.subsec_nanosecond()) {
        (0, 0) => "%Y-%m-%d %H:%M",
        (_, 0) => "%Y-%m-%d %H:%M:%S",
        _ => "%Y-%m-%d %H:%M:%S%.3f",
    };
    let name = at.time_zone().iana_name().filter(|name| *name != "UTC");
    let zone = format!("{}UTC{}", name.map(|name| format!("{name}, ")).unwrap_or_default(), distance(at.offset()));
    format!("{} {} ({zone})", short(at.weekday()), at.strftime(pattern))
}

/// The moment in UTC ms as it is shown on this computer's clock; where that is not known, in UTC.
#[must_use]
pub(crate) fn shown_here(utc_ms: i64) -> String {
    shown(&timestamp(utc_ms).to_zoned(here().unwrap_or(TimeZone::UTC)))
}

/// The moment in UTC ms as it is shown where `zone` holds; where that is no zone, in UTC.
#[must_use]
pub fn shown_in(utc_ms: i64, zone: &str) -> String {
    shown(&in_zone(utc_ms, zone))
}

/// The moment in UTC ms where `zone` holds; where that is no zone, in UTC.
#[must_use]
pub fn in_zone(utc_ms: i64, zone: &str) -> Zoned {
    timestamp(utc_ms).to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC))
}
