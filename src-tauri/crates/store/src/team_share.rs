//! What a folder tells its team: whom a campaign reached, and when interviews are.
//!
//! Never in here: what a message says, notes or links of an interview.

use beckon_model::{CampaignId, Candidate, CandidateId, DeliveryState, InterviewId, Interviewer, Reason};
use rusqlite::{Row, params};

use crate::error::Result;
use crate::rows::{Reader, from_json, word};

/// When an interview is, and who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterviewHours {
    /// UID of its calendar file.
    pub uid: String,
    /// The start, UTC ms.
    pub starts_at: i64,
    /// Its length.
    pub minutes: u32,
    /// It does not take place.
    pub called_off: bool,
    /// User ids, of those who have one.
    pub interviewers: Vec<String>,
    /// User ids, of those who have one.
    pub candidates: Vec<String>,
}

const HOURS: &str =
    "SELECT uid, starts_at, minutes, called_off, interviewers, (SELECT json_group_array(candidate.userid)
    FROM interview_candidate JOIN candidate ON candidate.id = candidate WHERE interview = interview.id
    AND candidate.userid IS NOT NULL) AS candidates FROM interview";

impl Reader<'_> {
    /// The people of a campaign of whom WeCom has said something, as they are in the list now. Whoever has another user id
    /// by now is left out, and so is whoever has left the list.
    pub fn reached(&self, campaign: CampaignId) -> Result<Vec<(Candidate, DeliveryState, Option<Reason>)>> {
        let sql = "SELECT candidate.id, delivery.state, delivery.reason FROM delivery JOIN candidate ON candidate.id = delivery.candidate
            WHERE delivery.campaign = ?1 AND delivery.state IN ('accepted', 'recalled', 'rejected') AND delivery.about IS NULL
            AND candidate.userid = delivery.userid ORDER BY candidate.id";
        let mut query = self.connection().prepare_cached(sql)?;
        let outcomes = query.query_map([campaign.0], |row| {
            let reason: Option<String> = row.get(2)?;
            let reason = reason.as_deref().map(from_json::<Reason>).transpose()?;
            Ok((row.get::<_, i64>(0)?, (word(row, "state", DeliveryState::from_word)?, reason)))
        })?;
        let mut outcomes = outcomes.collect::<rusqlite::Result<std::collections::BTreeMap<_, _>>>()?;
        let people = self.people(&outcomes.keys().copied().collect::<Vec<_>>(), None)?;
        let of = |person: Candidate| {
            let CandidateId(id) = person.id;
            outcomes.remove(&id).map(|(state, reason)| (person, state, reason))
        };
        Ok(people.into_iter().filter_map(of).collect())
    }

    /// When an interview is.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn interview_hours(&self, id: InterviewId) -> Result<InterviewHours> {
        Ok(self.connection().query_row(&format!("{HOURS} WHERE id = ?1"), [id.0], hours)?)
    }

    /// When interviews are that have not begun, `most` of them at most, soonest first. Those of the practice company's people are
    /// nobody's business.
    pub fn hours_to_come(&self, now_ms: i64, most: u32) -> Result<Vec<InterviewHours>> {
        let sql = format!(
            "{HOURS} WHERE starts_at > ?1 AND NOT EXISTS (SELECT 1 FROM interview_candidate JOIN candidate ON candidate.id = candidate
             WHERE interview = interview.id AND practice) ORDER BY starts_at, id LIMIT ?2"
        );
        let mut query = self.connection().prepare_cached(&sql)?;
        Ok(query.query_map(params![now_ms, most], hours)?.collect::<rusqlite::Result<_>>()?)
    }
}

fn hours(row: &Row<'_>) -> rusqlite::Result<InterviewHours> {
    let (interviewers, candidates): (String, String) = (row.get("interviewers")?, row.get("candidates")?);
    let interviewers: Vec<Interviewer> = from_json(&interviewers)?;
    Ok(InterviewHours {
        uid: row.get("uid")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        called_off: row.get("called_off")?,
        interviewers: interviewers.into_iter().filter_map(|one| one.userid).collect(),
        candidates: from_json(&candidates)?,
    })
}
