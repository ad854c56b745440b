//! Tables `service_read`, `service_seen` and `service_failed`: how far the messages of a customer-service account were read, and what
//! was read of them.
//!
//! Never in here: what a message or an event means.

use beckon_model::AccountId;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer};

/// Where the reading of a customer-service account stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceRead {
    /// Where it goes on; absent for the oldest that WeCom keeps.
    pub cursor: Option<String>,
    /// Everything up to here was read, UTC ms by WeCom's clock.
    pub read_at: Option<i64>,
    /// Between these nobody knows what was written, UTC ms by WeCom's clock.
    pub gap: Option<(i64, i64)>,
    /// Not before this moment, UTC ms by this machine's clock.
    pub waits_until: Option<i64>,
    /// How long that wait was.
    pub wait_ms: i64,
}

impl Reader<'_> {
    /// Where the reading stands; none of an account that was never read.
    pub fn service_read(&self, account: &AccountId, open_kfid: &str) -> Result<Option<ServiceRead>> {
        let sql = "SELECT * FROM service_read WHERE account = ?1 AND open_kfid = ?2";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row([account.as_str(), open_kfid], read).optional()?)
    }

    /// The last time of which nobody knows what was written to an account, UTC ms by WeCom's clock.
    pub fn service_gap(&self, account: &AccountId) -> Result<Option<(i64, i64)>> {
        let sql = "SELECT gap_from, gap_to FROM service_read WHERE account = ?1 AND gap_to IS NOT NULL
            ORDER BY gap_to DESC LIMIT 1";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row([account.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Why a message of ours did not arrive that WeCom had taken (`fail_type`), by our own id of it. Whoever settles its row looks
    /// here: that it failed can become known before.
    pub fn service_failure(&self, account: &AccountId, msgid: &str) -> Result<Option<i64>> {
        let sql = "SELECT fail_type FROM service_failed WHERE account = ?1 AND msgid = ?2";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_row([account.as_str(), msgid], |row| row.get(0)).optional()?)
    }
}

impl Writer<'_> {
    /// Notes where the reading stands.
    pub fn set_service_read(&self, account: &AccountId, open_kfid: &str, place: &ServiceRead) -> Result<()> {
        let sql =
            "INSERT OR REPLACE INTO service_read (account, open_kfid, cursor, read_at, gap_from, gap_to, waits_until,
            wait_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let ServiceRead { cursor, read_at, gap, waits_until, wait_ms } = place;
        let (gap_from, gap_to) = gap.unzip();
        let values = params![account.as_str(), open_kfid, cursor, read_at, gap_from, gap_to, waits_until, wait_ms];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Notes that a message was read, at a moment of WeCom's clock (UTC ms); says whether it is new.
    pub fn note_seen(&self, account: &AccountId, msgid: &str, at: i64) -> Result<bool> {
        let sql = "INSERT OR IGNORE INTO service_seen (account, msgid, at) VALUES (?1, ?2, ?3)";
        Ok(self.connection().prepare_cached(sql)?.execute(params![account.as_str(), msgid, at])? == 1)
    }

    /// Forgets what was read and what failed before a moment, UTC ms: it cannot come again.
    pub fn forget_seen(&self, account: &AccountId, before_ms: i64) -> Result<()> {
        for table in ["service_seen", "service_failed"] {
            let sql = format!("DELETE FROM {table} WHERE account = ?1 AND at < ?2");
            self.connection().prepare_cached(&sql)?.execute(params![account.as_str(), before_ms])?;
        }
        Ok(())
    }

    /// Notes that a message of ours did not arrive that WeCom had taken.
    pub fn note_service_failure(&self, account: &AccountId, msgid: &str, fail_type: i64, at: i64) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO service_failed (account, msgid, fail_type, at) VALUES (?1, ?2, ?3, ?4)";
        self.connection().prepare_cached(sql)?.execute(params![account.as_str(), msgid, fail_type, at])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ServiceRead> {
    let (from, to): (Option<i64>, Option<i64>) = (row.get("gap_from")?, row.get("gap_to")?);
    Ok(ServiceRead {
        cursor: row.get("cursor")?,
        read_at: row.get("read_at")?,
        gap: from.zip(to),
        waits_until: row.get("waits_until")?,
        wait_ms: row.get("wait_ms")?,
    })
}
