//! Setting a team up with an administrator's login: the ledger, the company, and this folder as its first lead.
//!
//! 1. Keep the new lead's password and a row that says that the team is being set up. What was lost on the way is asked again
//!    with the same id and the same password.
//! 2. Have the ledger made, or brought to this program's version.
//! 3. Where the company has a team already, close the new login again: the team's key for hashes is in its connection files,
//!    and a second key would keep the laptops from knowing the same person.
//!
//! Never in here: the administrator's password in the vault, or in the database.

use beckon_ledger::{Invitee, Ledger, Login, Password, Place, Role};
use beckon_model::{SecretPlace, TeamCreated, TeamDraft, TeamProblem};
use beckon_store::StoredTeam;
use beckon_vault::VaultEntry;
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::{desk, problem, values};
use crate::doors::Team;
use crate::engine::Engine;
use crate::errors::{Error, Result};
use crate::hash::{digest, hex};
use crate::text::{filled, trimmed};

/// The login of the first lead, unless another one is named.
const LEAD: &str = "lead";

impl Team<'_> {
    /// Sets a team up, and joins it as its first lead. The same again is harmless: it brings an older ledger to this
    /// program's version.
    ///
    /// # Errors
    /// [`Error::Team`], [`Error::Vault`]; nothing is kept then, but what another try needs after a lost answer.
    pub async fn create(self, draft: TeamDraft) -> Result<TeamCreated> {
        // No vault keeps it, so no vault tells the log file of it.
        beckon_logfile::know(&draft.password);
        let (place, administrator) = address(&draft)?;
        let corp_id = company(self.engine, draft.corp_id.as_deref()).await?;
        let named = draft.login.as_deref().and_then(filled).map(|login| values::login(&login)).transpose()?;
        let before = self.engine.store().read(|rows| rows.team()).await?;
        let same = before.as_ref().filter(|team| is_same(team, &place, &corp_id, named.as_deref()));
        match (same, &before) {
            (Some(team), _) if team.joined_at > 0 => {
                beckon_ledger::upgrade(&place, &administrator).await.map_err(problem::failed)?;
                Ok(TeamCreated { team: desk::seen(self.engine, team), password: None })
            }
            (None, Some(other)) if other.joined_at > 0 => {
                Err(Error::Team(TeamProblem::AlreadyJoined { corp_id: other.corp_id.clone() }))
            }
            (same, other) => {
                if let (None, Some(other)) = (same, other) {
                    desk::forget(self.engine, other).await;
                }
                let team = match same {
                    Some(team) => team.clone(),
                    None => first_lead(&draft, &place, corp_id, named)?,
                };
                self.found(team, &place, &administrator).await
            }
        }
    }

    /// Makes the ledger and its first lead.
    async fn found(self, team: StoredTeam, place: &Place, administrator: &Login) -> Result<TeamCreated> {
        let password = self.first_password(&team).await?;
        let row = team.clone();
        self.engine.store().write(move |rows| rows.save_team(&row)).await?;
        let invitee = Invitee {
            id: Uuid::parse_str(&team.id).unwrap_or_default(),
            login: team.login.clone(),
            role: Role::Lead,
            password: Password::from(password.clone()),
        };
        if let Err(error) = beckon_ledger::create(place, administrator, &team.corp_id, &invitee).await {
            if !error.is_passing() {
                self.drop_team(&team).await?;
            }
            return Err(problem::failed_login(error, &team.login));
        }
        let ledger = desk::open(&team, password.clone()).await?;
        let others = others(&ledger, &team.login).await.map_err(problem::failed)?;
        if !others.is_empty() {
            ledger.remove_member(&team.login).await.map_err(problem::failed)?;
            self.drop_team(&team).await?;
            return Err(Error::Team(TeamProblem::TeamExists { leads: others }));
        }
        let row = StoredTeam { joined_at: self.engine.now_ms(), ..team };
        let team = desk::seen(self.engine, &row);
        self.engine.store().write(move |rows| rows.save_team(&row)).await?;
        let shown = team.password_place == SecretPlace::Session;
        Ok(TeamCreated { team, password: shown.then(|| password.expose_secret().to_owned()) })
    }

    /// The password of a team that is being set up: the one that is kept, or a new one, which is kept first.
    async fn first_password(self, team: &StoredTeam) -> Result<SecretString> {
        if let Some(kept) = desk::password_of(self.engine, team).await? {
            return Ok(kept);
        }
        let password = Password::generate().map_err(problem::failed)?.secret().clone();
        let entry = VaultEntry::Team(team.id.clone());
        self.engine.vault().put(&entry, team.password_place, password.clone()).await?;
        Ok(password)
    }

    /// Forgets the team and its password.
    pub(super) async fn drop_team(self, team: &StoredTeam) -> Result<()> {
        self.engine.store().write(|rows| rows.forget_team()).await?;
        desk::forget(self.engine, team).await;
        Ok(())
    }
}

