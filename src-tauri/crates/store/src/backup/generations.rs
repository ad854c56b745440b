//! The copies that there are: where they lie, how they are named, and what each holds. They are also the traces by which a folder
//! is known that has lost its database.
//!
//! Never in here: a change to any of them.

use std::fs;
use std::path::{Path, PathBuf};

use beckon_model::{Backup, BackupWhy, Holds};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::error::{Error, Result};
use crate::holds::holds;
use crate::private::make_private_dir;
use crate::reading::reading;

/// The folder of the generations, in the data folder.
const FOLDER: &str = "backups";

/// All copies of a data folder, the newest first, each with what it holds.
///
/// # Errors
/// [`crate::Error::Refused`] when the folder cannot be read.
pub fn backups(data_dir: &Path) -> Result<Vec<Backup>> {
    Ok(with_holds(generations(data_dir)?).into_iter().map(|(_, backup)| backup).collect())
}

/// The files of all copies, the newest first; what they hold is not looked at.
pub(crate) fn generations(data_dir: &Path) -> Result<Vec<(PathBuf, Backup)>> {
    let mut found = Vec::new();
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
        let known = ["beckon.db-wal", "sending.lock", "importing.lock", FOLDER];
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
pub(super) fn name(taken_at: i64, why: BackupWhy) -> String {
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
pub(super) fn with_holds(found: Vec<(PathBuf, Backup)>) -> Vec<(PathBuf, Backup)> {
    let look = |(path, backup): (PathBuf, Backup)| (path.clone(), Backup { holds: holds_of(&path), ..backup });
    found.into_iter().map(look).collect()
}

pub(super) fn holds_of(path: &Path) -> Option<Holds> {
    reading(path).and_then(|seen| holds(seen.connection())).ok()
}

/// The folder of the generations, made when missing.
pub(crate) fn folder(data_dir: &Path) -> Result<PathBuf> {
    let folder = data_dir.join(FOLDER);
    make_private_dir(&folder)?;
    Ok(folder)
}
