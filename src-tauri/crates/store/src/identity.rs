//! Which file is behind a path: another one may be put there, or none, while a program has the first one open. It would go on
//! writing into a file that nobody finds again.
//!
//! Never in here: what is done about it.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Device and number of a file.
#[cfg(unix)]
type Id = (u64, u64);
/// Volume and number of a file.
#[cfg(windows)]
type Id = same_file::Handle;

/// A path and the file that was behind it.
#[derive(Debug)]
pub struct Identity {
    path: PathBuf,
    id: Id,
}

impl Identity {
    /// Of what is behind this path now, a file or a folder.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is nothing.
    pub fn of(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), id: id(path).map_err(Error::from)? })
    }

    /// Of a file that was opened at this path; whether it is the one that is there now, [`Identity::is_there`] says.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn of_opened(path: &Path, file: &File) -> Result<Self> {
        Ok(Self { path: path.to_owned(), id: id_of(file, path).map_err(Error::from)? })
    }

    /// Whether the same file is still there.
    #[must_use]
    pub fn is_there(&self) -> bool {
        id(&self.path).is_ok_and(|id| id == self.id)
    }
}

/// The file is not opened: to close it again would take this process's locks on it away.
#[cfg(unix)]
fn id(path: &Path) -> std::io::Result<Id> {
    std::fs::metadata(path).map(|meta| numbers(&meta))
}

#[cfg(unix)]
fn id_of(file: &File, _path: &Path) -> std::io::Result<Id> {
    file.metadata().map(|meta| numbers(&meta))
}

#[cfg(unix)]
fn numbers(meta: &std::fs::Metadata) -> Id {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino())
}

#[cfg(windows)]
fn id(path: &Path) -> std::io::Result<Id> {
    same_file::Handle::from_path(path)
}

/// Nobody can take away an open file of ours.
#[cfg(windows)]
fn id_of(_file: &File, path: &Path) -> std::io::Result<Id> {
    id(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_of_the_same_name_is_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, b"one").unwrap();
        let identity = Identity::of(&path).unwrap();
        std::fs::write(&path, b"two").unwrap();
        assert!(identity.is_there(), "written into, it is the same");
        std::fs::write(folder.path().join("other"), b"one").unwrap();
        std::fs::rename(folder.path().join("other"), &path).unwrap();
        assert!(!identity.is_there(), "replaced, it is not, whatever it holds");
        std::fs::remove_file(&path).unwrap();
        assert!(!identity.is_there(), "nor when it is gone");
    }
}
