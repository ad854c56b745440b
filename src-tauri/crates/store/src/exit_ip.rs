//! Table `exit_ip`: from which address the calls of an account came, and when. A row for each stay at an address.

use beckon_model::{AccountId, ExitIp};
use rusqlite::{OptionalExtension, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// Stays that are kept of an account: a laptop changes its address every day.
const KEPT: u32 = 200;

impl Reader<'_> {
    /// The stays of an account, the newest first.
    pub fn exit_ips(&self, account: &AccountId, limit: u32) -> Result<Vec<ExitIp>> {
        let sql = "SELECT ip, first_at, last_at FROM exit_ip WHERE account = ?1 ORDER BY id DESC LIMIT ?2";
        let mut query = self.connection().prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            Ok(ExitIp { ip: row.get("ip")?, first_at: row.get("first_at")?, last_at: row.get("last_at")? })
        };
        let rows = query.query_map(params![account.as_str(), limit], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Notes that calls come from this address now, UTC ms; answers with whether the stay before was at another one.
    pub fn note_exit_ip(&self, account: &AccountId, ip: &str, now_ms: i64) -> Result<bool> {
        let newest = self.exit_ips(account, 1)?.pop();
        if newest.as_ref().is_some_and(|newest| newest.ip == ip) {
            let stays = "UPDATE exit_ip SET last_at = ?2 WHERE id = (SELECT max(id) FROM exit_ip WHERE account = ?1)";
            self.connection().execute(stays, params![account.as_str(), now_ms])?;
            return Ok(false);
        }
        // An account that was removed meanwhile has no stays.
        let begins =
            "INSERT INTO exit_ip (account, ip, first_at, last_at) SELECT id, ?2, ?3, ?3 FROM account WHERE id = ?1";
        self.connection().execute(begins, params![account.as_str(), ip, now_ms])?;
        let last_kept = "SELECT id FROM exit_ip WHERE account = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2";
        let last_kept: Option<i64> =
            self.connection().query_row(last_kept, params![account.as_str(), KEPT], |row| row.get(0)).optional()?;
        if let Some(id) = last_kept {
            let forget = "DELETE FROM exit_ip WHERE account = ?1 AND id <= ?2";
            self.connection().execute(forget, params![account.as_str(), id])?;
        }
        Ok(newest.is_some())
    }
}
