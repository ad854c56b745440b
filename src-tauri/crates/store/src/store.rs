//! The database of one data folder, open: what is read and written goes through here, and what is kept open ends here.
//!
//! Never in here: SQL of any table.

use std::error::Error as StdError;
use std::iter::successors;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use beckon_model::{Backup, BackupWhy, Damage};
use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::identity::Identity;
use crate::look::Sight;
use crate::rows::{Reader, Writer};
use crate::{checks, connection, copies, look, open, reading, shelves, writer};

/// The database of one data folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    closed: AtomicBool,
    // In the order in which they end: the last connection that closes puts everything into the database file.
    working: Option<Working>,
    readers: Mutex<Vec<Connection>>,
    /// Does nothing but see whether others have written; opened when that is first asked.
    watching: Mutex<Option<Connection>>,
    /// Held while the one connection to a database in memory is in use.
    alone: Option<Mutex<()>>,
    /// How a file was found that is read as it lies there.
    stamp: Option<reading::Stamp>,
    writer: Option<Arc<writer::WriterThread>>,
}

/// What a store has that is not opened for looking.
#[derive(Debug)]
struct Working {
    checks: checks::Checks,
    copies: copies::Copies,
    identity: Arc<Identity>,
}

impl Store {
    /// Opens the database in `data_dir`, made when missing (folder 0700, file 0600), and brings it to the newest
    /// shape.
    ///
    /// # Errors
    /// [`Error::Lost`] when it is missing, empty or damaged although there are traces of data; nothing is changed then, and
    /// the ways on are [`crate::restore`] and [`crate::start_empty`]. [`Error::Refused`] when the folder cannot be written,
    /// [`Error::TooNew`] for a newer Beckon's database, [`Error::TooOld`] for one from before the first release,
    /// [`Error::Busy`] when another program holds it.
    pub fn open(data_dir: &Path, now_ms: i64) -> Result<Self> {
        let (connection, path) = open::open(data_dir, now_ms)?;
        let copies = copies::Copies::of(data_dir);
        copies.make_hourly(now_ms);
        let identity = Arc::new(Identity::of(&path)?);
        let writer = writer::WriterThread::start(connection, shelves::keep_packed, Some(Arc::clone(&identity)))?;
        let writer = Arc::new(writer);
        let checks = checks::Checks::start(data_dir, &writer, now_ms);
        let working = Some(Working { checks, copies, identity });
        let (readers, watching, closed) = (Mutex::default(), Mutex::default(), AtomicBool::new(false));
        let writer = Some(writer);
        Ok(Self(Arc::new(Inner { path, closed, working, readers, watching, alone: None, stamp: None, writer })))
    }

    /// Opens what is in `data_dir` for looking: nothing is made, migrated or written, and no lock is taken that keeps others
    /// from working. [`Store::write`] answers with [`Error::LookingOnly`].
    ///
    /// # Errors
    /// As [`Store::open`]; [`Error::NotFound`] for a name that is not a copy.
    pub fn look(data_dir: &Path, sight: &Sight) -> Result<Self> {
        let (seen, path) = look::open(data_dir, sight)?;
        let (connection, alone, stamp) = match seen {
            reading::Seen::Still(connection, stamp) => (connection, None, Some(stamp)),
            reading::Seen::Shared(connection) => (connection, None, None),
            reading::Seen::Image(connection) => (connection, Some(Mutex::new(())), None),
        };
        let (readers, watching) = (Mutex::new(vec![connection]), Mutex::default());
        let (closed, working, writer) = (AtomicBool::new(false), None, None);
        Ok(Self(Arc::new(Inner { path, closed, working, readers, watching, alone, stamp, writer })))
    }

    /// Damage that was found since the database was opened.
    #[must_use]
    pub fn damage(&self) -> Option<Damage> {
        self.0.working.as_ref().and_then(|working| working.checks.damage())
    }

    /// Ends everything that is under way and closes the database: its file alone holds all there is then. For programs that
    /// end without dropping what they hold; every later call answers [`Error::Stopped`].
    pub async fn close(&self) {
        let inner = Arc::clone(&self.0);
        let closing = move || {
            inner.closed.store(true, Ordering::SeqCst);
            if let Some(working) = &inner.working {
                working.checks.end();
                working.copies.end();
            }
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
            inner.watching.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(writer) = &inner.writer {
                writer.end();
            }
        };
        let _ = tokio::task::spawn_blocking(closing).await;
    }

    /// Whether the database that is open is still the one that is found in the folder, and no damage of it is known.
    ///
    /// # Errors
    /// [`Error::Gone`], [`Error::Damaged`].
    pub fn in_place(&self) -> Result<()> {
        match (&self.0.working, self.damage()) {
            (Some(working), _) if !working.identity.is_there() => Err(Error::Gone),
            (_, Some(Damage { detail })) => Err(Error::Damaged(detail)),
            _ => Ok(()),
        }
    }

