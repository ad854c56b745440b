//! The arguments of the desktop app: `--data-dir DIR`, `--hidden` for a start at login, and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folder behind `--data-dir`, or in `--data-dir=…`.
pub(crate) fn data_dir(arguments: impl IntoIterator<Item = OsString>) -> Option<PathBuf> {
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == "--data-dir" {
            return arguments.next().map(PathBuf::from);
        }
        if let Some(folder) = argument.to_str().and_then(|text| text.strip_prefix("--data-dir=")) {
            return Some(PathBuf::from(folder));
        }
    }
    None
}

/// What a start at login is to leave out of sight.
const HIDDEN: &str = "--hidden";

/// Whether the window is to stay out of sight.
pub(crate) fn hidden(arguments: impl IntoIterator<Item = String>) -> bool {
    arguments.into_iter().any(|argument| argument == HIDDEN)
}

/// The arguments of a start at login: the window stays out of sight, the data are where they are for this program.
pub(crate) fn at_login(arguments: impl IntoIterator<Item = OsString>) -> Vec<String> {
    let folder = data_dir(arguments).and_then(|folder| std::path::absolute(folder).ok());
    let folder = folder.map(|folder| format!("--data-dir={}", folder.display()));
    std::iter::once(HIDDEN.to_owned()).chain(folder.map(|folder| as_one_word(&folder, std::env::consts::OS))).collect()
}

/// The same as one word of the line that this system keeps; macOS keeps a list of words.
fn as_one_word(word: &str, system: &str) -> String {
    match system {
        "macos" => word.to_owned(),
        "windows" => format!("\"{word}\""),
        // As the specification of desktop entries asks for it: twice, as a string and as a command.
        _ => {
            let escaped: String = word.chars().fold(String::new(), |mut text, letter| {
                match letter {
                    '"' | '`' | '$' => text.push_str("\\\\"),
                    '\\' => text.push_str("\\\\\\"),
                    '%' => text.push('%'),
                    _ => {}
                }
                text.push(letter);
                text
            });
            format!("\"{escaped}\"")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read() {
        let read = |arguments: &[&str]| data_dir(arguments.iter().map(OsString::from));
        assert_eq!(read(&["beckon", "--data-dir", "/a"]), Some(PathBuf::from("/a")), "two words");
        assert_eq!(read(&["beckon", "--data-dir=/a b"]), Some(PathBuf::from("/a b")), "one word");
        assert_eq!(read(&["beckon"]), None, "then the platform's folder is used");
    }

    #[test]
    fn a_start_at_login_is_out_of_sight_and_has_the_same_folder() {
        let login = |arguments: &[&str]| at_login(arguments.iter().map(OsString::from));
        assert_eq!(login(&["beckon"]), ["--hidden"], "the platform's folder");
        assert!(hidden(login(&["beckon"])), "what it is given it understands");
        assert!(!hidden(["beckon".to_owned()]), "whoever starts it by hand sees it");
        let folder = std::env::temp_dir();
        let given = login(&["beckon", "--data-dir", &folder.to_string_lossy()]);
        assert!(given[1].contains(&*folder.to_string_lossy()), "{given:?}");
    }

    #[test]
    fn a_folder_with_a_space_in_its_name_stays_one_word() {
        assert_eq!(as_one_word("--data-dir=/a b", "linux"), r#""--data-dir=/a b""#);
        assert_eq!(as_one_word("--data-dir=/50%$", "linux"), r#""--data-dir=/50%%\\$""#);
        assert_eq!(as_one_word(r"--data-dir=C:\a b", "windows"), r#""--data-dir=C:\a b""#);
        assert_eq!(as_one_word("--data-dir=/a b", "macos"), "--data-dir=/a b", "a word of its own there");
    }
}
