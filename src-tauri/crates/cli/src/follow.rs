//! Following a campaign from its start to its rest, and telling how it ended.

use std::pin::pin;

use beckon_model::{Campaign, CampaignState};
use serde::Serialize;

use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::interrupt::Interrupts;
use crate::out::{Out, say, table};
use crate::progress::Bar;
use crate::session::Session;
use crate::summary::Summary;
use crate::words;

/// A campaign that has come to rest.
pub struct Rested {
    pub campaign: Campaign,
    /// What stopped it, if that was the disk.
    pub failure: Option<Failure>,
    /// Whether it was paused by an interrupt of this program.
    pub interrupted: bool,
}

/// Shows progress until the campaign rests. The first interrupt pauses it, the second leaves at once.
pub async fn follow(session: &Session, campaign: &Campaign, mut interrupts: Interrupts) -> Result<Rested, Failure> {
    let Session { engine, progress, .. } = session;
    let mut bar = Bar::new(campaign.counts.total);
    let mut rest = pin!(engine.campaigns().wait_for_rest());
    let mut pausing = false;
    loop {
        tokio::select! {
            () = &mut rest => break,
            () = progress.changed() => {
                let now = engine.campaigns().get(campaign.id).await?;
                bar.show(&now.counts);
                bar.waits(now.live.and_then(|live| live.waiting));
            }
            () = interrupts.next() => {
                if pausing {
                    return Err(Failure::other(format!(
                        "left while requests were under way: `beckon-cli campaign resume {}` continues", campaign.id
                    )));
                }
                pausing = true;
                bar.say("pausing: requests under way end, and no other one leaves (Ctrl-C again leaves at once)");
                engine.campaigns().pause_sending().await;
            }
        }
    }
    bar.end();
    let failure = progress.take_failure().map(Failure::from);
    match (engine.campaigns().get(campaign.id).await, failure) {
        (Ok(campaign), failure) => Ok(Rested { campaign, failure, interrupted: pausing }),
        // The database is gone: what took it away is the reason, and not that it cannot be read.
        (Err(_), Some(failure)) => Err(failure),
        (Err(error), None) => Err(error.into()),
    }
}

/// The last line of a send: the summary, and what stopped it, if anything did.
#[derive(Serialize)]
struct Ended<'a> {
    #[serde(flatten)]
    summary: Summary,
    #[serde(flatten)]
    stopped: Option<Stopped<'a>>,
}

#[derive(Serialize)]
struct Stopped<'a> {
    /// The kind word.
    reason: &'static str,
    why: String,
    /// WeCom's own words, and the address from which it saw the call.
    wecom_said: Option<&'a str>,
    ip: Option<&'a str>,
}

impl<'a> From<&'a Campaign> for Ended<'a> {
    fn from(campaign: &'a Campaign) -> Self {
        let said = campaign.said.as_ref();
        let stopped = campaign.stopped_by.as_ref().map(|reason| Stopped {
            reason: reason.kind(),
            why: words::why_said(reason, said),
            wecom_said: said.map(|said| said.words.as_str()),
            ip: said.and_then(|said| said.ip.as_deref()),
        });
        Self { summary: Summary::from(campaign), stopped }
    }
}

/// Prints the last line, and on stderr what a person has to know of it.
pub fn tell(out: Out, rested: &Rested) -> Result<Exit, Failure> {
    let Rested { campaign, failure, interrupted } = rested;
    out.one(&Ended::from(campaign), text(campaign))?;
    remarks(campaign);
    Ok(match failure {
        Some(failure) => failure.tell(out.json),
        None if *interrupted && campaign.state == CampaignState::Paused => Exit::Other,
        None => exit::of_campaign(campaign),
    })
}

fn text(campaign: &Campaign) -> String {
    let Summary { total, accepted, rejected, held, unknown, cancelled, recalled, waiting, handed, .. } =
        Summary::from(campaign);
    let parts = [
        ("accepted", accepted),
        ("rejected", rejected),
        ("held", held),
        ("unknown", unknown),
        ("cancelled", cancelled),
        ("recalled", recalled),
        ("waiting", waiting),
        ("handed", handed),
        ("total", total),
    ];
    let rows = parts.into_iter().map(|(state, count)| [state.to_owned(), count.to_string()]);
    let title = format!("Campaign {}: {}", campaign.id, campaign.state.as_str());
    format!("{title}\n{}", table(["state", "people"], rows))
}

fn remarks(campaign: &Campaign) {
    let id = campaign.id;
    let counts = &campaign.counts;
    if let Some(reason) = &campaign.stopped_by {
        let advice = words::advice(reason).map(|advice| format!(" {advice}")).unwrap_or_default();
        say!("{}.{advice}", words::why_said(reason, campaign.said.as_ref()));
        if let Some(said) = &campaign.said {
            say!("{}", words::said(said));
        }
    }
    if counts.open() + counts.held > 0 && !matches!(campaign.state, CampaignState::Finished | CampaignState::Cancelled)
    {
        say!("not finished: `beckon-cli campaign resume {id}` continues");
    }
    let told = [
        (counts.rejected, "rejected", "refused by WeCom"),
        (counts.unknown, "unknown", "wait for a person: it is unknown whether they got the message"),
        (counts.held, "held", "held back"),
        (
            counts.waiting,
            "waiting",
            "not sent: goes by itself when they write, while `beckon-cli outside watch` or the window runs",
        ),
        (counts.handed, "handed", "not sent: nothing is, until the colleague confirms it in WeCom (群发助手)"),
    ];
    for (count, state, what) in told.into_iter().filter(|(count, ..)| *count > 0) {
        say!("{}: {what} (`beckon-cli log --campaign {id} --state {state}`)", words::people(count));
    }
}
