//! Files that a person asked for, in the system's folder for downloads. Never in here: what stands in them.

use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use beckon_engine::new_private_file;

/// A new file `name.extension`; with a number behind the name when there is one already. Nothing is ever overwritten.
///
/// # Errors
/// The folder cannot be written.
pub(crate) fn new_file(name: &str, extension: &str) -> Result<(PathBuf, File)> {
    let folders = directories::UserDirs::new().ok_or_else(|| Error::from(ErrorKind::NotFound))?;
    let folder = folders.download_dir().filter(|folder| folder.is_dir()).unwrap_or_else(|| folders.home_dir());
    new_file_in(folder, name, extension)
}

fn new_file_in(folder: &Path, name: &str, extension: &str) -> Result<(PathBuf, File)> {
    for number in 1..1000 {
        let number = if number == 1 { String::new() } else { format!(" ({number})") };
        let path = folder.join(format!("{name}{number}.{extension}"));
        match new_private_file(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::from(ErrorKind::AlreadyExists))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<PathBuf> = (0..3).map(|_| new_file_in(folder.path(), "未导入", "csv").unwrap().0).collect();
        let names: Vec<_> = names.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["未导入.csv", "未导入 (2).csv", "未导入 (3).csv"], "each file gets a name of its own");
    }
}
