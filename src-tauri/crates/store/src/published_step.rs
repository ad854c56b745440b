//! Table `published_step`: each call that changes something in WeCom for an interview, before it leaves and after.
//!
//! Never in here: what a step does.

use beckon_model::{InterviewId, PublishProblem, PublishStep, PublishStepState, PublishStepTaken};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json, word};

impl Reader<'_> {
    /// The steps that were begun for an interview, the last one first.
    pub fn published_steps(&self, interview: InterviewId) -> Result<Vec<PublishStepTaken>> {
        let sql = "SELECT * FROM published_step WHERE interview = ?1 ORDER BY id DESC";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([interview.0], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The same of these interviews.
    pub fn published_steps_of(&self, interviews: &[InterviewId]) -> Result<Vec<(InterviewId, PublishStepTaken)>> {
        let sql = "SELECT * FROM published_step WHERE interview IN (SELECT value FROM json_each(?1)) ORDER BY id DESC";
        let mut query = self.connection().prepare_cached(sql)?;
        let of = |row: &Row<'_>| Ok((InterviewId(row.get("interview")?), read(row)?));
        Ok(query.query_map([to_json(&interviews)?], of)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The step of which nobody knows how it ended.
    pub fn open_step(&self, interview: InterviewId) -> Result<Option<PublishStepTaken>> {
        let sql = "SELECT * FROM published_step WHERE interview = ?1 AND state IN ('asking', 'unknown')";
        Ok(self.connection().prepare_cached(sql)?.query_row([interview.0], read).optional()?)
    }

    /// Whether any step was begun and has not ended.
    pub fn has_step_under_way(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM published_step WHERE state = 'asking')";
        Ok(self.connection().query_row(sql, [], |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Notes that WeCom is about to be asked for a step. The database refuses a second one while nobody knows how one ended.
    pub fn begin_step(&self, interview: InterviewId, step: &PublishStep, now_ms: i64) -> Result<i64> {
        let sql = "INSERT INTO published_step (interview, step, state, asked_at) VALUES (?1, ?2, 'asking', ?3)";
        self.connection().execute(sql, params![interview.0, to_json(step)?, now_ms])?;
        Ok(self.connection().last_insert_rowid())
    }

    /// Notes how a step ended.
    ///
    /// # Errors
    /// [`Error::Changed`] when that is known already.
    pub fn end_step(
        &self,
        id: i64,
        state: PublishStepState,
        problem: Option<&PublishProblem>,
        now_ms: i64,
    ) -> Result<()> {
        let sql = "UPDATE published_step SET state = ?2, problem = ?3, ended_at = ?4
            WHERE id = ?1 AND state IN ('asking', 'unknown')";
        let ended = (state != PublishStepState::Unknown).then_some(now_ms);
        let problem = problem.map(to_json).transpose()?;
        let rows = self.connection().execute(sql, params![id, state.as_str(), problem, ended])?;
        if rows == 1 { Ok(()) } else { Err(Error::Changed) }
    }

    /// Of steps that were under way when their process ended nobody knows how they ended.
    pub fn lose_steps(&self, problem: &PublishProblem) -> Result<()> {
        let sql = "UPDATE published_step SET state = 'unknown', problem = ?1 WHERE state = 'asking'";
        self.connection().execute(sql, [to_json(problem)?])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<PublishStepTaken> {
    let problem: Option<String> = row.get("problem")?;
    Ok(PublishStepTaken {
        id: row.get("id")?,
        step: from_json(&row.get::<_, String>("step")?)?,
        state: word(row, "state", PublishStepState::from_word)?,
        problem: problem.as_deref().map(from_json).transpose()?,
        asked_at: row.get("asked_at")?,
        ended_at: row.get("ended_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[tokio::test]
    async fn the_database_itself_lets_no_step_begin_while_nobody_knows_how_the_last_one_ended() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), 0).unwrap();
        let tried = store.write(|rows| {
            rows.connection().execute_batch("PRAGMA defer_foreign_keys = on")?;
            let (of, step) = (InterviewId(1), PublishStep::ReadLink);
            let first = rows.begin_step(of, &step, 1)?;
            assert!(rows.begin_step(of, &step, 2).is_err(), "it is asked");
            rows.lose_steps(&PublishProblem::Interrupted)?;
            assert!(rows.begin_step(of, &step, 2).is_err(), "it is unknown");
            rows.end_step(first, PublishStepState::NotDone, None, 3)?;
            assert!(rows.end_step(first, PublishStepState::Done, None, 4).is_err(), "it ends once");
            assert!(rows.begin_step(of, &step, 5).is_ok(), "and then the next one may begin");
            rows.connection().execute("DELETE FROM published_step", [])?;
            Ok::<_, Error>(())
        });
        tried.await.unwrap();
    }
}
