//! Why a file cannot be read as a table. The sentences are the command line's.

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, SheetError>;

/// Why a file cannot be read as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// More bytes than [`crate::FILE_BYTES`].
    #[error("the file is larger than {} MiB", .limit / (1024 * 1024))]
    TooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// There is nothing in it.
    #[error("the file has no rows")]
    Empty,
    /// Neither text nor a spreadsheet.
    #[error("the file is neither text nor a spreadsheet")]
    NotText,
    /// Another kind of file: `pdf`, `word`, `powerpoint`, `numbers`, `rtf`, `mhtml`, `xml`, `zip`, `office` for other files of old
    /// Office, `xls` for those of Excel 2 to 4.
    #[error("the file is of the kind {0}: save it as an Excel workbook (.xlsx) or as CSV")]
    Unsupported(&'static str),
    /// The workbook opens only with a password.
    #[error("the workbook is protected by a password: remove it in Excel (File, Info, Protect Workbook)")]
    Protected,
    /// The workbook breaks the rules of its format.
    #[error("the workbook is damaged: download it again, or open it in Excel and save it ({0})")]
    Damaged(String),
    /// The file is unreasonably large once it is unpacked, and what repeats in it is written out.
    #[error("the workbook is larger than {} MiB once unpacked", .limit / (1024 * 1024))]
    Unpacked {
        /// Bytes allowed.
        limit: u64,
    },
    /// More columns hold something than [`crate::COLUMNS`].
    #[error("line {line} has a value in column {column}; {} columns are read at most", crate::COLUMNS)]
    TooManyColumns {
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: usize,
    },
    /// The workbook has no such sheet.
    #[error("there is no sheet {0:?} in the workbook")]
    NoSuchSheet(String),
    /// Not one of [`crate::ENCODINGS`].
    #[error("the encoding {0:?} is not known: {list}", list = crate::ENCODINGS.join(", "))]
    NoSuchEncoding(String),
    /// A file cannot be written.
    #[error("the table cannot be written: {0}")]
    Write(String),
}

/// Characters of what is said about damage, at most: a reader of others quotes the file itself, up to its end.
const CHARS: usize = 200;

impl SheetError {
    /// Damage, in words that may quote the file.
    pub(crate) fn damaged(why: &impl std::fmt::Display) -> Self {
        Self::Damaged(format!("{:.CHARS$}", why.to_string()))
    }
}
