//! What a text says of a moment, from its first to its last character.
//!
//! 1. The text becomes tokens; a character that is part of none is named and ends it.
//! 2. From left to right, each token joins the day, the time, the end, the weekday or the zone. What fits nowhere, or
//!    stands there a second time, is named and ends it.
//! 3. Words for the part of the day are checked against their hours.
//!
//! Never in here: today, this computer's zone, or a guess.

use beckon_model::MomentProblemKind as Kind;
use jiff::civil::Weekday;
use jiff::tz::{Offset, TimeZone};

use super::clock::{Clock, End, figures, range};
use super::day::{SaidDay, day};
use super::mark::Mark;
use super::part::Part;
use super::problem::{Read, both, not_understood, problem};
use super::token::{Gap, Token, tokens};
use super::zone::{distance, named};

/// What a text says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said {
    pub day: Option<SaidDay>,
    /// The piece that says it.
    pub day_piece: String,
    /// The day of the end, where it is said.
    pub end_day: Option<SaidDay>,
    pub weekday: Option<(Weekday, String)>,
    pub from: Option<Clock>,
    pub until: Option<Clock>,
    /// From the start to the end, as typed.
    pub range_piece: String,
    pub named: Option<TimeZone>,
    pub offset: Option<Offset>,
    /// The zone, or the distance from UTC, as typed.
    pub zone_piece: String,
    /// The reading differs from what the figures alone say.
    pub worth: bool,
}

/// Reads a text in half width.
pub(super) fn said(text: &str) -> Read<Said> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err(problem(Kind::Empty, ""));
    }
    let mut reader =
        Reader { text, tokens: &tokens, at: 0, said: Said::default(), ends: [End::default(); 2], end: 0, t: false };
    while let Some(token) = reader.tokens.get(reader.at).copied() {
        reader.next(token)?;
    }
    reader.finish()
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
    said: Said,
    ends: [End; 2],
    /// 1 behind the sign of a range.
    end: usize,
    /// Date and time are joined by a `T`.
    t: bool,
}

