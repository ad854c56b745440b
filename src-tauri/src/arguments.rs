//! The arguments of the desktop app: `--data-dir DIR`, and nothing else.

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
}
