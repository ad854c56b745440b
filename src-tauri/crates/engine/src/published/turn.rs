//! Whose turn it is to publish: one in this process, and one process for a data folder. The lock of the operating system ends with
//! the process.
//!
//! Never in here: what is done meanwhile.

use std::fs::File;

use beckon_model::PublishProblem;
use tokio::sync::OwnedMutexGuard;

use crate::engine::Engine;
use crate::errors::{Error, Result};
use crate::folder::lock;

/// Held while something changes in WeCom.
pub(super) struct Turn {
    _alone: OwnedMutexGuard<()>,
    _file: File,
}

impl Turn {
    /// Waits for the turn in this process, and notes of what a process that is gone has left that nobody knows how it ended.
    ///
    /// # Errors
    /// [`Error::Publish`] while another process has it, [`Error::Store`].
    pub async fn take(engine: &Engine) -> Result<Self> {
        let alone = engine.0.published.turn.clone().lock_owned().await;
        let path = engine.data_dir().join("publishing.lock");
        let file = lock(&path).map_err(beckon_store::Error::from)?;
        let turn = Self { _alone: alone, _file: file.ok_or(Error::Publish(PublishProblem::OtherProcess))? };
        if engine.store().read(|rows| rows.has_step_under_way()).await? {
            engine.store().write(|rows| rows.lose_steps(&PublishProblem::Interrupted)).await?;
        }
        Ok(turn)
    }
}
