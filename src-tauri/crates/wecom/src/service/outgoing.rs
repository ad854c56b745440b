//! Writing to a customer: within 48 hours after the customer wrote, five messages at most, and none while a colleague has
//! the session (path/94677); and one answer to some events (path/95122).
//!
//! Never in here: whether a message may go out; only WeCom knows what the customer wrote last.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Value, json};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Invalid;
use crate::limits;

/// `errcode` for a msgid that the account has had before.
const MSGID_REPEATED: i64 = 95033;

/// A message to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceMessage {
    /// external_userid.
    pub touser: String,
    /// The account that writes.
    pub open_kfid: String,
    /// The caller's own: 1 to 32 letters, digits, `_` and `-`, never the same for two messages of an account. A call that is
    /// repeated with it makes no second message.
    pub msgid: String,
    /// What it says.
    pub content: ServiceContent,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceContent {
    /// A text of up to 2048 bytes.
    Text(String),
    /// A text with buttons.
    Menu(ServiceMenu),
}

/// A text with buttons. Pressing one writes its words to the account, with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceMenu {
    /// Above the buttons, up to 1024 bytes; empty for none.
    pub head: String,
    /// 1 to 10.
    pub buttons: Vec<MenuButton>,
    /// Below the buttons, up to 1024 bytes; empty for none.
    pub tail: String,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuButton {
    /// Comes back as `menu_id`: 1 to 64 bytes, another one for each button of a message.
    pub id: String,
    /// Its words, 1 to 128 bytes.
    pub content: String,
}

/// WeCom took the message. Whether it arrives is another matter: a `msg_send_fail` can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceSent {
    /// Of the message.
    pub msgid: String,
    /// WeCom had a message with this msgid before (95033), and made no second one.
    pub repeated: bool,
}

impl ServiceMessage {
    /// The request body for [`Client::kf_send_msg`]: raw UTF-8 JSON, the same bytes every time.
    ///
    /// # Errors
    /// [`Invalid`] with everything that WeCom would refuse.
    pub fn to_body(&self) -> Result<Vec<u8>, Invalid> {
        let mut found = Findings::default();
        found.text(At::root("touser"), &self.touser).needed();
        found.text(At::root("open_kfid"), &self.open_kfid).needed();
        check(&self.msgid, &self.content, &mut found);
        found.into_result()?;
        Ok(serde_json::to_vec(self).unwrap_or_default())
    }
}

/// The words of a message, without whom they are for: what [`ServiceContent::to_words`] makes, and an address puts to use.
pub struct ServiceAddress<'a> {
    /// external_userid.
    pub touser: &'a str,
    /// The account that writes.
    pub open_kfid: &'a str,
    /// As [`ServiceMessage::msgid`].
    pub msgid: &'a str,
}

impl ServiceAddress<'_> {
    /// The request body for [`Client::kf_send_msg`] with these words: the same bytes every time.
    ///
    /// # Errors
    /// [`Invalid`] for an address that WeCom would refuse, and for what are no words of [`ServiceContent::to_words`].
    pub fn to_body(&self, words: &[u8]) -> Result<Vec<u8>, Invalid> {
        let mut found = Findings::default();
        let places = [("touser", self.touser), ("open_kfid", self.open_kfid), ("msgid", self.msgid)];
        for (name, text) in places {
            found.text(At::root(name), text).needed();
        }
        found.text(At::root("msgid"), self.msgid).word(limits::KF_MSGID_BYTES);
        let mut request: serde_json::Map<String, Value> = serde_json::from_slice(words).unwrap_or_default();
        found.must(At::root("msgtype"), request.contains_key("msgtype"), "words of a message");
        found.into_result()?;
        request.extend(places.map(|(name, text)| (name.to_owned(), json!(text))));
        Ok(serde_json::to_vec(&request).unwrap_or_default())
    }
}

impl ServiceContent {
    /// What a message says as JSON, whoever it is for: the same bytes every time.
    ///
    /// # Errors
    /// [`Invalid`] with everything that WeCom would refuse.
    pub fn to_words(&self) -> Result<Vec<u8>, Invalid> {
        let mut found = Findings::default();
        check_content(self, &mut found);
        found.into_result()?;
        Ok(serde_json::to_vec(&Words(self)).unwrap_or_default())
    }
}

struct Words<'a>(&'a ServiceContent);

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut words = serializer.serialize_map(None)?;
        self.0.serialize_into(&mut words)?;
        words.end()
    }
}

/// What every message must be.
fn check(msgid: &str, content: &ServiceContent, found: &mut Findings) {
    found.text(At::root("msgid"), msgid).needed().word(limits::KF_MSGID_BYTES);
    check_content(content, found);
}

