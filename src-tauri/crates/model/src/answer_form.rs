//! A form by which the candidates of an interview answer, and what was answered by it.
//!
//! Never in here: what makes somebody the one who answered.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AccountId, AnswerKind, CandidateAnswer, CandidateId, FormAnswerId, InterviewId};

words! {
    /// Whether a form is there.
    pub enum FormState {
        /// It is.
        Made = "made",
        /// WeCom was asked for it, and nobody knows what it answered. No call of WeCom's finds such a form again.
        Unsure = "unsure",
    }
}

words! {
    /// What became of an answer.
    pub enum FormOutcome {
        /// It is the person's answer.
        Noted = "noted",
        /// The phone number is nobody's who is invited.
        Nobody = "nobody",
        /// It may be of several who are invited.
        Several = "several",
        /// It says neither yes nor no nor another time.
        Unclear = "unclear",
        /// The person said something later already, or about the start that the interview has now.
        Later = "later",
    }
}

/// An answer that came by a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FormAnswer {
    /// By which somebody says whose it is.
    pub id: FormAnswerId,
    /// The interview that the form is about.
    pub interview: InterviewId,
    /// The start that it is about, UTC ms.
    pub starts_at: i64,
    /// Who answered, where that is known.
    pub candidate: Option<CandidateId>,
    /// A person said that it is theirs.
    pub given: bool,
    /// The name as it was typed.
    pub name: String,
    /// The phone number as it was typed.
    pub phone: String,
    /// What was said; absent for an option that Beckon does not know.
    pub kind: Option<AnswerKind>,
    /// Their own words.
    pub wish: Option<String>,
    /// When, as WeCom says, UTC ms.
    pub at: i64,
    /// What became of it.
    pub outcome: FormOutcome,
}

/// The form of an interview, made for one start of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AnswerForm {
    /// The interview.
    pub interview: InterviewId,
    /// The account whose app made it; no other app can read it.
    pub account: AccountId,
    /// Whether it is there.
    pub state: FormState,
    /// What the candidates open; absent until WeCom has told it.
    pub url: Option<String>,
    /// Who sees the answers in WeCom, too, by the WeCom id.
    pub manager: String,
    /// The start that it asks about, UTC ms.
    pub starts_at: i64,
    /// The interview has another start now, about which it does not ask.
    pub earlier: bool,
    /// When WeCom was asked for it, UTC ms.
    pub asked_at: i64,
    /// When its answers were last read, UTC ms.
    pub read_at: Option<i64>,
    /// Answers that are nobody's answer so far: somebody has to look.
    pub open: Vec<FormAnswer>,
    /// Answers of which a person said whose they are: that can be taken back.
    pub given: Vec<FormAnswer>,
    /// WeCom's code where it refused to say which customers some of the open answers are from.
    pub unconverted: Option<i64>,
    /// Names of those who are invited and have no phone number in the list by which their answer is known to be theirs.
    pub without_phone: Vec<String>,
}

/// Which form is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FormRequest {
    /// Of which interview.
    pub interview: InterviewId,
    /// By which account.
    pub account: AccountId,
    /// Who sees the answers in WeCom, by the WeCom id; without one, whoever did of the account's last form.
    pub manager: Option<String>,
    /// Another one in the place of one of which nobody knows whether it is there.
    pub again: bool,
}

/// What a reading of forms brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FormsRead {
    /// When, UTC ms.
    pub read_at: i64,
    /// Forms that were read.
    pub forms: u64,
    /// Answers that are new, and those of which it is known only now whose they are.
    pub answers: Vec<FormAnswer>,
    /// People who want no more messages: they said so in an answer.
    pub opted_out: Vec<CandidateId>,
    /// Interviews whose forms WeCom did not let Beckon read, such as those of forms that somebody deleted.
    pub unread: Vec<UnreadForm>,
    /// WeCom's code where it refused to say which customers answers are from that are nobody's so far.
    pub unconverted: Option<i64>,
}

/// What came of saying whose an answer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FormAnswerGiven {
    /// The answer, and what became of it.
    pub answer: FormAnswer,
    /// What counts for the person now, or for whoever it was taken from.
    pub counts: Option<CandidateAnswer>,
    /// The person wants no more messages: the answer says so.
    pub opted_out: bool,
}

/// A form that could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnreadForm {
    /// The interview.
    pub interview: InterviewId,
    /// WeCom's code.
    pub errcode: i64,
}
