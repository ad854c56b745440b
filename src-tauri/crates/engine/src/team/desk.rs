//! The one connection to the team's ledger, and the team as everybody may see it.
//!
//! Never in here: a connection that is made twice for the same team.

use std::sync::Arc;

use beckon_ledger::{Ledger, Login, Place, Tls};
use beckon_model::{SecretPlace, Team, TeamProblem, TeamTls};
use beckon_store::StoredTeam;
use beckon_vault::VaultEntry;
use secrecy::SecretString;

use super::problem::failed;
use crate::engine::Engine;
use crate::errors::{Error, Result};

/// The ledger of this folder's team: the connection is kept while the team stays the same, and made again by itself when it
/// was cut.
///
/// # Errors
/// [`Error::Team`], [`Error::Vault`].
pub(crate) async fn ledger(engine: &Engine) -> Result<Arc<Ledger>> {
    let mut kept = engine.0.team.ledger.lock().await;
    let team = stored(engine).await?.ok_or(Error::Team(TeamProblem::NotJoined))?;
    if let Some((_, ledger)) = kept.as_ref().filter(|(of, _)| *of == team) {
        return Ok(Arc::clone(ledger));
    }
    let password = password_of(engine, &team).await?.ok_or(Error::Team(TeamProblem::PasswordNeeded))?;
    let ledger = Arc::new(open(&team, password).await?);
    *kept = Some((team, Arc::clone(&ledger)));
    Ok(ledger)
}

/// The team that this folder belongs to, if it belongs to one.
///
/// # Errors
/// [`Error::Store`].
pub(crate) async fn joined(engine: &Engine) -> Result<Option<Team>> {
    Ok(stored(engine).await?.map(|team| seen(engine, &team)))
}

/// The same with what only the connection needs; nothing of a team that is still being set up.
pub(super) async fn stored(engine: &Engine) -> Result<Option<StoredTeam>> {
    Ok(engine.store().read(|rows| rows.team()).await?.filter(|team| team.joined_at > 0))
}

/// The team as everybody may see it.
pub(super) fn seen(engine: &Engine, team: &StoredTeam) -> Team {
    let lent = engine.vault().session_has(&VaultEntry::Team(team.id.clone()));
    Team {
        id: team.id.clone(),
        corp_id: team.corp_id.clone(),
        login: team.login.clone(),
        at: format!("{}:{}/{}", team.host, team.port, team.database),
        tls: team.tls,
        password_place: team.password_place,
        password_ready: lent || team.password_place != SecretPlace::Session,
        joined_at: team.joined_at,
    }
}

/// A connection of its own, logged in.
pub(super) async fn open(team: &StoredTeam, password: SecretString) -> Result<Ledger> {
    let login = Login { name: team.login.clone(), password };
    Ledger::open(place(team)?, login, &team.corp_id, team.device).await.map_err(failed)
}

/// Where the ledger is.
pub(super) fn place(team: &StoredTeam) -> Result<Place> {
    let tls = match (team.tls, &team.ca) {
        (TeamTls::Platform, _) => Tls::Platform,
        (TeamTls::Plain, _) => Tls::PlainOnLoopback,
        (TeamTls::Authority, ca) => authority(ca.as_deref().unwrap_or_default())?,
    };
    Ok(Place { host: team.host.clone(), port: team.port, database: team.database.clone(), tls })
}

/// The authorities of a CA file.
pub(super) fn authority(pem: &str) -> Result<Tls> {
    Tls::authority(pem.as_bytes()).map_err(|_| Error::Team(TeamProblem::BadAuthority))
}

/// What was given for this session goes before what is stored.
pub(super) async fn password_of(engine: &Engine, team: &StoredTeam) -> Result<Option<SecretString>> {
    let entry = VaultEntry::Team(team.id.clone());
    match engine.vault().get(&entry, SecretPlace::Session).await? {
        Some(lent) => Ok(Some(lent)),
        None => Ok(engine.vault().get(&entry, team.password_place).await?),
    }
}

/// Lets go of the connection and of a password. One that stays behind in a keyring that cannot be used opens nothing that
/// is still known here.
pub(super) async fn forget(engine: &Engine, team: &StoredTeam) {
    *engine.0.team.ledger.lock().await = None;
    let entry = VaultEntry::Team(team.id.clone());
    for place in [SecretPlace::Session, team.password_place] {
        if engine.vault().remove(&entry, place).await.is_err() {
            tracing::warn!("an entry could not be taken out of the keyring");
        }
    }
}
