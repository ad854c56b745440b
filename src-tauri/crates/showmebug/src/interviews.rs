//! Rooms for interviews: made one by one or many at once, changed, deleted.
//!
//! Never in here: a call that is made twice on its own account; two creates are two rooms.

use serde_json::{Map, Value, json};

use crate::choices::{BATCH_NAME, CREATE_NAME, EDIT_INTERVIEWERS, EDIT_NAME};
use crate::client::Client;
use crate::error::{BadReply, Error, Kind, Problem};
use crate::invalid::{self, Invalid};
use crate::kinds::TypeId;
use crate::limits::INTERVIEWERS_COUNT;
use crate::room::{PersonalLink, Room, personal_links};
use crate::wire::{objects, text};

/// A room to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewInterview {
    /// The candidate's name, at most [`NAME_CHARS`](crate::limits::NAME_CHARS).
    pub candidate_name: String,
    /// The member of the team who makes it; the team's own where there is none.
    pub user_id: Option<i64>,
    /// Technical where none is given.
    pub type_id: Option<TypeId>,
    /// Who gets a link of their own, at most [`INTERVIEWERS_COUNT`].
    pub interviewers: Vec<NewInterviewer>,
}

/// An interviewer who gets a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInterviewer {
    /// The caller's id; it comes back beside the link.
    pub uid: String,
    /// The name, at most [`NAME_CHARS`](crate::limits::NAME_CHARS).
    pub name: String,
    /// A phone number; this or a mail address.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
}

/// One of many: a room of a batch, a candidate of a written test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchItem {
    /// The caller's id; it comes back as `candidate_uid`.
    pub uid: String,
    /// The candidate's name, at most [`NAME_CHARS`](crate::limits::NAME_CHARS).
    pub name: String,
}

/// What a batch answers of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRoom {
    /// The caller's id of it. Match by this, never by position.
    pub candidate_uid: String,
    /// The room; or why its links are not used, with its uid where it has one.
    pub room: Result<Room, BadReply>,
}

/// What an edit changes; what is none stays. That an edit takes these fields is a guess ([`choices`](crate::choices)).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// The candidate's name.
    pub candidate_name: Option<String>,
    /// All interviewers from now on.
    pub interviewers: Option<Vec<NewInterviewer>>,
}

/// What an edit answers, where it answers anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// Links of the interviewers; empty where the answer has none.
    pub interviewer_urls: Vec<PersonalLink>,
}

/// How a delete came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    /// It is deleted.
    Now,
    /// It was not there.
    WasGone,
}

impl Client {
    /// Makes a room. Repeating it makes another one, also after an error that
    /// [may have been processed](Error::may_have_been_processed): look into the list first.
    ///
    /// # Errors
    /// Any [`Error`]. A room whose answer cannot be used is a bad reply with its uid.
    pub async fn create(&self, new: &NewInterview) -> Result<Room, Error> {
        invalid::name(&new.candidate_name)?;
        let mut body = Map::from_iter([(CREATE_NAME.to_owned(), json!(new.candidate_name))]);
        body.extend(new.user_id.map(|id| ("user_id".to_owned(), json!(id))));
        body.extend(new.type_id.map(|id| ("type_id".to_owned(), json!(id.number()))));
        if !new.interviewers.is_empty() {
            body.insert("interviewers".to_owned(), interviewers(&new.interviewers)?);
        }
        let data = self.post("interviews", &Value::Object(body)).await?;
        let fields = data.as_object().ok_or(Error::bad(200, Problem::Fields))?;
        Room::read(fields, self.base()).map_err(Error::BadReply)
    }

    /// Makes a room for each item, 1 to [`BATCH_COUNT`](crate::limits::BATCH_COUNT), none with interviewers. An item that the
    /// answer does not name may have been made all the same.
    ///
    /// # Errors
    /// Any [`Error`]; whether one bad item fails all is not documented.
    pub async fn batch(&self, items: &[BatchItem]) -> Result<Vec<BatchRoom>, Error> {
        invalid::count(items.len())?;
        let interviews = batch_items(items, BATCH_NAME)?;
        let data = self.post_many("batch_interviews", &json!({ "interviews": interviews })).await?;
        let rooms = data.get("interviews").and_then(objects).ok_or(Error::bad(200, Problem::Fields))?.0;
        let read = |fields| {
            let candidate_uid = text(Map::get(fields, "candidate_uid"))?;
            Some(BatchRoom { candidate_uid, room: Room::read(fields, self.base()) })
        };
        Ok(rooms.into_iter().filter_map(read).collect())
    }

    /// Changes a room; may be repeated.
    ///
    /// # Errors
    /// Any [`Error`]; of kind [`Kind::Gone`] when there is no such room.
    pub async fn edit(&self, uid: &str, change: &Change) -> Result<Edited, Error> {
        let mut body = Map::new();
        if let Some(name) = &change.candidate_name {
            invalid::name(name)?;
            body.insert(EDIT_NAME.to_owned(), json!(name));
        }
        if let Some(all) = &change.interviewers {
            body.insert(EDIT_INTERVIEWERS.to_owned(), interviewers(all)?);
        }
        let path = format!("interviews/{}", invalid::uid(uid)?);
        let data = self.patch(&path, &Value::Object(body)).await?;
        let links = data.as_object().map(|fields| personal_links(fields, self.base())).transpose();
        let interviewer_urls = links.map_err(|problem| Error::bad(200, problem))?.unwrap_or_default();
        Ok(Edited { interviewer_urls })
    }

    /// Deletes a room, and so ends its links. What becomes of its result is not documented: fetch that first.
    ///
    /// # Errors
    /// Any [`Error`]; of a page instead of JSON a refusal, also when its status is 404.
    pub async fn delete(&self, uid: &str) -> Result<Deleted, Error> {
        match self.delete_at(&format!("interviews/{}", invalid::uid(uid)?)).await {
            Ok(_) => Ok(Deleted::Now),
            Err(Error::Refused(refused)) if refused.json && refused.kind() == Kind::Gone => Ok(Deleted::WasGone),
            Err(error) => Err(error),
        }
    }
}

/// Items of a call that makes many things, with the name under the key that the call wants.
pub(crate) fn batch_items(items: &[BatchItem], name: &str) -> Result<Vec<Value>, Invalid> {
    invalid::caller_uids(items.iter().map(|item| item.uid.as_str()))?;
    items.iter().try_for_each(|item| invalid::name(&item.name))?;
    Ok(items.iter().map(|item| json!({ "uid": item.uid, name: item.name })).collect())
}

fn interviewers(all: &[NewInterviewer]) -> Result<Value, Invalid> {
    if all.len() > INTERVIEWERS_COUNT {
        return Err(Invalid::Interviewers(all.len()));
    }
    invalid::caller_uids(all.iter().map(|one| one.uid.as_str()))?;
    let one = |one: &NewInterviewer| {
        invalid::name(&one.name)?;
        let (phone, email) = (filled(one.phone.as_deref()), filled(one.email.as_deref()));
        invalid::contact(&one.name, phone, email)?;
        let mut fields = json!({ "uid": one.uid, "name": one.name });
        for (name, value) in [("phone", phone), ("email", email)] {
            if let Some(value) = value {
                fields[name] = json!(value);
            }
        }
        Ok(fields)
    };
    all.iter().map(one).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
