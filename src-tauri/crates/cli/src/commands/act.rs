//! What a person can still do about a campaign: pause, go on, call off, send again, take back.

use std::path::Path;
use std::time::Duration;

use beckon_model::{Campaign, CampaignId, CampaignState, DeliveryId, RecallRequest, UnknownAnswer};

use super::campaign_line::{find, show};
use crate::args::LentSecret;
use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::{follow, tell};
use crate::interrupt::Interrupts;
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::{time, words};

/// How long another process may take to stop.
const PATIENCE: Duration = Duration::from_secs(6);

/// What makes a campaign go on.
pub enum GoOn {
    Resume,
    Retry,
    Resolve(DeliveryId, UnknownAnswer),
    ResolveAll(UnknownAnswer),
}

pub async fn go_on(folder: &Path, out: Out, id: CampaignId, secret: &LentSecret, how: GoOn) -> Result<Exit, Failure> {
    let session = Session::open(folder).await?;
    let campaign = find(&session, id).await?;
    let session = for_campaign(session, &campaign).await?;
    let sends = !matches!(how, GoOn::Resolve(_, UnknownAnswer::Arrived) | GoOn::ResolveAll(UnknownAnswer::Arrived));
    if matches!(how, GoOn::ResolveAll(_)) && campaign.counts.unknown == 0 {
        return Err(Failure::input(format!("campaign {id} has no message whose outcome is unknown")));
    }
    if sends {
        session.lend(&session.engine.accounts().get(&campaign.account).await?, secret).await?;
    }
    let interrupts = Interrupts::listen()?;
    let gone_on = match &how {
        GoOn::Resume => session.engine.campaigns().resume(id).await,
        GoOn::Retry => session.engine.campaigns().retry(id).await,
        GoOn::Resolve(row, answer) => session.engine.campaigns().delivery_resolve(*row, *answer).await,
        GoOn::ResolveAll(answer) => session.engine.campaigns().resolve(id, *answer).await,
    };
    if let (GoOn::ResolveAll(UnknownAnswer::AskAgain), Ok(asked)) = (&how, &gone_on)
        && asked.counts.unknown > 0
    {
        say!(
            "{}: not asked again, because WeCom no longer knows their messages: they stay unknown (say --as arrived or --as resend)",
            words::people(asked.counts.unknown)
        );
    }
    let campaign = gone_on.map_err(|error| match error {
        beckon_engine::Error::NothingToSend => {
            Failure::from(error).saying(format!("no one in campaign {id} is waiting for a message"))
        }
        other => other.into(),
    })?;
    tell(out, &follow(&session, &campaign, interrupts).await?)
}

pub async fn cancel(session: &Session, out: Out, id: CampaignId, yes: bool) -> Result<Exit, Failure> {
    let campaign = find(session, id).await?;
    let open = campaign.counts.open() + campaign.counts.held;
    if !yes && ask::can_ask() {
        ask::confirm(&format!("Cancel campaign {id}? {} would not get the message", words::people(open)))?;
    }
    let cancelled = session.engine.campaigns().cancel(id).await;
    cancelled.map_err(|error| match error {
        beckon_engine::Error::NotFound(_) => {
            Failure::input(format!("campaign {id} is {}: nothing can be cancelled", campaign.state.as_str()))
        }
        other => other.into(),
    })?;
    stopped(session, out, id).await
}

/// Waits until whoever is sending has stopped, and tells where the campaign stands.
pub async fn stopped(session: &Session, out: Out, id: CampaignId) -> Result<Exit, Failure> {
    let at_rest = async {
        while session.engine.campaigns().get(id).await?.counts.sending > 0 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok::<(), beckon_engine::Error>(())
    };
    if let Ok(rested) = tokio::time::timeout(PATIENCE, at_rest).await {
        rested?;
    }
    show(out, &session.engine.campaigns().get(id).await?)
}

pub async fn recall(
    folder: &Path,
    out: Out,
    request: RecallRequest,
    yes: bool,
    secret: &LentSecret,
) -> Result<Exit, Failure> {
    let session = Session::open(folder).await?;
    let campaign = find(&session, request.campaign).await?;
    let session = for_campaign(session, &campaign).await?;
    let plan = session.engine.campaigns().recall_check(request).await?;
    if plan.too_late > 0 {
        say!("{}: older than 24 hours, WeCom no longer recalls it", words::people(plan.too_late));
    }
    if plan.people > 0 && !yes {
        if !ask::can_ask() {
            return Err(Failure::input("there is no terminal to ask on: say --yes to recall without asking"));
        }
        let names = harmless(&plan.first_names.join(", ")).replace('\n', " ");
        ask::confirm(&format!("Recall the message from {} ({names}…)?", words::people(plan.people)))?;
    }
    session.lend(&session.engine.accounts().get(&campaign.account).await?, secret).await?;
    let recalled = session.engine.campaigns().recall_start(request).await?;
    out.one(&recalled, format!("recalled from {}, not from {}", words::people(recalled.recalled), recalled.failed))?;
    if let Some(said) = &recalled.said {
        say!("{}", words::said(said));
    }
    Ok(if recalled.failed > 0 { Exit::SomeRefused } else { Exit::Done })
}

/// How a wait for the time of a campaign ends.
pub enum Waited {
    /// It has begun.
    Begun,
    /// A person stopped it, or the time passed while nothing ran.
    Stopped {
        /// Whether by an interrupt of this program.
        interrupted: bool,
    },
}

/// Waits for the time of a campaign.
pub async fn wait_for_start(
    session: &Session,
    campaign: &Campaign,
    interrupts: &mut Interrupts,
) -> Result<Waited, Failure> {
    let (id, at) = (campaign.id, campaign.starts_at.map(time::moment).unwrap_or_default());
    say!("campaign {id} starts at {at}; Ctrl-C leaves it paused");
    session.engine.campaigns().keep_schedule();
    let mut interrupted = false;
    loop {
        match session.engine.campaigns().get(id).await?.state {
            CampaignState::Scheduled => {}
            CampaignState::Running | CampaignState::Finished => return Ok(Waited::Begun),
            CampaignState::Paused | CampaignState::Cancelled => return Ok(Waited::Stopped { interrupted }),
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
            () = interrupts.next() => {
                interrupted = true;
                session.engine.campaigns().pause(id).await?;
            }
        }
    }
}

/// Starts what this campaign is sent with.
async fn for_campaign(session: Session, campaign: &Campaign) -> Result<Session, Failure> {
    if campaign.account.is_practice() { session.with_practice().await } else { Ok(session) }
}
