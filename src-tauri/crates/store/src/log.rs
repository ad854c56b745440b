//! The delivery log, read from the rows and attempts themselves: there is no second record that could disagree.

use beckon_model::{CampaignId, CandidateId, DeliveryId, LogDetail, LogQuery, LogRow, Page};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::error::Result;
use crate::rows::{Reader, from_json, from_word};

const ROWS: &str = "SELECT delivery.id AS delivery, delivery.campaign, candidate, delivery.name, userid, account_name,
    template_name, delivery.state, reason, errcode, msgid,
    coalesce(shared_request.body_sha256, delivery.body_sha256) AS body_sha256, changed_at,
    (SELECT count(*) FROM attempt WHERE attempt.delivery = delivery.id
        AND coalesce(outcome, '') NOT IN ('withdrawn', 'recalled', 'recall_failed')) AS attempts
    FROM delivery JOIN campaign ON campaign.id = delivery.campaign
    LEFT JOIN shared_request ON shared_request.id = delivery.shared";

impl Reader<'_> {
    /// A page of the log, newest row first.
    ///
    /// # Errors
    /// A database error.
    pub fn log(&self, query: &LogQuery) -> Result<Page<LogRow>> {
        let (mut filter, mut values) = ("1".to_owned(), Vec::new());
        if let Some(campaign) = query.campaign {
            filter.push_str(" AND delivery.campaign = ?");
            values.push(Value::Integer(campaign.0));
        }
        if let Some(state) = query.state {
            filter.push_str(" AND delivery.state = ?");
            values.push(Value::Text(state.as_str().to_owned()));
        }
        for word in query.search.as_deref().unwrap_or_default().to_lowercase().split_whitespace() {
            filter.push_str(" AND instr(lower(delivery.name || ' ' || coalesce(userid, '')), ?) > 0");
            values.push(Value::Text(word.to_owned()));
        }
        let sql = format!("SELECT count(*) FROM delivery WHERE {filter}");
        let total = self.connection().prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        let sql = format!("{ROWS} WHERE {filter} AND delivery.id < ? ORDER BY delivery.id DESC LIMIT ?");
        values.push(Value::Integer(query.after.unwrap_or(i64::MAX)));
        self.page(&sql, values, (query.limit, total), read, |row| row.delivery.0)
    }

    /// The whole story of a row, without the meaning of its code.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn log_detail(&self, delivery: DeliveryId) -> Result<LogDetail> {
        let row = self.connection().query_row(&format!("{ROWS} WHERE delivery.id = ?1"), [delivery.0], read)?;
        let sql = "SELECT coalesce(shared_request.body, delivery.body), created_at FROM delivery
            JOIN campaign ON campaign.id = delivery.campaign
            LEFT JOIN shared_request ON shared_request.id = delivery.shared WHERE delivery.id = ?1";
        let (body, approved_at): (Option<Vec<u8>>, i64) =
            self.connection().query_row(sql, [delivery.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let request = body.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(LogDetail { row, approved_at, request, attempts: self.attempts(delivery)?, meaning: None })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    let (state, reason): (String, Option<String>) = (row.get("state")?, row.get("reason")?);
    Ok(LogRow {
        delivery: DeliveryId(row.get("delivery")?),
        campaign: CampaignId(row.get("campaign")?),
        candidate: row.get::<_, Option<i64>>("candidate")?.map(CandidateId),
        name: row.get("name")?,
        userid: row.get("userid")?,
        account_name: row.get("account_name")?,
        template_name: row.get("template_name")?,
        state: from_word(&state, |word| word.parse().ok())?,
        reason: reason.as_deref().map(from_json).transpose()?,
        errcode: row.get("errcode")?,
        attempts: row.get("attempts")?,
        msgid: row.get("msgid")?,
        body_sha256: row.get("body_sha256")?,
        at: row.get("changed_at")?,
    })
}
