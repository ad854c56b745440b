//! Sending a message, and the answer per recipient.
//!
//! Never in here: what the answer means for a recipient's message; that is the sender's business.

use serde_json::Value;

use crate::client::Client;
use crate::envelope::{Envelope, id_list};
use crate::error::Error;

/// WeCom took the call; whom it names here got nothing all the same. Which of the fields come at all differs from answer
/// to answer, and so does their form; what did not come is empty here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendReply {
    /// For a recall within 24 hours.
    pub msgid: String,
    /// Members outside the visible range or unknown, lower-cased.
    pub invaliduser: Vec<String>,
    /// Departments outside the visible range or unknown.
    pub invalidparty: Vec<String>,
    /// Tags outside the visible range or unknown.
    pub invalidtag: Vec<String>,
    /// Members without an API licence, lower-cased.
    pub unlicenseduser: Vec<String>,
    /// Of a card that people can answer: for one update within 72 hours.
    pub response_code: Option<String>,
    /// WeCom says that it could not read the JSON properly and may have ignored fields.
    pub warned: bool,
    /// The answer as received, secrets taken out.
    pub raw: String,
}

/// WeCom took the update; whom it names here does not have the card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UpdateReply {
    /// Members whose card was not updated, lower-cased.
    pub invaliduser: Vec<String>,
    /// WeCom says that it could not read the JSON properly and may have ignored fields.
    pub warned: bool,
    /// The answer as received, secrets taken out.
    pub raw: String,
}

impl Client {
    /// POST `/cgi-bin/message/send` with exactly these bytes, which are those of a [`Message`](super::Message), kept since
    /// or just made (path/90236).
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::may_have_been_processed`] says whether it can have arrived. [`Error::BadReply`] for a success
    /// without a `msgid` too.
    pub async fn send(&self, body: Vec<u8>) -> Result<SendReply, Error> {
        let envelope = self.post_briefly("/cgi-bin/message/send", body).await?;
        let warned = warned(&envelope);
        // Whoever took a message gives it an id (path/90236): without one, a gateway may have made the answer up.
        let Some(msgid) = text(envelope.head.msgid.clone()) else {
            return Err(envelope.bad("errcode 0 without a msgid"));
        };
        let head = envelope.head;
        Ok(SendReply {
            msgid,
            invaliduser: id_list(&head.invaliduser),
            invalidparty: id_list(&head.invalidparty),
            invalidtag: id_list(&head.invalidtag),
            unlicenseduser: id_list(&head.unlicenseduser),
            response_code: text(head.response_code),
            warned,
            raw: envelope.raw,
        })
    }

    /// POST `/cgi-bin/message/update_template_card` with the bytes of a [`CardUpdate`](super::CardUpdate) (path/94888).
    ///
    /// # Errors
    /// Any [`Error`]; 60140 when the `response_code` is unknown, used or older than 72 hours, 42015 for the card of another
    /// app.
    pub async fn update_template_card(&self, body: Vec<u8>) -> Result<UpdateReply, Error> {
        let envelope = self.post_briefly("/cgi-bin/message/update_template_card", body).await?;
        let invaliduser = id_list(&envelope.head.invaliduser);
        Ok(UpdateReply { invaliduser, warned: warned(&envelope), raw: envelope.raw })
    }
}

/// An empty text counts as absent.
fn text(value: Value) -> Option<String> {
    if let Value::String(text) = value { Some(text).filter(|text| !text.is_empty()) } else { None }
}

fn warned(envelope: &Envelope) -> bool {
    envelope.errmsg.contains("Warning: wrong json format")
}
