//! Beckon's SQLite database: open, migrate, read, write. One file per table.
//!
//! Everything durable goes through [`Store::write`], which answers only after the commit is on the disk. Never in
//! here: a decision on what to send, HTTP, secrets.

mod account;
mod attempt;
mod backup;
mod campaign;
mod candidate;
mod change;
mod copies;
mod delivery;
mod error;
mod examine;
mod exit_ip;
mod fail_point;
mod figures;
mod identity;
mod import;
mod interview;
mod limits;
mod log;
mod media;
mod migrate;
mod missing;
mod open;
mod packed;
mod private;
mod reach;
mod rows;
mod settings;
mod step;
mod template;
mod words;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use beckon_model::{Backup, BackupWhy};
use rusqlite::Connection;

pub use attempt::AttemptEnd;
pub use backup::{back_up, backups, check, restore, start_empty};
pub use campaign::NewCampaign;
pub use change::Before;
pub use delivery::{Call, CallRow, NewDelivery, SharedId, StuckDelivery, TakenMessage};
pub use error::{Error, Result};
#[cfg(feature = "fail-points")]
pub use fail_point::at_fail_point;
pub use fail_point::fail_point;
pub use figures::Figures;
pub use identity::Identity;
pub use import::{KnownPerson, NewCandidates};
pub use interview::NewInterview;
pub use media::MediaUpload;
pub use open::lost;
pub use private::{lets_others_in, make_private_dir, new_private_file};
pub use rows::{Reader, Writer};

/// The database of one data folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    identity: Arc<Identity>,
    closed: AtomicBool,
    // In the order in which they end: the last connection that closes puts everything into the database file.
    copies: copies::Copies,
    readers: Mutex<Vec<Connection>>,
    writer: writer::WriterThread,
}

impl Store {
    /// Opens the database in `data_dir`, made when missing (folder 0700, file 0600), and brings it to the newest
    /// shape.
    ///
    /// # Errors
    /// [`Error::Lost`] when it is missing, empty or damaged although there are traces of data; nothing is changed then, and
    /// the ways on are [`restore`] and [`start_empty`]. [`Error::Refused`] when the folder cannot be written, [`Error::TooNew`] for a newer Beckon's database,
    /// [`Error::Busy`] when another program holds it.
    pub fn open(data_dir: &Path, now_ms: i64) -> Result<Self> {
        let (connection, path) = open::open(data_dir, now_ms)?;
        let copies = copies::Copies::of(data_dir);
        copies.make_hourly(now_ms);
        let identity = Arc::new(Identity::of(&path)?);
        let writer = writer::WriterThread::start(connection, packed::keep_packed, Some(Arc::clone(&identity)))?;
        let closed = AtomicBool::new(false);
        Ok(Self(Arc::new(Inner { path, identity, closed, copies, readers: Mutex::default(), writer })))
    }

    /// Ends everything that is under way and closes the database: its file alone holds all there is then. For programs that
    /// end without dropping what they hold; every later call answers [`Error::Stopped`].
    pub async fn close(&self) {
        let inner = Arc::clone(&self.0);
        let closing = move || {
            inner.closed.store(true, Ordering::SeqCst);
            inner.copies.end();
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
            inner.writer.end();
        };
        let _ = tokio::task::spawn_blocking(closing).await;
    }

    /// Whether the database that is open is still the one that is found in the folder.
    ///
    /// # Errors
    /// [`Error::Gone`].
    pub fn in_place(&self) -> Result<()> {
        if self.0.identity.is_there() { Ok(()) } else { Err(Error::Gone) }
    }

    /// Begins a copy on a thread of its own; whoever drops the last [`Store`] waits for its end.
    pub fn keep_copy(&self, why: BackupWhy, now_ms: i64) {
        self.0.copies.make_beside(why, now_ms);
    }

    /// Makes a copy of what was committed last, also inside a transaction of this store's, and says what it holds. `None`
    /// when there is nothing to keep.
    ///
    /// # Errors
    /// [`Error::Refused`] when it cannot be written, [`Error::Damaged`] when the database is.
    pub fn copy_now(&self, why: BackupWhy, now_ms: i64) -> Result<Option<Backup>> {
        self.0.copies.make(why, now_ms)
    }

    /// Runs `work` in a transaction and answers when it is durable. Transactions that arrive together share one
    /// commit; if `work` fails, only its own changes are undone.
    ///
    /// # Errors
    /// What `work` returns, or why the commit failed; [`Error::Gone`] once the database is no longer in its place.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Writer<'_>) -> Result<T> + Send + 'static,
    {
        self.0.writer.run(work).await
    }

    /// Runs `work` on a read-only connection of its own: writers do not block it, and all it reads is of one moment.
    ///
    /// # Errors
    /// What `work` returns, or why no connection could be had.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        let joined = tokio::task::spawn_blocking(move || {
            if inner.closed.load(Ordering::SeqCst) {
                return Err(Error::Stopped);
            }
            let free = inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = match free {
                Some(connection) => connection,
                None => open::open_reader(&inner.path)?,
            };
            connection.execute_batch("BEGIN")?;
            let answer = work(&Reader::new(&connection));
            connection.execute_batch("COMMIT")?;
            // One that ended after the store was closed must not keep the file open.
            if inner.closed.load(Ordering::SeqCst) {
                return answer;
            }
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            answer
        });
        joined.await.map_err(|_| Error::Stopped)?
    }
}
