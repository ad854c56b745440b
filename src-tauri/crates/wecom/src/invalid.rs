//! Why a request cannot be sent, and what could look better in one that can.
//!
//! Never in here: the limits themselves.

use std::fmt;

/// Why a request cannot be sent: everything that is wrong with it, in the order of the request. Never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Invalid {
    pub(super) violations: Vec<Violation>,
}

impl Invalid {
    /// What is wrong, at least one.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl std::error::Error for Invalid {}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.violations.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// Its place in the request, for example `template_card.horizontal_content_list[2].keyname`.
    pub field: String,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.problem)
    }
}

/// What can be wrong with a field.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// Needed, and absent, empty or nothing but blanks.
    #[error("is empty")]
    Missing,
    /// WeCom would cut it or refuse it.
    #[error("has {actual} {unit}, at most {limit} are allowed")]
    TooMuch {
        /// How much may be.
        limit: usize,
        /// How much it is.
        actual: usize,
        /// Of what.
        unit: Unit,
    },
    /// WeCom wants more.
    #[error("has {actual} {unit}, at least {limit} are needed")]
    TooLittle {
        /// How much there must be.
        limit: usize,
        /// How much it is.
        actual: usize,
        /// Of what.
        unit: Unit,
    },
    /// A control character other than tab and line break: JSON would have to escape it as `\u00XX`, which WeCom refuses
    /// (40033).
    #[error("has a control character")]
    ControlCharacter,
    /// No URL with `http://` or `https://` in front (45034), or one with a blank in it.
    #[error("must be a link that begins with http:// or https:// and has no blanks")]
    NotAUrl,
    /// Cannot be a member's id (path/90195).
    #[error("{value:?} cannot be a user id")]
    NotAUserid {
        /// What was given.
        value: String,
    },
    /// Cannot be the id of a department or tag.
    #[error("{value} cannot be the id of a department or tag")]
    NotAnId {
        /// What was given.
        value: i64,
    },
    /// Not `wx` followed by letters and digits, as every mini program's appid is (90207).
    #[error("must be a mini program's appid, which begins with wx")]
    NotAnAppid,
    /// Holds something else than letters, digits and `_-@` (42014).
    #[error("may have letters, digits and _-@ only")]
    NotATaskId,
    /// Holds something else than letters, digits, `_` and `-` (path/94665, 94677).
    #[error("may have letters, digits, _ and - only")]
    NotAWord,
    /// Not between 1.3 and 2.25.
    #[error("is {actual}, allowed is 1.3 to 2.25")]
    AspectRatio {
        /// What was given.
        actual: f64,
    },
    /// The same as in an entry before, where each must differ (42039, 42040, 42051).
    #[error("is the same as in an entry before")]
    Repeated,
    /// None of the values that WeCom takes.
    #[error("must be {allowed}")]
    NotAllowed {
        /// What it takes.
        allowed: &'static str,
    },
    /// No option has this id (42040).
    #[error("is not the id of an option")]
    NotAnOption,
    /// Ticked beforehand like another option, where only one may be chosen.
    #[error("is ticked although only one option may be")]
    SecondTick,
    /// The name's ending is not one of [`CONFIDENTIAL_FILE_ENDINGS`](crate::limits::CONFIDENTIAL_FILE_ENDINGS) (40004).
    #[error("cannot be confidential: WeCom cannot show this kind of file itself")]
    NotShownByWeCom,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Characters (Unicode scalar values).
    Characters,
    /// Entries of a list.
    Entries,
    /// Seconds.
    Seconds,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bytes => "bytes",
            Self::Characters => "characters",
            Self::Entries => "entries",
            Self::Seconds => "seconds",
        })
    }
}

/// A part that is longer than WeCom advises. It can be sent; how it looks is another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Its place in the request.
    pub field: String,
    /// Characters that look well.
    pub advised: usize,
    /// Characters there are.
    pub actual: usize,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has {} characters, at most {} are advised", self.field, self.actual, self.advised)
    }
}

/// How long a text is, and how long it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length {
    /// Its place in the request.
    pub field: String,
    /// How long it is.
    pub actual: usize,
    /// How long it may be.
    pub limit: usize,
    /// What both count.
    pub unit: Unit,
    /// A longer one is sent all the same; it only looks worse.
    pub advised: bool,
}
