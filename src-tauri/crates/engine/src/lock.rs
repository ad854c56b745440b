//! Two processes never send from one data folder: an OS file lock owns sending, and ends with the process.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::error::{Error, Result};

/// Held while sending.
#[derive(Debug)]
pub(crate) struct SendLock(#[allow(dead_code, reason = "the lock lives as long as the file is open")] File);

impl SendLock {
    /// Takes the lock of this folder.
    ///
    /// # Errors
    /// [`Error::OtherProcessSending`], or [`Error::Store`] when the folder cannot be written.
    pub fn take(data_dir: &Path) -> Result<Self> {
        let path = data_dir.join("sending.lock");
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let file = open.map_err(beckon_store::Error::from)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::OtherProcessSending),
            Err(TryLockError::Error(error)) => Err(beckon_store::Error::from(error).into()),
        }
    }
}
