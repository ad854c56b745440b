//! From a folder to an open database, as one story: make the folder, open, migrate, keep a backup; when the file
//! is damaged, move it aside, never delete it, and go on with the last backup.
//!
//! Never in here: what the tables mean.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::migrate::migrate;
use crate::packed::keep_packed;

const FILE: &str = "beckon.db";
const BACKUP: &str = "beckon.backup.db";
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Memory for pages that the writer may fill before it has to write them.
const CACHE_KIB: i64 = 32 * 1024;

/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 128;

/// A backup is renewed at the first start after this many milliseconds.
const BACKUP_AGE_MS: i64 = 86_400_000;

pub(crate) struct Opened {
    pub connection: Connection,
    pub path: PathBuf,
    pub set_aside: Option<PathBuf>,
}

pub(crate) fn open(data_dir: &Path, now_ms: i64) -> Result<Opened> {
    make_private_dir(data_dir)?;
    let path = data_dir.join(FILE);
    let backup = data_dir.join(BACKUP);
    let (connection, set_aside) = match open_writer(&path) {
        Err(Error::Damaged(_)) => {
            let aside = move_aside(&path, now_ms)?;
            if backup.exists() {
                fs::copy(&backup, &path)?;
            }
            (open_writer(&path)?, Some(aside))
        }
        other => (other?, None),
    };
    Ok(Opened { connection, path, set_aside })
}

/// The one connection that writes.
fn open_writer(path: &Path) -> Result<Connection> {
    if !path.exists() {
        fs::File::create(path)?;
        restrict(path, 0o600)?;
    }
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
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
    Ok(connection)
}

/// A connection that reads.
pub(crate) fn open_reader(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Renews the backup beside the database when it is a day old. Takes seconds for a large database, so it has a thread of
/// its own; one that cannot be made (a full disk) must not keep anybody from working.
pub(crate) fn keep_backup(path: PathBuf, now_ms: i64) -> Result<()> {
    let work = move || {
        if let Err(error) = renew_backup(&path, now_ms) {
            tracing::warn!(%error, "no backup was made");
        }
    };
    std::thread::Builder::new().name("store-backup".to_owned()).spawn(work)?;
    Ok(())
}

fn renew_backup(path: &Path, now_ms: i64) -> Result<()> {
    let backup = &path.with_file_name(BACKUP);
    let age = fs::metadata(backup).and_then(|meta| meta.modified()).ok().map(|at| {
        let at = at.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        now_ms - i64::try_from(at.as_millis()).unwrap_or_default()
    });
    if age.is_some_and(|age| age < BACKUP_AGE_MS) {
        return Ok(());
    }
    let fresh = backup.with_extension("new");
    let _ = fs::remove_file(&fresh);
    open_reader(path)?.execute("VACUUM INTO ?1", [fresh.to_string_lossy()])?;
    restrict(&fresh, 0o600)?;
    fs::rename(&fresh, backup)?;
    Ok(())
}

/// Moves the database and its journal to a name with the time in it.
fn move_aside(path: &Path, now_ms: i64) -> Result<PathBuf> {
    let aside = |suffix: &str| path.with_file_name(format!("beckon.damaged-{now_ms}.db{suffix}"));
    for suffix in ["-wal", "-shm"] {
        let journal = path.with_file_name(format!("{FILE}{suffix}"));
        if journal.exists() {
            fs::rename(journal, aside(suffix))?;
        }
    }
    fs::rename(path, aside(""))?;
    Ok(aside(""))
}

/// Makes a folder that only its owner can enter (0700). One that exists stays as it is.
///
/// # Errors
/// [`Error::Refused`].
pub fn make_private_dir(dir: &Path) -> Result<()> {
    if !dir.exists() {
        fs::create_dir_all(dir)?;
        restrict(dir, 0o700)?;
    }
    Ok(())
}

/// Makes a file that only its owner can read (0600), for people's data outside of the data folder. Nothing is overwritten.
///
/// # Errors
/// The system's, [`std::io::ErrorKind::AlreadyExists`] among them.
pub fn new_private_file(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

/// On Windows the user's profile folder is private already.
#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_database_is_kept_and_the_backup_takes_over() {
        let dir = tempfile::tempdir().unwrap();
        let opened = open(dir.path(), 1).unwrap();
        opened.connection.execute("INSERT INTO setting VALUES ('k', 'v')", []).unwrap();
        drop(opened);
        renew_backup(&dir.path().join(FILE), 2).unwrap();
        fs::write(dir.path().join(FILE), b"this is no database, and long enough to be read as one".repeat(100))
            .unwrap();

        let opened = open(dir.path(), 3).unwrap();
        let aside = opened.set_aside.expect("the user has to be told");
        assert!(fs::read(aside).unwrap().starts_with(b"this is no"), "the damaged file is evidence, never deleted");
        let kept: String = opened.connection.query_row("SELECT value FROM setting", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "v", "the backup holds what was there at the last start");
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        open(dir.path(), 1).unwrap().connection.pragma_update(None, "user_version", 99).unwrap();
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
        renew_backup(&data.join(FILE), 1).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&data), 0o700, "candidates are personal data");
        assert_eq!(mode(&data.join(FILE)), 0o600, "candidates are personal data");
        assert_eq!(mode(&data.join(BACKUP)), 0o600, "the backup holds the same data");
    }
}
