//! What deserves a look before a message leaves, and stops nothing. Never in here: words about it.

use serde::{Deserialize, Serialize};

/// Why a spot of a template deserves a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TemplateRemarkKind {
    /// It looks like the field of another tool, and is sent as it stands.
    OtherTool,
    /// Between the braces stands another name of a field, or not only a field.
    OtherName,
    /// Between the braces stand full-width signs instead of the usual ones.
    FullWidth,
    /// Braces that begin no field: they are meant as text.
    Braces,
    /// `{# … #}` is a comment, and is not sent.
    Comment,
}

/// A spot of a template that deserves a look, and what it should probably be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TemplateRemark {
    /// Why.
    pub kind: TemplateRemarkKind,
    /// The text that has it, as the request names that text, for example `textcard.title`.
    pub place: String,
    /// Line in that text, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What stands there.
    pub text: String,
    /// What can stand there instead, when only one reading is possible.
    pub repair: Option<String>,
}

/// A template in which every spot that has only one reading is repaired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TemplateRepaired {
    /// The content.
    pub content: crate::TemplateContent,
    /// What was repaired.
    pub repaired: Vec<TemplateRemark>,
}

/// A value that WeCom's markdown would not show as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ValueRemark {
    /// Position in the selection, from 0: the preview's index.
    pub index: u64,
    /// The recipient's name.
    pub name: String,
    /// The field as the template names it.
    pub field: String,
    /// Its value.
    pub value: String,
}
