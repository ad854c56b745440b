//! A file as it lies open: its header found, its columns known, its rows ready to be run through.
//!
//! Never in here: what a row becomes.

use beckon_model::{
    ColumnUse, FieldProblem, FormField, ImportChoice, ImportColumn, ImportFile, ImportInterviews, ImportReport,
    LeftOutKind,
};
use beckon_sheet::{About, Choice, ENCODINGS, Row, SheetError, Table};
use beckon_store::Reader;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::columns::{self, Found};
use super::file::FileImport;
use super::header::{Header, HeaderCell};
use super::interview::{self, Calendar};
use super::known::Known;
use super::list::List;
use super::person::Reading;
use super::run::Run;
use super::shown::line_of;
use super::untaken::Imported;
use crate::errors::{Error, ImportError, Result, invalid};
use crate::text::filled;
use crate::when::{here, here_name, in_field};

/// Rows among which the header is looked for.
const TOP: usize = 30;
/// Bytes of these rows, and of all down to a header that a person names: 32 MiB.
const TOP_BYTES: usize = 32 * 1024 * 1024;
/// Of these, rows that are shown.
const TOP_SHOWN: usize = 8;

/// A file, opened: its first rows are read.
pub(super) struct Opened {
    table: Table,
    file: ImportFile,
    header: Header,
    pub headers: Vec<String>,
    /// Columns that the spreadsheet program does not show, from 0.
    hidden: Vec<usize>,
    /// The first rows above the header and below it.
    above: Vec<Row>,
    below: Vec<Row>,
}

/// The first rows of a table: enough to find the header, and all down to a `wanted` one.
pub(super) fn top(table: &mut Table, wanted: Option<u64>) -> std::result::Result<Vec<Row>, ImportError> {
    let (mut top, mut bytes) = (Vec::<Row>::new(), 0);
    let mut rows = table.rows()?;
    loop {
        let mut row = Row::default();
        // A header that a person chose may stand far below.
        let wanted = wanted.is_some_and(|line| top.last().is_none_or(|row| row.line < line));
        if (top.len() >= TOP && !wanted) || !rows.read(&mut row)? {
            return Ok(top);
        }
        bytes += row.bytes();
        if bytes > TOP_BYTES {
            return Err(SheetError::Unpacked { limit: TOP_BYTES as u64 }.into());
        }
        top.push(row);
    }
}

impl FileImport {
    pub(super) fn open(&self) -> std::result::Result<Opened, ImportError> {
        let choice = Choice { encoding: self.choice.encoding.clone(), sheet: self.choice.sheet.clone() };
        let mut table = Table::open(std::sync::Arc::clone(&self.bytes), &choice)?;
        if choice.sheet.is_none()
            && let Some(sheet) = self.first_with_people(&table.about())
        {
            table = Table::open(std::sync::Arc::clone(&self.bytes), &Choice { sheet: Some(sheet), ..choice })?;
        }
        let about = table.about();
        let top = top(&mut table, self.choice.header_line)?;
        if top.is_empty() {
            return Err(ImportError::Empty);
        }
        let mut header = Header::among(&top, self.choice.header_line);
        let at = top.iter().position(|row| row.line == header.line).unwrap_or_default();
        let shown_top = top.iter().take(TOP_SHOWN.max(at + 1)).map(line_of).collect();
        let (above, below): (Vec<Row>, Vec<Row>) =
            top.into_iter().filter(|row| !header.has(row.line)).partition(|row| row.line < header.line);
        if about.delimiter.is_none() {
            // A workbook says in which column each cell stands: what stands behind the last header has none of its own.
            let width = below.iter().map(Row::filled).max().unwrap_or_default().max(header.cells.len());
            header.cells.resize(width, HeaderCell::default());
        }
        let (file, hidden) = (file(about, &header, shown_top), table.about().hidden_columns);
        Ok(Opened { table, file, headers: columns::headers(&header.cells), header, hidden, above, below })
    }
}

fn file(about: About, header: &Header, top: Vec<beckon_model::ImportLine>) -> ImportFile {
    let encodings = about.encoding.map(|_| ENCODINGS.iter().map(|name| (*name).to_owned()).collect());
    ImportFile {
        kind: about.kind.name().to_owned(),
        encodings: encodings.unwrap_or_default(),
        encoding: about.encoding.map(str::to_owned),
        delimiter: about.delimiter,
        sheets: about.sheets.into_iter().map(|sheet| sheet.name).collect(),
        sheet: about.sheet,
        header_line: header.line,
        header_half: header.half,
        top,
    }
}

