//! The delivery log, read from the rows and attempts themselves: there is no second record that could disagree.

use std::ops::ControlFlow;

use beckon_model::{
    COUNTED_ROWS, CampaignId, CandidateId, DeliveryId, DeliveryState, LogDetail, LogQuery, LogRow, Page, Said,
    TaskState, Way,
};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use crate::attempt::said;
use crate::error::Result;
use crate::packed::{Order, Shelf};
use crate::rows::{Reader, from_json, page_rows, to_json, word};
use crate::words::{Words, fold_into};

const ROWS: &str = "SELECT delivery.id AS delivery, delivery.campaign, candidate, delivery.name, userid, account_name,
    template_name, test, way, colleague, waits_until, delivery.state, reason, errcode, msgid,
    coalesce(shared_request.body_sha256, delivery.body_sha256) AS body_sha256, changed_at,
    (SELECT count(*) FROM attempt WHERE attempt.delivery = delivery.id
        AND coalesce(outcome, '') NOT IN ('withdrawn', 'recalled', 'recall_failed')) AS attempts,
    (SELECT CASE WHEN last.errcode <> 0 AND (last.errcode = delivery.errcode OR last.outcome = 'recall_failed')
        THEN coalesce(last.reply, (SELECT led.reply FROM delivery AS leader JOIN attempt AS led
            ON led.delivery = leader.id AND led.leads AND led.body_sha256 = last.body_sha256
                AND led.started_at = last.started_at
            WHERE leader.shared = delivery.shared AND NOT last.leads LIMIT 1)) END
        FROM attempt AS last WHERE last.delivery = delivery.id AND coalesce(last.outcome, '') <> 'withdrawn'
        ORDER BY last.number DESC LIMIT 1) AS reply,
    CASE WHEN reason LIKE '{\"kind\":\"stopped\"%' THEN said END AS said
    FROM delivery JOIN campaign ON campaign.id = delivery.campaign
    LEFT JOIN shared_request ON shared_request.id = delivery.shared";

pub(crate) const SHELF: Shelf = Shelf { table: "delivery", bits: 10, columns: "id, name, userid", text: searched };

/// Ids that are looked up at a time when a search is narrowed.
const BATCH: usize = 2048;

/// What is found of a row: name and `userid` on a line each.
fn searched(row: &Row<'_>) -> rusqlite::Result<String> {
    let mut text = String::with_capacity(32);
    fold_into(&mut text, row.get_ref(1)?.as_str()?);
    text.push('\n');
    if let Some(userid) = row.get_ref(2)?.as_str_or_null()? {
        fold_into(&mut text, userid);
    }
    Ok(text)
}

/// What narrows the log besides words: a condition with its values.
struct Narrow {
    sql: String,
    values: Vec<Value>,
}

impl Narrow {
    fn of(query: &LogQuery) -> Self {
        let (mut sql, mut values) = ("1".to_owned(), Vec::new());
        if let Some(campaign) = query.campaign {
            sql.push_str(" AND delivery.campaign = ?");
            values.push(Value::Integer(campaign.0));
        }
        if let Some(candidate) = query.candidate {
            sql.push_str(" AND delivery.candidate = ?");
            values.push(Value::Integer(candidate.0));
        }
        if let Some(state) = query.state {
            sql.push_str(" AND delivery.state = ?");
            values.push(Value::Text(state.as_str().to_owned()));
            if state != DeliveryState::Accepted {
                // In the words of the index `delivery_by_rare_state`, so that it is used.
                sql.push_str(" AND delivery.state <> 'accepted'");
            }
        }
        if let Some(test) = query.test {
            sql.push_str(" AND delivery.campaign IN (SELECT id FROM campaign WHERE test = ?)");
            values.push(Value::Integer(test.into()));
        }
        Self { sql, values }
    }

    /// All rows that are not left out. `+`: along the rows, which are in their order already; an index of campaigns would
    /// have all of them sorted before the first comes.
    fn all(&self) -> String {
        format!(
            "{ROWS} WHERE {} ORDER BY delivery.id DESC",
            self.sql.replace("delivery.campaign", "+delivery.campaign")
        )
    }
}

