//! The copies of a data folder, for a person who looks at them, makes one or takes one back. No engine is needed: a database
//! that cannot be opened is the very reason to ask.
//!
//! Never in here: when the program makes copies by itself.

use std::path::Path;

use beckon_model::{Backup, BackupWhy, CheckedFile, Restored};

use crate::error::Result;
use crate::lock::SendLock;

/// All copies, the newest first.
///
/// # Errors
/// [`crate::Error::Store`] when the folder cannot be read.
pub fn backups(data_dir: &Path) -> Result<Vec<Backup>> {
    Ok(beckon_store::backups(data_dir)?)
}

/// Makes a copy; `None` when there is nothing to keep.
///
/// # Errors
/// [`crate::Error::Store`].
pub fn back_up(data_dir: &Path, now_ms: i64) -> Result<Option<Backup>> {
    Ok(beckon_store::back_up(data_dir, BackupWhy::Hand, now_ms)?)
}

/// Reads the database and all copies whole.
///
/// # Errors
/// [`crate::Error::Store`] when the folder cannot be read.
pub fn check(data_dir: &Path) -> Result<Vec<CheckedFile>> {
    let found = beckon_store::check(data_dir)?.into_iter();
    let told = found.map(|(file, found)| {
        let problem = found.as_ref().err().map(ToString::to_string);
        CheckedFile { file, sound: problem.is_none(), problem, holds: found.ok() }
    });
    Ok(told.collect())
}

/// Puts the copy called `name` in the place of the database, which is moved aside.
///
/// # Errors
/// [`crate::Error::OtherProcessSending`], [`crate::Error::Store`].
pub fn restore(data_dir: &Path, name: &str, now_ms: i64) -> Result<Restored> {
    let _lock = SendLock::take(data_dir)?;
    Ok(beckon_store::restore(data_dir, name, now_ms)?)
}
