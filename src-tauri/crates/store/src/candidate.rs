//! Table `candidate`: people, and the questions that lists and sends ask about them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use beckon_model::{
    AccountId, Candidate, CandidateDraft, CandidateFilter, CandidateId, CandidateQuery, FieldInfo, Page, Participant,
    Reach, ReachState, Route, STANDARD_FIELDS, Selection, TagCount, field_keys,
};
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, ToSql, params};

use crate::error::{Error, Result};
use crate::opt_out::OPTED_OUT;
use crate::packed::{Order, Shelf};
use crate::rows::{Reader, Writer, from_json, page_rows, to_json};
use crate::words::{Words, fold_into, folded};

const COLUMNS: &str = "id, name, userid, phone, email, position, tags, fields, practice, route, updated_at";

/// Around a tag in the packed text, so that a whole tag can be looked for as well as a part of one.
const TAG: &str = "\u{1}";
/// In the text of those who have no `userid`.
const UNMAPPED: &str = "\u{3}";

pub(crate) const SHELF: Shelf = Shelf {
    table: "candidate",
    bits: 9,
    columns: "id, name, userid, phone, email, position, tags, route",
    text: searched,
};

/// What is found of a person: standard fields on a line each, then the tags, the route, and whether a `userid` is missing.
fn searched(row: &Row<'_>) -> rusqlite::Result<String> {
    let mut text = String::with_capacity(96);
    for column in 1..=5 {
        if let Some(value) = row.get_ref(column)?.as_str_or_null()? {
            fold_into(&mut text, value);
        }
        text.push('\n');
    }
    let tags = row.get_ref(6)?.as_str()?;
    if tags != "[]" {
        text.push_str(TAG);
        for tag in from_json::<Vec<String>>(tags)? {
            fold_into(&mut text, &tag);
            text.push_str(TAG);
        }
    }
    text.push_str(route_mark(row.get_ref(7)?.as_str()?));
    if row.get_ref(2)? == ValueRef::Null {
        text.push_str(UNMAPPED);
    }
    Ok(text)
}

fn route_mark(route: &str) -> &'static str {
    match route.parse().unwrap_or_default() {
        Route::Member => "\u{2}m",
        Route::External => "\u{2}e",
        Route::None => "\u{2}n",
    }
}

/// What the packed texts can answer of a filter.
fn words(filter: &CandidateFilter) -> Words {
    let mut words = Words::of(filter.search.as_deref().unwrap_or_default());
    if let Some(tag) = filter.tag.as_deref().map(str::trim).filter(|tag| !tag.is_empty()) {
        words.add(&format!("{TAG}{}{TAG}", folded(tag)));
    }
    if let Some(route) = filter.route {
        words.add(route_mark(route.as_str()));
    }
    if filter.unmapped {
        words.add(UNMAPPED);
    }
    words
}

