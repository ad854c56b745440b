//! Where Beckon keeps its data, decided in one place for the window and the command line.
//!
//! Its files are locked here as well. Never in here: making the folder, or reading what is in it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

/// The environment variable that names the data folder.
const VARIABLE: &str = "BECKON_DATA_DIR";

/// The data folder: `given` (from `--data-dir`), otherwise `BECKON_DATA_DIR`, otherwise the platform's own place.
/// `None` when the platform knows no home folder.
#[must_use]
pub fn data_dir(given: Option<&Path>) -> Option<PathBuf> {
    let platform = || {
        let dirs = directories::ProjectDirs::from("app", "Beckon", "Beckon")?;
        Some(own_place(dirs.data_local_dir(), dirs.data_dir(), has_data).to_owned())
    };
    named_data_dir(given).or_else(platform)
}

/// The platform's own place: the local one. On Windows earlier versions used the profile that roams from machine to machine;
/// where data is there and none in the local place, it stays in use, so that nobody finds an empty list.
fn own_place<'a>(local: &'a Path, roaming: &'a Path, has_data: impl Fn(&Path) -> bool) -> &'a Path {
    if !has_data(local) && has_data(roaming) { roaming } else { local }
}

/// Whether Beckon has kept something in a folder: the database, or copies of one that is gone.
fn has_data(folder: &Path) -> bool {
    ["beckon.db", "backups"].iter().any(|name| folder.join(name).exists())
}

/// Locks a file of the data folder, and makes it where it is missing; nothing while somebody else has it. The lock ends with
/// the process.
pub(crate) fn lock(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    // Without the right to delete, which Rust shares unless told otherwise.
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 3);
    let file = options.open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Whose turn something is: one in this process, and one process for a data folder. It ends with the process.
pub(crate) struct Alone {
    _here: OwnedMutexGuard<()>,
    _file: File,
}

impl Alone {
    /// Waits for the turn in this process; nothing while another process has it.
    pub(crate) async fn take(turn: &Arc<Mutex<()>>, path: &Path) -> io::Result<Option<Self>> {
        let here = turn.clone().lock_owned().await;
        Ok(lock(path)?.map(|file| Self { _here: here, _file: file }))
    }
}

/// The folder of the log files in a data folder.
#[must_use]
pub fn log_folder(data_dir: &Path) -> PathBuf {
    data_dir.join("logs")
}

/// The data folder that a person has named: `given`, otherwise `BECKON_DATA_DIR`.
#[must_use]
pub fn named_data_dir(given: Option<&Path>) -> Option<PathBuf> {
    choose(given, std::env::var_os(VARIABLE).map(PathBuf::from).as_deref()).map(at_home)
}

/// `path` with a `~` before it as the home folder: a shell replaces it only where it stands first, and files that set
/// variables for a service have no shell. Nobody means a folder that is called `~`.
#[must_use]
pub fn at_home(path: PathBuf) -> PathBuf {
    let home = || directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match path.strip_prefix("~") {
        Ok(rest) => home().map_or_else(|| path.clone(), |home| home.join(rest)),
        Err(_) => path,
    }
}

/// The first that is not empty: an empty variable or argument names no folder.
fn choose(given: Option<&Path>, named: Option<&Path>) -> Option<PathBuf> {
    [given, named].into_iter().flatten().find(|path| !path.as_os_str().is_empty()).map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_goes_before_the_variable() {
        let (argument, variable) = (Path::new("a"), Path::new("v"));
        assert_eq!(choose(Some(argument), Some(variable)).as_deref(), Some(argument), "what was typed last counts");
        assert_eq!(choose(None, Some(variable)).as_deref(), Some(variable), "then the environment");
        assert_eq!(choose(Some(Path::new("")), Some(Path::new(""))), None, "an empty name is none");
        assert_eq!(data_dir(Some(argument)).as_deref(), Some(argument), "an argument needs no platform");
    }

    #[test]
    fn data_of_a_profile_that_roams_is_found_and_nothing_new_is_put_there() {
        let home = tempfile::tempdir().unwrap();
        let (local, roaming) = (home.path().join("Local"), home.path().join("Roaming"));
        let place = || own_place(&local, &roaming, has_data).to_owned();
        std::fs::create_dir_all(&roaming).unwrap();
        assert_eq!(place(), local, "a new folder is a local one: people's data does not travel");
        std::fs::write(roaming.join("beckon.db"), "").unwrap();
        assert_eq!(place(), roaming, "an existing one is used where it is");
        std::fs::create_dir_all(local.join("logs")).unwrap();
        assert_eq!(place(), roaming, "a folder without data does not hide it");
        std::fs::create_dir_all(local.join("backups")).unwrap();
        assert_eq!(place(), local, "copies are data");
        assert_eq!(own_place(&roaming, &roaming, has_data), roaming, "other systems have one place for both");
    }

    #[test]
    fn a_tilde_is_the_home_folder_only_where_a_shell_takes_it_for_that() {
        let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()).unwrap_or_default();
        assert_eq!(at_home("~/beckon".into()), home.join("beckon"), "before a slash");
        for name in ["~$people.xlsx", "a/~/b", "~other/b", "beckon~"] {
            assert_eq!(at_home(name.into()), Path::new(name), "{name} is only a name");
        }
    }
}
