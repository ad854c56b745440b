//! Copies of a data folder's database: made, verified, named, kept and taken back.
//!
//! 1. One process at a time makes them: it holds `backups/lock`. Another one that wants to has nothing to do.
//! 2. A copy is made under a name of its own, private before anything stands in it, read back whole and counted. Only then
//!    it gets the name of a generation. What a killed program left in the making is taken away by the next.
//! 3. Which generations stay is decided by [`keep`]: one that holds more than every newer one is never taken away.
//!
//! Never in here: when a copy is wanted.

mod copy;
mod keep;
mod restore;

use std::fs;
use std::path::{Path, PathBuf};

use beckon_model::{Backup, BackupWhy, Holds, Restored};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub(crate) use copy::{Patience, holds, make};
pub(crate) use restore::take_back;

use crate::checks;
use crate::error::{Error, Result};
use crate::examine::{Found, examine};
use crate::look::reading;
use crate::open::{FILE, move_aside, nobody_has, open_writer};
use crate::private::make_private_dir;

/// The folder of the generations, in the data folder.
const FOLDER: &str = "backups";
/// The only copy of earlier versions.
const EARLIER: &str = "beckon.backup.db";
/// A copy is made at a start when the newest is this old, ms.
pub(crate) const AGE_MS: i64 = 3_600_000;

/// All copies of a data folder, the newest first, each with what it holds.
///
/// # Errors
/// [`crate::Error::Refused`] when the folder cannot be read.
pub fn backups(data_dir: &Path) -> Result<Vec<Backup>> {
    Ok(with_holds(generations(data_dir)?).into_iter().map(|(_, backup)| backup).collect())
}

/// Makes a copy of what was committed last; `None` when there is nothing to keep.
///
/// # Errors
/// [`Error::NotFound`] without a database, [`Error::Damaged`], [`Error::Refused`].
pub fn back_up(data_dir: &Path, why: BackupWhy, now_ms: i64) -> Result<Option<Backup>> {
    make(data_dir, why, now_ms, Patience::Wait)
}

/// Reads the database and every copy whole, page by page: what each holds, or what is wrong with it. Changes nothing.
///
/// # Errors
/// [`Error::Refused`] when the folder cannot be read.
pub fn check(data_dir: &Path) -> Result<Vec<(String, Result<Holds>)>> {
    let database = (FILE.to_owned(), copy::read_whole(&data_dir.join(FILE)));
    let copies = generations(data_dir)?.into_iter().map(|(path, backup)| (backup.name, copy::read_whole(&path)));
    Ok(std::iter::once(database).chain(copies).collect())
}

/// Puts the copy called `name` in the place of the database, which is moved aside.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Damaged`] for a copy that is not whole, [`Error::Busy`] while a program has the database
/// open, [`Error::Refused`].
pub fn restore(data_dir: &Path, name: &str, now_ms: i64) -> Result<Restored> {
    nobody_has(&data_dir.join(FILE))?;
    let (backup, aside) = take_back(data_dir, name, now_ms)?;
    Ok(Restored { aside: aside.map(|path| path.display().to_string()), backup: Some(backup) })
}

/// Puts an empty database in the place of one that is missing or damaged, which is moved aside.
///
/// # Errors
/// [`Error::Whole`] where nothing is lost, [`Error::Busy`] while a program has the database open, [`Error::Refused`].
pub fn start_empty(data_dir: &Path, now_ms: i64) -> Result<Restored> {
    let path = data_dir.join(FILE);
    let lost = match examine(data_dir)? {
        Found::Nothing => false,
        Found::Database => copy::read_whole(&path).is_err(),
        Found::Fault(_) => true,
    };
    if !lost {
        return Err(Error::Whole);
    }
    nobody_has(&path)?;
    let aside = move_aside(&path, now_ms)?;
    checks::forget(data_dir);
    open_writer(&path)?;
    Ok(Restored { aside: aside.map(|path| path.display().to_string()), backup: None })
}

/// The files of all copies, the newest first; what they hold is not looked at.
fn generations(data_dir: &Path) -> Result<Vec<(PathBuf, Backup)>> {
    let mut found = Vec::new();
    let earlier = data_dir.join(EARLIER);
    if let Ok(meta) = fs::metadata(&earlier) {
        let at = meta.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let taken_at = i64::try_from(at.as_millis()).unwrap_or_default();
        let (name, why, bytes) = (EARLIER.to_owned(), BackupWhy::Earlier, meta.len());
        found.push((earlier, Backup { name, taken_at, why, bytes, holds: None }));
    }
    let folder = data_dir.join(FOLDER);
    if folder.exists() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some((taken_at, why)) = read_name(&name) else { continue };
            let bytes = entry.metadata()?.len();
            found.push((entry.path(), Backup { name, taken_at, why, bytes, holds: None }));
        }
    }
    found.sort_by(|(_, a), (_, b)| (b.taken_at, &b.name).cmp(&(a.taken_at, &a.name)));
    Ok(found)
}

/// Where the copy of this name is.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) fn path_of(data_dir: &Path, name: &str) -> Result<PathBuf> {
    let found = generations(data_dir)?.into_iter().find(|(_, backup)| backup.name == name);
    found.map(|(path, _)| path).ok_or(Error::NotFound)
}

/// When the newest copy was made, UTC ms.
pub(crate) fn newest_at(data_dir: &Path) -> Option<i64> {
    generations(data_dir).ok()?.first().map(|(_, backup)| backup.taken_at)
}

/// The first trace of data that were in a folder: a copy, a journal, a database put aside, the lock of a send or an import, the folder of
/// the copies, which is made with every database.
pub(crate) fn trace(data_dir: &Path) -> Result<Option<String>> {
    let is_trace = |name: &str| {
        let known = ["beckon.db-wal", "sending.lock", "importing.lock", EARLIER, FOLDER];
        name.starts_with("beckon.damaged-") || known.contains(&name)
    };
    match fs::read_dir(data_dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
        Ok(entries) => {
            let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            Ok(names.filter(|name| is_trace(name)).min())
        }
    }
}

/// `20261126T001748-517Z.send.db`: by its name a person finds the time, and so does Beckon on any file system.
fn name(taken_at: i64, why: BackupWhy) -> String {
    let at = Timestamp::from_millisecond(taken_at).unwrap_or_default();
    format!("{}-{:03}Z.{}.db", at.strftime("%Y%m%dT%H%M%S"), taken_at.rem_euclid(1000), why.as_str())
}

fn read_name(name: &str) -> Option<(i64, BackupWhy)> {
    let (at, why) = name.strip_suffix(".db")?.split_once("Z.")?;
    let (second, ms) = at.split_once('-')?;
    let second = DateTime::strptime("%Y%m%dT%H%M%S", second).ok()?.to_zoned(TimeZone::UTC).ok()?;
    let ms: i64 = ms.parse().ok()?;
    Some((second.timestamp().as_millisecond() + ms, BackupWhy::from_word(why)?))
}

/// The same copies with what each holds.
fn with_holds(found: Vec<(PathBuf, Backup)>) -> Vec<(PathBuf, Backup)> {
    let look = |(path, backup): (PathBuf, Backup)| (path.clone(), Backup { holds: holds_of(&path), ..backup });
    found.into_iter().map(look).collect()
}

fn holds_of(path: &Path) -> Option<Holds> {
    reading(path).and_then(|seen| copy::holds(seen.connection())).ok()
}

/// The folder of the generations, made when missing.
pub(crate) fn folder(data_dir: &Path) -> Result<PathBuf> {
    let folder = data_dir.join(FOLDER);
    make_private_dir(&folder)?;
    Ok(folder)
}
