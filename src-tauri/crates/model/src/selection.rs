//! Whom a send is for: a question to the candidate list, answered when the send is checked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{CandidateFilter, CandidateId, InterviewId};

/// A choice of candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Selection {
    /// Everybody in the list.
    All,
    /// Those the list's search finds.
    Search {
        /// What is searched for.
        text: String,
    },
    /// Those with a tag.
    Tag {
        /// The tag, compared without case.
        tag: String,
    },
    /// Those with one of these WeCom ids, compared without case.
    Userids {
        /// WeCom ids.
        userids: Vec<String>,
    },
    /// All that a filter of the list finds.
    Matching {
        /// The filter.
        filter: CandidateFilter,
    },
    /// Those ticked one by one.
    Ids {
        /// Candidate ids.
        ids: Vec<CandidateId>,
    },
    /// The candidates of these interviews, a message for each interview.
    Invited {
        /// Interview ids.
        interviews: Vec<InterviewId>,
    },
    /// The interviewers of these interviews, a message for each interview. None of them is in the list of candidates.
    Interviewers {
        /// Interview ids.
        interviews: Vec<InterviewId>,
    },
}

/// The text is no selection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "choose recipients with all, search:TEXT, tag:TAG or userid:ID[,ID]; of interviews with invited:N[,N] or interviewers:N[,N]"
)]
pub struct SelectionError;

impl FromStr for Selection {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let text = text.trim();
        if text == "all" {
            return Ok(Self::All);
        }
        let (kind, value) = text.split_once(':').ok_or(SelectionError)?;
        let value = value.trim();
        if value.is_empty() {
            return Err(SelectionError);
        }
        match kind.trim() {
            "search" => Ok(Self::Search { text: value.to_owned() }),
            "tag" => Ok(Self::Tag { tag: value.to_owned() }),
            "userid" => {
                let userids: Vec<String> =
                    value.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
                if userids.is_empty() { Err(SelectionError) } else { Ok(Self::Userids { userids }) }
            }
            "invited" => Ok(Self::Invited { interviews: interviews(value)? }),
            "interviewers" => Ok(Self::Interviewers { interviews: interviews(value)? }),
            _ => Err(SelectionError),
        }
    }
}

fn interviews(text: &str) -> Result<Vec<InterviewId>, SelectionError> {
    text.split(',').map(|id| id.parse().map_err(|_| SelectionError)).collect()
}

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Search { text } => write!(f, "search:{text}"),
            Self::Tag { tag } => write!(f, "tag:{tag}"),
            Self::Userids { userids } => write!(f, "userid:{}", userids.join(",")),
            Self::Matching { .. } => f.write_str("all that the filter finds"),
            Self::Ids { ids } => write!(f, "{} chosen", ids.len()),
            Self::Invited { interviews } => write!(f, "candidates of {} interviews", interviews.len()),
            Self::Interviewers { interviews } => write!(f, "interviewers of {} interviews", interviews.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_command_line_is_read() {
        assert_eq!("all".parse(), Ok(Selection::All), "all");
        assert_eq!(
            "tag: 校招 ".parse(),
            Ok(Selection::Tag { tag: "校招".into() }),
            "blanks around the tag do not count"
        );
        let two = Selection::Userids { userids: vec!["a".into(), "b".into()] };
        assert_eq!("userid:a, b,".parse(), Ok(two), "a trailing comma names nobody");
        let two = Selection::Interviewers { interviews: vec![InterviewId(3), InterviewId(12)] };
        assert_eq!("interviewers:3, 12".parse(), Ok(two), "by the numbers that `interview list` gives");
        for bad in ["", "everyone", "tag:", "userid:,", "name:x", "invited:x", "interviewers:"] {
            assert_eq!(bad.parse::<Selection>(), Err(SelectionError), "{bad:?} chooses nobody, so it must be refused");
        }
    }
}
