//! How a room goes from state to state. Each change is made of the state that it starts from: of two processes, one wins.
//!
//! Never in here: when a room may be made, or what ShowMeBug is asked.

use beckon_model::{InterviewId, RoomId, RoomLinks, RoomProblem, RoomResult, RoomStatus};
use rusqlite::params;

use crate::error::{Error, Result};
use crate::room::{RoomPlace, ToldInterviewer};
use crate::rows::{Writer, changed, to_json};

/// A room that ShowMeBug is about to be asked for.
#[derive(Debug, Clone)]
pub struct NewRoom {
    /// For which interview.
    pub interview: InterviewId,
    /// Where.
    pub place: RoomPlace,
    /// What it will be called.
    pub name: String,
    /// Interviewers have links of their own.
    pub personal: bool,
    /// Whom ShowMeBug will be told of.
    pub told: Vec<ToldInterviewer>,
}

impl Writer<'_> {
    /// Notes that ShowMeBug is about to be asked for a room.
    ///
    /// # Errors
    /// [`Error::Changed`] when the interview has one.
    pub fn intend_room(&self, new: &NewRoom, now_ms: i64) -> Result<RoomId> {
        if self.room_of(new.interview)?.is_some() {
            return Err(Error::Changed);
        }
        let sql = "INSERT INTO room (interview, practice, base_url, key, state, name, personal, told, intent_at)
            VALUES (?1, ?2, ?3, ?4, 'making', ?5, ?6, ?7, ?8)";
        let RoomPlace { practice, base_url, key } = &new.place;
        let told = to_json(&new.told)?;
        self.connection()
            .execute(sql, params![new.interview.0, practice, base_url, key, new.name, new.personal, told, now_ms])?;
        Ok(RoomId(self.connection().last_insert_rowid()))
    }

    /// Notes that an interview may have a room that was made after the copy from which the data came back.
    ///
    /// # Errors
    /// [`Error::Changed`] when the interview has one.
    pub fn doubt_room(&self, new: &NewRoom, taken_at: i64) -> Result<()> {
        let id = self.intend_room(new, taken_at)?;
        self.room_unknown(id, None, &RoomProblem::Restored)
    }

    /// Notes of every interview that it may have been put into WeCom since this copy was made, and of each without a room that one
    /// may have been made.
    pub(crate) fn doubt_interviews(&self, taken_at: i64) -> Result<()> {
        let sql = "UPDATE interview SET room_doubt = ?1
            WHERE id NOT IN (SELECT interview FROM room WHERE interview IS NOT NULL AND state <> 'deleted')";
        self.connection().execute(sql, [taken_at])?;
        self.connection().execute("UPDATE interview SET published_doubt = ?1", [taken_at])?;
        Ok(())
    }

    /// It is known now what became of an interview's room.
    fn end_doubt(&self, room: RoomId) -> Result<()> {
        let sql = "UPDATE interview SET room_doubt = NULL WHERE id = (SELECT interview FROM room WHERE id = ?1)";
        self.connection().execute(sql, [room.0])?;
        Ok(())
    }

    /// Forgets a room that ShowMeBug did not make.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is neither being made nor unknown.
    pub fn drop_room(&self, id: RoomId) -> Result<()> {
        self.end_doubt(id)?;
        let sql = "DELETE FROM room WHERE id = ?1 AND state IN ('making', 'unknown')";
        changed(self.connection().execute(sql, [id.0])?)
    }

    /// Notes that a room was made.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is neither being made nor unknown.
    pub fn room_made(
        &self,
        id: RoomId,
        (uid, links): (&str, &RoomLinks),
        problem: Option<&RoomProblem>,
        now_ms: i64,
    ) -> Result<()> {
        let sql = "UPDATE room SET state = 'made', uid = ?2, made_at = ?3, asked_at = ?3, problem = ?4
            WHERE id = ?1 AND state IN ('making', 'unknown')";
        changed(self.connection().execute(sql, params![id.0, uid, now_ms, problem.map(to_json).transpose()?])?)?;
        self.end_doubt(id)?;
        self.keep_room_links(id, links)
    }

    /// Notes that nobody knows whether a room was made; its id where the answer had one.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is neither being made nor unknown.
    pub fn room_unknown(&self, id: RoomId, uid: Option<&str>, problem: &RoomProblem) -> Result<()> {
        let sql = "UPDATE room SET state = 'unknown', uid = coalesce(?2, uid), problem = ?3
            WHERE id = ?1 AND state IN ('making', 'unknown')";
        changed(self.connection().execute(sql, params![id.0, uid, to_json(problem)?])?)
    }

    /// Leaves rooms that were being made to somebody who looks them up. Says how many.
    pub fn lose_rooms(&self, problem: &RoomProblem) -> Result<u64> {
        let sql = "UPDATE room SET state = 'unknown', problem = ?1 WHERE state = 'making'";
        Ok(self.connection().execute(sql, [to_json(problem)?])? as u64)
    }

    /// Notes that a room is gone.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is not there.
    pub fn room_deleted(&self, id: RoomId, now_ms: i64) -> Result<()> {
        let sql = "UPDATE room SET state = 'deleted', asked_at = ?2, problem = NULL WHERE id = ?1 AND state = 'made'";
        changed(self.connection().execute(sql, [id.0, now_ms])?)
    }

    /// Notes what ShowMeBug was told of a room.
    ///
    /// # Errors
    /// [`Error::Changed`] when it is not there.
    pub fn room_told(&self, id: RoomId, (name, told): (&str, &[ToldInterviewer]), now_ms: i64) -> Result<()> {
        let sql =
            "UPDATE room SET name = ?2, told = ?3, asked_at = ?4, problem = NULL WHERE id = ?1 AND state = 'made'";
        changed(self.connection().execute(sql, params![id.0, name, to_json(&told)?, now_ms])?)
    }

    /// Notes what ShowMeBug says of a room.
    pub fn room_status(&self, id: RoomId, status: RoomStatus, now_ms: i64) -> Result<()> {
        let sql = "UPDATE room SET status = ?2, asked_at = ?3 WHERE id = ?1";
        self.connection().execute(sql, params![id.0, status.as_str(), now_ms])?;
        Ok(())
    }

    /// Notes what went wrong with a room that stays what it is.
    pub fn room_problem(&self, id: RoomId, problem: &RoomProblem, now_ms: i64) -> Result<()> {
        let sql = "UPDATE room SET problem = ?2, asked_at = ?3 WHERE id = ?1";
        self.connection().execute(sql, params![id.0, to_json(problem)?, now_ms])?;
        Ok(())
    }

    /// Keeps the result of a room.
    pub fn keep_room_result(&self, id: RoomId, result: &RoomResult) -> Result<()> {
        let sql = "UPDATE room SET result = ?2, result_at = ?3 WHERE id = ?1";
        self.connection().execute(sql, params![id.0, to_json(result)?, result.at])?;
        Ok(())
    }

    /// Keeps the links of a room, and those of interviewers for good.
    pub fn keep_room_links(&self, id: RoomId, links: &RoomLinks) -> Result<()> {
        let sql = "UPDATE room SET candidate_link = ?2, shared_link = ?3, personal_links = ?4 WHERE id = ?1";
        let personal = to_json(&links.interviewers)?;
        self.connection().execute(sql, params![id.0, links.candidate, links.shared, personal])?;
        self.keep_interviewer_links(id, links.interviewers.iter().map(|own| &own.link).chain(&links.shared))
    }

    /// Keeps links that let interviewers into a room, for good: no message to a candidate may hold one.
    pub fn keep_interviewer_links<'l>(&self, id: RoomId, links: impl IntoIterator<Item = &'l String>) -> Result<()> {
        let mut keep = self.connection().prepare_cached("INSERT OR IGNORE INTO interviewer_link VALUES (?1, ?2)")?;
        for link in links {
            keep.execute(params![link, id.0])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{InterviewDraft, RoomState};

    use super::*;
    use crate::{NewInterview, Store};

    const PUT: &str = "INSERT INTO room (interview, practice, base_url, key, state, name, personal, told, intent_at)
        VALUES (?1, 0, '', '', ?2, '', 0, '[]', 0)";

    #[tokio::test]
    async fn the_database_itself_lets_no_interview_have_two_rooms() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), 0).unwrap();
        let tried = store.write(|rows| {
            let new = NewInterview {
                plan: InterviewDraft { candidates: Vec::new(), ..InterviewDraft::default() },
                starts_at: 1,
                uid: "1@beckon".to_owned(),
                source: None,
            };
            let interview = rows.save_interview(None, &new, 0)?.id;
            let put = |state: RoomState| rows.connection().execute(PUT, params![interview.0, state.as_str()]);
            assert!(put(RoomState::Deleted).is_ok() && put(RoomState::Made).is_ok(), "one that is not deleted");
            let second: Vec<RoomState> = RoomState::ALL.into_iter().filter(|state| put(*state).is_ok()).collect();
            assert_eq!(second, [RoomState::Deleted], "whatever a program does");
            Ok::<_, Error>(())
        });
        tried.await.unwrap();
    }

    #[tokio::test]
    async fn who_lost_the_own_link_is_still_known_to_have_had_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), 0).unwrap();
        let told = store.write(|rows| {
            rows.connection().execute(PUT, params![None::<i64>, "made"])?;
            let room = RoomId(rows.connection().last_insert_rowid());
            let link = "https://showmebug.example/pads/w".to_owned();
            let own = beckon_model::InterviewerLink { userid: "w".to_owned(), name: "王芳".to_owned(), link };
            rows.keep_room_links(room, &RoomLinks { interviewers: vec![own], ..RoomLinks::default() })?;
            rows.keep_room_links(room, &RoomLinks::default())?;
            rows.connection().execute_batch(
                "PRAGMA defer_foreign_keys = on;
                INSERT INTO delivery (campaign, name, body, state, due_at, changed_at) VALUES
                (1, '王芳', CAST('{\"url\":\"https://showmebug.example/pads/w\"}' AS BLOB), 'accepted', 0, 1),
                (1, '李娜', CAST('{}' AS BLOB), 'accepted', 0, 1)",
            )?;
            let told = rows.told_of_room(&rows.room(room)?)?;
            rows.connection().execute("DELETE FROM delivery", [])?;
            Ok::<_, Error>(told)
        });
        assert_eq!(told.await.unwrap(), ["王芳"], "whom an update took out of the room has to hear of its end as well");
    }
}
