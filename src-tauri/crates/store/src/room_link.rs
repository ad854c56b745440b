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

/// A link that lets whoever has it in.
#[derive(Clone, PartialEq, Eq)]
pub struct KnownLink {
    /// The link.
    pub link: String,
    /// Whom it lets in.
    pub of: LinkOf,
    /// Its room is deleted.
    pub gone: bool,
}

/// Whom a link lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkOf {
    /// The candidates of an interview, into its room.
    Candidates,
    /// An interviewer, or all of them, into a room.
    Interviewers,
    /// A person, to a written test.
    Tested,
}

/// Tells one state of the known links from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinksStamp([i64; 4]);

impl std::fmt::Debug for KnownLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KnownLink").field("of", &self.of).field("gone", &self.gone).finish_non_exhaustive()
    }
}

impl Reader<'_> {
    /// Every link that was ever given.
    pub fn known_links(&self) -> Result<Vec<KnownLink>> {
        let sql = "SELECT link, 'interviewers', NOT EXISTS (SELECT 1 FROM room WHERE state <> 'deleted' AND (shared_link = link
                OR EXISTS (SELECT 1 FROM json_each(personal_links) WHERE value ->> 'link' = interviewer_link.link)))
                FROM interviewer_link
            UNION ALL SELECT candidate_link, 'candidates', state = 'deleted' FROM room WHERE candidate_link IS NOT NULL
            UNION ALL SELECT link, 'tested', 0 FROM written_test WHERE link IS NOT NULL";
        let mut query = self.connection().prepare_cached(sql)?;
        let known = query.query_map([], |row| {
            let of = match row.get_ref(1)?.as_str()? {
                "interviewers" => LinkOf::Interviewers,
                "candidates" => LinkOf::Candidates,
                _ => LinkOf::Tested,
            };
            Ok(KnownLink { link: row.get(0)?, of, gone: row.get(2)? })
        })?;
        Ok(known.collect::<rusqlite::Result<_>>()?)
    }

    /// How many people have a link into a room, and how many one to a written test.
    pub fn people_with_links(&self) -> Result<(u64, u64)> {
        let sql = "SELECT (SELECT count(DISTINCT candidate) FROM room JOIN interview_candidate USING (interview)
            WHERE state = 'made' AND candidate_link IS NOT NULL),
            (SELECT count(DISTINCT candidate) FROM written_test WHERE link IS NOT NULL)";
        Ok(self.connection().prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Changes whenever [`Reader::known_links`] may answer otherwise; other than that it costs little.
    pub fn known_links_stamp(&self) -> Result<LinksStamp> {
        let sql = "SELECT (SELECT count(*) FROM interviewer_link), (SELECT count(candidate_link) FROM room),
            (SELECT count(*) FROM room WHERE state = 'deleted'), (SELECT count(link) FROM written_test)";
        let stamp = |row: &rusqlite::Row<'_>| Ok(LinksStamp([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]));
        Ok(self.connection().prepare_cached(sql)?.query_row([], stamp)?)
    }
}
