//! The import itself: in one transaction while nothing is sent, else in parts.
//!
//! Never in here: what a row means, and what a part is.

use std::time::Duration;

use beckon_model::{CampaignState, ColumnUse, ImportReport};
use beckon_store::{Reader, Writer};
use jiff::Timestamp;

use super::beside::{COPIED_BEFORE, ImportLock, Parts, come_to_an_end, copied};
use super::file::FileImport;
use super::known::Known;
use super::list::List;
use super::opened::Opened;
use super::untaken::Imported;
use crate::doors::Candidates;
use crate::errors::{ImportError, Result};
use crate::team::shared::interviews::note_soon;

/// An import waits so long before it asks again whether another one has ended.
const UNTIL_ASKED_AGAIN: Duration = Duration::from_millis(50);

/// Files, and what they are as tables.
type Files = (Vec<FileImport>, Vec<Opened>);

impl Candidates<'_> {
    /// Puts what a file holds into the list: all of it, or nothing.
    ///
    /// # Errors
    /// [`Error::Import`](crate::Error::Import); also when no column holds names, or the person gave up. [`Error::Store`](crate::Error::Store).
    pub async fn import(self, import: &FileImport) -> Result<Imported> {
        let imported = self.import_files(std::slice::from_ref(import)).await?.pop();
        imported.ok_or_else(|| ImportError::Empty.into())
    }

    /// Puts what several sheets hold into the list: all of it, or nothing. While messages leave, a large one is made in parts,
    /// and the senders have their turn between them.
    ///
    /// # Errors
    /// As [`Candidates::import`]. A disk that is full when all parts are there is told; then the rest follows as soon as
    /// the folder is opened again to change something.
    pub async fn import_files(self, imports: &[FileImport]) -> Result<Vec<Imported>> {
        let (files, now) = (imports.to_vec(), self.now());
        let mut opened = open(files.clone()).await?;
        let lock = self.import_lock(imports).await?;
        let all = match self.import_at_once((files.clone(), opened), now).await? {
            Some(all) => all,
            None => {
                opened = open(files.clone()).await?;
                self.import_beside((files, opened), lock, now).await?
            }
        };
        if all.iter().any(|imported| imported.report.interviews.is_some()) {
            note_soon(self.engine);
        }
        Ok(all)
    }

    /// Waits for the end of another import, and ends what one left whose program was killed.
    async fn import_lock(self, imports: &[FileImport]) -> Result<ImportLock> {
        // Who may only look makes no lock.
        self.engine.store().write(|_| beckon_store::Result::Ok(())).await?;
        imports.iter().for_each(|import| import.watch.begin());
        let lock = loop {
            if let Some(lock) = ImportLock::take(self.engine.data_dir())? {
                break lock;
            }
            if imports.iter().any(|import| import.watch.is_stopped()) {
                return Err(ImportError::Cancelled.into());
            }
            tokio::time::sleep(UNTIL_ASKED_AGAIN).await;
        };
        let store = self.engine.store().clone();
        waited_for(move || come_to_an_end(&store)).await?;
        Ok(lock)
    }

    /// The whole import in one transaction, in which nothing is sent; nothing where messages leave.
    async fn import_at_once(self, files: Files, now: Timestamp) -> Result<Option<Vec<Imported>>> {
        let store = self.engine.store().clone();
        let write = move |rows: &Writer<'_>| {
            // A campaign begins with a transaction as well: none does before this one ends.
            if !rows.campaigns_in(&[CampaignState::Running])?.is_empty() {
                return Ok(None);
            }
            let mut list = List::to_change(rows, now.as_millisecond())?;
            let all = run(files, (&mut list, Known::of_list(rows, false)?), now)?;
            remember(rows, &all, now.as_millisecond())?;
            if people(&all) > COPIED_BEFORE {
                // It shows what was committed last, and this is not yet.
                copied(&store, now.as_millisecond());
            }
            Ok(Some(all))
        };
        self.engine.store().write(write).await
    }

    async fn import_beside(self, files: Files, lock: ImportLock, now: Timestamp) -> Result<Vec<Imported>> {
        let (store, now_ms) = (self.engine.store().clone(), now.as_millisecond());
        let mut parts = Parts::new(store.clone(), now_ms);
        let decide = move |rows: &Reader<'_>| {
            let known = Known::of_list(rows, false)?;
            let all = run(files, (&mut List::to_change_later(rows, &mut parts, now_ms), known), now)?;
            Ok((all, parts))
        };
        // On one thread to its end: who waits for it may go away.
        let import = move || {
            let _lock = lock;
            let done = store.read_and_wait(decide).and_then(|(all, parts)| {
                let imported = all.clone();
                parts.finish(people(&all), move |rows| remember(rows, &imported, now_ms))?;
                Ok(all)
            });
            if let (Err(_), Err(error)) = (&done, come_to_an_end(&store)) {
                tracing::warn!(%error, "an import that failed is not ended yet");
            }
            done
        };
        waited_for(import).await
    }
}

async fn open(files: Vec<FileImport>) -> Result<Vec<Opened>> {
    let open = move || files.iter().map(FileImport::open).collect::<std::result::Result<Vec<_>, _>>();
    let opened = tokio::task::spawn_blocking(open).await;
    Ok(opened.map_err(|error| ImportError::Damaged(error.to_string()))??)
}

/// Runs over the files, each as if those before were in the list already.
fn run((files, opened): Files, (list, mut known): (&mut List<'_>, Known), now: Timestamp) -> Result<Vec<Imported>> {
    let one = |(file, opened): (FileImport, Opened)| {
        known.turn_the_page();
        let imported = opened.run(&file, (list, &mut known), (now, true))?;
        let named = imported.report.names_people();
        if named { Ok(imported) } else { Err(no_names(&imported.report).into()) }
    };
    files.into_iter().zip(opened).map(one).collect()
}

/// Remembers what the columns became.
fn remember(rows: &Writer<'_>, all: &[Imported], now: i64) -> Result<()> {
    for Imported { report, headers, .. } in all {
        let uses: Vec<ColumnUse> = report.columns.iter().map(|column| column.used).collect();
        let zone = report.interviews.as_ref().map(|interviews| interviews.zone.as_str());
        rows.remember_columns(headers, (&uses, zone), now)?;
    }
    Ok(())
}

fn people(all: &[Imported]) -> u64 {
    all.iter().map(|imported| imported.report.good).sum()
}

/// Does what may take long on a thread of its own.
async fn waited_for<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| beckon_store::Error::Stopped)?
}

/// Why nothing of a sheet can be imported.
#[must_use]
pub fn no_names(report: &ImportReport) -> ImportError {
    let hidden = |column: &&beckon_model::ImportColumn| column.why == Some(beckon_model::ColumnWhy::Hidden);
    let names = |column: &beckon_model::ImportColumn| column.used == ColumnUse::Name;
    if let Some(column) = report.columns.iter().filter(hidden).find(|column| names(column)) {
        return ImportError::NamesHidden { header: column.header.clone() };
    }
    let headers = report.columns.iter().map(|column| column.header.clone()).collect();
    ImportError::NameColumnMissing { headers }
}
