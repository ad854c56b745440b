//! Which ShowMeBug is asked: the practice company's for practice people, the connection's for everybody else.
//!
//! Never in here: a client that is made twice for the same connection.

use std::sync::Arc;

use beckon_model::{RoomProblem, SecretPlace, ShowMeBug, TokenKind};
use beckon_store::{RoomPlace, StoredRoom};
use beckon_vault::VaultEntry;
use secrecy::SecretString;

use crate::engine::Engine;
use crate::errors::{Error, Result};

/// A ShowMeBug that can be asked.
pub(super) struct Desk {
    /// What its rooms are known by.
    pub place: RoomPlace,
    /// Who asks.
    pub client: Arc<showmebug::Client>,
}

impl Desk {
    /// The desk for practice people, or for everybody else.
    pub async fn of(engine: &Engine, practice: bool) -> Result<Self> {
        if practice { Self::practice(engine) } else { Self::connected(engine).await }
    }

    /// The desk at which this room was made: with another key nobody would see it.
    pub async fn of_room(engine: &Engine, room: &StoredRoom) -> Result<Self> {
        let desk = Self::of(engine, room.place.practice).await?;
        if desk.place == room.place { Ok(desk) } else { Err(Error::Room(RoomProblem::OtherConnection)) }
    }

    fn practice(engine: &Engine) -> Result<Self> {
        let host = engine.0.practice.get().ok_or(Error::Room(RoomProblem::NoPractice))?;
        let practice = &host.showmebug;
        let place = RoomPlace { practice: true, base_url: practice.base_url.clone(), key: practice.key.clone() };
        let mut kept = engine.0.showmebug.practice();
        let client = match kept.as_ref() {
            Some(client) => Arc::clone(client),
            None => {
                let values = (practice.base_url.as_str(), practice.key.as_str(), practice.secret.clone());
                let client = Arc::new(client(engine, values, TokenKind::OAuth)?);
                *kept = Some(Arc::clone(&client));
                client
            }
        };
        Ok(Self { place, client })
    }

    async fn connected(engine: &Engine) -> Result<Self> {
        let found = engine.store().read(|rows| rows.showmebug()).await?;
        let connection = found.ok_or(Error::Room(RoomProblem::NotConnected))?;
        let place = RoomPlace { practice: false, base_url: connection.base_url.clone(), key: connection.key.clone() };
        let known = engine.0.showmebug.client().as_ref().filter(|(of, _)| *of == connection).map(|(_, it)| it.clone());
        if let Some(client) = known {
            return Ok(Self { place, client });
        }
        let secret = secret_of(engine, &connection).await?.ok_or(Error::Room(RoomProblem::SecretNeeded))?;
        let client = Arc::new(client(engine, (&connection.base_url, &connection.key, secret), connection.token)?);
        *engine.0.showmebug.client() = Some((connection, Arc::clone(&client)));
        Ok(Self { place, client })
    }

    /// The host, as problems name it.
    pub fn host(&self) -> &str {
        self.place.base_url.split_once("://").map_or(&self.place.base_url, |(_, host)| host)
    }

    /// What a failed call means.
    pub fn problem(&self, error: &showmebug::Error) -> RoomProblem {
        super::problem::of(error, self.host())
    }
}

/// What was given for this session goes before what is stored.
async fn secret_of(engine: &Engine, connection: &ShowMeBug) -> Result<Option<SecretString>> {
    let entry = VaultEntry::ShowMeBug(connection.id.clone());
    match engine.vault().get(&entry, SecretPlace::Session).await? {
        Some(lent) => Ok(Some(lent)),
        None => Ok(engine.vault().get(&entry, connection.secret_place).await?),
    }
}

fn client(
    engine: &Engine,
    (base_url, key, secret): (&str, &str, SecretString),
    token: TokenKind,
) -> Result<showmebug::Client> {
    let clock = Arc::clone(&engine.0.clock);
    let config = showmebug::Config {
        clock: Arc::new(move || clock.now_ms()),
        token: match token {
            TokenKind::OAuth => showmebug::TokenKind::OAuth,
            TokenKind::Static => showmebug::TokenKind::Static,
        },
        ..showmebug::Config::new(base_url, key, secret)
    };
    showmebug::Client::new(config).map_err(|error| Error::Room(super::problem::of_config(error)))
}
