//! How far the interviews in rooms are, and what came out of them. ShowMeBug is asked slowly, one call after the other.
//!
//! Never in here: a change at ShowMeBug.

use std::time::Duration;

use beckon_model::{InterviewId, RoomProblem, RoomQuery, RoomResult, RoomState, RoomStatus, RoomsRefreshed};
use beckon_store::{RoomPlace, StoredRoom};
use showmebug::{Listed, Status};

use super::desk::Desk;
use super::listing::Listing;
use super::problem::{is_gone, stops};
use super::turn::Turn;
use super::verdict::LIST_FROM_MS;
use crate::doors::Rooms;
use crate::errors::{Error, Result};

/// Between two results.
const PAUSE: Duration = Duration::from_millis(200);

impl Rooms<'_> {
    /// Looks up what is unknown, asks how far the others are, and fetches the results of those that have ended. Of these
    /// interviews alone, or of all rooms that are open.
    ///
    /// # Errors
    /// [`Error::Room`] while another process has its turn, [`Error::Store`], [`Error::Vault`]. What ShowMeBug refuses is part of
    /// the answer.
    pub async fn refresh(self, interviews: Vec<InterviewId>) -> Result<RoomsRefreshed> {
        let _turn = Turn::take(self.engine).await?;
        self.look_up(&interviews).await?;
        let query = RoomQuery { interviews, state: Some(RoomState::Made) };
        let rooms = self.engine.store().read(move |rows| rows.rooms(&query)).await?;
        let open = |room: &StoredRoom| room.status != Some(RoomStatus::Ended) || room.result_at.is_none();
        let mut refreshed = RoomsRefreshed::default();
        let mut left: Vec<StoredRoom> = rooms.into_iter().filter(open).collect();
        while let Some(first) = left.first() {
            let place = first.place.clone();
            let (here, others) = left.into_iter().partition(|room| room.place == place);
            left = others;
            if let Some(problem) = self.refresh_at(&place, here, &mut refreshed).await? {
                refreshed.problem = Some(problem);
            }
        }
        Ok(refreshed)
    }

    async fn refresh_at(
        self,
        place: &RoomPlace,
        rooms: Vec<StoredRoom>,
        refreshed: &mut RoomsRefreshed,
    ) -> Result<Option<RoomProblem>> {
        let desk = match Desk::of(self.engine, place.practice).await {
            Ok(desk) if desk.place == *place => desk,
            Ok(_) => return Ok(Some(RoomProblem::OtherConnection)),
            Err(Error::Room(problem)) => return Ok(Some(problem)),
            Err(error) => return Err(error),
        };
        let oldest = rooms.iter().map(|room| room.intent_at).min().unwrap_or_default();
        let mut listing = match Listing::since(&desk.client, oldest - LIST_FROM_MS).await {
            Ok(listing) => listing,
            Err(error) => return Ok(Some(desk.problem(&error))),
        };
        for room in rooms {
            let uid = room.uid.clone().unwrap_or_default();
            refreshed.asked += 1;
            if listing.find(&uid).is_none() && listing.whole {
                self.note_problem(&room, RoomProblem::Gone).await?;
                continue;
            }
            if listing.find(&uid).is_none() {
                let _ = listing.search(&desk.client, &room.name).await;
            }
            let Some(status) = listing.find(&uid).and_then(status) else { continue };
            let (id, now) = (room.id, self.engine.now_ms());
            self.engine.store().write(move |rows| rows.room_status(id, status, now)).await?;
            if status != RoomStatus::Ended {
                continue;
            }
            if room.status != Some(RoomStatus::Ended) {
                refreshed.ended.extend(room.interview);
            }
            match self.fetch_result(&desk, &room).await {
                Ok(_) => refreshed.results += 1,
                Err(Error::Room(problem)) if stops(&problem) => return Ok(Some(problem)),
                // Not yet there: asked again the next time.
                Err(Error::Room(_)) => {}
                Err(error) => return Err(error),
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(None)
    }

    /// The result of an interview, asked for now; of a room that is deleted the one that was kept.
    ///
    /// # Errors
    /// [`Error::Room`] where there is no room, or with what is in the way; [`Error::NotFound`] where nothing was kept;
    /// [`Error::Store`], [`Error::Vault`].
    pub async fn result(self, interview: InterviewId) -> Result<RoomResult> {
        let room = self.stored(interview).await?;
        if room.state == RoomState::Deleted {
            return self.result_kept(interview).await?.ok_or(Error::NotFound("result"));
        }
        let room = self.made(interview).await?;
        let desk = Desk::of_room(self.engine, &room).await?;
        self.fetch_result(&desk, &room).await
    }

    /// The result that was fetched last, without asking.
    ///
    /// # Errors
    /// [`Error::Room`] where there is no room, [`Error::Store`].
    pub async fn result_kept(self, interview: InterviewId) -> Result<Option<RoomResult>> {
        let room = self.stored(interview).await?;
        Ok(self.engine.store().read(move |rows| rows.room_result(room.id)).await?)
    }

    /// Fetches a result and keeps it.
    pub(super) async fn fetch_result(self, desk: &Desk, room: &StoredRoom) -> Result<RoomResult> {
        let answer = desk.client.result(room.uid.as_deref().unwrap_or_default()).await;
        let found = answer
            .map_err(|error| Error::Room(if is_gone(&error) { RoomProblem::Gone } else { desk.problem(&error) }))?;
        let result = RoomResult {
            at: self.engine.now_ms(),
            known: found.known,
            raw: serde_json::to_string_pretty(&found.raw).unwrap_or_default(),
            url: found.page.map(|page| page.expose().to_owned()),
        };
        let (id, kept) = (room.id, result.clone());
        self.engine.store().write(move |rows| rows.keep_room_result(id, &kept)).await?;
        Ok(result)
    }
}

fn status(item: &Listed) -> Option<RoomStatus> {
    item.status.map(|status| match status {
        Status::Opened => RoomStatus::NotStarted,
        Status::Started => RoomStatus::Running,
        Status::Ended => RoomStatus::Ended,
    })
}
