//! The copies of a data folder, for a person who looks at them, makes one or takes one back, and what there is to choose from
//! where the database is lost. No engine is needed: a database that cannot be opened is the very reason to ask.
//!
//! Never in here: when the program makes copies by itself.

use std::path::Path;

use beckon_model::{Backup, BackupWhy, CheckedFile, FieldProblem, FormField, Lost, Restored};

use crate::errors::{Result, invalid};
use crate::send::lock::SendLock;

/// The word that a person types to begin with an empty database in the place of a lost one.
pub const EMPTY_WORD: &str = "empty";

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

/// What is wrong with the database of a folder, as far as it can be told without opening it; nothing where it can be opened.
///
/// # Errors
/// [`crate::Error::Store`] when the folder cannot be read.
pub fn lost(data_dir: &Path) -> Result<Option<Lost>> {
    Ok(beckon_store::lost(data_dir)?)
}

/// Puts an empty database in the place of a lost one, which is moved aside. `word` is what the person typed: [`EMPTY_WORD`].
///
/// # Errors
/// [`crate::Error::Invalid`] for another word, [`crate::Error::OtherProcessSending`], [`crate::Error::Store`] with
/// [`beckon_store::Error::Whole`] where nothing is lost.
pub fn start_empty(data_dir: &Path, word: &str, now_ms: i64) -> Result<Restored> {
    if word.trim() != EMPTY_WORD {
        return Err(invalid(FormField::Word, FieldProblem::NotTheWord));
    }
    let _lock = SendLock::take(data_dir)?;
    Ok(beckon_store::start_empty(data_dir, now_ms)?)
}
