//! Tables `opt_out` and `opt_out_mark`: who wants no messages, by what identifies them.
//!
//! 1. A person is opted out whose `userid`, phone or e-mail is a mark of something that holds.
//! 2. A request names people by their `userid`: whoever has the `userid` of such a person is opted out as well, by whichever row
//!    of the list, or as an interviewer.
//!
//! Never in here: the words by which somebody says so, a word with the team's ledger.

use std::collections::HashMap;
use std::hash::Hash;

use beckon_model::{CandidateId, DeliveryId, OptOut, OptOutBy};
use rusqlite::{OptionalExtension, Row, params};

use crate::delivery::Call;
use crate::error::Result;
use crate::rows::{Reader, Writer, to_json, word};

/// Of an opt-out that holds, joined to a row called `twin`: whether it is of that person.
macro_rules! of_twin {
    () => {
        "((kind = 'userid' AND value = lower(twin.userid)) OR (kind = 'phone' AND value = twin.same_phone)
        OR (kind = 'email' AND value = twin.same_email))"
    };
}
const OF_TWIN: &str = of_twin!();

/// Whether the `candidate` of a query wants no messages.
pub(crate) const OPTED_OUT: &str = concat!(
    "EXISTS (SELECT 1 FROM candidate twin CROSS JOIN opted_out
    WHERE (twin.id = candidate.id OR twin.userid = candidate.userid) AND ",
    of_twin!(),
    ")"
);

/// Since when people want no messages, UTC ms.
#[derive(Debug, Clone, Default)]
pub struct OptedOut {
    people: HashMap<CandidateId, i64>,
    /// By lower-cased `userid`.
    userids: HashMap<String, i64>,
}

impl OptedOut {
    /// Since when, of a person of the list.
    #[must_use]
    pub fn person(&self, id: CandidateId) -> Option<i64> {
        self.people.get(&id).copied()
    }

    /// Since when, of whoever has this `userid`.
    #[must_use]
    pub fn userid(&self, userid: &str) -> Option<i64> {
        if self.userids.is_empty() { None } else { self.userids.get(&userid.to_lowercase()).copied() }
    }
}

fn keep_first<K: Hash + Eq>(known: &mut HashMap<K, i64>, key: K, at: i64) {
    known.entry(key).and_modify(|first| *first = at.min(*first)).or_insert(at);
}

impl Reader<'_> {
    /// Everybody who wants no messages now.
    pub fn opted_out(&self) -> Result<OptedOut> {
        let mut all = OptedOut::default();
        if !self.anybody_opted_out()? {
            return Ok(all);
        }
        let sql =
            format!("SELECT twin.id, lower(twin.userid), at FROM candidate twin CROSS JOIN opted_out WHERE {OF_TWIN}");
        let mut query = self.connection().prepare_cached(&sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (userid, at): (Option<String>, i64) = (row.get(1)?, row.get(2)?);
            keep_first(&mut all.people, CandidateId(row.get(0)?), at);
            if let Some(userid) = userid {
                keep_first(&mut all.userids, userid, at);
            }
        }
        let mut query = self.connection().prepare_cached("SELECT value, at FROM opted_out WHERE kind = 'userid'")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            keep_first(&mut all.userids, row.get(0)?, row.get(1)?);
        }
        let sql = "SELECT id, lower(userid) FROM candidate WHERE userid IN (SELECT value FROM json_each(?1))";
        let mut query = self.connection().prepare_cached(sql)?;
        let mut rows = query.query([to_json(&all.userids.keys().collect::<Vec<_>>())?])?;
        while let Some(row) = rows.next()? {
            if let Some(at) = all.userids.get(&row.get::<_, String>(1)?) {
                keep_first(&mut all.people, CandidateId(row.get(0)?), *at);
            }
        }
        Ok(all)
    }

    /// Which rows of a call go to somebody who wants no messages, and since when, UTC ms.
    pub fn opted_out_of(&self, call: &Call) -> Result<Vec<(DeliveryId, i64)>> {
        let mut found = Vec::new();
        for row in &call.rows {
            if let Some(at) = self.opted_out_row(row.id)? {
                found.push((row.id, at));
            }
        }
        Ok(found)
    }

    /// Since when the recipient of a row wants no messages, if so, UTC ms.
    pub fn opted_out_row(&self, id: DeliveryId) -> Result<Option<i64>> {
        if !self.anybody_opted_out()? {
            return Ok(None);
        }
        // The row itself knows what identified a recipient who has left the list.
        let sql = format!(
            "SELECT min(at) FROM (SELECT at FROM delivery twin CROSS JOIN opted_out WHERE twin.id = ?1 AND {OF_TWIN}
             UNION ALL SELECT at FROM delivery CROSS JOIN candidate twin CROSS JOIN opted_out
                WHERE delivery.id = ?1 AND (twin.id = delivery.candidate OR twin.userid = delivery.userid) AND {OF_TWIN})"
        );
        Ok(self.connection().prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?)
    }

    /// What is noted of a person: what holds, or what was lifted last.
    pub fn opt_out_of(&self, candidate: CandidateId) -> Result<Option<OptOut>> {
        let sql = format!(
            "SELECT opt_out.name, opt_out.at, opt_out.by, note, lifted_at FROM candidate CROSS JOIN candidate twin CROSS JOIN opt_out_mark
                JOIN opt_out ON opt_out.id = opt_out
             WHERE candidate.id = ?1 AND (twin.id = candidate.id OR twin.userid = candidate.userid) AND {OF_TWIN}
             ORDER BY lifted_at IS NOT NULL, coalesce(-lifted_at, opt_out.at) LIMIT 1"
        );
        Ok(self.connection().prepare_cached(&sql)?.query_row([candidate.0], read).optional()?)
    }

    /// Members who want no messages and of whom the team's ledger has not heard, `most` of them at most, each with the note. Sample
    /// people are no business of the team.
    pub fn untold_opt_outs(&self, most: usize) -> Result<Vec<(String, Option<String>)>> {
        let sql = "SELECT value, min(note) FROM opt_out_mark JOIN opt_out ON opt_out.id = opt_out WHERE kind = 'userid' AND told = 0
            AND practice = 0 AND lifted_at IS NULL GROUP BY value ORDER BY value LIMIT ?1";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([most], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether anybody wants no messages.
    pub fn anybody_opted_out(&self) -> Result<bool> {
        Ok(self.connection().prepare_cached("SELECT 1 FROM opt_out WHERE lifted_at IS NULL")?.exists([])?)
    }
}

