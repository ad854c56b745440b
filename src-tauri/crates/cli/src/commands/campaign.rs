//! `campaign`: list and show; what a person does about one is in `act`.

use std::path::Path;

use beckon_model::{Campaign, CampaignId, RecallRequest};
use serde::Serialize;

use super::act::{GoOn, cancel, go_on, recall, stopped};
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, say, table};
use crate::session::Session;
use crate::time::{self, Starts};
use crate::words;

#[derive(Serialize)]
struct CampaignLine<'a> {
    campaign: CampaignId,
    state: &'static str,
    /// The kind word of what stopped it.
    reason: Option<&'static str>,
    why: Option<String>,
    /// WeCom's own words when it refused the account, and the address from which it saw the call.
    wecom_said: Option<&'a str>,
    ip: Option<&'a str>,
    account: &'a str,
    template: &'a str,
    template_version: u32,
    /// One message, sent to oneself.
    test: bool,
    total: u64,
    queued: u64,
    sending: u64,
    accepted: u64,
    rejected: u64,
    held: u64,
    unknown: u64,
    cancelled: u64,
    recalled: u64,
    approval: &'a str,
    created_at: i64,
    starts_at: Option<i64>,
    #[serde(flatten)]
    starts: Option<Starts>,
    ended_at: Option<i64>,
}

impl<'a> From<&'a Campaign> for CampaignLine<'a> {
    fn from(campaign: &'a Campaign) -> Self {
        let counts = campaign.counts;
        Self {
            campaign: campaign.id,
            state: campaign.state.as_str(),
            reason: campaign.stopped_by.as_ref().map(beckon_model::Reason::kind),
            why: why(campaign),
            wecom_said: campaign.said.as_ref().map(|said| said.words.as_str()),
            ip: campaign.said.as_ref().and_then(|said| said.ip.as_deref()),
            account: &campaign.account_name,
            template: &campaign.template_name,
            template_version: campaign.template_version,
            test: campaign.test,
            total: counts.total,
            queued: counts.queued,
            sending: counts.sending,
            accepted: counts.accepted,
            rejected: counts.rejected,
            held: counts.held,
            unknown: counts.unknown,
            cancelled: counts.cancelled,
            recalled: counts.recalled,
            approval: &campaign.approval,
            created_at: campaign.created_at,
            starts_at: campaign.starts_at,
            starts: campaign.starts_at.map(Starts::here),
            ended_at: campaign.ended_at,
        }
    }
}

pub async fn run(folder: &Path, out: Out, command: args::Campaign) -> Result<Exit, Failure> {
    match command {
        args::Campaign::List => list(&Session::look(folder)?, out).await,
        args::Campaign::Show { id } => show(out, &find(&Session::look(folder)?, id).await?),
        args::Campaign::Pause { id } => {
            let session = Session::open(folder).await?;
            find(&session, id).await?;
            session.engine.pause(id).await?;
            stopped(&session, out, id).await
        }
        args::Campaign::Cancel { id, yes } => cancel(&Session::open(folder).await?, out, id, yes).await,
        args::Campaign::Resume { id, secret } => go_on(folder, out, id, &secret, GoOn::Resume).await,
        args::Campaign::Retry { id, secret } => go_on(folder, out, id, &secret, GoOn::Retry).await,
        args::Campaign::Resolve { id, row: None, answer, secret, .. } => {
            go_on(folder, out, id, &secret, GoOn::ResolveAll(answer.into())).await
        }
        args::Campaign::Resolve { id, row: Some(row), answer, secret, .. } => {
            let known = Session::open(folder).await?.engine.log_detail(row).await;
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

/// The campaign with this number.
pub async fn find(session: &Session, id: CampaignId) -> Result<Campaign, Failure> {
    let found = session.engine.campaign(id).await;
    found.map_err(|error| {
        let unknown = matches!(error, beckon_engine::Error::NotFound(_));
        let failure = Failure::from(error);
        if unknown { failure.saying(format!("there is no campaign {id}")) } else { failure }
    })
}

/// Prints one campaign.
pub fn show(out: Out, campaign: &Campaign) -> Result<Exit, Failure> {
    out.one(&CampaignLine::from(campaign), details(campaign))?;
    Ok(Exit::Done)
}

async fn list(session: &Session, out: Out) -> Result<Exit, Failure> {
    let campaigns = session.engine.campaigns().await?;
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
    let hidden = session.engine.list_sizes().await?.1.saturating_sub(lines.len() as u64);
    if hidden > 0 {
        say!("and {hidden} older campaigns (`beckon-cli campaign show ID`)");
    }
    Ok(Exit::Done)
}

fn why(campaign: &Campaign) -> Option<String> {
    campaign.stopped_by.as_ref().map(|reason| words::why_said(reason, campaign.said.as_ref()))
}

fn details(campaign: &Campaign) -> String {
    let counts = &campaign.counts;
    let numbers = [
        ("people", counts.total),
        ("queued", counts.queued),
        ("sending", counts.sending),
        ("accepted", counts.accepted),
        ("rejected", counts.rejected),
        ("unknown", counts.unknown),
        ("held", counts.held),
        ("cancelled", counts.cancelled),
        ("recalled", counts.recalled),
    ];
    let words = [
        ("state", Some(campaign.state.as_str().to_owned())),
        ("kind", campaign.test.then(|| "a test: one message, sent to oneself".to_owned())),
        ("because", why(campaign)),
        ("WeCom", campaign.said.as_ref().map(words::said)),
        ("account", Some(campaign.account_name.clone())),
        ("template", Some(format!("{}, version {}", campaign.template_name, campaign.template_version))),
        ("approved", Some(words::time(campaign.created_at))),
        ("starts", campaign.starts_at.map(time::moment)),
        ("ended", campaign.ended_at.map(words::time)),
    ];
    let numbers = numbers.into_iter().map(|(name, number)| [name.to_owned(), number.to_string()]);
    let rows = words.into_iter().filter_map(|(name, word)| Some([name.to_owned(), word?])).chain(numbers);
    table(["campaign", &campaign.id.to_string()], rows)
}
