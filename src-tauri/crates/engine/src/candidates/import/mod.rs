//! People out of a spreadsheet: what a file holds, what would come of it, and the import itself in one transaction.
//!
//! 1. The file is opened as a table; the header is found among its first rows.
//! 2. Columns become what they became the last time, what their names say, or what a person chose.
//! 3. Every row becomes a person whole or not at all, and is looked for in the list and further up in the file. Where
//!    columns speak of interviews, the person gets one, or the report says why not.
//! 4. Every sheet, column and row is accounted for: the report says what became of it.
//! 5. A check ends with the report. An import does the same inside the transaction that writes, so that what is written is
//!    right for the list as it is then. Only while messages leave it is made in parts, see `beside.rs`.
//!
//! Never in here: SQL, words for people.

mod beside;
mod blocks;
mod cell;
mod change;
mod columns;
mod file;
mod fold;
mod footer;
mod header;
mod interview;
mod into_list;
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

use beckon_model::{CandidateDraft, DuplicateKind, ImportReport};
use beckon_store::{Reader, Writer};
use jiff::Timestamp;

pub(crate) use beside::end_what_was_left;
use change::Doing;
pub use file::FileImport;
pub use into_list::no_names;
use known::{Known, Marks};
use list::List;
pub(crate) use names::{aliases, known_header};
pub use run::ImportWatch;
pub use untaken::Imported;

use crate::doors::Candidates;
use crate::errors::Result;

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

impl Candidates<'_> {
    /// Reads a file, compares it with the list, and says what importing it would do. Nothing is written. The list is read
    /// on a connection of its own: nobody waits for this.
    ///
    /// # Errors
    /// [`Error::Import`](crate::Error::Import) when the file cannot be read as a table, [`Error::Store`](crate::Error::Store).
    pub async fn check(self, import: &FileImport) -> Result<ImportReport> {
        Ok(self.check_files(std::slice::from_ref(import)).await?.pop().unwrap_or_default())
    }

    /// The same for several sheets, each as if those before had been imported. One report for each.
    ///
    /// # Errors
    /// As [`Candidates::check`].
    pub async fn check_files(self, imports: &[FileImport]) -> Result<Vec<ImportReport>> {
        let (imports, now) = (imports.to_vec(), self.now());
        let checked = move |rows: &Reader<'_>| {
            let (mut list, mut known) = (List::to_check(rows, now.as_millisecond()), Known::of_list(rows, false)?);
            let check = |import: &FileImport| {
                known.turn_the_page();
                Ok(import.open()?.run(import, (&mut list, &mut known), (now, false))?.report)
            };
            imports.iter().map(check).collect::<Result<Vec<_>>>()
        };
        self.engine.store().read(checked).await
    }

    /// Puts people into the list, all of them or none: whoever is there is brought up to date. `practice` marks sample people.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store).
    pub async fn put(self, people: Parsed, practice: bool) -> Result<ImportReport> {
        let (now, Parsed(people)) = (self.engine.now_ms(), people);
        let count = people.len() as u64;
        let sample = people.iter().take(5).cloned().collect();
        let put = move |rows: &Writer<'_>| {
            let (mut known, mut doing, mut updates) =
                (Known::of_list(rows, practice)?, Doing::at_once(rows, practice, now)?, 0);
            for person in &people {
                let marks = Marks::of(person);
                match known.find(&marks).filter(|found| found.kind != DuplicateKind::Alike) {
                    Some(found) => {
                        doing.update(known.there(found.place).id, person)?;
                        known.note(marks, found.place);
                        updates += 1;
                    }
                    None => known.add(marks, doing.add(person)?, None),
                }
            }
            Ok(ImportReport { rows: count, good: count, updates, sample, ..ImportReport::default() })
        };
        self.engine.store().write(put).await
    }

    fn now(self) -> Timestamp {
        Timestamp::from_millisecond(self.engine.now_ms()).unwrap_or_default()
    }
}
