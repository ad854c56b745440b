//! Table `attempt`: what left, when, and what came back. The bytes are those of the row or of the request it shares,
//! which are frozen; the hash proves it.

use beckon_model::{AccountId, AttemptOutcome, AttemptRow, DeliveryId, Noted, Said};
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, word};

/// An attempt about to be noted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewAttempt<'a> {
    pub delivery: DeliveryId,
    pub number: u32,
    pub body_sha256: &'a str,
    /// Account and `userid`; none of what counts towards no limit of messages to members.
    pub to: Option<(&'a AccountId, &'a str)>,
    /// Whether it stands for its call.
    pub leads: bool,
    /// What WeCom's clock says, UTC ms, where that is known.
    pub server_at: Option<i64>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptEnd {
    /// What came of it.
    pub outcome: AttemptOutcome,
    /// WeCom's errcode.
    pub errcode: Option<i64>,
    /// WeCom's answer, or what is known of the failure.
    pub reply: Option<String>,
}

/// Outcomes of requests that never reached WeCom, and of calls that are no messages.
const NO_MESSAGE: &str = "('not_sent', 'withdrawn', 'recalled', 'recall_failed')";

/// WeCom's words in an answer as it was kept; none in what is known of a failure without one.
pub(crate) fn said(reply: &str) -> Option<Said> {
    let answer: serde_json::Value = serde_json::from_str(reply).ok()?;
    Said::of(answer.get("errmsg")?.as_str()?)
}

impl Reader<'_> {
    /// When the newest message of an account left that WeCom accepted, UTC ms.
    pub fn last_accepted(&self, account: &AccountId) -> Result<Option<i64>> {
        let sql = "SELECT started_at FROM attempt WHERE account = ?1 AND outcome = 'accepted'
            ORDER BY started_at DESC LIMIT 1";
        Ok(self.connection().prepare_cached(sql)?.query_row([account.as_str()], |row| row.get(0)).optional()?)
    }

    /// Of those who share a call, the first has its answer.
    pub(crate) fn attempts(&self, delivery: DeliveryId) -> Result<Vec<AttemptRow>> {
        let sql = "SELECT number, started_at, ended_at, outcome, errcode, coalesce(reply, (
                SELECT led.reply FROM delivery AS own JOIN delivery AS leader ON leader.shared = own.shared
                JOIN attempt AS led ON led.delivery = leader.id AND led.leads AND led.body_sha256 = attempt.body_sha256
                    AND led.started_at = attempt.started_at
                WHERE own.id = attempt.delivery AND NOT attempt.leads LIMIT 1))
            FROM attempt WHERE delivery = ?1 ORDER BY number";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([delivery.0], |row| {
            Ok(AttemptRow {
                number: row.get(0)?,
                started_at: row.get(1)?,
                ended_at: row.get(2)?,
                outcome: match row.get_ref(3)? {
                    ValueRef::Null => None,
                    _ => Some(word(row, 3, AttemptOutcome::from_word)?),
                },
                errcode: row.get(4)?,
                reply: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The messages of an account since a moment (UTC ms), in the order in which they ended.
    pub fn messages_since(&self, account: &AccountId, since_ms: i64) -> Result<Vec<Noted>> {
        let sql = format!(
            "SELECT userid, started_at, ended_at, leads, errcode FROM attempt
            WHERE account = ?1 AND started_at >= ?2 AND coalesce(outcome, '') NOT IN {NO_MESSAGE}
            ORDER BY coalesce(ended_at, started_at)"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(params![account.as_str(), since_ms], |row| {
            Ok(Noted {
                userid: row.get::<_, Option<String>>(0)?.unwrap_or_default(),
                started_at: row.get(1)?,
                ended_at: row.get(2)?,
                leads: row.get(3)?,
                errcode: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many messages an account has sent since a moment (UTC ms).
    pub fn message_count_since(&self, account: &AccountId, since_ms: i64) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM attempt INDEXED BY attempt_by_time
            WHERE account = ?1 AND started_at >= ?2 AND coalesce(outcome, '') NOT IN {NO_MESSAGE}"
        );
        Ok(self.connection().prepare_cached(&sql)?.query_row(params![account.as_str(), since_ms], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Notes that a request is about to leave.
    pub(crate) fn begin_attempt(&self, new: NewAttempt<'_>, now_ms: i64) -> Result<()> {
        let sql = "INSERT INTO attempt (delivery, number, body_sha256, started_at, account, userid, leads,
            server_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.connection().prepare_cached(sql)?.execute(params![
            new.delivery.0,
            new.number,
            new.body_sha256,
            now_ms,
            new.to.map(|(account, _)| account.as_str()),
            new.to.map(|(_, userid)| userid),
            new.leads,
            new.server_at,
        ])?;
        Ok(())
    }

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
            end.outcome.as_str(),
            end.errcode,
            end.reply
        ])?;
        if changed == 0 { Err(Error::Changed) } else { Ok(()) }
    }

    /// Notes a call about a row's message that has ended, such as a recall.
    pub fn note_call(&self, delivery: DeliveryId, end: &AttemptEnd, (started_ms, now_ms): (i64, i64)) -> Result<()> {
        let sql = "INSERT INTO attempt (delivery, number, body_sha256, started_at, ended_at, outcome, errcode, reply)
            SELECT ?1, 1 + coalesce(max(number), 0), '', ?2, ?3, ?4, ?5, ?6 FROM attempt WHERE delivery = ?1";
        let mut query = self.connection().prepare_cached(sql)?;
        query.execute(params![delivery.0, started_ms, now_ms, end.outcome.as_str(), end.errcode, end.reply])?;
        Ok(())
    }
}
