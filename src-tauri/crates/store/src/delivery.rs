//! Table `delivery`: one row per recipient. Every change of state names the state it starts from, so that no two
//! writers can move the same row twice.

use beckon_model::{CampaignId, CandidateId, DeliveryId, DeliveryState, Reason};
use rusqlite::{OptionalExtension, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, to_json};

/// A row about to be frozen.
#[derive(Debug, Clone)]
pub struct NewDelivery {
    /// The person.
    pub candidate: CandidateId,
    /// The person's name.
    pub name: String,
    /// The person's `userid`.
    pub userid: Option<String>,
    /// The exact request body and its SHA-256 in hex, or why there is none.
    pub body: std::result::Result<(Vec<u8>, String), Reason>,
}

/// A row whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedDelivery {
    /// Id.
    pub id: DeliveryId,
    /// The `userid` it goes to.
    pub userid: String,
    /// The exact request body.
    pub body: Vec<u8>,
    /// Its SHA-256 in hex.
    pub body_sha256: String,
}

/// A row that an earlier run left in `sending`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StuckDelivery {
    /// Id.
    pub id: DeliveryId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Number of its open attempt.
    pub attempt: u32,
    /// When its first attempt started, UTC ms.
    pub first_at: i64,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The new state.
    pub state: DeliveryState,
    /// Why.
    pub reason: Option<Reason>,
    /// WeCom's errcode.
    pub errcode: Option<i64>,
    /// WeCom's message id.
    pub msgid: Option<String>,
    /// For [`DeliveryState::Queued`]: not before this moment, UTC ms.
    pub due_at: i64,
}

impl Reader<'_> {
    /// The rows of a campaign whose turn it is, longest waiting first.
    ///
    /// # Errors
    /// A database error.
    pub fn queued(&self, campaign: CampaignId, now_ms: i64, limit: u32) -> Result<Vec<QueuedDelivery>> {
        let sql = "SELECT id, userid, body, body_sha256 FROM delivery
            WHERE campaign = ?1 AND state = 'queued' AND due_at <= ?2 ORDER BY due_at, id LIMIT ?3";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map(params![campaign.0, now_ms, limit], |row| {
            let (id, userid, body, body_sha256) = (DeliveryId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(QueuedDelivery { id, userid, body, body_sha256 })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When the next waiting row of a campaign is due, UTC ms.
    ///
    /// # Errors
    /// A database error.
    pub fn next_due(&self, campaign: CampaignId) -> Result<Option<i64>> {
        let sql = "SELECT min(due_at) FROM delivery WHERE campaign = ?1 AND state = 'queued'";
        Ok(self.connection().prepare_cached(sql)?.query_row([campaign.0], |row| row.get(0))?)
    }

    /// Rows that an earlier run left in `sending`: it ended between a request and its outcome.
    ///
    /// # Errors
    /// A database error.
    pub fn stuck(&self) -> Result<Vec<StuckDelivery>> {
        let sql = "SELECT delivery.id, campaign, max(number), min(started_at) FROM delivery
            JOIN attempt ON attempt.delivery = delivery.id WHERE state = 'sending' GROUP BY delivery.id";
        let mut query = self.connection().prepare(sql)?;
        let rows = query.query_map([], |row| {
            let (id, campaign) = (DeliveryId(row.get(0)?), CampaignId(row.get(1)?));
            Ok(StuckDelivery { id, campaign, attempt: row.get(2)?, first_at: row.get(3)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Adds the row of a recipient: queued with its body, or held with its reason.
    ///
    /// # Errors
    /// A database error.
    pub fn insert_delivery(&self, campaign: CampaignId, new: &NewDelivery, now_ms: i64) -> Result<DeliveryId> {
        let sql = "INSERT INTO delivery (campaign, candidate, name, userid, body, body_sha256, state, reason, due_at,
            changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)";
        let (state, body, sha256, reason) = match &new.body {
            Ok((body, sha256)) => (DeliveryState::Queued, Some(body), Some(sha256), None),
            Err(reason) => (DeliveryState::Held, None, None, Some(to_json(reason)?)),
        };
        self.connection().prepare_cached(sql)?.execute(params![
            campaign.0,
            new.candidate.0,
            new.name,
            new.userid,
            body,
            sha256,
            state.as_str(),
            reason,
            now_ms,
        ])?;
        Ok(DeliveryId(self.connection().last_insert_rowid()))
    }

    /// Moves a row from one state to another.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is not in `from` any more, or may not go from there to `outcome.state`.
    pub fn move_delivery(&self, id: DeliveryId, from: DeliveryState, outcome: &Outcome, now_ms: i64) -> Result<()> {
        if !from.may_become(outcome.state) {
            return Err(Error::Changed);
        }
        let sql = "UPDATE delivery SET state = ?3, reason = ?4, errcode = ?5, msgid = coalesce(?6, msgid), due_at = ?7,
            changed_at = ?8 WHERE id = ?1 AND state = ?2";
        let reason = outcome.reason.as_ref().map(to_json).transpose()?;
        let changed = self.connection().prepare_cached(sql)?.execute(params![
            id.0,
            from.as_str(),
            outcome.state.as_str(),
            reason,
            outcome.errcode,
            outcome.msgid,
            outcome.due_at,
            now_ms,
        ])?;
        if changed == 0 { Err(Error::Changed) } else { Ok(()) }
    }

    /// Holds every row of a campaign that still waits.
    ///
    /// # Errors
    /// A database error.
    pub fn hold_queued(&self, campaign: CampaignId, reason: &Reason, now_ms: i64) -> Result<u64> {
        let sql =
            "UPDATE delivery SET state = 'held', reason = ?2, changed_at = ?3 WHERE campaign = ?1 AND state = 'queued'";
        Ok(self.connection().execute(sql, params![campaign.0, to_json(reason)?, now_ms])? as u64)
    }

    /// Notes that a request of this row is about to leave: an attempt with the bytes' hash, and state `sending`.
    /// Returns the attempt's number and when the row's first attempt started, UTC ms.
    ///
    /// # Errors
    /// [`Error::Changed`] when the row is not queued any more.
    pub fn begin_attempt(&self, row: &QueuedDelivery, now_ms: i64) -> Result<(u32, i64)> {
        let sending =
            Outcome { state: DeliveryState::Sending, reason: None, errcode: None, msgid: None, due_at: now_ms };
        self.move_delivery(row.id, DeliveryState::Queued, &sending, now_ms)?;
        let sql = "SELECT max(number), min(started_at) FROM attempt WHERE delivery = ?1 HAVING count(*) > 0";
        let earlier: Option<(u32, i64)> = self
            .connection()
            .prepare_cached(sql)?
            .query_row([row.id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (number, first_at) = earlier.map_or((1, now_ms), |(number, first_at)| (number + 1, first_at));
        self.connection()
            .prepare_cached("INSERT INTO attempt (delivery, number, body_sha256, started_at) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![row.id.0, number, row.body_sha256, now_ms])?;
        Ok((number, first_at))
    }
}
