//! Who takes part in an interview: candidates, and those who lead it. Messages about it are for one of them.
//!
//! Never in here: how they are reached.

use serde::{Deserialize, Serialize};

use crate::{CandidateId, Interviewer};

/// Somebody of an interview.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Participant {
    /// A person of the list.
    Candidate {
        /// Who.
        id: CandidateId,
    },
    /// Whoever leads the interview.
    Interviewer {
        /// As the interview names them.
        name: String,
        /// WeCom member id; absent when the person is only named.
        userid: Option<String>,
    },
}

impl Participant {
    /// The same for good, whatever the case of the letters of an id.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Candidate { id } => format!("candidate {id}"),
            Self::Interviewer { userid: Some(userid), .. } => format!("member {}", userid.to_lowercase()),
            Self::Interviewer { name, userid: None } => format!("name {name}"),
        }
    }

    /// Whether it is this interviewer.
    #[must_use]
    pub fn is_interviewer(&self, who: &Interviewer) -> bool {
        let Self::Interviewer { name, userid } = self else { return false };
        match (userid, &who.userid) {
            (Some(one), Some(other)) => one.to_lowercase() == other.to_lowercase(),
            (None, None) => *name == who.name,
            _ => false,
        }
    }
}