impl Writer<'_> {
    /// Notes that a person of the list wants no messages. Where that holds already the first time stays, and what identifies the
    /// person now is added.
    pub fn note_opt_out(&self, candidate: CandidateId, by: OptOutBy, note: Option<&str>, now_ms: i64) -> Result<()> {
        let rows = self.connection();
        let sql = format!(
            "SELECT id FROM opted_out WHERE EXISTS (SELECT 1 FROM candidate twin WHERE twin.id = ?1 AND {OF_TWIN}) ORDER BY at, id LIMIT 1"
        );
        let known: Option<String> = rows.prepare_cached(&sql)?.query_row([candidate.0], |row| row.get(0)).optional()?;
        let id = match known {
            Some(id) => {
                let sql = "UPDATE opt_out SET note = coalesce(?2, note) WHERE id = ?1";
                rows.prepare_cached(sql)?.execute(params![id, note])?;
                id
            }
            None => {
                let sql = "INSERT INTO opt_out (name, practice, at, by, note) SELECT name, practice, ?2, ?3, ?4 FROM candidate
                    WHERE id = ?1 RETURNING id";
                let values = params![candidate.0, now_ms, by.as_str(), note];
                rows.prepare_cached(sql)?.query_row(values, |row| row.get(0))?
            }
        };
        let sql = "INSERT OR IGNORE INTO opt_out_mark (kind, value, opt_out)
            SELECT kind, value, ?2 FROM candidate_mark WHERE candidate = ?1";
        rows.prepare_cached(sql)?.execute(params![candidate.0, id])?;
        Ok(())
    }

    /// The team's ledger has heard of these members.
    pub fn opt_outs_told(&self, userids: &[String]) -> Result<()> {
        let sql =
            "UPDATE opt_out_mark SET told = 1 WHERE kind = 'userid' AND value IN (SELECT value FROM json_each(?1))";
        self.connection().prepare_cached(sql)?.execute([to_json(&userids)?])?;
        Ok(())
    }

    /// A person may be written to again, whatever was noted. Answers with the user ids of whom it was noted, those of sample
    /// people aside.
    pub fn lift_opt_out(&self, candidate: CandidateId, now_ms: i64) -> Result<Vec<String>> {
        let sql = format!(
            "UPDATE opt_out SET lifted_at = ?2 WHERE lifted_at IS NULL AND id IN (SELECT opted_out.id
             FROM candidate CROSS JOIN candidate twin CROSS JOIN opted_out
             WHERE candidate.id = ?1 AND (twin.id = candidate.id OR twin.userid = candidate.userid) AND {OF_TWIN}) RETURNING id"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let lifted = query.query_map([candidate.0, now_ms], |row| row.get(0))?;
        let lifted: Vec<String> = lifted.collect::<rusqlite::Result<_>>()?;
        let sql = "SELECT DISTINCT value FROM opt_out_mark JOIN opt_out ON opt_out.id = opt_out
            WHERE kind = 'userid' AND practice = 0 AND opt_out IN (SELECT value FROM json_each(?1))";
        let mut query = self.connection().prepare_cached(sql)?;
        let userids = query.query_map([to_json(&lifted)?], |row| row.get(0))?;
        Ok(userids.collect::<rusqlite::Result<_>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<OptOut> {
    Ok(OptOut {
        name: row.get(0)?,
        at: row.get(1)?,
        by: word(row, 2, OptOutBy::from_word)?,
        note: row.get(3)?,
        lifted_at: row.get(4)?,
    })
}
