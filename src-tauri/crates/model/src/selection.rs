//! Whom a send is for: a question to the candidate list, answered when the send is checked.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{CandidateFilter, CandidateId, ChangeKind, InterviewId, Participant};

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
    /// Those of these interviews' candidates who have not answered, a message for each interview.
    Unanswered {
        /// Interview ids.
        interviews: Vec<InterviewId>,
    },
    /// The interviewers of these interviews, a message for each interview. None of them is in the list of candidates.
    Interviewers {
        /// Interview ids.
        interviews: Vec<InterviewId>,
    },
    /// Those of these interviews who are to be told of a change, a message for each interview.
    Changed {
        /// Interview ids.
        interviews: Vec<InterviewId>,
        /// What they are to be told.
        change: ChangeKind,
        /// The interviewers, not the candidates.
        interviewers: bool,
    },
    /// One person of an interview, for as long as it has this start, takes place and the person has not declined.
    Reminder {
        /// The interview.
        interview: InterviewId,
        /// Its start, UTC ms.
        starts_at: i64,
        /// Who.
        person: Participant,
        /// What it says of the interview is meant for after it.
        after: bool,
    },
}

/// The text is no selection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// No way of choosing is called so, or nothing stands behind it.
    #[error(
        "choose recipients with all, search:TEXT, tag:TAG or userid:ID[,ID], by the numbers of the list with id:N[,N], of interviews with invited:N[,N], unanswered:N[,N] or interviewers:N[,N], and of interviews that changed with correction:N[,N], invitation:N[,N] or cancellation:N[,N], for their interviewers interviewer-correction:N[,N] and so on"
    )]
    NoWay,
    /// Nothing stands where numbers of interviews are to stand.
    #[error("give the interviews' numbers as `interview list` shows them, such as 1 or 1,3")]
    NoNumber,
    /// This is no number of a person or an interview.
    #[error("{0:?} is no number: people and interviews are chosen by the numbers that their lists show")]
    NotANumber(String),
}

impl Selection {
    /// How many different parts it names, each of which is either found or missing; `None` for a question about all people.
    #[must_use]
    pub fn asked(&self) -> Option<usize> {
        fn different<T: Ord>(parts: impl Iterator<Item = T>) -> usize {
            parts.collect::<BTreeSet<_>>().len()
        }
        match self {
            Self::All | Self::Matching { .. } => None,
            Self::Search { .. } | Self::Tag { .. } | Self::Reminder { .. } => Some(1),
            Self::Userids { userids } => Some(different(userids.iter().map(|userid| userid.to_ascii_lowercase()))),
            Self::Ids { ids } => Some(different(ids.iter().map(|id| id.0))),
            Self::Changed { interviews, .. } => Some(different(interviews.iter().map(|id| id.0))),
            Self::Invited { .. } | Self::Unanswered { .. } | Self::Interviewers { .. } => {
                Some(different(self.interviews().iter().map(|id| id.0)))
            }
        }
    }

    /// The interviews that it names.
    #[must_use]
    pub fn interviews(&self) -> &[InterviewId] {
        match self {
            Self::Invited { interviews } | Self::Unanswered { interviews } | Self::Interviewers { interviews } => {
                interviews
            }
            _ => &[],
        }
    }
}

impl FromStr for Selection {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let text = bare(text);
        if text.eq_ignore_ascii_case("all") {
            return Ok(Self::All);
        }
        let (kind, value) = text.split_once([':', '：']).ok_or(SelectionError::NoWay)?;
        let value = bare(value);
        if value.is_empty() {
            return Err(SelectionError::NoWay);
        }
        match bare(kind).to_ascii_lowercase().as_str() {
            "search" => Ok(Self::Search { text: value.to_owned() }),
            "tag" => Ok(Self::Tag { tag: value.to_owned() }),
            "userid" => {
                let userids = parts(value)?;
                Ok(Self::Userids { userids: userids.into_iter().map(str::to_owned).collect() })
            }
            "id" => Ok(Self::Ids { ids: numbers(value)?.into_iter().map(CandidateId).collect() }),
            "invited" => Ok(Self::Invited { interviews: numbers(value)?.into_iter().map(InterviewId).collect() }),
            "unanswered" => Ok(Self::Unanswered { interviews: numbers(value)?.into_iter().map(InterviewId).collect() }),
            "interviewers" => {
                Ok(Self::Interviewers { interviews: numbers(value)?.into_iter().map(InterviewId).collect() })
            }
            other => {
                let (interviewers, change) = match other.strip_prefix("interviewer-") {
                    Some(change) => (true, change),
                    None => (false, other),
                };
                let change = ChangeKind::from_word(change).ok_or(SelectionError::NoWay)?;
                let interviews = numbers(value)?.into_iter().map(InterviewId).collect();
                Ok(Self::Changed { interviews, change, interviewers })
            }
        }
    }
}

