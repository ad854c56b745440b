//! How candidates become contacts: a QR code, and the message that greets them (path/92228, 92137).

use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::content::CustomerMessage;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
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

/// A way to add members. A company has at most 500,000; one that was made cannot be found in the console.
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
    /// Keep it: WeCom shows it nowhere.
    #[serde(deserialize_with = "filled")]
    pub config_id: String,
    /// URL of the QR code, with [`Scene::QrCode`].
    #[serde(default)]
    pub qr_code: String,
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
