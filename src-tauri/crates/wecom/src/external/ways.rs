//! How candidates become contacts: a QR code, and the message that greets them (path/92228, 92137).

use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use super::content::CustomerMessage;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::envelope::Envelope;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::{Asked, Cursor, Page};
use crate::wire::{coded, filled};

coded! {
    /// Where a contact way is used.
    pub enum Scene {
        /// As a button of a mini program.
        MiniProgram = 1,
        /// As a QR code.
        QrCode = 2,
    }
}

/// A way to add members. A company has at most 500,000; the console shows none of them, only
/// [`Client::externalcontact_list_contact_way`] does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactWay {
    /// Who is added.
    pub members: WayMembers,
    /// Where it is used.
    pub scene: Scene,
    /// `style` of a button in a mini program.
    pub style: Option<i64>,
    /// A note for the company, up to 30 characters; empty for none.
    pub remark: String,
    /// Whether customers are taken without being confirmed. WeCom's default is true.
    pub skip_verify: bool,
    /// Comes back with the customer, up to 30 characters; empty for none.
    pub state: String,
    /// Whether a customer can add only one of the members.
    pub is_exclusive: bool,
}

/// Whom a contact way adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayMembers {
    /// This member.
    One(String),
    /// One of these members and of the members of these departments; at most 100 members.
    Several {
        /// userids.
        users: Vec<String>,
        /// Department ids.
        parties: Vec<i64>,
    },
}

/// A contact way that was made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ContactWayCreated {
    /// Names the way in the other calls.
    #[serde(deserialize_with = "filled")]
    pub config_id: String,
    /// Address of the picture of the QR code, with [`Scene::QrCode`].
    #[serde(default)]
    pub qr_code: String,
}

/// A contact way as [`Client::externalcontact_get_contact_way`] reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ContactWayRead {
    /// `config_id`.
    #[serde(deserialize_with = "filled")]
    pub config_id: String,
    /// Where it is used.
    pub scene: Option<Scene>,
    /// The company's note.
    #[serde(default)]
    pub remark: String,
    /// Whether customers are taken without being confirmed.
    pub skip_verify: Option<bool>,
    /// Comes back with the customer.
    #[serde(default)]
    pub state: String,
    /// Address of the picture of the QR code, with [`Scene::QrCode`].
    #[serde(default)]
    pub qr_code: String,
    /// userids of the members whom it adds.
    #[serde(default)]
    pub user: Vec<String>,
    /// Ids of the departments whose members it adds.
    #[serde(default)]
    pub party: Vec<i64>,
}

#[derive(Deserialize)]
struct Way {
    contact_way: ContactWayRead,
}

#[derive(Deserialize)]
struct Ways {
    #[serde(default)]
    contact_way: Vec<WayId>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
}

#[derive(Deserialize)]
struct WayId {
    #[serde(deserialize_with = "filled")]
    config_id: String,
}

impl ContactWay {
    /// A QR code for these members, confirmed by nobody.
    #[must_use]
    pub fn qr_code(members: WayMembers) -> Self {
        let (remark, state) = (String::new(), String::new());
        Self { members, scene: Scene::QrCode, style: None, remark, skip_verify: true, state, is_exclusive: false }
    }

    fn check(&self, found: &mut Findings) {
        let user = At::root("user");
        match &self.members {
            WayMembers::One(userid) => {
                found.text(user, userid).needed().userid();
            }
            WayMembers::Several { users, parties } => {
                found.must(user, !users.is_empty() || !parties.is_empty(), "given where no party is");
                found.count(user, users.len(), 0..=limits::CONTACT_WAY_USERS_COUNT);
                found.userids(user, users);
            }
        }
        found.must(At::root("scene"), !matches!(self.scene, Scene::Other(_)), "1 or 2");
        found.text(At::root("remark"), &self.remark).chars(limits::CONTACT_WAY_REMARK_CHARS);
        found.text(At::root("state"), &self.state).chars(limits::CONTACT_WAY_STATE_CHARS);
    }
}

