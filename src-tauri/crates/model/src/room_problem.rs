//! Why a room or a written test was not made, or what is unknown of it. Each has one sentence in both message files and one in
//! the command line.
//!
//! Never in here: the sentences, a link, a secret.

use serde::{Deserialize, Serialize};

use crate::NetworkFault;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RoomProblem {
    /// No connection to ShowMeBug is set up.
    NotConnected,
    /// The practice company does not run.
    NoPractice,
    /// The secret was for one session.
    SecretNeeded,
    /// Practice people and others are in one interview.
    Mixed,
    /// The interview was called off.
    CalledOff,
    /// The interview has a room.
    HasRoom,
    /// The interview has a room of which nobody knows whether it is there.
    HasUnknown,
    /// The interview has no room.
    NoRoom,
    /// The interview has no candidates any more.
    NoCandidates,
    /// The candidates' names are longer than a room's name may be, in characters.
    NameTooLong {
        /// How long they are.
        chars: usize,
        /// How long they may be.
        most: usize,
    },
    /// More interviewers than ShowMeBug takes.
    TooManyInterviewers {
        /// How many there are.
        count: usize,
        /// How many it takes.
        most: usize,
    },
    /// Interviewers of whom neither phone number nor mail address is known.
    NoContact {
        /// Their names.
        names: String,
    },
    /// Fewer sessions are left than rooms are wanted.
    NoQuota {
        /// Sessions left.
        left: i64,
    },
    /// The person has this written test.
    HasTest,
    /// Nobody knows whether the person has this written test.
    TestUnknown,
    /// The room was made with another key or at another ShowMeBug than the connection's.
    OtherConnection,
    /// Another process makes rooms from this data folder.
    OtherProcess,
    /// A base URL, key or secret that cannot be used.
    BadValue {
        /// `base_url`, `key` or `secret`.
        field: String,
    },
    /// Nothing reached ShowMeBug.
    Network {
        /// What failed.
        fault: NetworkFault,
        /// The host.
        host: String,
    },
    /// ShowMeBug does not take key and secret.
    KeyRefused {
        /// HTTP status.
        status: u16,
    },
    /// ShowMeBug refused.
    Refused {
        /// HTTP status.
        status: u16,
        /// Its code.
        errcode: Option<i64>,
        /// What it says, without links.
        said: String,
    },
    /// ShowMeBug no longer knows the room.
    Gone,
    /// The request left and no answer came back.
    ReplyLost,
    /// What came back is not an answer of ShowMeBug.
    BadReply,
    /// ShowMeBug failed, perhaps after it did what it was asked.
    ServerFailed {
        /// HTTP status.
        status: u16,
    },
    /// The answer lacks a link or the room's id.
    Incomplete,
    /// The answer names links of another host.
    OtherHost,
    /// The answer to many says nothing of this one.
    Missing,
    /// The program ended while ShowMeBug was asked.
    Interrupted,
    /// The data came back from a copy, and nobody knows what happened after it was made.
    Restored,
    /// ShowMeBug's list has several rooms that it could be.
    SeveralInList {
        /// How many.
        count: usize,
    },
    /// ShowMeBug's list does not name it, and may not be complete, or it is too early to tell.
    NotInList,
    /// It was found in the list, which has no links.
    NoLinks,
    /// The room is there, and these interviewers have no link of their own.
    NoPersonalLink {
        /// Their names.
        names: String,
    },
    /// The room with this id is another interview's.
    UidTaken,
}

impl RoomProblem {
    /// The `kind` word, as in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotConnected => "not_connected",
            Self::NoPractice => "no_practice",
            Self::SecretNeeded => "secret_needed",
            Self::Mixed => "mixed",
            Self::CalledOff => "called_off",
            Self::HasRoom => "has_room",
            Self::HasUnknown => "has_unknown",
            Self::NoRoom => "no_room",
            Self::NoCandidates => "no_candidates",
            Self::NameTooLong { .. } => "name_too_long",
            Self::TooManyInterviewers { .. } => "too_many_interviewers",
            Self::NoContact { .. } => "no_contact",
            Self::NoQuota { .. } => "no_quota",
            Self::HasTest => "has_test",
            Self::TestUnknown => "test_unknown",
            Self::OtherConnection => "other_connection",
            Self::OtherProcess => "other_process",
            Self::BadValue { .. } => "bad_value",
            Self::Network { .. } => "network",
            Self::KeyRefused { .. } => "key_refused",
            Self::Refused { .. } => "refused",
            Self::Gone => "gone",
            Self::ReplyLost => "reply_lost",
            Self::BadReply => "bad_reply",
            Self::ServerFailed { .. } => "server_failed",
            Self::Incomplete => "incomplete",
            Self::OtherHost => "other_host",
            Self::Missing => "missing",
            Self::Interrupted => "interrupted",
            Self::Restored => "restored",
            Self::SeveralInList { .. } => "several_in_list",
            Self::NotInList => "not_in_list",
            Self::NoLinks => "no_links",
            Self::NoPersonalLink { .. } => "no_personal_link",
            Self::UidTaken => "uid_taken",
        }
    }

    /// Whether the same may work later without a change.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Network { .. }
                | Self::OtherProcess
                | Self::NotInList
                | Self::ReplyLost
                | Self::BadReply
                | Self::ServerFailed { .. }
        )
    }
}
