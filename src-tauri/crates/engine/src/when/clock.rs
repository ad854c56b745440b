//! A time of day out of tokens: `14:00`, `两点半`, `3点一刻`, `2 pm`; and the two ends of `下午2:30-3:30`.
//!
//! Never in here: a day, a zone.

use std::fmt;

use beckon_model::MomentProblemKind as Kind;

use super::mark::{Mark, Unit};
use super::part::Part;
use super::problem::{Read, not_understood, problem};
use super::token::{Gap, Token};

/// A time of day; 24:00 and later is the night that ends the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clock {
    /// Since midnight, at most half past 24 and its like.
    pub seconds: u32,
    pub millis: u32,
}

/// Hour and minutes as figures, before a word for the part of the day says what they mean.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    hour: u32,
    minute: u32,
    pub second: Option<u32>,
    millis: u32,
    /// An hour alone, as in `2 pm`.
    bare: bool,
    /// With 点 or 时.
    unit: bool,
    /// Its place in the text.
    pub from: usize,
    pub to: usize,
}

/// A word for the part of the day and its place.
pub(super) type SaidPart = (Part, (usize, usize));

/// One end of a time: figures, and a word before or behind them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct End {
    pub figures: Option<Figures>,
    pub before: Option<SaidPart>,
    pub after: Option<SaidPart>,
}

/// The figures that begin at token `at`, and how many tokens they take. `after_t`: behind the `T` of ISO 8601.
pub(super) fn figures(text: &str, tokens: &[Token], at: usize, after_t: bool) -> Read<Option<(Figures, usize)>> {
    let rest = tokens.get(at..).unwrap_or_default();
    let mark = |i: usize| rest.get(i).map(|token| token.mark);
    let number = |i: usize| match mark(i) {
        Some(Mark::Number { value, figures }) => Some((value, figures)),
        _ => None,
    };
    let near = |i: usize| rest.get(i).is_some_and(|token| token.gap < Gap::Break);
    let joined = |i: usize| rest.get(i).is_some_and(|token| token.gap == Gap::None);
    let colon = |i: usize| mark(i) == Some(Mark::Sign(':')) && near(i) && near(i + 1);
    let unit = |i: usize, unit: Unit| mark(i) == Some(Mark::Unit(unit)) && near(i);
    let two = |i: usize| number(i).filter(|(_, figures)| *figures == 2).map(|(value, _)| value);
    let made = |used: usize, (hour, minute, second): (u32, u32, Option<u32>)| {
        let (from, to) = (rest[0].from, rest[used - 1].to);
        if minute > 59 || second.is_some_and(|second| second > 59) {
            return Err(problem(Kind::NoSuchTime, &text[from..to]));
        }
        let unit = rest[..used].iter().any(|token| matches!(token.mark, Mark::Unit(_)));
        Ok(Some((Figures { hour, minute, second, millis: 0, bare: used == 1, unit, from, to }, used)))
    };
    let Some((hour, written)) = number(0) else { return Ok(None) };
    if after_t && matches!(written, 4 | 6) {
        let second = (written == 6).then_some(hour % 100);
        let minutes = if written == 6 { hour / 100 } else { hour };
        let read = made(1, (minutes / 100, minutes % 100, second))?;
        return Ok(read.map(|(figures, used)| (Figures { bare: false, ..figures }, used)));
    }
    if written > 2 {
        return Ok(None);
    }
    if written > 0 && colon(1) {
        let Some(minute) = two(2) else { return Ok(None) };
        let second = if colon(3) { two(4) } else { None };
        let Some(second) = second else { return made(3, (hour, minute, None)) };
        let read = made(5, (hour, minute, Some(second)))?;
        let fraction = mark(5) == Some(Mark::Sign('.')) && joined(5) && joined(6) && number(6).is_some();
        let (Some((figures, _)), true) = (read, fraction) else { return Ok(read) };
        // Programs write up to nine figures; what is below a millisecond is cut off, as their clocks do.
        let (digits, to) = (&text[rest[6].from..rest[6].to], rest[6].to);
        let millis = format!("{digits:0<3}")[..3].parse().unwrap_or_default();
        return Ok(Some((Figures { millis, to, ..figures }, 7)));
    }
    if unit(1, Unit::SharpHour) {
        return made(2, (hour, 0, None));
    }
    if !unit(1, Unit::Hour) {
        return made(1, (hour, 0, None));
    }
    if unit(2, Unit::Half) {
        return made(3, (hour, 30, None));
    }
    match number(2).filter(|_| near(2)) {
        Some((quarters @ 1..=3, _)) if unit(3, Unit::Quarter) => made(4, (hour, quarters * 15, None)),
        Some((minute, _)) if unit(3, Unit::Minute) => match number(4).filter(|_| near(4) && unit(5, Unit::Second)) {
            Some((second, _)) => made(6, (hour, minute, Some(second))),
            None => made(4, (hour, minute, None)),
        },
        // 三点二十, 三点零五; but not the 二十 of 三点 二十日, and 三点五 says nothing.
        Some((minute, 0))
            if joined(2)
                && (minute > 9 || text[rest[2].from..].starts_with(['零', '〇']))
                && !matches!(mark(3), Some(Mark::Sign(_) | Mark::Unit(_))) =>
        {
            made(3, (hour, minute, None))
        }
        // 14点30, but not the 12 of 14点 12-15.
        Some((minute, 2)) if joined(2) || !matches!(mark(3), Some(Mark::Sign(_) | Mark::Unit(_))) => {
            made(3, (hour, minute, None))
        }
        _ => made(2, (hour, 0, None)),
    }
}

