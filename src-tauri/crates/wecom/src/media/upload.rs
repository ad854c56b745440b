//! `media/upload` and `media/uploadimg` (path/90253, 90256).

use serde::Deserialize;

use super::{Form, MediaFile, MediaKind, check, upload};
use crate::client::Client;
use crate::envelope::Envelope;
use crate::error::Error;
use crate::limits;
use crate::transport::Answers;
use crate::wire::{filled, some_number};

/// An uploaded file: any app of the company may send it for three days.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Media {
    /// `media_id`.
    pub media_id: String,
    /// What it was uploaded as; WeCom takes it for nothing else (40007).
    pub kind: MediaKind,
    /// When WeCom took it, UTC milliseconds.
    pub created_at_ms: i64,
}

impl Media {
    /// When it ends, UTC milliseconds: three days after the upload (path/90253). Afterwards 40007.
    #[must_use]
    pub const fn expires_at_ms(&self) -> i64 {
        self.created_at_ms.saturating_add(limits::MEDIA_LIFE_S * 1000)
    }
}

#[derive(Deserialize)]
pub(crate) struct Uploaded {
    #[serde(deserialize_with = "filled")]
    media_id: String,
    #[serde(default, deserialize_with = "some_number")]
    created_at: Option<i64>,
}

impl Uploaded {
    /// `now_ms` stands in for a time that WeCom does not tell.
    pub fn into_media(self, kind: MediaKind, now_ms: i64) -> Media {
        let created_at_ms = self.created_at.map_or(now_ms, |seconds| seconds.saturating_mul(1000));
        Media { media_id: self.media_id, kind, created_at_ms }
    }
}

#[derive(Deserialize)]
struct Picture {
    #[serde(deserialize_with = "filled")]
    url: String,
}

impl Client {
    /// POST `/cgi-bin/media/upload`: uploads a file, to be sent within three days. Checked first by size and first
    /// bytes; read while it is sent, and read again from its start when the token has to be refreshed.
    ///
    /// # Errors
    /// Any [`Error`]; [`NotSent::Invalid`](crate::NotSent) and [`NotSent::File`](crate::NotSent) before anything left.
    pub async fn media_upload(&self, kind: MediaKind, file: &MediaFile) -> Result<Media, Error> {
        let media_type = check(file, kind, &kind.allowed_bytes()).await?;
        let now_ms = (self.config.clock)();
        let query = [("type", kind.as_str())];
        let envelope = self.upload("/cgi-bin/media/upload", &query, Form { file, media_type }).await?;
        Ok(envelope.into_reply::<Uploaded>()?.into_media(kind, now_ms))
    }

    /// POST `/cgi-bin/media/uploadimg`: uploads a JPG or PNG of up to 2 MiB for good; answers its URL, which shows only
    /// inside WeCom. A company has 1000 a day and 3000 a month (path/90312).
    ///
    /// # Errors
    /// As [`Client::media_upload`].
    pub async fn media_uploadimg(&self, file: &MediaFile) -> Result<String, Error> {
        let media_type = check(file, MediaKind::Image, &limits::PICTURE_BYTES).await?;
        let envelope = self.upload("/cgi-bin/media/uploadimg", &[], Form { file, media_type }).await?;
        Ok(envelope.into_reply::<Picture>()?.url)
    }

    async fn upload(&self, path: &str, query: &[(&str, &str)], form: Form<'_>) -> Result<Envelope, Error> {
        self.with_token(|token| async move {
            let request = self.transport.post(self.address(path, &token)).query(query);
            let response = upload(&self.transport, request, form).await?;
            self.transport.read(response, &[&token, &self.config.secret], Answers::Briefly).await
        })
        .await
    }
}
