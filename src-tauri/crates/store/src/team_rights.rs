//! The team's part of a row: the right to it, and what the team's ledger has still to hear of. Rows are noted to be told by
//! triggers (`schema/team_outbox.sql`), so that whatever moves one is told.
//!
//! Never in here: a word with the ledger.

use beckon_model::{CampaignId, DeliveryId, DeliveryState};
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::delivery::{Call, SharedId};
use crate::error::Result;
use crate::rows::{Reader, Writer, read_uuid, to_json, word};

/// A row that waits for its right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclaimed {
    /// Id.
    pub id: DeliveryId,
    /// The recipient.
    pub userid: String,
    /// What it invites to.
    pub occasion: String,
    /// The right that is asked for.
    pub claim: Uuid,
    /// SHA-256 of its body in hex.
    pub body_sha256: String,
    /// The request it leaves with, if others have the same message.
    pub shared: Option<SharedId>,
}

/// Something that the ledger has still to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untold {
    /// Its place.
    pub id: i64,
    /// The right in question, if there is one.
    pub claim: Option<Uuid>,
    /// The call that has ended, if one left.
    pub call: Option<Uuid>,
    /// Where the row came to.
    pub state: DeliveryState,
    /// Whether something of it may have arrived.
    pub asked: bool,
    /// WeCom's errcode.
    pub errcode: Option<i64>,
    /// WeCom's message id.
    pub msgid: Option<String>,
}

impl Reader<'_> {
    /// The first rows of a campaign that wait for their right, those whole that share a request: some more than `most` then.
    pub fn unclaimed(&self, campaign: CampaignId, most: usize) -> Result<Vec<Unclaimed>> {
        const WAITS: &str = "campaign = ?1 AND state = 'queued' AND claim IS NOT NULL AND claimed = 0";
        let sql = format!(
            "WITH next AS (SELECT id, shared FROM delivery WHERE {WAITS} ORDER BY due_at, id LIMIT ?2)
            SELECT id, userid, occasion, claim, body_sha256, shared FROM delivery WHERE {WAITS}
                AND (id IN (SELECT id FROM next) OR shared IN (SELECT shared FROM next)) ORDER BY due_at, id"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(params![campaign.0, most], |row| {
            Ok(Unclaimed {
                id: DeliveryId(row.get(0)?),
                userid: row.get(1)?,
                occasion: row.get(2)?,
                claim: read_uuid(row.get_ref(3)?.as_str()?)?,
                body_sha256: row.get(4)?,
                shared: row.get::<_, Option<i64>>(5)?.map(SharedId),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many waiting rows of a campaign have their right.
    pub fn claimed_ahead(&self, campaign: CampaignId) -> Result<usize> {
        let sql = "SELECT count(*) FROM delivery WHERE campaign = ?1 AND state = 'queued' AND claimed";
        Ok(self.connection().prepare_cached(sql)?.query_row([campaign.0], |row| row.get(0))?)
    }

    /// The bytes of a request that rows share.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn shared_body(&self, shared: SharedId) -> Result<Vec<u8>> {
        let sql = "SELECT body FROM shared_request WHERE id = ?1";
        Ok(self.connection().prepare_cached(sql)?.query_row([shared.0], |row| row.get(0))?)
    }

    /// The first of what the ledger has still to hear of, in the order in which it happened.
    pub fn untold(&self, most: usize) -> Result<Vec<Untold>> {
        let sql = "SELECT id, claim, call, state, asked, errcode, msgid FROM team_outbox ORDER BY id LIMIT ?1";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([most], |row| {
            Ok(Untold {
                id: row.get(0)?,
                claim: uuid(row, 1)?,
                call: uuid(row, 2)?,
                state: word(row, 3, DeliveryState::from_word)?,
                asked: row.get(4)?,
                errcode: row.get(5)?,
                msgid: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether the ledger has still to hear of rights that are given back.
    pub fn gives_back(&self) -> Result<bool> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM team_outbox WHERE state IN ('held', 'cancelled') AND claim IS NOT NULL)";
        Ok(self.connection().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// How much the ledger has still to hear of.
    pub fn untold_count(&self) -> Result<u64> {
        Ok(self.connection().query_row("SELECT count(*) FROM team_outbox", [], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// The ledger says that the right is this row's.
    pub fn has_right(&self, delivery: DeliveryId) -> Result<()> {
        let sql = "UPDATE delivery SET claimed = 1 WHERE id = ?1 AND state = 'queued'";
        self.connection().prepare_cached(sql)?.execute([delivery.0])?;
        Ok(())
    }

    /// Lets waiting rows leave with this request from now on, or each alone.
    pub fn share_anew(&self, rows: &[DeliveryId], shared: Option<SharedId>) -> Result<()> {
        let sql = "UPDATE delivery SET shared = ?2 WHERE state = 'queued' AND id IN (SELECT value FROM json_each(?1))";
        self.connection().prepare_cached(sql)?.execute(params![to_json(&rows)?, shared.map(|shared| shared.0)])?;
        Ok(())
    }

    /// Notes by which name the ledger knows the call that rows leave with.
    pub fn leaves_as(&self, call: &Call, id: Uuid) -> Result<()> {
        let mut query = self.connection().prepare_cached("UPDATE delivery SET call = ?2 WHERE id = ?1")?;
        call.rows.iter().try_for_each(|row| query.execute(params![row.id.0, id.to_string()]).map(drop))?;
        Ok(())
    }

    /// The ledger has heard of these.
    pub fn told(&self, told: &[i64]) -> Result<()> {
        let sql = "DELETE FROM team_outbox WHERE id IN (SELECT value FROM json_each(?1))";
        self.connection().prepare_cached(sql)?.execute([to_json(&told)?])?;
        Ok(())
    }
}

fn uuid(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Uuid>> {
    row.get::<_, Option<String>>(column)?.as_deref().map(read_uuid).transpose()
}
