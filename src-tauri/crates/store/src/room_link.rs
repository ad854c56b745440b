//! Links into rooms and to tests, for messages: who may read which is decided there.
//!
//! Never in here: a link in anything that can be printed.

use beckon_model::{CandidateId, InterviewId, RoomLinks};
use rusqlite::OptionalExtension;

use crate::error::Result;
use crate::rows::Reader;

impl Reader<'_> {
    /// The links of an interview's room, if it has one that was made.
    pub fn room_links_of(&self, interview: InterviewId) -> Result<Option<RoomLinks>> {
        Ok(self.room_of(interview)?.filter(|room| room.made_at.is_some()).map(|room| room.links))
    }

    /// Every link that ever let an interviewer into a room, also of rooms that are gone.
    pub fn interviewer_links(&self) -> Result<Vec<String>> {
        let mut query = self.connection().prepare_cached("SELECT link FROM interviewer_link")?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// The link to the written test that a person was given last.
    pub fn test_link_of(&self, candidate: CandidateId) -> Result<Option<String>> {
        let sql = "SELECT link FROM written_test WHERE candidate = ?1 AND link IS NOT NULL ORDER BY id DESC LIMIT 1";
        Ok(self.connection().prepare_cached(sql)?.query_row([candidate.0], |row| row.get(0)).optional()?)
    }
}
