//! Who can look into the data folder: nobody else where it is Beckon's own, and a word where it is not.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use common::Folder;

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_data_folder_that_others_can_read_is_closed_or_told() {
    let folder = Folder::new();
    folder.fill(&["zhangwei"]);
    let (data, database) = (folder.path().to_owned(), folder.path().join("beckon.db"));
    let open = || {
        fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(&database, Permissions::from_mode(0o644)).unwrap();
    };
    open();
    let closed = folder.run("candidates list --json");
    assert_eq!((mode(&data), mode(&database)), (0o700, 0o600), "it holds Beckon's things alone: {closed:?}");
    assert!(!closed.stderr.contains("other people"), "there is nothing to tell any more: {closed:?}");

    open();
    fs::write(data.join("letter.txt"), "somebody's").unwrap();
    let told = folder.run("candidates list --json");
    assert_eq!((mode(&data), told.code), (0o755, Some(0)), "a folder with other things is not ours to close: {told:?}");
    assert!(told.stderr.contains("other people") && told.stderr.contains("chmod 700"), "so it is told: {told:?}");
}
