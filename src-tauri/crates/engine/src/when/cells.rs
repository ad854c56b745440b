//! Moments in the cells of a spreadsheet: also Excel's serial numbers, and a start in two cells. Words such as `tomorrow`
//! are refused: the file may be read on another day.

use beckon_model::MomentProblemKind as Kind;
use jiff::civil::Date;

use super::problem::{Read, both, problem};
use super::said::{Said, said};
use super::serial::serial;
use super::settled::{When, agree};
use crate::text::half_width;

/// A day, a time or both. A day without a year is the one nearest to `today`, and rather in the future: in December, `1/5`
/// is next year's.
///
/// # Errors
/// Why it is none of them.
pub(crate) fn cell(text: &str, today: Date) -> Read<When> {
    let when = When::of(said_in(text)?, today, false)?;
    if when.day.is_none() && when.from.is_none() {
        return Err(problem(if when.weekday.is_some() { Kind::NoDay } else { Kind::NoTime }, ""));
    }
    Ok(when)
}

fn said_in(text: &str) -> Read<Said> {
    let text = half_width(text);
    serial(&text).map_or_else(|| said(&text), Ok)
}

/// A start out of its one or two cells; `day` holds the day, or nothing.
///
/// # Errors
/// Why there is none.
pub(crate) fn start(starts: &str, day: &str, today: Date) -> Read<When> {
    let both_there = !starts.is_empty() && !day.is_empty();
    if starts.is_empty() && day.is_empty() {
        return Err(problem(Kind::Empty, ""));
    }
    let when = if both_there {
        joined(said_in(day)?, When::of(said_in(starts)?, today, false)?, today)?
    } else {
        When::of(said_in(if starts.is_empty() { day } else { starts })?, today, false)?
    };
    when.start().map(|_| when)
}

fn joined(day: Said, starts: When, today: Date) -> Read<When> {
    let of_day = When::of(day, today, false)?;
    let Some(day) = of_day.day else {
        // The cell for the day says none; a day in the other cell is one all the same.
        return Err(problem(Kind::NoDay, of_day.to_string()));
    };
    agree(day, starts.weekday.as_ref())?;
    // Excel keeps a day as its midnight.
    let midnight = of_day.from.is_none_or(|from| from.seconds == 0) && of_day.until.is_none();
    if !midnight && starts.from.is_some() {
        return Err(both(Kind::Twice, &of_day.to_string(), &starts.to_string()));
    }
    if starts.day.is_some_and(|other| other != day) {
        return Err(both(Kind::Twice, &of_day.to_string(), &starts.to_string()));
    }
    let (a, b) = (&of_day.named, &starts.named);
    let two = |a: bool, b: bool, same: bool| a && b && !same;
    if two(a.is_some(), b.is_some(), a == b)
        || two(of_day.offset.is_some(), starts.offset.is_some(), of_day.offset == starts.offset)
    {
        return Err(both(Kind::TwoZones, &of_day.zone_piece, &starts.zone_piece));
    }
    let named = starts.named.clone().or_else(|| of_day.named.clone());
    let offset = starts.offset.or(of_day.offset);
    // A day where the time belongs, and a moment where the day belongs, are whole.
    let time = if starts.from.is_some() {
        starts
    } else if midnight {
        When { from: None, ..starts }
    } else {
        of_day
    };
    Ok(When { day: Some(day), named, offset, ..time })
}
