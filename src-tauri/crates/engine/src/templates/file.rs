//! Templates as a file: JSON with a version, so that a later Beckon knows what it reads. Pictures and files go with it.
//!
//! Nothing of a file is believed: every template is checked like one that was typed.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use beckon_model::{MediaRef, MediaUse, Template, TemplateContent, TemplateDraft, TemplateId};
use beckon_sheet::SheetError;
use serde::{Deserialize, Serialize};

use crate::doors::Templates;
use crate::errors::{Error, FileFault, ImportError, Result};
use crate::message::bounds::{TEMPLATES_BYTES, VALUES};
use crate::templates::checked;

/// The version that is written; nothing newer can be read.
const VERSION: u32 = 1;

/// Templates as a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateFile {
    beckon_templates: u32,
    pub templates: Vec<Entry>,
    /// Pictures and files by their hashes, Base64.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    media: BTreeMap<String, String>,
}

/// A template in a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// The starter it is or was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub name: String,
    pub content: TemplateContent,
}

/// Reads a file of templates.
///
/// # Errors
/// [`Error::TemplateFile`] with what is wrong.
pub(crate) fn read(bytes: &[u8]) -> Result<TemplateFile> {
    if bytes.len() > TEMPLATES_BYTES {
        return Err(fault(FileFault::TooLarge(format!("{} MiB", TEMPLATES_BYTES / (1024 * 1024)))));
    }
    let (text, _) = beckon_sheet::decode(bytes).map_err(|error| fault(FileFault::NotText(kind_of(&error))))?;
    #[derive(Deserialize)]
    struct Head {
        beckon_templates: u32,
    }
    // Before anything is made of it: an empty article is three bytes in the file and a hundred in memory.
    let values = values(&text);
    if values > VALUES {
        return Err(fault(FileFault::TooManyValues { values, most: VALUES }));
    }
    // The reader's words come first, which may quote the file; the place is told in any case.
    let wrong = |error: serde_json::Error| {
        let (said, line, column) = (error.to_string(), error.line(), error.column());
        let cut = said.chars().nth(300).map(|_| format!("{said:.300}… at line {line} column {column}"));
        fault(FileFault::Form { line, column, said: cut.unwrap_or(said) })
    };
    let Head { beckon_templates } = serde_json::from_str(&text).map_err(wrong)?;
    if beckon_templates != VERSION {
        return Err(fault(FileFault::Version { found: beckon_templates, known: VERSION }));
    }
    serde_json::from_str(&text).map_err(wrong)
}

/// How many values a text in JSON has at least: what begins or parts them, outside of its texts.
fn values(json: &str) -> usize {
    let (mut count, mut quoted, mut escaped) = (0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' | b',' if !quoted => count += 1,
            _ => {}
        }
    }
    count
}

/// The words of a file that somebody wrote in an editor, whatever its encoding.
///
/// # Errors
/// [`Error::NotPlainText`] with the kind of file that it is, [`Error::Import`] for one that is too large.
pub fn template_text(bytes: &[u8]) -> Result<String> {
    beckon_sheet::decode(bytes).map(|(text, _)| text).map_err(|error| not_plain(&error))
}

fn not_plain(error: &SheetError) -> Error {
    match error {
        SheetError::Unsupported(_) | SheetError::NotText | SheetError::Protected => Error::NotPlainText(kind_of(error)),
        other => ImportError::from(other.clone()).into(),
    }
}

/// The kind of a file that is no text; `none` where nobody knows it.
fn kind_of(error: &SheetError) -> &'static str {
    match error {
        SheetError::Unsupported(kind) => kind,
        SheetError::Protected => "xls",
        _ => "none",
    }
}

fn fault(fault: FileFault) -> Error {
    Error::TemplateFile(fault)
}

impl Templates<'_> {
    /// These templates as a file, all of them when none is named.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::NotFound`].
    pub async fn export(self, ids: Vec<TemplateId>) -> Result<Vec<u8>> {
        let wanted = |template: &Template| ids.is_empty() || ids.contains(&template.id);
        let chosen: Vec<Template> = self.list().await?.into_iter().filter(wanted).collect();
        let mut media = BTreeMap::new();
        for MediaRef { sha256, .. } in chosen.iter().filter_map(|template| template.content.media()) {
            media.insert(sha256.clone(), STANDARD.encode(self.media_get(sha256).await?));
        }
        let entry = |Template { name, content, starter, .. }| Entry { key: starter, name, content };
        let templates = chosen.into_iter().map(entry).collect();
        let file = TemplateFile { beckon_templates: VERSION, templates, media };
        serde_json::to_vec_pretty(&file).map_err(|error| beckon_store::Error::from(error).into())
    }

    /// Puts the templates of a file into the list: all of them, or none. Where a name is taken, the template gets another.
    ///
    /// # Errors
    /// [`Error::TemplateFile`], and as [`Templates::save`] for the first template that cannot be saved.
    pub async fn import(self, bytes: &[u8]) -> Result<Vec<Template>> {
        let TemplateFile { templates, media, .. } = read(bytes)?;
        let mut drafts = Vec::new();
        for Entry { key, name, content } in templates {
            let content = self.with_media(content, &media).await?;
            drafts.push(checked(TemplateDraft { id: None, name, content, starter: key })?);
        }
        let now = self.engine.now_ms();
        let saved = self.engine.store().write(move |rows| {
            let save = |mut draft: TemplateDraft| {
                let name = draft.name.clone();
                let mut number = 2;
                while rows.template_named(&draft.name)?.is_some() {
                    draft.name = numbered(&name, number);
                    number += 1;
                }
                rows.save_template(&draft, now)
            };
            drafts.into_iter().map(save).collect()
        });
        Ok(saved.await?)
    }

    /// Keeps the picture or file that a template of a file refers to.
    async fn with_media(self, content: TemplateContent, media: &BTreeMap<String, String>) -> Result<TemplateContent> {
        let Some(MediaRef { sha256, name, .. }) = content.media().cloned() else { return Ok(content) };
        let bytes = media.get(&sha256).and_then(|encoded| STANDARD.decode(encoded).ok());
        let bytes = bytes.ok_or_else(|| fault(FileFault::MediaMissing(name.clone())))?;
        let sent = wecom::upload_name(&name);
        if sent != name {
            return Err(fault(FileFault::MediaName { name, sent }));
        }
        let image = matches!(content, TemplateContent::Image(_));
        let usage = if image { MediaUse::Image } else { MediaUse::File };
        let media = beckon_model::MediaContent { media: Some(self.media_add(usage, &name, bytes).await?) };
        Ok(if image { TemplateContent::Image(media) } else { TemplateContent::File(media) })
    }
}

/// A name with a number behind it, still within what a name may have.
fn numbered(name: &str, number: u32) -> String {
    let suffix = format!(" ({number})");
    let kept: String = name.chars().take(crate::errors::NAME_CHARS - suffix.chars().count()).collect();
    kept + &suffix
}
