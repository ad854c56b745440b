//! What hangs on people: the rows of other tables that go, or are nobody's any more, when somebody is removed. Found in the
//! tables' own words, so that a new table cannot be forgotten.
//!
//! Never in here: a table's name.

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use crate::error::Result;

/// Rows of one table that name people.
#[derive(Debug, Clone)]
pub(crate) struct Hanging {
    table: String,
    /// The column that names them.
    person: String,
    /// They go with the person; otherwise they stay and are nobody's.
    goes: bool,
    columns: Vec<String>,
    /// Of rows that go, all values; of the others, which row it is and whose it was.
    rows: Vec<Vec<Value>>,
}

impl Hanging {
    /// What hangs on the people of `ids` (a JSON list) in the tables that are `wanted`.
    pub fn read(connection: &Connection, ids: &str, wanted: impl Fn(&str) -> bool) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for (table, person, goes) in tables(connection)?.into_iter().filter(|(table, ..)| wanted(table)) {
            let what = if goes { "*".to_owned() } else { format!("rowid, {person}") };
            let sql = format!("SELECT {what} FROM {table} WHERE {person} IN (SELECT value FROM json_each(?1))");
            let mut query = connection.prepare(&sql)?;
            let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
            let rows = query.query_map([ids], |row| (0..columns.len()).map(|at| row.get(at)).collect())?;
            let rows = rows.collect::<rusqlite::Result<_>>()?;
            all.push(Self { table, person, goes, columns, rows });
        }
        Ok(all)
    }

    /// Puts the rows back; those that hang on something else too that is gone since stay away.
    pub fn put_back(&self, connection: &Connection) -> Result<()> {
        let Self { table, person, .. } = self;
        let sql = if self.goes {
            let places = vec!["?"; self.columns.len()].join(", ");
            format!("INSERT OR REPLACE INTO {table} ({}) VALUES ({places})", self.columns.join(", "))
        } else {
            format!("UPDATE {table} SET {person} = ?2 WHERE rowid = ?1")
        };
        let mut write = connection.prepare(&sql)?;
        for row in &self.rows {
            match write.execute(params_from_iter(row)) {
                Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {}
                written => drop(written?),
            }
        }
        Ok(())
    }
}

/// Tables that name people, with the column, and whether their rows go with the person.
fn tables(connection: &Connection) -> Result<Vec<(String, String, bool)>> {
    let sql = "SELECT name, \"from\", on_delete = 'CASCADE' FROM sqlite_schema JOIN pragma_foreign_key_list(name)
        WHERE type = 'table' AND \"table\" = 'candidate' ORDER BY name";
    let mut query = connection.prepare_cached(sql)?;
    let tables = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(tables.collect::<rusqlite::Result<_>>()?)
}
