//! `interview`: agree on one, list them, call one off, write its calendar file.

use std::collections::HashMap;
use std::path::Path;

use beckon_engine::{CalendarFor, Engine, Error, calendar_file, every_row, shown_in};
use beckon_model::{
    Candidate, CandidateId, ConflictsFound, Interview, InterviewDraft, InterviewId, InterviewQuery, Interviewer,
    Invited, NewAnswer, RoomState, Selection, TeamOverlap,
};

use super::interview_line::{Line, conflicts};
use super::{answers, changes, conflict_words, in_step, numbered, publish, published};
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Place;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

/// Minutes of an interview without a length.
const USUAL_MINUTES: u32 = 60;

/// A line of an interview with what is known of it in WeCom.
async fn line<'i>(engine: &Engine, interview: &'i Interview, found: &ConflictsFound) -> Result<Line<'i>, Failure> {
    let published = engine.published().get(interview.id).await?;
    Ok(Line::new(interview, found, published.as_ref()))
}

pub async fn run(folder: &Path, out: Out, command: args::Interview) -> Result<Exit, Failure> {
    let looks = matches!(
        command,
        args::Interview::List { .. } | args::Interview::Changes { .. } | args::Interview::Calendar { .. }
    );
    let session = if looks { Session::look(folder)? } else { Session::edit(folder)? };
    let session = match &command {
        args::Interview::Publish(args::Publish { account, .. })
        | args::Interview::Rooms(args::MeetingRooms { account, .. }) => session.of_account(account).await?,
        _ => session,
    };
    let engine = session.engine.clone();
    match command {
        args::Interview::Add(add) => {
            let draft = draft(&engine, *add).await?;
            let interview = engine.interviews().save(None, draft).await?;
            tell(&engine, out, &interview, "saved").await?;
            tell_overlaps(&engine, &interview).await;
        }
        args::Interview::Edit { id, values } => {
            let draft = changed(&engine, numbered::there(&engine, id).await?.plan, *values);
            let interview = engine.interviews().save(Some(id), draft).await?;
            tell_room(&engine, &interview).await?;
            in_step::tell_left(&engine, &interview).await?;
            in_step::tell_called_off(&interview);
            tell(&engine, out, &interview, "saved").await?;
            changes::tell(&engine, id).await?;
            tell_overlaps(&engine, &interview).await;
        }
        args::Interview::List { past, unanswered } => {
            let query = InterviewQuery { past, unanswered, ..InterviewQuery::default() };
            list(&engine, out, query).await?;
        }
        args::Interview::Changes { id } => {
            let interview = numbered::there(&engine, id).await?;
            changes::list(out, &engine.interviews().changes(id).await?, &interview.plan.zone)?;
        }
        args::Interview::Answer { id, candidate, answer, wish } => {
            let new = NewAnswer { interview: id, candidate, kind: answer.into(), wish };
            let interview = engine.interviews().answer(new).await.map_err(|error| not_invited(error, id, candidate))?;
            tell(&engine, out, &interview, "noted").await?;
        }
        args::Interview::Cancel { id, only_here, secret } => {
            return in_step::cancel(&session, out, id, only_here, &secret).await;
        }
        args::Interview::Publish(publish) => return publish::run(&session, out, publish).await,
        args::Interview::Answers { which, secret } => return published::answers(&session, out, which, &secret).await,
        args::Interview::Move { id, starts, length, secret } => {
            return in_step::move_to(&session, out, id, (starts, length), &secret).await;
        }
        args::Interview::Rooms(rooms) => return published::rooms(&session, out, rooms).await,
        args::Interview::Resolve { id, step, as_, secret } => {
            let done = as_ == args::StepEnd::Done;
            return published::resolve(&session, out, (id, step, done), &secret).await;
        }
        args::Interview::Calendar { id, out: file, title, interviewer } => {
            let place = Place::new(&file, out)?;
            let interview = numbered::there(&engine, id).await?;
            let reader = if interviewer { CalendarFor::Interviewer } else { CalendarFor::Candidate };
            let text = calendar_file(&interview, reader, &title);
            let line = line(&engine, &interview, &conflicts(&engine, &interview).await?).await?;
            place.write(text.as_bytes(), &line, &format!("{} written", file.display()))?;
        }
    }
    Ok(Exit::Done)
}

/// Repeats an interview with what speaks against it. That keeps nothing from being saved.
pub async fn tell(engine: &Engine, out: Out, interview: &Interview, what: &str) -> Result<(), Failure> {
    let found = conflicts(engine, interview).await?;
    out.one(&line(engine, interview, &found).await?, told(interview, what))?;
    conflict_words::tell(&found);
    Ok(())
}

