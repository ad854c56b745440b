//! Looking through a request before it is sent: everything that is wrong with it is written down, each with its place,
//! and nothing is changed.
//!
//! Never in here: what a request consists of, or a number that is a limit.

use std::fmt;
use std::ops::RangeInclusive;

use crate::invalid::{Advice, Invalid, Length, Problem, Unit, Violation};

/// A place in the request; spelled out only when something is wrong there.
#[derive(Clone, Copy)]
pub struct At<'a> {
    above: Option<&'a At<'a>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Name(&'static str),
    Entry(usize),
}

impl<'a> At<'a> {
    pub fn root(name: &'static str) -> Self {
        Self { above: None, step: Step::Name(name) }
    }

    pub fn name(&'a self, name: &'static str) -> Self {
        Self { above: Some(self), step: Step::Name(name) }
    }

    pub fn entry(&'a self, number: usize) -> Self {
        Self { above: Some(self), step: Step::Entry(number) }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
        }
        match self.step {
            Step::Name(name) if self.above.is_some() => write!(f, ".{name}"),
            Step::Name(name) => f.write_str(name),
            Step::Entry(number) => write!(f, "[{number}]"),
        }
    }
}

/// What was found so far.
#[derive(Default)]
pub struct Findings {
    violations: Vec<Violation>,
    advice: Vec<Advice>,
    /// Lengths of all texts that have a limit, when somebody wants to know them.
    lengths: Option<Vec<Length>>,
}

impl Findings {
    /// Keeps the lengths of texts as well.
    pub fn measuring() -> Self {
        Self { lengths: Some(Vec::new()), ..Self::default() }
    }

    /// The lengths, once everything has been looked at.
    pub fn into_lengths(self) -> Vec<Length> {
        self.lengths.unwrap_or_default()
    }

    fn measure(&mut self, at: At<'_>, actual: usize, limit: usize, unit: Unit, advised: bool) {
        if let Some(lengths) = &mut self.lengths {
            lengths.push(Length { field: at.to_string(), actual, limit, unit, advised });
        }
    }

    /// Notes a violation.
    pub fn wrong(&mut self, at: At<'_>, problem: Problem) {
        self.violations.push(Violation { field: at.to_string(), problem });
    }

    /// Begins to look at a text. An empty one counts as absent, as it does with WeCom.
    pub fn text<'f>(&'f mut self, at: At<'f>, text: &'f str) -> Text<'f> {
        // Only these would have to be escaped as \u00XX; the others up to U+009F are no text either. Most texts hold no byte
        // that could begin one: looking at all of them without a branch is the quicker way to see that.
        let possible =
            |byte: u8| (byte < b' ') & !matches!(byte, b'\n' | b'\r' | b'\t') | (byte == 0x7f) | (byte == 0xc2);
        let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        if text.bytes().fold(false, |found, byte| found | possible(byte)) && text.chars().any(control) {
            self.wrong(at, Problem::ControlCharacter);
        }
        Text { findings: self, at, text, missing: false }
    }

    /// A list's length must lie in `allowed`; an empty one that may not be is missing.
    pub fn count(&mut self, at: At<'_>, actual: usize, allowed: RangeInclusive<usize>) {
        let (limit, unit) = (*allowed.end(), Unit::Entries);
        if actual > limit {
            self.wrong(at, Problem::TooMuch { limit, actual, unit });
        } else if actual < *allowed.start() {
            self.wrong(at, Problem::Missing);
        }
    }

    /// The number of something must lie in `allowed`.
    pub fn size(&mut self, at: At<'_>, unit: Unit, actual: usize, allowed: &RangeInclusive<usize>) {
        let (least, most) = (*allowed.start(), *allowed.end());
        if actual > most {
            self.wrong(at, Problem::TooMuch { limit: most, actual, unit });
        } else if actual < least {
            self.wrong(at, Problem::TooLittle { limit: least, actual, unit });
        }
    }

    /// Something must be so; `allowed` completes "must be".
    pub fn must(&mut self, at: At<'_>, so: bool, allowed: &'static str) {
        if !so {
            self.wrong(at, Problem::NotAllowed { allowed });
        }
    }

    /// Each of these must be there.
    pub fn ids<T: AsRef<str>>(&mut self, at: At<'_>, ids: &[T]) {
        for (number, id) in ids.iter().enumerate() {
            self.text(at.entry(number), id.as_ref()).needed();
        }
    }

    /// Each of these must be a member's id.
    pub fn userids<T: AsRef<str>>(&mut self, at: At<'_>, userids: &[T]) {
        for (number, userid) in userids.iter().enumerate() {
            self.text(at.entry(number), userid.as_ref()).needed().userid();
        }
    }

    /// No two of these may be the same. `of` is the list, `name` the field of its entries. Empty ones are missing, and
    /// that is said elsewhere.
    pub fn distinct<'t>(&mut self, of: At<'_>, name: &'static str, values: impl IntoIterator<Item = &'t str>) {
        let mut seen: Vec<&str> = Vec::new();
        for (number, value) in values.into_iter().enumerate() {
            if !value.is_empty() && seen.contains(&value) {
                self.wrong(of.entry(number).name(name), Problem::Repeated);
            }
            seen.push(value);
        }
    }

    /// The advice, once everything has been looked at.
    pub fn into_advice(self) -> Vec<Advice> {
        self.advice
    }

    /// The verdict, once everything has been looked at.
    pub fn into_result(self) -> Result<(), Invalid> {
        if self.violations.is_empty() { Ok(()) } else { Err(Invalid { violations: self.violations }) }
    }
}

