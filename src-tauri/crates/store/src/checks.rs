//! Whether the pages of a database are right: a quick look at every opening, the whole of it once a week. What is found is
//! remembered beside the database, so that the next opening stops.
//!
//! Never in here: what a person does about it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use beckon_model::Damage;
use rusqlite::{Connection, InterruptHandle};

use crate::connection::open_reader;
use crate::error::{Error, Result};
use crate::file::FILE;
use crate::private::new_private_file;
use crate::reading::{Seen, reading};
use crate::rows::Reader;
use crate::writer::WriterThread;

/// Damage that was found stands here until the database is another one.
const NOTE: &str = "beckon.damage";

/// A database of so many bytes is looked at before anything is written into it: that takes a few milliseconds.
const SMALL: u64 = 8 * 1024 * 1024;

/// A look at so many bytes is waited for at the end of the program.
const WAITED_FOR: u64 = 64 * 1024 * 1024;

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

/// What is wrong with a database that is small, or in which damage was found before.
pub(crate) fn at_opening(data_dir: &Path) -> Result<Option<String>> {
    let (path, note) = (data_dir.join(FILE), data_dir.join(NOTE));
    let small = fs::metadata(&path).is_ok_and(|meta| (1..=SMALL).contains(&meta.len()));
    if !small && !note.exists() {
        return Ok(None);
    }
    Ok(match quick(&path) {
        Err(Error::Damaged(detail)) => Some(detail),
        // What else keeps it from being read is told by whoever opens it.
        _ => None,
    })
}

/// Forgets what was found: another database is in the place of that one.
pub(crate) fn forget(data_dir: &Path) {
    let _ = fs::remove_file(data_dir.join(NOTE));
}

/// Remembers damage beside the database.
pub(crate) fn note(data_dir: &Path, detail: &str) {
    let path = data_dir.join(NOTE);
    let _ = fs::remove_file(&path);
    if let Err(error) = new_private_file(&path).and_then(|mut file| file.write_all(detail.as_bytes())) {
        tracing::warn!(%error, "damage was not noted");
    }
}

fn quick(path: &Path) -> Result<()> {
    let seen = reading(path)?;
    let found = pages(seen.connection(), "quick_check");
    match &seen {
        // Somebody has begun to write: it is not damage that was seen.
        Seen::Still(_, stamp) if found.is_err() && !stamp.holds() => Ok(()),
        _ => found,
    }
}

/// Reads every page and index.
///
/// # Errors
/// [`Error::Damaged`] with the first thing that is wrong.
pub(crate) fn whole(connection: &Connection) -> Result<()> {
    pages(connection, "integrity_check")
}

fn pages(connection: &Connection, check: &str) -> Result<()> {
    let found: String = connection.query_row(&format!("PRAGMA {check}(1)"), [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Error::Damaged(found)) }
}

/// The looks at one open database, and what was found by them or by anybody.
pub(crate) struct Checks {
    found: Arc<Found>,
    large: bool,
    interrupt: Option<InterruptHandle>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct Found {
    data_dir: PathBuf,
    damage: Mutex<Option<Damage>>,
}

impl Checks {
    /// Begins to look, beside everything else.
    pub fn start(data_dir: &Path, writer: &Arc<WriterThread>, now_ms: i64) -> Self {
        let path = data_dir.join(FILE);
        let bytes = fs::metadata(&path).map_or(0, |meta| meta.len());
        let found = Arc::new(Found { data_dir: data_dir.to_owned(), damage: Mutex::default() });
        let (mut interrupt, mut thread) = (None, None);
        if let Ok(connection) = open_reader(&path) {
            interrupt = Some(connection.get_interrupt_handle());
            let (found, writer) = (Arc::clone(&found), Arc::clone(writer));
            let work = move || look(connection, bytes > SMALL, &found, &writer, now_ms);
            thread = Builder::new().name("store-check".to_owned()).spawn(work).ok();
        }
        Self { found, large: bytes > WAITED_FOR, interrupt, thread: Mutex::new(thread) }
    }

    /// What was found, if anything.
    pub fn damage(&self) -> Option<Damage> {
        self.found.damage.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes damage that somebody came upon.
    pub fn note(&self, detail: &str) {
        self.found.note(detail);
    }

    /// Ends the look, or waits for its end where that takes a moment.
    pub fn end(&self) {
        if let Some(interrupt) = self.interrupt.as_ref().filter(|_| self.large) {
            interrupt.interrupt();
        }
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
    }
}

impl std::fmt::Debug for Checks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checks").field("found", &self.found).finish_non_exhaustive()
    }
}

impl Drop for Checks {
    fn drop(&mut self) {
        self.end();
    }
}

impl Found {
    fn note(&self, detail: &str) {
        let mut damage = self.damage.lock().unwrap_or_else(PoisonError::into_inner);
        if damage.is_some() {
            return;
        }
        tracing::error!(detail, "the database is damaged");
        *damage = Some(Damage { detail: detail.to_owned() });
        note(&self.data_dir, detail);
    }
}

fn look(connection: Connection, quick: bool, found: &Found, writer: &WriterThread, now_ms: i64) {
    let last = Reader::new(&connection).whole_check_at().ok().flatten();
    let due = last.is_none_or(|at| !(0..WEEK_MS).contains(&(now_ms - at)));
    if !due && !quick {
        return;
    }
    let checked = if due { whole(&connection) } else { pages(&connection, "quick_check") };
    drop(connection);
    match checked {
        Err(Error::Damaged(detail)) => found.note(&detail),
        Ok(()) if due => {
            let noted: Result<()> = writer.run_and_wait(move |rows| rows.save_whole_check_at(now_ms));
            if let Err(error) = noted {
                tracing::warn!(%error, "it was not noted that the database is sound");
            }
        }
        // Ended before its end, or something that whoever works with it meets as well.
        _ => {}
    }
}
