//! `interview`: agree on one, list them, call one off, write its calendar file.

use std::path::Path;

use beckon_engine::{CalendarFor, Engine, calendar_file, every_row};
use beckon_model::{Candidate, CandidateId, Interview, InterviewDraft, InterviewQuery, Interviewer, Selection};
use jiff::tz::TimeZone;

use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Place;
use crate::out::Out;
use crate::session::Session;

pub async fn run(folder: &Path, out: Out, command: args::Interview) -> Result<Exit, Failure> {
    let engine = Session::open(folder).await?.engine;
    match command {
        args::Interview::Add(add) => {
            let draft = draft(&engine, *add).await?;
            let interview = engine.save_interview(None, draft).await?;
            out.one(&interview, told(&interview, "saved"))?;
        }
        args::Interview::List { past } => list(&engine, out, past).await?,
        args::Interview::Cancel { id } => {
            let interview = engine.call_off_interview(id, true).await?;
            out.one(&interview, told(&interview, "called off"))?;
        }
        args::Interview::Calendar { id, out: file, title, interviewer } => {
            let place = Place::new(&file, out)?;
            let interview = engine.interview(id).await?;
            let reader = if interviewer { CalendarFor::Interviewer } else { CalendarFor::Candidate };
            let text = calendar_file(&interview, reader, &title);
            place.write(text.as_bytes(), &interview, &format!("{} written", file.display()))?;
        }
    }
    Ok(Exit::Done)
}

async fn draft(engine: &Engine, add: args::AddInterview) -> Result<InterviewDraft, Failure> {
    let candidates = people(engine, &add.candidate).await?;
    let zone = add.zone.or_else(|| TimeZone::system().iana_name().map(str::to_owned));
    let zone = zone.ok_or_else(|| Failure::input("this system's time zone has no name: say --zone Asia/Shanghai"))?;
    Ok(InterviewDraft {
        candidates,
        round: add.round.unwrap_or_default(),
        format: add.format.into(),
        starts: add.starts,
        zone,
        minutes: add.minutes,
        candidate_zone: add.candidate_zone,
        place: add.place,
        link: add.link,
        interviewers: add.interviewer.iter().map(String::as_str).map(interviewer).collect(),
        contact: add.contact,
        notes: add.notes,
    })
}

/// The people with these WeCom ids. One who is not there is bad input: nobody is left out without a word.
async fn people(engine: &Engine, userids: &[String]) -> Result<Vec<CandidateId>, Failure> {
    let known = engine.selected(Selection::Userids { userids: userids.to_vec() }).await?;
    let find = |userid: &String| {
        let is_it = |row: &&Candidate| row.person.userid.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(userid));
        let unknown = || Failure::input(format!("nobody in the list has the WeCom id {userid:?}"));
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

async fn list(engine: &Engine, out: Out, past: bool) -> Result<(), Failure> {
    let mut rows: Vec<Interview> = Vec::new();
    let ask = async |after| engine.interviews(InterviewQuery { past, after, ..InterviewQuery::default() }).await;
    every_row(ask, |row| rows.push(row)).await?;
    out.list(["id", "starts", "zone", "minutes", "people", "round", "where", "state"], &rows, |row| {
        let plan = &row.plan;
        let place = plan.place.clone().or_else(|| plan.link.clone()).unwrap_or_default();
        let state = if row.called_off { "called off" } else { "" };
        let starts = plan.starts.replace('T', " ");
        [
            row.id.to_string(),
            starts,
            plan.zone.clone(),
            plan.minutes.to_string(),
            names(row),
            plan.round.clone(),
            place,
            state.to_owned(),
        ]
    })?;
    Ok(())
}

fn names(interview: &Interview) -> String {
    interview.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn told(interview: &Interview, what: &str) -> String {
    let plan = &interview.plan;
    format!(
        "interview {} {what}: {} {} with {}",
        interview.id,
        plan.starts.replace('T', " "),
        plan.zone,
        names(interview)
    )
}
