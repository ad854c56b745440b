//! `written`: an exam of ShowMeBug issued to people, and the list of who has which.

use std::path::Path;

use beckon_model::{RoomProblem, WrittenOutcome, WrittenRequest, WrittenTest};
use serde::Serialize;

use super::chosen;
use super::showmebug::lent;
use crate::args;
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::out::{Out, say};
use crate::session::Session;
use crate::words;

/// What became of a person's test.
#[derive(Serialize)]
struct OutcomeLine<'a> {
    #[serde(flatten)]
    outcome: &'a WrittenOutcome,
    why: Option<String>,
}

pub async fn run(folder: &Path, out: Out, command: args::Written) -> Result<Exit, Failure> {
    match command {
        args::Written::Issue { exam, to, again, allow_missing, secret } => {
            let session = lent(Session::edit(folder)?, &secret).await?;
            chosen::missing(&session, &to, allow_missing).await?;
            let outcomes = session.engine.written().issue(WrittenRequest { exam, to, again }).await?;
            issued(out, &outcomes)
        }
        args::Written::List => list(&Session::look(folder)?, out).await,
    }
}

fn issued(out: Out, outcomes: &[WrittenOutcome]) -> Result<Exit, Failure> {
    let why = |outcome: &WrittenOutcome| outcome.problem.as_ref().map(beckon_engine::room_problem);
    let lines: Vec<OutcomeLine<'_>> =
        outcomes.iter().map(|outcome| OutcomeLine { outcome, why: why(outcome) }).collect();
    out.list(["id", "name", "state", "problem"], &lines, |OutcomeLine { outcome, why }| {
        let state = outcome.test.as_ref().map_or("no test", |test| test.state.as_str()).to_owned();
        [outcome.candidate.to_string(), outcome.name.clone(), state, why.clone().unwrap_or_default()]
    })?;
    let made = outcomes.iter().filter(|outcome| outcome.problem.is_none()).count();
    say!("{} issued", words::counted(made as u64, "test"));
    // Who has the test already was to have it: that is no failure.
    let problems: Vec<_> = outcomes
        .iter()
        .map(|outcome| outcome.problem.as_ref().filter(|problem| **problem != RoomProblem::HasTest))
        .collect();
    Ok(exit::of_problems(&problems))
}

async fn list(session: &Session, out: Out) -> Result<Exit, Failure> {
    let tests: Vec<WrittenTest> = session.engine.written().list().await?;
    out.list(["id", "name", "exam", "state", "link"], &tests, |test| {
        let link = if test.has_link { "yes" } else { "no" };
        let state = match &test.problem {
            None => test.state.as_str().to_owned(),
            Some(problem) => format!("{}: {}", test.state.as_str(), beckon_engine::room_problem(problem)),
        };
        [test.candidate.to_string(), test.name.clone(), test.exam_name.clone(), state, link.to_owned()]
    })?;
    Ok(Exit::Done)
}
