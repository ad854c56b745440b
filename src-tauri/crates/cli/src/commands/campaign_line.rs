//! A campaign as the command line shows it, found by its number.

use beckon_model::{Campaign, CampaignId};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, table};
use crate::session::Session;
use crate::time::{self, Starts};
use crate::words;

#[derive(Serialize)]
pub struct CampaignLine<'a> {
    pub campaign: CampaignId,
    pub state: &'static str,
    /// The kind word of what stopped it.
    pub reason: Option<&'static str>,
    pub why: Option<String>,
    /// WeCom's own words when it refused the account, and the address from which it saw the call.
    pub wecom_said: Option<&'a str>,
    pub ip: Option<&'a str>,
    pub account: &'a str,
    pub template: &'a str,
    pub template_version: u32,
    /// One message, sent to oneself.
    pub test: bool,
    pub total: u64,
    pub queued: u64,
    pub sending: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub held: u64,
    pub unknown: u64,
    pub cancelled: u64,
    pub recalled: u64,
    /// Leave by themselves when the candidate writes.
    pub waiting: u64,
    /// With a colleague, who has to confirm them.
    pub handed: u64,
    pub approval: &'a str,
    pub created_at: i64,
    pub starts_at: Option<i64>,
    #[serde(flatten)]
    pub starts: Option<Starts>,
    pub ended_at: Option<i64>,
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
            waiting: counts.waiting,
            handed: counts.handed,
            approval: &campaign.approval,
            created_at: campaign.created_at,
            starts_at: campaign.starts_at,
            starts: campaign.starts_at.map(Starts::here),
            ended_at: campaign.ended_at,
        }
    }
}

/// The campaign with this number.
pub async fn find(session: &Session, id: CampaignId) -> Result<Campaign, Failure> {
    let found = session.engine.campaigns().get(id).await;
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
        ("waiting", counts.waiting),
        ("handed", counts.handed),
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
