//! What can be done once a message has been sent: take it back, change its card, count.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use super::card::AnsweredCard;
use super::sealed::Part;
use super::{Invalid, Recipients, json, recipients};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;

/// A change of a card that people can answer (path/94888).
///
/// ```
/// use wecom::message::{CardUpdate, Change, Named};
///
/// let update = CardUpdate::new(1_000_002, Named::member("zhangwei"), "CODE", Change::button("已确认"));
/// let expected = r#"{"userids":["zhangwei"],"agentid":1000002,"response_code":"CODE","button":{"replace_name":"已确认"}}"#;
/// assert_eq!(update.to_body().unwrap(), expected.as_bytes());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CardUpdate {
    agentid: i64,
    to: Recipients,
    response_code: String,
    change: Change,
    enable_id_trans: bool,
}

/// How a card changes.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The button that was pressed turns grey and says this.
    Button(String),
    /// Another card takes its place, of any kind.
    Card(Box<AnsweredCard>),
}

impl Change {
    /// The button that was pressed turns grey and says `replace_name`.
    pub fn button(replace_name: impl Into<String>) -> Self {
        Self::Button(replace_name.into())
    }

    /// Another card takes its place, of any kind, as sent or as answered.
    pub fn card(card: impl Into<AnsweredCard>) -> Self {
        Self::Card(Box::new(card.into()))
    }
}

impl CardUpdate {
    /// For some or all of those who have the card. The `response_code` comes from the answer to the send or from a
    /// callback; it works once, within 72 hours (older articles say 24).
    pub fn new(agentid: i64, to: impl Into<Recipients>, response_code: impl Into<String>, change: Change) -> Self {
        Self { agentid, to: to.into(), response_code: response_code.into(), change, enable_id_trans: false }
    }

    /// As [`Message::enable_id_trans`](super::Message::enable_id_trans).
    #[must_use]
    pub fn enable_id_trans(mut self) -> Self {
        self.enable_id_trans = true;
        self
    }

    /// The request body for [`Client::update_template_card`].
    ///
    /// # Errors
    /// [`Invalid`] with everything that WeCom would refuse.
    pub fn to_body(&self) -> Result<Vec<u8>, Invalid> {
        let mut found = Findings::default();
        self.to.check(&recipients::UPDATE, &mut found);
        found.text(At::root("response_code"), &self.response_code).needed();
        match &self.change {
            Change::Button(name) => drop(found.text(At::root("button").name("replace_name"), name).needed()),
            Change::Card(card) => card.card().check(At::root("template_card"), &mut found),
        }
        found.into_result()?;
        Ok(json::json(self))
    }
}

impl Serialize for CardUpdate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        match self.to.lists() {
            None => body.serialize_entry("atall", &1)?,
            // Here they are arrays, in message/send they are joined.
            Some((users, departments, tags)) => {
                if !users.is_empty() {
                    body.serialize_entry(recipients::UPDATE.users, users)?;
                }
                if !departments.is_empty() {
                    body.serialize_entry(recipients::UPDATE.departments, departments)?;
                }
                if !tags.is_empty() {
                    body.serialize_entry(recipients::UPDATE.tags, tags)?;
                }
            }
        }
        body.serialize_entry("agentid", &self.agentid)?;
        body.serialize_entry("response_code", &self.response_code)?;
        if self.enable_id_trans {
            body.serialize_entry("enable_id_trans", &1)?;
        }
        match &self.change {
            Change::Button(name) => body.serialize_entry("button", &json!({ "replace_name": name }))?,
            Change::Card(card) => body.serialize_entry("template_card", card)?,
        }
        body.end()
    }
}

/// Which day [`Client::get_statistics`] counts, in Beijing's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Today so far.
    Today,
    /// Yesterday.
    Yesterday,
}

/// What one app sent on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// `agentid` of the app.
    pub agentid: i64,
    /// Its name.
    pub app_name: String,
    /// People reached, each message counting for each of them.
    pub count: u64,
}

impl Client {
    /// POST `/cgi-bin/message/recall`: takes a message back in WeCom's own programs, not in the WeChat plugin (path/94867).
    ///
    /// # Errors
    /// Any [`Error`]; 42052 after 24 hours, 40058 for the message of another app.
    pub async fn recall(&self, msgid: &str) -> Result<(), Error> {
        let body = json::json(&json!({ "msgid": msgid }));
        self.post_briefly("/cgi-bin/message/recall", body).await.map(drop)
    }

    /// POST `/cgi-bin/message/get_statistics`: how many people each app reached on a day (path/92369). The page is no longer
    /// listed, so WeCom may have withdrawn it (48005).
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::BadReply`] when there is no list in the answer.
    pub async fn get_statistics(&self, day: Day) -> Result<Vec<Statistics>, Error> {
        let time_type = u8::from(day == Day::Yesterday);
        let body = json::json(&json!({ "time_type": time_type }));
        let envelope = self.post("/cgi-bin/message/get_statistics", body).await?;
        let fields = envelope.fields()?;
        let rows = fields.get("statistics").and_then(Value::as_array);
        let rows = rows.ok_or_else(|| envelope.bad("no statistics"))?;
        let read = |row: &Value| {
            let app_name = row.get("app_name").and_then(Value::as_str).unwrap_or_default().to_owned();
            Some(Statistics { agentid: row.get("agentid")?.as_i64()?, app_name, count: row.get("count")?.as_u64()? })
        };
        rows.iter().map(read).collect::<Option<_>>().ok_or_else(|| envelope.bad("a row without agentid or count"))
    }
}
