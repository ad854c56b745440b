//! Progress on its way to the window, and the desktop notification at the end of a send.

use std::sync::{Arc, Mutex, PoisonError};

use beckon_engine::{Error, UiSink};
use beckon_model::{Campaign, CampaignId};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

use crate::app::App;
use crate::words::Words;

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

/// The window as the engine sees it.
pub(crate) struct TauriSink {
    handle: AppHandle,
    watchers: Arc<Watchers>,
}

impl TauriSink {
    /// A sink that tells these watchers.
    pub fn new(handle: AppHandle, watchers: Arc<Watchers>) -> Self {
        Self { handle, watchers }
    }

    /// Shows what came of a campaign, in the window's language.
    fn notify(&self, campaign: Campaign) {
        let handle = self.handle.clone();
        tauri::async_runtime::spawn(async move {
            let Some(app) = handle.try_state::<App>() else { return };
            let Ok(engine) = app.engine() else { return };
            let words = Words::of(engine.settings().await.unwrap_or_default().locale);
            let counts = campaign.counts;
            let numbers = [
                ("accepted", counts.accepted),
                ("rejected", counts.rejected),
                ("held", counts.held),
                ("unknown", counts.unknown),
            ];
            let body = words.filled("notify_done_body", &numbers);
            let shown = handle.notification().builder().title(words.word("notify_done_title")).body(body).show();
            // A desktop without notifications has the result in the window all the same.
            if let Err(error) = shown {
                tracing::warn!(%error, "no notification was shown");
            }
        });
    }
}

impl UiSink for TauriSink {
    fn changed(&self, campaign: CampaignId) {
        self.watchers.tell(campaign);
    }

    fn rested(&self, campaign: &Campaign) {
        self.watchers.tell(campaign.id);
        self.notify(campaign.clone());
    }

    fn failed(&self, campaign: CampaignId, error: &Error) {
        tracing::error!(%campaign, %error, "sending had to stop");
        self.watchers.tell(campaign);
    }
}
