//! Folders and files that only their owner can read: made so, kept so, and told where that is not ours to change.
//!
//! Never in here: what stands in a file. Every file that Beckon writes for a person is made here.

use std::fs;
use std::path::Path;

use crate::error::Result;

/// What Beckon keeps in a data folder, by the beginnings of the names; a folder with anything else in it is not its own.
#[cfg(unix)]
const OURS: [&str; 6] = ["beckon.", "backups", "logs", "lock", "sending.lock", "importing.lock"];

/// Makes a folder that only its owner can enter (0700). One that exists and that others can enter is closed, with all that is
/// in it, when it belongs to us and holds nothing but what Beckon keeps; otherwise it stays as it is, and
/// [`lets_others_in`] says so.
///
/// # Errors
/// [`crate::Error::Refused`].
pub fn make_private_dir(dir: &Path) -> Result<()> {
    if !dir.exists() {
        fs::create_dir_all(dir)?;
        return restrict(dir, 0o700);
    }
    #[cfg(unix)]
    if is_ours(dir) {
        close(dir)?;
    }
    Ok(())
}

/// Whether other people on this machine can look into a folder. On Windows the profile's own rules hold.
#[must_use]
pub fn lets_others_in(dir: &Path) -> bool {
    #[cfg(unix)]
    return fs::metadata(dir)
        .is_ok_and(|meta| std::os::unix::fs::PermissionsExt::mode(&meta.permissions()) & 0o077 != 0);
    #[cfg(not(unix))]
    false
}

/// Makes a file that only its owner can read (0600), for people's data outside of the data folder. Nothing is overwritten.
///
/// # Errors
/// The system's, [`std::io::ErrorKind::AlreadyExists`] among them.
pub fn new_private_file(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether a folder belongs to us, is no shared one such as `/tmp`, and holds nothing but what Beckon keeps. A home folder
/// or a project's holds more.
#[cfg(unix)]
fn is_ours(dir: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    const SHARED: u32 = 0o1000;
    let Ok(meta) = fs::metadata(dir) else { return false };
    let owned = meta.uid() == rustix::process::geteuid().as_raw() && meta.permissions().mode() & SHARED == 0;
    let known = |entry: fs::DirEntry| OURS.iter().any(|name| entry.file_name().to_string_lossy().starts_with(name));
    owned && fs::read_dir(dir).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(known)))
}

/// Takes everybody else's rights from a folder and what is in it. Links are left alone: what they lead to is elsewhere.
#[cfg(unix)]
fn close(dir: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let closed = |path: &Path, meta: &fs::Metadata| {
        let mode = meta.permissions().mode();
        if mode & 0o077 == 0 { Ok(()) } else { restrict(path, mode & 0o700) }
    };
    closed(dir, &fs::metadata(dir)?)?;
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_dir() => close(&path)?,
            Ok(meta) if meta.is_file() => closed(&path, &meta)?,
            // Another Beckon may have taken it away meanwhile.
            _ => {}
        }
    }
    Ok(())
}

#[cfg(unix)]
pub(crate) fn restrict(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(mode))?)
}

/// On Windows the user's profile folder is private already.
#[cfg(not(unix))]
pub(crate) fn restrict(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "tests may fail")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    /// A folder as an unpacked copy leaves it: everybody may read.
    fn open_folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, "people").unwrap();
            restrict(&path, 0o644).unwrap();
            restrict(path.parent().unwrap(), 0o755).unwrap();
        }
        restrict(folder.path(), 0o755).unwrap();
        folder
    }

    #[test]
    fn a_folder_of_ours_that_others_can_read_is_closed() {
        let names = [
            "beckon.db",
            "beckon.db-wal",
            "sending.lock",
            "importing.lock",
            "backups/one.db",
            "backups/lock",
            "logs/beckon.log",
        ];
        let folder = open_folder(&names);
        assert!(lets_others_in(folder.path()), "so it was unpacked");
        make_private_dir(folder.path()).unwrap();
        assert!(!lets_others_in(folder.path()), "candidates are personal data");
        for name in names {
            let path = folder.path().join(name);
            assert_eq!(mode(&path), 0o600, "{name} is nobody else's business");
            assert_eq!(mode(path.parent().unwrap()), 0o700, "nor is its folder");
        }
    }

    #[test]
    fn a_folder_that_is_not_ours_alone_stays_as_it_is() {
        for name in ["holiday.jpg", ".bashrc", "Documents/letter.txt"] {
            let folder = open_folder(&["beckon.db", name]);
            make_private_dir(folder.path()).unwrap();
            assert_eq!(mode(folder.path()), 0o755, "{name} may be there for others to read");
            assert_eq!(mode(&folder.path().join(name)), 0o644, "{name} is not ours");
            assert!(lets_others_in(folder.path()), "and that others can look is told");
        }
    }

    #[test]
    fn a_shared_folder_stays_shared() {
        let folder = open_folder(&["beckon.db"]);
        restrict(folder.path(), 0o1777).unwrap();
        make_private_dir(folder.path()).unwrap();
        assert_eq!(mode(folder.path()), 0o1777, "/tmp belongs to everybody, whoever owns it");
    }

    #[test]
    fn what_a_link_leads_to_is_left_alone() {
        let (folder, elsewhere) = (open_folder(&["beckon.db"]), open_folder(&["letter.txt"]));
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("backups")).unwrap();
        make_private_dir(folder.path()).unwrap();
        assert_eq!(mode(&elsewhere.path().join("letter.txt")), 0o644, "it is elsewhere, and may be somebody else's");
        assert_eq!(mode(folder.path()), 0o700, "the folder itself is ours");
    }
}
