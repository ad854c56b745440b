//! How the team is: whether its ledger answers, what this login may do, who belongs to it.

use beckon_ledger::{Member, Role};
use beckon_model::{TeamMember, TeamProblem, TeamRole, TeamStatus};

use super::problem::failed;
use super::{desk, tell_for_a_while};
use crate::doors::Team;
use crate::errors::{Error, Result};

impl Team<'_> {
    /// The same as [`Team::status`] on a new connection, made from the beginning.
    ///
    /// # Errors
    /// [`Error::Team`], [`Error::Vault`].
    pub(crate) async fn fresh_status(self) -> Result<TeamStatus> {
        *self.engine.0.team.ledger.lock().await = None;
        self.status().await
    }

    /// Asks the ledger how the team is, and tells it what it has still to hear.
    ///
    /// # Errors
    /// [`Error::Team`], [`Error::Vault`].
    pub async fn status(self) -> Result<TeamStatus> {
        let team = self.get().await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
        let ledger = desk::ledger(self.engine).await?;
        tell_for_a_while(self.engine).await;
        let asked = self.engine.now_ms();
        let status = ledger.status().await.map_err(failed)?;
        // The server looked at its clock somewhere between.
        let here = asked + (self.engine.now_ms() - asked) / 2;
        let members = ledger.members().await.map_err(failed)?;
        Ok(TeamStatus {
            team,
            role: role(status.role),
            server: status.server,
            now: status.now,
            skew_ms: here - status.now,
            leads: status.leads.try_into().unwrap_or_default(),
            recruiters: status.recruiters.try_into().unwrap_or_default(),
            members: members.into_iter().map(member).collect(),
            untold: self.engine.store().read(|rows| rows.untold_count()).await?,
        })
    }
}

fn role(role: Role) -> TeamRole {
    match role {
        Role::Recruiter => TeamRole::Recruiter,
        Role::Lead => TeamRole::Lead,
    }
}

fn member(member: Member) -> TeamMember {
    let Member { login, role: of, added_at, removed_at } = member;
    TeamMember { login, role: role(of), added_at, removed_at }
}
