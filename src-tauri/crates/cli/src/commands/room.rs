//! `room`: make the rooms of interviews at ShowMeBug, list them, keep them in step, ask about them, delete them.

use std::path::Path;

use beckon_model::{
    InterviewId, InterviewerContact, PlannedInterviewer, Room, RoomOutcome, RoomProblem, RoomQuery, RoomState,
    RoomWord, RoomsCheck, RoomsRefreshed, RoomsRequest,
};
use serde_json::{Value, json};

use super::room_line::{HEAD, LINKS_HEAD, OutcomeLine, RoomLine};
use super::showmebug::lent;
use crate::args;
use crate::ask;
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::out::{Out, harmless, say, table};
use crate::session::Session;
use crate::words;

pub async fn run(folder: &Path, out: Out, command: args::Room) -> Result<Exit, Failure> {
    match command {
        args::Room::Create { interviews, shared_link, dry_run, secret } => {
            let session = lent(Session::edit(folder)?, &secret).await?;
            let request = RoomsRequest { interviews: interviews.numbers, personal: !shared_link };
            create(&session, out, request, dry_run).await
        }
        args::Room::List { interview, state, links } => {
            list(&Session::look(folder)?, out, RoomQuery { interviews: interview, state }, links).await
        }
        args::Room::Show { interview, links } => show(&Session::look(folder)?, out, interview, links).await,
        args::Room::Update { interviews, secret } => {
            let session = lent(Session::edit(folder)?, &secret).await?;
            let outcomes = session.engine.rooms().update(interviews.numbers).await?;
            tell(out, &outcomes)
        }
        args::Room::Refresh { secret } => refresh(&lent(Session::edit(folder)?, &secret).await?, out).await,
        args::Room::Result { interview, secret } => {
            result(&lent(Session::edit(folder)?, &secret).await?, out, interview).await
        }
        args::Room::Delete { interview, yes, secret } => {
            delete(&lent(Session::edit(folder)?, &secret).await?, out, interview, yes).await
        }
        args::Room::Resolve { interview, as_, secret } => {
            resolve(&lent(Session::edit(folder)?, &secret).await?, out, interview, as_).await
        }
        args::Room::Contact(contact) => keep_contact(&Session::edit(folder)?, out, contact).await,
    }
}

/// Shows what would be made, then makes it.
async fn create(session: &Session, out: Out, request: RoomsRequest, dry_run: bool) -> Result<Exit, Failure> {
    let check = session.engine.rooms().check(request.clone()).await?;
    if dry_run {
        out.one(&json!({ "dry_run": true, "check": check }), planned(&check))?;
        let problems: Vec<_> = check.rooms.iter().map(|room| room.problem.as_ref()).collect();
        return Ok(exit::of_problems(&problems));
    }
    say!("{}", planned(&check));
    let outcomes = session.engine.rooms().create(request).await?;
    tell(out, &outcomes)
}

/// What a check found, for people.
fn planned(check: &RoomsCheck) -> String {
    let who = |person: &PlannedInterviewer| match (&person.userid, &person.phone, &person.email) {
        (None, ..) => format!("{} (no WeCom id, no link of their own)", person.name),
        (_, None, None) => format!("{} (no phone number, no mail address)", person.name),
        _ => person.name.clone(),
    };
    let rows = check.rooms.iter().map(|room| {
        let people = room.interviewers.iter().map(who).collect::<Vec<_>>().join(", ");
        let problem = room.problem.as_ref().map(beckon_engine::room_problem).unwrap_or_default();
        [room.interview.to_string(), room.name.clone(), people, problem]
    });
    let rows = table(["interview", "room", "interviewers", "problem"], rows);
    let left = |quota: Option<i64>| quota.map_or("unknown".to_owned(), |left| left.to_string());
    format!("{rows}\nsessions left: {}, afterwards {}", left(check.quota), left(check.quota_after))
}

/// A line for each interview, and the exit code of all of them.
fn tell(out: Out, outcomes: &[RoomOutcome]) -> Result<Exit, Failure> {
    let lines: Vec<OutcomeLine> = outcomes.iter().map(OutcomeLine::from).collect();
    out.list(["interview", "state", "room id", "problem"], &lines, |line| {
        let state = line.room.as_ref().map_or("no room", |room| room.state.as_str()).to_owned();
        let uid = line.room.as_ref().and_then(|room| room.uid.clone()).unwrap_or_default();
        [line.interview.to_string(), state, uid, line.why.clone().unwrap_or_default()]
    })?;
    let problems: Vec<_> = outcomes.iter().map(|outcome| outcome.problem.as_ref()).collect();
    Ok(exit::of_problems(&problems))
}

async fn list(session: &Session, out: Out, query: RoomQuery, links: bool) -> Result<Exit, Failure> {
    let mut lines = Vec::new();
    for room in session.engine.rooms().list(query).await? {
        lines.push(line(session, &room, links).await?);
    }
    if links && !out.json {
        let rows: Vec<[String; 4]> = lines.iter().flat_map(RoomLine::links).collect();
        out.list(LINKS_HEAD, &rows, Clone::clone)?;
    } else {
        out.list(HEAD, &lines, RoomLine::cells)?;
    }
    Ok(Exit::Done)
}

