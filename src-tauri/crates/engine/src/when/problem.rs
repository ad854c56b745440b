//! Why a text is no moment, in one sentence.

use beckon_model::{FieldError, FieldProblem, FormField, MomentProblem, MomentProblemKind as Kind};

/// The result of reading.
pub(super) type Read<T> = Result<T, MomentProblem>;

/// Characters of a piece that are shown.
const PIECE_CHARS: usize = 80;

/// A problem with the piece that shows it.
pub(crate) fn problem(kind: Kind, piece: impl Into<String>) -> MomentProblem {
    let mut piece = piece.into();
    if let Some((end, _)) = piece.char_indices().nth(PIECE_CHARS) {
        piece.truncate(end);
    }
    MomentProblem { kind, piece }
}

/// A piece that means nothing here.
pub(super) fn not_understood(piece: &str) -> MomentProblem {
    problem(Kind::NotUnderstood, piece.trim())
}

/// Two pieces that contradict each other.
pub(super) fn both(kind: Kind, first: &str, second: &str) -> MomentProblem {
    problem(kind, format!("{first} / {second}"))
}

/// A field of a form whose text is no moment.
pub(crate) fn in_field(field: FormField, moment: MomentProblem) -> FieldError {
    let problem = match moment.kind {
        Kind::Empty => FieldProblem::Required,
        Kind::Past => FieldProblem::Past,
        Kind::ClocksChange => FieldProblem::ClocksChange,
        Kind::OtherLength => FieldProblem::OtherLength,
        _ => FieldProblem::NotATime,
    };
    FieldError { field, problem, moment: Some(moment) }
}

/// What is wrong and what to change, as a clause: the command line's words.
#[must_use]
pub fn sentence(problem: &MomentProblem) -> String {
    let piece = &problem.piece;
    match problem.kind {
        Kind::Empty => "is missing: give a date and a time such as 2026-11-25 14:00".to_owned(),
        Kind::NotUnderstood => {
            format!("cannot be read at {piece:?}: give a date and a time such as 2026-11-25 14:00")
        }
        Kind::NoDay => "has no day: give date and time, such as 2026-11-25 14:00".to_owned(),
        Kind::NoTime => "has no time: give date and time, such as 2026-11-25 14:00".to_owned(),
        Kind::NoSuchDay => format!("names a day that does not exist: {piece}"),
        Kind::NoSuchTime => format!("names a time that does not exist: {piece}"),
        Kind::DayOrMonth => format!("can mean two days: {piece}; put the year first, such as 2026-11-25"),
        Kind::ShortYear => format!("needs a year of four digits, first: {piece}"),
        Kind::Twice => format!("repeats what is already given: {piece}"),
        Kind::Weekday => format!("has a weekday that does not match its date: {piece}"),
        Kind::PartOfDay => {
            format!("has an hour that does not match its part of the day: {piece}; write it as 14:00")
        }
        Kind::WhichMidnight => format!("does not say which midnight: {piece}; write 0:00 or 24:00 of that day"),
        Kind::EndBeforeStart => format!("ends before it starts: {piece}"),
        Kind::TooLong => format!("ends more than a day after it starts: {piece}"),
        Kind::HasEnd => format!("has an end, and only a start makes sense here: {piece}"),
        Kind::Relative => format!("depends on the day on which the file is read: {piece}; give the date"),
        Kind::UnknownZone => format!("names a zone that does not exist: {piece}; use one such as Asia/Shanghai"),
        Kind::TwoZones => format!("names two zones that contradict each other: {piece}"),
        Kind::Seconds => format!("must be on a full minute: {piece}"),
        Kind::Past => format!("has passed: {piece}"),
        Kind::ClocksChange => format!("does not exist or exists twice there: {piece}; the clocks change on that day"),
        Kind::OtherLength => format!("gives another length than the minutes: {piece}"),
        Kind::NoZone => format!(
            "needs a zone, and this computer does not name its own{}: use one such as Asia/Shanghai",
            if piece.is_empty() { String::new() } else { format!(" ({piece})") }
        ),
    }
}
