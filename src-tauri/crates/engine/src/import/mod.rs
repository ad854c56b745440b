//! People out of a spreadsheet: what a file holds, what would come of it, and the import itself in one transaction.
//!
//! 1. The file is opened as a table; the header is found among its first rows.
//! 2. Columns become what they became the last time, what their names say, or what a person chose.
//! 3. Every row becomes a person whole or not at all, and is looked for in the list and further up in the file. Where
//!    columns speak of interviews, the person gets one, or the report says why not.
//! 4. A check ends with the report. An import does the same inside the transaction that writes, so that what is written is
//!    right for the list as it is then.
//!
//! Never in here: SQL, words for people.

mod columns;
mod fold;
mod interview;
mod known;
mod list;
mod names;
mod person;
mod reader;
mod run;
mod untaken;

use std::collections::BTreeMap;
use std::sync::Arc;

use beckon_model::{
    BackupWhy, CandidateDraft, ColumnUse, ImportChoice, ImportColumn, ImportFile, ImportInterviews, ImportLine,
    ImportReport,
};
use beckon_sheet::{Choice, ENCODINGS, Row, Table};
use beckon_store::{KnownPerson, Reader, Writer};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

pub(crate) use columns::{aliases, known_header};
use interview::Calendar;
use known::{Known, Marks};
use list::List;
use person::Reading;
pub use run::ImportWatch;
use run::{Run, names_people, shown};
pub use untaken::Imported;

use crate::Engine;
use crate::accounts::field;
use crate::error::{Error, ImportError, Result};
use crate::text::filled;
use crate::when::{here, here_name, in_field};

/// Rows among which the header is looked for.
const TOP: usize = 30;
/// Of these, rows and cells that are shown.
const TOP_SHOWN: usize = 8;
const CELLS_SHOWN: usize = 12;

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

/// A file with what a person chose for it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FileImport {
    bytes: Arc<[u8]>,
    /// What a person chose.
    pub choice: ImportChoice,
    /// How far a run over it has come.
    pub watch: Arc<ImportWatch>,
}

/// A file, opened: its first rows are read.
struct Opened {
    table: Table,
    file: ImportFile,
    header: Row,
    headers: Vec<String>,
    /// The first rows below the header.
    below: Vec<Row>,
}

impl FileImport {
    /// A file with nothing chosen yet.
    #[must_use]
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { bytes: bytes.into(), choice: ImportChoice::default(), watch: Arc::default() }
    }

    /// The same file with what a person chose now, to be watched on its own.
    #[must_use]
    pub fn with(self, choice: ImportChoice) -> Self {
        Self { choice, watch: Arc::default(), ..self }
    }

    fn open(&self) -> std::result::Result<Opened, ImportError> {
        let choice = Choice { encoding: self.choice.encoding.clone(), sheet: self.choice.sheet.clone() };
        let mut table = Table::open(Arc::clone(&self.bytes), &choice)?;
        let about = table.about();
        let mut top = Vec::new();
        let mut rows = table.rows()?;
        loop {
            let mut row = Row::default();
            // A header that a person chose may stand far below.
            let wanted = self.choice.header_line.is_some_and(|line| top.last().is_none_or(|row: &Row| row.line < line));
            if (top.len() >= TOP && !wanted) || !rows.read(&mut row)? {
                break;
            }
            top.push(row);
        }
        drop(rows);
        let at = match self.choice.header_line {
            Some(line) => top.iter().position(|row| row.line == line).unwrap_or_default(),
            None => columns::header(&top),
        };
        let lines =
            |row: &Row| ImportLine { line: row.line, cells: row.cells().take(CELLS_SHOWN).map(shown).collect() };
        let shown_top = top.iter().take(TOP_SHOWN.max(at + 1)).map(lines).collect();
        let header = if top.is_empty() { return Err(ImportError::Empty) } else { top.swap_remove(at) };
        let file = ImportFile {
            encodings: if about.encoding.is_some() {
                ENCODINGS.iter().map(|name| (*name).to_owned()).collect()
            } else {
                Vec::new()
            },
            encoding: about.encoding.map(str::to_owned),
            delimiter: about.delimiter,
            sheets: about.sheets.into_iter().map(|sheet| sheet.name).collect(),
            sheet: about.sheet,
            header_line: header.line,
            top: shown_top,
        };
        top.retain(|row| row.line > header.line);
        Ok(Opened { table, file, headers: columns::headers(&header), header, below: top })
    }
}

