//! What a row of a file does to the list: as a word that can be kept until its turn comes, and done.
//!
//! What waited is done to the list as it is then. Somebody who was removed meanwhile stays so, and who has got the user ID of a
//! new person by hand is that person. Never in here: a decision on who is the same person.

use std::borrow::Cow;

use beckon_model::{CandidateDraft, CandidateId, Interview, InterviewChange, InterviewDraft};
use beckon_store::{NewCandidates, NewInterview, Writer};
use serde::{Deserialize, Serialize};

use super::interview::RowInterview;
use crate::errors::Result;
use crate::interviews::calendar_uid;

/// A change of the list. People that the import itself adds have negative ids: -1 is the first.
#[derive(Serialize, Deserialize)]
pub(super) enum Change<'a> {
    /// Somebody new.
    Add(Cow<'a, CandidateDraft>),
    /// Somebody is brought up to date.
    Update(i64, Cow<'a, CandidateDraft>),
    /// Somebody's interview out of this kind of file.
    Meet(i64, Cow<'a, RowInterview>, Cow<'a, str>),
}

/// Which ids the new people have got: runs of them, each with the number of its first and that one's id.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Given {
    count: i64,
    runs: Vec<(i64, i64)>,
}

impl Given {
    fn note(&mut self, id: i64) {
        if self.runs.last().is_none_or(|(number, first)| first + self.count - number != id) {
            self.runs.push((self.count, id));
        }
        self.count += 1;
    }

    fn id(&self, id: i64) -> i64 {
        let number = -id - 1;
        let run = self.runs.iter().rev().find(|(first, _)| *first <= number);
        run.filter(|_| id < 0).map_or(id, |(first, of_first)| of_first + number - first)
    }
}

/// Does changes to the list.
pub(super) struct Doing<'a> {
    rows: &'a Writer<'a>,
    new: NewCandidates<'a>,
    now: i64,
    /// Where the changes waited.
    given: Option<Given>,
}

impl<'a> Doing<'a> {
    /// Those that were decided on in this very transaction; `practice` marks sample people.
    pub fn at_once(rows: &'a Writer<'a>, practice: bool, now: i64) -> Result<Self> {
        Ok(Self { rows, new: rows.new_candidates(practice, now)?, now, given: None })
    }

    /// Those that were decided on earlier, after others that gave these ids.
    pub fn later(rows: &'a Writer<'a>, given: Given, now: i64) -> Result<Self> {
        Ok(Self { given: Some(given), ..Self::at_once(rows, false, now)? })
    }

    /// Does changes that waited, a line each; says which ids have been given by now.
    pub fn all(mut self, changes: &str) -> Result<Given> {
        for line in changes.lines() {
            match serde_json::from_str(line).map_err(beckon_store::Error::from)? {
                Change::Add(person) => drop(self.add(&person)?),
                Change::Update(id, person) => self.update(id, &person)?,
                Change::Meet(id, interview, source) => {
                    self.meet(id, &interview, &source)?;
                }
            }
        }
        Ok(self.given.unwrap_or_default())
    }

    /// Adds a person, and says the id.
    pub fn add(&mut self, person: &CandidateDraft) -> Result<i64> {
        let Some(mut given) = self.given.take() else { return Ok(self.new.insert(person)?.0) };
        let meanwhile = person.userid.as_deref().map(|userid| self.rows.candidate_of_userid(userid)).transpose()?;
        let id = match meanwhile.flatten() {
            Some(CandidateId(id)) => {
                self.update(id, person)?;
                id
            }
            None => self.new.insert(person)?.0,
        };
        given.note(id);
        self.given = Some(given);
        Ok(id)
    }

    /// Brings a person up to date.
    pub fn update(&self, id: i64, person: &CandidateDraft) -> Result<()> {
        let Some(id) = self.id(id)? else { return Ok(()) };
        let old = self.rows.candidate(id)?.person;
        Ok(self.rows.update_candidate(id, &brought_up_to_date(old, person), self.now)?)
    }

    /// Makes the interview of a row of the kind of file `source`, or changes the one that an earlier such file made. Says
    /// what it is then.
    pub fn meet(&self, id: i64, new: &RowInterview, source: &str) -> Result<(InterviewChange, InterviewDraft)> {
        let Some(id) = self.id(id)? else { return Ok((InterviewChange::Unchanged, new.of(Vec::new()))) };
        let there = self.rows.imported_interview((id, source, new.round()), self.now)?;
        let (change, plan) = decided(there.as_ref().map(planned), new, id);
        if change != InterviewChange::Unchanged {
            let changed = there.filter(|_| change == InterviewChange::Changed).map(|interview| interview.id);
            let (plan, source) = (plan.clone(), Some(source.to_owned()));
            let new = NewInterview { plan, starts_at: new.starts_at, uid: calendar_uid(), source };
            self.rows.save_interview(changed, &new, self.now)?;
        }
        Ok((change, plan))
    }

    /// The id in the list, if the person is still there.
    fn id(&self, id: i64) -> Result<Option<CandidateId>> {
        let Some(given) = &self.given else { return Ok(Some(CandidateId(id))) };
        let id = CandidateId(given.id(id));
        Ok(self.rows.has_candidate(id)?.then_some(id))
    }
}

/// What was agreed of an interview that is there, and whether it was called off.
pub(super) fn planned(interview: &Interview) -> (&InterviewDraft, bool) {
    (&interview.plan, interview.called_off)
}

/// What a row makes of the interview that is there. One that was called off stays so, and another time is another interview.
pub(super) fn decided(
    there: Option<(&InterviewDraft, bool)>,
    new: &RowInterview,
    person: CandidateId,
) -> (InterviewChange, InterviewDraft) {
    let over = there.map(|(old, off)| (new.over(old), old, off));
    match over {
        Some((plan, old, _)) if plan == *old => (InterviewChange::Unchanged, plan),
        Some((plan, _, false)) => (InterviewChange::Changed, plan),
        _ => (InterviewChange::Made, new.of(vec![person])),
    }
}

/// What the person in the list has afterwards: what the file says, and what it leaves empty as it was.
fn brought_up_to_date(mut old: CandidateDraft, new: &CandidateDraft) -> CandidateDraft {
    old.name.clone_from(&new.name);
    for (old, new) in [
        (&mut old.userid, &new.userid),
        (&mut old.phone, &new.phone),
        (&mut old.email, &new.email),
        (&mut old.position, &new.position),
    ] {
        if new.is_some() {
            old.clone_from(new);
        }
    }
    for tag in &new.tags {
        if !old.tags.contains(tag) {
            old.tags.push(tag.clone());
        }
    }
    for (header, value) in &new.fields {
        old.fields.insert(header.clone(), value.clone());
    }
    old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_new_people_are_known_across_gaps() {
        let mut given = Given::default();
        [7, 8, 20, 21, 3].into_iter().for_each(|id| given.note(id));
        let ids: Vec<i64> = (1..=5).map(|number| given.id(-number)).collect();
        assert_eq!(ids, [7, 8, 20, 21, 3], "whoever came in between, each is found again");
        assert_eq!(given.id(5), 5, "who was in the list before has an id");
        assert_eq!(given.runs.len(), 3, "people in a row are one run, so that a million of them are noted in a line");
    }
}
