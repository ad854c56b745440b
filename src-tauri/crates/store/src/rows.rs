//! What a transaction may do: read through [`Reader`], and write through [`Writer`], which can read as well. Their
//! methods are in the files of the tables.

use std::ops::Deref;

use beckon_model::{PAGE_ROWS, Page};
use rusqlite::types::Value;
use rusqlite::{Connection, MAIN_DB, Row, RowIndex, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::error::{Error, Result};

/// Reads.
#[derive(Debug)]
pub struct Reader<'a>(&'a Connection);

/// Reads and writes.
#[derive(Debug)]
pub struct Writer<'a>(Reader<'a>);

impl<'a> Reader<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self(connection)
    }

    pub(crate) fn connection(&self) -> &'a Connection {
        self.0
    }

    /// Whatever is read from now on is of a later moment: what was committed meanwhile can be seen, and the journal no longer has
    /// to be kept for this reader. Of a writer's transaction nothing changes.
    ///
    /// # Errors
    /// A database error.
    pub fn look_anew(&self) -> Result<()> {
        if self.0.is_readonly(MAIN_DB)? { Ok(self.0.execute_batch("COMMIT; BEGIN")?) } else { Ok(()) }
    }
}

impl Reader<'_> {
    /// A page of what `sql` finds: `values` are its parameters but for the last, which is the `LIMIT`. One row more than
    /// asked for is read, to know whether there is a next page.
    pub(crate) fn page<T>(
        &self,
        sql: &str,
        mut values: Vec<Value>,
        (limit, (total, at_least)): (u32, (u64, bool)),
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
        key: fn(&T) -> i64,
    ) -> Result<Page<T>> {
        let limit = page_rows(limit);
        values.push(Value::Integer(limit as i64 + 1));
        let mut query = self.connection().prepare_cached(sql)?;
        let mut rows: Vec<T> = query.query_map(params_from_iter(values), read)?.collect::<rusqlite::Result<_>>()?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(key) } else { None };
        Ok(Page { rows, next, total, at_least })
    }
}

impl<'a> Writer<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Self(Reader(connection))
    }
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.0
    }
}

/// Rows of a page: as many as asked for, up to [`PAGE_ROWS`].
pub(crate) fn page_rows(limit: u32) -> usize {
    (if limit == 0 { PAGE_ROWS } else { limit.min(PAGE_ROWS) }) as usize
}

/// That a statement changed the one row that it was for.
///
/// # Errors
/// [`Error::Changed`] when that row is no longer as it was, or not there.
pub(crate) fn changed(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Changed) }
}

/// A list, map or enum as stored.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// The reverse, inside rusqlite's row reading.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// An id as stored.
pub(crate) fn read_uuid(text: &str) -> rusqlite::Result<Uuid> {
    text.parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// A column whose word must be one of an enum's.
pub(crate) fn word<T>(row: &Row<'_>, column: impl RowIndex, read: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let word = row.get_ref(column)?.as_str()?;
    read(word).ok_or_else(|| {
        let error = format!("unknown word {word:?}").into();
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error)
    })
}
