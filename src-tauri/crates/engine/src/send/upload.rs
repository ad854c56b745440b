//! Pictures and files of messages, uploaded before a check, so that what is approved has an id of WeCom that lives.
//!
//! Never in here: an upload inside a transaction.

use std::sync::Arc;

use beckon_model::{Account, MediaUse, SendRequest, TemplateContent};
use beckon_store::MediaUpload;
use wecom::MediaFile;

use crate::doors::Sending;
use crate::errors::{Result, wecom_error};
use crate::message::calendar::calendar_media;
use crate::send::plan::Plan;
use crate::send::plan_row::Made;
use crate::templates::media::kind;

/// An upload that ends sooner is made again at the check: the send may start hours later.
const FRESH_MS: i64 = 24 * 3600 * 1000;

impl Sending<'_> {
    /// The plan of a send whose messages carry files that WeCom has: those that it has not are uploaded first.
    ///
    /// # Errors
    /// As [`Sending::upload_media`], and as the check.
    pub(crate) async fn plan_with_files(self, send: &SendRequest) -> Result<Arc<Plan>> {
        let plan = self.plan(send).await?;
        let until = self.engine.now_ms() + FRESH_MS;
        let mut uploaded = false;
        if let Some(template) = &plan.template
            && template.content.media().is_some_and(|media| !plan.has_file(&media.sha256, until))
        {
            self.upload_media(&plan.account, &template.content).await?;
            uploaded = true;
        }
        for (_, row) in plan.calendars.iter().filter(|(sha256, _)| !plan.has_file(sha256, until)) {
            let (of, row) = (Arc::clone(&plan), *row);
            let made = self.engine.store().read(move |rows| of.made(rows, &of.renderer()?, row)).await?;
            let Made { recipient, rendered, .. } = made;
            let (TemplateContent::Calendar(calendar), Some(interview)) = (&rendered.content, &recipient.interview)
            else {
                continue;
            };
            let (media, bytes) = calendar_media(interview, recipient.reads_calendar(), &calendar.title);
            let now = self.engine.now_ms();
            self.engine.store().write(move |rows| rows.put_media(&media, MediaUse::File, &bytes, now)).await?;
            self.upload_media(&plan.account, &rendered.content).await?;
            uploaded = true;
        }
        if uploaded { self.plan(send).await } else { Ok(plan) }
    }

    /// Uploads the file of a content for an account.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::NotFound`].
    async fn upload_media(self, account: &Account, content: &TemplateContent) -> Result<()> {
        let Some(media) = content.media().cloned() else { return Ok(()) };
        let usage = if matches!(content, TemplateContent::Image(_)) { MediaUse::Image } else { MediaUse::File };
        let file = MediaFile::from_bytes(&media.name, self.engine.templates().media_get(&media.sha256).await?);
        let (_, client) = self.engine.accounts().client(&account.id).await?;
        let uploaded = client.media_upload(kind(usage), &file).await.map_err(|error| wecom_error(account, error))?;
        let expires_at = uploaded.expires_at_ms();
        let (id, upload) = (account.id.clone(), MediaUpload { media_id: uploaded.media_id, expires_at });
        Ok(self.engine.store().write(move |rows| rows.note_upload(&id, &media.sha256, &upload)).await?)
    }
}
