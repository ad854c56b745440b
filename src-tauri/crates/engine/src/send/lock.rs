//! Two processes never send from one data folder: locks of the operating system own sending, and end with the process.
//!
//! 1. `sending.lock` is locked, and is the file that is found there afterwards.
//! 2. Such a file can be taken away, and the next process would lock another one. So the folder itself is locked as well, where
//!    the system can: it is found by the same name as the database. On Windows the file cannot be taken away while it is locked.
//! 3. While sending, the file has to stay the one that is locked. See [`SendLock::is_there`].

use std::fs::{File, TryLockError};
use std::path::Path;

use beckon_store::Identity;

use crate::errors::{Error, Result};
use crate::folder::lock;

/// How often the file is opened again when it is another one after it was locked.
const TRIES: usize = 3;

/// Held while sending.
#[derive(Debug)]
pub(crate) struct SendLock {
    identity: Identity,
    _file: File,
    _folder: Option<File>,
}

impl SendLock {
    /// Takes the lock of this folder.
    ///
    /// # Errors
    /// [`Error::OtherProcessSending`], or [`Error::Store`] when the folder cannot be written.
    pub fn take(data_dir: &Path) -> Result<Self> {
        let folder = lock_folder(data_dir)?;
        let path = data_dir.join("sending.lock");
        for _ in 0..TRIES {
            let file = lock(&path).map_err(beckon_store::Error::from)?.ok_or(Error::OtherProcessSending)?;
            let identity = Identity::of_opened(&path, &file)?;
            if identity.is_there() {
                return Ok(Self { identity, _file: file, _folder: folder });
            }
        }
        // Somebody replaces it all the time.
        Err(Error::OtherProcessSending)
    }

    /// Whether anybody has the lock of this folder. It is taken for a moment where nobody has, so it is asked for only about
    /// campaigns that seem to run: while one does, somebody has it.
    pub fn is_held(data_dir: &Path) -> bool {
        let held = |path: &Path| {
            let probe = File::open(path).map(|file| file.try_lock_shared());
            matches!(probe, Ok(Err(TryLockError::WouldBlock)))
        };
        held(&data_dir.join("sending.lock")) || (cfg!(unix) && held(data_dir))
    }

    /// Whether the file that is locked is still the one that others would lock.
    pub fn is_there(&self) -> bool {
        self.identity.is_there()
    }
}

/// Locks the folder. Nothing where the file system has no such locks: then the file alone has to do.
#[cfg(unix)]
fn lock_folder(data_dir: &Path) -> Result<Option<File>> {
    let folder = File::open(data_dir).map_err(beckon_store::Error::from)?;
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Err(Error::OtherProcessSending),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(windows)]
fn lock_folder(_data_dir: &Path) -> Result<Option<File>> {
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(folder: &Path) -> bool {
        matches!(SendLock::take(folder), Err(Error::OtherProcessSending))
    }

    #[test]
    fn one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = SendLock::take(folder.path()).unwrap();
        assert!(is_refused(folder.path()) && first.is_there(), "the first has it");
        drop(first);
        assert!(SendLock::take(folder.path()).is_ok(), "afterwards it can be had");
    }

    #[test]
    #[cfg(unix)]
    fn a_lock_that_is_taken_away_lets_nobody_in_and_its_bearer_knows() {
        let folder = tempfile::tempdir().unwrap();
        let first = SendLock::take(folder.path()).unwrap();
        std::fs::remove_file(folder.path().join("sending.lock")).unwrap();
        assert!(is_refused(folder.path()), "the folder is still locked");
        assert!(!first.is_there(), "and whoever sends has to stop");
        std::fs::write(folder.path().join("sending.lock"), b"").unwrap();
        assert!(is_refused(folder.path()) && !first.is_there(), "another file of that name changes nothing");
    }
}