impl Reader<'_> {
    fn next(&mut self, token: Token) -> Read<()> {
        match token.mark {
            Mark::Weekday(weekday) if self.said.weekday.is_none() => {
                self.said.weekday = Some((weekday, self.piece(1).to_owned()));
                self.at += 1;
            }
            Mark::Weekday(_) => return Err(problem(Kind::Twice, self.piece(1))),
            Mark::Part(part) => {
                self.part(part, token)?;
                self.at += 1;
            }
            Mark::Relative(days, part) => {
                self.set_day(SaidDay::Relative(days), 1)?;
                if let Some(part) = part {
                    self.part(part, token)?;
                }
                self.at += 1;
            }
            Mark::Month(_) | Mark::Number { .. } => self.number(token)?,
            Mark::T if self.joins() => {
                self.t = true;
                self.at += 1;
            }
            Mark::Until if self.end == 0 && self.ends[0].is_said() => {
                self.end = 1;
                self.at += 1;
            }
            Mark::Sign('-') => self.hyphen()?,
            Mark::Sign('+') if self.behind_time() => self.offset(self.at, 0)?,
            Mark::Utc => {
                let distance = self.tokens.get(self.at + 1).is_some_and(|next| {
                    next.gap < Gap::Break && distance(self.text, self.tokens, self.at + 1).is_some()
                });
                if distance { self.offset(self.at + 1, 1)? } else { self.set_offset(Offset::UTC, 1)? }
            }
            Mark::Zone(name) => self.set_zone(named(name)?)?,
            Mark::Iana => self.set_zone(named(self.piece(1))?)?,
            _ => return Err(self.not_understood()),
        }
        Ok(())
    }

    /// A day or a time.
    fn number(&mut self, token: Token) -> Read<()> {
        let after_part = self.at > 0 && matches!(self.tokens[self.at - 1].mark, Mark::Part(_));
        let after_t = self.t && self.tokens[self.at - 1].mark == Mark::T;
        let day = if after_t { Ok(None) } else { day(self.text, self.tokens, self.at, after_part) };
        // 2026-12-15 14.30: behind a day this is no other day, and the sign is none of a time.
        let day = day.map_err(|wrong| match wrong.kind {
            Kind::NoSuchDay if self.said.day.is_some() && self.end == 0 => not_understood(&wrong.piece),
            _ => wrong,
        })?;
        if let Some((day, used)) = day {
            self.set_day(day, used)?;
            self.at += used;
            return Ok(());
        }
        let Some((figures, used)) = figures(self.text, self.tokens, self.at, after_t)? else {
            return Err(self.not_understood());
        };
        // A number that touches the one before it is part of neither.
        if token.gap == Gap::None && self.at > 0 && matches!(self.tokens[self.at - 1].mark, Mark::Number { .. }) {
            return Err(self.not_understood());
        }
        let end = &mut self.ends[self.end];
        if end.figures.is_some() {
            return Err(problem(Kind::Twice, &self.text[figures.from..figures.to]));
        }
        end.figures = Some(figures);
        self.at += used;
        Ok(())
    }

    fn set_day(&mut self, day: SaidDay, used: usize) -> Read<()> {
        let piece = self.piece(used).to_owned();
        // 14:00-15:00 12月15日: the day of both.
        let of_both = self.said.day.is_none() && self.ends[1].figures.is_some();
        let of_start = self.end == 0 || of_both;
        let there = if of_start { &mut self.said.day } else { &mut self.said.end_day };
        if there.is_some() {
            return Err(problem(Kind::Twice, piece));
        }
        *there = Some(day);
        if of_start {
            self.said.day_piece = piece;
        }
        Ok(())
    }

    fn part(&mut self, part: Part, token: Token) -> Read<()> {
        let there = &self.ends[self.end];
        if there.before.is_some() || there.after.is_some() {
            return Err(problem(Kind::Twice, self.piece(1)));
        }
        let end = &mut self.ends[self.end];
        let said = Some((part, (token.from, token.to)));
        if end.figures.is_some() {
            end.after = said
        } else {
            end.before = said
        }
        Ok(())
    }

    /// The `T` between a date and a time that touch it.
    fn joins(&self) -> bool {
        let touches = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.gap == Gap::None || at == 0)
                && matches!(self.tokens.get(at).map(|token| token.mark), Some(Mark::T | Mark::Number { .. }))
        };
        let behind_day = self.at > 0 && matches!(self.tokens[self.at - 1].mark, Mark::Number { .. });
        behind_day
            && self.said.day.is_some()
            && !self.ends[0].is_said()
            && touches(self.at)
            && self.tokens.get(self.at + 1).is_some_and(|next| next.mark != Mark::T)
            && touches(self.at + 1)
    }

    fn behind_time(&self) -> bool {
        self.ends[self.end].figures.is_some_and(|figures| self.at > 0 && figures.to == self.tokens[self.at - 1].to)
    }

    /// A hyphen behind a time: an end follows, or a distance from UTC as in `2026-11-25T14:00-05:00`.
    fn hyphen(&mut self) -> Read<()> {
        if self.end != 0 || !self.ends[0].is_said() {
            return Err(self.not_understood());
        }
        if let Some((Ok(_), used)) = distance(self.text, self.tokens, self.at).filter(|_| self.behind_time()) {
            let seconds = self.ends[0].figures.is_some_and(|figures| figures.second.is_some());
            let more = self.tokens.get(self.at + used).is_some_and(|next| next.mark == Mark::Sign(':'));
            // -0500 is no time of day, -05:00 can be one.
            let basic = matches!(self.tokens[self.at + 1].mark, Mark::Number { figures: 4, .. });
            let full = used == 4 && !more && self.tokens[self.at].gap == Gap::None;
            if (basic || full) && (self.t || seconds) {
                return self.offset(self.at, 0);
            }
        }
        self.end = 1;
        self.at += 1;
        Ok(())
    }

    /// A distance from UTC whose sign is the token `at`, with `before` tokens before it.
    fn offset(&mut self, at: usize, before: usize) -> Read<()> {
        let Some((offset, used)) = distance(self.text, self.tokens, at) else { return Err(self.not_understood()) };
        self.set_offset(offset?, before + used)
    }

    fn set_offset(&mut self, offset: Offset, used: usize) -> Read<()> {
        let piece = self.piece(used).to_owned();
        if self.said.offset.is_some_and(|there| there != offset) {
            return Err(both(Kind::TwoZones, &self.said.zone_piece, &piece));
        }
        if self.said.offset.is_some() {
            return Err(problem(Kind::Twice, piece));
        }
        self.said.offset = Some(offset);
        self.zone_piece(&piece);
        self.at += used;
        Ok(())
    }

    fn set_zone(&mut self, zone: TimeZone) -> Read<()> {
        let piece = self.piece(1).to_owned();
        if self.said.named.as_ref().is_some_and(|there| *there != zone) {
            return Err(both(Kind::TwoZones, &self.said.zone_piece, &piece));
        }
        if self.said.named.is_some() {
            return Err(problem(Kind::Twice, piece));
        }
        self.said.named = Some(zone);
        self.zone_piece(&piece);
        self.at += 1;
        Ok(())
    }

    fn zone_piece(&mut self, piece: &str) {
        let there = &mut self.said.zone_piece;
        if !there.is_empty() {
            there.push(' ');
        }
        there.push_str(piece);
    }

    /// The next `used` tokens as typed.
    fn piece(&self, used: usize) -> &str {
        let last = self.tokens.get(self.at + used - 1).or(self.tokens.last());
        last.map_or("", |last| &self.text[self.tokens[self.at].from..last.to])
    }

    /// The token that fits nowhere, with what touches it.
    fn not_understood(&self) -> beckon_model::MomentProblem {
        let touches = |at: usize| self.tokens.get(at).is_some_and(|token| token.gap == Gap::None);
        let mut first = self.at;
        while first > 0 && touches(first) {
            first -= 1;
        }
        let mut last = self.at;
        while touches(last + 1) {
            last += 1;
        }
        not_understood(&self.text[self.tokens[first].from..self.tokens[last].to])
    }

    fn finish(mut self) -> Read<Said> {
        let [first, last] = &self.ends;
        let clocks = if self.end == 0 {
            first.clock(self.text)?.map(|(from, worth)| (from, None, worth))
        } else if !last.is_said() {
            // A sign of a range without an end.
            self.at = self.tokens.len() - 1;
            return Err(self.not_understood());
        } else if self.said.end_day.is_some() {
            let missing = || problem(Kind::NoTime, self.text);
            let ((from, a), (until, b)) =
                (first.clock(self.text)?.ok_or_else(missing)?, last.clock(self.text)?.ok_or_else(missing)?);
            Some((from, Some(until), a || b))
        } else {
            let (from, until, worth) = range(first, last, self.text)?;
            Some((from, Some(until), worth))
        };
        if let Some((from, until, worth)) = clocks {
            (self.said.from, self.said.until, self.said.worth) = (Some(from), until, worth);
        }
        if self.end == 1 {
            let place = |end: &End| end.figures.map(|figures| (figures.from, figures.to));
            let (from, to) =
                (place(first).map_or(0, |place| place.0), place(last).map_or(self.text.len(), |place| place.1));
            self.said.range_piece = self.text[from..to].to_owned();
        }
        Ok(self.said)
    }
}
