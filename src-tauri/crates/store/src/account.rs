//! Table `account`: apps without their secrets.

use beckon_model::{Account, AccountId, SecretPlace};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_word};

const COLUMNS: &str = "id, name, corp_id, agent_id, api_host, secret_place, secret_hint, secret_saved_at, created_at";

impl Reader<'_> {
    /// All accounts by name. `secret_ready` is left false: only the vault knows.
    ///
    /// # Errors
    /// A database error.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY name COLLATE NOCASE");
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn account(&self, id: &AccountId) -> Result<Account> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE id = ?1");
        Ok(self.connection().query_row(&sql, [id.as_str()], read)?)
    }

    /// The account with this name, compared without case.
    ///
    /// # Errors
    /// A database error.
    pub fn account_named(&self, name: &str) -> Result<Option<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE name = ?1");
        Ok(self.connection().query_row(&sql, [name], read).optional()?)
    }
}

impl Writer<'_> {
    /// Adds an account.
    ///
    /// # Errors
    /// [`Error::NameTaken`].
    pub fn insert_account(&self, account: &Account) -> Result<()> {
        if self.account_named(&account.name)?.is_some() {
            return Err(Error::NameTaken);
        }
        self.connection().execute(
            &format!("INSERT INTO account ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
            params![
                account.id.as_str(),
                account.name,
                account.corp_id,
                account.agent_id,
                account.api_host,
                place_word(account.secret_place),
                account.secret_hint,
                account.secret_saved_at,
                account.created_at,
            ],
        )?;
        Ok(())
    }

    /// Notes where the secret of an account is now.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_account_secret(&self, id: &AccountId, place: SecretPlace, hint: &str, at: i64) -> Result<()> {
        let sql = "UPDATE account SET secret_place = ?2, secret_hint = ?3, secret_saved_at = ?4 WHERE id = ?1";
        let changed = self.connection().execute(sql, params![id.as_str(), place_word(place), hint, at])?;
        if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Removes an account. Its campaigns and their log stay.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_account(&self, id: &AccountId) -> Result<()> {
        let changed = self.connection().execute("DELETE FROM account WHERE id = ?1", [id.as_str()])?;
        if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
    }
}

fn place_word(place: SecretPlace) -> &'static str {
    match place {
        SecretPlace::Keyring => "keyring",
        SecretPlace::Session => "session",
        SecretPlace::Practice => "practice",
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    let place: String = row.get("secret_place")?;
    let places = [SecretPlace::Keyring, SecretPlace::Session, SecretPlace::Practice];
    Ok(Account {
        id: AccountId(row.get("id")?),
        name: row.get("name")?,
        corp_id: row.get("corp_id")?,
        agent_id: row.get("agent_id")?,
        api_host: row.get("api_host")?,
        secret_place: from_word(&place, |word| places.into_iter().find(|place| place_word(*place) == word))?,
        secret_hint: row.get("secret_hint")?,
        secret_saved_at: row.get("secret_saved_at")?,
        secret_ready: false,
        created_at: row.get("created_at")?,
    })
}
