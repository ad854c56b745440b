//! Table `outsider`: which customer is which person, and how sure that is.
//!
//! Never in here: how that is found out.

use beckon_model::{AccountId, CandidateId, MatchCertainty};
use rusqlite::{Row, params};

use crate::error::Result;
use crate::rows::{Reader, Writer, word};

/// A person who is, may be, or is not a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The person.
    pub candidate: CandidateId,
    /// `external_userid` of the customer.
    pub external_userid: String,
    /// How sure it is.
    pub certainty: MatchCertainty,
    /// Since when, UTC ms.
    pub since: i64,
}

impl Reader<'_> {
    /// Id, name and phone of everybody in the list: of the sample people, or of the others.
    pub fn names_and_phones(&self, practice: bool) -> Result<Vec<(CandidateId, String, Option<String>)>> {
        let sql = "SELECT id, name, phone FROM candidate WHERE practice = ?1 ORDER BY id";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([practice], |row| Ok((CandidateId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// All matches of an account whose people are in the list.
    pub fn matches(&self, account: &AccountId) -> Result<Vec<Match>> {
        let sql = "SELECT outsider.* FROM outsider JOIN candidate ON candidate.id = candidate WHERE account = ?1
            ORDER BY candidate, external_userid";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Those of them whose customers the last sync read.
    pub fn live_matches(&self, account: &AccountId) -> Result<Vec<Match>> {
        let sql = "SELECT outsider.* FROM outsider JOIN candidate ON candidate.id = candidate WHERE account = ?1
            AND EXISTS (SELECT 1 FROM customer
                WHERE customer.account = ?1 AND customer.external_userid = outsider.external_userid)
            ORDER BY candidate, external_userid";
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([account.as_str()], read)?.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Puts these in the place of all matches of people in the list; those of people who are not in it stay.
    pub fn set_matches(&self, account: &AccountId, matches: &[Match]) -> Result<()> {
        let forget = "DELETE FROM outsider WHERE account = ?1 AND candidate IN (SELECT id FROM candidate)";
        self.connection().execute(forget, [account.as_str()])?;
        matches.iter().try_for_each(|one| self.note_match(account, one))
    }

    /// Notes that a customer is this person and no one else, and this person no other customer of whom that was said before.
    pub fn confirm_match(&self, account: &AccountId, one: &Match) -> Result<()> {
        let forget = "DELETE FROM outsider WHERE account = ?1 AND certainty = 'confirmed'
            AND (candidate = ?2 OR external_userid = ?3)";
        self.connection().execute(forget, params![account.as_str(), one.candidate.0, one.external_userid])?;
        self.note_match(account, one)
    }

    /// Notes a match, in the place of what was known of these two.
    pub fn note_match(&self, account: &AccountId, one: &Match) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO outsider (account, candidate, external_userid, certainty, since)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        let Match { candidate, external_userid, certainty, since } = one;
        let values = params![account.as_str(), candidate.0, external_userid, certainty.as_str(), since];
        self.connection().prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Match> {
    Ok(Match {
        candidate: CandidateId(row.get("candidate")?),
        external_userid: row.get("external_userid")?,
        certainty: word(row, "certainty", MatchCertainty::from_word)?,
        since: row.get("since")?,
    })
}
