//! What must hold after each kill, and in the end, by the company's own books.

use std::collections::BTreeMap;
use std::error::Error;

use beckon_engine::Engine;
use beckon_model::{CampaignState, DeliveryState, Interview, LogQuery, Participant, Reminder, ReminderState};
use beckon_sandbox::{Outcome, Sandbox};

use crate::folder::{BRIEF, RULES, interviews};

/// By whose rule and to whom: the letter with which the message begins, and the member's id.
type To = (String, String);

/// When each message arrived, UTC ms.
fn arrived(company: &Sandbox) -> BTreeMap<To, Vec<i64>> {
    let mut arrived: BTreeMap<To, Vec<i64>> = BTreeMap::new();
    for call in company.journal().into_iter().filter(|call| call.path.ends_with("/message/send") && call.processed) {
        let body: serde_json::Value = serde_json::from_slice(&call.body).unwrap_or_default();
        let text = body["text"]["content"].as_str().unwrap_or_default();
        let letter = text.split(' ').next().unwrap_or_default();
        for one in call.recipients.iter().filter(|one| one.outcome == Outcome::Delivered) {
            arrived.entry((letter.to_owned(), one.userid.clone())).or_default().push(call.time_ms);
        }
    }
    arrived
}

/// After a kill: nobody was reminded twice by one rule, or is to be, or when the interview had begun.
pub async fn after_kill(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let interviews = interviews(engine).await?;
    let starts = |userid: &str| {
        let theirs = |(one, comes): &&(Interview, String)| {
            comes == userid || one.plan.interviewers.iter().any(|who| who.userid.as_deref() == Some(userid))
        };
        interviews.iter().find(theirs).map(|(one, _)| one.starts_at)
    };
    let mut problems = Vec::new();
    for ((letter, userid), times) in arrived(company) {
        if times.len() > 1 {
            problems.push(format!("{userid} was reminded {} times by {letter}", times.len()));
        }
        if !starts(&userid).is_some_and(|starts_at| times.iter().all(|at| *at < starts_at)) {
            problems.push(format!("{userid} was reminded by {letter} when it was over"));
        }
    }
    // WeCom itself keeps the same bytes from arriving twice for some hours, so that a second send would be in no book of its own.
    let mut rows: BTreeMap<To, usize> = BTreeMap::new();
    for row in engine.log().list(LogQuery::default()).await?.rows {
        if row.state != DeliveryState::Cancelled {
            *rows.entry((row.template_name, row.userid.unwrap_or_default())).or_default() += 1;
        }
    }
    let twice = rows.into_iter().filter(|(_, count)| *count > 1);
    problems.extend(twice.map(|((letter, userid), count)| format!("{userid} has {count} sends by {letter}")));
    Ok(problems)
}

/// In the end: by the rules that bear to be late everybody was reminded; of the other one it is said whether; and what was missed
/// goes when a person says so.
pub async fn in_the_end(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let mut problems = as_said(engine, company).await?;
    for missed in engine.reminders().missed().await? {
        engine.reminders().send(&missed.key).await?;
    }
    for (interview, _, one) in all(engine).await? {
        if one.state != ReminderState::Sent {
            problems.push(format!("{} of interview {} is {:?}: {:?}", one.name, interview.id, one.state, one.why));
        }
    }
    problems.extend(as_said(engine, company).await?);
    problems.extend(after_kill(engine, company).await?);
    Ok(problems)
}

/// What Beckon says of each reminder against what the company has.
async fn as_said(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let (rules, arrived) = (engine.reminders().rules().await?, arrived(company));
    let mut problems = Vec::new();
    for (_, userid, one) in all(engine).await? {
        let rule = rules.iter().position(|rule| rule.id == one.key.rule).ok_or("a reminder without a rule")?;
        let letter = RULES[rule].0;
        let to = (letter.to_owned(), userid);
        let there = arrived.get(&to).map_or(0, Vec::len);
        let sent = one.state == ReminderState::Sent && one.delivery == Some(DeliveryState::Accepted);
        let missed = one.state == ReminderState::Missed && letter == BRIEF;
        if !(sent && there == 1 || missed && there == 0) {
            let Reminder { state, why, delivery, .. } = &one;
            problems.push(format!("{to:?} has {there} messages and is {state:?}, {why:?}, {delivery:?}"));
        }
    }
    Ok(problems)
}

/// All reminders, with the interview and the member id of whom each is for.
async fn all(engine: &Engine) -> Result<Vec<(Interview, String, Reminder)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for (interview, comes) in interviews(engine).await? {
        for one in engine.reminders().of(interview.id).await? {
            let userid = match &one.key.person {
                Participant::Candidate { .. } => comes.clone(),
                Participant::Interviewer { userid, .. } => userid.clone().unwrap_or_default(),
            };
            all.push((interview.clone(), userid, one));
        }
    }
    Ok(all)
}

/// Sends that have not come to rest.
pub async fn open_sends(engine: &Engine) -> Result<usize, Box<dyn Error>> {
    let all = engine.campaigns().list().await?;
    let rested = |state| matches!(state, CampaignState::Finished | CampaignState::Cancelled);
    Ok(all.iter().filter(|one| !rested(one.state)).count())
}
