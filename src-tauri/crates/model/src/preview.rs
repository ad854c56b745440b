//! The message of one person as it would leave, with everything that can be said of it before it does.

use serde::{Deserialize, Serialize};

use crate::{CandidateId, FieldLength, Reason, TemplateContent, ValueRemark, Way};

/// The message of one person, made by the code that makes the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Preview {
    /// Position in the selection, from 0.
    pub index: u64,
    /// Recipients in the selection.
    pub total: u64,
    /// The person; absent for an interviewer.
    pub candidate: Option<CandidateId>,
    /// The recipient's name.
    pub name: String,
    /// The recipient's WeCom id.
    pub userid: Option<String>,
    /// Names of the candidates that an interviewer's message speaks of.
    pub about: Vec<String>,
    /// What the message says. A text that cannot be filled in stands as in the template.
    pub content: TemplateContent,
    /// The lengths of its texts that have a limit, in the order of the request.
    pub lengths: Vec<FieldLength>,
    /// The exact request body, when it can be sent.
    pub request: Option<String>,
    /// How it goes.
    pub way: Way,
    /// What it waits for before it can leave.
    pub waits: Option<Reason>,
    /// Its words without any of WeCom's tags, where no way leads to the person and somebody may send it by hand.
    pub by_hand: Option<String>,
    /// People who get it by the same request, this one included.
    pub shared_by: u64,
    /// Why it cannot be sent: the first of `problems`.
    pub held: Option<Reason>,
    /// Every check that failed.
    pub problems: Vec<Reason>,
    /// Values that WeCom's markdown would not show as they are typed.
    pub formats: Vec<ValueRemark>,
}
