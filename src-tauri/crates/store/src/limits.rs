//! Table `account_limits`: how much an account may send, where that differs from WeCom's own figures.

use beckon_model::{AccountId, Limits};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, from_json, to_json};

impl Reader<'_> {
    /// The limits of an account.
    pub fn limits(&self, account: &AccountId) -> Result<Limits> {
        let sql = "SELECT limits FROM account_limits WHERE account = ?1";
        let read = |row: &rusqlite::Row<'_>| from_json(&row.get::<_, String>(0)?);
        Ok(self.connection().query_row(sql, [account.as_str()], read).optional()?.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Sets them.
    pub fn set_limits(&self, account: &AccountId, limits: &Limits) -> Result<()> {
        let sql = "INSERT INTO account_limits (account, limits) VALUES (?1, ?2)
            ON CONFLICT (account) DO UPDATE SET limits = excluded.limits";
        self.connection().execute(sql, params![account.as_str(), to_json(limits)?])?;
        Ok(())
    }
}
