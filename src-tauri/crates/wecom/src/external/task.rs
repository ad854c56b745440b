//! Writing to a customer: a task that one employee confirms in their client, and nobody else can (path/92135).
//!
//! A task has one sender and exactly one customer. WeCom would take a sender alone, and write to all customers of theirs:
//! no value here can say that.

use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::content::CustomerMessage;
use crate::check::{At, Findings};
use crate::client::{Client, json};
use crate::error::Error;
use crate::invalid::Invalid;
use crate::wire::filled;

/// A message from one employee to one customer. A customer can receive as many in a month as the month has days, of the
/// company's and the employees' together, unless the company set another number; nothing that was sent can be called back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerTask {
    external_userid: String,
    sender: String,
    message: CustomerMessage,
}

/// A task that waits for its employee: nothing has been sent yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct TaskCreated {
    /// For [`Client::externalcontact_get_groupmsg_task`] and its like.
    #[serde(deserialize_with = "filled")]
    pub msgid: String,
    /// The customer, when it is known already that nothing can be sent to them. That WeCom answers 41048 instead when
    /// it is the only one is unconfirmed.
    #[serde(default)]
    pub fail_list: Vec<String>,
}

impl CustomerTask {
    /// A task; the employee cannot choose other customers.
    ///
    /// # Errors
    /// Everything about it that WeCom would refuse.
    pub fn new(external_userid: &str, sender: &str, message: CustomerMessage) -> Result<Self, Invalid> {
        let mut found = Findings::default();
        found.text(At::root("external_userid"), external_userid).needed();
        found.text(At::root("sender"), sender).needed().userid();
        message.check(&mut found);
        found.into_result()?;
        Ok(Self { external_userid: external_userid.to_owned(), sender: sender.to_owned(), message })
    }

    /// The customer.
    #[must_use]
    pub fn external_userid(&self) -> &str {
        &self.external_userid
    }

    /// The employee.
    #[must_use]
    pub fn sender(&self) -> &str {
        &self.sender
    }

    /// The task that a body of [`Self::to_body`] is of; none of any other bytes, whoever made them.
    #[must_use]
    pub fn from_body(body: &[u8]) -> Option<Self> {
        let said: Said = serde_json::from_slice(body).ok()?;
        let [external_userid] = said.external_userid;
        let message = CustomerMessage::from_json(&said.text, &said.attachments)?;
        let task = Self::new(&external_userid, &said.sender, message).ok()?;
        task.to_body().ok().filter(|again| again == body).map(|_| task)
    }

    /// The message.
    #[must_use]
    pub fn message(&self) -> &CustomerMessage {
        &self.message
    }

    /// The request as [`Client::externalcontact_add_msg_template`] sends it, byte for byte.
    ///
    /// # Errors
    /// [`NotSent`](crate::NotSent): it cannot be written as JSON.
    pub fn to_body(&self) -> Result<Vec<u8>, Error> {
        json(self)
    }
}

/// What a body says of itself.
#[derive(Deserialize)]
struct Said {
    external_userid: [String; 1],
    sender: String,
    #[serde(default)]
    text: Value,
    #[serde(default)]
    attachments: Vec<Value>,
}

impl Serialize for CustomerTask {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_map(None)?;
        request.serialize_entry("chat_type", "single")?;
        request.serialize_entry("external_userid", &[&self.external_userid])?;
        request.serialize_entry("sender", &self.sender)?;
        self.message.serialize_into(&mut request)?;
        request.end()
    }
}

impl Client {
    /// POST `/cgi-bin/externalcontact/add_msg_template`: asks an employee to write to a customer.
    ///
    /// # Errors
    /// Any [`Error`]; 41048 when the customer cannot receive it, 84061 while the employee has not opened the chat with
    /// them. A repeat makes a second task: WeCom documents no check for duplicates here.
    pub async fn externalcontact_add_msg_template(&self, task: &CustomerTask) -> Result<TaskCreated, Error> {
        self.post("/cgi-bin/externalcontact/add_msg_template", task.to_body()?).await?.into_reply()
    }
}
