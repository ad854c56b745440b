//! The team of this folder: joining one with a connection file, leaving it.
//!
//! Never in here: a password in an error, a log line or an answer.

use beckon_model::{SecretPlace, TeamJoin, TeamProblem};
use beckon_store::StoredTeam;
use beckon_vault::VaultEntry;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::file::ConnectionFile;
use super::problem::{failed, problem};
use super::{desk, tell_for_a_while};
use crate::doors::Team;
use crate::errors::{Error, Result};
use crate::text::trimmed;

impl Team<'_> {
    /// The team, if this folder belongs to one.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn get(self) -> Result<Option<beckon_model::Team>> {
        desk::joined(self.engine).await
    }

    /// Joins the team of a connection file. The same login of the same team again replaces the password, and stays the same
    /// laptop to the ledger.
    ///
    /// # Errors
    /// [`Error::Team`], [`Error::Vault`]; everything stays as it was then.
    pub async fn join(self, join: TeamJoin) -> Result<beckon_model::Team> {
        let file = ConnectionFile::read(&join.file)?;
        let before = self.engine.store().read(|rows| rows.team()).await?;
        let same = before.as_ref().filter(|team| team.corp_id == file.company && team.login == file.user);
        if let Some(other) = before.as_ref().filter(|team| team.joined_at > 0 && same.is_none()) {
            return Err(Error::Team(TeamProblem::AlreadyJoined { corp_id: other.corp_id.clone() }));
        }
        let password = SecretString::from(trimmed(join.password.expose_secret()));
        // Before the vault has it, a server is asked with it.
        beckon_logfile::know(&password);
        if password.expose_secret().is_empty() {
            return Err(Error::Team(TeamProblem::PasswordNeeded));
        }
        let team = StoredTeam {
            id: Uuid::now_v7().to_string(),
            corp_id: file.company,
            login: file.user,
            host: file.host,
            port: file.port,
            database: file.database,
            tls: file.tls,
            ca: file.ca,
            device: same.map_or_else(Uuid::now_v7, |team| team.device),
            hash_key: file.hash_key,
            password_place: join.vault.into(),
            joined_at: self.engine.now_ms(),
        };
        desk::open(&team, password.clone()).await?.status().await.map_err(failed)?;
        // Under a name of its own, so that the password before stays until the values are kept.
        let entry = VaultEntry::Team(team.id.clone());
        self.engine.vault().put(&entry, team.password_place, password).await?;
        let row = team.clone();
        if let Err(error) = self.engine.store().write(move |rows| rows.save_team(&row)).await {
            self.engine.vault().remove(&entry, team.password_place).await?;
            return Err(error.into());
        }
        if let Some(before) = before {
            desk::forget(self.engine, &before).await;
        }
        Ok(desk::seen(self.engine, &team))
    }

    /// Leaves the team: the login is closed where the ledger can be asked, and this folder forgets team and password. What this
    /// laptop sent stays in its log, and its accounts send nothing until somebody says that they ask no team. Answers why the
    /// login is still open, where it is.
    ///
    /// # Errors
    /// [`TeamProblem::NotJoined`], [`TeamProblem::SendsOpen`]; [`Error::Store`].
    pub async fn leave(self) -> Result<Option<TeamProblem>> {
        let team = desk::stored(self.engine).await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
        let campaigns = self.engine.store().read(|rows| rows.open_team_campaigns()).await?;
        if campaigns > 0 {
            return Err(Error::Team(TeamProblem::SendsOpen { campaigns }));
        }
        // The last that is heard of this laptop.
        tell_for_a_while(self.engine).await;
        let closed = match desk::ledger(self.engine).await {
            Ok(ledger) => ledger.remove_member(&team.login).await.map_err(|error| problem(&error)),
            Err(Error::Team(problem)) => Err(problem),
            Err(Error::Vault(_)) => Err(TeamProblem::PasswordNeeded),
            Err(error) => return Err(error),
        };
        self.unwatch();
        self.drop_team(&team).await?;
        Ok(closed.err())
    }

    /// Gives a session-only password for the commands of this process, without noting anything.
    ///
    /// # Errors
    /// [`TeamProblem::NotJoined`], [`Error::Vault`].
    pub async fn lend_password(self, password: impl Into<SecretString>) -> Result<()> {
        let team = desk::stored(self.engine).await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
        let password: SecretString = password.into();
        let password = SecretString::from(trimmed(password.expose_secret()));
        *self.engine.0.team.ledger.lock().await = None;
        let entry = VaultEntry::Team(team.id);
        Ok(self.engine.vault().put(&entry, SecretPlace::Session, password).await?)
    }
}
