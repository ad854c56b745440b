//! Reminders while the program runs: a round now and then.
//!
//! Never in here: what a round does.

use super::WATCH_EVERY;
use crate::doors::Reminders;
use crate::engine::Engine;
use crate::errors::Result;

impl Reminders<'_> {
    /// Sends what is due, for as long as the program runs.
    pub fn keep_watch(self) {
        self.engine.look_every(WATCH_EVERY, "reminders that are due", round);
    }
}

async fn round(engine: Engine) -> Result<()> {
    for (_, error) in engine.reminders().round(None).await?.waiting {
        tracing::info!(%error, "a reminder is due and could not be sent");
    }
    Ok(())
}
