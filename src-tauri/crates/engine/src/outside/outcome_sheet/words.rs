//! The words in the sheet: its name, the titles of its columns, and what stands in the two that have words of their own. They are in
//! one language for as long as the sheet is there: a word that is none of its column's WeCom refuses.
//!
//! Never in here: a phone number or an e-mail address, whatever a column is called. The colleagues see the sheet.

use beckon_model::{AnswerKind, DeliveryState, Interview, Invited};
use wecom::{SheetColumn, SheetColumnKind};

use crate::message::interview_words::Language;

/// The column by which a row is known.
pub(super) const KEY: &str = "key";

/// What Beckon calls its columns, in their order.
pub(super) const COLUMNS: [&str; 8] =
    ["candidate", "position", "starts", "round", "answer", "answered", "message", KEY];

const ANSWERS: [(&str, &str); 5] = [
    ("未答复", "No answer"),
    ("已接受", "Accepted"),
    ("已拒绝", "Declined"),
    ("希望改期", "Other time"),
    ("面试已取消", "Called off"),
];

const MESSAGES: [(&str, &str); 7] = [
    ("未发送", "Not sent"),
    ("等待中", "Waiting"),
    ("待同事确认", "With a colleague"),
    ("已受理", "Accepted"),
    ("被拒绝", "Refused"),
    ("结果未知", "Unknown"),
    ("已取消", "Cancelled"),
];

fn pick(language: Language, (chinese, english): (&'static str, &'static str)) -> &'static str {
    match language {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

/// The name of the document.
pub(super) fn name(language: Language) -> &'static str {
    pick(language, ("面试结果（Beckon）", "Interview outcomes (Beckon)"))
}

/// The title of a column when it is made; somebody can change it.
pub(super) fn title(column: &str, language: Language) -> &'static str {
    let words = match column {
        "candidate" => ("候选人", "Candidate"),
        "position" => ("职位", "Position"),
        "starts" => ("面试时间", "Interview start"),
        "round" => ("轮次", "Round"),
        "answer" => ("答复", "Answer"),
        "answered" => ("答复时间", "Answered at"),
        "message" => ("消息状态", "Message"),
        _ => ("Beckon 编号（请勿修改）", "Beckon ID (please keep)"),
    };
    pick(language, words)
}

/// A column to make.
pub(super) fn column(column: &str, language: Language) -> SheetColumn {
    let words = |all: &[(&'static str, &'static str)]| {
        SheetColumnKind::Choice(all.iter().map(|one| pick(language, *one).to_owned()).collect())
    };
    let kind = match column {
        "starts" | "answered" => SheetColumnKind::Time,
        "answer" => words(&ANSWERS),
        "message" => words(&MESSAGES),
        _ => SheetColumnKind::Text,
    };
    SheetColumn { title: title(column, language).to_owned(), kind }
}

/// What a candidate said about the start that the interview has now.
pub(super) fn answer(interview: &Interview, person: &Invited, language: Language) -> &'static str {
    let said = person.answer.as_ref().filter(|_| person.has_answered()).map(|answer| answer.kind);
    let at = match said {
        _ if interview.called_off => 4,
        None | Some(AnswerKind::None) => 0,
        Some(AnswerKind::Accepted) => 1,
        Some(AnswerKind::Declined) => 2,
        Some(AnswerKind::OtherTime) => 3,
    };
    pick(language, ANSWERS[at])
}

/// Where the last message to them is.
pub(super) fn message(state: Option<DeliveryState>, language: Language) -> &'static str {
    let at = match state {
        None | Some(DeliveryState::Held) => 0,
        Some(DeliveryState::Queued | DeliveryState::Waiting | DeliveryState::Sending) => 1,
        Some(DeliveryState::Handed) => 2,
        Some(DeliveryState::Accepted) => 3,
        Some(DeliveryState::Rejected) => 4,
        Some(DeliveryState::Unknown) => 5,
        Some(DeliveryState::Cancelled | DeliveryState::Recalled) => 6,
    };
    pick(language, MESSAGES[at])
}
