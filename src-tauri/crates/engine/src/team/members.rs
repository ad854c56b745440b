//! Who belongs to the team: a login of its own for a colleague, and its end.
//!
//! Never in here: a password that is kept; it is shown once, to the lead who invites.

use beckon_ledger::{Invitee, Password, Role};
use beckon_model::{TeamInvited, TeamProblem, TeamRole};
use secrecy::ExposeSecret;
use uuid::Uuid;

use super::file::ConnectionFile;
use super::problem::{failed, failed_login};
use super::{desk, values};
use crate::doors::Team;
use crate::errors::{Error, Result};

impl Team<'_> {
    /// Makes a login for a colleague; for leads. Its password is in the answer and nowhere else.
    ///
    /// # Errors
    /// [`Error::Team`].
    pub async fn invite(self, user: &str, role: TeamRole) -> Result<TeamInvited> {
        let login = values::login(user)?;
        let team = desk::stored(self.engine).await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
        let ledger = desk::ledger(self.engine).await?;
        let password = Password::generate().map_err(failed)?;
        // No line of the log can hold it, although no vault keeps it.
        beckon_logfile::know(password.secret());
        let role = match role {
            TeamRole::Recruiter => Role::Recruiter,
            TeamRole::Lead => Role::Lead,
        };
        let invitee = Invitee { id: Uuid::now_v7(), login, role, password };
        // Only now is its id known to anybody: what was lost on the way is asked once more, and harmless then.
        let invited = match ledger.invite(&invitee).await {
            Err(error) if error.is_passing() => ledger.invite(&invitee).await,
            invited => invited,
        };
        invited.map_err(|error| failed_login(error, &invitee.login))?;
        let file = ConnectionFile::write(&team, &invitee.login);
        let password = invitee.password.secret().expose_secret().to_owned();
        Ok(TeamInvited { user: invitee.login, password, file })
    }

    /// Closes a login; for leads, and anybody's own. What they did stays in the log, and what they have claimed stays claimed.
    /// `false`: it was closed already, or there is none.
    ///
    /// # Errors
    /// [`Error::Team`].
    pub async fn remove_member(self, login: &str) -> Result<bool> {
        desk::ledger(self.engine).await?.remove_member(login).await.map_err(failed)
    }
}
