//! A large import while messages leave: no sender waits for it longer than for any other change.
//!
//! 1. Its changes are decided on outside of any transaction, and put down in parts.
//! 2. When the last part is there the import is ready: from that moment it comes to its end.
//! 3. Part after part becomes what it says, each in a transaction of its own, with a pause in which others have their turn.
//! 4. Whoever opens the folder next finishes what a killed program left ready, and drops what was not.
//!
//! One import at a time: a lock of the operating system owns it, and ends with the process. Never in here: what a row means.

use std::fs::File;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use beckon_model::BackupWhy;
use beckon_store::{ImportOnItsWay, Reader, Store, Writer, fail_point};

use super::change::{Change, Doing, Given};
use crate::errors::{Error, Result};
use crate::folder::lock;

/// An import that changes more people than this can be taken back: the data are copied before.
pub(super) const COPIED_BEFORE: u64 = 100;

/// Rows of a part, at most; an interview takes as long as several people.
pub(super) const PART: u32 = 1000;
const OF_INTERVIEW: u32 = 5;

/// After each transaction: a writer of another process asks for its turn more often than that.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to import.
#[derive(Debug)]
pub(super) struct ImportLock(#[expect(dead_code, reason = "held, not read")] File);

impl ImportLock {
    /// Takes the lock of this folder; nothing while another import has it.
    pub fn take(data_dir: &Path) -> Result<Option<Self>> {
        Ok(lock(&data_dir.join("importing.lock")).map_err(beckon_store::Error::from)?.map(Self))
    }
}

/// The changes of an import, put down part by part.
pub(super) struct Parts {
    store: Store,
    now: i64,
    /// Once there is more than one part.
    import: Option<i64>,
    part: String,
    weight: u32,
}

impl Parts {
    pub fn new(store: Store, now: i64) -> Self {
        Self { store, now, import: None, part: String::new(), weight: 0 }
    }

    /// Keeps a change until the import is ready. `rows` is where it was decided on.
    pub fn keep(&mut self, rows: &Reader<'_>, change: &Change<'_>) -> Result<()> {
        self.weight += if matches!(change, Change::Meet(..)) { OF_INTERVIEW } else { 1 };
        self.part.push_str(&serde_json::to_string(change).map_err(unreadable)?);
        self.part.push('\n');
        if self.weight < PART {
            return Ok(());
        }
        self.put_down()?;
        // The whole import would stand in the journal else, and whoever moves it at once keeps the disk from all others.
        Ok(rows.look_anew()?)
    }

    fn put_down(&mut self) -> Result<()> {
        let (part, now) = (std::mem::take(&mut self.part), self.now);
        self.weight = 0;
        let import = match self.import {
            Some(import) => import,
            None => {
                copied(&self.store, now);
                let given = serde_json::to_string(&Given::default()).map_err(unreadable)?;
                *self.import.insert(self.store.write_and_wait(move |rows| rows.begin_import(now, &given))?)
            }
        };
        self.store.write_and_wait(move |rows| rows.add_import_part(import, &part))?;
        fail_point("import.put-down");
        sleep(PAUSE);
        Ok(())
    }

    /// Does what was kept of so many people, whole, and `with_it`. What fits into one part never lies in the database.
    pub fn finish(
        mut self,
        people: u64,
        with_it: impl FnOnce(&Writer<'_>) -> Result<()> + Send + 'static,
    ) -> Result<()> {
        let (store, now) = (self.store.clone(), self.now);
        if self.import.is_none() {
            let part = std::mem::take(&mut self.part);
            if people > COPIED_BEFORE {
                copied(&store, now);
            }
            return store.write_and_wait(move |rows| {
                Doing::later(rows, Given::default(), now)?.all(&part)?;
                with_it(rows)
            });
        }
        self.put_down()?;
        if let Some(import) = self.import {
            store.write_and_wait(move |rows| {
                rows.import_is_ready(import)?;
                with_it(rows)
            })?;
            fail_point("import.ready");
        }
        come_to_an_end(&store)
    }
}

/// A copy of the data shows how they were before the import. A full disk keeps nobody from working.
pub(super) fn copied(store: &Store, now: i64) {
    if let Err(error) = store.copy_now(BackupWhy::Import, now) {
        tracing::warn!(%error, "no copy of the data was made before the import");
    }
}

/// Ends what an import left whose program was killed. What cannot be ended now, because the disk is full or another process is
/// at it, keeps nobody from working.
pub(crate) fn end_what_was_left(store: &Store, data_dir: &Path) {
    let end = || match store.read_and_wait(|rows| rows.import_on_its_way())? {
        // A thread that may wait.
        Some(_) => std::thread::scope(|scope| {
            let ended = scope.spawn(|| ImportLock::take(data_dir)?.map_or(Ok(()), |_lock| come_to_an_end(store)));
            ended.join().unwrap_or_else(|_| Err(beckon_store::Error::Stopped.into()))
        }),
        None => Result::Ok(()),
    };
    if let Err(error) = end() {
        tracing::warn!(%error, "an import that was under way is not ended yet");
    }
}

/// Finishes the import that is on its way, or drops it where it is not ready. Only who has the lock may.
pub(super) fn come_to_an_end(store: &Store) -> Result<()> {
    while store.write_and_wait(step)? {
        fail_point("import.part");
        sleep(PAUSE);
    }
    Ok(())
}

/// The next part of it; false when nothing is on its way any more.
fn step(rows: &Writer<'_>) -> Result<bool> {
    let Some(ImportOnItsWay { id, at, ready, given }) = rows.import_on_its_way()? else { return Ok(false) };
    match rows.next_import_part(id)?.filter(|_| ready) {
        Some((number, changes)) => {
            let given = Doing::later(rows, serde_json::from_str(&given).map_err(unreadable)?, at)?.all(&changes)?;
            rows.end_import_part((id, number), &serde_json::to_string(&given).map_err(unreadable)?)?;
        }
        None => rows.drop_import(id)?,
    }
    Ok(true)
}

/// What this program wrote and cannot read again is a defect.
pub(super) fn unreadable(error: serde_json::Error) -> Error {
    beckon_store::Error::from(error).into()
}
