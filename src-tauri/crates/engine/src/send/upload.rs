//! Pictures and files of messages: kept in the database, uploaded before a check, so that what is approved has an id of
//! WeCom that lives.
//!
//! Never in here: an upload inside a transaction.

use std::sync::Arc;

use beckon_model::{Account, MediaRef, MediaUse, SendRequest, TemplateContent};
use beckon_store::MediaUpload;
use wecom::message::Problem;
use wecom::{MediaFile, MediaKind, NotSent};

use crate::Engine;
use crate::errors::{Error, Result};
use crate::errors::{field, not_found, wecom_error};
use crate::hash::{digest, hex};
use crate::message::calendar::calendar_media;
use crate::message::picture::is_whole;
use crate::send::plan::{Made, Plan};

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

    /// The plan of a send whose messages carry files that WeCom has: those that it has not are uploaded first.
    ///
    /// # Errors
    /// As [`Engine::upload_media`], and as the check.
    pub(crate) async fn plan_with_files(&self, send: &SendRequest) -> Result<Arc<Plan>> {
        let plan = self.plan(send).await?;
        let until = self.now_ms() + FRESH_MS;
        let mut uploaded = false;
        if let Some(template) = &plan.template
            && template.content.media().is_some_and(|media| !plan.has_file(&media.sha256, until))
        {
            self.upload_media(&plan.account, &template.content).await?;
            uploaded = true;
        }
        for (_, row) in plan.calendars.iter().filter(|(sha256, _)| !plan.has_file(sha256, until)) {
            let (of, row) = (Arc::clone(&plan), *row);
            let made = self.store().read(move |rows| of.made(rows, &of.renderer()?, row)).await?;
            let Made { recipient, rendered, .. } = made;
            let (TemplateContent::Calendar(calendar), Some(interview)) = (&rendered.content, &recipient.interview)
            else {
                continue;
            };
            let (media, bytes) = calendar_media(interview, recipient.reads_calendar(), &calendar.title);
            let now = self.now_ms();
            self.store().write(move |rows| rows.put_media(&media, MediaUse::File, &bytes, now)).await?;
            self.upload_media(&plan.account, &rendered.content).await?;
            uploaded = true;
        }
        if uploaded { self.plan(send).await } else { Ok(plan) }
    }

    /// Uploads the file of a content for an account.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::NotFound`].
    async fn upload_media(&self, account: &Account, content: &TemplateContent) -> Result<()> {
        let Some(media) = content.media().cloned() else { return Ok(()) };
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
