//! What an import asks of the list and leaves in it: who is known, and table `import_columns`.
//!
//! Never in here: a decision on who is the same person.

use beckon_model::{CandidateDraft, CandidateId, ColumnUse};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, from_json, to_json};

/// Headers that are remembered, at most; the oldest go.
const REMEMBERED: i64 = 200;

/// Somebody in the list, by what recognises them.
#[derive(Debug, Clone, Copy)]
pub struct KnownPerson<'a> {
    /// Id.
    pub id: CandidateId,
    /// Name.
    pub name: &'a str,
    /// `userid`.
    pub userid: Option<&'a str>,
    /// Phone.
    pub phone: Option<&'a str>,
    /// E-mail.
    pub email: Option<&'a str>,
}

impl Reader<'_> {
    /// Shows everybody in the list to `visit`, sample people or the others, in the order in which they came. Sample people and
    /// real ones are never the same: `zhangwei` works in many companies.
    pub fn known_people(&self, practice: bool, mut visit: impl FnMut(KnownPerson<'_>)) -> Result<()> {
        let sql = "SELECT id, name, userid, phone, email FROM candidate WHERE practice = ?1 ORDER BY id";
        let mut query = self.connection().prepare_cached(sql)?;
        let mut rows = query.query([practice])?;
        let wrong = |error: rusqlite::types::FromSqlError| Error::Other(error.to_string());
        while let Some(row) = rows.next()? {
            let text = |column: usize| row.get_ref(column)?.as_str_or_null().map_err(wrong);
            visit(KnownPerson {
                id: CandidateId(row.get(0)?),
                name: text(1)?.unwrap_or_default(),
                userid: text(2)?,
                phone: text(3)?,
                email: text(4)?,
            });
        }
        Ok(())
    }

    /// What columns with these headers became the last time.
    pub fn remembered_columns(&self, headers: &[String]) -> Result<Option<Vec<ColumnUse>>> {
        let sql = "SELECT uses FROM import_columns WHERE headers = ?1";
        let read = |row: &rusqlite::Row<'_>| from_json(&row.get::<_, String>(0)?);
        Ok(self.connection().prepare_cached(sql)?.query_row([to_json(&headers)?], read).optional()?)
    }

    /// The zone in which the last file with these headers was meant; the last of all where there was none.
    pub fn remembered_zone(&self, headers: &[String]) -> Result<Option<String>> {
        let sql =
            "SELECT zone FROM import_columns WHERE zone IS NOT NULL ORDER BY headers = ?1 DESC, used_at DESC LIMIT 1";
        Ok(self.connection().query_row(sql, [to_json(&headers)?], |row| row.get(0)).optional()?)
    }
}

/// People on their way into the list: the statement is looked up once and not for each of a hundred thousand.
pub struct NewCandidates<'a> {
    rows: &'a Connection,
    insert: CachedStatement<'a>,
    practice: bool,
    now_ms: i64,
}

impl NewCandidates<'_> {
    /// Adds a person, whoever is in the list already, and says the id. A commit makes the new people searchable.
    pub fn insert(&mut self, person: &CandidateDraft) -> Result<CandidateId> {
        self.insert.execute(params![
            person.name,
            person.userid,
            person.phone,
            person.email,
            person.position,
            to_json(&person.tags)?,
            to_json(&person.fields)?,
            self.practice,
            self.now_ms,
            person.same_phone(),
            person.same_email(),
        ])?;
        Ok(CandidateId(self.rows.last_insert_rowid()))
    }
}

impl<'a> Writer<'a> {
    /// Begins to add people: sample people of the practice company or real ones, as of `now_ms` (UTC ms).
    pub fn new_candidates(&self, practice: bool, now_ms: i64) -> Result<NewCandidates<'a>> {
        let rows = self.connection();
        let insert = rows.prepare_cached(
            "INSERT INTO candidate (name, userid, phone, email, position, tags, fields, practice, updated_at, same_phone,
                same_email) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        Ok(NewCandidates { rows, insert, practice, now_ms })
    }
}

impl Writer<'_> {
    /// Remembers what columns with these headers became, and the zone of their interviews, if they have any.
    pub fn remember_columns(
        &self,
        headers: &[String],
        (uses, zone): (&[ColumnUse], Option<&str>),
        now_ms: i64,
    ) -> Result<()> {
        self.connection().execute(
            "INSERT INTO import_columns (headers, uses, used_at, zone) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET uses = excluded.uses, used_at = excluded.used_at,
             zone = coalesce(excluded.zone, zone)",
            params![to_json(&headers)?, to_json(&uses)?, now_ms, zone],
        )?;
        let sql = "DELETE FROM import_columns WHERE headers NOT IN
            (SELECT headers FROM import_columns ORDER BY used_at DESC LIMIT ?1)";
        self.connection().execute(sql, [REMEMBERED])?;
        Ok(())
    }
}
