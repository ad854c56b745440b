//! A copy of the database: made beside the others under a name of its own, read back, and only then one of them.
//!
//! Never in here: which copies stay, and when one is wanted.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use beckon_model::{Backup, BackupWhy, Holds};

use super::generations::{folder, generations, name, with_holds};
use super::keep::keep;
use crate::checks::whole;
use crate::connection::{open_reader, undo_half_written};
use crate::error::{Error, Result};
use crate::fail_point::fail_point;
use crate::file::FILE;
use crate::holds::holds;
use crate::private::new_private_file;
use crate::reading::reading;

/// What is done while another process makes a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Nothing: its copy is as good.
    Leave,
    /// Its end is waited for.
    Wait,
}

/// Makes a copy of what was committed last; `None` when there is nothing to keep.
///
/// # Errors
/// [`Error::NotFound`] without a database, [`Error::Damaged`], [`Error::Refused`].
pub fn back_up(data_dir: &Path, why: BackupWhy, now_ms: i64) -> Result<Option<Backup>> {
    make(data_dir, why, now_ms, Patience::Wait)
}

/// Copies the database of a folder as it was committed last, and takes away the copies that need not stay. `None` when
/// another process is at it, or when there is nothing to keep.
pub(crate) fn make(data_dir: &Path, why: BackupWhy, now_ms: i64, patience: Patience) -> Result<Option<Backup>> {
    let folder = folder(data_dir)?;
    let Some(_lock) = lock(&folder, patience)? else { return Ok(None) };
    clear_away(&folder)?;
    let database = open_reader(&data_dir.join(FILE))?;
    let before = holds(&database)?;
    if before.is_empty() {
        return Ok(None);
    }
    let making = in_the_making(&folder)?;
    database.execute("VACUUM INTO ?1", [making.to_string_lossy()])?;
    fail_point("backup.copied");
    let holds = verified(&making, &before)?;
    let name = name(now_ms, why);
    let path = folder.join(&name);
    fs::rename(&making, &path)?;
    fail_point("backup.named");
    let bytes = fs::metadata(&path)?.len();
    tidy(data_dir, now_ms)?;
    Ok(Some(Backup { name, taken_at: now_ms, why, bytes, holds: Some(holds) }))
}

/// Reads the database and every copy whole, page by page: what each holds, or what is wrong with it. Changes nothing.
///
/// # Errors
/// [`Error::Refused`] when the folder cannot be read.
pub fn check(data_dir: &Path) -> Result<Vec<(String, Result<Holds>)>> {
    let database = (FILE.to_owned(), read_whole(&data_dir.join(FILE)));
    let copies = generations(data_dir)?.into_iter().map(|(path, backup)| (backup.name, read_whole(&path)));
    Ok(std::iter::once(database).chain(copies).collect())
}

/// The right to make copies, which ends with the process.
fn lock(folder: &Path, patience: Patience) -> Result<Option<File>> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    match patience {
        Patience::Wait => file.lock()?,
        Patience::Leave => match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error.into()),
        },
    }
    Ok(Some(file))
}

/// An empty file for a copy, private before anything stands in it.
pub(super) fn in_the_making(folder: &Path) -> Result<PathBuf> {
    for number in 0_u32.. {
        let path = folder.join(format!("making-{}-{number}", std::process::id()));
        match new_private_file(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::Refused("no free name".to_owned()))
}

/// Takes away what a program left that was killed while it made a copy. Only the bearer of the lock makes any.
fn clear_away(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with("making-") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// What a copy holds, read back from the disk: all of its pages, and at least what was there before it was made.
fn verified(path: &Path, before: &Holds) -> Result<Holds> {
    let holds = read_whole(path)?;
    if holds.covers(before) { Ok(holds) } else { Err(Error::Damaged("a copy holds less than its original".to_owned())) }
}

/// What a database holds, after every page and index of it was read.
///
/// # Errors
/// [`Error::Damaged`] with the first thing that is wrong.
pub(super) fn read_whole(path: &Path) -> Result<Holds> {
    undo_half_written(path)?;
    let seen = reading(path)?;
    whole(seen.connection())?;
    holds(seen.connection())
}

/// Takes away the generations that need not stay. A copy that cannot be read stays too: somebody may still want it.
fn tidy(data_dir: &Path, now_ms: i64) -> Result<()> {
    let (paths, all): (Vec<PathBuf>, Vec<Backup>) = with_holds(generations(data_dir)?).into_iter().unzip();
    for ((path, backup), stays) in paths.iter().zip(&all).zip(keep(&all, now_ms)) {
        if !stays && backup.holds.is_some() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
