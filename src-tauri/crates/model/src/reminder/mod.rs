//! Reminders of interviews: the rules that a person made, and what follows from them.
//!
//! A reminder is nothing that is kept: it follows from a rule and an interview at every look, so it moves with the interview and
//! dies with it. Only what was sent is noted.
//!
//! Never in here: how a reminder is sent, or where rules are kept.

mod look;
mod moment;
mod twice;

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{
    AccountId, AnswerKind, CampaignId, CandidateId, DeliveryState, Interview, InterviewId, Interviewer, Participant,
    Reason, TemplateId,
};

pub use look::{reminders_coming, reminders_due, reminders_of, reminders_window, rules_of};
pub use moment::reminder_moment;
pub use twice::{RemindedTwice, WECOM_REMINDS_MINUTES, reminded_twice};

/// Automatic messages to one person in a day, at most.
pub const REMINDERS_A_DAY: usize = 3;

/// So long before or after the start of the interview, in minutes, at most: 30 days.
pub const REMINDER_MINUTES: u32 = 30 * 24 * 60;

/// A reminder that belongs after the start is offered for so long after it was missed, in milliseconds: seven days.
pub const REMINDER_OFFERED_MS: i64 = 7 * 86_400_000;

/// Rules, at most.
pub const REMINDER_RULES: usize = 1000;

/// Number of a rule; none is given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct ReminderRuleId(pub i64);

words! {
    /// Whom a rule reminds.
    pub enum ReminderWhom {
        /// The candidates of the interview.
        Candidates = "candidates",
        /// Its interviewers.
        Interviewers = "interviewers",
        /// All of them.
        Both = "both",
        /// No one: an interview with such a rule has no reminders.
        Nobody = "none",
    }
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReminderDraft {
    /// For this interview alone, which then follows its own rules only; absent: for each that has none of its own.
    pub interview: Option<InterviewId>,
    /// Whom it reminds.
    pub whom: ReminderWhom,
    /// How long before or after the start, in minutes.
    pub minutes: u32,
    /// After the start, not before it.
    pub after: bool,
    /// The account that sends.
    pub account: Option<AccountId>,
    /// What it says.
    pub template: Option<TemplateId>,
    /// None on a Saturday or Sunday.
    pub skip_weekends: bool,
    /// It is still sent when it is so late, in minutes; never after the start unless it belongs there.
    pub late_minutes: u32,
}

/// A rule that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReminderRule {
    /// Id.
    pub id: ReminderRuleId,
    /// What it says.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub draft: ReminderDraft,
    /// Since when, UTC ms: what would have gone before is no reminder of it.
    pub created_at: i64,
}

/// A rule to begin with; account and template are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReminderStarter {
    /// Its key.
    pub key: ReminderStarterKey,
    /// Whom it reminds.
    pub whom: ReminderWhom,
    /// How long before or after the start, in minutes.
    pub minutes: u32,
    /// After the start.
    pub after: bool,
    /// None on a Saturday or Sunday.
    pub skip_weekends: bool,
    /// How late it may be, in minutes.
    pub late_minutes: u32,
}

words! {
    /// The rules to begin with.
    pub enum ReminderStarterKey {
        /// A day before.
        DayBefore = "day-before",
        /// An hour before.
        HourBefore = "hour-before",
        /// An hour after: the interviewers fill in their evaluation.
        Evaluation = "evaluation",
    }
}

impl ReminderStarterKey {
    /// The rule to begin with.
    #[must_use]
    pub const fn rule(self) -> ReminderStarter {
        let (whom, minutes, after, skip_weekends, late_minutes) = match self {
            Self::DayBefore => (ReminderWhom::Candidates, 24 * 60, false, true, 6 * 60),
            Self::HourBefore => (ReminderWhom::Candidates, 60, false, false, 30),
            Self::Evaluation => (ReminderWhom::Interviewers, 60, true, true, 24 * 60),
        };
        ReminderStarter { key: self, whom, minutes, after, skip_weekends, late_minutes }
    }
}

