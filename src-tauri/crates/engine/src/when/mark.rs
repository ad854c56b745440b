//! What one piece of a text can be: a number, a sign, or a word of the tables in `words`.

use jiff::civil::Weekday;

use super::part::Part;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A number and its figures; a number in words has none.
    Number {
        value: u32,
        figures: usize,
    },
    Unit(Unit),
    /// One of `-/.:+`.
    Sign(char),
    /// `~`, 至, to: an end follows.
    Until,
    Part(Part),
    Weekday(Weekday),
    /// A month by its English name.
    Month(i8),
    /// Days from today.
    Relative(i8, Option<Part>),
    /// The `th` of `15th`.
    Ordinal,
    /// The `T` between date and time.
    T,
    /// UTC, GMT or Z.
    Utc,
    /// A zone by a name of its own.
    Zone(&'static str),
    /// A zone by its IANA name.
    Iana,
    /// A word that changes nothing.
    Nothing,
}

/// Chinese signs behind numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    /// 点整, 点钟: no minutes follow.
    SharpHour,
    Minute,
    Second,
    /// 刻, a quarter of an hour
    Quarter,
    /// 半, half an hour
    Half,
}
