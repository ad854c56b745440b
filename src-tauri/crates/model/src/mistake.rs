//! What is wrong with a template, for people who do not know the template engine's English.
//!
//! Never in here: words about it. The window and the command line have them.

use crate::words::words;

words! {
    /// What is wrong with a template: the mistakes that Beckon distinguishes, each fixed in another way.
    pub enum TemplateMistake {
        /// Between `{{` and `}}` stands more than one field, or the `}}` is missing.
        NotOneField = "not_one_field",
        /// Between `{{` and `}}` stands nothing.
        NoField = "no_field",
        /// A character that no field or formula has, such as a full-width quotation mark.
        Character = "character",
        /// A quotation mark without its other half.
        Quote = "quote",
        /// `{% if … %}` without its end.
        NoEnd = "no_end",
        /// `{% … %}` with a command that does not exist, or an end without its beginning.
        Command = "command",
        /// A filter, test or function that does not exist.
        Unknown = "unknown",
        /// A calculation with values that cannot be calculated with.
        Calculation = "calculation",
        /// It would run too long.
        TooLong = "too_long",
        /// What other template languages have, such as loops and multiplication, and templates do not.
        Gone = "gone",
        /// A text has more bytes than one of a template may have.
        Bytes = "bytes",
        /// More words and signs than may stand between two braces.
        Parts = "parts",
        /// More fields and conditions than one text may hold.
        Tags = "tags",
        /// Brackets or conditions lie deeper in each other than they may.
        Nested = "nested",
        /// More different fields than one template may ask for.
        Fields = "fields",
        /// More texts than one template may have.
        Texts = "texts",
        /// Filled in for somebody, a text comes to more bytes than it may.
        Output = "output",
        /// Anything else; only the engine's words say what.
        Other = "other",
    }
}
