//! People and log as a file for a spreadsheet program. Rows go from the database into the file a few at a time, as one
//! look at the database.
//!
//! Never in here: words. Headers, and the words of a state or a reason, are the caller's; what a spreadsheet could run is
//! made harmless where it is written.

use std::collections::HashMap;
use std::io::{Seek, Write};

use beckon_model::{
    Candidate, ExportChoice, ExportFormat, ExportOf, ExportOffer, LogQuery, LogRow, PAGE_ROWS, RoomResult,
    STANDARD_FIELDS, Selection,
};
use beckon_sheet::{Format, write};

use crate::doors::{Candidates, Log};
use crate::errors::{Error, ImportError, Result};

/// The columns of the log.
pub const LOG_COLUMNS: [&str; 15] = [
    "at",
    "campaign",
    "name",
    "userid",
    "account",
    "template",
    "route",
    "state",
    "task",
    "colleague",
    "waits_until",
    "because",
    "errcode",
    "msgid",
    "attempts",
];

/// Columns of people that are written only when somebody asks for them, each time: what came out of their interviews.
pub const RESULT_COLUMNS: [&str; 2] = ["room_result", "room_result_page"];

/// Since when somebody wants no messages: a column where somebody does.
const OPTED_OUT: &str = "opted_out";

impl Candidates<'_> {
    /// The columns that can be written, and what was chosen the last time. Results of interviews, where there are any, are left
    /// out until somebody asks for them.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn export_offer(self, of: &ExportOf) -> Result<ExportOffer> {
        let key = key(of);
        let choice = self.engine.store().read(move |rows| rows.export_choice(key)).await?;
        let mut choice = choice;
        let columns = match of {
            ExportOf::People { .. } => {
                let mut columns = self.columns().await?;
                if self.engine.store().read(|rows| rows.has_results()).await? {
                    columns.extend(RESULT_COLUMNS.map(str::to_owned));
                    choice.left_out.extend(RESULT_COLUMNS.map(str::to_owned));
                }
                columns
            }
            ExportOf::Log { .. } => LOG_COLUMNS.map(str::to_owned).to_vec(),
        };
        Ok(ExportOffer { columns, choice })
    }

    /// Remembers what was chosen for a file.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn keep_export_choice(self, of: &ExportOf, choice: ExportChoice) -> Result<()> {
        let key = key(of);
        Ok(self.engine.store().write(move |rows| rows.save_export_choice(key, &choice)).await?)
    }

    /// The columns of people: the standard fields, tags, since when somebody wants no messages where somebody does, and whatever own
    /// columns they have.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn columns(self) -> Result<Vec<String>> {
        let own = self.fields().await?.into_iter().map(|field| field.header);
        let of_more = |header: &str| header.starts_with("interview.") || header.starts_with("candidate.");
        let known = |header: &str| STANDARD_FIELDS.contains(&header) || header == OPTED_OUT;
        let own = own.filter(|header| !known(header) && !of_more(header));
        let somebody = self.engine.store().read(|rows| rows.anybody_opted_out()).await?;
        let more = ["tags"].into_iter().chain(somebody.then_some(OPTED_OUT)).map(str::to_owned);
        Ok(STANDARD_FIELDS.map(str::to_owned).into_iter().chain(more).chain(own).collect())
    }

    /// Writes the people of a selection, a row each, with these columns under these headers. Answers with their number.
    ///
    /// # Errors
    /// [`Error::Store`]; [`Error::Import`] when the file cannot be written.
    pub async fn export(
        self,
        (format, file): (Format, impl Write + Seek + Send + 'static),
        to: Selection,
        (columns, header): (Vec<String>, Vec<String>),
    ) -> Result<u64> {
        let writing = move |rows: &beckon_store::Reader<'_>| {
            let ids = rows.selected_ids(&to)?;
            let opted_out = rows.opted_out()?;
            let wants_results = columns.iter().any(|column| RESULT_COLUMNS.contains(&column.as_str()));
            let people = ids.chunks(PAGE_ROWS as usize).flat_map(|ids| match part(rows, ids, wants_results) {
                Ok(people) => people.into_iter().map(Ok).collect(),
                Err(error) => vec![Err(error)],
            });
            let cells = |(row, result): &(Candidate, Option<RoomResult>)| {
                let result = result.as_ref();
                let since = || opted_out.person(row.id).and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
                let one = |column: &String| match column.as_str() {
                    OPTED_OUT => since().map(|at| at.to_string()).unwrap_or_default(),
                    column => of_result(result, column).unwrap_or_else(|| cell(row, column)),
                };
                columns.iter().map(one).collect()
            };
            written((format, file), &header, people, cells)
        };
        self.engine.store().read(writing).await
    }
}

