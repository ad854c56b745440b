//! Table `refused_secret`: which secret of an account WeCom refused, by its keyed hash.
//!
//! Never in here: a secret.

use beckon_model::AccountId;
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// A secret that WeCom refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedSecret {
    /// The key of the hash.
    pub key: String,
    /// The hash of the secret and of what it was sent with, in hex.
    pub mark: String,
    /// WeCom's code.
    pub errcode: i64,
    /// When, UTC ms.
    pub at: i64,
}

impl Reader<'_> {
    /// The secret of this account that WeCom refused.
    pub fn refused_secret(&self, account: &AccountId) -> Result<Option<RefusedSecret>> {
        let sql = "SELECT key, mark, errcode, at FROM refused_secret WHERE account = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(RefusedSecret { key: row.get(0)?, mark: row.get(1)?, errcode: row.get(2)?, at: row.get(3)? })
        };
        Ok(self.connection().prepare_cached(sql)?.query_row([account.as_str()], read).optional()?)
    }
}

impl Writer<'_> {
    /// Notes a refused secret in the place of another one. An account that was removed meanwhile has none.
    pub fn note_refused_secret(&self, account: &AccountId, refused: &RefusedSecret) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO refused_secret (account, key, mark, errcode, at)
            SELECT id, ?2, ?3, ?4, ?5 FROM account WHERE id = ?1";
        let RefusedSecret { key, mark, errcode, at } = refused;
        self.connection().execute(sql, params![account.as_str(), key, mark, errcode, at])?;
        Ok(())
    }

    /// Forgets it.
    pub fn forget_refused_secret(&self, account: &AccountId) -> Result<()> {
        self.connection().execute("DELETE FROM refused_secret WHERE account = ?1", [account.as_str()])?;
        Ok(())
    }
}
