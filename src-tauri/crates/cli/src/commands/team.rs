//! `team`: set up, join, leave; who belongs to it, and what it knows of all computers.

use std::path::Path;

use beckon_model::{
    ClaimState, Clock, SecretPlace, SystemClock, Team, TeamCreated, TeamDraft, TeamJoin, TeamLogFilter, TeamProblem,
    TeamRole,
};
use serde_json::json;

use super::team_line::{self, LogLine, details, role};
use super::team_shared;
use crate::args::{self, GivenPassword, LentTeamPassword};
use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Place};
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

/// Bytes of a CA file or a connection file at most.
const FILE_BYTES: usize = 64 * 1024;

/// How far back figures go by themselves, in milliseconds.
const FIGURES_MS: i64 = 30 * 86_400_000;

pub async fn run(folder: &Path, out: Out, command: args::Team) -> Result<Exit, Failure> {
    let edit = async |password: &LentTeamPassword| lent(Session::edit(folder)?, password).await;
    let look = async |password: &LentTeamPassword| lent(Session::look(folder)?, password).await;
    match command {
        args::Team::Create { url, ca, password_env, vault, company, login } => {
            let session = Session::edit(folder)?;
            let ca = ca.map(|file| text(&file)).transpose()?;
            let password = match &password_env {
                Some(variable) => ask::secret_from_env(variable)?,
                None => ask::from_stdin("Password of the administrator")?,
            };
            let draft = TeamDraft { url, ca, password, corp_id: company, login, vault: vault.into() };
            create(&session, out, draft).await
        }
        args::Team::Invite { user, out: file, lead, password } => {
            let role = if lead { TeamRole::Lead } else { TeamRole::Recruiter };
            invite(&edit(&password).await?, out, &user, role, &file).await
        }
        args::Team::Join { file, password, vault } => {
            let session = Session::edit(folder)?;
            let file = text(&file)?;
            let password = given(&password)?;
            join(&session, out, TeamJoin { file, password, vault: vault.into() }).await
        }
        args::Team::Status { password } => {
            let status = look(&password).await?.engine.team().status().await?;
            out.one(&status, team_line::status(&status))?;
            Ok(Exit::Done)
        }
        args::Team::Log(wanted) => log(&look(&wanted.password).await?, out, wanted).await,
        args::Team::Release { claim, why, password } => release(&edit(&password).await?, out, &claim, &why).await,
        args::Team::Leave { yes, password } => leave(&edit(&password).await?, out, yes).await,
        args::Team::Members { password } => members(&look(&password).await?, out).await,
        args::Team::Remove { user, yes, password } => remove(&edit(&password).await?, out, &user, yes).await,
        args::Team::Figures { since, password } => figures(&look(&password).await?, out, since.as_deref()).await,
        args::Team::Shared(command) => {
            let session = edit(command.password()).await?;
            team_shared::run(&session, out, command).await
        }
    }
}

async fn lent(session: Session, password: &LentTeamPassword) -> Result<Session, Failure> {
    session.lend_team(password).await?;
    Ok(session)
}

fn text(file: &Path) -> Result<String, Failure> {
    // What is no text is no file of this kind, and is refused as such.
    Ok(String::from_utf8_lossy(&files::read(file, FILE_BYTES)?).into_owned())
}

fn given(password: &GivenPassword) -> Result<secrecy::SecretString, Failure> {
    match &password.password_env {
        Some(variable) => ask::secret_to_lend(variable),
        None => ask::from_stdin("Password"),
    }
}

async fn create(session: &Session, out: Out, draft: TeamDraft) -> Result<Exit, Failure> {
    let TeamCreated { team, password } = session.engine.team().create(draft).await?;
    let mut text = details(&team);
    let mut line = json!({ "team": team, "user": team.login });
    if let Some(password) = password {
        text += &format!("\nyour password, which is shown only now: {password}");
        line["password"] = json!(password);
    }
    out.one(&line, text)?;
    not_stored(&team);
    Ok(Exit::Done)
}

fn not_stored(team: &Team) {
    if team.password_place == SecretPlace::Session {
        say!("note: the password is not stored; commands that ask the team accept --team-password-env VAR");
    }
}

async fn invite(session: &Session, out: Out, user: &str, role: TeamRole, file: &Path) -> Result<Exit, Failure> {
    let place = Place::new(file, out)?;
    let invited = session.engine.team().invite(user, role).await?;
    let text = format!(
        "{} can join with {} and this password, which is shown only now: {}\nsend the password by another way than the file",
        invited.user,
        file.display(),
        invited.password
    );
    if files::is_dash(file) {
        say!("{text}");
    }
    let line = json!({ "user": invited.user, "password": invited.password, "file": file.display().to_string() });
    place.write(invited.file.as_bytes(), &line, &text)?;
    Ok(Exit::Done)
}

