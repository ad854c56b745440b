//! Identifiers. Row ids are SQLite row numbers; an account id is a UUID, because the OS keyring is shared by every
//! data folder on the machine and row numbers of two folders would collide there.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }
    };
}

row_id! {
    /// A person in the candidate list.
    CandidateId
}
row_id! {
    /// A message template; its versions share the id.
    TemplateId
}
row_id! {
    /// An interview.
    InterviewId
}
row_id! {
    /// An answer that came by a form.
    FormAnswerId
}
row_id! {
    /// The room of an interview.
    RoomId
}
row_id! {
    /// A written test that was given to a person.
    WrittenTestId
}
row_id! {
    /// One approved send to many.
    CampaignId
}
row_id! {
    /// One recipient of one campaign.
    DeliveryId
}

/// An account: one app of one company. A UUID in text form, or [`AccountId::practice`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct AccountId(pub String);

impl AccountId {
    /// A fresh id, ordered by time of creation.
    #[must_use]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string())
    }

    /// The account of the practice company: always there, never in the keyring.
    #[must_use]
    pub fn practice() -> Self {
        Self("practice".to_owned())
    }

    /// Whether this is the practice company's account.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.0 == "practice"
    }

    /// The id as text, as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for AccountId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