/// A text that is being looked at.
pub struct Text<'f> {
    findings: &'f mut Findings,
    at: At<'f>,
    text: &'f str,
    /// Said to be missing already: nothing else is worth saying.
    missing: bool,
}

impl Text<'_> {
    /// It must say something.
    pub fn needed(mut self) -> Self {
        self.missing = self.text.trim().is_empty();
        if self.missing {
            self.findings.wrong(self.at, Problem::Missing);
        }
        self
    }

    /// Bytes at most.
    pub fn bytes(self, limit: usize) -> Self {
        let (actual, unit) = (self.text.len(), Unit::Bytes);
        self.findings.measure(self.at, actual, limit, unit, false);
        if actual > limit {
            self.findings.wrong(self.at, Problem::TooMuch { limit, actual, unit });
        }
        self
    }

    /// Characters at most.
    pub fn chars(self, limit: usize) -> Self {
        let (actual, unit) = (self.text.chars().count(), Unit::Characters);
        self.findings.measure(self.at, actual, limit, unit, false);
        if actual > limit {
            self.findings.wrong(self.at, Problem::TooMuch { limit, actual, unit });
        }
        self
    }

    /// Characters at least, when there are any.
    pub fn chars_at_least(self, limit: usize) -> Self {
        let (actual, unit) = (self.text.chars().count(), Unit::Characters);
        if (1..limit).contains(&actual) && !self.missing {
            self.findings.wrong(self.at, Problem::TooLittle { limit, actual, unit });
        }
        self
    }

    /// Characters that look well.
    pub fn advised(self, advised: usize) -> Self {
        let actual = self.text.chars().count();
        self.findings.measure(self.at, actual, advised, Unit::Characters, true);
        if actual > advised {
            self.findings.advice.push(Advice { field: self.at.to_string(), advised, actual });
        }
        self
    }

    /// A link of at most this many bytes, when there is one. The scheme in lower case: nothing says that WeCom knows it
    /// otherwise.
    pub fn url(self, bytes: usize) -> Self {
        let rest = self.text.strip_prefix("https://").or_else(|| self.text.strip_prefix("http://"));
        let good = rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace));
        self.when_given(good, Problem::NotAUrl).bytes(bytes)
    }

    /// A mini program's appid, when there is one.
    pub fn appid(self) -> Self {
        let good =
            self.text.strip_prefix("wx").is_some_and(|rest| !rest.is_empty() && all(rest, u8::is_ascii_alphanumeric));
        self.when_given(good, Problem::NotAnAppid)
    }

    /// Letters, digits and `_-@`, when there is anything.
    pub fn task_id(self) -> Self {
        let good = all(self.text, |byte| byte.is_ascii_alphanumeric() || b"_-@".contains(byte));
        self.when_given(good, Problem::NotATaskId)
    }

    /// At most this many bytes of letters, digits, `_` and `-`, when there are any.
    pub fn word(self, bytes: usize) -> Self {
        let good = all(self.text, |byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte));
        self.when_given(good, Problem::NotAWord).bytes(bytes)
    }

    /// A member's id, when there is one.
    pub fn userid(self) -> Self {
        let (good, value) = (valid_userid(self.text), self.text.to_owned());
        self.when_given(good, Problem::NotAUserid { value })
    }

    fn when_given(self, good: bool, problem: Problem) -> Self {
        if !good && !self.missing && !self.text.is_empty() {
            self.findings.wrong(self.at, problem);
        }
        self
    }
}

fn all(text: &str, legal: impl Fn(&u8) -> bool) -> bool {
    text.as_bytes().iter().all(legal)
}

/// Whether `userid` can be a member's id: 1 to 64 bytes, letters, digits and `_-@.`, the first a letter or digit
/// (path/90195).
#[must_use]
pub fn valid_userid(userid: &str) -> bool {
    let bytes = userid.as_bytes();
    let first = bytes.first().is_some_and(u8::is_ascii_alphanumeric);
    first
        && bytes.len() <= crate::limits::USERID_BYTES
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"_-@.".contains(b))
}
