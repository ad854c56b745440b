//! From a folder to an open database, as one story: make the folder, look at what is there, open, migrate. Where the database is
//! missing, empty or damaged although there is a trace of it, nothing is changed, and a person chooses.
//!
//! Never in here: what the tables mean, how copies are made.

use std::path::{Path, PathBuf};

use beckon_model::BackupWhy;
use rusqlite::Connection;

use crate::backup::generations::folder;
use crate::backup::{Patience, make};
use crate::checks;
use crate::connection::{open_reader, open_writer};
use crate::error::{Error, Result};
use crate::examine::{lost, or_lost};
use crate::file::FILE;
use crate::migrate::is_earlier;
use crate::private::make_private_dir;

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
        if let Err(error) = make(data_dir, BackupWhy::Migration, now_ms, Patience::Wait) {
            tracing::warn!(%error, "no copy was made before the migration");
        }
    }
    let connection = open_writer(&path).map_err(|error| damaged(error, data_dir))?;
    checks::forget(data_dir);
    // From now on a folder without its database has lost it.
    folder(data_dir)?;
    Ok((connection, path))
}

/// Damage that opening comes upon stops the next one too: a look at the first page alone would find nothing.
fn damaged(error: Error, data_dir: &Path) -> Error {
    if let Error::Damaged(detail) = &error {
        checks::note(data_dir, detail);
    }
    or_lost(error, data_dir)
}

/// Whether an earlier Beckon wrote this database last.
fn is_of_earlier_beckon(path: &Path) -> bool {
    let version = |connection: Connection| connection.pragma_query_value(None, "user_version", |row| row.get(0));
    let version = path.exists().then(|| open_reader(path).ok().and_then(|connection| version(connection).ok()));
    version.flatten().is_some_and(is_earlier)
}

#[cfg(test)]
mod tests {
    use std::fs;

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
