//! `interview`: agree on one, list them, call one off, write its calendar file.

use std::collections::HashMap;
use std::path::Path;

use beckon_engine::{CalendarFor, Engine, Error, calendar_file, every_row, shown_in};
use beckon_model::{CandidateId, ConflictsFound, Interview, InterviewId, InterviewQuery, NewAnswer};

use super::interview_draft::{changed, draft};
use super::interview_line::{Line, conflicts};
use super::interview_told::{line, names, tell, tell_overlaps, tell_room};
use super::{behind, changes, conflict_words, in_step, numbered, publish, published};
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Place;
use crate::out::Out;
use crate::session::Session;

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
            behind::tell_left(&engine, &interview).await?;
            behind::tell_called_off(&interview);
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

/// Somebody who does not come to an interview, by both numbers.
fn not_invited(error: Error, id: InterviewId, candidate: CandidateId) -> Failure {
    match error {
        Error::NotFound(_) => Failure::from(error).saying(format!(
            "candidate {candidate} is not invited to interview {id}: `interview list` and `candidates list` show the numbers"
        )),
        error => error.into(),
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
