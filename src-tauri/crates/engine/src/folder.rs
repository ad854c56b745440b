//! Where Beckon keeps its data, decided in one place for the window and the command line.
//!
//! Never in here: making the folder, or looking into it.

use std::path::{Path, PathBuf};

/// The environment variable that names the data folder.
const VARIABLE: &str = "BECKON_DATA_DIR";

/// The data folder: `given` (from `--data-dir`), otherwise `BECKON_DATA_DIR`, otherwise the platform's own place.
/// `None` when the platform knows no home folder.
#[must_use]
pub fn data_dir(given: Option<&Path>) -> Option<PathBuf> {
    let platform = || directories::ProjectDirs::from("app", "Beckon", "Beckon").map(|dirs| dirs.data_dir().to_owned());
    named_data_dir(given).or_else(platform)
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
    fn a_tilde_is_the_home_folder_only_where_a_shell_takes_it_for_that() {
        let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()).unwrap_or_default();
        assert_eq!(at_home("~/beckon".into()), home.join("beckon"), "before a slash");
        for name in ["~$people.xlsx", "a/~/b", "~other/b", "beckon~"] {
            assert_eq!(at_home(name.into()), Path::new(name), "{name} is only a name");
        }
    }
}
