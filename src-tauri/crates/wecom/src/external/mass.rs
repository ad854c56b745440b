//! Mass messages: a task that employees confirm in their client, and nobody else can (path/92135).
//!
//! A customer can receive as many in a month as the month has days, unless the company set another number.

use serde::Deserialize;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use super::content::CustomerMessage;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::filled;

/// A mass message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MassMessage {
    /// Who gets it.
    pub audience: Audience,
    /// Whether the employee may take customers out before confirming.
    pub allow_select: bool,
    /// What it says.
    pub message: CustomerMessage,
}

/// Who gets a mass message, and who sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// These customers.
    Customers {
        /// external_userids, 1 to 10,000.
        external_userids: Vec<String>,
        /// The employee; without one, whoever chatted with a customer last.
        sender: Option<String>,
    },
    /// Customers by their tags.
    Tagged {
        /// Groups of tag ids: one tag of each group, 1 to 100 in a group.
        groups: Vec<Vec<String>>,
        /// The employee; without one, whoever chatted with a customer last.
        sender: Option<String>,
    },
    /// All customers of this employee.
    AllOf {
        /// The employee.
        sender: String,
    },
    /// Customer groups of this employee (client 4.1.10 or later).
    Groups {
        /// chat_ids, up to 2000; none for all of the employee's groups.
        chat_ids: Vec<String>,
        /// The employee.
        sender: String,
    },
}

/// A mass message that waits for its employees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MassCreated {
    /// For [`Client::externalcontact_get_groupmsg_task`] and its like.
    #[serde(deserialize_with = "filled")]
    pub msgid: String,
    /// external_userids that it cannot be sent to.
    #[serde(default)]
    pub fail_list: Vec<String>,
}

impl Audience {
    fn sender(&self) -> Option<&str> {
        match self {
            Self::Customers { sender, .. } | Self::Tagged { sender, .. } => sender.as_deref(),
            Self::AllOf { sender } | Self::Groups { sender, .. } => Some(sender),
        }
    }

    fn check(&self, found: &mut Findings) {
        if let Some(sender) = self.sender() {
            found.text(At::root("sender"), sender).needed().userid();
        }
        match self {
            Self::Customers { external_userids, .. } => {
                let at = At::root("external_userid");
                found.count(at, external_userids.len(), 1..=limits::MASS_CUSTOMERS_COUNT);
                found.ids(at, external_userids);
            }
            Self::Tagged { groups, .. } => {
                let filter = At::root("tag_filter");
                let list = filter.name("group_list");
                found.count(list, groups.len(), 1..=usize::MAX);
                for (number, group) in groups.iter().enumerate() {
                    let entry = list.entry(number);
                    found.count(entry.name("tag_list"), group.len(), 1..=limits::TAG_FILTER_TAGS_COUNT);
                    found.ids(entry.name("tag_list"), group);
                }
            }
            Self::AllOf { .. } => {}
            Self::Groups { chat_ids, .. } => {
                let at = At::root("chat_id_list");
                found.count(at, chat_ids.len(), 0..=limits::MASS_GROUPS_COUNT);
                found.ids(at, chat_ids);
            }
        }
    }
}

impl Serialize for MassMessage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut request = serializer.serialize_map(None)?;
        let group = matches!(self.audience, Audience::Groups { .. });
        request.serialize_entry("chat_type", if group { "group" } else { "single" })?;
        match &self.audience {
            Audience::Customers { external_userids, .. } => {
                request.serialize_entry("external_userid", external_userids)?
            }
            Audience::Tagged { groups, .. } => {
                let groups: Vec<_> = groups.iter().map(|tags| json!({ "tag_list": tags })).collect();
                request.serialize_entry("tag_filter", &json!({ "group_list": groups }))?;
            }
            Audience::Groups { chat_ids, .. } if !chat_ids.is_empty() => {
                request.serialize_entry("chat_id_list", chat_ids)?
            }
            Audience::AllOf { .. } | Audience::Groups { .. } => {}
        }
        if let Some(sender) = self.audience.sender() {
            request.serialize_entry("sender", sender)?;
        }
        if self.allow_select {
            request.serialize_entry("allow_select", &true)?;
        }
        self.message.serialize_into(&mut request)?;
        request.end()
    }
}

impl Client {
    /// POST `/cgi-bin/externalcontact/add_msg_template`: asks employees to send a mass message.
    ///
    /// # Errors
    /// Any [`Error`]; 41048 when nobody can receive it.
    pub async fn externalcontact_add_msg_template(&self, mass: &MassMessage) -> Result<MassCreated, Error> {
        let mut found = Findings::default();
        mass.audience.check(&mut found);
        mass.message.check(&mut found);
        found.into_result()?;
        self.post_json("/cgi-bin/externalcontact/add_msg_template", mass).await?.into_reply()
    }
}