impl Reader<'_> {
    /// A page of the log, newest row first. What a search or a state finds is counted up to [`COUNTED_ROWS`].
    pub fn log(&self, query: &LogQuery) -> Result<Page<LogRow>> {
        let narrow = Narrow::of(query);
        let words = Words::of(query.search.as_deref().unwrap_or_default());
        if !words.is_empty() {
            return self.log_search(query, &words, &narrow);
        }
        let Narrow { sql: filter, mut values } = narrow;
        // Counting all of a state would read every row of it.
        let capped = (query.state.is_some() || query.test.is_some()) && query.campaign.is_none();
        let most = if capped { COUNTED_ROWS } else { u64::MAX };
        let sql = match capped {
            true => format!("SELECT count(*) FROM (SELECT 1 FROM delivery WHERE {filter} LIMIT {})", most + 1),
            false => format!("SELECT count(*) FROM delivery WHERE {filter}"),
        };
        let total: u64 =
            self.connection().prepare_cached(&sql)?.query_row(params_from_iter(&values), |row| row.get(0))?;
        let sql = format!("{ROWS} WHERE {filter} AND delivery.id < ? ORDER BY delivery.id DESC LIMIT ?");
        values.push(Value::Integer(query.after.unwrap_or(i64::MAX)));
        self.page(&sql, values, (query.limit, (total.min(most), total > most)), read, |row| row.delivery.0)
    }

    /// Hands all rows that a question finds to `take`, newest first, as one look at the database and without counting them.
    /// [`LogQuery::after`] and [`LogQuery::limit`] are left out of account.
    ///
    /// # Errors
    /// A database error; those that come later are handed on as well, and end the rows.
    pub fn log_rows<T>(
        &self,
        query: &LogQuery,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<LogRow>>) -> T,
    ) -> Result<T> {
        let narrow = Narrow::of(query);
        let words = Words::of(query.search.as_deref().unwrap_or_default());
        if words.is_empty() {
            let mut found = self.connection().prepare(&narrow.all())?;
            let mut rows = found.query_map(params_from_iter(&narrow.values), read)?;
            let mut rows = std::iter::from_fn(move || rows.next().map(|row| Ok(row?)));
            return Ok(take(&mut rows));
        }
        let (mut after, mut more) = (None, true);
        let batches = std::iter::from_fn(|| {
            let batch = more.then(|| {
                let ids = self.log_ids(&words, &narrow, after, BATCH)?;
                (after, more) = (ids.last().copied(), ids.len() == BATCH);
                self.log_rows_of(&ids)
            })?;
            more &= batch.is_ok();
            Some(batch)
        });
        let mut rows = batches.flat_map(|batch| match batch {
            Ok(rows) => rows.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        });
        Ok(take(&mut rows))
    }

    /// These rows of the log, the newest first.
    pub fn log_rows_of(&self, ids: &[i64]) -> Result<Vec<LogRow>> {
        let sql = format!("{ROWS} WHERE delivery.id IN (SELECT value FROM json_each(?1)) ORDER BY delivery.id DESC");
        let mut rows = self.connection().prepare_cached(&sql)?;
        Ok(rows.query_map([to_json(&ids)?], read)?.collect::<rusqlite::Result<_>>()?)
    }

    fn log_search(&self, query: &LogQuery, words: &Words, narrow: &Narrow) -> Result<Page<LogRow>> {
        let limit = page_rows(query.limit);
        let most = usize::try_from(COUNTED_ROWS).unwrap_or(usize::MAX).saturating_add(1);
        let mut counted = self.log_ids(words, narrow, None, most)?;
        let mut ids = match query.after {
            None => counted.iter().take(limit + 1).copied().collect(),
            Some(after) => self.log_ids(words, narrow, Some(after), limit + 1)?,
        };
        let at_least = counted.len() == most;
        counted.truncate(most - 1);
        let next = (ids.len() > limit).then(|| ids[limit - 1]);
        ids.truncate(limit);
        Ok(Page { rows: self.log_rows_of(&ids)?, next, total: counted.len() as u64, at_least })
    }

    /// The newest `most` rows after one that have all words and are not left out by what narrows.
    fn log_ids(&self, words: &Words, narrow: &Narrow, after: Option<i64>, most: usize) -> Result<Vec<i64>> {
        let (mut ids, mut batch) = (Vec::new(), Vec::new());
        let mut failed = None;
        let narrowed = !narrow.values.is_empty();
        SHELF.search(self.connection(), words, (Order::Down, after), &mut |id| {
            batch.push(id);
            if narrowed && batch.len() == BATCH {
                match self.narrowed(&batch, narrow) {
                    Ok(kept) => ids.extend(kept),
                    Err(error) => failed = Some(error),
                }
                batch.clear();
            }
            let found = ids.len() + if narrowed { 0 } else { batch.len() };
            if found >= most || failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        ids.extend(if narrowed { self.narrowed(&batch, narrow)? } else { batch });
        ids.truncate(most);
        Ok(ids)
    }

    fn narrowed(&self, ids: &[i64], Narrow { sql, values }: &Narrow) -> Result<Vec<i64>> {
        let sql = format!(
            "SELECT delivery.id FROM json_each(?) CROSS JOIN delivery ON delivery.id = value WHERE {sql}
             ORDER BY delivery.id DESC"
        );
        let values = [Value::Text(to_json(&ids)?)].into_iter().chain(values.iter().cloned());
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
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
        let attempts = self.attempts(delivery)?;
        Ok(LogDetail { row, approved_at, request, links_hidden: false, attempts, meaning: None })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    let reason: Option<String> = row.get("reason")?;
    let (reply, stopped): (Option<String>, Option<String>) = (row.get("reply")?, row.get("said")?);
    let state = word(row, "state", DeliveryState::from_word)?;
    let reason = reason.as_deref().map(from_json).transpose()?;
    let route = word(row, "way", Way::from_word)?;
    Ok(LogRow {
        delivery: DeliveryId(row.get("delivery")?),
        campaign: CampaignId(row.get("campaign")?),
        candidate: row.get::<_, Option<i64>>("candidate")?.map(CandidateId),
        name: row.get("name")?,
        userid: row.get("userid")?,
        account_name: row.get("account_name")?,
        template_name: row.get("template_name")?,
        test: row.get("test")?,
        route,
        state,
        task_state: (route == Way::Customer).then(|| TaskState::of(state, reason.as_ref())),
        colleague: row.get("colleague")?,
        waits_until: row.get("waits_until")?,
        reason,
        errcode: row.get("errcode")?,
        said: reply.as_deref().and_then(said).or_else(|| Said::of(stopped.as_deref()?)),
        attempts: row.get("attempts")?,
        msgid: row.get("msgid")?,
        body_sha256: row.get("body_sha256")?,
        at: row.get("changed_at")?,
    })
}

#[cfg(test)]
mod tests {
    use beckon_model::DeliveryState;
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn all_rows_come_in_their_order_without_being_sorted_or_counted() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut connection).unwrap();
        let campaign = Some(CampaignId(1));
        for query in [
            LogQuery::default(),
            LogQuery { campaign, ..LogQuery::default() },
            LogQuery { candidate: Some(CandidateId(1)), ..LogQuery::default() },
            LogQuery { campaign, state: Some(DeliveryState::Accepted), test: Some(true), ..LogQuery::default() },
            LogQuery { state: Some(DeliveryState::Held), ..LogQuery::default() },
        ] {
            let sql = Narrow::of(&query).all();
            let values = vec![1_i64; sql.matches('?').count()];
            let mut query = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let plan = query.query_map(params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
            let plan: Vec<String> = plan.map(|step| step.unwrap()).collect();
            let sorted = plan.iter().any(|step| step == "USE TEMP B-TREE FOR ORDER BY");
            assert!(!sorted, "the first row of a million comes at once: {plan:?}");
        }
    }

    #[test]
    fn a_rare_state_is_looked_for_among_the_rare_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut connection).unwrap();
        for state in DeliveryState::ALL {
            let narrow = Narrow::of(&LogQuery { state: Some(state), ..LogQuery::default() });
            let sql = format!(
                "EXPLAIN QUERY PLAN {ROWS} WHERE {} AND delivery.id < 9 ORDER BY delivery.id DESC LIMIT 9",
                narrow.sql
            );
            let mut query = connection.prepare(&sql).unwrap();
            let plan = query.query_map(params_from_iter(&narrow.values), |row| row.get::<_, String>(3)).unwrap();
            let plan: Vec<String> = plan.map(|step| step.unwrap()).collect();
            let by_index = plan.iter().any(|step| step.contains("delivery_by_rare_state"));
            assert_eq!(by_index, state != DeliveryState::Accepted, "{state}: {plan:?}");
        }
    }
}