impl Serialize for ContactWay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_map(None)?;
        request.serialize_entry("type", &if matches!(self.members, WayMembers::One(_)) { 1 } else { 2 })?;
        request.serialize_entry("scene", &self.scene)?;
        match &self.members {
            WayMembers::One(userid) => request.serialize_entry("user", &[userid])?,
            WayMembers::Several { users, parties } => {
                request.serialize_entry("user", users)?;
                request.serialize_entry("party", parties)?;
            }
        }
        if let Some(style) = self.style {
            request.serialize_entry("style", &style)?;
        }
        for (name, text) in [("remark", &self.remark), ("state", &self.state)] {
            if !text.is_empty() {
                request.serialize_entry(name, text)?;
            }
        }
        request.serialize_entry("skip_verify", &self.skip_verify)?;
        request.serialize_entry("is_exclusive", &self.is_exclusive)?;
        request.end()
    }
}

struct Welcome<'a> {
    welcome_code: &'a str,
    message: &'a CustomerMessage,
}

impl Serialize for Welcome<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_map(None)?;
        request.serialize_entry("welcome_code", self.welcome_code)?;
        self.message.serialize_into(&mut request)?;
        request.end()
    }
}

impl Client {
    /// POST `/cgi-bin/externalcontact/add_contact_way`: makes a way to add members.
    ///
    /// # Errors
    /// Any [`Error`]; 41054 for a member who never logged in.
    pub async fn externalcontact_add_contact_way(&self, way: &ContactWay) -> Result<ContactWayCreated, Error> {
        let mut found = Findings::default();
        way.check(&mut found);
        found.into_result()?;
        self.post_json("/cgi-bin/externalcontact/add_contact_way", way).await?.into_reply()
    }

    /// POST `/cgi-bin/externalcontact/get_contact_way`: a way as it is now.
    ///
    /// # Errors
    /// Any [`Error`]; 41044 for one that was deleted, or that another app made.
    pub async fn externalcontact_get_contact_way(&self, config_id: &str) -> Result<ContactWayRead, Error> {
        let envelope = self.of_way("/cgi-bin/externalcontact/get_contact_way", config_id).await?;
        Ok(envelope.into_reply::<Way>()?.contact_way)
    }

    /// POST `/cgi-bin/externalcontact/del_contact_way`: its QR code works no more; whoever came by it stays.
    ///
    /// # Errors
    /// As [`Client::externalcontact_get_contact_way`].
    pub async fn externalcontact_del_contact_way(&self, config_id: &str) -> Result<(), Error> {
        self.of_way("/cgi-bin/externalcontact/del_contact_way", config_id).await.map(drop)
    }

    /// POST `/cgi-bin/externalcontact/list_contact_way`: config_ids of the ways made between two times, Unix seconds;
    /// `limit` 1 to 1000. Only ways made after 10 July 2021 (path/92228).
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn externalcontact_list_contact_way(
        &self,
        start_time: i64,
        end_time: i64,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<Page<String>, Error> {
        let mut found = Findings::default();
        found.must(At::root("end_time"), start_time <= end_time, "at or after start_time");
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::CONTACT_WAYS_COUNT));
        found.into_result()?;
        let about = json!({ "start_time": start_time, "end_time": end_time, "limit": limit });
        let envelope = self.post_json("/cgi-bin/externalcontact/list_contact_way", &Asked { about, cursor }).await?;
        let ways: Ways = envelope.into_reply()?;
        Ok(Page { items: ways.contact_way.into_iter().map(|way| way.config_id).collect(), next: ways.next_cursor })
    }

    async fn of_way(&self, path: &str, config_id: &str) -> Result<Envelope, Error> {
        let mut found = Findings::default();
        found.text(At::root("config_id"), config_id).needed();
        found.into_result()?;
        self.post_json(path, &json!({ "config_id": config_id })).await
    }

    /// POST `/cgi-bin/externalcontact/send_welcome_msg`: greets a new customer. The code comes with the callback and is
    /// good for one message within 20 seconds.
    ///
    /// # Errors
    /// Any [`Error`]; 41050 too late, 41051 when they already chat, 41096 when another app is greeting.
    pub async fn externalcontact_send_welcome_msg(
        &self,
        welcome_code: &str,
        message: &CustomerMessage,
    ) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("welcome_code"), welcome_code).needed();
        message.check(&mut found);
        found.into_result()?;
        self.post_json("/cgi-bin/externalcontact/send_welcome_msg", &Welcome { welcome_code, message }).await.map(drop)
    }
}
