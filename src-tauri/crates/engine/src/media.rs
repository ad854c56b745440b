//! Pictures and files of messages: kept in the database, uploaded before a check, so that what is approved has an id of
//! WeCom that lives.
//!
//! Never in here: an upload inside a transaction.

use beckon_model::{Account, MediaRef, MediaUse, TemplateContent};
use beckon_store::MediaUpload;
use wecom::message::Problem;
use wecom::{MediaFile, MediaKind, NotSent};

use crate::Engine;
use crate::accounts::{field, wecom_error};
use crate::approval::{digest, hex};
use crate::error::{Error, Result};

/// An upload that ends sooner is made anew at the check: the send may start hours later.
const FRESH_MS: i64 = 24 * 3600 * 1000;

impl Engine {
    /// Keeps a picture or file for templates to refer to.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what WeCom would not take of it.
    pub async fn add_media(&self, usage: MediaUse, name: &str, bytes: Vec<u8>) -> Result<MediaRef> {
        let file = MediaFile::from_bytes(name, bytes.clone());
        file.check(kind(usage)).await.map_err(|error| Error::Invalid(vec![field("media", problem(&error))]))?;
        let sha256 = hex(&digest(&[usage.as_str().as_bytes(), name.as_bytes(), &bytes]));
        let media = MediaRef { sha256, name: name.to_owned(), size: bytes.len() as u64 };
        let (kept, now) = (media.clone(), self.now_ms());
        self.store().write(move |rows| rows.put_media(&kept, usage, &bytes, now)).await?;
        Ok(media)
    }

    /// The bytes of a picture or file, for drawing it and for exports.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn media_bytes(&self, sha256: &str) -> Result<Vec<u8>> {
        let sha256 = sha256.to_owned();
        let found = self.store().read(move |rows| rows.media_bytes(&sha256)).await;
        found.map_err(|error| crate::accounts::not_found(error, "file"))
    }

    /// Uploads the file of a content for an account, unless there is an upload that lives long enough.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::NotFound`].
    pub(crate) async fn upload_media(&self, account: &Account, content: &TemplateContent) -> Result<()> {
        let Some(media) = content.media().cloned() else { return Ok(()) };
        let (id, sha256) = (account.id.clone(), media.sha256.clone());
        let known = self.store().read(move |rows| rows.media_upload(&id, &sha256)).await?;
        if known.is_some_and(|upload| upload.expires_at > self.now_ms() + FRESH_MS) {
            return Ok(());
        }
        let usage = if matches!(content, TemplateContent::Image(_)) { MediaUse::Image } else { MediaUse::File };
        let file = MediaFile::from_bytes(&media.name, self.media_bytes(&media.sha256).await?);
        let (_, client) = self.client(&account.id).await?;
        let uploaded = client.media_upload(kind(usage), &file).await.map_err(|error| wecom_error(account, error))?;
        let expires_at = uploaded.expires_at_ms();
        let (id, upload) = (account.id.clone(), MediaUpload { media_id: uploaded.media_id, expires_at });
        Ok(self.store().write(move |rows| rows.note_upload(&id, &media.sha256, &upload)).await?)
    }
}

fn kind(usage: MediaUse) -> MediaKind {
    match usage {
        MediaUse::Image => MediaKind::Image,
        MediaUse::File => MediaKind::File,
    }
}

/// What is wrong with a file, as a problem word.
fn problem(error: &wecom::Error) -> &'static str {
    let wecom::Error::NotSent(NotSent::Invalid(invalid)) = error else { return "unreadable" };
    match invalid.violations().first() {
        Some(violation) if violation.field.ends_with("filename") => "bad_name",
        Some(violation) => match violation.problem {
            Problem::TooMuch { .. } => "too_large",
            Problem::TooLittle { .. } => "too_small",
            _ => "not_a_picture",
        },
        None => "unreadable",
    }
}