async fn show(session: &Session, out: Out, interview: InterviewId, links: bool) -> Result<Exit, Failure> {
    let room = room(session, interview).await?;
    let line = line(session, &room, links).await?;
    let mut text = table(HEAD, std::iter::once(line.cells()));
    if links {
        text = format!("{text}\n\n{}", table(LINKS_HEAD, line.links().into_iter()));
    }
    out.one(&line, text)?;
    Ok(Exit::Done)
}

/// A room as a line, with its links when they are wanted and it is not deleted.
async fn line(session: &Session, room: &Room, links: bool) -> Result<RoomLine, Failure> {
    let found = match room.interview {
        Some(interview) if links && room.state != RoomState::Deleted => {
            Some(session.engine.rooms().links(interview).await?)
        }
        _ => links.then(Default::default),
    };
    Ok(RoomLine::of(room, found.as_ref()))
}

async fn room(session: &Session, interview: InterviewId) -> Result<Room, Failure> {
    let found = session.engine.rooms().get(interview).await?;
    found.ok_or_else(|| beckon_engine::Error::Room(RoomProblem::NoRoom).into())
}

async fn refresh(session: &Session, out: Out) -> Result<Exit, Failure> {
    let refreshed = session.engine.rooms().refresh(Vec::new()).await?;
    let RoomsRefreshed { asked, ended, results, problem } = &refreshed;
    let ended = words::counted(ended.len() as u64, "interview");
    let text = format!(
        "{} asked about; {ended} ended since the last look, {} fetched",
        words::counted(*asked, "room"),
        words::counted(*results, "result")
    );
    out.one(&refreshed, text)?;
    let Some(problem) = problem else {
        let unknown = RoomQuery { state: Some(RoomState::Unknown), ..RoomQuery::default() };
        let unknown = session.engine.rooms().list(unknown).await?;
        return Ok(if unknown.is_empty() { Exit::Done } else { Exit::Waiting });
    };
    say!("{}", beckon_engine::room_problem(problem));
    Ok(exit::of_problem(problem))
}

async fn result(session: &Session, out: Out, interview: InterviewId) -> Result<Exit, Failure> {
    let result = session.engine.rooms().result(interview).await?;
    let raw: Value = serde_json::from_str(&result.raw).unwrap_or(Value::Null);
    let known: serde_json::Map<String, Value> =
        result.known.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let line = json!({ "interview": interview, "at": result.at, "known": known, "raw": raw, "url": result.url });
    let mut text = table(["result", ""], result.known.iter().map(|(name, value)| [name.clone(), value.clone()]));
    if let Some(url) = &result.url {
        text = format!("{text}\n{url}");
    }
    out.one(&line, format!("{text}\n{}", harmless(&result.raw)))?;
    Ok(Exit::Done)
}

async fn delete(session: &Session, out: Out, interview: InterviewId, yes: bool) -> Result<Exit, Failure> {
    let room = room(session, interview).await?;
    if !yes {
        if !ask::can_ask() {
            return Err(Failure::input("there is no terminal to ask on: say --yes to delete without asking"));
        }
        let name = harmless(&room.name);
        ask::confirm(&format!("Delete the room of interview {interview} ({name})? Its links stop working."))?;
    }
    let deleted = session.engine.rooms().delete(interview).await?;
    let kept = if deleted.result_kept { "its result is kept" } else { "it had no result" };
    let told = match deleted.told.len() {
        0 => "no one got a link to it".to_owned(),
        _ => format!("these people have its link and should hear of it: {}", harmless(&deleted.told.join(", "))),
    };
    let line =
        json!({ "room": RoomLine::of(&deleted.room, None), "result_kept": deleted.result_kept, "told": deleted.told });
    out.one(&line, format!("room of interview {interview} deleted; {kept}; {told}"))?;
    Ok(Exit::Done)
}

async fn resolve(session: &Session, out: Out, interview: InterviewId, word: RoomWord) -> Result<Exit, Failure> {
    let outcome = session.engine.rooms().resolve(interview, word).await?;
    tell(out, &[outcome])
}

/// Keeps what is given, and shows what is kept.
async fn keep_contact(session: &Session, out: Out, contact: args::Contact) -> Result<Exit, Failure> {
    let args::Contact { userid, phone, email } = contact;
    let mut kept = session.engine.rooms().contact(&userid).await?;
    if phone.is_some() || email.is_some() {
        let changed = InterviewerContact { phone: phone.or(kept.phone), email: email.or(kept.email), ..kept };
        kept = session.engine.rooms().contact_save(changed).await?;
    }
    let rows = [
        ["WeCom id".to_owned(), kept.userid.clone()],
        ["phone number".to_owned(), kept.phone.clone().unwrap_or_default()],
        ["mail address".to_owned(), kept.email.clone().unwrap_or_default()],
    ];
    out.one(&kept, table(["interviewer", ""], rows.into_iter()))?;
    Ok(Exit::Done)
}
