//! Who wants no messages, carried over into whatever takes the place of a database: a copy is older than what was noted since.
//!
//! Never in here: anything else that a copy does not know.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::error::Result;
use crate::reading::{Seen, damaged, reading};

/// What a database has noted.
#[derive(Debug, Default)]
pub(super) struct OptOuts {
    noted: Vec<[Value; 7]>,
    marks: Vec<[Value; 4]>,
}

impl OptOuts {
    /// What a database has noted, as far as it can be read: nothing of one that is gone or of another shape. Of a damaged one what
    /// there still is.
    pub fn of(database: &Path) -> Self {
        if !database.exists() {
            return Self::default();
        }
        let read = |seen: Seen| Self::read(seen.connection());
        let found = reading(database).and_then(read);
        let found = found.or_else(|_| Self::read(&damaged(database)?));
        found.unwrap_or_else(|error| {
            tracing::warn!(%error, "who wants no messages could not be read in the database that is replaced");
            Self::default()
        })
    }

    fn read(database: &Connection) -> Result<Self> {
        let noted = rows(database, "SELECT id, name, practice, at, by, note, lifted_at FROM opt_out")?;
        Ok(Self { noted, marks: rows(database, "SELECT kind, value, opt_out, told FROM opt_out_mark")? })
    }

    /// Notes it in another database, what was lifted since as well.
    pub fn note(&self, rows: &Connection) -> Result<()> {
        let sql =
            "INSERT INTO opt_out (id, name, practice, at, by, note, lifted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (id) DO UPDATE SET note = excluded.note, lifted_at = excluded.lifted_at";
        let mut query = rows.prepare(sql)?;
        self.noted.iter().try_for_each(|values| query.execute(values.each_ref()).map(drop))?;
        let sql = "INSERT INTO opt_out_mark (kind, value, opt_out, told) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET told = excluded.told";
        let mut query = rows.prepare(sql)?;
        self.marks.iter().try_for_each(|values| query.execute(values.each_ref()).map(drop))?;
        Ok(())
    }
}

fn rows<const N: usize>(database: &Connection, sql: &str) -> Result<Vec<[Value; N]>> {
    let mut query = database.prepare(sql)?;
    let mut values = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = values.next()? {
        let mut cells = [const { Value::Null }; N];
        for (column, cell) in cells.iter_mut().enumerate() {
            *cell = row.get(column)?;
        }
        found.push(cells);
    }
    Ok(found)
}
