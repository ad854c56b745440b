//! Rows whose outcome is unknown, and what can still be found out of WeCom about them.
//!
//! Never in here: a change of a row.

use beckon_model::{Asked, CampaignId, DeliveryId, Reason, Way};

use crate::error::Result;
use crate::rows::{Reader, from_json, word};

/// Which of the rows whose outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsettled {
    /// All of a campaign.
    All,
    /// One.
    Row(DeliveryId),
    /// Those that a copy of the data left so.
    Restored,
}

impl Unsettled {
    /// Whether a row is one of these.
    pub(crate) fn includes(self, row: &UnsettledRow) -> bool {
        match self {
            Self::All => true,
            Self::Row(id) => row.id == id,
            Self::Restored => matches!(row.reason, Some(Reason::Restored { .. })),
        }
    }
}

/// A row whose outcome is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsettledRow {
    /// Id.
    pub id: DeliveryId,
    /// By which way it left.
    pub way: Way,
    /// Why nobody knows.
    pub reason: Option<Reason>,
    /// When the first request left whose outcome is unknown.
    pub asked: Option<Asked>,
    /// Another row of its request was sent again alone since.
    pub parted: bool,
}

impl UnsettledRow {
    /// Whether WeCom can be asked again with the same bytes and nobody gets a second message, when its clock says this (UTC
    /// ms). Never of a colleague's task: WeCom knows no bytes of it, and would make another.
    #[must_use]
    pub fn may_be_asked(&self, server_now: Option<i64>) -> bool {
        self.way != Way::Customer
            && !self.parted
            && self.asked.is_some_and(|asked| asked.is_known(server_now) == Some(true))
    }
}

impl Reader<'_> {
    /// The rows of a campaign whose outcome is unknown.
    pub fn unsettled(&self, campaign: CampaignId) -> Result<Vec<UnsettledRow>> {
        // Who left a shared request keeps an attempt with its bytes.
        let sql = "WITH parted AS (
                SELECT DISTINCT shared_request.id FROM shared_request
                JOIN delivery AS alone ON alone.campaign = shared_request.campaign AND alone.shared IS NULL
                JOIN attempt ON attempt.delivery = alone.id AND attempt.body_sha256 = shared_request.body_sha256
                WHERE shared_request.campaign = ?1)
            SELECT id, reason, asked_at, asked_server_at, shared IN (SELECT id FROM parted), way FROM delivery
            WHERE campaign = ?1 AND state = 'unknown' ORDER BY id";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([campaign.0], |row| {
            let server = row.get(3)?;
            Ok(UnsettledRow {
                id: DeliveryId(row.get(0)?),
                way: word(row, 5, Way::from_word)?,
                reason: row.get::<_, Option<String>>(1)?.as_deref().map(from_json).transpose()?,
                asked: row.get::<_, Option<i64>>(2)?.map(|at| Asked { at, server }),
                parted: row.get::<_, Option<bool>>(4)?.unwrap_or(false),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
