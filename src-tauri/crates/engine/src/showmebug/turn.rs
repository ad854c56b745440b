//! Whose turn it is to make, look up, change or delete.
//!
//! Never in here: what is done meanwhile.

use std::fs::{File, TryLockError};
use std::path::PathBuf;

use beckon_model::{RoomProblem, RoomState};
use beckon_store::Reader;

use crate::engine::Engine;
use crate::errors::{Error, Result};
use crate::folder::Alone;

/// Held while something of it goes on.
pub(super) struct Turn(#[expect(dead_code, reason = "it is held")] Alone);

impl Turn {
    /// Waits for the turn in this process, and settles what a process that is gone has left: nobody else makes anything now.
    ///
    /// # Errors
    /// [`Error::Room`] while another process has it, [`Error::Store`].
    pub async fn take(engine: &Engine) -> Result<Self> {
        let alone = Alone::take(&engine.0.showmebug.turn, &path(engine)).await;
        let alone = alone.map_err(beckon_store::Error::from)?.ok_or(Error::Room(RoomProblem::OtherProcess))?;
        if engine.store().read(left).await? {
            let lose = |rows: &beckon_store::Writer<'_>| {
                rows.lose_rooms(&RoomProblem::Interrupted)?;
                rows.lose_tests(&RoomProblem::Interrupted)
            };
            engine.store().write(lose).await?;
        }
        Ok(Self(alone))
    }

    /// Whether it is anybody's turn. Where it is nobody's, the file is locked for a moment, so this is asked only while something
    /// seems to be made.
    pub fn is_taken(engine: &Engine) -> bool {
        let probe = File::open(path(engine)).map(|file| file.try_lock_shared());
        engine.0.showmebug.turn.try_lock().is_err() || matches!(probe, Ok(Err(TryLockError::WouldBlock)))
    }
}

fn path(engine: &Engine) -> PathBuf {
    engine.data_dir().join("rooms.lock")
}

/// Whether anything is being made, or was when its process ended.
fn left(rows: &Reader<'_>) -> beckon_store::Result<bool> {
    let making = beckon_model::RoomQuery { state: Some(RoomState::Making), ..Default::default() };
    Ok(!rows.rooms(&making)?.is_empty() || rows.written_tests()?.iter().any(|test| test.state == RoomState::Making))
}
