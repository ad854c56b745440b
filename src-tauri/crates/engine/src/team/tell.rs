//! What the team's ledger has still to hear from this laptop: told in the order in which it happened, and again until it is in.
//!
//! Never in here: what happened. The rows say it (`store/schema/team_outbox.sql`).

use std::collections::BTreeMap;
use std::time::Duration;

use beckon_ledger::{End, Outcome, State};
use beckon_model::{CampaignId, DeliveryState, TeamProblem};
use beckon_store::{Untold, fail_point};
use tokio::time::{MissedTickBehavior, timeout};
use uuid::Uuid;

use super::shared::{campaigns, opt_outs};
use super::{desk, failed};
use crate::Engine;
use crate::doors::Team;
use crate::errors::{Error, Result};

/// What is told in one question.
const AT_A_TIME: usize = 500;

/// Why this laptop gives something back, in the ledger's log.
const NOT_SENT: &str = "not sent";

/// How often it is looked whether something is left.
const AGAIN: Duration = Duration::from_secs(30);

/// How long whoever has done something waits until it is told.
const FOR_A_WHILE: Duration = Duration::from_secs(3);

impl Team<'_> {
    /// Tells what is left to tell, for as long as the program runs: what was done while the ledger could not be asked, and what an
    /// earlier run did not come to tell.
    pub fn keep_telling(self) {
        let engine = self.engine.clone();
        tokio::spawn(async move {
            let mut ticks = tokio::time::interval(AGAIN);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                // Why the ledger cannot be asked is shown where somebody asks it.
                if let Err(Error::Store(beckon_store::Error::Stopped)) = tell(&engine).await {
                    break;
                }
            }
        });
    }
}

/// Tells all there is.
///
/// # Errors
/// [`Error::Team`] when the ledger cannot be asked; what it has not heard is kept.
pub(crate) async fn tell(engine: &Engine) -> Result<()> {
    opt_outs::tell(engine).await?;
    loop {
        let untold = engine.store().read(|rows| rows.untold(AT_A_TIME)).await?;
        if untold.is_empty() {
            return Ok(());
        }
        let ledger = desk::ledger(engine).await?;
        fail_point("team.tell.before");
        ledger.settle(&ends(&untold)).await.map_err(failed)?;
        let back = given_back(&untold);
        if !back.is_empty() {
            ledger.release(&back, NOT_SENT).await.map_err(failed)?;
        }
        fail_point("team.tell.after");
        let ids: Vec<i64> = untold.iter().map(|untold| untold.id).collect();
        engine.store().write(move |rows| rows.told(&ids)).await?;
    }
}

/// Tells all there is if rights are given back with it: they have to be free before anybody, oneself too, can have them again.
///
/// # Errors
/// As [`tell`].
pub(crate) async fn give_back(engine: &Engine) -> Result<()> {
    if engine.store().read(|rows| rows.gives_back()).await? { tell(engine).await } else { Ok(()) }
}

/// Tells how far a campaign is.
///
/// # Errors
/// As [`tell`].
pub(crate) async fn tell_campaign(engine: &Engine, campaign: CampaignId) -> Result<()> {
    campaigns::tell(engine, &*desk::ledger(engine).await?, campaign).await
}

/// Tells all there is, as far as the ledger hears it within a moment. The rest is told later.
pub(crate) async fn tell_for_a_while(engine: &Engine) {
    in_a_while(tell(engine)).await;
}

/// The same with how far a campaign is that has come to rest.
pub(crate) async fn tell_rest(engine: &Engine, campaign: CampaignId) {
    in_a_while(async {
        tell(engine).await?;
        tell_campaign(engine, campaign).await
    })
    .await;
}

async fn in_a_while(telling: impl Future<Output = Result<()>>) {
    if let Err(error) = within_a_while(telling).await {
        tracing::info!(%error, "the team could not be told yet");
    }
}

/// The same for whoever says what came of it.
///
/// # Errors
/// [`TeamProblem::NoAnswer`] after a moment; those of the telling.
pub(crate) async fn within_a_while<T>(telling: impl Future<Output = Result<T>>) -> Result<T> {
    timeout(FOR_A_WHILE, telling).await.unwrap_or(Err(Error::Team(TeamProblem::NoAnswer)))
}

/// The calls that have ended, in the order in which they left, with what became of each right, in the order in which it did.
fn ends(untold: &[Untold]) -> Vec<End> {
    let mut ends: BTreeMap<Uuid, Vec<Outcome>> = BTreeMap::new();
    for one in untold {
        let Some(call) = one.call else { continue };
        let outcomes = ends.entry(call).or_default();
        if let (Some(claim), Some(state)) = (one.claim, outcome(one)) {
            let errcode = one.errcode.and_then(|code| i32::try_from(code).ok());
            outcomes.push(Outcome { claim, state, errcode, msgid: one.msgid.clone() });
        }
    }
    ends.into_iter().map(|(call, outcomes)| End { call, outcomes }).collect()
}

/// What became of a right; nothing where it is still open.
fn outcome(untold: &Untold) -> Option<State> {
    match untold.state {
        DeliveryState::Accepted => Some(State::Accepted),
        DeliveryState::Rejected => Some(State::Rejected),
        DeliveryState::Unknown => Some(State::Unknown),
        DeliveryState::Recalled => Some(State::Recalled),
        // Nothing of it has arrived: it is as if it had not left.
        DeliveryState::Queued if !untold.asked => Some(State::Claimed),
        DeliveryState::Queued | DeliveryState::Sending | DeliveryState::Held | DeliveryState::Cancelled => None,
        // Never of a team's send: with its account only members are written to.
        DeliveryState::Waiting | DeliveryState::Handed => None,
    }
}

/// Rights of rows that are not sent.
fn given_back(untold: &[Untold]) -> Vec<Uuid> {
    let back = |one: &&Untold| matches!(one.state, DeliveryState::Held | DeliveryState::Cancelled);
    untold.iter().filter(back).filter_map(|one| one.claim).collect()
}