/// Tells the team when interviews are, and says who would be at two at once. A team that cannot be asked keeps nothing from
/// being saved.
pub async fn tell_overlaps(engine: &Engine, interview: &Interview) {
    match engine.team().overlaps(interview.id).await {
        Ok(found) => found.iter().for_each(|TeamOverlap { by, starts_at, ends_at, userids }| {
            let from = shown_in(*starts_at, &interview.plan.zone);
            let minutes = (ends_at - starts_at) / 60_000;
            let who = userids.iter().map(|userid| harmless(userid)).collect::<Vec<_>>().join(", ");
            say!("note: {} has an interview at {from} for {minutes} minutes with {who}", harmless(by));
        }),
        Err(error) => say!("note: the team was not asked who has an interview at that time: {error}"),
    }
}

/// Says what is left to do about an interview's room.
pub async fn tell_room(engine: &Engine, interview: &Interview) -> Result<(), Failure> {
    let id = interview.id;
    match engine.rooms().get(id).await?.filter(|room| room.state != RoomState::Deleted) {
        Some(_) if interview.called_off => {
            say!("note: interview {id} still has a room at ShowMeBug: `beckon-cli room delete {id}` deletes it");
        }
        Some(room) if room.differs => {
            say!("note: the room of interview {id} differs now: `beckon-cli room update --interview {id}` changes it");
        }
        _ => {}
    }
    Ok(())
}

/// Somebody who does not come to an interview, by both numbers.
fn not_invited(error: Error, id: InterviewId, candidate: CandidateId) -> Failure {
    match error {
        Error::NotFound(_) => Failure::from(error).saying(format!(
            "candidate {candidate} is not invited to interview {id}: `interview list` and `candidates list` show the numbers"
        )),
        error => error.into(),
    }
}

async fn draft(engine: &Engine, add: args::AddInterview) -> Result<InterviewDraft, Failure> {
    let args::AddInterview { candidate, starts, values } = add;
    let candidates = people(engine, &candidate).await?;
    let new = InterviewDraft { candidates, minutes: USUAL_MINUTES, ..InterviewDraft::default() };
    Ok(changed(engine, new, args::ChangedInterview { starts: Some(starts), values }))
}

/// `plan` with what was named; the rest stays. A zone that the new start names counts, and an end says the length.
fn changed(engine: &Engine, plan: InterviewDraft, change: args::ChangedInterview) -> InterviewDraft {
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

async fn list(engine: &Engine, out: Out, query: InterviewQuery) -> Result<(), Failure> {
    let mut rows: Vec<Interview> = Vec::new();
    let ask = async |after| engine.interviews().list(InterviewQuery { after, ..query.clone() }).await;
    every_row(ask, |row| rows.push(row)).await?;
    let told = engine.interviews().conflicting(rows.iter().map(|row| row.id).collect()).await?;
    let told: HashMap<_, _> = told.into_iter().map(|told| (told.interview, told.found)).collect();
    let published = engine.published().list(rows.iter().map(|row| row.id).collect()).await?;
    let published: HashMap<_, _> = published.iter().map(|known| (known.interview, known)).collect();
    let interviews = rows;
    let none = ConflictsFound::default();
    let line = |row| Line::new(row, told.get(&row.id).unwrap_or(&none), published.get(&row.id).copied());
    let rows: Vec<Line<'_>> = interviews.iter().map(line).collect();
    out.list(
        ["id", "starts", "zone", "minutes", "people", "round", "where", "WeCom", "state"],
        &rows,
        |Line { interview: row, conflicts, in_wecom, .. }| {
            let plan = &row.plan;
            let place = plan.place.clone().or_else(|| plan.link.clone()).unwrap_or_default();
            let state = if row.called_off { "called off".to_owned() } else { conflict_words::mark(conflicts) };
            let words = shown_in(row.starts_at, &plan.zone);
            let (starts, zone) = words.split_once(" (").unwrap_or((&words, ""));
            [
                row.id.to_string(),
                starts.to_owned(),
                zone.trim_end_matches(')').to_owned(),
                plan.minutes.to_string(),
                names(row),
                plan.round.clone(),
                place,
                in_wecom.words(),
                state,
            ]
        },
    )?;
    for interview in &interviews {
        if let Some(known) = published.get(&interview.id) {
            published::tell_unknown(engine, interview, known).await?;
        }
    }
    Ok(())
}

fn names(interview: &Interview) -> String {
    let name = |person: &Invited| match person.answer.as_ref().filter(|_| person.has_answered()) {
        Some(answer) => format!("{} ({})", person.name, answers::in_words(answer.kind)),
        None => person.name.clone(),
    };
    interview.people.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn told(interview: &Interview, what: &str) -> String {
    let plan = &interview.plan;
    let (starts, minutes) = (shown_in(interview.starts_at, &plan.zone), plan.minutes);
    format!(
        "interview {} {what}: {starts}, {}, with {}",
        interview.id,
        words::counted(minutes.into(), "minute"),
        names(interview)
    )
}
