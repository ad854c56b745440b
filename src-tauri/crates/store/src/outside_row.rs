//! Rows of table `delivery` that go to candidates outside the company, read for their turn.
//!
//! Never in here: whether a row may leave, and how it moves; that is `step`.

use beckon_model::{AccountId, Asked, CampaignId, CandidateId, DeliveryId, DeliveryState, Reason, Step, Way};
use rusqlite::{OptionalExtension, Row, params};

use crate::attempt::NewAttempt;
use crate::error::Result;
use crate::rows::{Reader, Writer, from_json, word};

/// A row that goes to somebody outside the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideRow {
    /// Id.
    pub id: DeliveryId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The account that sends.
    pub account: AccountId,
    /// The person, while in the list.
    pub candidate: Option<CandidateId>,
    /// How it goes.
    pub way: Way,
    /// The customer it goes to, where that is known.
    pub outsider: Option<String>,
    /// The colleague who has to confirm it.
    pub colleague: Option<String>,
    /// Where it stands.
    pub state: DeliveryState,
    /// Until when it waits, UTC ms.
    pub waits_until: Option<i64>,
    /// Not before this moment, UTC ms.
    pub due_at: i64,
    /// Our own id of the message, or WeCom's of the task.
    pub msgid: Option<String>,
    /// What was approved.
    pub body: Vec<u8>,
    /// Number of its next attempt, from 1.
    pub attempt: u32,
    /// Failed attempts before.
    pub tries: u32,
    /// When the first request left whose outcome is unknown.
    pub asked: Option<Asked>,
    /// A person has it sent again although it may have arrived.
    pub resend: bool,
    /// Why it is where it is.
    pub reason: Option<Reason>,
    /// Last change, UTC ms.
    pub changed_at: i64,
}

/// A request of such a row that is about to leave.
#[derive(Debug, Clone, Copy)]
pub struct RowLeaves<'a> {
    /// To which customer.
    pub outsider: &'a str,
    /// Our own id of the message, if the way takes one.
    pub msgid: Option<&'a str>,
    /// Under which account the chat is kept, if it leaves into one.
    pub chat: Option<&'a AccountId>,
    /// SHA-256 in hex over the request.
    pub body_sha256: &'a str,
    /// When, by this machine's clock and by WeCom's where that is known, UTC ms.
    pub at: (i64, Option<i64>),
}

/// `way <> 'member'`: in the words of the index `delivery_outside`, so that it is used.
const ROWS: &str =
    "SELECT delivery.id, campaign, account, candidate, way, outsider, colleague, delivery.state, waits_until,
    due_at, msgid, body, (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE delivery = delivery.id), tries,
    asked_at, asked_server_at, changed_at, resend, reason FROM delivery JOIN campaign ON campaign.id = campaign
    WHERE way IN ('service', 'customer') AND way <> 'member' AND body IS NOT NULL";