impl Opened {
    /// What the columns become, and whether that is remembered.
    fn columns(&self, choice: &ImportChoice, rows: &Reader<'_>, today: Date) -> Result<(Vec<ImportColumn>, bool)> {
        let remembered = if choice.columns.is_empty() { rows.remembered_columns(&self.headers)? } else { None };
        let is_remembered = remembered.is_some();
        let uses = match remembered {
            Some(uses) => uses,
            None if choice.columns.is_empty() => {
                let mut uses = columns::by_names(&self.header, &self.headers);
                // "Wednesday at ten" makes no interview, and as a field of the person's own it is not lost.
                if !interview::can_be_made(&uses, &self.below, today) {
                    uses.iter_mut().filter(|used| used.is_of_interview()).for_each(|used| *used = ColumnUse::Own);
                }
                uses
            }
            None => choice.columns.clone(),
        };
        Ok((columns::columns(self.headers.clone(), &uses)?, is_remembered))
    }

    /// The zone of the interviews, where a column says when one begins: as chosen, as the last time, or this computer's.
    fn zone(&self, columns: &[ImportColumn], choice: &ImportChoice, rows: &Reader<'_>) -> Result<Option<String>> {
        if !columns.iter().any(|column| matches!(column.used, ColumnUse::Starts | ColumnUse::Day)) {
            return Ok(None);
        }
        if let Some(zone) = choice.zone.as_deref().and_then(filled) {
            let known = TimeZone::get(&zone).is_ok();
            return if known { Ok(Some(zone)) } else { Err(Error::Invalid(vec![field("zone", "not_a_zone")])) };
        }
        let remembered = rows.remembered_zone(&self.headers)?.filter(|zone| TimeZone::get(zone).is_ok());
        match remembered {
            Some(zone) => Ok(Some(zone)),
            None => Ok(Some(here_name().map_err(|problem| Error::Invalid(vec![in_field("zone", problem)]))?)),
        }
    }

    /// One run over all rows below the header.
    fn run(
        mut self,
        import: &FileImport,
        list: List<'_>,
        (now, keep_untaken): (Timestamp, bool),
    ) -> Result<(ImportReport, BTreeMap<u64, beckon_model::ImportProblem>)> {
        let day_in = |zone: TimeZone| now.to_zoned(zone).date();
        // Days without a year need a day only roughly; who reads the report is told of a zone that is not known.
        let today = day_in(here().unwrap_or(TimeZone::UTC));
        let (columns, remembered) = self.columns(&import.choice, list.rows(), today)?;
        let zone = self.zone(&columns, &import.choice, list.rows())?;
        let calendar = zone.as_ref().map(|zone| {
            let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
            Calendar { zone: zone.clone(), today: day_in(zone), now: now.as_millisecond() }
        });
        let interviews = zone.map(|zone| ImportInterviews { zone, ..ImportInterviews::default() });
        let reading = Reading { columns: &columns, ragged: self.file.encoding.is_some(), today, calendar };
        let (file, columns, source) = (self.file, columns.clone(), source(&columns));
        let report = ImportReport { file, columns, remembered, interviews, ..ImportReport::default() };
        let untaken = keep_untaken.then(BTreeMap::new);
        let known = if names_people(&report) { everybody(list.rows())? } else { Known::default() };
        let (choice, watch) = (&import.choice.duplicates, &import.watch);
        let mut run = Run { report, known, list, source, choice, watch, untaken };
        let mut lines = self.table.rows().map_err(ImportError::from)?;
        let mut above = Row::default();
        while above.line < self.header.line && lines.read(&mut above).map_err(ImportError::from)? {}
        import.watch.begin();
        run.through(&mut lines, &reading)?;
        import.watch.counted(run.report.rows);
        if run.report.rows == 0 {
            Err(ImportError::Empty)?
        }
        Ok((run.report, run.untaken.unwrap_or_default()))
    }
}

