//! Taking messages back, within 24 hours.

use serde::{Deserialize, Serialize};

use crate::{CampaignId, DeliveryId, Said};

/// How long WeCom takes a message back, in milliseconds (42052 afterwards; path/94867).
pub const RECALL_WINDOW_MS: i64 = 86_400_000;

/// What is to be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RecallRequest {
    /// The campaign.
    pub campaign: CampaignId,
    /// Only the message of this row, and of those who got it by the same request; absent means all.
    pub delivery: Option<DeliveryId>,
}

/// Whom a recall would concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RecallPlan {
    /// People from whom it would be recalled.
    pub people: u64,
    /// Calls to WeCom.
    pub calls: u64,
    /// Names of the first five.
    pub first_names: Vec<String>,
    /// People whose message is older than 24 hours: WeCom no longer takes it back.
    pub too_late: u64,
}

/// What came of a recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Recalled {
    /// People from whom it was recalled.
    pub recalled: u64,
    /// People for whom WeCom refused or did not answer; the log's rows say why.
    pub failed: u64,
    /// The errcode of the first refusal.
    pub errcode: Option<i64>,
    /// What WeCom said with it.
    pub said: Option<Said>,
}

/// What can still be found out about the messages of a campaign whose outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnknownPlan {
    /// People whose outcome is unknown.
    pub people: u64,
    /// Those of them about whom WeCom can be asked again: it still knows their messages.
    pub askable: u64,
    /// Until when the first of these, by this machine's clock, UTC ms.
    pub until: Option<i64>,
}

/// What a person says of a row whose outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UnknownAnswer {
    /// It arrived.
    Arrived,
    /// Send it again, although it may have arrived.
    Resend,
    /// Ask WeCom again with the same bytes: as long as it knows them, who has it gets no second message.
    AskAgain,
}
