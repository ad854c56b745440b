//! The one thread that writes, with grouped commits.
//!
//! 1. Take the first waiting transaction and begin.
//! 2. Run it in a savepoint; if it fails, with whatever error, undo just it.
//! 3. Take along whatever has come meanwhile, let `last` tidy up, then commit once for all of them.
//! 4. Only now answer: an answer means that the change is on the disk. Then move some of the journal.
//!
//! Never in here: SQL of any table.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::fail_point::fail_point;
use crate::identity::Identity;
use crate::journal::Journal;
use crate::rows::Writer;

/// Transactions in one commit, at most.
const GROUP: usize = 512;

/// Runs in the transaction, or learns why there is none; what it returns is called with the fate of the commit.
type Job = Box<dyn FnOnce(Result<&Connection>) -> Answer + Send>;
type Answer = Box<dyn FnOnce(Result<()>) + Send>;
/// Runs at the end of every transaction.
type Last = fn(&Connection) -> Result<()>;

#[derive(Debug)]
pub(crate) struct WriterThread {
    jobs: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl WriterThread {
    /// Starts the thread. Nothing is written once the database is no longer the one that `identity` names.
    pub fn start(mut connection: Connection, last: Last, identity: Option<Arc<Identity>>) -> Result<Self> {
        let (jobs, waiting) = channel();
        let journal = Journal::of(&mut connection)?;
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || work(connection, &waiting, last, identity.as_deref(), journal))?;
        Ok(Self { jobs: Mutex::new(Some(jobs)), thread: Mutex::new(Some(thread)) })
    }

    pub async fn run<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Writer<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        self.begin(work)?.await.map_err(|_| Error::Stopped)?
    }

    /// The same on a thread that may wait.
    pub fn run_and_wait<T, E, F>(&self, work: F) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Writer<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        self.begin(work)?.blocking_recv().map_err(|_| Error::Stopped)?
    }

    fn begin<T, E, F>(&self, work: F) -> Result<oneshot::Receiver<std::result::Result<T, E>>>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&Writer<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = connection.map_err(E::from).and_then(|connection| in_savepoint(connection, work));
            Box::new(move |commit| {
                // Nobody waits any more when the caller was cancelled; the change stands all the same.
                let _ = answer.send(commit.map_err(E::from).and(result));
            })
        });
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        jobs.ok_or(Error::Stopped)?.send(job).map_err(|_| Error::Stopped)?;
        Ok(answered)
    }
}

impl WriterThread {
    /// Ends after what waits already, and closes the database.
    pub fn end(&self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = thread.join();
        }
    }
}

impl Drop for WriterThread {
    fn drop(&mut self) {
        self.end();
    }
}

fn work(connection: Connection, waiting: &Receiver<Job>, last: Last, identity: Option<&Identity>, journal: Journal) {
    let in_place = || identity.is_none_or(Identity::is_there);
    while let Ok(first) = waiting.recv() {
        if !in_place() {
            first(Err(Error::Gone))(Ok(()));
            continue;
        }
        fail_point("transaction.before");
        if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
            first(Err(error.into()))(Ok(()));
            continue;
        }
        let mut answers = vec![first(Ok(&connection))];
        while answers.len() < GROUP
            && let Ok(job) = waiting.try_recv()
        {
            answers.push(job(Ok(&connection)));
        }
        // What it leaves undone the next commit finds.
        if let Err(error) = last(&connection) {
            tracing::warn!(%error, "not tidied up before a commit");
        }
        fail_point("commit.before");
        let committed = connection.execute_batch("COMMIT").map_err(Error::from);
        fail_point("commit.after");
        if committed.is_err() && !connection.is_autocommit() {
            let _ = connection.execute_batch("ROLLBACK");
        }
        for answer in answers {
            answer(committed.clone());
        }
        journal.move_some(&connection);
    }
    // Whoever moves the journal keeps the last one from closing it.
    drop(journal);
    if in_place() {
        close(connection);
    } else {
        leave(connection);
    }
}

