//! What notices show: rows, paragraphs, jumps and pictures.

use serde::Serialize;

use super::parts::Target;
use crate::check::{At, Findings};
use crate::invalid::Problem;
use crate::limits::{self, advised};
use crate::message::sealed::Part;

/// A row of two columns, of `horizontal_content_list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    keyname: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    value: String,
    #[serde(flatten)]
    opens: Opens,
}

/// What a click on the value opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Opens {
    Nothing {},
    Url { r#type: u8, url: String },
    File { r#type: u8, media_id: String },
    Member { r#type: u8, userid: String },
}

impl Row {
    /// A label, 5 characters advised, and a value, 30 advised.
    pub fn text(keyname: impl Into<String>, value: impl Into<String>) -> Self {
        Self { keyname: keyname.into(), value: value.into(), opens: Opens::Nothing {} }
    }

    /// A value that leads to a page, at most 1024 bytes with http:// or https://.
    pub fn url(keyname: impl Into<String>, value: impl Into<String>, url: impl Into<String>) -> Self {
        Self { opens: Opens::Url { r#type: 1, url: url.into() }, ..Self::text(keyname, value) }
    }

    /// An uploaded file, shown with `file_name` including its ending.
    pub fn file(keyname: impl Into<String>, file_name: impl Into<String>, media_id: impl Into<String>) -> Self {
        Self { opens: Opens::File { r#type: 2, media_id: media_id.into() }, ..Self::text(keyname, file_name) }
    }

    /// A value that leads to a member's profile.
    pub fn member(keyname: impl Into<String>, value: impl Into<String>, userid: impl Into<String>) -> Self {
        Self { opens: Opens::Member { r#type: 3, userid: userid.into() }, ..Self::text(keyname, value) }
    }
}

impl Part for Row {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("keyname"), &self.keyname).needed().advised(advised::ROW_KEYNAME_CHARS);
        let value = found.text(at.name("value"), &self.value).advised(advised::ROW_VALUE_CHARS);
        match &self.opens {
            Opens::Nothing {} => {}
            Opens::Url { url, .. } => {
                found.text(at.name("url"), url).needed().url(limits::URL_BYTES);
            }
            Opens::File { media_id, .. } => {
                // The file has no other name than this.
                value.needed();
                found.text(at.name("media_id"), media_id).needed();
            }
            Opens::Member { userid, .. } => {
                found.text(at.name("userid"), userid).needed().userid();
            }
        }
    }
}

/// Writes down what is wrong with `horizontal_content_list`: at most 6 rows.
pub(super) fn check_rows(rows: &[Row], at: At<'_>, found: &mut Findings) {
    check_list(rows, limits::CARD_ROWS_COUNT, at.name("horizontal_content_list"), found);
}

/// Writes down what is wrong with `jump_list`: at most 3 jumps.
pub(super) fn check_jumps(jumps: &[Jump], at: At<'_>, found: &mut Findings) {
    check_list(jumps, limits::CARD_JUMPS_COUNT, at.name("jump_list"), found);
}

/// Writes down what is wrong with `vertical_content_list`: at most 4 paragraphs.
pub(super) fn check_paragraphs(paragraphs: &[Paragraph], at: At<'_>, found: &mut Findings) {
    check_list(paragraphs, limits::CARD_PARAGRAPHS_COUNT, at.name("vertical_content_list"), found);
}

fn check_list(parts: &[impl Part], limit: usize, at: At<'_>, found: &mut Findings) {
    found.count(at, parts.len(), 0..=limit);
    for (number, part) in parts.iter().enumerate() {
        part.check(at.entry(number), found);
    }
}

/// A paragraph, of `vertical_content_list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    desc: String,
}

impl Paragraph {
    /// A title, 38 characters advised, and what is below it, 160 advised.
    pub fn new(title: impl Into<String>, desc: impl Into<String>) -> Self {
        Self { title: title.into(), desc: desc.into() }
    }
}

impl Part for Paragraph {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("title"), &self.title).needed().advised(advised::PARAGRAPH_TITLE_CHARS);
        found.text(at.name("desc"), &self.desc).advised(advised::PARAGRAPH_DESC_CHARS);
    }
}

/// A line at the foot of a card, of `jump_list`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jump {
    #[serde(flatten)]
    target: Option<Target>,
    title: String,
}

impl Jump {
    /// A line that leads nowhere, 18 characters advised.
    pub fn text(title: impl Into<String>) -> Self {
        Self { target: None, title: title.into() }
    }

    /// A line that leads to `target`, 18 characters advised.
    pub fn to(title: impl Into<String>, target: Target) -> Self {
        Self { target: Some(target), title: title.into() }
    }
}

impl Part for Jump {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.target.check(at, found);
        found.text(at.name("title"), &self.title).needed().advised(advised::JUMP_TITLE_CHARS);
    }
}

/// The picture of a notice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardImage {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    aspect_ratio: Option<f64>,
}

impl CardImage {
    /// A link to a picture, at most 1024 bytes.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), aspect_ratio: None }
    }

    /// Width by height, 1.3 to 2.25; 1.3 when nothing is said.
    #[must_use]
    pub fn aspect_ratio(mut self, ratio: f64) -> Self {
        self.aspect_ratio = Some(ratio);
        self
    }
}

impl Part for CardImage {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("url"), &self.url).needed().url(limits::URL_BYTES);
        let allowed = limits::CARD_ASPECT_RATIO_MIN..=limits::CARD_ASPECT_RATIO_MAX;
        if let Some(actual) = self.aspect_ratio.filter(|ratio| !allowed.contains(ratio)) {
            found.wrong(at.name("aspect_ratio"), Problem::AspectRatio { actual });
        }
    }
}

/// A small picture with text beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageTextArea {
    #[serde(flatten)]
    target: Option<Target>,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    desc: String,
    image_url: String,
}

impl ImageTextArea {
    /// A link to a picture, at most 1024 bytes.
    pub fn new(image_url: impl Into<String>) -> Self {
        Self { target: None, title: String::new(), desc: String::new(), image_url: image_url.into() }
    }

    /// The title beside it.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The text below the title.
    #[must_use]
    pub fn desc(mut self, desc: impl Into<String>) -> Self {
        self.desc = desc.into();
        self
    }

    /// Where a click on it leads.
    #[must_use]
    pub fn target(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}

impl Part for ImageTextArea {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        self.target.check(at, found);
        found.text(at.name("title"), &self.title);
        found.text(at.name("desc"), &self.desc);
        found.text(at.name("image_url"), &self.image_url).needed().url(limits::URL_BYTES);
    }
}
