//! A look at open rooms now and then, while the program runs: only at those whose interviews are near.
//!
//! Never in here: what a look does.

use std::time::Duration;

use beckon_model::{InterviewId, RoomProblem, RoomQuery, RoomState, RoomStatus};
use beckon_store::{Reader, StoredRoom};

use crate::doors::Rooms;
use crate::errors::{Error, Result};

const LOOK_EVERY: Duration = Duration::from_secs(300);

/// An interview is near from a day before its start.
const BEFORE_MS: i64 = 24 * 3_600_000;

/// Until a week after it: a laptop that slept over a weekend still hears of Friday.
const AFTER_MS: i64 = 7 * BEFORE_MS;

impl Rooms<'_> {
    /// Looks at the rooms of interviews that are near, for as long as the program runs, and tells of those that have ended.
    pub fn keep_watch(self) {
        self.engine.look_every(LOOK_EVERY, "rooms", |engine| async move { engine.rooms().look().await });
    }

    /// Looks once.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::Vault`]. What ShowMeBug says, or another process that has its turn, is none.
    pub async fn look(self) -> Result<()> {
        let now = self.engine.now_ms();
        let near = self.engine.store().read(move |rows| near(rows, now)).await?;
        if near.is_empty() {
            return Ok(());
        }
        match self.refresh(near).await {
            Ok(refreshed) if refreshed.ended.is_empty() => Ok(()),
            Ok(refreshed) => {
                self.engine.0.sink.ended(&refreshed.ended);
                Ok(())
            }
            Err(Error::Room(RoomProblem::OtherProcess)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Interviews with a room that has not ended, and which are near.
fn near(rows: &Reader<'_>, now: i64) -> beckon_store::Result<Vec<InterviewId>> {
    let made = RoomQuery { state: Some(RoomState::Made), ..RoomQuery::default() };
    let is_open = |room: &StoredRoom| room.status != Some(RoomStatus::Ended) || room.result_at.is_none();
    let open: Vec<InterviewId> =
        rows.rooms(&made)?.into_iter().filter(is_open).filter_map(|room| room.interview).collect();
    let interviews = rows.interviews_of_ids(&open)?.into_iter();
    let is_near = |starts_at: i64| (now - AFTER_MS..=now + BEFORE_MS).contains(&starts_at);
    Ok(interviews.filter(|interview| is_near(interview.starts_at)).map(|interview| interview.id).collect())
}