/// Where the ledger is to be, and the administrator.
fn address(draft: &TeamDraft) -> Result<(Place, Login)> {
    if let Some(ca) = &draft.ca {
        desk::authority(ca)?;
    }
    let bad = || Error::Team(TeamProblem::BadUrl);
    let (place, name) = Place::read(trimmed(&draft.url), draft.ca.as_deref().map(str::as_bytes)).map_err(|_| bad())?;
    Ok((place, Login { name: name.ok_or_else(bad)?, password: draft.password.clone() }))
}

/// The company that is named, or the one that all accounts have.
async fn company(engine: &Engine, named: Option<&str>) -> Result<String> {
    if let Some(corp_id) = named.and_then(values::corp_id) {
        return Ok(corp_id);
    }
    let mut companies: Vec<String> =
        engine.store().read(|rows| rows.accounts()).await?.into_iter().map(|account| account.corp_id).collect();
    companies.sort();
    companies.dedup();
    match companies.as_slice() {
        [only] => Ok(only.clone()),
        _ => Err(Error::Team(TeamProblem::CompanyNeeded { companies })),
    }
}

fn is_same(team: &StoredTeam, place: &Place, corp_id: &str, named: Option<&str>) -> bool {
    let at = (team.host.as_str(), team.port, team.database.as_str());
    at == (place.host.as_str(), place.port, place.database.as_str())
        && team.corp_id == corp_id
        && named.is_none_or(|login| login == team.login)
}

/// The row of a team that is to be set up.
fn first_lead(draft: &TeamDraft, place: &Place, corp_id: String, named: Option<String>) -> Result<StoredTeam> {
    // A password that nobody has typed has as much of the system's randomness as a key needs.
    let key = Password::generate().map_err(problem::failed)?;
    Ok(StoredTeam {
        id: Uuid::now_v7().to_string(),
        corp_id,
        login: named.unwrap_or_else(|| LEAD.to_owned()),
        host: place.host.clone(),
        port: place.port,
        database: place.database.clone(),
        tls: values::word_of(&place.tls),
        ca: draft.ca.clone(),
        device: Uuid::now_v7(),
        hash_key: hex(&digest(&[key.secret().expose_secret().as_bytes()])),
        password_place: draft.vault.into(),
        joined_at: 0,
    })
}

/// Who else belongs or belonged to the company's team; its leads where there are any.
async fn others(ledger: &Ledger, login: &str) -> beckon_ledger::Result<Vec<String>> {
    let members = ledger.members().await?;
    let others = members.into_iter().filter(|member| member.login != login);
    let (leads, rest): (Vec<_>, Vec<_>) =
        others.partition(|member| member.role == Role::Lead && member.removed_at.is_none());
    let named = if leads.is_empty() { rest } else { leads };
    Ok(named.into_iter().map(|member| member.login).collect())
}
