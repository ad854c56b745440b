//! Progress on its way to the window, and to whoever tells a person that a send has ended or needs one.

use std::sync::{Arc, Mutex, PoisonError};

use beckon_engine::{Error, UiSink};
use beckon_model::{Campaign, CampaignId, InterviewId};
use tauri::AppHandle;
use tauri::ipc::Channel;

/// The window's channels. A channel of a page that was reloaded fails and is dropped.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<Vec<Channel<CampaignId>>>);

impl Watchers {
    /// Adds a channel.
    pub fn add(&self, channel: Channel<CampaignId>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(channel);
    }

    fn tell(&self, campaign: CampaignId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|channel| channel.send(campaign).is_ok());
    }
}

/// Tells a person.
#[derive(Clone, Copy)]
pub(crate) struct Notify {
    /// What came of a campaign.
    pub rested: fn(&AppHandle, &Campaign),
    /// How many interviews have ended.
    pub ended: fn(&AppHandle, usize),
}

/// The window as the engine sees it.
pub(crate) struct TauriSink {
    handle: AppHandle,
    watchers: Arc<Watchers>,
    notify: Notify,
}

impl TauriSink {
    /// A sink that tells these watchers, and a person by `notify`.
    pub fn new(handle: AppHandle, watchers: Arc<Watchers>, notify: Notify) -> Self {
        Self { handle, watchers, notify }
    }
}

impl UiSink for TauriSink {
    fn changed(&self, campaign: CampaignId) {
        self.watchers.tell(campaign);
    }

    fn rested(&self, campaign: &Campaign) {
        self.watchers.tell(campaign.id);
        (self.notify.rested)(&self.handle, campaign);
    }

    fn ended(&self, interviews: &[InterviewId]) {
        (self.notify.ended)(&self.handle, interviews.len());
    }

    fn failed(&self, campaign: CampaignId, error: &Error) {
        tracing::error!(%campaign, %error, "sending had to stop");
        self.watchers.tell(campaign);
    }
}
