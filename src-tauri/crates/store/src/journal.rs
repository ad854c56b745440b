//! Moves the journal (`beckon.db-wal`) into the database, so that no commit takes longer for it than a commit does.
//!
//! 1. SQLite itself moves it in the commit that finds it long enough. That one waits for all of it, and a reader that looked long
//!    can have kept hundreds of MiB there.
//! 2. Here a commit is answered first. What little has come since is then moved by the writer between two commits; the journal
//!    begins anew at the next.
//! 3. A long one is moved by a thread of its own, while others commit.
//!
//! Never in here: what is written.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::config::DbConfig;
use rusqlite::hooks::Wal;
use rusqlite::{Connection, OpenFlags};

use crate::error::Result;

/// Pages in the journal from which on they are moved, as SQLite has it.
const LONG: i32 = 1000;

/// Pages that the writer moves itself, at most: 8 MiB.
const BETWEEN_COMMITS: i32 = 2000;

/// The journal of the connection that writes.
pub(crate) struct Journal {
    /// Pages in it after the last commit that changed anything.
    pages: Arc<AtomicI32>,
    /// Pages of it that are in the database.
    moved: Arc<AtomicI32>,
    /// Pages in it after the commit before.
    before: Cell<i32>,
    /// Pages in it when the mover was asked last.
    asked: Cell<i32>,
    mover: Option<Mover>,
}

struct Mover {
    asked: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Journal {
    /// Takes over from SQLite.
    pub fn of(connection: &mut Connection) -> Result<Self> {
        let (pages, moved) = (Arc::new(AtomicI32::new(0)), Arc::new(AtomicI32::new(0)));
        let grown = Arc::clone(&pages);
        connection.wal_hook(Some(move |_: &mut Wal, pages| {
            grown.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        let path = PathBuf::from(connection.path().unwrap_or_default());
        let mover = Some(Mover::start(path, Arc::clone(&moved))?);
        Ok(Self { pages, moved, before: Cell::new(0), asked: Cell::new(0), mover })
    }

    /// After a commit that was answered.
    pub fn move_some(&self, connection: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.before.replace(pages) {
            // It began anew.
            self.moved.store(0, Ordering::Relaxed);
            self.asked.set(0);
        }
        if pages < LONG {
            return;
        }
        if pages - self.moved.load(Ordering::Relaxed) <= BETWEEN_COMMITS {
            move_all(connection, &self.moved);
        } else if let Some(mover) = self.mover.as_ref().filter(|_| pages - self.asked.get() > LONG) {
            self.asked.set(pages);
            // One that is asked already will see this too.
            let _ = mover.asked.try_send(());
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Some(Mover { asked, thread }) = self.mover.take() {
            drop(asked);
            let _ = thread.join();
        }
    }
}

impl Mover {
    fn start(path: PathBuf, moved: Arc<AtomicI32>) -> Result<Self> {
        let (asked, wanted) = sync_channel(1);
        let work = move || work(&path, &wanted, &moved);
        let thread = std::thread::Builder::new().name("store-journal".to_owned()).spawn(work)?;
        Ok(Self { asked, thread })
    }
}

fn work(path: &Path, wanted: &Receiver<()>, moved: &AtomicI32) {
    while wanted.recv().is_ok() {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
            // Should it be the last to close, the file may be another one by now.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            Ok(connection)
        });
        match opened {
            Ok(connection) => move_all(&connection, moved),
            Err(error) => not_moved(&error),
        }
    }
}

/// Moves all that no reader needs where it is. Nothing is lost where it fails: the next commit asks again.
fn move_all(connection: &Connection, moved: &AtomicI32) {
    match connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(2)) {
        Ok(pages) => moved.store(pages, Ordering::Relaxed),
        Err(error) => not_moved(&error),
    }
}

fn not_moved(error: &rusqlite::Error) {
    tracing::warn!(%error, "the journal was not moved into the database");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// About a hundred pages.
    fn commit(connection: &Connection, journal: &Journal) -> i32 {
        connection.execute("INSERT INTO note VALUES (zeroblob(400000))", []).unwrap();
        let pages = journal.pages.load(Ordering::Relaxed);
        journal.move_some(connection);
        pages
    }

    fn database() -> (tempfile::TempDir, Connection, Journal) {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join("notes.db")).unwrap();
        connection.pragma_update(None, "journal_mode", "wal").unwrap();
        connection.execute("CREATE TABLE note (text BLOB)", []).unwrap();
        let journal = Journal::of(&mut connection).unwrap();
        (folder, connection, journal)
    }

    #[test]
    fn a_journal_that_nobody_reads_never_grows_long() {
        let (_folder, connection, journal) = database();
        let longest = (0..40).map(|_| commit(&connection, &journal)).max();
        assert!(longest < Some(LONG + BETWEEN_COMMITS), "moved between commits, so that it begins anew: {longest:?}");
    }

    #[test]
    fn what_a_reader_kept_there_is_moved_once_it_ends() {
        let (_folder, connection, journal) = database();
        let reader = Connection::open(connection.path().unwrap()).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM note").unwrap();
        let kept = (0..40).map(|_| commit(&connection, &journal)).last();
        assert!(kept > Some(LONG + BETWEEN_COMMITS), "the reader keeps it: {kept:?}");
        reader.execute_batch("COMMIT").unwrap();
        while commit(&connection, &journal) > LONG {
            // Another thread moves it.
            std::thread::yield_now();
        }
    }
}
