//! What a run does to the list: in a check it only finds out, in an import it changes the list at once or puts the changes down.
//!
//! People that a run adds and does not write at once get negative ids, and its interviews are kept beside, so that it
//! says what becomes of the list also where a person stands in the file twice.

use std::borrow::Cow;
use std::collections::HashMap;

use beckon_model::{CandidateDraft, CandidateId, InterviewChange, InterviewDraft};
use beckon_store::{Reader, Writer};

use super::beside::Parts;
use super::change::{Change, Doing, decided, planned};
use super::interview::RowInterview;
use crate::errors::Result;

/// The list, to be looked at or changed.
pub(super) struct List<'a> {
    rows: &'a Reader<'a>,
    to: To<'a>,
    now: i64,
    /// The last id that was given to a person who is not written yet.
    given: i64,
    /// Interviews that are not written yet, by person and round.
    planned: HashMap<(i64, String), InterviewDraft>,
}

/// What becomes of a change.
enum To<'a> {
    Check,
    Do(Doing<'a>),
    Keep(&'a mut Parts),
}

impl<'a> List<'a> {
    /// To be looked at.
    pub fn to_check(rows: &'a Reader<'a>, now: i64) -> Self {
        Self { rows, to: To::Check, now, given: 0, planned: HashMap::new() }
    }

    /// To be changed at once.
    pub fn to_change(rows: &'a Writer<'a>, now: i64) -> Result<Self> {
        let doing = Doing::at_once(rows, false, now)?;
        Ok(Self { to: To::Do(doing), ..Self::to_check(rows, now) })
    }

    /// To be changed later: the changes are put down.
    pub fn to_change_later(rows: &'a Reader<'a>, parts: &'a mut Parts, now: i64) -> Self {
        Self { to: To::Keep(parts), ..Self::to_check(rows, now) }
    }

    pub fn rows(&self) -> &'a Reader<'a> {
        self.rows
    }

    /// Adds a person, and says the id.
    pub fn add(&mut self, person: &CandidateDraft) -> Result<i64> {
        match &mut self.to {
            To::Check => {}
            To::Do(doing) => return doing.add(person),
            To::Keep(parts) => parts.keep(self.rows, &Change::Add(Cow::Borrowed(person)))?,
        }
        self.given -= 1;
        Ok(self.given)
    }

    /// Brings a person up to date.
    pub fn update(&mut self, id: i64, person: &CandidateDraft) -> Result<()> {
        match &mut self.to {
            To::Check => Ok(()),
            To::Do(doing) => doing.update(id, person),
            To::Keep(parts) => parts.keep(self.rows, &Change::Update(id, Cow::Borrowed(person))),
        }
    }

    /// Makes the interview of a row of the kind of file `source`, or changes the one that an earlier such file made. Says
    /// what it is then.
    pub fn meet(&mut self, id: i64, new: &RowInterview, source: &str) -> Result<(InterviewChange, InterviewDraft)> {
        if let To::Do(doing) = &self.to {
            return doing.meet(id, new, source);
        }
        let key = (id, new.round().to_owned());
        let there = match self.planned.get(&key) {
            None if id > 0 => self.rows.imported_interview((CandidateId(id), source, new.round()), self.now)?,
            _ => None,
        };
        let there = self.planned.get(&key).map(|plan| (plan, false)).or(there.as_ref().map(planned));
        let (change, plan) = decided(there, new, CandidateId(id));
        self.planned.insert(key, plan.clone());
        if let (To::Keep(parts), true) = (&mut self.to, change != InterviewChange::Unchanged) {
            parts.keep(self.rows, &Change::Meet(id, Cow::Borrowed(new), Cow::Borrowed(source)))?;
        }
        Ok((change, plan))
    }
}
