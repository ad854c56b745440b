//! Connections to a database: the one that writes, those that read, and those that only ask who else has it.
//!
//! Never in here: whether a database may be opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::file::journal;
use crate::migrate::migrate;
use crate::private::new_private_file;
use crate::shelves::keep_packed;

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How often a writer asks whether its turn has come. SQLite's own pauses grow to 100 ms, and who writes much in short
/// transactions would have the next one begun by then.
const TURN: Duration = Duration::from_millis(2);

/// Memory for pages that the writer may fill before it has to write them.
const CACHE_KIB: i64 = 32 * 1024;

/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 128;

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
