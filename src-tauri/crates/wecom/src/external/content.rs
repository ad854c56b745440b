//! What a task or a welcome message says: a text and up to nine attachments (path/92135, 92137).

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::check::{At, Findings};
use crate::limits;

/// A message to customers. Text and attachments must not both be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerMessage {
    /// Up to 4000 bytes; empty for none.
    pub text: String,
    /// Up to nine.
    pub attachments: Vec<Attachment>,
}

/// An attachment. Files are uploaded with [`Client::media_upload`](crate::Client::media_upload) first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attachment {
    /// An uploaded image.
    Image {
        /// Of an upload as [`MediaKind::Image`](crate::MediaKind).
        media_id: String,
    },
    /// A picture of [`Client::media_uploadimg`](crate::Client::media_uploadimg).
    Picture {
        /// The URL that it answered.
        pic_url: String,
    },
    /// A link as a card.
    Link {
        /// 1 to 128 bytes.
        title: String,
        /// With http:// or https://, up to 2048 bytes.
        url: String,
        /// A picture, likewise; empty for none.
        picurl: String,
        /// Up to 512 bytes; empty for none.
        desc: String,
    },
    /// A mini program as a card.
    MiniProgram {
        /// 1 to 64 bytes.
        title: String,
        /// Cover: of an upload as [`MediaKind::Image`](crate::MediaKind).
        pic_media_id: String,
        /// Linked to this app.
        appid: String,
        /// The page that opens.
        page: String,
    },
    /// An uploaded video.
    Video {
        /// Of an upload as [`MediaKind::Video`](crate::MediaKind).
        media_id: String,
    },
    /// An uploaded file.
    File {
        /// Of an upload as [`MediaKind::File`](crate::MediaKind).
        media_id: String,
    },
}

impl CustomerMessage {
    /// What members `text` and `attachments` of a request say, if it is a text, a link, or both.
    pub(crate) fn from_json(text: &Value, attachments: &[Value]) -> Option<Self> {
        let text = text["content"].as_str().unwrap_or_default().to_owned();
        let link = |attachment: &Value| {
            let link = attachment.get("link")?;
            let field = |name: &str| link[name].as_str().unwrap_or_default().to_owned();
            let (title, url, picurl, desc) = (field("title"), field("url"), field("picurl"), field("desc"));
            Some(Attachment::Link { title, url, picurl, desc })
        };
        Some(Self { text, attachments: attachments.iter().map(link).collect::<Option<_>>()? })
    }

    pub(crate) fn check(&self, found: &mut Findings) {
        let (text, list) = (At::root("text"), At::root("attachments"));
        let content = found.text(text.name("content"), &self.text).bytes(limits::CUSTOMER_TEXT_BYTES);
        if self.attachments.is_empty() {
            content.needed();
        }
        found.count(list, self.attachments.len(), 0..=limits::CUSTOMER_ATTACHMENTS_COUNT);
        for (number, attachment) in self.attachments.iter().enumerate() {
            let entry = list.entry(number);
            attachment.check(entry.name(attachment.msgtype()), found);
        }
    }

    /// The members `text` and `attachments` of a request, those that are there.
    pub(crate) fn serialize_into<M: SerializeMap>(&self, request: &mut M) -> Result<(), M::Error> {
        if !self.text.is_empty() {
            request.serialize_entry("text", &json!({ "content": self.text }))?;
        }
        if !self.attachments.is_empty() {
            request.serialize_entry("attachments", &self.attachments)?;
        }
        Ok(())
    }
}

impl Attachment {
    const fn msgtype(&self) -> &'static str {
        match self {
            Self::Image { .. } | Self::Picture { .. } => "image",
            Self::Link { .. } => "link",
            Self::MiniProgram { .. } => "miniprogram",
            Self::Video { .. } => "video",
            Self::File { .. } => "file",
        }
    }

    fn check(&self, at: At<'_>, found: &mut Findings) {
        match self {
            Self::Image { media_id } | Self::Video { media_id } | Self::File { media_id } => {
                found.text(at.name("media_id"), media_id).needed();
            }
            Self::Picture { pic_url } => {
                found.text(at.name("pic_url"), pic_url).needed().url(limits::LINK_URL_BYTES);
            }
            Self::Link { title, url, picurl, desc } => {
                found.text(at.name("title"), title).needed().bytes(limits::LINK_TITLE_BYTES);
                found.text(at.name("url"), url).needed().url(limits::LINK_URL_BYTES);
                found.text(at.name("picurl"), picurl).url(limits::LINK_URL_BYTES);
                found.text(at.name("desc"), desc).bytes(limits::LINK_DESC_BYTES);
            }
            Self::MiniProgram { title, pic_media_id, appid, page } => {
                found.text(at.name("title"), title).needed().bytes(limits::MINI_PROGRAM_TITLE_BYTES);
                found.text(at.name("pic_media_id"), pic_media_id).needed();
                found.text(at.name("appid"), appid).needed().appid();
                found.text(at.name("page"), page).needed();
            }
        }
    }
}

impl Serialize for Attachment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut content = match self {
            Self::Image { media_id } | Self::Video { media_id } | Self::File { media_id } => {
                json!({ "media_id": media_id })
            }
            Self::Picture { pic_url } => json!({ "pic_url": pic_url }),
            Self::Link { title, url, picurl, desc } => {
                json!({ "title": title, "url": url, "picurl": picurl, "desc": desc })
            }
            Self::MiniProgram { title, pic_media_id, appid, page } => {
                json!({ "title": title, "pic_media_id": pic_media_id, "appid": appid, "page": page })
            }
        };
        if let Some(fields) = content.as_object_mut() {
            fields.retain(|_, field| field != "");
        }
        let mut attachment = serializer.serialize_map(Some(2))?;
        attachment.serialize_entry("msgtype", self.msgtype())?;
        attachment.serialize_entry(self.msgtype(), &content)?;
        attachment.end()
    }
}
