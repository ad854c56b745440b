//! Why a file is not one that Beckon wrote: a file of templates, or of an account. Each has a word of its own, because
//! the window says it in the reader's language; the sentences are the command line's.

use std::fmt::Display;

use beckon_model::UiError;

/// Why a file of templates or of an account cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// More than this, such as `64 KiB`.
    #[error("more than {0}")]
    TooLarge(String),
    /// It is no text, but of this kind: `none` is one that nobody knows.
    #[error("{}, not plain text: save its words as plain text (.txt)", file_kind(.0))]
    NotText(&'static str),
    /// More values than a file of ours can have.
    #[error("it has {values} values, {most} at most")]
    TooManyValues {
        /// Values.
        values: usize,
        /// Values allowed.
        most: usize,
    },
    /// It is not the JSON that Beckon writes.
    #[error("{said}")]
    Form {
        /// Line, from 1; 0 before the first.
        line: usize,
        /// Column, from 1; 0 before the first.
        column: usize,
        /// What the reader of JSON says, or the place alone where its words could quote the file.
        said: String,
    },
    /// Another Beckon wrote it.
    #[error("version {found}, this Beckon reads version {known}")]
    Version {
        /// Its version.
        found: u32,
        /// The version that is read.
        known: u32,
    },
    /// A template names a picture or file that the file does not have.
    #[error("{0:.100}: the file itself is missing")]
    MediaMissing(String),
    /// WeCom would send a picture or file under another name.
    #[error("no file can be sent under the name {name:?}: call it {sent:?}")]
    MediaName {
        /// The name.
        name: String,
        /// The name that can be sent.
        sent: String,
    },
}

impl FileFault {
    /// Adds what the window needs to say it: the word `fault`, and what fills its blanks.
    pub(crate) fn told(&self, error: UiError) -> UiError {
        let with = |fault: &str, blanks: &[(&str, &dyn Display)]| {
            blanks.iter().fold(error.clone().with("fault", fault), |error, (name, value)| error.with(name, value))
        };
        let told = match self {
            Self::TooLarge(most) => with("too_large", &[("most", most)]),
            Self::NotText(kind) => with("not_text", &[("kind", kind)]),
            Self::TooManyValues { values, most } => with("too_many_values", &[("values", values), ("most", most)]),
            Self::Form { line, column, .. } => with("form", &[("line", line), ("column", column)]),
            Self::Version { found, known } => with("version", &[("found", found), ("known", known)]),
            Self::MediaMissing(name) => with("media_missing", &[("name", name)]),
            Self::MediaName { name, sent } => with("media_name", &[("name", name), ("sent", sent)]),
        };
        told.with("detail", self)
    }
}

/// What a file is, at the beginning of a sentence.
pub(super) fn file_kind(kind: &str) -> &'static str {
    match kind {
        "rtf" => "the file is a document of WordPad or Word (RTF)",
        "word" => "the file is a Word document (.docx)",
        "pdf" => "the file is a PDF",
        "picture" => "the file is a picture",
        "html" | "xml" => "the file is a web page",
        "xls" => "the file is an old document of Word or Excel",
        "xlsx" | "xlsb" | "ods" | "numbers" => "the file is a spreadsheet",
        "zip" => "the file is an archive",
        _ => "the file is binary data",
    }
}
