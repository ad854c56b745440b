//! Why a text is no moment. What reads such texts is the engine's.

use serde::{Deserialize, Serialize};

/// Why a text is no moment, and the piece of it that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MomentProblem {
    /// What is wrong.
    pub kind: MomentProblemKind,
    /// The piece as it was typed; of two that contradict each other, both; empty where something is missing.
    pub piece: String,
}

/// How the start of an interview is read while it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StartRead {
    /// UTC ms; absent where the text is no moment.
    pub starts_at: Option<i64>,
    /// IANA name of the zone in which it is meant.
    pub zone: String,
    /// Minutes, where the text says an end.
    pub minutes: Option<u32>,
    /// What is wrong with it.
    pub problem: Option<MomentProblem>,
}

/// What can be wrong with a text that is meant as a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MomentProblemKind {
    /// The text is empty.
    Empty,
    /// This piece means nothing here.
    NotUnderstood,
    /// The day is missing.
    NoDay,
    /// The time of day is missing.
    NoTime,
    /// There is no such day, such as 30 February.
    NoSuchDay,
    /// There is no such time, such as 25:00.
    NoSuchTime,
    /// Day and month could be either, such as `3/4/2026`.
    DayOrMonth,
    /// The year needs four digits.
    ShortYear,
    /// This is said a second time.
    Twice,
    /// The date is another weekday.
    Weekday,
    /// The hour does not go with the word for the part of the day, such as `上午15点`.
    PartOfDay,
    /// Midnight of which day?
    WhichMidnight,
    /// The end is not after the start.
    EndBeforeStart,
    /// The end is more than a day after the start.
    TooLong,
    /// An end stands where only a start makes sense.
    HasEnd,
    /// `today` and its like stand in a file, which may be read on another day.
    Relative,
    /// There is no such zone.
    UnknownZone,
    /// Two zones, or a zone and a distance from UTC, that contradict each other.
    TwoZones,
    /// Seconds stand where only full minutes make sense.
    Seconds,
    /// The moment is over.
    Past,
    /// The clocks change, and this time does not exist there or exists twice.
    ClocksChange,
    /// The length is another one than the end says.
    OtherLength,
    /// This computer's zone is not known, or has no name.
    NoZone,
}
