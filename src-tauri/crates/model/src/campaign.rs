//! A campaign: one approved send to many, from the check to the result.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{
    AccountId, CampaignId, CandidateId, DeliveryState, Live, Missing, Reason, Said, Selection, TeamCheck, TeamWish,
    TemplateId, TemplateRemark, ValueRemark, Way,
};

words! {
    /// Where a campaign stands. How it moves is said by [`crate::CampaignStep`] alone.
    pub enum CampaignState {
        /// Frozen and approved; starts later.
        Scheduled = "scheduled",
        /// Rows are being sent.
        Running = "running",
        /// Stopped before its end, by a person or by a refusal of the account.
        Paused = "paused",
        /// Every row has its outcome.
        Finished = "finished",
        /// Cancelled.
        Cancelled = "cancelled",
    }
}

/// Rows by state, counted, never stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counts {
    /// All rows.
    pub total: u64,
    /// Waiting.
    pub queued: u64,
    /// Leave by themselves, when the candidate writes.
    pub waiting: u64,
    /// Under way.
    pub sending: u64,
    /// With a colleague, who has to confirm them.
    pub handed: u64,
    /// Taken by WeCom.
    pub accepted: u64,
    /// Refused by WeCom.
    pub rejected: u64,
    /// The outcome is unknown.
    pub unknown: u64,
    /// Not sent.
    pub held: u64,
    /// Cancelled.
    pub cancelled: u64,
    /// Recalled.
    pub recalled: u64,
}

impl Counts {
    /// Adds `n` rows in `state`.
    pub fn add(&mut self, state: DeliveryState, n: u64) {
        self.total += n;
        *match state {
            DeliveryState::Queued => &mut self.queued,
            DeliveryState::Waiting => &mut self.waiting,
            DeliveryState::Sending => &mut self.sending,
            DeliveryState::Handed => &mut self.handed,
            DeliveryState::Accepted => &mut self.accepted,
            DeliveryState::Rejected => &mut self.rejected,
            DeliveryState::Unknown => &mut self.unknown,
            DeliveryState::Held => &mut self.held,
            DeliveryState::Cancelled => &mut self.cancelled,
            DeliveryState::Recalled => &mut self.recalled,
        } += n;
    }

    /// Rows that the send itself still has a request for.
    #[must_use]
    pub fn open(&self) -> u64 {
        self.queued + self.sending
    }
}

/// A campaign with its counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Campaign {
    /// Id.
    pub id: CampaignId,
    /// The account that sends.
    pub account: AccountId,
    /// Its name when the campaign was approved.
    pub account_name: String,
    /// The template.
    pub template: TemplateId,
    /// Its name when the campaign was approved.
    pub template_name: String,
    /// Its version.
    pub template_version: u32,
    /// Where it stands.
    pub state: CampaignState,
    /// Why it stopped before its end.
    pub stopped_by: Option<Reason>,
    /// What WeCom said when it refused the account, and so stopped it.
    pub said: Option<Said>,
    /// One message, sent to oneself to look at it: counted nowhere as a message to somebody.
    pub test: bool,
    /// What it asks of the team whose account sends it; absent where none does.
    pub team: Option<TeamWish>,
    /// SHA-256 over account, template version, recipients and bodies, in hex.
    pub approval: String,
    /// When it was approved, UTC ms.
    pub created_at: i64,
    /// When it is to start, UTC ms, if not at once.
    pub starts_at: Option<i64>,
    /// When the last row got its outcome, UTC ms.
    pub ended_at: Option<i64>,
    /// Rows by state.
    pub counts: Counts,
    /// How it goes, while this program is sending it.
    pub live: Option<Live>,
}

/// What is to be sent, by which account, to which people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SendRequest {
    /// The account that sends.
    pub account: AccountId,
    /// The template; its newest version is used.
    pub template: TemplateId,
    /// The recipients.
    pub to: Selection,
    /// What it asks of the team, where the account is a team's.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<_>", optional))]
    pub team: TeamWish,
}

impl SendRequest {
    /// A send that asks nothing particular of a team.
    #[must_use]
    pub fn new(account: AccountId, template: TemplateId, to: Selection) -> Self {
        Self { account, template, to, team: TeamWish::default() }
    }
}

/// The go-ahead for a [`SendPlan`] that a person has seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StartRequest {
    /// What was checked.
    pub send: SendRequest,
    /// [`SendPlan::approval`] as shown. If anything differs now, nothing is sent.
    pub approval: String,
    /// When to start, UTC ms; absent means now.
    pub starts_at: Option<i64>,
}

/// One message of a send, to be sent to a member of one's own company to look at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TestRequest {
    /// The send.
    pub send: SendRequest,
    /// Whose message it is: position in the selection, from 0.
    pub index: u64,
    /// WeCom id of the member who gets it.
    pub userid: String,
}

/// What would happen: the whole selection, rendered and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SendPlan {
    /// Recipients chosen.
    pub total: u64,
    /// Parts of the selection that find nobody.
    pub missing: Vec<Missing>,
    /// Interviews that the selection names and that have been called off.
    pub called_off: u64,
    /// Recipients whose message can leave.
    pub ready: u64,
    /// Recipients held back.
    pub held: u64,
    /// Calls to WeCom: people whose message is the same share one.
    pub calls: u64,
    /// How they go, the ways that anybody goes by.
    pub ways: Vec<WayCount>,
    /// Messages that the account may still send today, if it has a limit for the day.
    pub day_left: Option<u64>,
    /// Recipients whose message would have to wait for tomorrow.
    pub past_day: u64,
    /// The first 200 held rows with their reasons.
    pub problems: Vec<SendProblem>,
    /// Recipients who got the very same words within [`REPEAT_DAYS`] days.
    pub repeated: u64,
    /// The first 200 of them.
    pub repeats: Vec<SendRepeat>,
    /// What of the template deserves a look.
    pub remarks: Vec<TemplateRemark>,
    /// How many recipients have a value that WeCom's markdown would not show as it is typed.
    pub formatted: u64,
    /// The first 200 such values.
    pub formats: Vec<ValueRemark>,
    /// What the team's ledger says, where the account is a team's.
    pub team: Option<TeamCheck>,
    /// Names of the first five ready recipients.
    pub first_names: Vec<String>,
    /// SHA-256 over account, template version, recipients and bodies, in hex.
    pub approval: String,
}

/// How many of the ready recipients go by a way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayCount {
    /// The way.
    pub way: Way,
    /// How many.
    pub count: u64,
    /// Those of them that cannot leave before the candidate has written.
    pub waits: u64,
    /// The colleagues who have to confirm, by their WeCom ids.
    pub colleagues: Vec<String>,
}

/// How far back a check looks for the very same words, in days.
pub const REPEAT_DAYS: i64 = 7;

/// Somebody who got the very same words a short while ago.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SendRepeat {
    /// Position in the selection, from 0: the preview's index.
    pub index: u64,
    /// The person's name.
    pub name: String,
    /// When, UTC ms.
    pub at: i64,
}

/// A row that will be held, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SendProblem {
    /// Position in the selection, from 0: the preview's index.
    pub index: u64,
    /// The person; absent for an interviewer.
    pub candidate: Option<CandidateId>,
    /// The recipient's name.
    pub name: String,
    /// Why.
    pub reason: Reason,
}