impl Reader<'_> {
    /// A page of people in the order in which they came.
    pub fn candidates(&self, query: &CandidateQuery) -> Result<Page<Candidate>> {
        let limit = page_rows(query.limit);
        let after = query.after.unwrap_or_default();
        let (mut ids, mut total) = (Vec::new(), 0);
        if words(&query.filter).is_empty() && query.filter.reach.is_none() && !query.filter.opted_out {
            total = self.candidate_count()?;
            let sql = "SELECT id FROM candidate WHERE id > ?1 ORDER BY id LIMIT ?2";
            let mut rows = self.connection().prepare_cached(sql)?;
            ids =
                rows.query_map(params![after, limit as u64 + 1], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        } else {
            self.matching(&query.filter, &mut |id| {
                total += 1;
                if id > after && ids.len() <= limit {
                    ids.push(id);
                }
            })?;
        }
        let next = (ids.len() > limit).then(|| ids[limit - 1]);
        ids.truncate(limit);
        let rows = self.people(&ids, query.filter.account.as_ref())?;
        Ok(Page { rows, next, total, at_least: false })
    }

    /// The people of a selection, in the order of the list.
    pub fn selected(&self, selection: &Selection) -> Result<Vec<Candidate>> {
        let ids = self.selected_ids(selection)?;
        self.people(&ids, None)
    }

    /// The ids of a selection, in the order of the list.
    pub fn selected_ids(&self, selection: &Selection) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        let mut take = |id| ids.push(id);
        match selection {
            Selection::All => self.matching(&CandidateFilter::default(), &mut take)?,
            Selection::Search { text } => {
                let filter = CandidateFilter { search: Some(text.clone()), ..CandidateFilter::default() };
                self.matching(&filter, &mut take)?;
            }
            Selection::Tag { tag } => {
                let filter = CandidateFilter { tag: Some(tag.clone()), ..CandidateFilter::default() };
                self.matching(&filter, &mut take)?;
            }
            Selection::Matching { filter } => self.matching(filter, &mut take)?,
            Selection::Userids { userids } => {
                let sql = "SELECT id FROM candidate WHERE userid IN (SELECT value FROM json_each(?1)) ORDER BY id";
                self.ids(sql, &[&to_json(userids)?], &mut take)?;
            }
            Selection::Ids { ids } => {
                let sql = "SELECT id FROM candidate WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id";
                self.ids(sql, &[&to_json(ids)?], &mut take)?;
            }
            Selection::Invited { interviews } | Selection::Unanswered { interviews } => {
                let sql = "SELECT DISTINCT candidate FROM interview_candidate
                    WHERE interview IN (SELECT value FROM json_each(?1)) ORDER BY candidate";
                self.ids(sql, &[&to_json(interviews)?], &mut take)?;
            }
            Selection::Reminder { person: Participant::Candidate { id }, .. } => take(id.0),
            Selection::Interviewers { .. } | Selection::Changed { .. } | Selection::Reminder { .. } => {}
        }
        Ok(ids)
    }

    /// Tells the ids of all that a filter finds, in the order of the list.
    fn matching(&self, filter: &CandidateFilter, found: &mut dyn FnMut(i64)) -> Result<()> {
        let words = words(filter);
        let reach = filter.reach.zip(filter.account.as_ref());
        let opted_out = if filter.opted_out { Some(self.opted_out()?) } else { None };
        let known = reach.map(|(_, account)| self.reach_of(account)).transpose()?.unwrap_or_default();
        let wanted = |id: i64| {
            reach.is_none_or(|(state, _)| match (state, known.get(&id)) {
                (ReachState::Unchecked, None) => true,
                (ReachState::Reachable, Some(reachable)) => *reachable,
                (ReachState::Unreachable, Some(reachable)) => !*reachable,
                _ => false,
            })
        };
        let mut tell = |id| {
            if wanted(id) && opted_out.as_ref().is_none_or(|all| all.person(CandidateId(id)).is_some()) {
                found(id);
            }
        };
        if words.is_empty() {
            return self.ids("SELECT id FROM candidate ORDER BY id", &[], &mut tell);
        }
        SHELF.search(self.connection(), &words, (Order::Up, None), &mut |id| {
            tell(id);
            ControlFlow::Continue(())
        })
    }

    fn ids(&self, sql: &str, values: &[&dyn ToSql], found: &mut dyn FnMut(i64)) -> Result<()> {
        let mut query = self.connection().prepare_cached(sql)?;
        let mut rows = query.query(values)?;
        while let Some(row) = rows.next()? {
            found(row.get(0)?);
        }
        Ok(())
    }

    /// These people, with what the last check of an account found.
    pub(crate) fn people(&self, ids: &[i64], account: Option<&AccountId>) -> Result<Vec<Candidate>> {
        let sql = format!(
            "SELECT {COLUMNS}, reach.account, reachable, checked_at, {OPTED_OUT} AS opted_out FROM candidate
             LEFT JOIN reach ON reach.candidate = id AND reach.account = ?2
             WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        let account = account.map(AccountId::as_str);
        let rows = query.query_map(params![to_json(&ids)?, account], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// One person.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn candidate(&self, id: CandidateId) -> Result<Candidate> {
        self.people(&[id.0], None)?.pop().ok_or(Error::NotFound)
    }

    /// Whether somebody is in the list.
    pub fn has_candidate(&self, id: CandidateId) -> Result<bool> {
        Ok(self.connection().prepare_cached("SELECT 1 FROM candidate WHERE id = ?1")?.exists([id.0])?)
    }

    /// Who has a `userid`, sample people aside.
    pub fn candidate_of_userid(&self, userid: &str) -> Result<Option<CandidateId>> {
        let sql = "SELECT id FROM candidate WHERE userid = ?1 AND practice = 0 ORDER BY id LIMIT 1";
        let read = |row: &Row<'_>| Ok(CandidateId(row.get(0)?));
        Ok(self.connection().prepare_cached(sql)?.query_row([userid], read).optional()?)
    }

    /// How many people there are.
    pub fn candidate_count(&self) -> Result<u64> {
        Ok(self.connection().prepare_cached("SELECT count(*) FROM candidate")?.query_row([], |row| row.get(0))?)
    }

    /// Tags with the number of people who have them, most used first.
    pub fn candidate_tags(&self) -> Result<Vec<TagCount>> {
        let sql = "SELECT value, count(*) AS n FROM candidate, json_each(tags) GROUP BY value ORDER BY n DESC, value";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok(TagCount { tag: row.get(0)?, count: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The fields that templates can use: the standard ones, then the people's own by how many have them.
    pub fn fields(&self) -> Result<Vec<FieldInfo>> {
        let sql = "SELECT count(name), count(userid), count(phone), count(email), count(position) FROM candidate";
        let filled: [u64; 5] = self
            .connection()
            .query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))?;
        let standard = STANDARD_FIELDS.iter().zip(filled);
        let mut fields: Vec<FieldInfo> = standard
            .map(|(name, filled)| FieldInfo { key: (*name).to_owned(), header: (*name).to_owned(), filled })
            .collect();
        let sql = "SELECT key, count(*) AS n FROM candidate, json_each(fields) GROUP BY key ORDER BY n DESC, key";
        let mut query = self.connection().prepare_cached(sql)?;
        let own = query.query_map([], |row| {
            let header: String = row.get(0)?;
            Ok(FieldInfo { key: String::new(), header, filled: row.get(1)? })
        })?;
        let own = own.collect::<rusqlite::Result<Vec<FieldInfo>>>()?;
        let keys = field_keys(&own.iter().map(|field| field.header.as_str()).collect::<Vec<_>>());
        fields.extend(own.into_iter().zip(keys).map(|(field, key)| FieldInfo { key, ..field }));
        Ok(fields)
    }

    /// Ids of people by lower-cased `userid`, sample people aside.
    pub fn candidates_by_userid(&self) -> Result<BTreeMap<String, CandidateId>> {
        let sql = "SELECT lower(userid), id FROM candidate WHERE userid IS NOT NULL AND practice = 0";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, CandidateId(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Adds a person, whoever is in the list already, and says the id. A commit makes the new people searchable.
    pub fn insert_candidate(&self, person: &CandidateDraft, practice: bool, now_ms: i64) -> Result<CandidateId> {
        self.new_candidates(practice, now_ms)?.insert(person)
    }

    /// Gives a person these values; the route stays.
    pub fn update_candidate(&self, id: CandidateId, person: &CandidateDraft, now_ms: i64) -> Result<()> {
        let sql = "UPDATE candidate SET name = ?2, userid = ?3, phone = ?4, email = ?5, position = ?6, tags = ?7,
            fields = ?8, updated_at = ?9, same_phone = ?10, same_email = ?11 WHERE id = ?1";
        self.connection().prepare_cached(sql)?.execute(params![
            id.0,
            person.name,
            person.userid,
            person.phone,
            person.email,
            person.position,
            to_json(&person.tags)?,
            to_json(&person.fields)?,
            now_ms,
            person.same_phone(),
            person.same_email(),
        ])?;
        Ok(())
    }

    /// Removes people from the list; the log keeps name and outcome.
    pub fn delete_candidates(&self, ids: &[CandidateId]) -> Result<u64> {
        let sql = "DELETE FROM candidate WHERE id IN (SELECT value FROM json_each(?1))";
        Ok(self.connection().execute(sql, [to_json(&ids)?])? as u64)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    let (tags, fields): (String, String) = (row.get("tags")?, row.get("fields")?);
    Ok(Candidate {
        id: CandidateId(row.get("id")?),
        person: CandidateDraft {
            name: row.get("name")?,
            userid: row.get("userid")?,
            phone: row.get("phone")?,
            email: row.get("email")?,
            position: row.get("position")?,
            tags: from_json(&tags)?,
            fields: from_json(&fields)?,
        },
        practice: row.get("practice")?,
        route: row.get::<_, String>("route")?.parse().unwrap_or_default(),
        reach: reach(row)?,
        opted_out: row.get("opted_out")?,
        updated_at: row.get("updated_at")?,
    })
}

fn reach(row: &Row<'_>) -> rusqlite::Result<Option<Reach>> {
    let Some(account) = row.get::<_, Option<String>>("account")? else { return Ok(None) };
    let (reachable, checked_at) = (row.get("reachable")?, row.get("checked_at")?);
    Ok(Some(Reach { account: AccountId(account), reachable, checked_at }))
}