async fn join(session: &Session, out: Out, join: TeamJoin) -> Result<Exit, Failure> {
    let team = session.engine.team().join(join).await?;
    let next = format!(
        "{}\n`beckon-cli account set NAME --team on` has an account ask the team before it sends",
        details(&team)
    );
    out.one(&json!({ "team": team }), next)?;
    not_stored(&team);
    Ok(Exit::Done)
}

fn since(text: Option<&str>) -> Result<Option<i64>, Failure> {
    let read = |text: &str| {
        let at = beckon_engine::since(text, SystemClock.now_ms());
        at.map(|at| at.timestamp().as_millisecond())
            .map_err(|problem| Failure::input(format!("--since {}", beckon_engine::sentence(&problem))))
    };
    text.map(read).transpose()
}

async fn log(session: &Session, out: Out, wanted: args::TeamLog) -> Result<Exit, Failure> {
    let mut filter = TeamLogFilter {
        userid: wanted.user,
        by: wanted.by,
        occasion: wanted.occasion,
        states: wanted.state,
        since: since(wanted.since.as_deref())?,
        behind: None,
    };
    if let Some(file) = &wanted.export {
        let place = Place::new(file, out)?;
        let bytes = session.engine.team().export(filter).await?;
        let text = format!("the team's log is in {}", file.display());
        place.write(&bytes, &json!({ "file": file.display().to_string() }), &text)?;
        return Ok(Exit::Done);
    }
    let most = wanted.limit as usize;
    let mut lines: Vec<LogLine> = Vec::new();
    loop {
        let page = session.engine.team().log(filter.clone()).await?;
        lines.extend(page.lines.into_iter().map(LogLine::from));
        filter.behind = page.next;
        if filter.behind.is_none() || lines.len() >= most {
            break;
        }
    }
    let is_more = filter.behind.is_some() || lines.len() > most;
    lines.truncate(most);
    out.list(team_line::HEAD, &lines, LogLine::cells)?;
    if is_more {
        say!("there are more lines: say --limit N, or --export FILE for all of them");
    }
    Ok(Exit::Done)
}

async fn release(session: &Session, out: Out, claim: &str, why: &str) -> Result<Exit, Failure> {
    let state = session.engine.team().release(claim, why).await?;
    let text = match state {
        ClaimState::GivenBack => "given back: others can invite this person now",
        _ => {
            "unknown: no one knows whether the message arrived; inviting this person again needs a reason (send --again)"
        }
    };
    out.one(&json!({ "claim": claim.trim(), "state": state }), text)?;
    Ok(Exit::Done)
}

async fn leave(session: &Session, out: Out, yes: bool) -> Result<Exit, Failure> {
    let team = session.engine.team().get().await?;
    let team = team.ok_or(beckon_engine::Error::Team(TeamProblem::NotJoined))?;
    if !yes && ask::can_ask() {
        ask::confirm(&format!("Leave the team of {} and close the login {}?", team.corp_id, team.login))?;
    }
    let open = session.engine.team().leave().await?;
    let text = format!("left the team of {}; what this computer sent stays in its log", team.corp_id);
    out.one(&json!({ "left": team.corp_id, "login": team.login, "closed": open.is_none(), "problem": open }), text)?;
    if let Some(problem) = open {
        say!("note: the login {} stays open: {}", team.login, beckon_engine::team_problem(&problem));
    }
    let accounts = session.engine.accounts().list().await?;
    for account in accounts.iter().filter(|account| account.team) {
        say!(
            "note: account {:?} sends nothing without a team until you say: account set {} --team off",
            harmless(&account.name),
            harmless(&account.name)
        );
    }
    Ok(Exit::Done)
}

async fn members(session: &Session, out: Out) -> Result<Exit, Failure> {
    let members = session.engine.team().status().await?.members;
    out.list(["login", "is", "since", "until"], &members, |member| {
        let until = member.removed_at.map(words::time).unwrap_or_default();
        [member.login.clone(), role(member.role).to_owned(), words::time(member.added_at), until]
    })?;
    Ok(Exit::Done)
}

async fn remove(session: &Session, out: Out, user: &str, yes: bool) -> Result<Exit, Failure> {
    if !yes && ask::can_ask() {
        ask::confirm(&format!("Close the login {:?}? What they did and claimed stays.", harmless(user)))?;
    }
    if !session.engine.team().remove_member(user).await? {
        return Err(Failure::input(format!("the team has no open login called {:?}", harmless(user))));
    }
    out.one(&json!({ "removed": user }), format!("the login {user} is closed"))?;
    Ok(Exit::Done)
}

async fn figures(session: &Session, out: Out, from: Option<&str>) -> Result<Exit, Failure> {
    let from = since(from)?.unwrap_or_else(|| SystemClock.now_ms() - FIGURES_MS);
    let figures = session.engine.team().figures(from).await?;
    out.list(["day (UTC)", "by", "state", "invitations"], &figures, |figure| {
        let state = beckon_engine::claim_state(figure.state).to_owned();
        [figure.day.clone(), figure.by.clone(), state, figure.invitations.to_string()]
    })?;
    Ok(Exit::Done)
}
