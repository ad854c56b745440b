//! What the team sends now, and figures of its days.

use beckon_ledger::{Campaign, DayFigure};
use beckon_model::{TeamCampaign, TeamFigure};

use super::desk;
use super::log::state_of;
use super::problem::failed;
use crate::doors::Team;
use crate::errors::Result;

/// Campaigns that are shown at most.
const CAMPAIGNS: i32 = 200;

impl Team<'_> {
    /// The newest campaigns of the team, as the laptops that send them last said; 200 at most.
    ///
    /// # Errors
    /// [`crate::Error::Team`].
    pub async fn campaigns(self) -> Result<Vec<TeamCampaign>> {
        let found = desk::ledger(self.engine).await?.campaigns(CAMPAIGNS).await.map_err(failed)?;
        Ok(found.into_iter().map(campaign).collect())
    }

    /// Invitations by day, member and state since this moment (UTC ms); for leads.
    ///
    /// # Errors
    /// [`crate::Error::Team`].
    pub async fn figures(self, since: i64) -> Result<Vec<TeamFigure>> {
        let found = desk::ledger(self.engine).await?.figures(since).await.map_err(failed)?;
        Ok(found.into_iter().map(figure).collect())
    }
}

fn campaign(campaign: Campaign) -> TeamCampaign {
    let Campaign { id, member, name, occasion, figures, began_at, told_at } = campaign;
    let count = |number: i32| number.try_into().unwrap_or_default();
    TeamCampaign {
        id: id.to_string(),
        by: member,
        name,
        occasion,
        people: count(figures.people),
        accepted: count(figures.accepted),
        rejected: count(figures.rejected),
        unknown: count(figures.unknown),
        held: count(figures.held),
        ended: figures.ended,
        began_at,
        told_at,
    }
}

fn figure(figure: DayFigure) -> TeamFigure {
    let DayFigure { day, member, state, invitations } = figure;
    TeamFigure { day, by: member, state: state_of(state), invitations: invitations.try_into().unwrap_or_default() }
}
