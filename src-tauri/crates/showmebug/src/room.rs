//! A room as an answer tells of it: its uid and its links. All links, or none of it.
//!
//! Never in here: a link that was not checked against the base URL's host.

use crate::base::Base;
use crate::error::{BadReply, Problem};
use crate::link::Link;
use crate::wire::{Fields, objects, text, uid};

/// A room that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// ShowMeBug's id of it: letters, digits, `-` and `_`.
    pub uid: String,
    /// The link that all interviewers share.
    pub interviewer_url: Link,
    /// The candidate's link.
    pub candidate_url: Link,
    /// Links of single interviewers; match them by [`PersonalLink::uid`], never by position.
    pub interviewer_urls: Vec<PersonalLink>,
}

/// The link of one interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalLink {
    /// The id that the caller gave to the interviewer.
    pub uid: String,
    /// The name.
    pub name: Option<String>,
    /// The link.
    pub link: Link,
}

impl Room {
    pub(crate) fn read(fields: &Fields, base: &Base) -> Result<Self, BadReply> {
        let uid = uid(fields.get("uid"));
        let bad = |problem| BadReply { status: 200, problem, uid: uid.clone() };
        let links = || {
            let interviewer_url = Link::read(fields.get("interviewer_url"), base)?;
            let candidate_url = Link::read(fields.get("candidate_url"), base)?;
            let interviewer_urls = personal_links(fields, base)?;
            let same = interviewer_url == candidate_url || interviewer_urls.iter().any(|one| one.link == candidate_url);
            if same { Err(Problem::SameLink) } else { Ok((interviewer_url, candidate_url, interviewer_urls)) }
        };
        let (interviewer_url, candidate_url, interviewer_urls) = links().map_err(bad)?;
        let uid = uid.clone().ok_or_else(|| bad(Problem::NoUid))?;
        Ok(Self { uid, interviewer_url, candidate_url, interviewer_urls })
    }
}

/// `interviewer_urls` of an answer; none where it has none.
pub(crate) fn personal_links(fields: &Fields, base: &Base) -> Result<Vec<PersonalLink>, Problem> {
    let entries = fields.get("interviewer_urls").and_then(objects).map(|(entries, _)| entries).unwrap_or_default();
    let link = |entry: &&Fields| {
        let link = Link::read(entry.get("interviewer_url"), base)?;
        Ok(PersonalLink { uid: text(entry.get("uid")).unwrap_or_default(), name: text(entry.get("name")), link })
    };
    entries.iter().map(link).collect()
}
