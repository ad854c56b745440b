//! What has come to an account of customer service: messages of customers and colleagues, and events (path/94670). What the
//! app itself sent does not come.
//!
//! Never in here: a message that makes the others unreadable. One that is not understood comes by the name of its kind, for
//! the cursor behind it is the only way to the next.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::event::{self, ServiceEvent, filled};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::Cursor;
use crate::wire::coded;

coded! {
    /// Where a message comes from (`origin`).
    pub enum ServiceOrigin {
        /// The customer.
        Customer = 3,
        /// WeCom: an event.
        System = 4,
        /// A colleague, in the client.
        Colleague = 5,
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyncAsked<'a> {
    /// The account.
    pub open_kfid: &'a str,
    /// [`ServiceSync::next`] of the last answer for this account; `None` begins at the oldest that is kept.
    pub cursor: Option<&'a Cursor>,
    /// `Token` of a callback, good for ten minutes; empty for none, and then calls are limited strictly. WeCom does not
    /// publish how strictly.
    pub token: &'a str,
    /// 1 to 1000; fewer can come although more follow. With 200 no answer is longer than what is read of one
    /// ([`LIST_REPLY_BYTES`](limits::LIST_REPLY_BYTES)), whatever people write; with 1000 one could be.
    pub limit: usize,
}

/// A part of what has come, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceSync {
    /// Can be empty although more follows. The same message can come again: go by `msgid`.
    pub incoming: Vec<ServiceIncoming>,
    /// Where the next call goes on, at the end too: keep it, for what is older than three days is gone.
    pub next: Option<Cursor>,
    /// Whether more is there already.
    pub has_more: bool,
}

/// A message or an event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceIncoming {
    /// `msgid`; empty when there is none.
    pub msgid: String,
    /// The account.
    pub open_kfid: String,
    /// The customer; empty for events that concern none.
    pub external_userid: String,
    /// When, Unix seconds.
    pub send_time: Option<i64>,
    /// Where it comes from.
    pub origin: ServiceOrigin,
    /// userid of the colleague who wrote it; empty for all others.
    pub servicer_userid: String,
    /// What it says.
    pub said: ServiceSaid,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceSaid {
    /// A text.
    Text {
        /// What it says: of a button that was pressed, its words.
        content: String,
        /// `id` of the button that was pressed.
        menu_id: Option<String>,
    },
    /// Something happened.
    Event(ServiceEvent),
    /// Any other kind: a picture, a recording, a place and so on.
    Other {
        /// `msgtype`; empty when there is none.
        msgtype: String,
    },
}

#[derive(Serialize)]
struct Request<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<&'a Cursor>,
    #[serde(skip_serializing_if = "str::is_empty")]
    token: &'a str,
    limit: usize,
    open_kfid: &'a str,
}

#[derive(Deserialize)]
struct Reply {
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
    #[serde(default, deserialize_with = "crate::wire::flag")]
    has_more: bool,
    #[serde(default)]
    msg_list: Vec<Value>,
}

impl ServiceIncoming {
    fn read(message: &Value) -> Self {
        let (msgtype, event) = (event::text(message, "msgtype"), &message["event"]);
        // Events name account and customer inside; the pages disagree on whether they do so outside as well.
        let either = |name: &str| filled(event::text(message, name)).unwrap_or_else(|| event::text(event, name));
        let said = match msgtype.as_str() {
            "text" => {
                let text = &message["text"];
                let menu_id = filled(event::text(text, "menu_id"));
                ServiceSaid::Text { content: event::text(text, "content"), menu_id }
            }
            "event" => ServiceSaid::Event(ServiceEvent::read(event)),
            _ => ServiceSaid::Other { msgtype },
        };
        Self {
            msgid: event::text(message, "msgid"),
            open_kfid: either("open_kfid"),
            external_userid: either("external_userid"),
            send_time: event::number(message, "send_time"),
            origin: event::number(message, "origin").unwrap_or(0).into(),
            servicer_userid: event::text(message, "servicer_userid"),
            said,
        }
    }
}

impl Client {
    /// POST `/cgi-bin/kf/sync_msg`: what has come to an account since the cursor, of the last three days. A cursor that is
    /// older goes on at the oldest that is kept, and the answer does not say so (unconfirmed).
    ///
    /// # Errors
    /// Any [`Error`]; 45009 when it is called too often without a token, 95007 for a token that is older than ten minutes,
    /// 95000, 95004, 95011 and 95012 as [`Client::kf_add_contact_way`]. For a cursor that WeCom does not know 40058
    /// (unconfirmed).
    pub async fn kf_sync_msg(&self, asked: &SyncAsked<'_>) -> Result<ServiceSync, Error> {
        let SyncAsked { open_kfid, cursor, token, limit } = *asked;
        let mut found = Findings::default();
        if let Some(cursor) = cursor {
            found.text(At::root("cursor"), &cursor.0).bytes(limits::KF_CURSOR_BYTES);
        }
        found.text(At::root("token"), token).bytes(limits::KF_TOKEN_BYTES);
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::KF_SYNC_COUNT));
        found.text(At::root("open_kfid"), open_kfid).needed();
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/kf/sync_msg", &Request { cursor, token, limit, open_kfid }).await?;
        let Reply { next_cursor, has_more, msg_list } = envelope.into_reply()?;
        let incoming = msg_list.iter().map(ServiceIncoming::read).collect();
        // Without a new one the old one still holds; the beginning would bring three days again.
        Ok(ServiceSync { incoming, next: next_cursor.or_else(|| cursor.cloned()), has_more })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_understood_comes_all_the_same() {
        for message in [json!(null), json!(7), json!([]), json!({}), json!({ "msgtype": 3, "event": "x", "msgid": {} })]
        {
            let read = ServiceIncoming::read(&message);
            assert_eq!(read.said, ServiceSaid::Other { msgtype: String::new() }, "{message} must not stop the others");
        }
        let read = ServiceIncoming::read(&json!({ "msgtype": "event", "event": { "event_type": "new_one" } }));
        let kept = ServiceSaid::Event(ServiceEvent::Other { event_type: "new_one".into() });
        assert_eq!(read.said, kept, "WeCom adds events without notice");
    }

    #[test]
    fn an_event_names_its_customer_inside_or_outside() {
        let inside = json!({ "msgtype": "event", "event": { "external_userid": "wm1", "open_kfid": "wk1" } });
        let outside = json!({ "msgtype": "event", "external_userid": "wm1", "open_kfid": "wk1", "event": {} });
        for message in [inside, outside] {
            let read = ServiceIncoming::read(&message);
            assert_eq!((read.external_userid.as_str(), read.open_kfid.as_str()), ("wm1", "wk1"), "{message}");
        }
    }
}
