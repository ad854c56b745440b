//! Progress on stderr: a bar on a terminal, a line for each tenth elsewhere.

use std::io::{IsTerminal, stderr};
use std::sync::{Mutex, PoisonError};

use beckon_engine::{Error, UiSink};
use beckon_model::{Campaign, CampaignId, Counts, Waiting, WaitsFor};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::Notify;

use crate::out::say;
use crate::words;

/// Hears of changes from the engine's threads.
#[derive(Debug, Default)]
pub struct Progress {
    changed: Notify,
    failed: Mutex<Option<Error>>,
}

impl Progress {
    /// Waits until the counts of the running campaign have changed.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Why the data folder could no longer be written, if so.
    pub fn take_failure(&self) -> Option<Error> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl UiSink for Progress {
    fn changed(&self, _: CampaignId) {
        self.changed.notify_one();
    }

    fn rested(&self, _: &Campaign) {}

    fn failed(&self, _: CampaignId, error: &Error) {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.clone());
    }
}

/// Shows how far a campaign is.
pub struct Bar {
    shown: Shown,
    /// What it was last said to wait for.
    waiting: Option<Waiting>,
}

enum Shown {
    Drawn(ProgressBar),
    /// Tenths told so far.
    Told(u64),
}

impl Bar {
    /// A bar for so many recipients.
    pub fn new(total: u64) -> Self {
        if !stderr().is_terminal() {
            return Self { shown: Shown::Told(0), waiting: None };
        }
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len}  {msg}");
        let bar = ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { shown: Shown::Drawn(bar), waiting: None }
    }

    /// Shows these counts.
    pub fn show(&mut self, counts: &Counts) {
        let done = counts.total - counts.open();
        match &mut self.shown {
            Shown::Drawn(bar) => {
                bar.set_message(format!("accepted {}, refused {}", counts.accepted, counts.rejected));
                bar.set_position(done);
            }
            Shown::Told(tenths) => {
                let reached = done * 10 / counts.total.max(1);
                if reached > *tenths {
                    *tenths = reached;
                    say!("{done} of {}", counts.total);
                }
            }
        }
    }

    /// Says what the send waits for, once.
    pub fn waits(&mut self, waiting: Option<Waiting>) {
        // A try again in a moment is no news.
        let waiting = waiting.filter(|waiting| waiting.what != WaitsFor::Retry);
        if let Some(waiting) = waiting.filter(|_| self.waiting != waiting) {
            self.say(&words::waiting(&waiting));
        }
        self.waiting = waiting;
    }

    /// Says something without spoiling the bar.
    pub fn say(&self, words: &str) {
        match &self.shown {
            Shown::Drawn(bar) => bar.suspend(|| say!("{words}")),
            Shown::Told(_) => say!("{words}"),
        }
    }

    /// Takes the bar away.
    pub fn end(self) {
        if let Shown::Drawn(bar) = self.shown {
            bar.finish_and_clear();
        }
    }
}
