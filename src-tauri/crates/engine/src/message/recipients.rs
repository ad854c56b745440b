//! Whom a selection finds: the candidates of the list, those of interviews, their interviewers, and those who are to be told of a
//! change.
//!
//! Never in here: what is known of one of them.

use beckon_model::{
    AnswerKind, CandidateAnswer, CandidateId, ChangeKind, Interview, InterviewId, Interviewer, Invited, Participant,
    Selection, ToTell, to_tell_of,
};
use beckon_store::Reader;

use crate::message::recipient::{About, Recipient, To, ToldBefore, Which};

/// People of the list that are in memory at a time with all that is known of them.
const AT_A_TIME: usize = 500;

/// Hands the recipients of a selection to `take`, in its order.
///
/// # Errors
/// [`crate::Error::Store`], and those of `take`.
pub(crate) fn each_recipient<E: From<beckon_store::Error>>(
    rows: &Reader<'_>,
    selection: &Selection,
    (about, now): (About, i64),
    take: &mut dyn FnMut(Recipient) -> Result<(), E>,
) -> Result<(), E> {
    match selection {
        Selection::Interviewers { interviews } => interviewers(rows, interviews, about)?.into_iter().try_for_each(take),
        Selection::Reminder { interview, starts_at, person, after } => {
            let found = reminded(rows, (*interview, *starts_at), person, about)?;
            found.into_iter().try_for_each(|one| take(Recipient { after: *after, ..one }))
        }
        Selection::Changed { interviews, change, interviewers } => {
            let all = changed(rows, interviews, *change, (about, now))?;
            let meant = |one: &Recipient| matches!(one.to, To::Interviewer(..)) == *interviewers;
            all.into_iter().filter(meant).try_for_each(take)
        }
        Selection::Invited { interviews } => invited(rows, interviews, about, |_| true)?.into_iter().try_for_each(take),
        Selection::Unanswered { interviews } => {
            invited(rows, interviews, about, |person| !person.has_answered())?.into_iter().try_for_each(take)
        }
        _ => rows.selected_ids(selection)?.chunks(AT_A_TIME).try_for_each(|ids| {
            let ids = ids.iter().map(|id| CandidateId(*id)).collect();
            let people = rows.selected(&Selection::Ids { ids })?;
            people.into_iter().try_for_each(|one| take(Recipient::candidate(rows, one, about, now)?))
        }),
    }
}

/// The same recipient, read again. `None` when it is no more.
///
/// # Errors
/// [`crate::Error::Store`].
pub(crate) fn again(
    rows: &Reader<'_>,
    which: &Which,
    (about, now): (About, i64),
) -> beckon_store::Result<Option<Recipient>> {
    let of_interview = match which {
        Which::Candidate(id) => {
            let found = rows.selected(&Selection::Ids { ids: vec![*id] })?.pop();
            return found.map(|one| Recipient::candidate(rows, one, about, now)).transpose();
        }
        Which::Invited(_, interview) => invited(rows, &[*interview], about, |_| true)?,
        Which::Interviewer(interview, _) => interviewers(rows, &[*interview], about)?,
        Which::Changed(change, interview, _) => changed(rows, &[*interview], *change, (about, now))?,
    };
    Ok(of_interview.into_iter().find(|recipient| recipient.which() == *which))
}

fn interviewers(rows: &Reader<'_>, ids: &[InterviewId], about: About) -> beckon_store::Result<Vec<Recipient>> {
    let mut found = Vec::new();
    for interview in rows.interviews_of_ids(ids)? {
        let people = rows.selected(&Selection::Ids { ids: interview.plan.candidates.clone() })?;
        for who in &interview.plan.interviewers {
            let to = To::Interviewer(who.clone(), people.clone());
            found.push(Recipient::named(rows, to, interview.clone(), about)?);
        }
    }
    Ok(found)
}

fn invited(
    rows: &Reader<'_>,
    ids: &[InterviewId],
    about: About,
    wanted: fn(&Invited) -> bool,
) -> beckon_store::Result<Vec<Recipient>> {
    let mut found = Vec::new();
    for interview in rows.interviews_of_ids(ids)? {
        let ids = interview.people.iter().filter(|person| wanted(person)).map(|person| person.id).collect();
        for candidate in rows.selected(&Selection::Ids { ids })? {
            found.push(Recipient::named(rows, To::Candidate(candidate), interview.clone(), about)?);
        }
    }
    Ok(found)
}

/// Those who are to be told this of a change. Whom an interview is called off for reads of it what they were told.
fn changed(
    rows: &Reader<'_>,
    ids: &[InterviewId],
    kind: ChangeKind,
    (about, now): (About, i64),
) -> beckon_store::Result<Vec<Recipient>> {
    let mut found = Vec::new();
    for interview in rows.interviews_of_ids(ids)? {
        let changes = to_tell_of(&interview, &rows.told_of(interview.id)?, now);
        for ToTell { person, name, was, .. } in changes.into_iter().filter(|change| change.kind == kind) {
            let seen = match kind {
                ChangeKind::Cancellation => {
                    Interview { called_off: true, starts_at: was.unwrap_or(interview.starts_at), ..interview.clone() }
                }
                ChangeKind::Correction | ChangeKind::Invitation => interview.clone(),
            };
            let candidates = match &person {
                Participant::Candidate { id } => vec![*id],
                Participant::Interviewer { .. } => interview.plan.candidates.clone(),
            };
            let mut people = rows.selected(&Selection::Ids { ids: candidates })?;
            let to = match person {
                Participant::Candidate { .. } => people.pop().map(To::Candidate),
                Participant::Interviewer { userid, .. } => Some(To::Interviewer(Interviewer { name, userid }, people)),
            };
            if let Some(to) = to {
                let change = Some(ToldBefore { kind, was });
                found.push(Recipient { change, ..Recipient::named(rows, to, seen, about)? });
            }
        }
    }
    Ok(found)
}

/// Nobody, once the interview is another one than it was, or the candidate has declined.
fn reminded(
    rows: &Reader<'_>,
    (interview, starts_at): (InterviewId, i64),
    person: &Participant,
    about: About,
) -> beckon_store::Result<Option<Recipient>> {
    let found = rows.interviews_of_ids(&[interview])?.pop();
    if found.is_none_or(|found| found.starts_at != starts_at || found.called_off) {
        return Ok(None);
    }
    let comes = |invited: &Invited| {
        let declined = |answer: &CandidateAnswer| !answer.earlier && answer.kind == AnswerKind::Declined;
        !invited.answer.as_ref().is_some_and(declined)
    };
    let all = match person {
        Participant::Candidate { .. } => invited(rows, &[interview], about, comes)?,
        Participant::Interviewer { .. } => interviewers(rows, &[interview], about)?,
    };
    Ok(all.into_iter().find(|one| match (&one.to, person) {
        (To::Candidate(candidate), Participant::Candidate { id }) => candidate.id == *id,
        (To::Interviewer(who, _), person) => person.is_interviewer(who),
        _ => false,
    }))
}
