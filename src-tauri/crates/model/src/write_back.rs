//! What Beckon notes in WeCom of candidates who are a colleague's customers, and what became of it.
//!
//! Never in here: how it is written, or whether it may be.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AnswerKind, CandidateId, Reason};

/// What is written back by an account; nothing unless somebody asked for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteBack {
    /// The candidate's name as the colleague's remark, and the phone among the numbers there.
    pub remark: bool,
    /// A tag for the stage of the candidate.
    pub tags: bool,
}

impl WriteBack {
    /// Whether anything is.
    #[must_use]
    pub const fn is_on(self) -> bool {
        self.remark || self.tags
    }
}

words! {
    /// How far a candidate is.
    pub enum Stage {
        /// A message has gone out, and no answer to the present start is known.
        Invited = "invited",
        /// They come.
        Accepted = "accepted",
        /// They do not come.
        Declined = "declined",
        /// They would come at another time.
        OtherTime = "other_time",
    }
}

impl Stage {
    /// After an answer; absent for one that says nothing.
    #[must_use]
    pub const fn after(answer: AnswerKind) -> Option<Self> {
        match answer {
            AnswerKind::Accepted => Some(Self::Accepted),
            AnswerKind::Declined => Some(Self::Declined),
            AnswerKind::OtherTime => Some(Self::OtherTime),
            AnswerKind::None => None,
        }
    }
}

words! {
    /// What was written.
    pub enum WriteBackPart {
        /// The colleague's name for the customer.
        Remark = "remark",
        /// The phone, beside the numbers that were there.
        Phone = "phone",
        /// The tag of the stage.
        Tag = "tag",
    }
}

/// Why something was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WriteBackLeft {
    /// Somebody typed another remark.
    OwnRemark,
    /// WeCom takes no remark as long as the name.
    NameTooLong,
    /// The person wants no messages: no remark is added.
    OptedOut,
    /// The colleague does not have the customer any more.
    NoContact,
    /// WeCom refused it for this person.
    Refused {
        /// WeCom's errcode.
        errcode: i64,
    },
}

/// What became of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteBackPerson {
    /// The person.
    pub candidate: CandidateId,
    /// Their name in the list.
    pub name: String,
    /// The colleague who has the customer.
    pub colleague: String,
    /// What was written; empty where all was right, or was left.
    pub wrote: Vec<WriteBackPart>,
    /// What was left, and why.
    pub left: Vec<WriteBackLeft>,
}

/// How a round ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteBackReport {
    /// When, UTC ms.
    pub at: i64,
    /// People of whom something was written.
    pub written: u64,
    /// People of whom all was right already.
    pub right: u64,
    /// Why something was left, with the number of people.
    pub left: Vec<(WriteBackLeft, u64)>,
    /// What ended it before its end.
    pub stopped: Option<Reason>,
    /// It is not tried again by itself until the customers are read again: WeCom gives no right to it.
    pub held: bool,
    /// The last person looked at, where there are more: the next round goes on behind them.
    pub after: Option<CandidateId>,
}

/// What is known of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteBackState {
    /// What is to be written.
    pub set: WriteBack,
    /// How the last round ended; absent before the first.
    pub last: Option<WriteBackReport>,
}

/// A round, with everybody it looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteBackDone {
    /// What was to be written.
    pub set: WriteBack,
    /// How it ended.
    pub report: WriteBackReport,
    /// Each person.
    pub people: Vec<WriteBackPerson>,
}
