//! Who knows something else of an interview than what holds now, and what they are to be told: whoever knows the old state gets
//! the correction, who has no part in it any more the cancellation, who joined others that were told the invitation, and everybody
//! else nothing.
//!
//! It follows from what messages told them. Never in here: how it is sent, or what its text says.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{
    CampaignId, CandidateId, DeliveryId, DeliveryState, Interview, InterviewFormat, InterviewId, Participant,
    RECALL_WINDOW_MS,
};

/// What a message tells of an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Told {
    /// That it takes place.
    TakesPlace(ToldPlan),
    /// That it does not, or not for this one.
    Off,
}

/// What it says of when and where; absent what it does not name, empty what it names and there is none of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldPlan {
    /// The start, UTC ms.
    pub starts_at: Option<i64>,
    /// The length in minutes.
    pub minutes: Option<u32>,
    /// How it is held.
    pub format: Option<InterviewFormat>,
    /// Room and address.
    pub place: Option<String>,
    /// Of the meeting or the map.
    pub link: Option<String>,
}

impl ToldPlan {
    /// All that an interview says of when and where.
    #[must_use]
    pub fn of(interview: &Interview) -> Self {
        let plan = &interview.plan;
        Self {
            starts_at: Some(interview.starts_at),
            minutes: Some(plan.minutes),
            format: Some(plan.format),
            place: Some(plan.place.clone().unwrap_or_default()),
            link: Some(plan.link.clone().unwrap_or_default()),
        }
    }

    /// What somebody knows who is told this after what they knew: what it does not name stays as they were told before.
    #[must_use]
    fn after(self, before: Self) -> Self {
        Self {
            starts_at: self.starts_at.or(before.starts_at),
            minutes: self.minutes.or(before.minutes),
            format: self.format.or(before.format),
            place: self.place.or(before.place),
            link: self.link.or(before.link),
        }
    }

    /// Whether all that it names is still so.
    #[must_use]
    pub fn holds(&self, now: &Self) -> bool {
        fn same<T: PartialEq>(told: Option<&T>, now: Option<&T>) -> bool {
            told.is_none() || told == now
        }
        same(self.starts_at.as_ref(), now.starts_at.as_ref())
            && same(self.minutes.as_ref(), now.minutes.as_ref())
            && same(self.format.as_ref(), now.format.as_ref())
            && same(self.place.as_ref(), now.place.as_ref())
            && same(self.link.as_ref(), now.link.as_ref())
    }
}

words! {
    /// What somebody is to be told.
    pub enum ChangeKind {
        /// It takes place otherwise than they were told.
        Correction = "correction",
        /// It takes place, and they were not told, or told that it does not.
        Invitation = "invitation",
        /// It does not take place, or not with them.
        Cancellation = "cancellation",
    }
}

/// A message that told somebody of an interview, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldMessage {
    /// Its row in the log.
    pub delivery: DeliveryId,
    /// Its send.
    pub campaign: CampaignId,
    /// To whom.
    pub person: Participant,
    /// Their name then.
    pub name: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// Since when, UTC ms.
    pub at: i64,
    /// Whether WeCom may take it back: it went to a member.
    pub to_member: bool,
    /// What it tells.
    pub told: Told,
}

/// Somebody who is to be told of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ToTell {
    /// The interview.
    pub interview: InterviewId,
    /// Who.
    pub person: Participant,
    /// The name.
    pub name: String,
    /// What they are to be told.
    pub kind: ChangeKind,
    /// The start that they were told last, UTC ms; absent where they were told none.
    pub was: Option<i64>,
    /// When they were told, UTC ms; absent for those who were told nothing.
    pub told_at: Option<i64>,
    /// The message that told them.
    pub delivery: Option<DeliveryId>,
    /// Its send.
    pub campaign: Option<CampaignId>,
    /// WeCom takes the message back until then, UTC ms; absent where it does not.
    pub recall_until: Option<i64>,
}

