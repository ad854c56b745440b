//! Table `team`: the team of this data folder without its password.

use beckon_model::{SecretPlace, TeamTls};
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use crate::error::Result;
use crate::rows::{Reader, Writer, read_uuid, word};

/// The team of a data folder, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTeam {
    /// A UUID: the name of its password in the keyring.
    pub id: String,
    /// `corpid` of the company.
    pub corp_id: String,
    /// The login.
    pub login: String,
    /// The server's name or IP address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The database.
    pub database: String,
    /// How the server proves who it is.
    pub tls: TeamTls,
    /// The certificate of its authority in PEM form.
    pub ca: Option<String>,
    /// The UUID by which the ledger knows this folder.
    pub device: Uuid,
    /// The team's key for hashes of phone numbers and mail addresses: 32 bytes in hex.
    pub hash_key: String,
    /// Where the password is.
    pub password_place: SecretPlace,
    /// Since when this folder belongs to it, UTC ms; 0 while it is being set up.
    pub joined_at: i64,
}

impl Reader<'_> {
    /// The team, also one that is being set up.
    pub fn team(&self) -> Result<Option<StoredTeam>> {
        let sql = "SELECT id, corp_id, login, host, port, database, tls, ca, device, hash_key, password_place, joined_at FROM team";
        Ok(self.connection().prepare_cached(sql)?.query_row([], read).optional()?)
    }

    /// Sends of accounts that ask the team, which have not ended.
    pub fn open_team_campaigns(&self) -> Result<u64> {
        let sql =
            "SELECT count(*) FROM campaign WHERE team IS NOT NULL AND state IN ('scheduled', 'running', 'paused')";
        Ok(self.connection().query_row(sql, [], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Keeps a team in the place of another one.
    pub fn save_team(&self, team: &StoredTeam) -> Result<()> {
        let sql =
            "INSERT OR REPLACE INTO team (only, id, corp_id, login, host, port, database, tls, ca, device, hash_key,
            password_place, joined_at) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let StoredTeam { id, corp_id, login, host, port, database, ca, device, hash_key, joined_at, .. } = team;
        let (tls, place) = (team.tls.as_str(), team.password_place.as_str());
        let values =
            params![id, corp_id, login, host, port, database, tls, ca, device.to_string(), hash_key, place, joined_at];
        self.connection().execute(sql, values)?;
        Ok(())
    }

    /// Forgets it.
    pub fn forget_team(&self) -> Result<()> {
        self.connection().execute("DELETE FROM team", [])?;
        // Another team's ledger has heard of nobody.
        self.connection().execute("UPDATE opt_out_mark SET told = 0 WHERE told", [])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredTeam> {
    Ok(StoredTeam {
        id: row.get("id")?,
        corp_id: row.get("corp_id")?,
        login: row.get("login")?,
        host: row.get("host")?,
        port: row.get("port")?,
        database: row.get("database")?,
        tls: word(row, "tls", TeamTls::from_word)?,
        ca: row.get("ca")?,
        device: read_uuid(row.get_ref("device")?.as_str()?)?,
        hash_key: row.get("hash_key")?,
        password_place: word(row, "password_place", SecretPlace::from_word)?,
        joined_at: row.get("joined_at")?,
    })
}
