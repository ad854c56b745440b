//! What a call is answered with: data in an envelope, a refusal, or the bare object of the token path; and how a fault
//! spoils the data.

use serde_json::{Value, json};

use crate::fault::Fault;
use crate::reply::Reply;

/// What a route answers when it does not refuse.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// errcode 0 and this data.
    Data(Value),
    /// errcode 0 without data.
    Done,
    /// This object without an envelope, as OAuth has it.
    Bare(u16, Value),
    /// No such path: 404 with an empty body.
    NotFound,
}

/// A refusal: HTTP status, errcode and a message that names no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) status: u16,
    pub(crate) errcode: i64,
    pub(crate) errmsg: String,
}

impl Refused {
    /// A parameter is wrong.
    pub(crate) fn param(errmsg: impl Into<String>) -> Self {
        Self { status: 422, errcode: 42201, errmsg: errmsg.into() }
    }

    /// What the path names is not there.
    pub(crate) fn gone(what: &str) -> Self {
        Self { status: 404, errcode: 40401, errmsg: format!("{what} not found") }
    }

    /// No token, an unknown one, or one that is over.
    pub(crate) fn token() -> Self {
        Self { status: 401, errcode: 40101, errmsg: "token invalid or expired".to_owned() }
    }

    /// No sessions left: a refusal with HTTP 200.
    pub(crate) fn quota() -> Self {
        Self { status: 200, errcode: 40301, errmsg: "quota not enough".to_owned() }
    }
}

/// The reply to what a route decided; data as the fault leaves it.
pub(crate) fn reply(answer: Result<Answer, Refused>, fault: Option<&Fault>, base_url: &str) -> Reply {
    match answer {
        Ok(Answer::Data(mut data)) => {
            spoil(&mut data, fault, base_url);
            Reply::plain(200, Some(0), &json!({ "errcode": 0, "errmsg": "ok", "data": data }))
        }
        Ok(Answer::Done) => Reply::plain(200, Some(0), &json!({ "errcode": 0, "errmsg": "ok" })),
        Ok(Answer::Bare(status, object)) => Reply::plain(status, None, &object),
        Ok(Answer::NotFound) => Reply::not_found(),
        Err(Refused { status, errcode, errmsg }) => refusal(status, errcode, &errmsg),
    }
}

/// A refusal with the envelope.
pub(crate) fn refusal(status: u16, errcode: i64, errmsg: &str) -> Reply {
    Reply::plain(status, Some(errcode), &json!({ "errcode": errcode, "errmsg": errmsg }))
}

/// What the faults that only ShowMeBug plays make of the data.
fn spoil(data: &mut Value, fault: Option<&Fault>, base_url: &str) {
    match fault {
        Some(Fault::LinkMissing) => drop(take_link(data)),
        Some(Fault::OtherHost) => move_links(data, base_url),
        Some(Fault::Reordered) => lists(data, |list| list.reverse()),
        Some(Fault::ItemMissing) => lists(data, |list| drop(list.pop())),
        _ => {}
    }
}

/// Takes the candidate's link out of the first object that has one.
fn take_link(data: &mut Value) -> Option<Value> {
    match data {
        Value::Object(fields) => fields
            .remove("candidate_url")
            .or_else(|| fields.remove("url"))
            .or_else(|| fields.values_mut().find_map(take_link)),
        Value::Array(list) => list.iter_mut().find_map(take_link),
        _ => None,
    }
}

/// Moves every link to a host that is nobody's.
fn move_links(data: &mut Value, base_url: &str) {
    match data {
        Value::Object(fields) => fields.values_mut().for_each(|value| move_links(value, base_url)),
        Value::Array(list) => list.iter_mut().for_each(|value| move_links(value, base_url)),
        Value::String(text) => {
            if let Some(path) = text.strip_prefix(base_url) {
                *text = format!("https://rooms.example.net{path}");
            }
        }
        _ => {}
    }
}

/// Changes the lists that stand in the data itself.
fn lists(data: &mut Value, change: impl Fn(&mut Vec<Value>)) {
    let fields = data.as_object_mut().into_iter().flat_map(|fields| fields.values_mut());
    fields.filter_map(Value::as_array_mut).for_each(change);
}
