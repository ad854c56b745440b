//! A person's word for a room of which ShowMeBug's list says nothing.

use beckon_model::{InterviewId, RoomOutcome, RoomProblem, RoomState, RoomWord};
use beckon_store::StoredRoom;

use super::desk::Desk;
use super::listing::Listing;
use super::turn::Turn;
use super::verdict::LIST_FROM_MS;
use crate::doors::Rooms;
use crate::errors::{Error, Result};
use crate::text::trimmed;

impl Rooms<'_> {
    /// Takes a person's word for the room of an interview that is unknown: its id at ShowMeBug, or that there is none. That there
    /// is none is also taken of a room that was made with another key, which nothing here can delete any more.
    ///
    /// # Errors
    /// [`Error::Room`] where there is no such room, or the id cannot be one or is another room's; [`Error::Store`],
    /// [`Error::Vault`].
    pub async fn resolve(self, interview: InterviewId, word: RoomWord) -> Result<RoomOutcome> {
        let _turn = Turn::take(self.engine).await?;
        let room = self.stored(interview).await?;
        let id = room.id;
        match (word, room.state) {
            (RoomWord::Made { uid }, RoomState::Unknown) => self.take_uid(&room, trimmed(&uid)).await?,
            (RoomWord::NotMade, RoomState::Unknown) => {
                self.engine.store().write(move |rows| rows.drop_room(id)).await?;
            }
            (RoomWord::NotMade, RoomState::Made) if self.is_out_of_reach(&room).await? => {
                let now = self.engine.now_ms();
                self.engine.store().write(move |rows| rows.room_deleted(id, now)).await?;
            }
            (_, RoomState::Made) => return Err(Error::Room(RoomProblem::HasRoom)),
            (_, _) => return Err(Error::Room(RoomProblem::NoRoom)),
        }
        let room = self.current(interview).await?;
        let problem = room.as_ref().and_then(|room| room.problem.clone());
        Ok(RoomOutcome { interview, room, problem })
    }

    async fn take_uid(self, room: &StoredRoom, uid: &str) -> Result<()> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        if uid.is_empty() || uid.len() > showmebug::limits::UID_BYTES || !uid.bytes().all(plain) {
            return Err(Error::Room(RoomProblem::BadValue { field: "uid".to_owned() }));
        }
        let (place, wanted, id) = (room.place.clone(), uid.to_owned(), room.id);
        let other = self.engine.store().read(move |rows| rows.room_with_uid(&place, &wanted)).await?;
        if other.is_some_and(|other| other.id != id) {
            return Err(Error::Room(RoomProblem::UidTaken));
        }
        // For its links: the word counts without the list as well.
        let mut listing = None;
        if let Ok(desk) = Desk::of_room(self.engine, room).await
            && let Ok(mut found) = Listing::since(&desk.client, room.intent_at - LIST_FROM_MS).await
        {
            if found.find(uid).is_none() {
                let _ = found.search(&desk.client, &room.name).await;
            }
            listing = Some(found);
        }
        self.note_found(room, uid, listing.as_ref().and_then(|found| found.find(uid))).await
    }

    async fn is_out_of_reach(self, room: &StoredRoom) -> Result<bool> {
        match Desk::of_room(self.engine, room).await {
            Ok(_) => Ok(false),
            Err(Error::Room(_)) => Ok(true),
            Err(error) => Err(error),
        }
    }
}