impl Log<'_> {
    /// Writes the rows of the log that a question finds, newest first: `cells` makes the cells of a row. Answers with their
    /// number.
    ///
    /// # Errors
    /// As [`Candidates::export`].
    pub async fn export(
        self,
        (format, file): (Format, impl Write + Seek + Send + 'static),
        query: LogQuery,
        header: Vec<String>,
        cells: impl Fn(&LogRow) -> Vec<String> + Send + 'static,
    ) -> Result<u64> {
        let writing = move |rows: &beckon_store::Reader<'_>| {
            rows.log_rows(&query, |rows| written((format, file), &header, rows, cells))?
        };
        self.engine.store().read(writing).await
    }
}

/// What a chosen format is called where it is written.
#[must_use]
pub const fn sheet_format(format: ExportFormat) -> Format {
    match format {
        ExportFormat::Xlsx => Format::Xlsx,
        ExportFormat::Csv => Format::Csv,
    }
}

const fn key(of: &ExportOf) -> &'static str {
    match of {
        ExportOf::People { .. } => "export.people",
        ExportOf::Log { .. } => "export.log",
    }
}

/// People in the order of these ids, with the results of their interviews where they are wanted.
fn part(
    rows: &beckon_store::Reader<'_>,
    ids: &[i64],
    wants_results: bool,
) -> beckon_store::Result<Vec<(Candidate, Option<RoomResult>)>> {
    let mut results = if wants_results { rows.results_of(ids)? } else { HashMap::new() };
    let ids = ids.iter().map(|id| beckon_model::CandidateId(*id)).collect();
    let people = rows.selected(&Selection::Ids { ids })?.into_iter();
    Ok(people.map(|person| (results.remove(&person.id.0), person)).map(|(result, person)| (person, result)).collect())
}

/// The cell of a column of results; nothing for another column.
fn of_result(result: Option<&RoomResult>, column: &str) -> Option<String> {
    let value = match column {
        "room_result" => result.map(|result| {
            result.known.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
        }),
        "room_result_page" => result.and_then(|result| result.url.clone()),
        _ => return None,
    };
    Some(value.unwrap_or_default())
}

fn cell(row: &Candidate, column: &str) -> String {
    let person = &row.person;
    let value = match column {
        "name" => Some(&person.name),
        "userid" => person.userid.as_ref(),
        "phone" => person.phone.as_ref(),
        "email" => person.email.as_ref(),
        "position" => person.position.as_ref(),
        "tags" => return person.tags.join(", "),
        own => person.fields.get(own),
    };
    value.cloned().unwrap_or_default()
}

fn written<T>(
    (format, file): (Format, impl Write + Seek + Send),
    header: &[String],
    mut rows: impl Iterator<Item = beckon_store::Result<T>>,
    cells: impl Fn(&T) -> Vec<String>,
) -> Result<u64> {
    let (mut failed, mut count) = (None, 0);
    let rows = std::iter::from_fn(|| match rows.next()? {
        Ok(row) => {
            count += 1;
            Some(cells(&row))
        }
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let done = write(format, file, header, rows);
    match failed {
        Some(error) => Err(error.into()),
        None => done.map(|()| count).map_err(|error| Error::from(ImportError::from(error))),
    }
}
