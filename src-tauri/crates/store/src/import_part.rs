//! Tables `import` and `import_part`: a large import on its way into the list, a part at a time, so that no transaction is long.
//!
//! 1. Its parts are put down, each in a transaction of its own. Until the last of them it can be dropped.
//! 2. Once it is ready it comes to its end: part after part becomes what it says, each in the transaction that takes it away.
//! 3. One that a killed program left is finished or dropped by whoever opens the folder next to change something.
//!
//! Never in here: what a part says.

use rusqlite::{OptionalExtension, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer};

/// Parts that are dropped in one transaction.
const DROPPED: u32 = 50;

/// An import on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOnItsWay {
    /// Id.
    pub id: i64,
    /// When it began, UTC ms.
    pub at: i64,
    /// All of its parts are there.
    pub ready: bool,
    /// What the engine notes of the ids of new people, as JSON.
    pub given: String,
}

impl Reader<'_> {
    /// The import that is on its way, or was when its program ended.
    pub fn import_on_its_way(&self) -> Result<Option<ImportOnItsWay>> {
        let sql = "SELECT id, at, ready, given FROM import ORDER BY id LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(ImportOnItsWay { id: row.get(0)?, at: row.get(1)?, ready: row.get(2)?, given: row.get(3)? })
        };
        Ok(self.connection().prepare_cached(sql)?.query_row([], read).optional()?)
    }

    /// The next part of an import, with its number.
    pub fn next_import_part(&self, import: i64) -> Result<Option<(i64, String)>> {
        let sql = "SELECT number, changes FROM import_part WHERE import = ?1 ORDER BY number LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.connection().prepare_cached(sql)?.query_row([import], read).optional()?)
    }
}

impl Writer<'_> {
    /// Begins an import at this time (UTC ms), none of whose people have an id yet, and says its id.
    pub fn begin_import(&self, at: i64, given: &str) -> Result<i64> {
        let sql = "INSERT INTO import (at, ready, given) VALUES (?1, 0, ?2)";
        self.connection().execute(sql, params![at, given])?;
        Ok(self.connection().last_insert_rowid())
    }

    /// Puts the next part of an import down.
    ///
    /// # Errors
    /// A database error, also when the import was dropped meanwhile.
    pub fn add_import_part(&self, import: i64, changes: &str) -> Result<()> {
        let sql = "INSERT INTO import_part (import, changes) VALUES (?1, ?2)";
        self.connection().prepare_cached(sql)?.execute(params![import, changes])?;
        Ok(())
    }

    /// All parts of an import are there.
    ///
    /// # Errors
    /// [`Error::Changed`] when it was dropped meanwhile.
    pub fn import_is_ready(&self, import: i64) -> Result<()> {
        let changed = self.connection().execute("UPDATE import SET ready = 1 WHERE id = ?1", [import])?;
        if changed == 0 { Err(Error::Changed) } else { Ok(()) }
    }

    /// Takes a part away that has become what it says, and notes the ids that its new people have.
    pub fn end_import_part(&self, (import, number): (i64, i64), given: &str) -> Result<()> {
        self.connection().prepare_cached("DELETE FROM import_part WHERE number = ?1")?.execute([number])?;
        let sql = "UPDATE import SET given = ?2 WHERE id = ?1";
        self.connection().prepare_cached(sql)?.execute(params![import, given])?;
        Ok(())
    }

    /// Drops some of the parts that are left of an import, and the import itself where none is.
    pub fn drop_import(&self, import: i64) -> Result<()> {
        let sql = "DELETE FROM import_part WHERE number IN
            (SELECT number FROM import_part WHERE import = ?1 LIMIT ?2)";
        if self.connection().execute(sql, params![import, DROPPED])? == 0 {
            self.connection().execute("DELETE FROM import WHERE id = ?1", [import])?;
        }
        Ok(())
    }
}