/// The kind of a file, by its headers that speak of interviews: columns beside them come and go.
fn source(columns: &[ImportColumn]) -> String {
    let mut headers: Vec<&str> =
        columns.iter().filter(|column| column.used.is_of_interview()).map(|column| column.header.as_str()).collect();
    headers.sort_unstable();
    let hash = Sha256::digest(headers.join("\n").as_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn everybody(rows: &Reader<'_>) -> Result<Known> {
    let mut known = Known::default();
    rows.known_people(|person: KnownPerson<'_>| {
        known.add(Marks::new(person.name, person.userid, person.phone, person.email), person.id.0, None);
    })?;
    Ok(known)
}

impl Engine {
    /// Reads a file, compares it with the list, and says what importing it would do. Nothing is written. The list is read
    /// on a connection of its own: nobody waits for this.
    ///
    /// # Errors
    /// [`Error::Import`] when the file cannot be read as a table, [`Error::Store`].
    pub async fn check_file(&self, import: &FileImport) -> Result<ImportReport> {
        let (import, now) = (import.clone(), self.now());
        let checked = move |rows: &Reader<'_>| {
            let opened = import.open().map_err(Error::from);
            let list = List::to_check(rows, now.as_millisecond());
            Ok(opened.and_then(|opened| opened.run(&import, list, (now, false))))
        };
        Ok(self.store().read(checked).await??.0)
    }

    /// Puts what a file holds into the list: all of it in one transaction, or nothing.
    ///
    /// # Errors
    /// [`Error::Import`]; also when no column holds names, or the person gave up. [`Error::Store`].
    pub async fn import_file(&self, import: &FileImport) -> Result<Imported> {
        let (file, now) = (import.clone(), self.now());
        let opening = file.clone();
        let opened = tokio::task::spawn_blocking(move || opening.open()).await;
        let opened = opened.map_err(|error| ImportError::Damaged(error.to_string()))??;
        let copies = self.store().clone();
        let write = move |rows: &Writer<'_>| {
            let headers = opened.headers.clone();
            let list = List::to_write(rows, now.as_millisecond())?;
            let (report, untaken) = opened.run(&file, list, (now, true))?;
            if !names_people(&report) {
                let headers = report.columns.into_iter().map(|column| column.header).collect();
                return Err(Error::from(ImportError::NameColumnMissing { headers }));
            }
            if report.good > COPIED_BEFORE
                // A copy shows what was committed last, and this is not yet. A full disk keeps nobody from working.
                && let Err(error) = copies.copy_now(BackupWhy::Import, now.as_millisecond())
            {
                tracing::warn!(%error, "no copy of the data was made before the import");
            }
            let uses: Vec<ColumnUse> = report.columns.iter().map(|column| column.used).collect();
            let zone = report.interviews.as_ref().map(|interviews| interviews.zone.as_str());
            rows.remember_columns(&headers, (&uses, zone), now.as_millisecond())?;
            Ok(Imported { report, file, untaken })
        };
        // Only an error undoes what was written, and the store knows only its own: ours waits outside.
        let why = Arc::new(std::sync::Mutex::new(None));
        let told = Arc::clone(&why);
        let written = self.store().write(move |rows| {
            write(rows).map_err(|error| {
                *told.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(error);
                beckon_store::Error::GivenUp
            })
        });
        let written = written.await;
        let why = why.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        match (written, why) {
            (Err(_), Some(why)) => Err(why),
            (written, _) => Ok(written?),
        }
    }

    /// Puts people into the list: all of them, or none. `practice` marks sample people.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn import(&self, people: Parsed, practice: bool) -> Result<ImportReport> {
        let (now, Parsed(people)) = (self.now_ms(), people);
        let rows = people.len() as u64;
        let sample = people.iter().take(5).cloned().collect();
        let put = move |rows: &Writer<'_>| {
            let mut updates = 0;
            for person in &people {
                updates += u64::from(rows.put_candidate(person, practice, now)?);
            }
            Ok(updates)
        };
        let updates = self.store().write(put).await?;
        Ok(ImportReport { rows, good: rows, updates, sample, ..ImportReport::default() })
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.now_ms()).unwrap_or_default()
    }
}
