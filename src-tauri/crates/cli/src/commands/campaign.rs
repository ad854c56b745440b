//! `campaign`: list, show, resume.

use std::path::Path;

use beckon_model::{Campaign, CampaignId};
use serde::Serialize;

use crate::args;
use crate::args::LentSecret;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::{follow, tell};
use crate::interrupt::Interrupts;
use crate::out::{Out, table};
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct CampaignLine<'a> {
    campaign: CampaignId,
    state: &'static str,
    /// The kind word of what stopped it.
    reason: Option<&'static str>,
    why: Option<String>,
    account: &'a str,
    template: &'a str,
    template_version: u32,
    total: u64,
    queued: u64,
    sending: u64,
    accepted: u64,
    rejected: u64,
    held: u64,
    unknown: u64,
    cancelled: u64,
    approval: &'a str,
    created_at: i64,
    ended_at: Option<i64>,
}

impl<'a> From<&'a Campaign> for CampaignLine<'a> {
    fn from(campaign: &'a Campaign) -> Self {
        let counts = campaign.counts;
        Self {
            campaign: campaign.id,
            state: campaign.state.as_str(),
            reason: campaign.stopped_by.as_ref().map(beckon_model::Reason::kind),
            why: campaign.stopped_by.as_ref().map(words::why),
            account: &campaign.account_name,
            template: &campaign.template_name,
            template_version: campaign.template_version,
            total: counts.total,
            queued: counts.queued,
            sending: counts.sending,
            accepted: counts.accepted,
            rejected: counts.rejected,
            held: counts.held,
            unknown: counts.unknown,
            cancelled: counts.cancelled,
            approval: &campaign.approval,
            created_at: campaign.created_at,
            ended_at: campaign.ended_at,
        }
    }
}

pub async fn run(folder: &Path, out: Out, command: args::Campaign) -> Result<Exit, Failure> {
    match command {
        args::Campaign::List => list(&Session::open(folder).await?, out).await,
        args::Campaign::Show { id } => {
            let campaign = find(&Session::open(folder).await?, id).await?;
            out.one(&CampaignLine::from(&campaign), details(&campaign))?;
            Ok(Exit::Done)
        }
        args::Campaign::Resume { id, secret } => resume(folder, out, id, &secret).await,
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

async fn list(session: &Session, out: Out) -> Result<Exit, Failure> {
    let campaigns = session.engine.campaigns().await?;
    let lines: Vec<CampaignLine<'_>> = campaigns.iter().map(CampaignLine::from).collect();
    let header = ["campaign", "approved", "account", "template", "state", "total", "accepted", "rejected", "open"];
    out.list(header, &lines, |line| {
        let open = line.total - line.accepted - line.rejected - line.cancelled;
        let numbers = [line.total, line.accepted, line.rejected, open].map(|number| number.to_string());
        let [total, accepted, rejected, open] = numbers;
        let (account, template) = (line.account.to_owned(), line.template.to_owned());
        let (id, approved, state) = (line.campaign.to_string(), words::time(line.created_at), line.state.to_owned());
        [id, approved, account, template, state, total, accepted, rejected, open]
    })?;
    let hidden = session.engine.list_sizes().await?.1.saturating_sub(lines.len() as u64);
    if hidden > 0 {
        eprintln!("and {hidden} older campaigns (`beckon-cli campaign show ID`)");
    }
    Ok(Exit::Done)
}

fn details(campaign: &Campaign) -> String {
    let counts = &campaign.counts;
    let why = campaign.stopped_by.as_ref().map(words::why);
    let numbers = [
        ("people", counts.total),
        ("queued", counts.queued),
        ("sending", counts.sending),
        ("accepted", counts.accepted),
        ("rejected", counts.rejected),
        ("unknown", counts.unknown),
        ("held", counts.held),
        ("cancelled", counts.cancelled),
    ];
    let words = [
        ("state", Some(campaign.state.as_str().to_owned())),
        ("because", why),
        ("account", Some(campaign.account_name.clone())),
        ("template", Some(format!("{}, version {}", campaign.template_name, campaign.template_version))),
        ("approved", Some(words::time(campaign.created_at))),
        ("ended", campaign.ended_at.map(words::time)),
    ];
    let numbers = numbers.into_iter().map(|(name, number)| [name.to_owned(), number.to_string()]);
    let rows = words.into_iter().filter_map(|(name, word)| Some([name.to_owned(), word?])).chain(numbers);
    table(["campaign", &campaign.id.to_string()], rows)
}

async fn resume(folder: &Path, out: Out, id: CampaignId, secret: &LentSecret) -> Result<Exit, Failure> {
    let campaign = find(&Session::open(folder).await?, id).await?;
    let practice = campaign.account.is_practice();
    let session = if practice { Session::with_practice(folder).await? } else { Session::open(folder).await? };
    let account = session.engine.account(&campaign.account).await?;
    session.lend(&account, secret).await?;
    let interrupts = Interrupts::listen()?;
    let campaign = session.engine.resume(id).await.map_err(|error| match error {
        beckon_engine::Error::NothingToSend => {
            Failure::from(error).saying(format!("nobody of campaign {id} waits for a message"))
        }
        other => other.into(),
    })?;
    tell(out, &follow(&session, &campaign, interrupts).await?)
}
