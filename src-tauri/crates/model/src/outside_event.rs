//! What happened with candidates outside the company since somebody last looked: for whoever watches, in the window or at the
//! command line.
//!
//! Never in here: a secret, and what a stranger wrote.

use serde::{Deserialize, Serialize};

use crate::{AccountId, AnswerKind, CampaignId, CandidateId, DeliveryId, InterviewId, Reason};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OutsideEvent {
    /// Of which account.
    pub account: AccountId,
    /// When, UTC ms.
    pub at: i64,
    /// Whom it concerns, where that is one person.
    pub candidate: Option<CandidateId>,
    /// The person's name.
    pub name: Option<String>,
    /// What.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub what: OutsideHappening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OutsideHappening {
    /// They opened the link.
    Opened,
    /// They got the welcome.
    Welcomed,
    /// They wrote something that is no answer.
    Wrote {
        /// The words, one line, shortened; of other kinds the kind in brackets.
        words: String,
    },
    /// They answered about an interview.
    Answered {
        /// Which.
        interview: InterviewId,
        /// What they said.
        answer: AnswerKind,
        /// Their own words.
        wish: Option<String>,
        /// It was about another start than the interview has now.
        earlier: bool,
    },
    /// Somebody answered by the form of an interview of whom nobody can tell which of the invited people it is.
    FormUnclaimed {
        /// Which interview.
        interview: InterviewId,
        /// The name as it was typed.
        typed: String,
    },
    /// They pressed a button of an interview that is gone, or to which they are not invited: it counts for nothing.
    NotInvited {
        /// What the button says.
        answer: AnswerKind,
    },
    /// They want no more messages, and get none.
    OptedOut {
        /// How they said so.
        words: String,
        /// Whether that holds: of somebody in the list without a WeCom id, a phone or an address there is nothing to keep it by, and a
        /// person has to heed it.
        kept: bool,
    },
    /// They took a message back. An answer that was noted stays.
    Recalled,
    /// A colleague has the chat: Beckon cannot write into it.
    ColleagueHasChat {
        /// The colleague's WeCom id, where it is known.
        colleague: Option<String>,
    },
    /// No colleague has the chat any more.
    ChatFree,
    /// Somebody did something in a chat of whom nobody can tell which candidate it is: several came by one link, or one by the
    /// links of several. It counts for none of them until somebody says who it is.
    NotToldApart {
        /// The customer: an `external_userid`.
        customer: String,
        /// Who it may be.
        candidates: Vec<CandidateId>,
        /// Their names.
        names: Vec<String>,
        /// What they wrote, if anything.
        words: Option<String>,
    },
    /// What waited was sent.
    Sent {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
    },
    /// What waited is a task of a colleague's now, who has to confirm it.
    Handed {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
    },
    /// WeCom refused what waited.
    Refused {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
        /// Why.
        reason: Reason,
    },
    /// Nobody knows whether what waited arrived.
    Lost {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
        /// Why.
        reason: Reason,
    },
    /// What waited waits no longer: somebody has to look.
    Held {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
        /// Why.
        reason: Reason,
    },
    /// WeCom had taken a message, and could not deliver it.
    Failed {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
        /// WeCom's `fail_type`.
        fail_type: i64,
    },
    /// The colleague has sent what was a task.
    Confirmed {
        /// The row.
        delivery: DeliveryId,
        /// Its campaign.
        campaign: CampaignId,
        /// The colleague's WeCom id.
        colleague: Option<String>,
    },
    /// What was written between two moments is not known: WeCom keeps three days, and nobody read for longer.
    Gap {
        /// From, UTC ms.
        from: i64,
        /// To, UTC ms.
        to: i64,
    },
    /// WeCom takes no more questions for now.
    Limited {
        /// WeCom's errcode.
        errcode: i64,
        /// Until when Beckon waits, UTC ms.
        until: i64,
    },
    /// Something could not be looked at this time; it is looked at again.
    NotRead {
        /// What: `service`, `waiting`, `tasks` or `forms`.
        of: String,
        /// Why, in a sentence.
        why: String,
        /// WeCom's errcode, if it answered.
        errcode: Option<i64>,
    },
}

impl OutsideEvent {
    /// Of an account, and nobody in particular.
    #[must_use]
    pub fn of_account(account: &AccountId, at: i64, what: OutsideHappening) -> Self {
        Self { account: account.clone(), at, candidate: None, name: None, what }
    }
}

impl OutsideHappening {
    /// The `kind` word, as in JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Welcomed => "welcomed",
            Self::Wrote { .. } => "wrote",
            Self::Answered { .. } => "answered",
            Self::FormUnclaimed { .. } => "form_unclaimed",
            Self::NotInvited { .. } => "not_invited",
            Self::OptedOut { .. } => "opted_out",
            Self::Recalled => "recalled",
            Self::ColleagueHasChat { .. } => "colleague_has_chat",
            Self::ChatFree => "chat_free",
            Self::NotToldApart { .. } => "not_told_apart",
            Self::Sent { .. } => "sent",
            Self::Handed { .. } => "handed",
            Self::Refused { .. } => "refused",
            Self::Lost { .. } => "lost",
            Self::Held { .. } => "held",
            Self::Failed { .. } => "failed",
            Self::Confirmed { .. } => "confirmed",
            Self::Gap { .. } => "gap",
            Self::Limited { .. } => "limited",
            Self::NotRead { .. } => "not_read",
        }
    }
}