/// Everybody who is to be told something, candidates first. `told`: all messages about it, the oldest first.
#[must_use]
pub fn to_tell_of(interview: &Interview, told: &[ToldMessage], now: i64) -> Vec<ToTell> {
    let (holds, part) = (holds(interview), part_of(interview));
    let knows = known(told, holds.as_ref(), &part);
    let mut people: Vec<(Participant, String)> = part.clone();
    for message in told {
        if !people.iter().any(|(person, _)| person.key() == message.person.key()) {
            people.push((message.person.clone(), message.name.clone()));
        }
    }
    let is_candidate = |person: &Participant| matches!(person, Participant::Candidate { .. });
    let any_told = |candidates: bool| {
        told.iter().any(|one| knows.contains_key(&one.person.key()) && is_candidate(&one.person) == candidates)
    };
    let any_told = [any_told(false), any_told(true)];
    let mut changes = Vec::new();
    for (person, name) in people {
        let takes_part = part.iter().any(|(one, _)| one.key() == person.key());
        let known = knows.get(&person.key());
        let last = known.map(|known| known.last);
        let plan = holds.as_ref().filter(|_| takes_part);
        let kind = match (plan, known.map(|known| &known.told)) {
            (Some(plan), Some(Told::TakesPlace(told))) if !told.holds(plan) => ChangeKind::Correction,
            (Some(_), Some(Told::Off)) => ChangeKind::Invitation,
            // Who joins people that were told is to be told as well; while nobody was, it is a send like any other.
            (Some(_), None) if any_told[usize::from(is_candidate(&person))] => ChangeKind::Invitation,
            (None, Some(Told::TakesPlace(_))) => ChangeKind::Cancellation,
            _ => continue,
        };
        let was = known.and_then(|known| match &known.told {
            Told::TakesPlace(told) => told.starts_at,
            Told::Off => None,
        });
        let until = last.filter(|last| last.to_member && last.state == DeliveryState::Accepted);
        let until = until.map(|last| last.at + RECALL_WINDOW_MS).filter(|until| *until > now);
        changes.push(ToTell {
            interview: interview.id,
            person,
            name,
            kind,
            was,
            told_at: last.map(|last| last.at),
            delivery: last.map(|last| last.delivery),
            campaign: last.map(|last| last.campaign),
            recall_until: until,
        });
    }
    changes.sort_by_key(|change| !is_candidate(&change.person));
    changes
}

/// Whether what a message tells this one holds.
#[must_use]
pub fn still_holds(interview: &Interview, person: &Participant, told: &Told) -> bool {
    is_so(told, person, holds(interview).as_ref(), &part_of(interview))
}

/// What holds of it; `None` where it does not take place.
fn holds(interview: &Interview) -> Option<ToldPlan> {
    (!interview.called_off).then(|| ToldPlan::of(interview))
}

fn is_so(told: &Told, person: &Participant, holds: Option<&ToldPlan>, part: &[(Participant, String)]) -> bool {
    let plan = holds.filter(|_| part.iter().any(|(one, _)| one.key() == person.key()));
    match (told, plan) {
        (Told::TakesPlace(told), Some(plan)) => told.holds(plan),
        (Told::Off, None) => true,
        _ => false,
    }
}

/// Who takes part, with their names. Whoever is only named is told nothing by WeCom.
fn part_of(interview: &Interview) -> Vec<(Participant, String)> {
    let candidate = |id: CandidateId| Participant::Candidate { id };
    let candidates = interview.people.iter().map(|person| (candidate(person.id), person.name.clone()));
    let interviewers = interview.plan.interviewers.iter().filter(|who| who.userid.is_some());
    let interviewers = interviewers.map(|who| {
        let person = Participant::Interviewer { name: who.name.clone(), userid: who.userid.clone() };
        (person, who.name.clone())
    });
    candidates.chain(interviewers).collect()
}

/// What somebody knows, and the message that told it last.
struct Known<'t> {
    last: &'t ToldMessage,
    told: Told,
}

/// What each person knows, by their keys. What was not sent told nothing. What was taken back may have been read, but where it said
/// what holds now nobody can count on it.
fn known<'t>(
    told: &'t [ToldMessage],
    holds: Option<&ToldPlan>,
    part: &[(Participant, String)],
) -> HashMap<String, Known<'t>> {
    let mut knows: HashMap<String, Known<'t>> = HashMap::new();
    for message in told {
        let counts = match message.state {
            DeliveryState::Held | DeliveryState::Rejected | DeliveryState::Cancelled => false,
            DeliveryState::Recalled => !is_so(&message.told, &message.person, holds, part),
            _ => true,
        };
        if !counts {
            continue;
        }
        let before = knows.remove(&message.person.key()).map(|known| known.told);
        let told = match (message.told.clone(), before) {
            (Told::TakesPlace(now), Some(Told::TakesPlace(before))) => Told::TakesPlace(now.after(before)),
            (now, _) => now,
        };
        knows.insert(message.person.key(), Known { last: message, told });
    }
    knows
}
