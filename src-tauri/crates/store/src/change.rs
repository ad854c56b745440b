//! Changes to people by hand, each of which can be taken back: what was there before is handed to the caller, who keeps it
//! as long as it wants to offer that.
//!
//! Never in here: which values are allowed.

use std::collections::{BTreeMap, HashMap};

use beckon_model::{Candidate, CandidateDraft, CandidateId, Route};
use rusqlite::{ToSql, params};

use crate::candidate::SHELF;
use crate::error::{Error, Result};
use crate::hanging::Hanging;
use crate::rows::{Reader, Writer, to_json};

/// People as they were, with what hangs on them.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// As they were.
    people: Vec<Candidate>,
    /// What the change takes from them in other tables.
    hanging: Vec<Hanging>,
    /// They are gone; otherwise they were changed at this time, UTC ms.
    changed_at: Option<i64>,
}

impl Before {
    /// How many people.
    #[must_use]
    pub fn people(&self) -> usize {
        self.people.len()
    }
}

impl Reader<'_> {
    /// These people as they are, to be put back after a change. Ids of nobody are passed over.
    pub fn before(&self, ids: &[i64]) -> Result<Before> {
        let people = self.people(ids, None)?;
        let hanging = Hanging::read(self.connection(), &to_json(&ids)?, |table| table == "reach")?;
        Ok(Before { people, hanging, changed_at: None })
    }
}

impl Writer<'_> {
    /// Gives a person these values.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NameTaken`] when somebody else has the `userid`.
    pub fn edit_candidate(&self, id: CandidateId, person: &CandidateDraft, now_ms: i64) -> Result<Before> {
        let before = self.one_before(id, now_ms)?;
        let practice = before.people[0].practice;
        if let Some(userid) = &person.userid
            && self.others_with(userid, practice, id)? > 0
        {
            return Err(Error::NameTaken);
        }
        self.update_candidate(id, person, now_ms)?;
        Ok(before)
    }

    /// Gives people a `userid` each, in place of the one they had.
    pub fn map_candidates(&self, found: &BTreeMap<i64, String>, now_ms: i64) -> Result<Before> {
        let ids: Vec<i64> = found.keys().copied().collect();
        let before = Before { changed_at: Some(now_ms), ..self.before(&ids)? };
        let sql = "UPDATE candidate SET userid = ?2, route = 'member', updated_at = ?3 WHERE id = ?1";
        let mut update = self.connection().prepare_cached(sql)?;
        for (id, userid) in found {
            update.execute(params![id, userid, now_ms])?;
        }
        Ok(before)
    }

    /// Adds tags to people and takes others away. Tags are compared without case; whoever has them so already is not
    /// changed.
    pub fn change_tags(&self, ids: &[i64], add: &[String], remove: &[String], now_ms: i64) -> Result<Before> {
        let is_in = |tag: &str, tags: &[String]| tags.iter().any(|other| other.to_lowercase() == tag.to_lowercase());
        let mut changed: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for Candidate { id, person, .. } in self.people(ids, None)? {
            let mut tags: Vec<String> = person.tags.iter().filter(|tag| !is_in(tag, remove)).cloned().collect();
            for tag in add {
                if !is_in(tag, &tags) {
                    tags.push(tag.clone());
                }
            }
            if tags != person.tags {
                changed.insert(id.0, tags);
            }
        }
        let ids: Vec<i64> = changed.keys().copied().collect();
        let before = Before { changed_at: Some(now_ms), ..self.before(&ids)? };
        let sql = "UPDATE candidate SET tags = ?2, updated_at = ?3 WHERE id = ?1";
        let mut update = self.connection().prepare_cached(sql)?;
        for (id, tags) in &changed {
            update.execute(params![id, to_json(tags)?, now_ms])?;
        }
        Ok(before)
    }

    /// Says by which way people are reached; whoever is reached so already is not changed.
    pub fn set_route(&self, ids: &[i64], route: Route, now_ms: i64) -> Result<Before> {
        let people = self.people(ids, None)?;
        let ids: Vec<i64> = people.iter().filter(|person| person.route != route).map(|person| person.id.0).collect();
        let before = Before { changed_at: Some(now_ms), ..self.before(&ids)? };
        let sql = "UPDATE candidate SET route = ?2, updated_at = ?3 WHERE id IN (SELECT value FROM json_each(?1))";
        self.connection().execute(sql, params![to_json(&ids)?, route.as_str(), now_ms])?;
        Ok(before)
    }

    /// Removes people from the list; the log keeps name and outcome.
    pub fn remove_candidates(&self, ids: &[i64]) -> Result<Before> {
        let hanging = Hanging::read(self.connection(), &to_json(&ids)?, |_| true)?;
        let before = Before { people: self.people(ids, None)?, hanging, changed_at: None };
        let ids: Vec<CandidateId> = ids.iter().map(|id| CandidateId(*id)).collect();
        self.delete_candidates(&ids)?;
        Ok(before)
    }

    /// Puts people back as they were, those who were removed under their old ids.
    ///
    /// # Errors
    /// [`Error::Changed`] when somebody has been changed since; nothing is put back then.
    pub fn put_back(&self, before: &Before) -> Result<()> {
        let ids: Vec<i64> = before.people.iter().map(|person| person.id.0).collect();
        let now: HashMap<i64, i64> =
            self.people(&ids, None)?.into_iter().map(|person| (person.id.0, person.updated_at)).collect();
        if ids.iter().any(|id| now.get(id).copied() != before.changed_at) {
            return Err(Error::Changed);
        }
        for person in &before.people {
            self.put_person_back(person)?;
        }
        before.hanging.iter().try_for_each(|hanging| hanging.put_back(self.connection()))?;
        Ok(())
    }

    fn put_person_back(&self, Candidate { id, person, practice, route, updated_at, .. }: &Candidate) -> Result<()> {
        SHELF.unpack(self.connection(), id.0)?;
        let values: [&dyn ToSql; 13] = [
            &id.0,
            &person.name,
            &person.userid,
            &person.phone,
            &person.email,
            &person.position,
            &to_json(&person.tags)?,
            &to_json(&person.fields)?,
            practice,
            &route.as_str(),
            updated_at,
            &person.same_phone(),
            &person.same_email(),
        ];
        let sql = "INSERT INTO candidate (id, name, userid, phone, email, position, tags, fields, practice, route,
            updated_at, same_phone, same_email) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, userid = excluded.userid, phone = excluded.phone,
            email = excluded.email, position = excluded.position, tags = excluded.tags, fields = excluded.fields,
            route = excluded.route, updated_at = excluded.updated_at, same_phone = excluded.same_phone,
            same_email = excluded.same_email";
        self.connection().prepare_cached(sql)?.execute(&values[..])?;
        Ok(())
    }

    fn one_before(&self, id: CandidateId, now_ms: i64) -> Result<Before> {
        let before = self.before(&[id.0])?;
        if before.people.is_empty() { Err(Error::NotFound) } else { Ok(Before { changed_at: Some(now_ms), ..before }) }
    }

    fn others_with(&self, userid: &str, practice: bool, but: CandidateId) -> Result<u64> {
        let sql = "SELECT count(*) FROM candidate WHERE userid = ?1 AND practice = ?2 AND id <> ?3";
        Ok(self.connection().prepare_cached(sql)?.query_row(params![userid, practice, but.0], |row| row.get(0))?)
    }
}
