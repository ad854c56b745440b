//! Table `room`: what is known of the rooms of interviews at ShowMeBug.
//!
//! Never in here: which room is made or looked up, or a link in anything that can be printed.

use std::collections::HashMap;

use beckon_model::{InterviewId, RoomId, RoomLinks, RoomProblem, RoomQuery, RoomResult, RoomState, RoomStatus};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::rows::{Reader, from_json, to_json, word};

/// A room as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRoom {
    /// Id.
    pub id: RoomId,
    /// The interview; absent once it is removed.
    pub interview: Option<InterviewId>,
    /// Where it is.
    pub place: RoomPlace,
    /// How far it has come.
    pub state: RoomState,
    /// Its name at ShowMeBug.
    pub name: String,
    /// Its id at ShowMeBug.
    pub uid: Option<String>,
    /// Its links.
    pub links: RoomLinks,
    /// Interviewers have links of their own.
    pub personal: bool,
    /// Whom ShowMeBug was told of.
    pub told: Vec<ToldInterviewer>,
    /// What ShowMeBug said when it was asked last.
    pub status: Option<RoomStatus>,
    /// When ShowMeBug was asked to make it, UTC ms.
    pub intent_at: i64,
    /// When it was made, UTC ms.
    pub made_at: Option<i64>,
    /// When ShowMeBug was asked about it last, UTC ms.
    pub asked_at: Option<i64>,
    /// When its result was fetched, UTC ms.
    pub result_at: Option<i64>,
    /// Why it is unknown, or what happened last.
    pub problem: Option<RoomProblem>,
}

/// A ShowMeBug, and the key with which it is asked: what was made with one key is not seen with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomPlace {
    /// The practice company's.
    pub practice: bool,
    /// Base URL.
    pub base_url: String,
    /// The application's key.
    pub key: String,
}

/// What ShowMeBug was told of an interviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldInterviewer {
    /// Name.
    pub name: String,
    /// WeCom member id.
    pub userid: String,
    /// Phone number.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

impl Reader<'_> {
    /// The rooms that a question finds, those asked for last first.
    pub fn rooms(&self, query: &RoomQuery) -> Result<Vec<StoredRoom>> {
        let sql = "SELECT * FROM room WHERE (?1 = '[]' OR interview IN (SELECT value FROM json_each(?1)))
            AND (?2 IS NULL OR state = ?2) ORDER BY id DESC";
        let mut found = self.connection().prepare_cached(sql)?;
        let values = params![to_json(&query.interviews)?, query.state.map(RoomState::as_str)];
        Ok(found.query_map(values, read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One room.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound).
    pub fn room(&self, id: RoomId) -> Result<StoredRoom> {
        Ok(self.connection().prepare_cached("SELECT * FROM room WHERE id = ?1")?.query_row([id.0], read)?)
    }

    /// The room of an interview that is not deleted.
    pub fn room_of(&self, interview: InterviewId) -> Result<Option<StoredRoom>> {
        let sql = "SELECT * FROM room WHERE interview = ?1 AND state <> 'deleted'";
        Ok(self.connection().prepare_cached(sql)?.query_row([interview.0], read).optional()?)
    }

    /// The room of an interview that is not deleted, else the one that was deleted last.
    pub fn last_room_of(&self, interview: InterviewId) -> Result<Option<StoredRoom>> {
        let sql = "SELECT * FROM room WHERE interview = ?1 ORDER BY state = 'deleted', id DESC LIMIT 1";
        Ok(self.connection().prepare_cached(sql)?.query_row([interview.0], read).optional()?)
    }

    /// When the copy was made from which the data came back, while it is not known whether an interview got a room after it.
    pub fn room_doubt(&self, interview: InterviewId) -> Result<Option<i64>> {
        let sql = "SELECT room_doubt FROM interview WHERE id = ?1";
        let found = self.connection().prepare_cached(sql)?.query_row([interview.0], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// The room that has this id at a ShowMeBug, a deleted one too.
    pub fn room_with_uid(&self, place: &RoomPlace, uid: &str) -> Result<Option<StoredRoom>> {
        let sql = "SELECT * FROM room WHERE uid = ?1 AND base_url = ?2 AND key = ?3";
        Ok(self.connection().prepare_cached(sql)?.query_row([uid, &place.base_url, &place.key], read).optional()?)
    }

    /// The result of a room that was fetched last.
    pub fn room_result(&self, id: RoomId) -> Result<Option<RoomResult>> {
        let sql = "SELECT result FROM room WHERE id = ?1 AND result IS NOT NULL";
        let read = |row: &Row<'_>| from_json(&row.get::<_, String>(0)?);
        Ok(self.connection().prepare_cached(sql)?.query_row([id.0], read).optional()?)
    }

    /// The newest result of an interview of each of these people, by candidate.
    pub fn results_of(&self, candidates: &[i64]) -> Result<HashMap<i64, RoomResult>> {
        let sql = "SELECT candidate, result FROM room JOIN interview_candidate USING (interview)
            WHERE candidate IN (SELECT value FROM json_each(?1)) AND result IS NOT NULL ORDER BY room.id";
        let mut query = self.connection().prepare_cached(sql)?;
        let read = |row: &Row<'_>| Ok((row.get(0)?, from_json(&row.get::<_, String>(1)?)?));
        // Of two the later stays.
        Ok(query.query_map([to_json(&candidates)?], read)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether any interview has a result.
    pub fn has_results(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM room WHERE result IS NOT NULL)";
        Ok(self.connection().query_row(sql, [], |row| row.get(0))?)
    }

    /// The names of those who got a message that holds a link that ever led into this room, whatever became of the message.
    pub fn told_of_room(&self, room: &StoredRoom) -> Result<Vec<String>> {
        let sql = "WITH own (link) AS (SELECT link FROM interviewer_link WHERE room = ?1 UNION SELECT ?2 WHERE ?2 IS NOT NULL)
            SELECT DISTINCT name FROM delivery LEFT JOIN shared_request ON shared_request.id = shared
            WHERE state IN ('accepted', 'unknown', 'sending') AND changed_at >= ?3 AND EXISTS
            (SELECT 1 FROM own WHERE instr(coalesce(delivery.body, shared_request.body), CAST(link AS BLOB)) > 0)
            ORDER BY name";
        let mut query = self.connection().prepare_cached(sql)?;
        let names = query.query_map(params![room.id.0, room.links.candidate, room.intent_at], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredRoom> {
    let json = |column: &str| row.get::<_, String>(column);
    let problem: Option<String> = row.get("problem")?;
    let status: Option<String> = row.get("status")?;
    Ok(StoredRoom {
        id: RoomId(row.get("id")?),
        interview: row.get::<_, Option<i64>>("interview")?.map(InterviewId),
        place: RoomPlace { practice: row.get("practice")?, base_url: row.get("base_url")?, key: row.get("key")? },
        state: word(row, "state", RoomState::from_word)?,
        name: row.get("name")?,
        uid: row.get("uid")?,
        links: RoomLinks {
            candidate: row.get("candidate_link")?,
            shared: row.get("shared_link")?,
            interviewers: from_json(&json("personal_links")?)?,
        },
        personal: row.get("personal")?,
        told: from_json(&json("told")?)?,
        status: status.as_deref().and_then(RoomStatus::from_word),
        intent_at: row.get("intent_at")?,
        made_at: row.get("made_at")?,
        asked_at: row.get("asked_at")?,
        result_at: row.get("result_at")?,
        problem: problem.as_deref().map(from_json).transpose()?,
    })
}
