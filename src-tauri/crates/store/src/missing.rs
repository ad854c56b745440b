//! What a selection names and the list does not have. Each part that is asked for is either found or named here, however
//! often it is asked for.
//!
//! Never in here: who is found. That is said beside the table of candidates.

use std::collections::HashSet;

use beckon_model::{CandidateFilter, Interview, InterviewId, Missing, Selection};

use crate::error::Result;
use crate::rows::{Reader, to_json};

impl Reader<'_> {
    /// The parts of a selection that find nobody, in the order in which they are asked for, each once.
    pub fn missing(&self, selection: &Selection) -> Result<Vec<Missing>> {
        match selection {
            // Whom a reminder or a change no longer finds is not missed.
            Selection::All | Selection::Changed { .. } | Selection::Reminder { .. } => Ok(Vec::new()),
            Selection::Search { text } => self.unless_found(selection, Missing::Search { text: text.clone() }),
            Selection::Tag { tag } => self.unless_found(selection, Missing::Tag { tag: tag.clone() }),
            Selection::Matching { filter } => self.missing_of_filter(selection, filter),
            Selection::Userids { userids } => {
                let sql = "SELECT lower(userid) FROM candidate WHERE userid IN (SELECT value FROM json_each(?1))";
                let mut seen: HashSet<String> = self.known(sql, &to_json(userids)?)?;
                let new = userids.iter().filter(|userid| seen.insert(userid.to_ascii_lowercase()));
                Ok(new.map(|userid| Missing::Userid { userid: userid.clone() }).collect())
            }
            Selection::Ids { ids } => {
                let sql = "SELECT id FROM candidate WHERE id IN (SELECT value FROM json_each(?1))";
                let mut seen: HashSet<i64> = self.known(sql, &to_json(ids)?)?;
                Ok(ids.iter().filter(|id| seen.insert(id.0)).map(|id| Missing::Person { id: *id }).collect())
            }
            // Who has answered is not missing.
            Selection::Invited { interviews } | Selection::Unanswered { interviews } => {
                let lost = self.without(interviews, |interview| !interview.plan.candidates.is_empty())?;
                Ok(lost.map(|interview| Missing::Invited { interview }).collect())
            }
            Selection::Interviewers { interviews } => {
                let lost = self.without(interviews, |interview| !interview.plan.interviewers.is_empty())?;
                Ok(lost.map(|interview| Missing::Interviewers { interview }).collect())
            }
        }
    }

    fn unless_found(&self, selection: &Selection, missing: Missing) -> Result<Vec<Missing>> {
        Ok(if self.selected_ids(selection)?.is_empty() { vec![missing] } else { Vec::new() })
    }

    /// A tag or words that nobody has say more than that nobody fits.
    fn missing_of_filter(&self, selection: &Selection, filter: &CandidateFilter) -> Result<Vec<Missing>> {
        if *filter == CandidateFilter::default() || !self.selected_ids(selection)?.is_empty() {
            return Ok(Vec::new());
        }
        let mut missing = Vec::new();
        if let Some(tag) = &filter.tag {
            missing.extend(self.missing(&Selection::Tag { tag: tag.clone() })?);
        }
        if let Some(text) = &filter.search {
            missing.extend(self.missing(&Selection::Search { text: text.clone() })?);
        }
        Ok(if missing.is_empty() { vec![Missing::Filter] } else { missing })
    }

    /// Those of the interviews that are not there, or of which `has` does not hold.
    fn without(
        &self,
        ids: &[InterviewId],
        has: impl Fn(&Interview) -> bool,
    ) -> Result<impl Iterator<Item = InterviewId>> {
        let there = self.interviews_of_ids(ids)?;
        let mut seen: HashSet<i64> = there.iter().filter(|one| has(one)).map(|one| one.id.0).collect();
        Ok(ids.iter().filter(|id| seen.insert(id.0)).copied().collect::<Vec<_>>().into_iter())
    }

    fn known<T: rusqlite::types::FromSql + Eq + std::hash::Hash>(&self, sql: &str, list: &str) -> Result<HashSet<T>> {
        let mut query = self.connection().prepare_cached(sql)?;
        Ok(query.query_map([list], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}
