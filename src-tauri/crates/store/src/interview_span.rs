//! The interviews that take place between two moments, found by the index on their start.
//!
//! Never in here: what speaks against one of them.

use beckon_model::{INTERVIEW_MINUTES, Interview, InterviewId};
use rusqlite::params;

use crate::error::Result;
use crate::interview::{ROWS, read};
use crate::rows::{Reader, to_json};

/// Those that begin in (?1, ?2) and last beyond ?3.
const BETWEEN: &str = "starts_at > ?1 AND starts_at < ?2 AND starts_at + minutes * 60000 > ?3";

/// The values of [`BETWEEN`] for what takes place between two moments: an interview lasts a day at most.
fn between(from: i64, until: i64) -> (i64, i64, i64) {
    (from.saturating_sub(i64::from(INTERVIEW_MINUTES) * 60_000), until, from)
}

impl Reader<'_> {
    /// The interviews that take place, wholly or in part, between two moments in UTC ms, soonest first: the first `most`, and how
    /// many there are.
    pub fn interviews_between(&self, from: i64, until: i64, most: u32) -> Result<(Vec<Interview>, u64)> {
        let values = between(from, until);
        let sql = format!("{ROWS} WHERE {BETWEEN} ORDER BY starts_at, id LIMIT ?4");
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(params![values.0, values.1, values.2, most], read)?;
        let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        let count = format!("SELECT count(*) FROM interview WHERE {BETWEEN}");
        let total = self.connection().prepare_cached(&count)?.query_row(values, |row| row.get(0))?;
        Ok((rows, total))
    }

    /// Start and end in UTC ms of those of these interviews that take place, soonest first.
    pub fn interview_times(&self, ids: &[InterviewId]) -> Result<Vec<(i64, i64)>> {
        let sql = "SELECT starts_at, starts_at + minutes * 60000 FROM interview
            WHERE id IN (SELECT value FROM json_each(?1)) AND NOT called_off ORDER BY starts_at";
        let mut query = self.connection().prepare_cached(sql)?;
        let times = query.query_map([to_json(&ids)?], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(times.collect::<rusqlite::Result<_>>()?)
    }
}