impl Opened {
    /// What the columns become, and whether that is remembered.
    fn columns(&self, choice: &ImportChoice, rows: &Reader<'_>, today: Date) -> Result<(Vec<ImportColumn>, bool)> {
        let remembered = if choice.columns.is_empty() { rows.remembered_columns(&self.headers)? } else { None };
        let is_remembered = remembered.is_some();
        let left_out: &[usize] = if choice.hidden { &[] } else { &self.hidden };
        let mut unreadable = false;
        let uses = match remembered {
            Some(uses) => uses,
            None if choice.columns.is_empty() => {
                let mut uses = columns::by_names(&self.header.cells, left_out);
                // "Wednesday at ten" makes no interview, and as a field of the person's own it is not lost.
                if !interview::can_be_made(&uses, &self.below, today) {
                    unreadable = true;
                    uses.iter_mut().filter(|used| used.is_of_interview()).for_each(|used| *used = ColumnUse::Own);
                }
                uses
            }
            None => choice.columns.clone(),
        };
        let (headers, cells) = (&self.headers, &self.header.cells);
        Ok((Found { headers, cells, uses: &uses, left_out, unreadable }.columns()?, is_remembered))
    }

    /// The zone of the interviews, where a column says when one begins: as chosen, as the last time, or this computer's.
    fn zone(&self, columns: &[ImportColumn], choice: &ImportChoice, rows: &Reader<'_>) -> Result<Option<String>> {
        if !columns.iter().any(|column| matches!(column.became, ColumnUse::Starts | ColumnUse::Day)) {
            return Ok(None);
        }
        if let Some(zone) = choice.zone.as_deref().and_then(filled) {
            let known = TimeZone::get(&zone).is_ok();
            return if known { Ok(Some(zone)) } else { Err(invalid(FormField::Zone, FieldProblem::NotAZone)) };
        }
        let remembered = rows.remembered_zone(&self.headers)?.filter(|zone| TimeZone::get(zone).is_ok());
        match remembered {
            Some(zone) => Ok(Some(zone)),
            None => Ok(Some(here_name().map_err(|problem| Error::Invalid(vec![in_field(FormField::Zone, problem)]))?)),
        }
    }

    /// One run over all rows below the header.
    pub fn run(
        mut self,
        import: &FileImport,
        (list, known): (&mut List<'_>, &mut Known),
        (now, keep_untaken): (Timestamp, bool),
    ) -> Result<Imported> {
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
        let (text, hide) = (self.file.delimiter.is_some(), !import.choice.hidden);
        let reading = Reading { columns: &columns, text, hide, today, calendar };
        let sheets = import.sheets(&self.table.about());
        let (file, columns, source) = (self.file, columns.clone(), source(&columns));
        let report = ImportReport { file, columns, remembered, interviews, sheets, ..ImportReport::default() };
        let untaken = keep_untaken.then(Default::default);
        let (choice, watch) = (&import.choice.duplicates, &import.watch);
        let (alike, without_id) = Default::default();
        let mut run = Run { report, known, list, source, choice, watch, untaken, alike, without_id };
        for row in &self.above {
            run.leave_out(LeftOutKind::Above, row.line, Some(row));
        }
        let mut lines = self.table.rows().map_err(ImportError::from)?;
        let mut above = Row::default();
        while above.line < self.header.end() && lines.read(&mut above).map_err(ImportError::from)? {}
        import.watch.begin();
        run.through(&mut lines, &reading)?;
        import.watch.counted(run.report.rows);
        if run.report.rows == 0 {
            Err(ImportError::Empty)?
        }
        let (report, untaken) = (run.report, run.untaken.unwrap_or_default());
        Ok(Imported { report, file: import.clone(), headers: self.headers, untaken })
    }
}

/// The kind of a file, by its headers that speak of interviews: columns beside them come and go.
fn source(columns: &[ImportColumn]) -> String {
    let mut headers: Vec<&str> =
        columns.iter().filter(|column| column.became.is_of_interview()).map(|column| column.header.as_str()).collect();
    headers.sort_unstable();
    let hash = Sha256::digest(headers.join("\n").as_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
