//! Table `write_back`: what an account writes back into WeCom, and how the last round ended; and what a round has to know of a
//! candidate.
//!
//! Never in here: what is written.

use beckon_model::{AccountId, CandidateId, WriteBackState};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, from_json, to_json};

impl Reader<'_> {
    /// What an account writes back.
    pub fn write_back(&self, account: &AccountId) -> Result<WriteBackState> {
        let sql = "SELECT state FROM write_back WHERE account = ?1";
        let read = |row: &Row<'_>| from_json(&row.get::<_, String>(0)?);
        let found = self.connection().prepare_cached(sql)?.query_row([account.as_str()], read).optional()?;
        Ok(found.unwrap_or_default())
    }

    /// When something was last noted of an answer, a message or a person of the list, UTC ms.
    pub fn write_back_news(&self) -> Result<i64> {
        let sql = "SELECT max(coalesce((SELECT max(max(at, known_at)) FROM interview_answer), 0),
            coalesce((SELECT max(updated_at) FROM candidate), 0), coalesce((SELECT max(updated_at) FROM interview), 0))";
        Ok(self.connection().prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// Whether a message to a person has gone out, by whichever way.
    pub fn was_written_to(&self, candidate: CandidateId) -> Result<bool> {
        let sql = "SELECT 1 FROM delivery WHERE candidate = ?1 AND state = 'accepted'";
        Ok(self.connection().prepare_cached(sql)?.exists([candidate.0])?)
    }
}

impl Writer<'_> {
    /// Notes it.
    pub fn set_write_back(&self, account: &AccountId, state: &WriteBackState) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO write_back (account, state) VALUES (?1, ?2)";
        self.connection().execute(sql, params![account.as_str(), to_json(state)?])?;
        Ok(())
    }
}
