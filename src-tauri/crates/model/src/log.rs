//! The delivery log: one row per recipient, and the whole story of a row.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{CampaignId, CandidateId, CodeMeaning, DeliveryId, DeliveryState, Reason, Said, TaskState, Way};

/// Which rows of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct LogQuery {
    /// Only this campaign.
    pub campaign: Option<CampaignId>,
    /// Only this person.
    pub candidate: Option<CandidateId>,
    /// Only this state.
    pub state: Option<DeliveryState>,
    /// Only tests, or only what is none.
    pub test: Option<bool>,
    /// Only rows whose name or `userid` holds this text.
    pub search: Option<String>,
    /// Rows after this one, newest first: [`crate::Page::next`] of the page before.
    pub after: Option<i64>,
    /// Rows at most, up to [`crate::PAGE_ROWS`]; 0 means that many.
    pub limit: u32,
}

/// One recipient of one campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LogRow {
    /// Id of the row.
    pub delivery: DeliveryId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The person, while in the list.
    pub candidate: Option<CandidateId>,
    /// The name when the campaign was approved.
    pub name: String,
    /// The WeCom id it goes to.
    pub userid: Option<String>,
    /// The account's name.
    pub account_name: String,
    /// The template's name.
    pub template_name: String,
    /// Sent to oneself, to look at it.
    pub test: bool,
    /// How it goes, or went, to the person.
    pub route: Way,
    /// State.
    pub state: DeliveryState,
    /// Where the task stands, if it goes by way of a colleague.
    pub task_state: Option<TaskState>,
    /// WeCom id of the colleague who confirms it.
    pub colleague: Option<String>,
    /// Until when it waits, UTC ms.
    pub waits_until: Option<i64>,
    /// Why.
    pub reason: Option<Reason>,
    /// WeCom's last errcode for it.
    pub errcode: Option<i64>,
    /// What WeCom said with it; of a row that was held because WeCom refused the account, what it said then.
    pub said: Option<Said>,
    /// Attempts so far.
    pub attempts: u32,
    /// WeCom's message id, needed for a recall.
    pub msgid: Option<String>,
    /// SHA-256 of the request body, in hex; absent when there is none.
    pub body_sha256: Option<String>,
    /// Last change, UTC ms.
    pub at: i64,
}

/// A row's story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LogDetail {
    /// The row.
    pub row: LogRow,
    /// When the campaign was approved, UTC ms.
    pub approved_at: i64,
    /// The exact request body, but for the links that are hidden.
    pub request: Option<String>,
    /// Links into rooms or to tests are hidden in it.
    pub links_hidden: bool,
    /// Every attempt, oldest first.
    pub attempts: Vec<AttemptRow>,
    /// What the errcode means.
    pub meaning: Option<CodeMeaning>,
}

words! {
    /// What came of an attempt.
    pub enum AttemptOutcome {
        /// WeCom took it for this recipient.
        Accepted = "accepted",
        /// WeCom refused it, or named this recipient among those who get nothing.
        Rejected = "rejected",
        /// The request never reached WeCom.
        NotSent = "not_sent",
        /// The request left and no answer came.
        ReplyLost = "reply_lost",
        /// What came is no answer of WeCom.
        BadReply = "bad_reply",
        /// The program ended while the request was under way.
        Interrupted = "interrupted",
        /// It was noted, and the send was paused before it left.
        Withdrawn = "withdrawn",
        /// WeCom took the message back.
        Recalled = "recalled",
        /// WeCom did not take the message back.
        RecallFailed = "recall_failed",
    }
}

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AttemptRow {
    /// From 1.
    pub number: u32,
    /// Durable before the request left, UTC ms.
    pub started_at: i64,
    /// When its outcome was written, UTC ms; absent while under way or after a crash.
    pub ended_at: Option<i64>,
    /// What came of it.
    pub outcome: Option<AttemptOutcome>,
    /// WeCom's errcode.
    pub errcode: Option<i64>,
    /// WeCom's answer as received, or what is known of the failure; never a secret or token.
    pub reply: Option<String>,
}
