//! One row of a table.

use csv::StringRecord;

/// A row: its line in the file and its cells as text.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Line in the file, from 1; a quoted cell may span several lines, the first counts.
    pub line: u64,
    /// Whether the spreadsheet program does not show the row: hidden by hand, by a filter or in a closed group.
    pub hidden: bool,
    /// What of this row is not as it stands in the file, or cannot be.
    pub notes: Vec<Note>,
    pub(crate) record: StringRecord,
}

/// What became of one cell on the way in, where that is more than its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Number of the column, from 0.
    pub column: usize,
    /// What it is.
    pub kind: NoteKind,
}

/// What can become of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// A formula whose value the file does not hold; the cell is empty. Excel stores it when it opens and saves the file.
    NoValue,
    /// The formula's value is an error; the cell is its text, such as `#N/A`.
    Error,
    /// The text is what the spreadsheet program shows, such as `15%`; the file holds this number.
    Shown {
        /// The number, in full.
        stored: String,
    },
    /// A quotation mark opens on this line (from 1) and never closes; it was read as a letter.
    OpenQuote {
        /// Line, from 1.
        line: u64,
    },
    /// The cell is empty because it is merged with a cell on its left, whose text a person sees across both.
    Covered {
        /// The column of that cell, from 0; it has a text.
        by: usize,
    },
    /// A whole number of more than 15 digits: Excel has turned those behind the fifteenth into zeros.
    LostDigits,
    /// Characters without a meaning (NUL) stood in the cell and were left out.
    Nul,
}

impl Row {
    /// The cells from the left.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// A cell by its number from 0; nothing when the row is shorter.
    #[must_use]
    pub fn cell(&self, number: usize) -> &str {
        self.record.get(number).unwrap_or_default()
    }

    /// How many cells there are, empty ones included.
    #[must_use]
    pub fn width(&self) -> usize {
        self.record.len()
    }

    /// Bytes of its texts and of what there is to say of them, as they lie in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.record.as_slice().len() + (self.record.len() + self.notes.len()) * size_of::<Note>()
    }

    /// How many cells there are up to the last one that holds anything.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.record
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(n, _)| n + 1)
            .last()
            .unwrap_or(0)
    }
}

/// The text of a cell, and what there is to say of it.
pub(crate) type Shown = (String, Option<NoteKind>);
