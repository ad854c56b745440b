//! Table `written_test`: which people were given which exam.
//!
//! Never in here: a link in anything that can be printed.

use beckon_model::{CandidateId, RoomProblem, RoomState, WrittenTest, WrittenTestId};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::room::RoomPlace;
use crate::rows::{Reader, Writer, changed, from_json, to_json, word};

/// A test that ShowMeBug is about to be asked for.
#[derive(Debug, Clone)]
pub struct NewWrittenTest {
    /// Whose.
    pub candidate: CandidateId,
    /// The person's name.
    pub name: String,
    /// The exam's id and name.
    pub exam: (i64, String),
    /// Where.
    pub place: RoomPlace,
    /// What ShowMeBug is told of the person, and answers with.
    pub uid: String,
}

impl Reader<'_> {
    /// All tests, those given last first.
    pub fn written_tests(&self) -> Result<Vec<WrittenTest>> {
        let mut query = self.connection().prepare_cached("SELECT * FROM written_test ORDER BY id DESC")?;
        Ok(query.query_map([], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One test.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn written_test(&self, id: WrittenTestId) -> Result<WrittenTest> {
        Ok(self.connection().prepare_cached("SELECT * FROM written_test WHERE id = ?1")?.query_row([id.0], read)?)
    }

    /// The test of an exam that a person has, or may have.
    pub fn test_of(&self, candidate: CandidateId, place: &RoomPlace, exam: i64) -> Result<Option<WrittenTest>> {
        let sql = "SELECT * FROM written_test WHERE candidate = ?1 AND base_url = ?2 AND key = ?3 AND exam = ?4";
        let values = params![candidate.0, place.base_url, place.key, exam];
        Ok(self.connection().prepare_cached(sql)?.query_row(values, read).optional()?)
    }
}

impl Writer<'_> {
    /// Notes that ShowMeBug is about to be asked for a test.
    ///
    /// # Errors
    /// [`Error::Changed`] when the person has it or may have it.
    pub fn intend_test(&self, new: &NewWrittenTest, now_ms: i64) -> Result<WrittenTestId> {
        if self.test_of(new.candidate, &new.place, new.exam.0)?.is_some() {
            return Err(Error::Changed);
        }
        let sql = "INSERT INTO written_test (candidate, name, exam, exam_name, practice, base_url, key, uid, state, intent_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'making', ?9)";
        let RoomPlace { practice, base_url, key } = &new.place;
        let (exam, exam_name) = &new.exam;
        let values = params![new.candidate.0, new.name, exam, exam_name, practice, base_url, key, new.uid, now_ms];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(WrittenTestId(self.connection().last_insert_rowid()))
    }

    /// Forgets a test that ShowMeBug did not make, or that is going to be made again.
    ///
    /// # Errors
    /// [`Error::Changed`] when it was made.
    pub fn drop_test(&self, id: WrittenTestId) -> Result<()> {
        let sql = "DELETE FROM written_test WHERE id = ?1 AND state IN ('making', 'unknown')";
        changed(self.connection().execute(sql, [id.0])?)
    }

    /// Notes that a test was made.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is neither being made nor unknown.
    pub fn test_made(&self, id: WrittenTestId, link: &str, now_ms: i64) -> Result<()> {
        let sql = "UPDATE written_test SET state = 'made', link = ?2, made_at = ?3, problem = NULL
            WHERE id = ?1 AND state IN ('making', 'unknown')";
        changed(self.connection().execute(sql, params![id.0, link, now_ms])?)
    }

    /// Notes that nobody knows whether a test was made.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is neither being made nor unknown.
    pub fn test_unknown(&self, id: WrittenTestId, problem: &RoomProblem) -> Result<()> {
        let sql = "UPDATE written_test SET state = 'unknown', problem = ?2
            WHERE id = ?1 AND state IN ('making', 'unknown')";
        changed(self.connection().execute(sql, params![id.0, to_json(problem)?])?)
    }

    /// Leaves tests that were being made to somebody who looks at ShowMeBug. Says how many.
    pub fn lose_tests(&self, problem: &RoomProblem) -> Result<u64> {
        let sql = "UPDATE written_test SET state = 'unknown', problem = ?1 WHERE state = 'making'";
        Ok(self.connection().execute(sql, [to_json(problem)?])? as u64)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<WrittenTest> {
    let problem: Option<String> = row.get("problem")?;
    Ok(WrittenTest {
        id: WrittenTestId(row.get("id")?),
        exam: row.get("exam")?,
        exam_name: row.get("exam_name")?,
        candidate: CandidateId(row.get("candidate")?),
        name: row.get("name")?,
        practice: row.get("practice")?,
        state: word(row, "state", RoomState::from_word)?,
        has_link: row.get::<_, Option<String>>("link")?.is_some(),
        intent_at: row.get("intent_at")?,
        made_at: row.get("made_at")?,
        problem: problem.as_deref().map(from_json).transpose()?,
    })
}