impl Figures {
    /// The time as the figures say it, on the clock of 24 hours.
    fn plain(&self, text: &str) -> Read<Clock> {
        let midnight = self.hour == 24 && self.minute == 0 && self.second.unwrap_or_default() == 0 && self.millis == 0;
        if self.hour < 24 || midnight {
            Ok(self.at(self.hour))
        } else {
            Err(problem(Kind::NoSuchTime, &text[self.from..self.to]))
        }
    }

    fn at(&self, hour: u32) -> Clock {
        Clock { seconds: hour * 3600 + self.minute * 60 + self.second.unwrap_or_default(), millis: self.millis }
    }

    /// The time with a word for the part of the day, and whether it is worth repeating.
    fn with(&self, (part, said): SaidPart, text: &str) -> Read<(Clock, bool)> {
        self.plain(text)?;
        let piece = &text[self.from.min(said.0)..self.to.max(said.1)];
        if part == Part::Midnight && matches!(self.hour, 0 | 12 | 24) {
            return Err(problem(Kind::WhichMidnight, piece));
        }
        let exact = part != Part::ExactNoon || (self.minute == 0 && self.second.unwrap_or_default() == 0);
        let (hour, worth) = part.hour(self.hour).filter(|_| exact).ok_or_else(|| problem(Kind::PartOfDay, piece))?;
        Ok((self.at(hour), worth))
    }
}

impl End {
    /// Whether anything is said of it.
    pub fn is_said(&self) -> bool {
        self.figures.is_some() || self.before.is_some() || self.after.is_some()
    }

    fn part(&self) -> Option<SaidPart> {
        self.before.or(self.after)
    }

    /// The time of an end that stands alone, and whether it is worth repeating.
    pub fn clock(&self, text: &str) -> Read<Option<(Clock, bool)>> {
        match (self.figures, self.part()) {
            (None, None) => Ok(None),
            (None, Some((Part::ExactNoon, _))) => Ok(Some((Clock { seconds: 12 * 3600, millis: 0 }, false))),
            (None, Some((Part::Midnight, (from, to)))) => Err(problem(Kind::WhichMidnight, &text[from..to])),
            (None, Some((_, (from, to)))) => Err(problem(Kind::NoTime, &text[from..to])),
            (Some(figures), None) if figures.bare => Err(not_understood(&text[figures.from..figures.to])),
            (Some(figures), None) => figures.plain(text).map(|clock| Some((clock, clock.is_late()))),
            (Some(figures), Some(part)) => figures.with(part, text).map(Some),
        }
    }
}

/// Start and end of a range on one day, and whether they are worth repeating. A word for the part of the day covers both
/// ends where it stands before the first or behind the last.
pub(super) fn range(first: &End, last: &End, text: &str) -> Read<(Clock, Clock, bool)> {
    let (Some(start), Some(end)) = (first.figures, last.figures) else {
        let alone = |end: &End| end.clock(text)?.ok_or_else(|| problem(Kind::NoTime, text));
        let ((start, a), (end, b)) = (alone(first)?, alone(last)?);
        return Ok((start, end, a || b));
    };
    // 14-15点: the sign of the last covers the first.
    let bare = |figures: &Figures, other: &Figures| figures.bare && !other.unit;
    let plain = |figures: &Figures, other: &Figures| {
        if bare(figures, other) { Err(not_understood(&text[figures.from..figures.to])) } else { figures.plain(text) }
    };
    let piece = &text[start.from..end.to];
    match (first.part(), last.part()) {
        (Some(a), Some(b)) => {
            let ((start, a), (end, b)) = (start.with(a, text)?, end.with(b, text)?);
            Ok((start, end, a || b))
        }
        (None, None) => {
            let (start, end) = (plain(&start, &end)?, plain(&end, &start)?);
            Ok((start, end, start.is_late()))
        }
        (Some(part), None) => {
            let (begins, worth) = start.with(part, text)?;
            let covered = end.with(part, text).map(|(clock, _)| clock);
            let ends = match covered {
                Ok(clock) if clock > begins => clock,
                // 上午10点-12点: the last stands for itself.
                _ => plain(&end, &start).or(covered)?,
            };
            Ok((begins, ends, worth))
        }
        (None, Some(part)) => {
            let (ends, worth) = end.with(part, text)?;
            let covered = start.with(part, text).ok().map(|(clock, _)| clock).filter(|clock| *clock < ends);
            // 11-1 pm: the word makes hours of both.
            let alone = if last.after.is_some() { start.plain(text) } else { plain(&start, &end) };
            let alone = alone.ok().filter(|clock| *clock < ends);
            let begins = match (covered, alone) {
                (Some(covered), Some(alone)) if covered != alone && last.after.is_none() => {
                    return Err(problem(Kind::PartOfDay, piece));
                }
                (Some(clock), _) | (None, Some(clock)) => clock,
                (None, None) => return Err(problem(Kind::EndBeforeStart, piece)),
            };
            Ok((begins, ends, worth))
        }
    }
}

impl Clock {
    /// Whether it belongs to the next day.
    pub fn is_late(self) -> bool {
        self.seconds >= 86_400
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        write!(f, "{hour:02}:{minute:02}")?;
        match (second, self.millis) {
            (0, 0) => Ok(()),
            (second, 0) => write!(f, ":{second:02}"),
            (second, millis) => write!(f, ":{second:02}.{millis:03}"),
        }
    }
}
