//! Table `delivery`: one row per recipient. Every change of state names the state it starts from, so that no two
//! writers can move the same row twice.

use beckon_model::{CampaignId, CandidateId, DeliveryId, DeliveryState, Reason};
use rusqlite::params;

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

/// A row whose attempt has been noted: its request may leave now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedDelivery {
    /// Id.
    pub id: DeliveryId,
    /// The `userid` it goes to.
    pub userid: String,
    /// The exact request body.
    pub body: Vec<u8>,
    /// Number of the attempt, from 1.
    pub attempt: u32,
    /// When the row's first attempt started, UTC ms.
    pub first_at: i64,
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

    /// Puts the rows that were held for a reason of the account or the network back into the queue, and makes every
    /// waiting row due now: a person says go on, and the clock may have been set back since.
    ///
    /// # Errors
    /// A database error.
    pub fn release_held(&self, campaign: CampaignId, now_ms: i64) -> Result<u64> {
        let sql = "UPDATE delivery SET state = 'queued', reason = NULL, due_at = ?2, changed_at = ?2
            WHERE campaign = ?1 AND state = 'held' AND body IS NOT NULL";
        let released = self.connection().execute(sql, params![campaign.0, now_ms])?;
        let sql = "UPDATE delivery SET due_at = ?2 WHERE campaign = ?1 AND state = 'queued' AND due_at > ?2";
        self.connection().execute(sql, params![campaign.0, now_ms])?;
        Ok(released as u64)
    }

    /// Takes up to `places` rows whose turn it is, longest waiting first, and notes of each that its request is about
    /// to leave: an attempt with the hash of its bytes, and state `sending`.
    ///
    /// # Errors
    /// A database error.
    pub fn claim(&self, campaign: CampaignId, places: usize, now_ms: i64) -> Result<Vec<ClaimedDelivery>> {
        let sql = "SELECT id, userid, body, body_sha256,
                (SELECT count(*) FROM attempt WHERE delivery = delivery.id),
                coalesce((SELECT min(started_at) FROM attempt WHERE delivery = delivery.id), ?2)
            FROM delivery WHERE campaign = ?1 AND state = 'queued' AND due_at <= ?2 ORDER BY due_at, id LIMIT ?3";
        let mut query = self.connection().prepare_cached(sql)?;
        let waiting = query.query_map(params![campaign.0, now_ms, places], |row| {
            let earlier: u32 = row.get(4)?;
            let (id, userid, body, first_at) = (DeliveryId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(5)?);
            Ok((ClaimedDelivery { id, userid, body, attempt: earlier + 1, first_at }, row.get::<_, String>(3)?))
        })?;
        let waiting: Vec<(ClaimedDelivery, String)> = waiting.collect::<rusqlite::Result<_>>()?;
        for (row, sha256) in &waiting {
            let sending =
                Outcome { state: DeliveryState::Sending, reason: None, errcode: None, msgid: None, due_at: now_ms };
            self.move_delivery(row.id, DeliveryState::Queued, &sending, now_ms)?;
            let sql = "INSERT INTO attempt (delivery, number, body_sha256, started_at) VALUES (?1, ?2, ?3, ?4)";
            self.connection().prepare_cached(sql)?.execute(params![row.id.0, row.attempt, sha256, now_ms])?;
        }
        Ok(waiting.into_iter().map(|(row, _)| row).collect())
    }
}
