//! Reminders while the program runs: a round now and then.
//!
//! Never in here: what a round does.

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::WATCH_EVERY;
use crate::doors::Reminders;
use crate::errors::Error;

impl Reminders<'_> {
    /// Sends what is due, for as long as the program runs.
    pub fn keep_watch(self) {
        let engine = self.engine.clone();
        tokio::spawn(async move {
            let mut ticks = interval_at(Instant::now() + WATCH_EVERY, WATCH_EVERY);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                match engine.reminders().round(None).await {
                    Err(Error::Store(beckon_store::Error::Stopped)) => break,
                    Err(error) => tracing::warn!(%error, "it could not be looked at which reminders are due"),
                    Ok(round) => {
                        for (_, error) in round.waiting {
                            tracing::info!(%error, "a reminder is due and could not be sent");
                        }
                    }
                }
            }
        });
    }
}
