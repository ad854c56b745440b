//! The right to send, and its bearer: one campaign at a time in this process, one process per data folder.
//!
//! Never in here: what is sent and what became of it. That is the sender's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, MutexGuard, PoisonError};

use beckon_model::{AccountId, CampaignId};
use tokio::sync::watch;
use wecom::Client;

use crate::Engine;
use crate::error::{Error, Result};
use crate::lock::SendLock;
use crate::sender::Sender;

/// The campaign being sent.
pub(crate) struct Running {
    account: AccountId,
    pause: Arc<AtomicBool>,
    done: watch::Receiver<bool>,
}

/// The right to send: from before the first row is frozen until the campaign has come to rest.
pub(crate) struct Slot {
    engine: Engine,
    pause: Arc<AtomicBool>,
    done: watch::Sender<bool>,
    _lock: SendLock,
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.engine.running().take();
        let _ = self.done.send(true);
    }
}

impl Engine {
    /// Takes the right to send.
    ///
    /// # Errors
    /// [`Error::AlreadySending`] in this process, [`Error::OtherProcessSending`] in another.
    pub(crate) fn claim_sending(&self, account: &AccountId) -> Result<Slot> {
        let mut running = self.running();
        if running.is_some() {
            return Err(Error::AlreadySending);
        }
        let lock = SendLock::take(&self.0.data_dir)?;
        let (done, is_done) = watch::channel(false);
        let pause = Arc::new(AtomicBool::new(false));
        *running = Some(Running { account: account.clone(), pause: Arc::clone(&pause), done: is_done });
        Ok(Slot { engine: self.clone(), pause, done, _lock: lock })
    }

    /// Whether this account is being sent with.
    pub(crate) fn sends_with(&self, account: &AccountId) -> bool {
        self.running().as_ref().is_some_and(|running| running.account == *account)
    }

    /// Asks the running campaign to pause: requests under way end, no other leaves.
    pub fn pause(&self) {
        if let Some(running) = self.running().as_ref() {
            running.pause.store(true, Ordering::SeqCst);
        }
    }

    /// Waits until nothing is being sent.
    pub async fn wait_for_rest(&self) {
        let done = self.running().as_ref().map(|running| running.done.clone());
        if let Some(mut done) = done {
            let _ = done.wait_for(|done| *done).await;
        }
    }

    /// Sends a campaign in the background.
    pub(crate) fn run(&self, slot: Slot, campaign: CampaignId, client: Arc<Client>) {
        let sender = Sender::new(self.clone(), campaign, client, Arc::clone(&slot.pause));
        tokio::spawn(async move {
            let engine = slot.engine.clone();
            let rested = sender.send_all().await;
            match &rested {
                Ok(campaign) => engine.0.sink.rested(campaign),
                Err(error) => engine.0.sink.failed(campaign, error),
            }
            drop(slot);
        });
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
