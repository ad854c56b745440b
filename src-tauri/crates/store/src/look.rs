//! A folder opened to be looked at: what it is, or a copy of it, without a lock that keeps others from working. One of an earlier
//! shape is read into memory and migrated there.
//!
//! Never in here: a change to a file.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::backup::generations::path_of;
use crate::checks;
use crate::error::{Error, Result};
use crate::examine::{Found, examine, lost, or_lost};
use crate::file::FILE;
use crate::migrate::newest_version;
use crate::reading::{Seen, damaged, image, of_newest_shape, reading};

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sight {
    /// The database, when it is sound.
    #[default]
    Database,
    /// What can still be read of a damaged one.
    Damaged,
    /// The copy of this name.
    Copy(String),
}

/// Opens what is to be looked at in a folder. Where there is no trace of data, that is nothing, and no folder is made.
///
/// # Errors
/// [`Error::Lost`], [`Error::NotFound`] for a name that is not a copy, [`Error::TooNew`], [`Error::TooOld`],
/// [`Error::Refused`], [`Error::Busy`].
pub(crate) fn open(data_dir: &Path, sight: &Sight) -> Result<(Seen, PathBuf)> {
    let path = data_dir.join(FILE);
    match sight {
        Sight::Copy(name) => {
            let path = path_of(data_dir, name)?;
            Ok((sound(&path)?, path))
        }
        Sight::Damaged => match damaged(&path) {
            Ok(image) => Ok((Seen::Image(image), path)),
            Err(error) => Err(lost(data_dir)?.map_or(error, |lost| Error::Lost(Box::new(lost)))),
        },
        Sight::Database => match examine(data_dir)? {
            Found::Nothing => Ok((Seen::Image(of_newest_shape(Connection::open_in_memory()?)?), path)),
            Found::Fault(fault) => Err(Error::Lost(Box::new(fault.told(data_dir)))),
            Found::Database => {
                let known = checks::at_opening(data_dir)?.map_or(Ok(()), |detail| Err(Error::Damaged(detail)));
                let seen = known.and_then(|()| sound(&path)).map_err(|error| or_lost(error, data_dir))?;
                Ok((seen, path))
            }
        },
    }
}

/// A database in the newest shape.
fn sound(path: &Path) -> Result<Seen> {
    let seen = reading(path)?;
    let found: i64 = seen.connection().pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = newest_version();
    match found {
        found if found > known => Err(Error::TooNew { found, known }),
        found if found == known => Ok(seen),
        _ => Ok(Seen::Image(of_newest_shape(image(path)?)?)),
    }
}
