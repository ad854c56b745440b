//! Table `showmebug`: the connection to ShowMeBug without its secret.

use beckon_model::{SecretPlace, ShowMeBug, TokenKind};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, word};

impl Reader<'_> {
    /// The connection. `secret_ready` is left false: only the vault knows.
    pub fn showmebug(&self) -> Result<Option<ShowMeBug>> {
        let sql = "SELECT id, base_url, key, token, secret_place, secret_hint, saved_at FROM showmebug";
        Ok(self.connection().prepare_cached(sql)?.query_row([], read).optional()?)
    }
}

impl Writer<'_> {
    /// Keeps a connection in the place of another one.
    pub fn save_showmebug(&self, connection: &ShowMeBug) -> Result<()> {
        let sql =
            "INSERT OR REPLACE INTO showmebug (only, id, base_url, key, token, secret_place, secret_hint, saved_at)
            VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let ShowMeBug { id, base_url, key, secret_hint, secret_place, token, saved_at, .. } = connection;
        let (token, place) = (token.as_str(), secret_place.as_str());
        self.connection().execute(sql, params![id, base_url, key, token, place, secret_hint, saved_at])?;
        Ok(())
    }

    /// Forgets it.
    pub fn forget_showmebug(&self) -> Result<()> {
        self.connection().execute("DELETE FROM showmebug", [])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ShowMeBug> {
    Ok(ShowMeBug {
        id: row.get("id")?,
        base_url: row.get("base_url")?,
        key: row.get("key")?,
        secret_hint: row.get("secret_hint")?,
        secret_place: word(row, "secret_place", SecretPlace::from_word)?,
        secret_ready: false,
        token: word(row, "token", TokenKind::from_word)?,
        saved_at: row.get("saved_at")?,
    })
}
