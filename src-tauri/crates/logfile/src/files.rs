//! The files: `beckon.log` is written, `beckon.1.log` is the one before it, and so on. Never more than [`FILES`] of
//! [`FILE_BYTES`] each, and nothing that is older than [`KEPT_MS`].
//!
//! Never in here: what stands in a line.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

/// Bytes of a file at most.
pub const FILE_BYTES: u64 = 1024 * 1024;

/// Files at most, the one that is written included.
pub const FILES: usize = 5;

/// How long a file is kept after its last line, in milliseconds: seven days.
pub const KEPT_MS: i64 = 7 * 24 * 3_600_000;

/// The file that is written, and those before it.
#[derive(Debug)]
pub struct LogFiles {
    folder: PathBuf,
    file: File,
    bytes: u64,
    file_bytes: u64,
}

impl LogFiles {
    /// Opens the newest file in a folder that is there, and removes what is too old at `now_ms` (UTC ms).
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn open(folder: &Path, now_ms: i64) -> io::Result<Self> {
        Self::with_bytes(folder, now_ms, FILE_BYTES)
    }

    fn with_bytes(folder: &Path, now_ms: i64, file_bytes: u64) -> io::Result<Self> {
        remove_old(folder, now_ms)?;
        let (file, bytes) = append(&path(folder, 0))?;
        Ok(Self { folder: folder.to_owned(), file, bytes, file_bytes })
    }

    /// Writes a line, in a new file when this one is full.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        if self.bytes > 0 && self.bytes.saturating_add(length) > self.file_bytes {
            self.turn()?;
        }
        self.file.write_all(line.as_bytes())?;
        self.bytes += length;
        Ok(())
    }

    fn turn(&mut self) -> io::Result<()> {
        for number in (0..FILES - 1).rev() {
            let (from, to) = (path(&self.folder, number), path(&self.folder, number + 1));
            if from.exists() {
                fs::rename(from, to)?;
            }
        }
        (self.file, self.bytes) = append(&path(&self.folder, 0))?;
        Ok(())
    }
}

/// The newest `most` bytes of all files, whole lines only, oldest first. Empty when there are none.
#[must_use]
pub fn newest(folder: &Path, most: u64) -> String {
    let mut text = String::new();
    for number in 0..FILES {
        let left = most.saturating_sub(u64::try_from(text.len()).unwrap_or(u64::MAX));
        if left == 0 {
            break;
        }
        let Ok(part) = end_of(&path(folder, number), left) else { continue };
        text.insert_str(0, &part);
    }
    text
}

fn end_of(path: &Path, most: u64) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let start = length.saturating_sub(most);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if start == 0 {
        return Ok(text);
    }
    // The first line is cut somewhere.
    Ok(text.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default())
}

fn path(folder: &Path, number: usize) -> PathBuf {
    folder.join(if number == 0 { "beckon.log".to_owned() } else { format!("beckon.{number}.log") })
}

fn append(path: &Path) -> io::Result<(File, u64)> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    let bytes = file.metadata()?.len();
    Ok((file, bytes))
}

/// Also those that earlier versions named by the day.
fn remove_old(folder: &Path, now_ms: i64) -> io::Result<()> {
    let limit = u64::try_from(now_ms.saturating_sub(KEPT_MS)).unwrap_or_default();
    let limit = UNIX_EPOCH + Duration::from_millis(limit);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with("beckon.") && name.ends_with(".log"));
        if ours && entry.metadata()?.modified()? < limit {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock at its beginning, by which no file is old.
    const NOW: i64 = 0;

    fn bytes(folder: &Path) -> u64 {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
    }

    #[test]
    fn the_files_stay_within_their_bytes_and_the_newest_lines_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = LogFiles::with_bytes(folder.path(), NOW, 100).unwrap();
        for number in 0..1000 {
            files.line(&format!("line {number:04}\n")).unwrap();
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), FILES, "no more files than that");
        assert!(bytes(folder.path()) <= 100 * FILES as u64, "{} bytes", bytes(folder.path()));
        let text = newest(folder.path(), 45);
        assert_eq!(text, "line 0996\nline 0997\nline 0998\nline 0999\n", "whole lines, the newest last");
        assert!(newest(folder.path(), 10_000).lines().count() > 40, "across files");
    }

    #[test]
    fn a_restart_goes_on_in_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..3 {
            LogFiles::with_bytes(folder.path(), NOW, 15).unwrap().line("0123456789\n").unwrap();
        }
        assert_eq!(newest(folder.path(), 1000).lines().count(), 3, "nothing is overwritten");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "and the bytes of earlier runs count");
    }

    #[test]
    fn what_is_older_than_a_week_goes() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["beckon.2026-11-01.log", "beckon.3.log", "notes.txt"] {
            fs::write(folder.path().join(name), "old").unwrap();
        }
        let week = i64::try_from(UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap() + KEPT_MS;
        LogFiles::open(folder.path(), week - 60_000).unwrap();
        assert!(folder.path().join("beckon.3.log").exists(), "not yet");
        LogFiles::open(folder.path(), week + 60_000).unwrap();
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["beckon.log", "notes.txt"], "only Beckon's own, and there is a new one to write");
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        LogFiles::open(folder.path(), NOW).unwrap().line("x\n").unwrap();
        let mode = fs::metadata(path(folder.path(), 0)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "what Beckon did is nobody else's business");
    }
}
