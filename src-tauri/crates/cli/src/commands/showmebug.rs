//! `showmebug`: the connection to ShowMeBug, and the exams that there are.

use std::path::Path;

use beckon_model::{DoctorState, SecretPlace, ShowMeBug, ShowMeBugCheck, ShowMeBugDraft, ShowMeBugStep};
use serde::Serialize;
use serde_json::json;

use super::{doctor, secrets};
use crate::args::{self, LentShowMeBugSecret};
use crate::ask;
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::out::{Out, harmless, say, table};
use crate::session::Session;
use crate::words;

/// A step of the test with the sentence for what is wrong.
#[derive(Serialize)]
struct StepLine {
    step: ShowMeBugStep,
    state: DoctorState,
    problem: Option<&'static str>,
    why: Option<String>,
}

pub async fn run(folder: &Path, out: Out, command: args::ShowMeBug) -> Result<Exit, Failure> {
    match command {
        args::ShowMeBug::Connect { base_url, key, secret, vault, token } => {
            let secret = ask::given(&secret)?;
            let draft = ShowMeBugDraft { base_url, key, secret, vault: vault.into(), token };
            connect(&Session::edit(folder)?, out, draft).await
        }
        args::ShowMeBug::Show => {
            let connection = connection(&Session::look(folder)?).await?;
            out.one(&connection, details(&connection))?;
            Ok(Exit::Done)
        }
        args::ShowMeBug::Test { secret } => test(&lent(Session::edit(folder)?, &secret).await?, out).await,
        args::ShowMeBug::Forget { yes } => forget(&Session::edit(folder)?, out, yes).await,
        args::ShowMeBug::Exams { search, secret } => {
            exams(&lent(Session::edit(folder)?, &secret).await?, out, search).await
        }
    }
}

/// The session with the secret that `--secret-env` names, if it names one.
pub async fn lent(session: Session, secret: &LentShowMeBugSecret) -> Result<Session, Failure> {
    if let Some(variable) = &secret.secret_env {
        session.engine.showmebug().lend_secret(ask::secret_to_lend(variable)?).await?;
    }
    Ok(session)
}

async fn connection(session: &Session) -> Result<ShowMeBug, Failure> {
    let found = session.engine.showmebug().get().await?;
    found.ok_or_else(|| beckon_engine::Error::Room(beckon_model::RoomProblem::NotConnected).into())
}

async fn connect(session: &Session, out: Out, draft: ShowMeBugDraft) -> Result<Exit, Failure> {
    let connection = session.engine.showmebug().connect(draft).await?;
    if connection.secret_place == SecretPlace::Session {
        say!("note: the secret is not stored; commands that talk to ShowMeBug take --secret-env VAR");
    }
    let next = format!("ShowMeBug at {} is connected; `beckon-cli showmebug test` asks about it", connection.base_url);
    out.one(&connection, next)?;
    Ok(Exit::Done)
}

fn details(connection: &ShowMeBug) -> String {
    let rows = [
        ["base URL".to_owned(), connection.base_url.clone()],
        ["key".to_owned(), connection.key.clone()],
        ["token".to_owned(), connection.token.as_str().to_owned()],
        ["secret".to_owned(), secrets::kept(connection.secret_place, connection.saved_at, &connection.secret_hint)],
    ];
    table(["ShowMeBug", ""], rows.into_iter())
}

async fn test(session: &Session, out: Out) -> Result<Exit, Failure> {
    let ShowMeBugCheck { steps, team } = session.engine.showmebug().test().await?;
    let lines: Vec<StepLine> = steps
        .iter()
        .map(|found| StepLine {
            step: found.step,
            state: found.state,
            problem: found.problem.as_ref().map(beckon_model::RoomProblem::kind),
            why: found.problem.as_ref().map(beckon_engine::room_problem),
        })
        .collect();
    if out.json {
        out.line(&json!({ "steps": lines, "team": team }))?;
    } else {
        out.list(["step", "state", ""], &lines, |line| {
            [line.step.as_str().to_owned(), doctor::mark(line.state).to_owned(), line.why.clone().unwrap_or_default()]
        })?;
        if let Some(team) = &team {
            let name = harmless(team.name.as_deref().unwrap_or("without a name"));
            let count = |left: i64| words::counted(u64::try_from(left).unwrap_or(0), "session");
            let left = team.left_quota.map_or("an unknown number of sessions".to_owned(), count);
            say!("team {name:?}, {left} left");
        }
    }
    let failed = steps.iter().find(|found| found.state == DoctorState::Failure);
    Ok(failed.map_or(Exit::Done, |found| found.problem.as_ref().map_or(Exit::Other, exit::of_problem)))
}

async fn forget(session: &Session, out: Out, yes: bool) -> Result<Exit, Failure> {
    let connection = connection(session).await?;
    if !yes && ask::can_ask() {
        ask::confirm(&format!(
            "Forget the connection to {} and its secret? Rooms stay in the list.",
            connection.base_url
        ))?;
    }
    session.engine.showmebug().forget().await?;
    out.one(&json!({ "forgotten": connection.base_url }), format!("{} forgotten", connection.base_url))?;
    Ok(Exit::Done)
}

async fn exams(session: &Session, out: Out, search: Option<String>) -> Result<Exit, Failure> {
    let exams = session.engine.written().exams(search).await?;
    out.list(["id", "name", "questions", "minutes", "points"], &exams, |exam| {
        let number = |value: Option<u64>| value.map_or(String::new(), |value| value.to_string());
        let minutes = if exam.minutes == Some(0) { "unlimited".to_owned() } else { number(exam.minutes) };
        let points = exam.score.map_or(String::new(), |score| score.to_string());
        [exam.id.to_string(), exam.name.clone(), number(exam.questions), minutes, points]
    })?;
    if !out.json {
        say!("{}", words::counted(exams.len() as u64, "exam"));
    }
    Ok(Exit::Done)
}
