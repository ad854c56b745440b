//! The way to a person through an account, and which customer of the account's colleagues the person is.
//!
//! [`Route`](crate::Route) is what somebody chose; the way is what Beckon found out. Never in here: how it was found out.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AccountId, CandidateId, DeliveryState, Reason};

words! {
    /// How a message reaches a person.
    pub enum Way {
        /// As a member of the company: Beckon sends by itself.
        Member = "member",
        /// In an open session with a customer-service account: Beckon sends by itself, within its limits.
        Service = "service",
        /// As a customer of a colleague, who confirms each message in WeCom.
        Customer = "customer",
        /// By hand: somebody copies the text into a text message, an e-mail or a chat.
        Copy = "copy",
    }
}

words! {
    /// Where a task of a colleague's stands.
    pub enum TaskState {
        /// Not made yet.
        Unmade = "unmade",
        /// Made: the colleague has to confirm it in WeCom.
        Waiting = "waiting",
        /// Confirmed: sent to the chat. Whether it was read, nobody can know.
        Sent = "sent",
        /// The candidate is no contact of the colleague's any more.
        NotAFriend = "not_a_friend",
        /// The candidate had as many mass messages as a customer may get.
        OtherMessages = "other_messages",
        /// WeCom refused to make it.
        Refused = "refused",
        /// Called off before the colleague confirmed it.
        Cancelled = "cancelled",
        /// Nobody knows whether it was made.
        Unknown = "unknown",
    }
}

impl TaskState {
    /// Of a row that goes by way of a colleague.
    #[must_use]
    pub fn of(state: DeliveryState, reason: Option<&Reason>) -> Self {
        match (state, reason) {
            (DeliveryState::Queued | DeliveryState::Waiting | DeliveryState::Sending | DeliveryState::Held, _) => {
                Self::Unmade
            }
            (DeliveryState::Handed, _) => Self::Waiting,
            (DeliveryState::Accepted | DeliveryState::Recalled, _) => Self::Sent,
            (DeliveryState::Rejected, Some(Reason::NotAFriend)) => Self::NotAFriend,
            (DeliveryState::Rejected, Some(Reason::OtherMassMessages)) => Self::OtherMessages,
            (DeliveryState::Rejected, _) => Self::Refused,
            (DeliveryState::Cancelled, _) => Self::Cancelled,
            (DeliveryState::Unknown, _) => Self::Unknown,
        }
    }
}

words! {
    /// How sure it is that a customer is a candidate.
    pub enum MatchCertainty {
        /// They came through the candidate's own link.
        Exact = "exact",
        /// A colleague noted the candidate's phone number with the customer.
        Phone = "phone",
        /// Somebody said so.
        Confirmed = "confirmed",
        /// They only have the same name: somebody has to say whether it is so.
        Suggested = "suggested",
        /// Somebody said that it is not so.
        Rejected = "rejected",
    }
}

impl MatchCertainty {
    /// Whether a message may go to a candidate because of it.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Exact | Self::Phone | Self::Confirmed)
    }
}

/// A customer who is, or may be, a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Outsider {
    /// `external_userid`: the same for all apps of the company's own.
    pub external_userid: String,
    /// The customer's name for themselves; they may change it at any time.
    pub name: String,
    /// How sure it is.
    pub certainty: MatchCertainty,
    /// Since when that is known, UTC ms.
    pub since: i64,
    /// The colleagues whose customer they are: first the one through whose link the candidate came, then the latest.
    pub followers: Vec<Follower>,
    /// The colleague has not opened the chat yet; until then WeCom refuses what is written to the customer (84061).
    pub half: bool,
    /// Other candidates who are matched with the same customer, by their names.
    pub also: Vec<String>,
}

/// A colleague with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Follower {
    /// The colleague's WeCom id.
    pub userid: String,
    /// What the colleague calls the customer; may be empty.
    pub remark: String,
    /// When they became contacts, UTC ms.
    pub added_at: Option<i64>,
}

/// The way to a person through an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PersonWay {
    /// The person.
    pub candidate: CandidateId,
    /// The account.
    pub account: AccountId,
    /// The way.
    pub way: Way,
    /// Who the person is among the customers, where that is certain enough to write to them.
    pub customer: Option<Outsider>,
    /// Customers who may be this person: somebody has to say which.
    pub maybe: Vec<Outsider>,
    /// When the account's customers were last read, UTC ms; absent when they never were.
    pub read_at: Option<i64>,
}

/// What a sync read, and what it made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CustomerSync {
    /// When, UTC ms.
    pub read_at: i64,
    /// Colleagues with the customer-contact function whom the app sees, by their WeCom ids.
    pub colleagues: Vec<String>,
    /// Those of them whose customers WeCom does not show, for want of a licence.
    pub unlicensed: Vec<String>,
    /// Customers, each counted once.
    pub customers: u64,
    /// Candidates who came through their own link.
    pub exact: u64,
    /// Candidates whose phone number a colleague noted.
    pub phone: u64,
    /// Candidates of whom somebody said so.
    pub confirmed: u64,
    /// Candidates with a customer of the same name: somebody has to say whether it is so.
    pub suggested: u64,
    /// Where no one can be told apart, so that no one is matched.
    pub doubts: Vec<MatchDoubt>,
}

/// Candidates and customers who cannot be told apart: one customer of several candidates, or several of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MatchDoubt {
    /// The candidates.
    pub candidates: Vec<CandidateId>,
    /// Their names.
    pub names: Vec<String>,
    /// The customers, by their names for themselves.
    pub customers: Vec<String>,
}
