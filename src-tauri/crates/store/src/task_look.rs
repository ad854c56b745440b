//! Tables `task_look` and `task_reminder`: tasks of colleagues, when each was looked at last, and how often the colleague was reminded.
//!
//! Never in here: when a task is to be looked at, and what a look means.

use beckon_model::{
    AccountId, Asked, CampaignId, CandidateId, DeliveryId, DeliveryState, TaskRow, TaskState, TaskTrouble, Way,
};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::outside_row::OutsideRow;
use crate::rows::{Reader, Writer, from_json, to_json, word};

/// A row that may be a task at WeCom, and what is known of it.
#[derive(Debug, Clone)]
pub struct OpenTask {
    /// The row: handed to the colleague, or of unknown outcome.
    pub row: OutsideRow,
    /// Since when WeCom has it, UTC ms.
    pub made_at: Option<i64>,
    /// The last look, UTC ms.
    pub looked_at: Option<i64>,
    /// What was odd about it then.
    pub trouble: Option<TaskTrouble>,
    /// When the requests left whose outcome nobody knows, in their order.
    pub lost: Vec<Asked>,
}

const ROWS: &str =
    "SELECT delivery.id AS delivery, campaign.id AS campaign, account, candidate, name, colleague, template_name,
    delivery.state AS state, reason, errcode, waits_until, changed_at, asked_at, made_at, looked_at, trouble,
    (SELECT count(*) FROM task_reminder WHERE task_reminder.delivery = delivery.id AND at > ?1) AS reminders
    FROM delivery JOIN campaign ON campaign.id = delivery.campaign
    LEFT JOIN task_look ON task_look.delivery = delivery.id
    WHERE way = 'customer' AND way <> 'member'";