/// SQLite takes the journal away by its name, and this may be another database's now.
fn leave(connection: Connection) {
    let kept = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    if let Err(error) = kept.and_then(|_| connection.close().map_err(|(_, error)| error)) {
        tracing::warn!(%error, "a database that is gone was not closed");
    }
}

/// Puts everything into the database file itself, so that it alone holds all there is. Where another process reads, the last
/// one to close does it.
fn close(connection: Connection) {
    let moved = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    if let Err(error) = moved.and_then(|()| connection.close().map_err(|(_, error)| error)) {
        tracing::warn!(%error, "the journal was not taken into the database");
    }
}

fn in_savepoint<T, E: From<Error>>(
    connection: &Connection,
    work: impl FnOnce(&Writer<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    connection.execute_batch("SAVEPOINT job").map_err(Error::from)?;
    let result = work(&Writer::new(connection));
    let end = if result.is_ok() { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    connection.execute_batch(end).map_err(Error::from)?;
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thread() -> WriterThread {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY)").unwrap();
        WriterThread::start(connection, |_| Ok(()), None).unwrap()
    }

    #[tokio::test]
    async fn a_failed_transaction_undoes_only_itself() {
        let writer = thread();
        let insert = |n: i64, fail: bool| {
            writer.run(move |rows| -> Result<()> {
                rows.connection().execute("INSERT INTO t VALUES (?1)", [n])?;
                if fail { Err(Error::NotFound) } else { Ok(()) }
            })
        };
        let (a, b, c) = tokio::join!(insert(1, false), insert(2, true), insert(3, false));
        assert_eq!((a, b, c), (Ok(()), Err(Error::NotFound), Ok(())), "each hears its own fate");
        assert_eq!(sum(&writer).await, Ok(4), "1 and 3 are kept, 2 is undone, whatever commit they shared");
    }

    async fn sum(writer: &WriterThread) -> Result<i64> {
        writer.run(|rows| Ok(rows.connection().query_row("SELECT sum(n) FROM t", [], |row| row.get(0))?)).await
    }

    /// As a caller has its own, of which the database's is one.
    #[derive(Debug, PartialEq)]
    enum Refused {
        ByCaller,
        ByDatabase(Error),
    }

    impl From<Error> for Refused {
        fn from(error: Error) -> Self {
            Self::ByDatabase(error)
        }
    }

    #[tokio::test]
    async fn an_error_of_the_callers_own_undoes_as_well_and_comes_back_as_it_is() {
        let writer = thread();
        let insert = |n: i64, end: std::result::Result<(), Refused>| {
            writer.run(move |rows| {
                rows.connection().execute("INSERT INTO t VALUES (?1)", [n]).map_err(Error::from)?;
                end
            })
        };
        assert_eq!(insert(1, Ok(())).await, Ok(()), "what succeeds is kept");
        assert_eq!(
            insert(2, Err(Refused::ByCaller)).await,
            Err(Refused::ByCaller),
            "the caller's own error comes back"
        );
        let taken = insert(1, Ok(())).await;
        assert!(matches!(taken, Err(Refused::ByDatabase(_))), "and so does the database's: {taken:?}");
        assert_eq!(sum(&writer).await, Ok(1), "a failing work leaves nothing behind, whatever its error is");
    }

    #[tokio::test]
    async fn a_refused_write_is_told_and_the_next_one_works() {
        let writer = thread();
        let twice = async |n: i64| -> Result<usize> {
            writer.run(move |rows| Ok(rows.connection().execute("INSERT INTO t VALUES (?1)", [n])?)).await
        };
        assert_eq!(twice(1).await, Ok(1), "first");
        assert!(twice(1).await.is_err(), "the key is taken");
        assert_eq!(twice(2).await, Ok(1), "the thread goes on");
    }
}
