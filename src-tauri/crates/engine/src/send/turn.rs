//! The right to send, and its bearer: one campaign at a time in this process, one process per data folder.
//!
//! Never in here: what is sent and what became of it. That is the sender's.

use std::sync::Arc;

use beckon_model::{AccountId, BackupWhy, Campaign, CampaignId};
use tokio::sync::watch;
use wecom::Client;

use super::state::Running;
use crate::Engine;
use crate::doors::Campaigns;
use crate::errors::{Error, Result};
use crate::send::lock::SendLock;
use crate::send::progress::Progress;
use crate::send::sender::Sender;

/// The right to send: from before the first row is frozen until the campaign has come to rest.
pub(crate) struct Slot {
    engine: Engine,
    progress: Arc<Progress>,
    done: watch::Sender<bool>,
    lock: Arc<SendLock>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.engine.0.send.running().take();
        let _ = self.done.send(true);
    }
}

impl Campaigns<'_> {
    /// Takes the right to send.
    ///
    /// # Errors
    /// [`Error::AlreadySending`] in this process, [`Error::OtherProcessSending`] in another; [`Error::Store`] where the
    /// database is known to be damaged, or gone.
    pub(crate) fn claim_sending(self, account: &AccountId) -> Result<Slot> {
        let mut running = self.engine.0.send.running();
        if running.is_some() {
            return Err(Error::AlreadySending);
        }
        self.engine.store().in_place()?;
        let lock = Arc::new(SendLock::take(&self.engine.0.data_dir)?);
        let (done, is_done) = watch::channel(false);
        let progress = Arc::new(Progress::default());
        let account = account.clone();
        *running = Some(Running { account, campaign: None, progress: Arc::clone(&progress), done: is_done });
        Ok(Slot { engine: self.engine.clone(), progress, done, lock })
    }

    /// How this campaign goes, if this process is sending it.
    pub(crate) fn progress_of(self, campaign: CampaignId) -> Option<Arc<Progress>> {
        let running = self.engine.0.send.running();
        let running = running.as_ref().filter(|running| running.campaign == Some(campaign))?;
        Some(Arc::clone(&running.progress))
    }

    /// The campaign that this process is sending.
    #[must_use]
    pub fn sending(self) -> Option<CampaignId> {
        self.engine.0.send.running().as_ref().and_then(|running| running.campaign)
    }

    /// Pauses whatever this process is sending: requests under way end, no other leaves.
    pub async fn pause_sending(self) {
        if let Some(campaign) = self.sending()
            && let Err(error) = self.pause(campaign).await
        {
            tracing::warn!(%campaign, %error, "could not be paused");
        }
    }

    /// Waits until nothing is being sent.
    pub async fn wait_for_rest(self) {
        let done = self.engine.0.send.running().as_ref().map(|running| running.done.clone());
        if let Some(mut done) = done {
            let _ = done.wait_for(|done| *done).await;
        }
    }

    /// Sends a campaign in the background.
    pub(crate) fn run(self, slot: Slot, campaign: &Campaign, client: Arc<Client>) {
        if let Some(running) = self.engine.0.send.running().as_mut() {
            running.campaign = Some(campaign.id);
        }
        let (id, account) = (campaign.id, campaign.account.clone());
        let (progress, lock) = (Arc::clone(&slot.progress), Arc::clone(&slot.lock));
        let engine = self.engine.clone();
        tokio::spawn(async move {
            let rested = match Sender::new(engine.clone(), id, account, client, (progress, lock)).await {
                Ok(sender) => sender.send_all().await,
                Err(error) => Err(error),
            };
            // Where the folder is gone, a copy would make it again.
            if rested.is_ok() {
                engine.store().keep_copy(BackupWhy::Send, engine.now_ms());
            }
            match &rested {
                Ok(campaign) => engine.0.sink.rested(campaign),
                Err(error) => engine.0.sink.failed(id, error),
            }
            drop(slot);
        });
    }
}
