//! An interview as it is typed on the command line.
//!
//! Never in here: anything that is saved.

use beckon_engine::Engine;
use beckon_model::{Candidate, CandidateId, InterviewDraft, Interviewer, Selection};

use crate::args;
use crate::failure::Failure;

/// Minutes of an interview without a length.
const USUAL_MINUTES: u32 = 60;

/// A new one.
pub async fn draft(engine: &Engine, add: args::AddInterview) -> Result<InterviewDraft, Failure> {
    let args::AddInterview { candidate, starts, values } = add;
    let candidates = people(engine, &candidate).await?;
    let new = InterviewDraft { candidates, minutes: USUAL_MINUTES, ..InterviewDraft::default() };
    Ok(changed(engine, new, args::ChangedInterview { starts: Some(starts), values }))
}

/// `plan` with what was named; the rest stays. A zone that the new start names counts, and an end says the length.
pub fn changed(engine: &Engine, plan: InterviewDraft, change: args::ChangedInterview) -> InterviewDraft {
    let args::Values { zone, minutes, candidate_zone, round, format, place, link, contact, notes, interviewer } =
        change.values;
    let read = change.starts.as_ref().and_then(|starts| engine.interviews().read_start(starts, "").ok());
    let names_zone = read.as_ref().is_some_and(|start| start.names_zone);
    let zone = zone.unwrap_or_else(|| if names_zone { String::new() } else { plan.zone.clone() });
    let read = change.starts.as_ref().and_then(|starts| engine.interviews().read_start(starts, &zone).ok());
    let minutes = minutes.or_else(|| read?.minutes).unwrap_or(plan.minutes);
    InterviewDraft {
        starts: change.starts.unwrap_or(plan.starts),
        zone,
        minutes,
        candidate_zone: candidate_zone.or(plan.candidate_zone),
        round: round.unwrap_or(plan.round),
        format: format.map_or(plan.format, Into::into),
        place: place.or(plan.place),
        link: link.or(plan.link),
        interviewers: if interviewer.is_empty() {
            plan.interviewers
        } else {
            interviewer.iter().map(String::as_str).map(self::interviewer).collect()
        },
        contact: contact.or(plan.contact),
        notes: notes.or(plan.notes),
        ..plan
    }
}

/// `plan` at another time; an end in the text says the length.
pub fn moved(engine: &Engine, plan: InterviewDraft, starts: String, length: Option<u32>) -> InterviewDraft {
    let zone = plan.zone.clone();
    let read = engine.interviews().read_start(&starts, "").ok().filter(|start| start.names_zone);
    let zone = if read.is_some() { String::new() } else { zone };
    let minutes = engine.interviews().read_start(&starts, &zone).ok().and_then(|start| start.minutes);
    let minutes = length.or(minutes).unwrap_or(plan.minutes);
    InterviewDraft { starts, zone, minutes, ..plan }
}

/// The people with these WeCom ids. One who is not in the list is bad input: no one is skipped silently.
async fn people(engine: &Engine, userids: &[String]) -> Result<Vec<CandidateId>, Failure> {
    let known = engine.candidates().selected(Selection::Userids { userids: userids.to_vec() }).await?;
    let find = |userid: &String| {
        let is_it = |row: &&Candidate| row.person.userid.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(userid));
        let unknown = || Failure::input(format!("no one in the list has the WeCom id {userid:?}"));
        known.iter().find(is_it).map(|row| row.id).ok_or_else(unknown)
    };
    userids.iter().map(find).collect()
}

/// `USERID=NAME`, or an id or a name alone.
fn interviewer(text: &str) -> Interviewer {
    match text.split_once('=') {
        Some((userid, name)) => Interviewer { name: name.to_owned(), userid: Some(userid.to_owned()) },
        None => Interviewer { name: text.to_owned(), userid: None },
    }
}
