//! Rooms as they are shown, and their links for somebody who asked for them.

use beckon_model::{InterviewId, Room, RoomInterviewer, RoomLinks, RoomProblem, RoomQuery, RoomState};
use beckon_store::{Reader, StoredRoom};

use super::plan::Wanted;
use super::turn::Turn;
use crate::doors::Rooms;
use crate::errors::{Error, Result};

impl Rooms<'_> {
    /// The rooms that a question finds, those asked for last first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(self, query: RoomQuery) -> Result<Vec<Room>> {
        let state = query.state;
        // One that is being made is unknown once whoever made it is gone: by the state that is shown, not by the noted one.
        let noted =
            RoomQuery { state: state.filter(|state| matches!(state, RoomState::Made | RoomState::Deleted)), ..query };
        let shown_all = move |rows: &Reader<'_>| {
            rows.rooms(&noted)?.into_iter().map(|room| shown(rows, room)).collect::<beckon_store::Result<Vec<_>>>()
        };
        let rooms = self.engine.store().read(shown_all).await?;
        let shown = rooms.into_iter().map(|room| self.as_it_is(room));
        Ok(shown.filter(|room| state.is_none_or(|state| room.state == state)).collect())
    }

    /// The room of an interview; where it was deleted, the last one.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn get(self, interview: InterviewId) -> Result<Option<Room>> {
        self.shown(interview).await
    }

    /// The links of an interview's room.
    ///
    /// # Errors
    /// [`Error::Room`] where there is none, [`Error::Store`].
    pub async fn links(self, interview: InterviewId) -> Result<RoomLinks> {
        Ok(self.stored(interview).await?.links)
    }

    pub(super) async fn stored(self, interview: InterviewId) -> Result<StoredRoom> {
        let found = self.engine.store().read(move |rows| rows.last_room_of(interview)).await?;
        found.ok_or(Error::Room(RoomProblem::NoRoom))
    }

    /// The room of an interview that was made and is not deleted.
    pub(super) async fn made(self, interview: InterviewId) -> Result<StoredRoom> {
        let room = self.stored(interview).await?;
        match room.state {
            RoomState::Made => Ok(room),
            RoomState::Making | RoomState::Unknown => Err(Error::Room(RoomProblem::HasUnknown)),
            RoomState::Deleted => Err(Error::Room(RoomProblem::NoRoom)),
        }
    }

    /// The room of an interview unless it was deleted.
    pub(super) async fn current(self, interview: InterviewId) -> Result<Option<Room>> {
        Ok(self.shown(interview).await?.filter(|room| room.state != RoomState::Deleted))
    }

    pub(super) async fn shown(self, interview: InterviewId) -> Result<Option<Room>> {
        let read = move |rows: &Reader<'_>| rows.last_room_of(interview)?.map(|room| shown(rows, room)).transpose();
        Ok(self.engine.store().read(read).await?.map(|room| self.as_it_is(room)))
    }

    /// One that was left behind is unknown, and noted as such as soon as it is somebody's turn.
    fn as_it_is(self, room: Room) -> Room {
        match room.state {
            RoomState::Making if !Turn::is_taken(self.engine) => {
                Room { state: RoomState::Unknown, problem: Some(RoomProblem::Interrupted), ..room }
            }
            _ => room,
        }
    }
}

/// A room without its links.
pub(super) fn shown(rows: &Reader<'_>, room: StoredRoom) -> beckon_store::Result<Room> {
    let wanted = match room.interview.filter(|_| room.state == RoomState::Made) {
        Some(interview) => Some(Wanted::of(rows, &rows.interview(interview)?, room.personal)?),
        None => None,
    };
    let told = Wanted { name: room.name, told: room.told };
    let differs = wanted.is_some_and(|wanted| wanted != told);
    let has_link = |userid: &str| room.links.interviewers.iter().any(|own| own.userid == userid);
    let interviewers = told.told.into_iter().map(|one| {
        let has_link = has_link(&one.userid);
        RoomInterviewer { name: one.name, userid: one.userid, has_link }
    });
    Ok(Room {
        id: room.id,
        interview: room.interview,
        practice: room.place.practice,
        state: room.state,
        uid: room.uid,
        has_candidate_link: room.links.candidate.is_some(),
        has_shared_link: room.links.shared.is_some(),
        personal: room.personal,
        interviewers: interviewers.collect(),
        name: told.name,
        status: room.status,
        has_result: room.result_at.is_some(),
        differs,
        intent_at: room.intent_at,
        made_at: room.made_at,
        asked_at: room.asked_at,
        problem: room.problem,
    })
}
