//! What is wrong with a template, for people who do not know the template engine's English.
//!
//! Never in here: words about it. The window and the command line have them.

use serde::{Deserialize, Serialize};

/// What is wrong with a template: the mistakes that are told apart, each put right in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TemplateMistake {
    /// Between `{{` and `}}` stands more than one field, or the `}}` is missing.
    NotOneField,
    /// Between `{{` and `}}` stands nothing.
    NoField,
    /// A character that no field or formula has, such as a full-width quotation mark.
    Character,
    /// A quotation mark without its other half.
    Quote,
    /// `{% if … %}` without its end.
    NoEnd,
    /// `{% … %}` with a command that does not exist, or an end without its beginning.
    Command,
    /// A filter, test or function that does not exist.
    Unknown,
    /// A calculation with values that cannot be calculated with.
    Calculation,
    /// It would run too long.
    TooLong,
    /// What other template languages have, such as loops and multiplication, and templates do not.
    Gone,
    /// A text has more bytes than one of a template may have.
    Bytes,
    /// More words and signs than may stand between two braces.
    Parts,
    /// More fields and conditions than one text may hold.
    Tags,
    /// Brackets or conditions lie deeper in each other than they may.
    Nested,
    /// More different fields than one template may ask for.
    Fields,
    /// More texts than one template may have.
    Texts,
    /// Filled in for somebody, a text comes to more bytes than it may.
    Output,
    /// Anything else; only the engine's words say what.
    Other,
}

impl TemplateMistake {
    /// Its name at the boundary.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotOneField => "not_one_field",
            Self::NoField => "no_field",
            Self::Character => "character",
            Self::Quote => "quote",
            Self::NoEnd => "no_end",
            Self::Command => "command",
            Self::Unknown => "unknown",
            Self::Calculation => "calculation",
            Self::TooLong => "too_long",
            Self::Gone => "gone",
            Self::Bytes => "bytes",
            Self::Parts => "parts",
            Self::Tags => "tags",
            Self::Nested => "nested",
            Self::Fields => "fields",
            Self::Texts => "texts",
            Self::Output => "output",
            Self::Other => "other",
        }
    }
}