    /// Begins a copy on a thread of its own; whoever drops the last [`Store`] waits for its end.
    pub fn keep_copy(&self, why: BackupWhy, now_ms: i64) {
        if let Some(working) = &self.0.working {
            working.copies.make_beside(why, now_ms);
        }
    }

    /// Makes a copy of what was committed last, also inside a transaction of this store's, and says what it holds. `None`
    /// when there is nothing to keep.
    ///
    /// # Errors
    /// [`Error::Refused`] when it cannot be written, [`Error::Damaged`] when the database is.
    pub fn copy_now(&self, why: BackupWhy, now_ms: i64) -> Result<Option<Backup>> {
        self.0.working.as_ref().map_or(Err(Error::LookingOnly), |working| working.copies.make(why, now_ms))
    }

    /// Runs `work` in a transaction and answers when it is durable. Transactions that arrive together share one
    /// commit; if `work` fails, with an error of whatever type, its own changes are undone and no others.
    ///
    /// # Errors
    /// What `work` returns, or why the commit failed; [`Error::Gone`] once the database is no longer in its place.
    pub async fn write<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: StdError + From<Error> + Send + 'static,
        F: FnOnce(&Writer<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let writer = self.0.writer.as_ref().ok_or(Error::LookingOnly)?;
        self.noting(writer.run(work).await)
    }

    /// The same on a thread that may wait.
    ///
    /// # Errors
    /// As [`Store::write`].
    ///
    /// # Panics
    /// On a thread of an asynchronous runtime that others need.
    pub fn write_and_wait<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: StdError + From<Error> + Send + 'static,
        F: FnOnce(&Writer<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let writer = self.0.writer.as_ref().ok_or(Error::LookingOnly)?;
        self.noting(writer.run_and_wait(work))
    }

    /// Notes damage that a statement came upon, also where it is the cause of the caller's own error.
    fn noting<T, E: StdError + 'static>(&self, answer: std::result::Result<T, E>) -> std::result::Result<T, E> {
        if let (Err(error), Some(working)) = (&answer, &self.0.working) {
            let mut causes = successors(Some(error as &(dyn StdError + 'static)), |&error| error.source());
            if let Some(Error::Damaged(detail)) = causes.find_map(|cause| cause.downcast_ref()) {
                working.checks.note(detail);
            }
        }
        answer
    }

    /// A number that is another one as soon as anything has been committed, by whomever: what was read after it was asked still
    /// holds while it stays. `None` when that cannot be told, also of a database that is only looked at.
    pub async fn stamp(&self) -> Option<i64> {
        let inner = Arc::clone(&self.0);
        inner.working.as_ref()?;
        let asked = move || {
            let mut watching = inner.watching.lock().unwrap_or_else(PoisonError::into_inner);
            if inner.closed.load(Ordering::SeqCst) {
                return None;
            }
            if watching.is_none() {
                *watching = connection::open_reader(&inner.path).ok();
            }
            // SQLite counts what other connections commit, of this process and of others.
            watching.as_ref()?.query_row("PRAGMA data_version", [], |row| row.get(0)).ok()
        };
        tokio::task::spawn_blocking(asked).await.ok().flatten()
    }

    /// Runs `work` on a read-only connection of its own: writers do not block it, and all it reads is of one moment.
    ///
    /// # Errors
    /// What `work` returns, or why no connection could be had.
    pub async fn read<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: StdError + From<Error> + Send + 'static,
        F: FnOnce(&Reader<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.read_and_wait(work)).await.map_err(|_| Error::Stopped)?
    }

    /// The same on a thread that may wait.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_and_wait<T, E>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E>
    where
        E: StdError + From<Error> + 'static,
    {
        let inner = &self.0;
        let read = || {
            if inner.closed.load(Ordering::SeqCst) {
                return Err(Error::Stopped.into());
            }
            let _alone = inner.alone.as_ref().map(|alone| alone.lock().unwrap_or_else(PoisonError::into_inner));
            let free = inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = match free {
                Some(connection) => connection,
                None if inner.stamp.is_some() => reading::still(&inner.path)?,
                None => connection::open_reader(&inner.path)?,
            };
            connection.execute_batch("BEGIN").map_err(Error::from)?;
            let answer = work(&Reader::new(&connection));
            connection.execute_batch("COMMIT").map_err(Error::from)?;
            // What was read while somebody wrote may be of two moments.
            let of_one_moment = inner.stamp.as_ref().is_none_or(reading::Stamp::holds);
            let answer = if of_one_moment { answer } else { Err(Error::Busy.into()) };
            // One that ended after the store was closed must not keep the file open.
            if inner.closed.load(Ordering::SeqCst) {
                return answer;
            }
            inner.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            answer
        };
        self.noting(read())
    }
}
