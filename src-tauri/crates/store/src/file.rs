//! The database of a folder as a file, and the files beside it that belong to it.
//!
//! Never in here: what stands in it.

use std::fs::{self, File};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

pub(crate) const FILE: &str = "beckon.db";

/// A file beside a database.
pub(crate) fn journal(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

/// Opens the database to read its bytes. On Unix it is never closed: with any file that is closed, a process loses all its locks
/// on it, those of SQLite too.
pub(crate) fn beside_sqlite(path: &Path) -> Result<ManuallyDrop<File>> {
    Ok(ManuallyDrop::new(File::open(path).map_err(Error::from)?))
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
