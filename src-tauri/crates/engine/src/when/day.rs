//! A day out of tokens: `2026-12-15`, `12月15日`, `15/12/2026`, `15 Dec 2026`, `20261215`.
//!
//! Never in here: which year a day without one is in, and what day today is.

use beckon_model::MomentProblemKind as Kind;
use jiff::civil::Date;

use super::mark::{Mark, Unit};
use super::problem::{Read, problem};
use super::token::{Gap, Token};

/// A day as a text says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SaidDay {
    Full(Date),
    /// Month and day.
    OfYear(i8, i8),
    /// Days from today.
    Relative(i8),
}

/// A day that begins at token `at`, and how many tokens it takes. `hours`: a part of the day stands before it, so that
/// `2-3` are hours.
pub(super) fn day(text: &str, tokens: &[Token], at: usize, hours: bool) -> Read<Option<(SaidDay, usize)>> {
    let Some(rest) = tokens.get(at..) else { return Ok(None) };
    let mark = |i: usize| rest.get(i).map(|token| token.mark);
    let number = |i: usize| match mark(i) {
        Some(Mark::Number { value, figures }) => Some((value, figures)),
        _ => None,
    };
    let near = |i: usize| rest.get(i).is_some_and(|token| token.gap < Gap::Break);
    let joined = |i: usize| rest.get(i).is_some_and(|token| token.gap == Gap::None);
    let unit = |i: usize, unit: Unit| mark(i) == Some(Mark::Unit(unit)) && near(i);
    let small = |i: usize| number(i).filter(|(_, figures)| *figures <= 2).map(|(value, _)| value);
    let year = |i: usize| number(i).filter(|(_, figures)| *figures == 4).map(|(value, _)| value);
    let piece = |used: usize| rest.get(used - 1).map_or("", |last| &text[rest[0].from..last.to]);
    let full = |used: usize, year: u32, month: u32, day: u32| {
        let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
        let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
        let date = date.ok_or_else(|| problem(Kind::NoSuchDay, piece(used)))?;
        Ok(Some((SaidDay::Full(date), used)))
    };
    let of_year = |used: usize, month: u32, day: u32| {
        // A leap year: whether the year has that day is seen when it is known.
        match full(used, 2024, month, day)? {
            Some((SaidDay::Full(date), used)) => Ok(Some((SaidDay::OfYear(date.month(), date.day()), used))),
            other => Ok(other),
        }
    };
    let with_unit = |used: usize| if unit(used, Unit::Day) { used + 1 } else { used };

    if let (Some((value, figures)), true) = (number(0), unit(1, Unit::Year)) {
        let century = match figures {
            4 => 0,
            2 => 2000,
            0 if value < 100 => 2000,
            0 => 0,
            _ => return Ok(None),
        };
        let (Some(month), true, Some(day)) = (small(2), near(2) && unit(3, Unit::Month) && near(4), small(4)) else {
            return Ok(None);
        };
        return full(with_unit(5), century + value, month, day);
    }
    if let (Some(month), true, Some(day)) = (small(0), unit(1, Unit::Month) && near(2), small(2)) {
        return of_year(with_unit(3), month, day);
    }
    if let Some((value, 8)) = number(0) {
        return full(1, value / 10_000, value / 100 % 100, value % 100);
    }
    if let Some(Mark::Month(month)) = mark(0) {
        let Some(day) = small(1) else { return Ok(None) };
        let used = if mark(2) == Some(Mark::Ordinal) && joined(2) { 3 } else { 2 };
        let month = u32::from(month.unsigned_abs());
        return match year(used) {
            Some(year) => full(used + 1, year, month, day),
            None => of_year(used, month, day),
        };
    }
    // A hyphen with blanks around it is not inside of a day.
    let hyphen = |i: usize| mark(i) == Some(Mark::Sign('-')) && joined(i) && joined(i + 1);
    if let Some(day) = small(0) {
        let ordinal = usize::from(mark(1) == Some(Mark::Ordinal) && joined(1));
        let before = usize::from(hyphen(1 + ordinal));
        if let Some(Mark::Month(month)) = mark(1 + ordinal + before) {
            let (used, month) = (2 + ordinal + before, u32::from(month.unsigned_abs()));
            let behind = usize::from(hyphen(used));
            return match (year(used + behind), behind) {
                (Some(year), _) => full(used + behind + 1, year, month, day),
                (None, 0) => of_year(used, month, day),
                (None, _) => Err(problem(Kind::ShortYear, piece((used + 2).min(rest.len())))),
            };
        }
    }

    let sign = |i: usize| match mark(i) {
        Some(Mark::Sign('-')) if hyphen(i) => Some('-'),
        Some(Mark::Sign(sign @ ('/' | '.'))) if near(i) && near(i + 1) => Some(sign),
        _ => None,
    };
    let Some(first) = sign(1) else { return Ok(None) };
    let third = sign(3).filter(|second| *second == first).and_then(|_| number(4));
    match (number(0), small(2), third) {
        (Some((year, 4)), Some(month), Some((day, 1 | 2))) => full(with_unit(5), year, month, day),
        (Some((first, 1 | 2)), Some(second), Some((year, 4))) => match (first > 12, second > 12) {
            (true, false) => full(5, year, second, first),
            (false, true) => full(5, year, first, second),
            _ if first == second => full(5, year, first, second),
            (true, true) => Err(problem(Kind::NoSuchDay, piece(5))),
            (false, false) => Err(problem(Kind::DayOrMonth, piece(5))),
        },
        (Some((_, 1 | 2)), Some(_), Some((_, 1 | 2))) => Err(problem(Kind::ShortYear, piece(5))),
        (Some((month, 1 | 2)), Some(day), None) if number(2).is_some_and(|(_, figures)| figures > 0) => {
            let hour = match mark(3) {
                Some(Mark::Sign(':') | Mark::Unit(Unit::Hour | Unit::SharpHour)) => true,
                Some(Mark::Part(_)) => number(4).is_none(),
                _ => hours,
            };
            if hour { Ok(None) } else { of_year(with_unit(3), month, day) }
        }
        _ => Ok(None),
    }
}
