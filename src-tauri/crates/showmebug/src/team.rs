//! The team of the credentials: who is in it, and how many sessions it has left.
//!
//! Never in here: a call that changes a team or moves its sessions.

use serde_json::Value;

use crate::client::Client;
use crate::error::{Error, Problem};
use crate::wire::{Fields, count, number, objects, text};

/// A team (api-team).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Sessions left. When a session is used up (made, started, ended) is not documented.
    pub left_quota: Option<i64>,
    /// How many members it has.
    pub members_count: Option<u64>,
    /// Members; perhaps not all of them, for paging is not documented.
    pub members: Vec<Member>,
}

/// A member of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// `user_id` of calls, when it is a number.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The mail address.
    pub email: Option<String>,
}

impl Client {
    /// The team of key and secret: the best test of a connection.
    ///
    /// # Errors
    /// Any [`Error`]; nothing is changed by this call.
    pub async fn me(&self) -> Result<Team, Error> {
        team(&self.get("me", &[]).await?).ok_or(Error::bad(200, Problem::Fields))
    }
}

fn team(data: &Value) -> Option<Team> {
    let fields = data.as_object()?;
    let members = fields.get("members").and_then(objects).map(|(members, _)| members).unwrap_or_default();
    Some(Team {
        id: text(fields.get("id"))?,
        name: text(fields.get("name")),
        left_quota: number(fields.get("left_quota")),
        members_count: count(fields.get("members_count")),
        members: members.into_iter().filter_map(member).collect(),
    })
}

fn member(fields: &Fields) -> Option<Member> {
    let [name, phone, email] = ["name", "phone", "email"].map(|name| text(fields.get(name)));
    Some(Member { id: text(fields.get("id"))?, name, phone, email })
}
