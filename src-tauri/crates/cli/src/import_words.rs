//! Why a row of a file was not imported, or not whole, in words.
//!
//! Never in here: what is wrong with a moment; the reader of moments says that.

use beckon_model::{ImportProblemKind, MomentProblem};

/// What is wrong with a row of a file.
pub fn import_problem(kind: ImportProblemKind) -> &'static str {
    match kind {
        ImportProblemKind::NameMissing => "no name",
        ImportProblemKind::Ragged => {
            "more or fewer cells than the header, and values in the wrong columns (cells / header)"
        }
        ImportProblemKind::Surplus => "imported without the cells after the last column",
        ImportProblemKind::Short => "imported, but the row has fewer cells than the header (cells / header)",
        ImportProblemKind::DigitsLost => "a rounded number, whose digits are lost in the file: no userid",
        ImportProblemKind::NoValue => {
            "a formula without a stored value: open the file in Excel, save it and import it again"
        }
        ImportProblemKind::ErrorValue => "the formula of this cell ends in an error",
        ImportProblemKind::Footer => "a total, a signature, a note or an example",
        ImportProblemKind::Duplicate => "already in the list as",
        ImportProblemKind::BadUserid => "this cannot be a userid",
        ImportProblemKind::NotText => "part of this row cannot be decoded (see --encoding)",
        ImportProblemKind::ControlCharacter => "a control character",
        ImportProblemKind::CellTooLong => "a cell of more than 64 KiB",
        ImportProblemKind::BadTime => "this cannot be read as a date or time",
        ImportProblemKind::PastTime => "imported, but this day has passed",
        ImportProblemKind::Invisible => "imported without invisible characters",
        ImportProblemKind::NoValueLeft => {
            "imported without this value: its formula has none stored; save the file in Excel"
        }
        ImportProblemKind::ErrorValueLeft => "imported without this value: its formula ends in an error",
        ImportProblemKind::DigitsLostLeft => "imported without this phone: a rounded number, whose digits are lost",
        ImportProblemKind::Rounded => "imported as it is: a rounded number, whose digits are lost in the file",
        ImportProblemKind::Repaired => "imported as the only number it can be",
        ImportProblemKind::TwoPhones => "imported as typed: two phones in one cell",
        ImportProblemKind::OddPhone => "imported as typed: this does not look like a phone",
        ImportProblemKind::OddEmail => "imported as typed: this does not look like an e-mail address",
        ImportProblemKind::Shown => "imported as the cell shows it; the number behind it is in brackets",
        ImportProblemKind::OpenQuote => {
            "imported: a quotation mark opens here and never closes, and was read as an ordinary character"
        }
        ImportProblemKind::MaybeFooter => "imported as a person, but the row may be a total or a note",
        ImportProblemKind::InterviewIncomplete => "imported without the interview: its day or time is missing",
        ImportProblemKind::InterviewBadStart => "imported without the interview: this start cannot be read",
        ImportProblemKind::InterviewClocksChange => {
            "imported without the interview: the clocks change, and this time does not exist there or exists twice"
        }
        ImportProblemKind::InterviewPast => "imported without the interview: its start has passed",
        ImportProblemKind::InterviewBadMinutes => "imported without the interview: this length cannot be read",
        ImportProblemKind::InterviewBadFormat => "imported without the interview: not onsite, video, phone or coding",
        ImportProblemKind::InterviewBadLink => {
            "imported without the interview: the link must begin with http:// or https://"
        }
        ImportProblemKind::InterviewTooLong => "imported without the interview: this is too long",
        ImportProblemKind::InterviewOtherLength => {
            "imported without the interview: the length does not match the end time"
        }
        ImportProblemKind::InterviewRead => "the start was read as",
    }
}

/// What is wrong with a row, and where a text is no moment, why.
pub fn row_problem(kind: ImportProblemKind, moment: Option<&MomentProblem>) -> String {
    let Some(moment) = moment else { return import_problem(kind).to_owned() };
    let sentence = beckon_engine::sentence(moment);
    match kind {
        ImportProblemKind::BadTime => format!("the date or time {sentence}"),
        _ => format!("imported without the interview: its start {sentence}"),
    }
}
