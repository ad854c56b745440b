//! A room is deleted: its result is fetched before, for what becomes of it afterwards is not known.
//!
//! Never in here: the message to those who have the link.

use beckon_model::{InterviewId, RoomDeleted, RoomProblem};
use beckon_store::StoredRoom;

use super::desk::Desk;
use super::turn::Turn;
use crate::doors::Rooms;
use crate::errors::{Error, Result};

impl Rooms<'_> {
    /// Deletes the room of an interview, and says who got a message with a link into it. A room that is unknown is looked up
    /// before. One of a practice company that has ended is gone with it.
    ///
    /// # Errors
    /// [`Error::Room`] with what is in the way: the room is as it was then, or ShowMeBug does not tell; it may be repeated.
    /// [`Error::Store`], [`Error::Vault`].
    pub async fn delete(self, interview: InterviewId) -> Result<RoomDeleted> {
        let _turn = Turn::take(self.engine).await?;
        self.look_up(&[interview]).await?;
        let room = self.made(interview).await?;
        let result_kept = match Desk::of_room(self.engine, &room).await {
            Ok(desk) => self.delete_at(&desk, &room).await?,
            Err(Error::Room(_)) if room.place.practice => room.result_at.is_some(),
            Err(error) => return Err(error),
        };
        let (id, now) = (room.id, self.engine.now_ms());
        self.engine.store().write(move |rows| rows.room_deleted(id, now)).await?;
        let told = self.engine.store().read(move |rows| rows.told_of_room(&room)).await?;
        let room = self.shown(interview).await?.ok_or(Error::Room(RoomProblem::NoRoom))?;
        Ok(RoomDeleted { room, result_kept, told })
    }

    async fn delete_at(self, desk: &Desk, room: &StoredRoom) -> Result<bool> {
        let result_kept = match self.fetch_result(desk, room).await {
            Ok(_) => true,
            // ShowMeBug has none, or says so: there is nothing to keep.
            Err(Error::Room(RoomProblem::Refused { .. } | RoomProblem::Gone)) => room.result_at.is_some(),
            Err(error) => return Err(error),
        };
        match desk.client.delete(room.uid.as_deref().unwrap_or_default()).await {
            Ok(showmebug::Deleted::Now | showmebug::Deleted::WasGone) => Ok(result_kept),
            Err(error) => Err(Error::Room(desk.problem(&error))),
        }
    }
}
