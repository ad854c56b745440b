//! Progress on its way to the window, and to whoever tells a person that a send has ended or needs one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use beckon_engine::{Error, UiSink};
use beckon_model::{Campaign, CampaignId, InterviewId, OutsideEvent};
use tauri::AppHandle;
use tauri::ipc::Channel;

/// The window's channels. A channel of a page that was reloaded fails and is dropped.
#[derive(Default)]
pub(crate) struct Watchers {
    campaigns: Mutex<Vec<Channel<CampaignId>>>,
    team: Mutex<Option<Channel<()>>>,
    outside: Mutex<Vec<Channel<Vec<OutsideEvent>>>>,
}

impl Watchers {
    /// Adds a channel.
    pub fn add(&self, channel: Channel<CampaignId>) {
        lock(&self.campaigns).push(channel);
    }

    /// Who hears of the team: one page, or none.
    pub fn watch_team(&self, channel: Option<Channel<()>>) {
        *lock(&self.team) = channel;
    }

    /// Adds a channel on which is told what happens with candidates outside the company.
    pub fn add_outside(&self, channel: Channel<Vec<OutsideEvent>>) {
        lock(&self.outside).push(channel);
    }

    fn tell_outside(&self, events: &[OutsideEvent]) {
        lock(&self.outside).retain(|channel| channel.send(events.to_vec()).is_ok());
    }

    fn tell(&self, campaign: CampaignId) {
        lock(&self.campaigns).retain(|channel| channel.send(campaign).is_ok());
    }

    fn tell_team(&self) {
        lock(&self.team).take_if(|channel| channel.send(()).is_err());
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells a person.
#[derive(Clone, Copy)]
pub(crate) struct Notify {
    /// What came of a campaign.
    pub rested: fn(&AppHandle, &Campaign),
    /// How many interviews have ended.
    pub ended: fn(&AppHandle, usize),
    /// How many interviews an interviewer has declined.
    pub declined: fn(&AppHandle, usize),
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

    fn team_changed(&self) {
        self.watchers.tell_team();
    }

    fn ended(&self, interviews: &[InterviewId]) {
        (self.notify.ended)(&self.handle, interviews.len());
    }

    fn declined(&self, interviews: &[InterviewId]) {
        (self.notify.declined)(&self.handle, interviews.len());
    }

    fn outside(&self, events: &[OutsideEvent]) {
        self.watchers.tell_outside(events);
    }

    fn failed(&self, campaign: CampaignId, error: &Error) {
        tracing::error!(%campaign, %error, "sending had to stop");
        self.watchers.tell(campaign);
    }
}
