//! What a run does to the list: in a check it only finds out, in an import it writes.
//!
//! People of a check who are not in the list get negative ids, and its interviews are kept beside, so that the check says
//! what the import will do also where a person stands in the file twice.

use std::collections::HashMap;

use beckon_model::{CandidateDraft, CandidateId, Interview, InterviewChange, InterviewDraft};
use beckon_store::{NewCandidates, NewInterview, Reader, Writer};

use super::interview::RowInterview;
use crate::error::Result;
use crate::interviews::calendar_uid;

/// The list, to be looked at or written.
pub(super) struct List<'a> {
    rows: &'a Reader<'a>,
    writing: Option<&'a Writer<'a>>,
    /// Who is added, in an import.
    new: Option<NewCandidates<'a>>,
    now: i64,
    /// The last id that was given to a person in a check.
    given: i64,
    /// Interviews of a check, by person and round.
    planned: HashMap<(i64, String), InterviewDraft>,
}

impl<'a> List<'a> {
    /// To be looked at.
    pub fn to_check(rows: &'a Reader<'a>, now: i64) -> Self {
        Self { rows, writing: None, new: None, now, given: 0, planned: HashMap::new() }
    }

    /// To be written.
    pub fn to_write(rows: &'a Writer<'a>, now: i64) -> Result<Self> {
        let new = Some(rows.new_candidates(false, now)?);
        Ok(Self { writing: Some(rows), new, ..Self::to_check(rows, now) })
    }

    pub fn rows(&self) -> &'a Reader<'a> {
        self.rows
    }

    /// Adds a person, and says the id.
    pub fn add(&mut self, person: &CandidateDraft) -> Result<i64> {
        let Some(new) = &mut self.new else {
            self.given -= 1;
            return Ok(self.given);
        };
        Ok(new.insert(person)?.0)
    }

    /// Brings a person up to date.
    pub fn update(&self, id: i64, person: &CandidateDraft) -> Result<()> {
        let Some(rows) = self.writing else { return Ok(()) };
        let old = rows.candidate(CandidateId(id))?.person;
        Ok(rows.update_candidate(CandidateId(id), &brought_up_to_date(old, person), self.now)?)
    }

    /// Makes the interview of a row of the kind of file `source`, or changes the one that an earlier such file made. Says
    /// what it is then. One that was called off stays so, and another time is another interview.
    pub fn meet(&mut self, id: i64, new: &RowInterview, source: &str) -> Result<(InterviewChange, InterviewDraft)> {
        let there = self.interview(id, new, source)?;
        let over = there.as_ref().map(|(_, old)| (new.over(old), old));
        let off = there.as_ref().is_some_and(|(interview, _)| interview.as_ref().is_some_and(|there| there.called_off));
        let (change, plan) = match over {
            Some((plan, old)) if plan == *old => (InterviewChange::Unchanged, plan),
            Some((plan, _)) if !off => (InterviewChange::Changed, plan),
            _ => (InterviewChange::Made, new.of(vec![CandidateId(id)])),
        };
        let changed = there.and_then(|(interview, _)| interview).filter(|_| change == InterviewChange::Changed);
        match self.writing {
            Some(rows) if change != InterviewChange::Unchanged => {
                let (plan, source) = (plan.clone(), Some(source.to_owned()));
                let new = NewInterview { plan, starts_at: new.starts_at, uid: calendar_uid(), source };
                rows.save_interview(changed.map(|interview| interview.id), &new, self.now)?;
            }
            Some(_) => {}
            None => drop(self.planned.insert((id, new.round().to_owned()), plan.clone())),
        }
        Ok((change, plan))
    }

    /// The interview that is there, if it is in the database, and what was agreed.
    fn interview(
        &self,
        id: i64,
        new: &RowInterview,
        source: &str,
    ) -> Result<Option<(Option<Interview>, InterviewDraft)>> {
        if let Some(planned) = self.planned.get(&(id, new.round().to_owned())) {
            return Ok(Some((None, planned.clone())));
        }
        if id < 0 {
            return Ok(None);
        }
        let there = self.rows.imported_interview((CandidateId(id), source, new.round()), self.now)?;
        Ok(there.map(|there| (Some(there.clone()), there.plan)))
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