/// Without blanks and invisible characters around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

/// What stands between the separators that people type or paste. None of them can be part of an id.
fn parts(list: &str) -> Result<Vec<&str>, SelectionError> {
    let separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '，' | '、' | '；' | '｜');
    let parts: Vec<&str> = list.split(separator).map(bare).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Err(SelectionError::NoWay) } else { Ok(parts) }
}

fn numbers(list: &str) -> Result<Vec<i64>, SelectionError> {
    let number = |part: &str| part.parse().ok().filter(|number| *number > 0);
    let number = |part: &str| number(part).ok_or_else(|| SelectionError::NotANumber(part.to_owned()));
    parts(list)?.into_iter().map(number).collect()
}

/// A list of interviews by their numbers, each once.
///
/// # Errors
/// The part that is no number, or that there is none.
pub fn interview_numbers(list: &str) -> Result<Vec<InterviewId>, SelectionError> {
    let mut read = numbers(list).map_err(|error| match error {
        SelectionError::NoWay => SelectionError::NoNumber,
        error => error,
    })?;
    let mut seen = BTreeSet::new();
    read.retain(|number| seen.insert(*number));
    Ok(read.into_iter().map(InterviewId).collect())
}

/// A part of a selection that finds nobody. It is written as the selection of that part alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Missing {
    /// No one in the list has this WeCom id.
    Userid {
        /// As it was asked for.
        userid: String,
    },
    /// This person is no longer in the list.
    Person {
        /// Candidate id.
        id: CandidateId,
    },
    /// No one has this tag.
    Tag {
        /// The tag.
        tag: String,
    },
    /// No one has these words in their data.
    Search {
        /// The words.
        text: String,
    },
    /// No one matches the filter.
    Filter,
    /// There is no interview with this number, or nobody is invited to it any more.
    Invited {
        /// Interview id.
        interview: InterviewId,
    },
    /// There is no interview with this number, or it has no interviewers.
    Interviewers {
        /// Interview id.
        interview: InterviewId,
    },
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Userid { userid } => write!(f, "userid:{userid}"),
            Self::Person { id } => write!(f, "id:{id}"),
            Self::Tag { tag } => write!(f, "tag:{tag}"),
            Self::Search { text } => write!(f, "search:{text}"),
            Self::Filter => f.write_str("filter"),
            Self::Invited { interview } => write!(f, "invited:{interview}"),
            Self::Interviewers { interview } => write!(f, "interviewers:{interview}"),
        }
    }
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
            Self::Unanswered { interviews } => {
                write!(f, "candidates of {} interviews without an answer", interviews.len())
            }
            Self::Interviewers { interviews } => write!(f, "interviewers of {} interviews", interviews.len()),
            Self::Changed { interviews, change, interviewers } => {
                let whom = if *interviewers { "interviewers" } else { "candidates" };
                write!(f, "{} to {whom} of {} interviews", change.as_str(), interviews.len())
            }
            Self::Reminder { interview, .. } => write!(f, "a reminder of interview {interview}"),
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
        let two = Ok(Selection::Userids { userids: vec!["a".into(), "b".into()] });
        for list in
            ["userid:a, b,", "userid:a,,b", "USERID：a，b", "userid:a、b", "userid:\u{feff}a b\u{200b}", "userid:a|b;"]
        {
            assert_eq!(list.parse(), two, "{list}: however the ids are set apart, an empty part names nobody");
        }
        let two = Selection::Interviewers { interviews: vec![InterviewId(3), InterviewId(12)] };
        assert_eq!("interviewers:3, 12".parse(), Ok(two), "by the numbers that `interview list` gives");
        assert_eq!("id:7".parse(), Ok(Selection::Ids { ids: vec![CandidateId(7)] }), "by the numbers of the list");
        for bad in ["", "everyone", "tag:", "userid:,", "name:x", "interviewers:", "userid:，、"] {
            assert_eq!(bad.parse::<Selection>(), Err(SelectionError::NoWay), "{bad:?} chooses nobody");
        }
        for number in ["x", "0", "-1"] {
            let bad = Err(SelectionError::NotANumber(number.into()));
            assert_eq!(format!("correction:4,,{number}").parse::<Selection>(), bad, "{number} is nothing's number");
            let alone = interview_numbers(&format!("4,,{number}"));
            assert_eq!(alone, Err(SelectionError::NotANumber(number.into())), "{number}, by the same reader");
        }
        let two = Ok(vec![InterviewId(4), InterviewId(1)]);
        assert_eq!(interview_numbers("4,，1 4"), two, "one reader for both, each once");
        assert_eq!(interview_numbers(" , "), Err(SelectionError::NoNumber), "no number at all");
        let bad = Err(SelectionError::NotANumber("x".into()));
        assert_eq!("invited:3,x".parse::<Selection>(), bad, "the part that cannot be read is named");
    }
}
