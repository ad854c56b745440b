//! News of the team for the window, while it shows the team.
//!
//! Never in here: what the news are; whoever hears of them asks again.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::desk;
use crate::doors::Team;
use crate::errors::Result;

/// How often it is time to ask again although nothing was heard.
const POLL: Duration = Duration::from_secs(30);

/// News within this time are told as one.
const TOGETHER: Duration = Duration::from_millis(350);

impl Team<'_> {
    /// Tells the sink that something of the team is new, until [`Team::unwatch`]. One watch at a time.
    ///
    /// # Errors
    /// [`crate::Error::Team`] where the ledger cannot be asked now; nothing is watched then.
    pub async fn watch(self) -> Result<()> {
        let mut watch = desk::ledger(self.engine).await?.watch(POLL);
        let sink = Arc::clone(&self.engine.0.sink);
        let task = tokio::spawn(async move {
            while watch.next().await.is_some() {
                let until = Instant::now() + TOGETHER;
                while timeout_at(until, watch.next()).await.is_ok_and(|news| news.is_some()) {}
                sink.team_changed();
            }
        });
        if let Some(before) = self.engine.0.team.watch().replace(task.abort_handle()) {
            before.abort();
        }
        Ok(())
    }

    /// Ends the watch, if there is one.
    pub fn unwatch(self) {
        if let Some(watch) = self.engine.0.team.watch().take() {
            watch.abort();
        }
    }
}
