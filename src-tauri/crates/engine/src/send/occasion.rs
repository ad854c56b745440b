//! What a message of a team's account invites to, as the team's ledger names it.
//!
//! Never in here: who has whom.

use std::borrow::Cow;

use beckon_model::{Interview, OCCASION_CHARS, Occasion, Reason, TeamWish};
use beckon_store::Reader;

use crate::errors::Result;
use crate::message::recipient::{Recipient, To};
use crate::text::one_line;

/// What a recipient is invited to; `None` where it is nothing, or the account is no team's. A candidate's interview counts whether the message speaks of it or
/// not: two templates invite to the same. Interviewers are invited to interviews only.
///
/// # Errors
/// [`crate::Error::Store`]. `Err` inside: nobody can tell.
pub(crate) fn occasion(
    rows: &Reader<'_>,
    (wish, now): (Option<&TeamWish>, i64),
    recipient: &Recipient,
) -> Result<std::result::Result<Option<String>, Reason>> {
    let Some(wish) = wish else { return Ok(Ok(None)) };
    let To::Candidate(candidate) = &recipient.to else {
        let wanted = wish.occasion != Some(Occasion::None);
        return Ok(Ok(recipient.interview.as_ref().filter(|_| wanted).map(of_interview)));
    };
    let interview = match &recipient.interview {
        Some(interview) => Some(Cow::Borrowed(interview)),
        None => rows.interview_of(candidate.id, now)?.filter(|interview| interview.starts_at > now).map(Cow::Owned),
    };
    let interview = interview.as_deref();
    let position = || of_position(candidate.person.position.as_deref()?, interview);
    let found = match &wish.occasion {
        Some(Occasion::None) => return Ok(Ok(None)),
        Some(Occasion::Named { name }) => of_name(name),
        Some(Occasion::Position) => position(),
        Some(Occasion::Interview) => interview.map(of_interview),
        None => interview.map(of_interview).or_else(position),
    };
    Ok(found.map(Some).ok_or(Reason::NoOccasion))
}

fn of_interview(interview: &Interview) -> String {
    format!("interview:{}", interview.uid)
}

fn of_position(position: &str, interview: Option<&Interview>) -> Option<String> {
    let round = interview.and_then(|interview| plain(&interview.plan.round)).unwrap_or_default();
    Some(format!("position:{}/{round}", plain(position)?))
}

fn of_name(name: &str) -> Option<String> {
    Some(format!("name:{}", plain(name)?))
}

/// The same for people who write it with other blanks, or in other letters.
fn plain(text: &str) -> Option<String> {
    let text: String = one_line(text).to_lowercase().chars().take(OCCASION_CHARS).collect();
    if text.is_empty() { None } else { Some(text) }
}
