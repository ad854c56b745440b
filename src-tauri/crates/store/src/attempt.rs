//! Table `attempt`: what left, when, and what came back. The bytes are those of the row, which are frozen; the hash
//! proves it.

use beckon_model::{AttemptRow, DeliveryId};
use rusqlite::params;

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer};

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptEnd {
    /// `accepted`, `rejected`, `not_sent`, `reply_lost`, `bad_reply`, `interrupted`.
    pub outcome: &'static str,
    /// WeCom's errcode.
    pub errcode: Option<i64>,
    /// WeCom's answer, or what is known of the failure.
    pub reply: Option<String>,
}

impl Reader<'_> {
    pub(crate) fn attempts(&self, delivery: DeliveryId) -> Result<Vec<AttemptRow>> {
        let sql = "SELECT number, started_at, ended_at, outcome, errcode, reply FROM attempt WHERE delivery = ?1
            ORDER BY number";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([delivery.0], |row| {
            Ok(AttemptRow {
                number: row.get(0)?,
                started_at: row.get(1)?,
                ended_at: row.get(2)?,
                outcome: row.get(3)?,
                errcode: row.get(4)?,
                reply: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Notes how an attempt ended.
    ///
    /// # Errors
    /// [`Error::Changed`] when it has ended already.
    pub fn end_attempt(&self, delivery: DeliveryId, number: u32, end: &AttemptEnd, now_ms: i64) -> Result<()> {
        let sql = "UPDATE attempt SET ended_at = ?3, outcome = ?4, errcode = ?5, reply = ?6
            WHERE delivery = ?1 AND number = ?2 AND ended_at IS NULL";
        let changed = self.connection().prepare_cached(sql)?.execute(params![
            delivery.0,
            number,
            now_ms,
            end.outcome,
            end.errcode,
            end.reply
        ])?;
        if changed == 0 { Err(Error::Changed) } else { Ok(()) }
    }
}
