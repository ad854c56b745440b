//! Pictures and files of messages: kept in the database, uploaded before a check, so that what is approved has an id of
//! WeCom that lives.
//!
//! Never in here: an upload inside a transaction.

use std::collections::HashSet;

use beckon_model::{Account, MediaRef, MediaUse, Reason, SendRequest, TemplateContent};
use beckon_store::MediaUpload;
use wecom::message::Problem;
use wecom::{MediaFile, MediaKind, NotSent};

use crate::Engine;
use crate::calendar::calendar_media;
use crate::error::{Error, Result};
use crate::errors::{field, not_found, wecom_error};
use crate::hash::{digest, hex};
use crate::picture::is_whole;

/// An upload that ends sooner is made anew at the check: the send may start hours later.
const FRESH_MS: i64 = 24 * 3600 * 1000;

impl Engine {
    /// Keeps a picture or file for templates to refer to, under a name that can be uploaded: the answer has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what WeCom would not take of it.
    pub async fn add_media(&self, usage: MediaUse, name: &str, bytes: Vec<u8>) -> Result<MediaRef> {
        let name = wecom::upload_name(name);
        let file = MediaFile::from_bytes(&name, bytes.clone());
        file.check(kind(usage)).await.map_err(|error| Error::Invalid(vec![field("media", problem(&error))]))?;
        if usage == MediaUse::Image && !is_whole(&bytes) {
            return Err(Error::Invalid(vec![field("media", "damaged_picture")]));
        }
        let sha256 = hex(&digest(&[usage.as_str().as_bytes(), name.as_bytes(), &bytes]));
        let media = MediaRef { sha256, name, size: bytes.len() as u64 };
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
        found.map_err(|error| not_found(error, "file"))
    }

    /// Uploads what a send's messages carry: the file of the template, or the calendar files of its interviews.
    ///
    /// # Errors
    /// As [`Engine::upload_media`], and as the check.
    pub(crate) async fn upload_for(&self, account: &Account, send: &SendRequest) -> Result<()> {
        let wanted = send.template;
        let template = self.store().read(move |rows| rows.template(wanted)).await;
        let template = template.map_err(|error| not_found(error, "template"))?;
        if !matches!(template.content, TemplateContent::Calendar(_)) {
            return self.upload_media(account, &template.content).await;
        }
        let mut seen = HashSet::new();
        for row in self.plan(send.clone()).await?.rows {
            // Whoever is held for another reason needs no file.
            let needed = matches!(row.body, Ok(_) | Err(Reason::NotUploaded));
            let (TemplateContent::Calendar(calendar), Some(interview)) =
                (&row.rendered.content, &row.recipient.interview)
            else {
                continue;
            };
            let (media, bytes) = calendar_media(interview, row.recipient.reads_calendar(), &calendar.title);
            if needed && seen.insert(media.sha256.clone()) {
                let now = self.now_ms();
                self.store().write(move |rows| rows.put_media(&media, MediaUse::File, &bytes, now)).await?;
                self.upload_media(account, &row.rendered.content).await?;
            }
        }
        Ok(())
    }

    /// Uploads the file of a content for an account, unless there is an upload that lives long enough.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::NotFound`].
    async fn upload_media(&self, account: &Account, content: &TemplateContent) -> Result<()> {
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
        Some(violation) => match violation.problem {
            Problem::TooMuch { .. } => "too_large",
            Problem::TooLittle { .. } => "too_small",
            _ => "not_a_picture",
        },
        None => "unreadable",
    }
}
