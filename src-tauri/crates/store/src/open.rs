//! From a folder to an open database, as one story: make the folder, look at what is there, open, migrate. Where the database is
//! missing, empty or damaged although there is a trace of it, nothing is changed, and a person chooses.
//!
//! Never in here: what the tables mean, how copies are made.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use beckon_model::{BackupWhy, Lost, LostKind};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::backup::{self, Patience};
use crate::checks;
use crate::error::{Error, Result};
use crate::examine::{Fault, Found, examine, or_lost};
use crate::migrate::{is_earlier, migrate};
use crate::packed::keep_packed;
use crate::private::{make_private_dir, new_private_file};

pub(crate) const FILE: &str = "beckon.db";
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How often a writer asks whether its turn has come. SQLite's own pauses grow to 100 ms, and who writes much in short
/// transactions would have the next one begun by then.
const TURN: Duration = Duration::from_millis(2);

/// Memory for pages that the writer may fill before it has to write them.
const CACHE_KIB: i64 = 32 * 1024;

/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 128;

/// Opens the database of a folder to be worked with; a new one where there is no trace of any.
///
/// # Errors
/// [`Error::Lost`] with the choice that a person has, and what [`crate::Store::open`] says.
pub(crate) fn open(data_dir: &Path, now_ms: i64) -> Result<(Connection, PathBuf)> {
    make_private_dir(data_dir)?;
    if let Some(lost) = lost(data_dir)? {
        return Err(Error::Lost(Box::new(lost)));
    }
    let path = data_dir.join(FILE);
    if is_of_earlier_beckon(&path) {
        // A full disk must not keep anybody from working: a migration that fails changes nothing.
        if let Err(error) = backup::make(data_dir, BackupWhy::Migration, now_ms, Patience::Wait) {
            tracing::warn!(%error, "no copy was made before the migration");
        }
    }
    let connection = open_writer(&path).map_err(|error| or_lost(error, data_dir))?;
    checks::forget(data_dir);
    // From now on a folder without its database has lost it.
    backup::folder(data_dir)?;
    Ok((connection, path))
}

/// What is wrong with the database of a folder, as far as it can be told without opening it; nothing where it can be opened.
///
/// # Errors
/// [`Error::Refused`] when it cannot be read.
pub fn lost(data_dir: &Path) -> Result<Option<Lost>> {
    let damaged = |detail| Fault::new(LostKind::Damaged, detail).told(data_dir);
    Ok(match examine(data_dir)? {
        Found::Nothing => None,
        Found::Database => checks::at_opening(data_dir)?.map(damaged),
        Found::Fault(fault) => Some(fault.told(data_dir)),
    })
}

/// Whether an earlier Beckon wrote this database last.
fn is_of_earlier_beckon(path: &Path) -> bool {
    let version = |connection: Connection| connection.pragma_query_value(None, "user_version", |row| row.get(0));
    let version = path.exists().then(|| open_reader(path).ok().and_then(|connection| version(connection).ok()));
    version.flatten().is_some_and(is_earlier)
}

/// A file beside a database.
pub(crate) fn journal(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

/// The one connection that writes.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    match new_private_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Until it is known to be sound, nothing is written into it, not even by closing it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // NORMAL may lose the last commits at power loss, and with them the note that a message left.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // The indexes of 100,000 people are written all over while they come in.
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    migrate(&mut connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    let packing = connection.transaction()?;
    keep_packed(&packing)?;
    packing.commit()?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    // What a killed program left is taken in now: then nothing of it stands behind what is written next. Where another program
    // is at work it is left.
    connection.busy_timeout(Duration::ZERO)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).or_else(|error| {
        match Error::from(error) {
            Error::Busy => Ok(()),
            other => Err(other),
        }
    })?;
    connection.busy_handler(Some(await_turn))?;
    Ok(connection)
}

/// Waits before a writer asks again; no longer than anybody is waited for.
fn await_turn(asked: i32) -> bool {
    std::thread::sleep(TURN);
    TURN * u32::try_from(asked).unwrap_or(u32::MAX) < BUSY_TIMEOUT
}

/// A connection that reads.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    prepared(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

/// Moves what stands in the journal into the database, as far as nobody reads it there.
pub(crate) fn move_journal(path: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    Ok(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
}

/// A connection as every reader wants it.
pub(crate) fn prepared(connection: Connection) -> Result<Connection> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Makes sure that no other program has the database open, and changes nothing: the journal stays, with all that is in it. One
/// that is missing or damaged has nobody to ask.
pub(crate) fn nobody_has(path: &Path) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    let asked = connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(Error::from);
    if asked == Err(Error::Busy) { Err(Error::Busy) } else { Ok(()) }
}

/// Lets SQLite undo what a program left half written that was killed outside of a transaction log: a connection that only
/// reads cannot.
pub(crate) fn undo_half_written(path: &Path) -> Result<()> {
    if path.exists() && journal(path, "-journal").exists() {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Moves what there is of the database and its journal to a name with the time in it; says that of the database, or of the
/// journal where it is all there is.
pub(crate) fn move_aside(path: &Path, now_ms: i64) -> Result<Option<PathBuf>> {
    let mut moved = None;
    // With the database goes every journal of it: SQLite would apply one that stayed to whatever takes its place.
    for suffix in ["-shm", "-wal", "-journal", ""] {
        let part = journal(path, suffix);
        let Ok(meta) = fs::metadata(&part) else { continue };
        let aside = path.with_file_name(format!("beckon.damaged-{now_ms}.db{suffix}"));
        fs::rename(&part, &aside)?;
        // The index of a journal and an empty journal hold nothing.
        if suffix.is_empty() || (suffix == "-wal" && meta.len() > 0) {
            moved = moved.or(Some(aside));
        }
    }
    Ok(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_database_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        open(dir.path(), 1).unwrap().0.pragma_update(None, "user_version", 99).unwrap();
        let refused = open(dir.path(), 2).err();
        assert!(
            matches!(refused, Some(Error::TooNew { found: 99, .. })),
            "an old program must not touch it: {refused:?}"
        );
    }

    #[test]
    #[cfg(unix)]
    fn folder_and_file_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().join("data");
        drop(open(&data, 1).unwrap());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&data), 0o700, "candidates are personal data");
        assert_eq!(mode(&data.join(FILE)), 0o600, "candidates are personal data");
    }
}
