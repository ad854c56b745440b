//! Tells the team how far a campaign is.
//!
//! Never in here: when it is time to tell; a message's text.

use std::sync::atomic::{AtomicI64, Ordering};

use beckon_ledger::{CampaignFigures, Ledger};
use beckon_model::{Campaign, CampaignId, CampaignState, Occasion};
use uuid::Uuid;

use super::people;
use crate::engine::Engine;
use crate::errors::Result;
use crate::team::desk;
use crate::team::problem::failed;

/// The number of the last telling of this process: the next one is newer, whatever the clock says.
static LAST: AtomicI64 = AtomicI64::new(0);

/// Tells how far a campaign is; once it has ended, also who of it could be reached. May be repeated.
///
/// # Errors
/// [`crate::Error::Team`], [`crate::Error::Store`].
pub(crate) async fn tell(engine: &Engine, ledger: &Ledger, id: CampaignId) -> Result<()> {
    let Some(team) = desk::stored(engine).await? else { return Ok(()) };
    let campaign = engine.store().read(move |rows| rows.campaign(id)).await?;
    if campaign.test {
        return Ok(());
    }
    let figures = figures(&campaign);
    let now = engine.now_ms();
    let revision = now.max(LAST.fetch_max(now, Ordering::Relaxed) + 1);
    LAST.fetch_max(revision, Ordering::Relaxed);
    let told = Uuid::new_v5(&team.device, format!("campaign {}", id.0).as_bytes());
    let occasion = campaign.team.as_ref().and_then(|wish| wish.occasion.as_ref()).map(word).unwrap_or_default();
    ledger.tell_campaign(told, &campaign.template_name, &occasion, revision, figures).await.map_err(failed)?;
    if figures.ended {
        people::note(engine, ledger, id).await?;
    }
    Ok(())
}

fn figures(campaign: &Campaign) -> CampaignFigures {
    let counts = &campaign.counts;
    let count = |n: u64| i32::try_from(n).unwrap_or(i32::MAX);
    CampaignFigures {
        people: count(counts.total),
        accepted: count(counts.accepted + counts.recalled),
        rejected: count(counts.rejected),
        unknown: count(counts.unknown),
        held: count(counts.held),
        ended: matches!(campaign.state, CampaignState::Finished | CampaignState::Cancelled),
    }
}

/// What all of it is for, as far as it was chosen for all: else each message is for an interview or a position of its own.
fn word(occasion: &Occasion) -> String {
    match occasion {
        Occasion::Interview => "interview".to_owned(),
        Occasion::Position => "position".to_owned(),
        Occasion::None => "none".to_owned(),
        Occasion::Named { name } => format!("name:{name}"),
    }
}
