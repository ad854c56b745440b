//! The same look now and then, for as long as the program runs.
//!
//! Never in here: what is looked at.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::engine::Engine;
use crate::errors::{Error, Result};

impl Engine {
    /// Looks every so often, one look after the other. What fails is tried again in the next round; with the store it ends.
    pub(crate) fn look_every<R: Future<Output = Result<()>> + Send + 'static>(
        &self,
        every: Duration,
        what: &'static str,
        look: impl Fn(Self) -> R + Send + 'static,
    ) {
        let engine = self.clone();
        tokio::spawn(async move {
            let mut ticks = interval_at(Instant::now() + every, every);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                match look(engine.clone()).await {
                    Err(Error::Store(beckon_store::Error::Stopped)) => break,
                    Err(error) => tracing::warn!(%error, what, "it could not be looked at what is due"),
                    Ok(()) => {}
                }
            }
        });
    }
}
