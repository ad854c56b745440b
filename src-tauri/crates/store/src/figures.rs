//! How much is in the database: for whoever helps, and knows nobody in it.
//!
//! Never in here: a value that a person or WeCom wrote, but for error codes.

use beckon_model::DeliveryState;

use crate::error::Result;
use crate::rows::Reader;

/// Most of the codes that messages were refused with.
const CODES: u32 = 20;

/// How much is in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The shape of the database: the step that was run last.
    pub version: i64,
    /// Rows by table.
    pub rows: Vec<(String, u64)>,
    /// Messages by state.
    pub states: Vec<(String, u64)>,
    /// Messages by the code that they were refused with, the most frequent first, 20 at most.
    pub errcodes: Vec<(i64, u64)>,
}

impl Reader<'_> {
    /// How much is in the database.
    pub fn figures(&self) -> Result<Figures> {
        let connection = self.connection();
        let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let mut query = connection.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )?;
        let tables: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut rows = Vec::new();
        for table in tables {
            let count = connection.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0))?;
            rows.push((table, count));
        }
        let mut query = connection.prepare("SELECT state, count(*) FROM delivery GROUP BY state ORDER BY state")?;
        let found = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
        let mut states: Vec<(String, u64)> = found.collect::<rusqlite::Result<_>>()?;
        states.retain(|(state, _)| state.parse::<DeliveryState>().is_ok());
        let sql = "SELECT errcode, count(*) FROM delivery WHERE errcode IS NOT NULL GROUP BY errcode
            ORDER BY count(*) DESC, errcode LIMIT ?1";
        let mut query = connection.prepare(sql)?;
        let found = query.query_map([CODES], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let errcodes = found.collect::<rusqlite::Result<_>>()?;
        Ok(Figures { version, rows, states, errcodes })
    }
}