impl Reader<'_> {
    /// The rows of an account that may be tasks at WeCom which nobody has confirmed, the oldest first.
    pub fn open_tasks(&self, account: &AccountId) -> Result<Vec<OpenTask>> {
        let mut rows = self.outside_rows(DeliveryState::Handed, Some(account))?;
        rows.extend(self.outside_rows(DeliveryState::Unknown, Some(account))?);
        rows.into_iter().filter(|row| row.way == Way::Customer).map(|row| self.task_of(row)).collect()
    }

    /// Such a row; `None` where there is none.
    pub fn open_task(&self, id: DeliveryId) -> Result<Option<OpenTask>> {
        let open = |row: &OutsideRow| matches!(row.state, DeliveryState::Handed | DeliveryState::Unknown);
        let row = self.outside_row(id)?.filter(|row| row.way == Way::Customer && open(row));
        row.map(|row| self.task_of(row)).transpose()
    }

    fn task_of(&self, row: OutsideRow) -> Result<OpenTask> {
        let sql = "SELECT made_at, looked_at, trouble FROM task_look WHERE delivery = ?1";
        let look = self.connection().prepare_cached(sql)?.query_row([row.id.0], |row| {
            let trouble: Option<String> = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, trouble.as_deref().map(from_json).transpose()?))
        });
        let (made_at, looked_at, trouble) = look.optional()?.unwrap_or_default();
        let sql = "SELECT started_at, server_at FROM attempt
            WHERE delivery = ?1 AND coalesce(outcome, 'interrupted') IN ('reply_lost', 'bad_reply', 'interrupted')
            ORDER BY number";
        let mut query = self.connection().prepare_cached(sql)?;
        let lost = query.query_map([row.id.0], |row| Ok(Asked { at: row.get(0)?, server: row.get(1)? }))?;
        let mut lost: Vec<Asked> = lost.collect::<rusqlite::Result<_>>()?;
        // Since a copy of the data was made, it may have left at any time.
        if lost.is_empty() {
            lost.extend(row.asked);
        }
        Ok(OpenTask { row, made_at, looked_at, trouble, lost })
    }

    /// The row whose task has this id at WeCom, whatever its account.
    pub fn task_owner(&self, msgid: &str) -> Result<Option<DeliveryId>> {
        let sql = "SELECT id FROM delivery WHERE msgid = ?1 AND msgid IS NOT NULL AND way = 'customer' LIMIT 1";
        let read = |row: &Row<'_>| Ok(DeliveryId(row.get(0)?));
        Ok(self.connection().prepare_cached(sql)?.query_row([msgid], read).optional()?)
    }

    /// The tasks of an account, the newest first: those that can still come further, and those that changed since a moment (UTC
    /// ms). Reminders are counted since another.
    pub fn tasks(
        &self,
        account: &AccountId,
        (changed_since, reminded_since): (i64, i64),
        most: usize,
    ) -> Result<Vec<TaskRow>> {
        let sql = format!(
            "{ROWS} AND account = ?2 AND (delivery.state <> 'held' OR body IS NOT NULL)
                AND (delivery.state IN ('queued', 'waiting', 'sending', 'handed', 'unknown', 'held') OR changed_at >= ?3)
            ORDER BY delivery.id DESC LIMIT ?4"
        );
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(params![reminded_since, account.as_str(), changed_since, most], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One task; `None` for a row that is none.
    pub fn task(&self, id: DeliveryId, reminded_since: i64) -> Result<Option<TaskRow>> {
        let sql = format!("{ROWS} AND delivery.id = ?2");
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_row(params![reminded_since, id.0], read).optional()?)
    }

    /// When a colleague was reminded of a task since a moment, UTC ms, in their order.
    pub fn task_reminders(&self, id: DeliveryId, since_ms: i64) -> Result<Vec<i64>> {
        let sql = "SELECT at FROM task_reminder WHERE delivery = ?1 AND at > ?2 ORDER BY at";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map(params![id.0, since_ms], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Notes that a task was looked at, and what was odd about it.
    pub fn task_looked(&self, id: DeliveryId, trouble: Option<&TaskTrouble>, now_ms: i64) -> Result<()> {
        let sql = "INSERT INTO task_look (delivery, looked_at, trouble) VALUES (?1, ?2, ?3)
            ON CONFLICT (delivery) DO UPDATE SET looked_at = excluded.looked_at, trouble = excluded.trouble";
        let trouble = trouble.map(to_json).transpose()?;
        self.connection().prepare_cached(sql)?.execute(params![id.0, now_ms, trouble])?;
        Ok(())
    }

    /// Notes since when WeCom has a task, where that is known better than by when Beckon came to know of it; UTC ms.
    pub fn task_made_at(&self, id: DeliveryId, at: i64) -> Result<()> {
        let sql = "UPDATE task_look SET made_at = ?2 WHERE delivery = ?1";
        self.connection().prepare_cached(sql)?.execute([id.0, at])?;
        Ok(())
    }

    /// Notes that a colleague is about to be reminded, and forgets reminders from before a moment; both UTC ms. Answers with the
    /// moment that stands for it.
    pub fn note_reminder(&self, id: DeliveryId, now_ms: i64, before_ms: i64) -> Result<i64> {
        let sql = "DELETE FROM task_reminder WHERE delivery = ?1 AND at <= ?2";
        self.connection().prepare_cached(sql)?.execute([id.0, before_ms])?;
        // Two within a millisecond are two.
        let last = "SELECT max(at) FROM task_reminder WHERE delivery = ?1";
        let last: Option<i64> = self.connection().prepare_cached(last)?.query_row([id.0], |row| row.get(0))?;
        let at = last.map_or(now_ms, |last| now_ms.max(last + 1));
        let sql = "INSERT INTO task_reminder (delivery, at) VALUES (?1, ?2)";
        self.connection().prepare_cached(sql)?.execute([id.0, at])?;
        Ok(at)
    }

    /// Takes a reminder back that WeCom refused.
    pub fn forget_reminder(&self, id: DeliveryId, at: i64) -> Result<()> {
        let sql = "DELETE FROM task_reminder WHERE delivery = ?1 AND at = ?2";
        self.connection().prepare_cached(sql)?.execute([id.0, at])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    let state = word(row, "state", DeliveryState::from_word)?;
    let reason = row.get::<_, Option<String>>("reason")?.as_deref().map(from_json).transpose()?;
    let trouble = row.get::<_, Option<String>>("trouble")?.as_deref().map(from_json).transpose()?;
    let asked: Option<i64> = row.get("asked_at")?;
    let waits = matches!(state, DeliveryState::Queued | DeliveryState::Waiting | DeliveryState::Held);
    Ok(TaskRow {
        delivery: DeliveryId(row.get("delivery")?),
        campaign: CampaignId(row.get("campaign")?),
        account: AccountId(row.get("account")?),
        candidate: row.get::<_, Option<i64>>("candidate")?.map(CandidateId),
        name: row.get("name")?,
        colleague: row.get("colleague")?,
        template_name: row.get("template_name")?,
        task_state: TaskState::of(state, reason.as_ref()),
        reason,
        errcode: row.get("errcode")?,
        made_at: row.get("made_at")?,
        looked_at: row.get("looked_at")?,
        trouble,
        reminders: row.get("reminders")?,
        interview_at: row.get("waits_until")?,
        can_cancel: state == DeliveryState::Handed || (waits && asked.is_none()),
        at: row.get("changed_at")?,
    })
}
