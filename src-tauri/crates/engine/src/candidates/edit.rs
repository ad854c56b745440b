//! Changes to people by hand: edit, tag, route, map, remove, and the last of them taken back.
//!
//! Never in here: a change that cannot be taken back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use beckon_model::{
    AccountId, CandidateDetail, CandidateDraft, CandidateId, FieldError, FieldProblem, FormField, PeopleChanged, Route,
    Selection, field_key,
};
use beckon_store::{Before, Writer};

use crate::doors::Candidates;
use crate::errors::{Error, Result, field, invalid, not_found};
use crate::text::{filled, trimmed};

/// Bytes of a value, at most; as in an import.
const VALUE_BYTES: usize = 64 * 1024;

/// Characters of a tag, at most.
const TAG_CHARS: usize = 64;

impl Candidates<'_> {
    /// One person, with every check.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn get(self, id: CandidateId) -> Result<CandidateDetail> {
        let detail = self.engine.store().read(move |rows| {
            let (candidate, reach) = (rows.candidate(id)?, rows.reach_of_candidate(id)?);
            Ok(CandidateDetail { candidate, reach, opt_out: rows.opt_out_of(id)? })
        });
        detail.await.map_err(|error| not_found(error, "person"))
    }

    /// Gives a person these values, by the rules of an import.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::NotFound`].
    pub async fn edit(self, id: CandidateId, draft: CandidateDraft) -> Result<PeopleChanged> {
        let person = checked(draft)?;
        let changed = self.change(move |rows, now| rows.edit_candidate(id, &person, now)).await;
        changed.map_err(|error| match error {
            Error::Store(beckon_store::Error::NameTaken) => invalid(FormField::Userid, FieldProblem::Taken),
            Error::Store(beckon_store::Error::NotFound) => Error::NotFound("person"),
            other => other,
        })
    }

    /// Gives a person the `userid` of a member that a person found in the address book of an account.
    ///
    /// # Errors
    /// As [`Candidates::edit`].
    pub async fn map(self, id: CandidateId, account: AccountId, userid: String) -> Result<PeopleChanged> {
        let mut person = self.get(id).await?.candidate.person;
        person.userid = Some(userid.clone());
        checked(person.clone())?;
        let found = BTreeMap::from([(id.0, userid)]);
        let changed = self.change(move |rows, now| {
            let before = rows.edit_candidate(id, &person, now)?;
            rows.map_candidates(&found, now)?;
            rows.note_reach(&account, id, true, now)?;
            Ok(before)
        });
        changed.await.map_err(|error| match error {
            Error::Store(beckon_store::Error::NameTaken) => invalid(FormField::Userid, FieldProblem::Taken),
            other => other,
        })
    }

    /// Adds tags to everybody of a selection and takes others away.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a tag that cannot be one, [`Error::Store`].
    pub async fn tag(self, to: Selection, add: Vec<String>, remove: Vec<String>) -> Result<PeopleChanged> {
        let add: Vec<String> = add.iter().filter_map(|tag| filled(tag)).collect();
        if add.iter().any(|tag| tag.chars().count() > TAG_CHARS || tag.chars().any(char::is_control)) {
            return Err(invalid(FormField::Tag, FieldProblem::TooLong));
        }
        self.change_chosen(to, move |rows, ids, now| rows.change_tags(ids, &add, &remove, now)).await
    }

    /// Says by which way everybody of a selection is reached.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn route(self, to: Selection, route: Route) -> Result<PeopleChanged> {
        self.change_chosen(to, move |rows, ids, now| rows.set_route(ids, route, now)).await
    }

    /// Removes everybody of a selection from the list. The log keeps their names and outcomes.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn remove(self, to: Selection) -> Result<PeopleChanged> {
        self.change_chosen(to, |rows, ids, _| rows.remove_candidates(ids)).await
    }

    /// Takes a change back, if it was the last one. How many people are as they were.
    ///
    /// # Errors
    /// [`Error::NotFound`] for another than the last change, and when somebody was changed otherwise since.
    pub async fn undo(self, number: u32) -> Result<u64> {
        let before = {
            let mut last = self.engine.0.people.last_change();
            if last.number == number { last.before.take() } else { None }
        };
        let before = before.ok_or(Error::NotFound("change"))?;
        let people = before.people() as u64;
        let put_back = self.engine.store().write(move |rows| rows.put_back(&before)).await;
        put_back.map_err(|error| {
            if error == beckon_store::Error::Changed { Error::NotFound("change") } else { error.into() }
        })?;
        Ok(people)
    }

    /// Makes a change to everybody of a selection, and counts those it names in vain.
    async fn change_chosen(
        self,
        to: Selection,
        work: impl FnOnce(&Writer<'_>, &[i64], i64) -> beckon_store::Result<Before> + Send + 'static,
    ) -> Result<PeopleChanged> {
        let missing = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&missing);
        let changed = self.change(move |rows, now| {
            count.store(rows.missing(&to)?.len(), Ordering::Relaxed);
            work(rows, &rows.selected_ids(&to)?, now)
        });
        let changed = changed.await?;
        Ok(PeopleChanged { missing: missing.load(Ordering::Relaxed) as u64, ..changed })
    }

    /// Makes a change and keeps what was before.
    pub(crate) async fn change(
        self,
        work: impl FnOnce(&Writer<'_>, i64) -> beckon_store::Result<Before> + Send + 'static,
    ) -> Result<PeopleChanged> {
        let now = self.engine.now_ms();
        let before = self.engine.store().write(move |rows| work(rows, now)).await?;
        let people = before.people() as u64;
        let mut last = self.engine.0.people.last_change();
        last.number = last.number.wrapping_add(1);
        last.before = Some(before);
        Ok(PeopleChanged { people, missing: 0, undo: last.number })
    }
}

