//! Sending one campaign: every row's fate is on the disk before and after each of its requests.
//!
//! 1. Claim as many waiting rows as there are free places: their attempts are durable before anything leaves.
//! 2. Send exactly the frozen bytes.
//! 3. Read the answer per recipient, or sort the failure, and note the outcome durably.
//! 4. A refusal of the account, or a network that is gone, stops the campaign: nothing more leaves.
//! 5. When no row waits and none is under way, the campaign comes to rest.
//!
//! Never in here: making or changing a message.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use beckon_model::{Campaign, CampaignId, CampaignState, DeliveryState, Reason};
use beckon_store::{ClaimedDelivery, Writer};
use tokio::task::JoinSet;
use wecom::Client;

use crate::Engine;
use crate::error::{Error, Result};
use crate::settle::{Settled, settle};

/// Requests under way at a time: WeCom names no number, and low parallelism keeps clear of 45033.
const PARALLEL: usize = 8;

/// The window hears of changes this often at most.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// How often a sender that waits looks at the clock: laptops sleep, and due times are wall-clock times.
const HEARTBEAT_MS: i64 = 250;

pub(crate) struct Sender {
    engine: Engine,
    campaign: CampaignId,
    client: Arc<Client>,
    pause: Arc<AtomicBool>,
    changed: AtomicBool,
    stop: Mutex<Option<Stop>>,
}

/// Why the campaign cannot go on.
#[derive(Debug, Clone)]
enum Stop {
    /// WeCom refuses the account, or there is no network.
    Refused(Reason),
    /// The data folder can no longer be written.
    Failed(Error),
}

impl Sender {
    pub fn new(engine: Engine, campaign: CampaignId, client: Arc<Client>, pause: Arc<AtomicBool>) -> Arc<Self> {
        Arc::new(Self { engine, campaign, client, pause, changed: AtomicBool::new(true), stop: Mutex::default() })
    }

    /// Sends until no row waits, or until it has to stop. Answers with the campaign at rest.
    pub async fn send_all(self: &Arc<Self>) -> Result<Campaign> {
        let teller = tokio::spawn(Arc::clone(self).tell());
        self.send_rows().await;
        teller.abort();
        let rested = self.rest().await;
        self.engine.0.sink.changed(self.campaign);
        rested
    }

    async fn send_rows(self: &Arc<Self>) {
        let mut under_way = JoinSet::new();
        loop {
            for row in self.claim(PARALLEL - under_way.len()).await {
                under_way.spawn(Arc::clone(self).attempt(row));
            }
            // An attempt that ends frees a place, and may put its row back into the queue.
            if under_way.join_next().await.is_none() && !self.wait_for_due().await {
                return;
            }
        }
    }

    /// Rows whose turn it is, their attempts noted.
    async fn claim(&self, places: usize) -> Vec<ClaimedDelivery> {
        if self.stopping() {
            return Vec::new();
        }
        let (campaign, now) = (self.campaign, self.engine.now_ms());
        let claimed = self.engine.store().write(move |rows| rows.claim(campaign, places, now)).await;
        claimed.unwrap_or_else(|error| {
            self.stop_with(Stop::Failed(error.into()));
            Vec::new()
        })
    }

    async fn attempt(self: Arc<Self>, row: ClaimedDelivery) {
        let answer = self.client.send(row.body.clone()).await;
        let now = self.engine.now_ms();
        let Settled { end, outcome, stop } = settle(&row, answer, now);
        if let Some(reason) = stop {
            self.stop_with(Stop::Refused(reason));
        }
        let note = move |rows: &Writer<'_>| {
            rows.end_attempt(row.id, row.attempt, &end, now)?;
            rows.move_delivery(row.id, DeliveryState::Sending, &outcome, now)
        };
        if let Err(error) = self.engine.store().write(note).await {
            // The row stays in `sending` on the disk: the next start settles it by the rule for lost replies.
            self.stop_with(Stop::Failed(error.into()));
        }
        self.changed.store(true, Ordering::SeqCst);
    }

    /// Waits for the next row that is due; false when there is none, or when it is time to stop.
    async fn wait_for_due(&self) -> bool {
        if self.stopping() {
            return false;
        }
        let campaign = self.campaign;
        match self.engine.store().read(move |rows| rows.next_due(campaign)).await {
            Ok(Some(due)) => {
                let wait = (due - self.engine.now_ms()).clamp(0, HEARTBEAT_MS);
                tokio::time::sleep(Duration::from_millis(wait.unsigned_abs())).await;
                true
            }
            Ok(None) => false,
            Err(error) => {
                self.stop_with(Stop::Failed(error.into()));
                false
            }
        }
    }

    /// Writes where the campaign stands now that nothing of it is under way.
    async fn rest(&self) -> Result<Campaign> {
        let (campaign, now, stop) = (self.campaign, self.engine.now_ms(), self.stopped());
        if let Some(Stop::Failed(error)) = stop {
            return Err(error);
        }
        let rest = move |rows: &Writer<'_>| {
            if let Some(Stop::Refused(reason)) = stop {
                rows.hold_queued(campaign, &reason, now)?;
                rows.set_campaign_state(campaign, CampaignState::Paused, Some(&reason), None)?;
            } else if rows.campaign(campaign)?.counts.open() == 0 {
                rows.set_campaign_state(campaign, CampaignState::Finished, None, Some(now))?;
            } else {
                rows.set_campaign_state(campaign, CampaignState::Paused, None, None)?;
            }
            rows.campaign(campaign)
        };
        Ok(self.engine.store().write(rest).await?)
    }

    /// Tells the window of changes while sending.
    async fn tell(self: Arc<Self>) {
        let mut ticks = tokio::time::interval(TELL_EVERY);
        loop {
            ticks.tick().await;
            if self.changed.swap(false, Ordering::SeqCst) {
                self.engine.0.sink.changed(self.campaign);
            }
        }
    }

    fn stopping(&self) -> bool {
        self.pause.load(Ordering::SeqCst) || self.stopped().is_some()
    }

    fn stopped(&self) -> Option<Stop> {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The first reason stands.
    fn stop_with(&self, stop: Stop) {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(stop);
    }
}
