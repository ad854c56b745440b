//! `campaign`: list and show; what a person does about one is in `act`.

use std::path::Path;

use beckon_model::RecallRequest;

use super::act::{GoOn, cancel, go_on, recall, stopped};
use super::campaign_line::{CampaignLine, find, show};
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, say};
use crate::session::Session;
use crate::words;

pub async fn run(folder: &Path, out: Out, command: args::Campaign) -> Result<Exit, Failure> {
    match command {
        args::Campaign::List => list(&Session::look(folder)?, out).await,
        args::Campaign::Show { id } => show(out, &find(&Session::look(folder)?, id).await?),
        args::Campaign::Pause { id } => {
            let session = Session::open(folder).await?;
            find(&session, id).await?;
            session.engine.campaigns().pause(id).await?;
            stopped(&session, out, id).await
        }
        args::Campaign::Cancel { id, yes } => cancel(&Session::open(folder).await?, out, id, yes).await,
        args::Campaign::Resume { id, secret } => go_on(folder, out, id, &secret, GoOn::Resume).await,
        args::Campaign::Retry { id, secret } => go_on(folder, out, id, &secret, GoOn::Retry).await,
        args::Campaign::Resolve { id, row: None, answer, secret, .. } => {
            go_on(folder, out, id, &secret, GoOn::ResolveAll(answer.into())).await
        }
        args::Campaign::Resolve { id, row: Some(row), answer, secret, .. } => {
            let known = Session::open(folder).await?.engine.log().detail(row, false).await;
            if known.as_ref().map_or(true, |detail| detail.row.campaign != id) {
                return Err(Failure::input(format!("campaign {id} has no row {row}")));
            }
            go_on(folder, out, id, &secret, GoOn::Resolve(row, answer.into())).await
        }
        args::Campaign::Recall { id, row, yes, secret } => {
            recall(folder, out, RecallRequest { campaign: id, delivery: row }, yes, &secret).await
        }
    }
}

async fn list(session: &Session, out: Out) -> Result<Exit, Failure> {
    let campaigns = session.engine.campaigns().list().await?;
    let lines: Vec<CampaignLine<'_>> = campaigns.iter().map(CampaignLine::from).collect();
    let header = ["campaign", "approved", "account", "template", "state", "total", "accepted", "rejected", "open"];
    out.list(header, &lines, |line| {
        let open = line.total - line.accepted - line.rejected - line.cancelled - line.recalled;
        let numbers = [line.total, line.accepted, line.rejected, open].map(|number| number.to_string());
        let [total, accepted, rejected, open] = numbers;
        let mark = if line.test { " (test)" } else { "" };
        let (account, template) = (line.account.to_owned(), format!("{}{mark}", line.template));
        let (id, approved, state) = (line.campaign.to_string(), words::time(line.created_at), line.state.to_owned());
        [id, approved, account, template, state, total, accepted, rejected, open]
    })?;
    for line in lines.iter().filter(|_| !out.json) {
        if let Some(why) = &line.why {
            say!("campaign {}: {why}", line.campaign);
        }
    }
    let hidden = session.engine.candidates().sizes().await?.1.saturating_sub(lines.len() as u64);
    if hidden > 0 {
        say!("and {hidden} older campaigns (`beckon-cli campaign show ID`)");
    }
    Ok(Exit::Done)
}
