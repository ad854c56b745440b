//! Uploaded files: image, voice, video and file. Each takes the `media_id` of an upload of its own kind, not older than
//! three days; another one is refused with 40007.

use serde::Serialize;

use super::sealed::Part;
use super::{Confidential, Content, Recipients, Safe};
use crate::check::{At, Findings};
use crate::invalid::Problem;
use crate::limits;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    media_id: String,
}

impl Image {
    /// The `media_id` of a picture.
    pub fn new(media_id: impl Into<String>) -> Self {
        Self { media_id: media_id.into() }
    }
}

impl Part for Image {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("media_id"), &self.media_id).needed();
    }
}

impl Content for Image {
    const MSGTYPE: &'static str = "image";
    const SAFE: Option<u8> = Some(0);
    type To = Recipients;
}

impl Confidential for Image {
    type Safe = Safe;
}

/// A recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    media_id: String,
}

impl Voice {
    /// The `media_id` of a recording (AMR, at most 60 seconds).
    pub fn new(media_id: impl Into<String>) -> Self {
        Self { media_id: media_id.into() }
    }
}

impl Part for Voice {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("media_id"), &self.media_id).needed();
    }
}

impl Content for Voice {
    const MSGTYPE: &'static str = "voice";
    type To = Recipients;
}

/// A film.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Video {
    media_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
}

impl Video {
    /// The `media_id` of a film.
    pub fn new(media_id: impl Into<String>) -> Self {
        Self { media_id: media_id.into(), title: String::new(), description: String::new() }
    }

    /// At most 128 bytes.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// At most 512 bytes.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }
}

impl Part for Video {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("media_id"), &self.media_id).needed();
        found.text(at.name("title"), &self.title).bytes(limits::VIDEO_TITLE_BYTES);
        found.text(at.name("description"), &self.description).bytes(limits::VIDEO_DESCRIPTION_BYTES);
    }
}

impl Content for Video {
    const MSGTYPE: &'static str = "video";
    const SAFE: Option<u8> = Some(0);
    type To = Recipients;
}

impl Confidential for Video {
    type Safe = Safe;
}

/// A file that may be shared. Only [`ConfidentialFile`] can be confidential, because not every kind of file can:
/// ```compile_fail
/// # use wecom::message::{File, Message, Named, Safe};
/// Message::new(1_000_002, Named::member("zhangwei"), File::new("MEDIA_ID")).safe(Safe::Confidential);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    media_id: String,
}

impl File {
    /// The `media_id` of a file.
    pub fn new(media_id: impl Into<String>) -> Self {
        Self { media_id: media_id.into() }
    }
}

impl Part for File {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("media_id"), &self.media_id).needed();
    }
}

impl Content for File {
    const MSGTYPE: &'static str = "file";
    const SAFE: Option<u8> = Some(0);
    type To = Recipients;
}

/// A file that cannot be shared (`safe` 1): of a kind that WeCom can show itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConfidentialFile {
    media_id: String,
    #[serde(skip)]
    file_name: String,
}

impl ConfidentialFile {
    /// The `media_id` of a file, and the name under which it was uploaded. The name tells its kind and is not sent; it
    /// must end in one of [`CONFIDENTIAL_FILE_ENDINGS`](limits::CONFIDENTIAL_FILE_ENDINGS).
    pub fn new(media_id: impl Into<String>, file_name: impl Into<String>) -> Self {
        Self { media_id: media_id.into(), file_name: file_name.into() }
    }
}

impl Part for ConfidentialFile {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        let place = at.name("media_id");
        found.text(place, &self.media_id).needed();
        let ending = self.file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        if !ending.is_some_and(|ending| limits::CONFIDENTIAL_FILE_ENDINGS.contains(&ending.as_str())) {
            found.wrong(place, Problem::NotShownByWeCom);
        }
    }
}

impl Content for ConfidentialFile {
    const MSGTYPE: &'static str = "file";
    const SAFE: Option<u8> = Some(1);
    type To = Recipients;
}
