//! A message template with its versions. The content of a saved version never changes: campaigns refer to it.

use serde::{Deserialize, Serialize};

use crate::{AccountId, CandidateId, TemplateContent, TemplateId};

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
    /// What it says; texts with fields as `{{ name }}`.
    pub content: TemplateContent,
    /// The starter it was made from, if any: it can be brought back to that.
    pub starter: Option<String>,
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
    /// What it says.
    pub content: TemplateContent,
    /// The starter that a new template is made from.
    pub starter: Option<String>,
}

/// One version of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TemplateVersion {
    /// From 1.
    pub version: u32,
    /// What it said.
    pub content: TemplateContent,
    /// When it was saved, UTC ms.
    pub saved_at: i64,
}

/// A field that nobody in the list has, at its first place in a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnknownField {
    /// The field as the template names it.
    pub field: String,
    /// The text that names it, as the request names that text, for example `textcard.title`.
    pub place: String,
    /// Line in that text, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Messages are held without it; otherwise a fallback takes its place.
    pub needed: bool,
    /// The field that is probably meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub suggestion: Option<String>,
}

/// A template that is being written, to be looked at as one person would get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DraftPreview {
    /// The account that would send.
    pub account: AccountId,
    /// What the template says.
    pub content: TemplateContent,
    /// The person; without one the texts stay as in the template, and their lengths are reported all the same.
    pub candidate: Option<CandidateId>,
}

/// A template to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// What it is for and its language, for example `invitation.zh`.
    pub key: String,
    /// Name, in its own language.
    pub name: String,
    /// What it says.
    pub content: TemplateContent,
}
