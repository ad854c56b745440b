//! Table `candidate`: people, and the questions that lists and sends ask about them.

use std::collections::BTreeMap;

use beckon_model::{
    Candidate, CandidateDraft, CandidateId, CandidateQuery, FieldInfo, Page, STANDARD_FIELDS, Selection, TagCount,
    field_key,
};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::error::Result;
use crate::rows::{Reader, Writer, from_json, to_json};

const COLUMNS: &str = "id, name, userid, phone, email, position, tags, fields, practice, updated_at";

/// A condition of SQL with its values.
struct Filter {
    sql: String,
    values: Vec<Value>,
}

impl Filter {
    fn new() -> Self {
        Self { sql: "1".to_owned(), values: Vec::new() }
    }

    fn search(mut self, text: &str) -> Self {
        // Each word has to be found somewhere; `instr` knows no wildcards that a name could hold.
        for word in text.to_lowercase().split_whitespace() {
            self.sql.push_str(" AND instr(search, ?) > 0");
            self.values.push(Value::Text(word.to_owned()));
        }
        self
    }

    fn tag(mut self, tag: &str) -> Self {
        self.sql.push_str(" AND EXISTS (SELECT 1 FROM json_each(tags) WHERE lower(value) = ?)");
        self.values.push(Value::Text(tag.trim().to_lowercase()));
        self
    }

    fn among(mut self, column: &str, list: &str) -> Self {
        self.sql.push_str(&format!(" AND {column} IN (SELECT value FROM json_each(?))"));
        self.values.push(Value::Text(list.to_owned()));
        self
    }
}

impl Reader<'_> {
    /// A page of people in the order in which they came.
    ///
    /// # Errors
    /// A database error.
    pub fn candidates(&self, query: &CandidateQuery) -> Result<Page<Candidate>> {
        let mut filter = Filter::new().search(query.search.as_deref().unwrap_or_default());
        if let Some(tag) = query.tag.as_deref().filter(|tag| !tag.trim().is_empty()) {
            filter = filter.tag(tag);
        }
        let total = self.count(&filter)?;
        let sql = format!("SELECT {COLUMNS} FROM candidate WHERE {} AND id > ? ORDER BY id LIMIT ?", filter.sql);
        let mut values = filter.values;
        values.push(Value::Integer(query.after.unwrap_or_default()));
        self.page(&sql, values, (query.limit, total), read, |row| row.id.0)
    }

    /// The people of a selection, in the order of the list.
    ///
    /// # Errors
    /// A database error.
    pub fn selected(&self, selection: &Selection) -> Result<Vec<Candidate>> {
        let filter = match selection {
            Selection::All => Filter::new(),
            Selection::Search { text } => Filter::new().search(text),
            Selection::Tag { tag } => Filter::new().tag(tag),
            Selection::Userids { userids } => {
                let lower: Vec<String> = userids.iter().map(|id| id.to_lowercase()).collect();
                Filter::new().among("lower(userid)", &to_json(&lower)?)
            }
            Selection::Ids { ids } => Filter::new().among("id", &to_json(ids)?),
        };
        let sql = format!("SELECT {COLUMNS} FROM candidate WHERE {} ORDER BY id", filter.sql);
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map(params_from_iter(filter.values), read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// How many people there are.
    ///
    /// # Errors
    /// A database error.
    pub fn candidate_count(&self) -> Result<u64> {
        self.count(&Filter::new())
    }

    /// Tags with the number of people who have them, most used first.
    ///
    /// # Errors
    /// A database error.
    pub fn candidate_tags(&self) -> Result<Vec<TagCount>> {
        let sql = "SELECT value, count(*) AS n FROM candidate, json_each(tags) GROUP BY value ORDER BY n DESC, value";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok(TagCount { tag: row.get(0)?, count: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The fields that templates can use: the standard ones, then the people's own by how many have them.
    ///
    /// # Errors
    /// A database error.
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
            Ok(FieldInfo { key: field_key(&header), header, filled: row.get(1)? })
        })?;
        for field in own {
            fields.push(field?);
        }
        Ok(fields)
    }

    /// Ids of people by lower-cased `userid`, sample people aside.
    ///
    /// # Errors
    /// A database error.
    pub fn candidates_by_userid(&self) -> Result<BTreeMap<String, CandidateId>> {
        let sql = "SELECT lower(userid), id FROM candidate WHERE userid IS NOT NULL AND practice = 0";
        let mut query = self.connection().prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, CandidateId(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn count(&self, filter: &Filter) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM candidate WHERE {}", filter.sql);
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_row(params_from_iter(&filter.values), |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Adds a person, or changes the one with the same `userid`; somebody without one is the same person when name,
    /// phone and e-mail are all equal, so that a file imported twice makes nobody double. Sample people and real ones
    /// are never the same: `zhangwei` works in many companies. True when it changed one.
    ///
    /// # Errors
    /// A database error.
    pub fn put_candidate(&self, person: &CandidateDraft, practice: bool, now_ms: i64) -> Result<bool> {
        let known: Option<i64> = match &person.userid {
            Some(userid) => self
                .connection()
                .prepare_cached("SELECT id FROM candidate WHERE userid = ?1 AND practice = ?2")?
                .query_row(params![userid, practice], |row| row.get(0))
                .optional()?,
            None => self
                .connection()
                .prepare_cached(
                    "SELECT id FROM candidate WHERE name = ?1 AND userid IS NULL AND phone IS ?2 AND email IS ?3
                     AND practice = ?4",
                )?
                .query_row(params![person.name, person.phone, person.email, practice], |row| row.get(0))
                .optional()?,
        };
        self.connection()
            .prepare_cached(
                "INSERT INTO candidate (id, name, userid, phone, email, position, tags, fields, practice, search, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, userid = excluded.userid, phone = excluded.phone,
                 email = excluded.email, position = excluded.position, tags = excluded.tags, fields = excluded.fields,
                 practice = excluded.practice, search = excluded.search, updated_at = excluded.updated_at",
            )?
            .execute(params![
                known,
                person.name,
                person.userid,
                person.phone,
                person.email,
                person.position,
                to_json(&person.tags)?,
                to_json(&person.fields)?,
                practice,
                search_text(person),
                now_ms,
            ])?;
        Ok(known.is_some())
    }

    /// Removes people from the list; the log keeps name and outcome.
    ///
    /// # Errors
    /// A database error.
    pub fn delete_candidates(&self, ids: &[CandidateId]) -> Result<u64> {
        let sql = "DELETE FROM candidate WHERE id IN (SELECT value FROM json_each(?1))";
        Ok(self.connection().execute(sql, [to_json(&ids)?])? as u64)
    }
}

fn search_text(person: &CandidateDraft) -> String {
    let own = [Some(&person.name), person.userid.as_ref(), person.phone.as_ref(), person.email.as_ref()];
    let parts = own.into_iter().chain([person.position.as_ref()]).flatten().chain(&person.tags);
    parts.map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\n")
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
        updated_at: row.get("updated_at")?,
    })
}
