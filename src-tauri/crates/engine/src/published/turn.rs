//! Whose turn it is to publish.
//!
//! Never in here: what is done meanwhile.

use beckon_model::PublishProblem;

use crate::engine::Engine;
use crate::errors::{Error, Result};
use crate::folder::Alone;

/// Held while something changes in WeCom.
pub(super) struct Turn(#[expect(dead_code, reason = "it is held")] Alone);

impl Turn {
    /// Waits for the turn in this process, and notes of what a process that is gone has left that nobody knows how it ended.
    ///
    /// # Errors
    /// [`Error::Publish`] while another process has it, [`Error::Store`].
    pub async fn take(engine: &Engine) -> Result<Self> {
        let alone = Alone::take(&engine.0.published.turn, &engine.data_dir().join("publishing.lock")).await;
        let alone = alone.map_err(beckon_store::Error::from)?.ok_or(Error::Publish(PublishProblem::OtherProcess))?;
        if engine.store().read(|rows| rows.has_step_under_way()).await? {
            engine.store().write(|rows| rows.lose_steps(&PublishProblem::Interrupted)).await?;
        }
        Ok(Self(alone))
    }
}
