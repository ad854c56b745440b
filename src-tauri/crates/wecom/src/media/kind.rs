//! What WeCom takes of each kind of file, by its size and its first bytes (path/90253).
//!
//! Never in here: a file extension; people rename files.

use std::fmt;
use std::ops::RangeInclusive;

use crate::limits;

/// What an upload is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaKind {
    /// A JPG or PNG of up to 10 MiB.
    Image,
    /// An AMR recording of up to 2 MiB and 60 seconds.
    Voice,
    /// An MP4 of up to 10 MiB.
    Video,
    /// Any file of up to 20 MiB.
    File,
}

impl MediaKind {
    /// The `type` of an upload.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Voice => "voice",
            Self::Video => "video",
            Self::File => "file",
        }
    }

    /// The sizes that WeCom takes, bytes.
    #[must_use]
    pub const fn allowed_bytes(self) -> RangeInclusive<usize> {
        match self {
            Self::Image => limits::IMAGE_BYTES,
            Self::Voice => limits::VOICE_BYTES,
            Self::Video => limits::VIDEO_BYTES,
            Self::File => limits::FILE_BYTES,
        }
    }

    /// The media type by the first bytes; `None` when they are not of this kind.
    pub(super) fn media_type(self, head: &[u8]) -> Option<&'static str> {
        match self {
            Self::Image if head.starts_with(JPG) => Some("image/jpeg"),
            Self::Image if head.starts_with(PNG) => Some("image/png"),
            Self::Voice if head.starts_with(AMR) => Some("audio/amr"),
            Self::Video if head.get(4..8) == Some(b"ftyp") => Some("video/mp4"),
            Self::File => Some("application/octet-stream"),
            _ => None,
        }
    }

    pub(super) const fn wanted(self) -> &'static str {
        match self {
            Self::Image => "a JPG or PNG",
            Self::Voice => "an AMR recording",
            Self::Video => "an MP4 video",
            Self::File => "a file",
        }
    }
}

impl fmt::Display for MediaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Starts of JPG and PNG files.
pub(super) const JPG: &[u8] = &[0xFF, 0xD8, 0xFF];
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether this is a JPG or PNG, by its first bytes.
pub(crate) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(JPG) || bytes.starts_with(PNG)
}

/// Start of an AMR narrow-band file (RFC 4867, 5.1).
pub(super) const AMR: &[u8] = b"#!AMR\n";