fn check_content(content: &ServiceContent, found: &mut Findings) {
    match content {
        ServiceContent::Text(text) => {
            found.text(At::root("text").name("content"), text).needed().bytes(limits::KF_TEXT_BYTES);
        }
        ServiceContent::Menu(ServiceMenu { head, buttons, tail }) => {
            let menu = At::root("msgmenu");
            found.text(menu.name("head_content"), head).bytes(limits::KF_MENU_TEXT_BYTES);
            let list = menu.name("list");
            found.count(list, buttons.len(), 1..=limits::KF_MENU_BUTTONS_COUNT);
            for (number, button) in buttons.iter().enumerate() {
                let entry = list.entry(number);
                let click = entry.name("click");
                found.text(click.name("id"), &button.id).needed().bytes(limits::KF_BUTTON_ID_BYTES);
                found.text(click.name("content"), &button.content).needed().bytes(limits::KF_BUTTON_BYTES);
            }
            found.distinct(list, "click.id", buttons.iter().map(|button| button.id.as_str()));
            found.text(menu.name("tail_content"), tail).bytes(limits::KF_MENU_TEXT_BYTES);
        }
    }
}

impl ServiceContent {
    /// The members `msgtype` and that of its kind.
    fn serialize_into<M: SerializeMap>(&self, request: &mut M) -> Result<(), M::Error> {
        match self {
            Self::Text(text) => {
                request.serialize_entry("msgtype", "text")?;
                request.serialize_entry("text", &json!({ "content": text }))
            }
            Self::Menu(ServiceMenu { head, buttons, tail }) => {
                let click = |button: &MenuButton| json!({ "type": "click", "click": { "id": button.id, "content": button.content } });
                let mut menu = json!({ "list": buttons.iter().map(click).collect::<Value>() });
                for (name, text) in [("head_content", head), ("tail_content", tail)] {
                    if !text.is_empty() {
                        menu[name] = json!(text);
                    }
                }
                request.serialize_entry("msgtype", "msgmenu")?;
                request.serialize_entry("msgmenu", &menu)
            }
        }
    }
}

impl Serialize for ServiceMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_map(None)?;
        request.serialize_entry("touser", &self.touser)?;
        request.serialize_entry("open_kfid", &self.open_kfid)?;
        request.serialize_entry("msgid", &self.msgid)?;
        self.content.serialize_into(&mut request)?;
        request.end()
    }
}

struct OnEvent<'a> {
    code: &'a str,
    msgid: &'a str,
    content: &'a ServiceContent,
}

impl Serialize for OnEvent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_map(None)?;
        request.serialize_entry("code", self.code)?;
        request.serialize_entry("msgid", self.msgid)?;
        self.content.serialize_into(&mut request)?;
        request.end()
    }
}

impl Client {
    /// POST `/cgi-bin/kf/send_msg` with exactly these bytes, which are those of a [`ServiceMessage`]; `msgid` is the one in
    /// them.
    ///
    /// A repeat after an answer that was lost is harmless: the pages say that a msgid must not come twice in an account and
    /// is refused the second time, other sources that the first answer comes again. Both are [`ServiceSent`] here. Not
    /// confirmed: whether a msgid that was refused for another reason counts as used; take a new one then.
    ///
    /// # Errors
    /// Any [`Error`]; 95031 (also 95002) more than 48 hours after the customer wrote, 95001 for a sixth message, 95018 while
    /// a colleague has the session or it waits for one, 95013 after it ended. [`Error::BadReply`] for a success without the
    /// msgid too.
    pub async fn kf_send_msg(&self, msgid: &str, body: Vec<u8>) -> Result<ServiceSent, Error> {
        self.service_message("/cgi-bin/kf/send_msg", msgid, body).await
    }

    /// POST `/cgi-bin/kf/send_msg_on_event`: one message for the code of an event, whether or not the customer wrote: a
    /// welcome or a goodbye within 20 seconds, a word to who waits within 48 hours and as a text only. All but the welcome
    /// need the session to be as it was.
    ///
    /// # Errors
    /// Any [`Error`]; which errcode a code gets that is unknown, old or used is not documented. A repeat after an answer that
    /// was lost gets the same, for the code was used.
    pub async fn kf_send_msg_on_event(
        &self,
        code: &str,
        msgid: &str,
        content: &ServiceContent,
    ) -> Result<ServiceSent, Error> {
        let mut found = Findings::default();
        found.text(At::root("code"), code).needed();
        check(msgid, content, &mut found);
        found.into_result()?;
        let body = crate::client::json(&OnEvent { code, msgid, content })?;
        self.service_message("/cgi-bin/kf/send_msg_on_event", msgid, body).await
    }

    async fn service_message(&self, path: &str, msgid: &str, body: Vec<u8>) -> Result<ServiceSent, Error> {
        let sent = |repeated| ServiceSent { msgid: msgid.to_owned(), repeated };
        match self.post_briefly(path, body).await {
            // A gateway that makes an answer up knows no msgid.
            Ok(envelope) if envelope.head.msgid != msgid => Err(envelope.bad("errcode 0 without the msgid")),
            Ok(_) => Ok(sent(false)),
            Err(Error::Refused(refused)) if refused.errcode == MSGID_REPEATED => Ok(sent(true)),
            Err(error) => Err(error),
        }
    }
}