/// Which reminder it is: by which rule, of which interview at which start, to whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReminderKey {
    /// The rule.
    pub rule: ReminderRuleId,
    /// The interview.
    pub interview: InterviewId,
    /// Its start, UTC ms: another one makes another reminder.
    pub starts_at: i64,
    /// To whom.
    pub person: Participant,
}

/// A reminder that left, or of which it is known that it cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSent {
    /// Which.
    pub key: ReminderKey,
    /// When, UTC ms.
    pub at: i64,
    /// A person asked for it: it is none of the automatic ones of the day.
    pub by_hand: bool,
    /// Its send.
    pub campaign: Option<CampaignId>,
    /// What became of it.
    pub delivery: Option<DeliveryState>,
    /// Why it was held; such a one has not left.
    pub held: Option<Reason>,
}

/// An interview as far as reminders need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderInterview {
    /// Id.
    pub id: InterviewId,
    /// The start, UTC ms.
    pub starts_at: i64,
    /// IANA name of its zone.
    pub zone: String,
    /// Where the candidate lives, if that is another zone.
    pub candidate_zone: Option<String>,
    /// It does not take place.
    pub called_off: bool,
    /// Who comes: the person, the name, and whether they said no to this start.
    pub candidates: Vec<(CandidateId, String, bool)>,
    /// Who leads it.
    pub interviewers: Vec<Interviewer>,
}

impl From<&Interview> for ReminderInterview {
    fn from(interview: &Interview) -> Self {
        let candidates = interview.people.iter().map(|person| {
            let said = person.answer.as_ref().filter(|answer| !answer.earlier);
            let declined = said.is_some_and(|answer| answer.kind == AnswerKind::Declined);
            (person.id, person.name.clone(), declined)
        });
        Self {
            id: interview.id,
            starts_at: interview.starts_at,
            zone: interview.plan.zone.clone(),
            candidate_zone: interview.plan.candidate_zone.clone(),
            called_off: interview.called_off,
            candidates: candidates.collect(),
            interviewers: interview.plan.interviewers.clone(),
        }
    }
}

words! {
    /// What there is to say of a reminder.
    pub enum ReminderState {
        /// It goes at its moment.
        Planned = "planned",
        /// It goes now.
        Due = "due",
        /// It did not go, and goes only if a person says so.
        Missed = "missed",
        /// It was sent; the log has what became of it.
        Sent = "sent",
        /// It cannot go to this person; a person may try again.
        Held = "held",
        /// It will not go.
        Obsolete = "obsolete",
    }
}

words! {
    /// Why a reminder is missed or obsolete.
    pub enum ReminderWhy {
        /// Beckon did not run then, and it is too late by the rule.
        Late = "late",
        /// It would go on a weekend.
        Weekend = "weekend",
        /// The person has had as many today as one may have.
        ThreeADay = "three_a_day",
        /// The candidate does not come.
        Declined = "declined",
        /// The interview was called off.
        CalledOff = "called_off",
        /// Its moment was before the rule was made.
        RuleNewer = "rule_newer",
        /// The interview has begun, or, after one, too long ago.
        Over = "over",
    }
}

/// A reminder as a look finds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reminder {
    /// Which.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub key: ReminderKey,
    /// The person's name.
    pub name: String,
    /// When it goes by the rule, UTC ms.
    pub at: i64,
    /// What there is to say of it.
    pub state: ReminderState,
    /// Why it is missed or obsolete.
    pub why: Option<ReminderWhy>,
    /// When it was sent or held, UTC ms.
    pub done_at: Option<i64>,
    /// The send that it was.
    pub campaign: Option<CampaignId>,
    /// What became of the message.
    pub delivery: Option<DeliveryState>,
    /// Why it was held.
    pub held: Option<Reason>,
}
