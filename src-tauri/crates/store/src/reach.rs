//! Tables `reach` and `wrong_lookup`: whether an account's app could reach a person when it was looked at, and look-ups that
//! found nobody.

use std::collections::HashMap;

use beckon_model::{AccountId, CandidateId, Reach};
use rusqlite::params;

use crate::error::Result;
use crate::rows::{Reader, Writer};

impl Reader<'_> {
    /// Whether each person who was checked could be reached by this account, by id.
    pub fn reach_of(&self, account: &AccountId) -> Result<HashMap<i64, bool>> {
        let sql = "SELECT candidate, reachable FROM reach WHERE account = ?1";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([account.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Those that this account could not reach, and when that was looked at, UTC ms.
    pub fn unreachable(&self, account: &AccountId) -> Result<HashMap<CandidateId, i64>> {
        let sql = "SELECT candidate, checked_at FROM reach WHERE account = ?1 AND reachable = 0";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([account.as_str()], |row| Ok((CandidateId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Wrong look-ups of an account since a moment, UTC ms.
    pub fn wrong_lookups(&self, account: &AccountId, since_ms: i64) -> Result<u64> {
        let sql = "SELECT count(*) FROM wrong_lookup WHERE account = ?1 AND at > ?2";
        Ok(self.connection().prepare_cached(sql)?.query_row(params![account.as_str(), since_ms], |row| row.get(0))?)
    }

    /// What the checks of every account found of a person, the newest first.
    pub fn reach_of_candidate(&self, id: CandidateId) -> Result<Vec<Reach>> {
        let sql = "SELECT account, reachable, checked_at FROM reach WHERE candidate = ?1 ORDER BY checked_at DESC";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([id.0], |row| {
            Ok(Reach { account: AccountId(row.get(0)?), reachable: row.get(1)?, checked_at: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Notes what a check found. Somebody who has left the list meanwhile is passed over.
    pub fn note_reach(&self, account: &AccountId, id: CandidateId, reachable: bool, now_ms: i64) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO reach (account, candidate, reachable, checked_at)
            SELECT ?1, id, ?3, ?4 FROM candidate WHERE id = ?2";
        self.connection().prepare_cached(sql)?.execute(params![account.as_str(), id.0, reachable, now_ms])?;
        Ok(())
    }

    /// Notes a look-up that found nobody, and forgets those of the days before.
    pub fn note_wrong_lookup(&self, account: &AccountId, now_ms: i64) -> Result<()> {
        let forget = "DELETE FROM wrong_lookup WHERE at <= ?1";
        self.connection().prepare_cached(forget)?.execute([now_ms - 2 * 86_400_000])?;
        let note = "INSERT INTO wrong_lookup (account, at) VALUES (?1, ?2)";
        self.connection().prepare_cached(note)?.execute(params![account.as_str(), now_ms])?;
        Ok(())
    }
}
