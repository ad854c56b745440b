//! Beckon's SQLite database: open, migrate, read, write. One file per table.
//!
//! Everything durable goes through [`Store::write`], which answers only after the commit is on the disk. Never in
//! here: a decision on what to send, HTTP, secrets.

mod account;
mod attempt;
mod campaign;
mod candidate;
mod change;
mod delivery;
mod error;
mod exit_ip;
mod fail_point;
mod figures;
mod import;
mod interview;
mod limits;
mod log;
mod media;
mod migrate;
mod missing;
mod open;
mod packed;
mod reach;
mod rows;
mod settings;
mod step;
mod template;
mod words;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

pub use attempt::AttemptEnd;
pub use campaign::NewCampaign;
pub use change::Before;
pub use delivery::{Call, CallRow, NewDelivery, SharedId, StuckDelivery, TakenMessage};
pub use error::{Error, Result};
#[cfg(feature = "fail-points")]
pub use fail_point::at_fail_point;
pub use fail_point::fail_point;
pub use figures::Figures;
pub use import::{KnownPerson, NewCandidates};
pub use interview::NewInterview;
pub use media::MediaUpload;
pub use open::{make_private_dir, new_private_file};
pub use rows::{Reader, Writer};

/// The database of one data folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    set_aside: Option<PathBuf>,
    writer: writer::WriterThread,
    readers: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the database in `data_dir`, made when missing (folder 0700, file 0600), and brings it to the newest
    /// shape. A damaged database is moved aside and the last backup takes its place: see [`Store::set_aside`].
    ///
    /// # Errors
    /// [`Error::Refused`] when the folder cannot be written, [`Error::TooNew`] for a newer Beckon's database,
    /// [`Error::Busy`] when another program holds it.
    pub fn open(data_dir: &Path, now_ms: i64) -> Result<Self> {
        let open::Opened { connection, path, set_aside } = open::open(data_dir, now_ms)?;
        open::keep_backup(path.clone(), now_ms)?;
        let writer = writer::WriterThread::start(connection, packed::keep_packed)?;
        Ok(Self(Arc::new(Inner { path, set_aside, writer, readers: Mutex::default() })))
    }

    /// Where a damaged database was moved to when this one was opened.
    #[must_use]
    pub fn set_aside(&self) -> Option<&Path> {
        self.0.set_aside.as_deref()
    }

    /// Runs `work` in a transaction and answers when it is durable. Transactions that arrive together share one
    /// commit; if `work` fails, only its own changes are undone.
    ///
    /// # Errors
    /// What `work` returns, or why the commit failed.
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
            let free = inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = match free {
                Some(connection) => connection,
                None => open::open_reader(&inner.path)?,
            };
            connection.execute_batch("BEGIN")?;
            let answer = work(&Reader::new(&connection));
            connection.execute_batch("COMMIT")?;
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            answer
        });
        joined.await.map_err(|_| Error::Stopped)?
    }
}
