//! People out of a spreadsheet: what a file holds, what would come of it, and the import itself in one transaction.
//!
//! 1. The file is opened as a table; the header is found among its first rows.
//! 2. Columns become what they became the last time, what their names say, or what a person chose.
//! 3. Every row becomes a person whole or not at all, and is looked for in the list and further up in the file. Where
//!    columns speak of interviews, the person gets one, or the report says why not.
//! 4. Every sheet, column and row is accounted for: the report says what became of it.
//! 5. A check ends with the report. An import does the same inside the transaction that writes, so that what is written is
//!    right for the list as it is then.
//!
//! Never in here: SQL, words for people.

mod cell;
mod columns;
mod file;
mod fold;
mod footer;
mod header;
mod interview;
mod known;
mod list;
mod names;
mod opened;
mod person;
mod phone;
mod problem;
mod reader;
mod run;
mod sheets;
mod shown;
mod untaken;

use beckon_model::{BackupWhy, CandidateDraft, ColumnUse, ImportReport};
use beckon_store::{KnownPerson, Reader, Writer};
use jiff::Timestamp;

pub use file::FileImport;
use known::{Known, Marks};
use list::List;
pub(crate) use names::{aliases, known_header};
pub use run::ImportWatch;
pub use untaken::Imported;

use crate::Engine;
use crate::error::{Error, ImportError, Result};

/// An import that changes more people than this can be taken back: the data are copied before.
const COPIED_BEFORE: u64 = 100;

/// People who come from no file.
#[derive(Debug, Clone)]
pub struct Parsed(Vec<CandidateDraft>);

impl Parsed {
    /// These people.
    #[must_use]
    pub fn of_people(people: Vec<CandidateDraft>) -> Self {
        Self(people)
    }
}

fn everybody(rows: &Reader<'_>) -> Result<Known> {
    let mut known = Known::default();
    rows.known_people(|person: KnownPerson<'_>| {
        known.add(Marks::new(person.name, person.userid, person.phone, person.email), person.id.0, None);
    })?;
    Ok(known)
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

impl Engine {
    /// Reads a file, compares it with the list, and says what importing it would do. Nothing is written. The list is read
    /// on a connection of its own: nobody waits for this.
    ///
    /// # Errors
    /// [`Error::Import`] when the file cannot be read as a table, [`Error::Store`].
    pub async fn check_file(&self, import: &FileImport) -> Result<ImportReport> {
        Ok(self.check_files(std::slice::from_ref(import)).await?.pop().unwrap_or_default())
    }

    /// The same for several sheets, each as if those before had been imported. One report for each.
    ///
    /// # Errors
    /// As [`Engine::check_file`].
    pub async fn check_files(&self, imports: &[FileImport]) -> Result<Vec<ImportReport>> {
        let (imports, now) = (imports.to_vec(), self.now());
        let checked = move |rows: &Reader<'_>| {
            let (mut list, mut known) = (List::to_check(rows, now.as_millisecond()), everybody(rows)?);
            let check = |import: &FileImport| {
                known.turn_the_page();
                Ok(import.open()?.run(import, (&mut list, &mut known), (now, false))?.report)
            };
            imports.iter().map(check).collect::<Result<Vec<_>>>()
        };
        self.store().read(checked).await
    }

    /// Puts what a file holds into the list: all of it in one transaction, or nothing.
    ///
    /// # Errors
    /// [`Error::Import`]; also when no column holds names, or the person gave up. [`Error::Store`].
    pub async fn import_file(&self, import: &FileImport) -> Result<Imported> {
        let imported = self.import_files(std::slice::from_ref(import)).await?.pop();
        imported.ok_or_else(|| ImportError::Empty.into())
    }

    /// Puts what several sheets hold into the list: all of it in one transaction, or nothing.
    ///
    /// # Errors
    /// As [`Engine::import_file`].
    pub async fn import_files(&self, imports: &[FileImport]) -> Result<Vec<Imported>> {
        let (files, now) = (imports.to_vec(), self.now());
        let opening = files.clone();
        let open = move || opening.iter().map(FileImport::open).collect::<std::result::Result<Vec<_>, _>>();
        let opened = tokio::task::spawn_blocking(open).await;
        let opened = opened.map_err(|error| ImportError::Damaged(error.to_string()))??;
        let copies = self.store().clone();
        let write = move |rows: &Writer<'_>| {
            let (mut list, mut known) = (List::to_write(rows, now.as_millisecond())?, everybody(rows)?);
            let mut all = Vec::new();
            for (file, opened) in files.iter().zip(opened) {
                known.turn_the_page();
                let headers = opened.headers.clone();
                let imported = opened.run(file, (&mut list, &mut known), (now, true))?;
                let report = &imported.report;
                if !report.names_people() {
                    return Err(Error::from(no_names(report)));
                }
                let uses: Vec<ColumnUse> = report.columns.iter().map(|column| column.used).collect();
                let zone = report.interviews.as_ref().map(|interviews| interviews.zone.as_str());
                rows.remember_columns(&headers, (&uses, zone), now.as_millisecond())?;
                all.push(imported);
            }
            let good: u64 = all.iter().map(|imported: &Imported| imported.report.good).sum();
            if good > COPIED_BEFORE
                // A copy shows what was committed last, and this is not yet. A full disk keeps nobody from working.
                && let Err(error) = copies.copy_now(BackupWhy::Import, now.as_millisecond())
            {
                tracing::warn!(%error, "no copy of the data was made before the import");
            }
            Ok(all)
        };
        self.store().write(write).await
    }

    /// Puts people into the list: all of them, or none. `practice` marks sample people.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn import(&self, people: Parsed, practice: bool) -> Result<ImportReport> {
        let (now, Parsed(people)) = (self.now_ms(), people);
        let count = people.len() as u64;
        let sample = people.iter().take(5).cloned().collect();
        let put = move |rows: &Writer<'_>| {
            let mut updates = 0;
            for person in &people {
                updates += u64::from(rows.put_candidate(person, practice, now)?);
            }
            Ok(ImportReport { rows: count, good: count, updates, sample, ..ImportReport::default() })
        };
        self.store().write(put).await
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms()).unwrap_or_default()
    }
}