impl Reader<'_> {
    /// Such a row; `None` where there is none.
    pub fn outside_row(&self, id: DeliveryId) -> Result<Option<OutsideRow>> {
        let sql = format!("{ROWS} AND delivery.id = ?1");
        Ok(self.connection().prepare_cached(&sql)?.query_row([id.0], read).optional()?)
    }

    /// Whether a campaign has such rows.
    pub fn has_outside_rows(&self, campaign: CampaignId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM delivery WHERE campaign = ?1 AND way <> 'member')";
        Ok(self.connection().prepare_cached(sql)?.query_row([campaign.0], |row| row.get(0))?)
    }

    /// The row of a campaign whose turn it is, the one that has waited longest.
    pub fn next_outside_row(&self, campaign: CampaignId, now_ms: i64) -> Result<Option<OutsideRow>> {
        let sql = format!(
            "{ROWS} AND campaign = ?1 AND delivery.state = 'queued' AND due_at <= ?2 ORDER BY due_at, delivery.id LIMIT 1"
        );
        Ok(self.connection().prepare_cached(&sql)?.query_row(params![campaign.0, now_ms], read).optional()?)
    }

    /// All such rows in a state, of an account or of all, the oldest first.
    pub fn outside_rows(&self, state: DeliveryState, account: Option<&AccountId>) -> Result<Vec<OutsideRow>> {
        let sql = format!(
            "{ROWS} AND delivery.state = ?1 AND delivery.state <> 'accepted' AND (?2 IS NULL OR account = ?2)
            ORDER BY delivery.id"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(params![state.as_str(), account.map(AccountId::as_str)], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether an account has links into customer-service chats, or chats, by the id under which they are kept.
    pub fn has_chat_links(&self, kept: &AccountId) -> Result<bool> {
        let sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM outside_link
                WHERE account = ?1 AND kind = 'service' AND url IS NOT NULL)
            OR EXISTS (SELECT 1 FROM service_chat WHERE account = ?1)";
        Ok(self.connection().prepare_cached(sql)?.exists([kept.as_str()])?)
    }

    /// Whether there is somebody outside the company by an account: links, chats, or rows that wait for a candidate or a colleague.
    pub fn has_outside(&self, kept: &AccountId, account: &AccountId) -> Result<bool> {
        let sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM outside_link WHERE account = ?1 AND url IS NOT NULL)
            OR EXISTS (SELECT 1 FROM service_chat WHERE account = ?1)
            OR EXISTS (SELECT 1 FROM delivery JOIN campaign ON campaign.id = campaign
                WHERE campaign.account = ?2 AND delivery.state IN ('waiting', 'handed') AND delivery.state <> 'accepted')";
        Ok(self.connection().prepare_cached(sql)?.exists([kept.as_str(), account.as_str()])?)
    }

    /// The row that went out with this id of ours, or as this task.
    pub fn outside_row_of_msgid(&self, account: &AccountId, msgid: &str) -> Result<Option<OutsideRow>> {
        let sql = format!("{ROWS} AND msgid = ?1 AND account = ?2");
        Ok(self.connection().prepare_cached(&sql)?.query_row([msgid, account.as_str()], read).optional()?)
    }
}

impl Writer<'_> {
    /// Notes of a row that its request is about to leave: an attempt with the hash of its bytes, and state `sending`. It counts
    /// towards no limit of messages to members.
    ///
    /// # Errors
    /// [`crate::Error::Changed`] when the row does not wait any more.
    pub fn leave_outside(&self, row: &OutsideRow, leaves: RowLeaves<'_>) -> Result<()> {
        let RowLeaves { outsider, msgid, chat, body_sha256, at: (now_ms, server_at) } = leaves;
        self.step(row.id, &Step::Leave, now_ms)?;
        let sql = "UPDATE delivery SET outsider = ?2, msgid = coalesce(?3, msgid), resend = 0 WHERE id = ?1";
        self.connection().prepare_cached(sql)?.execute(params![row.id.0, outsider, msgid])?;
        let (delivery, number) = (row.id, row.attempt);
        let new = NewAttempt { delivery, number, body_sha256, to: None, leads: true, server_at };
        self.begin_attempt(new, now_ms)?;
        if let Some(account) = chat {
            let sql = "UPDATE service_chat SET sent = sent + 1 WHERE account = ?1 AND external_userid = ?2";
            self.connection().prepare_cached(sql)?.execute([account.as_str(), outsider])?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<OutsideRow> {
    let server = row.get(15)?;
    Ok(OutsideRow {
        id: DeliveryId(row.get(0)?),
        campaign: CampaignId(row.get(1)?),
        account: AccountId(row.get(2)?),
        candidate: row.get::<_, Option<i64>>(3)?.map(CandidateId),
        way: word(row, 4, Way::from_word)?,
        outsider: row.get(5)?,
        colleague: row.get(6)?,
        state: word(row, 7, DeliveryState::from_word)?,
        waits_until: row.get(8)?,
        due_at: row.get(9)?,
        msgid: row.get(10)?,
        body: row.get(11)?,
        attempt: row.get(12)?,
        tries: row.get(13)?,
        asked: row.get::<_, Option<i64>>(14)?.map(|at| Asked { at, server }),
        changed_at: row.get(16)?,
        resend: row.get(17)?,
        reason: row.get::<_, Option<String>>(18)?.as_deref().map(from_json).transpose()?,
    })
}
