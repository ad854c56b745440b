//! `outside`: candidates who are no members of the company.

use std::path::Path;

use beckon_model::{
    CandidateId, FormRequest, LinkRequest, OptOut, OptOutBy, OptOutChange, OptOutRequest, OptOutTold, SheetRequest,
};
use serde::Serialize;

use super::answers;
use super::forms;
use super::outcome_sheet;
use super::routes;
use super::watch;
use super::write_back;
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::words;

pub async fn run(folder: &Path, out: Out, command: args::Outside) -> Result<Exit, Failure> {
    match command {
        args::Outside::Accounts { by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            routes::accounts(&session, out, &account).await
        }
        args::Outside::Sync { by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            routes::sync(&session, out, &account).await
        }
        args::Outside::WriteBack { remark, tags, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            match (remark, tags) {
                (None, None) => write_back::run(&session, out, &account).await,
                set => write_back::set(&session, out, &account, set).await,
            }
        }
        args::Outside::Sheet { make, manager, again, off, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            let outside = session.engine.outside();
            outcome_sheet::tell(
                out,
                &match (make, off) {
                    (true, _) => outside.sheet_make(SheetRequest { account: account.id, manager, again }).await?,
                    (_, true) => outside.sheet_off(&account.id).await?,
                    _ => outside.sheet_write(&account.id).await?,
                },
            )
        }
        args::Outside::Link { candidate, kind, colleague, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            let request = LinkRequest { candidate, account: account.id, by: kind, colleague };
            routes::link(&session, out, request).await
        }
        args::Outside::Show { candidate, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            routes::tell(out, session.engine.outside().person(candidate, &account.id).await?)
        }
        args::Outside::Confirm { candidate, customer, not, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            let outside = session.engine.outside();
            routes::tell(
                out,
                match not {
                    true => outside.match_reject(candidate, &account.id, customer).await?,
                    false => outside.match_confirm(candidate, &account.id, customer).await?,
                },
            )
        }
        args::Outside::Form { interview, manager, again, read: _, by } => {
            let (session, account) = Session::edit(folder)?.by(&by).await?;
            match interview {
                Some(interview) => {
                    let request = FormRequest { interview, account: account.id, manager, again };
                    forms::make(&session, out, request).await
                }
                None => forms::read(&session, out, &account).await,
            }
        }
        args::Outside::Assign { answer, candidate, undo: _, secret } => {
            let session = Session::edit(folder)?;
            session.lend_team(&secret.team).await?;
            forms::assign(&session, out, answer, candidate).await
        }
        args::Outside::Watch { until, account, secret } => watch::run(folder, out, until, account, secret).await,
        args::Outside::Answers { past, none } => answers::list(&Session::look(folder)?.engine, out, past, none).await,
        args::Outside::Optout { candidate, off, note, secret } => {
            let session = Session::edit(folder)?;
            session.lend_team(&secret.team).await?;
            opt_out(&session, out, OptOutRequest { candidate, opted_out: !off, note }).await
        }
    }
}

async fn opt_out(session: &Session, out: Out, request: OptOutRequest) -> Result<Exit, Failure> {
    #[derive(Serialize)]
    struct Line {
        candidate: CandidateId,
        opted_out: bool,
        /// Since when, UTC ms; `null` where nothing was ever noted.
        at: Option<i64>,
        by: Option<OptOutBy>,
        note: Option<String>,
        team: OptOutTold,
    }
    let candidate = request.candidate;
    let OptOutChange { opt_out, team } = session.engine.outside().opt_out(request).await?;
    let opted_out = opt_out.as_ref().is_some_and(|noted| noted.lifted_at.is_none());
    let text = match &opt_out {
        Some(OptOut { name, at, lifted_at: None, .. }) => {
            format!("{} wants no messages, since {}: no send includes them", harmless(name), words::time(*at))
        }
        Some(OptOut { name, .. }) => format!("{} may be written to again", harmless(name)),
        None => "nothing was noted of this person: messages go to them as before".to_owned(),
    };
    let at = opt_out.as_ref().map(|noted| noted.lifted_at.unwrap_or(noted.at));
    if let OptOutTold::NotTold { problem } = &team {
        let what = if opted_out { "the team hears of it later" } else { "the team's log still says it" };
        say!("note: {what}: {}", beckon_engine::team_problem(problem));
    }
    let (by, note) = opt_out.map(|noted| (noted.by, noted.note)).unzip();
    out.one(&Line { candidate, opted_out, at, by, note: note.flatten(), team }, text)?;
    Ok(Exit::Done)
}
