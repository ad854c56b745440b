//! A message template with its version. The body of a saved version never changes: campaigns refer to it.

use serde::{Deserialize, Serialize};

use crate::TemplateId;

/// The newest version of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Template {
    /// Id, shared by all versions.
    pub id: TemplateId,
    /// Name; unique.
    pub name: String,
    /// Version, from 1.
    pub version: u32,
    /// Text with fields as `{{ name }}`.
    pub body: String,
    /// When this version was saved, UTC ms.
    pub updated_at: i64,
}

/// A template to save: a new one, or a new version of one that exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TemplateDraft {
    /// Absent for a new template.
    pub id: Option<TemplateId>,
    /// Name, 1 to 64 characters.
    pub name: String,
    /// Text.
    pub body: String,
}

/// A field that nobody in the list has, at its first place in a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnknownField {
    /// The field as the template names it.
    pub field: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}