/// The values without blanks around them, or what is wrong with them.
fn checked(draft: CandidateDraft) -> Result<CandidateDraft> {
    let mut problems: Vec<FieldError> = Vec::new();
    let mut value = |name: FormField, text: Option<&str>| {
        let text = text.and_then(filled)?;
        let odd = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        if odd {
            problems.push(field(name, FieldProblem::ControlCharacter));
        } else if text.len() > VALUE_BYTES {
            problems.push(field(name, FieldProblem::TooLong));
        }
        Some(text)
    };
    let name = value(FormField::Name, Some(&draft.name));
    let userid = value(FormField::Userid, draft.userid.as_deref());
    let phone = value(FormField::Phone, draft.phone.as_deref());
    let email = value(FormField::Email, draft.email.as_deref());
    let position = value(FormField::Position, draft.position.as_deref());
    let mut fields = BTreeMap::new();
    for (header, text) in &draft.fields {
        if let Some(text) = value(FormField::Custom(header.clone()), Some(text)) {
            fields.insert(trimmed(header).to_owned(), text);
        }
    }
    if name.is_none() {
        problems.push(field(FormField::Name, FieldProblem::Required));
    }
    if userid.as_deref().is_some_and(|userid| !wecom::valid_userid(userid)) {
        problems.push(field(FormField::Userid, FieldProblem::NotAUserid));
    }
    if email.as_deref().is_some_and(|email| !email.contains('@')) {
        problems.push(field(FormField::Email, FieldProblem::NotAnEmail));
    }
    for header in fields.keys().filter(|header| field_key(header).is_empty()) {
        problems.push(field(FormField::Custom(header.clone()), FieldProblem::NoFieldName));
    }
    let mut tags: Vec<String> = Vec::new();
    for tag in draft.tags.iter().filter_map(|tag| filled(tag)) {
        if !tags.iter().any(|other| other.to_lowercase() == tag.to_lowercase()) {
            tags.push(tag);
        }
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    Ok(CandidateDraft { name: name.unwrap_or_default(), userid, phone, email, position, tags, fields })
}
