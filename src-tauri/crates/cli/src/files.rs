//! Files that a command reads and writes: `-` is stdin or stdout, `~` the home folder, and nothing is overwritten unless
//! somebody says so.
//!
//! What is written appears under its name only when all of it is there, for the eyes of its owner. Never in here: what
//! stands in a file.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};
use serde::Serialize;
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::out::Out;

/// Reads a path of the command line: a shell leaves the `~` of `--out=~/x` as it is.
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(beckon_engine::at_home)
}

/// Whether a path is stdin or stdout.
pub fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What a file holds, of at most `limit` bytes and one more: nobody waits for gigabytes to be read in vain.
pub fn read(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    let read = if is_dash(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::file(path, &error))?;
    Ok(bytes)
}

/// A place for what a command writes.
pub struct Place<'a> {
    path: &'a Path,
    out: Out,
    written: NamedTempFile,
}

impl<'a> Place<'a> {
    /// A place that is free, or that may be written over.
    pub fn new(path: &'a Path, out: Out) -> Result<Self, Failure> {
        let problem = |error: io::Error| Failure::file(path, &error);
        if !is_dash(path) && !out.overwrite && fs::symlink_metadata(path).is_ok() {
            return Err(taken(path));
        }
        let written = match path.parent().filter(|_| is_renamed_to(path)) {
            Some(folder) if folder.as_os_str().is_empty() => NamedTempFile::new_in("."),
            Some(folder) => NamedTempFile::new_in(folder),
            None => NamedTempFile::new(),
        };
        Ok(Self { path, out, written: written.map_err(problem)? })
    }

    /// Where to write.
    pub fn file(&self) -> Result<File, Failure> {
        self.written.as_file().try_clone().map_err(|error| Failure::file(self.path, &error))
    }

    /// Writes all of it.
    pub fn write(self, bytes: &[u8], line: &impl Serialize, text: &str) -> Result<(), Failure> {
        self.file()?.write_all(bytes).map_err(|error| Failure::file(self.path, &error))?;
        self.done(line, text)
    }

    /// Puts what was written in its place, and tells so, unless stdout is that place.
    pub fn done(self, line: &impl Serialize, text: &str) -> Result<(), Failure> {
        let (dash, out) = (is_dash(self.path), self.out);
        self.put()?;
        if dash { Ok(()) } else { Ok(out.one(line, text)?) }
    }

    /// Puts what was written in its place.
    pub fn put(self) -> Result<(), Failure> {
        let Self { path, out, mut written } = self;
        let problem = |error: io::Error| Failure::file(path, &error);
        if is_dash(path) {
            written.rewind().map_err(problem)?;
            out.copy(written.as_file_mut())?;
        } else if !is_renamed_to(path) {
            written.rewind().map_err(problem)?;
            let mut device = File::options().write(true).open(path).map_err(problem)?;
            io::copy(written.as_file_mut(), &mut device).map_err(problem)?;
        } else if out.overwrite {
            // What a link points to is replaced, not the link.
            let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            written.persist(target).map_err(|failed| problem(failed.error))?;
        } else {
            written.persist_noclobber(path).map_err(|failed| match failed.error.kind() {
                io::ErrorKind::AlreadyExists => taken(path),
                _ => problem(failed.error),
            })?;
        }
        Ok(())
    }
}

/// A new name or a file. Anything else that is there, such as `/dev/null` or a pipe, is written into.
fn is_renamed_to(path: &Path) -> bool {
    !is_dash(path) && fs::metadata(path).map_or(true, |there| there.is_file())
}

fn taken(path: &Path) -> Failure {
    Failure::input(format!("{} already exists: name another file, or say --overwrite", path.display()))
}
