//! Who gets a message: everyone, or members, departments and tags by their ids.
//!
//! Never in here: who these people are.

use std::collections::HashSet;

use crate::check::{At, Findings, valid_userid};
use crate::invalid::Problem;
use crate::limits::{TOPARTY_COUNT, TOTAG_COUNT, TOUSER_COUNT};

/// Who gets a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipients {
    /// Everyone in the app's visible range (`@all`).
    Everyone,
    /// These.
    Named(Named),
}

/// Members, departments and tags by their ids: one call takes 1000, 100 and 100 of them; [`Named::split`] makes several
/// calls of more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    users: Vec<String>,
    departments: Vec<i64>,
    tags: Vec<i64>,
}

impl From<Named> for Recipients {
    fn from(named: Named) -> Self {
        Self::Named(named)
    }
}

impl Named {
    /// One member, by `userid`.
    pub fn member(userid: impl Into<String>) -> Self {
        Self::members([userid])
    }

    /// Members, by `userid`. A number that is a member's account goes here, never to [`Named::and_departments`].
    pub fn members(userids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::default().and_members(userids)
    }

    /// Departments with all below them, by id.
    pub fn departments(ids: impl IntoIterator<Item = i64>) -> Self {
        Self::default().and_departments(ids)
    }

    /// Tags, by id.
    pub fn tags(ids: impl IntoIterator<Item = i64>) -> Self {
        Self::default().and_tags(ids)
    }

    /// These members as well.
    #[must_use]
    pub fn and_members(mut self, userids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.users.extend(userids.into_iter().map(Into::into));
        self
    }

    /// These departments as well.
    #[must_use]
    pub fn and_departments(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        self.departments.extend(ids);
        self
    }

    /// These tags as well.
    #[must_use]
    pub fn and_tags(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        self.tags.extend(ids);
        self
    }

    /// As many calls as it takes, each within the limits and none empty; who is named twice stays once (WeCom does not
    /// tell userids apart by case). WeCom merges people only within one call: somebody who is in a department of one call
    /// and a member of another gets the message twice. A card with a `task_id` needs another one for each call.
    #[must_use]
    pub fn split(self) -> Vec<Self> {
        let users = once(self.users, |userid| userid.to_ascii_lowercase());
        let (departments, tags) = (once(self.departments, |id| *id), once(self.tags, |id| *id));
        let mut users = users.chunks(TOUSER_COUNT);
        let mut departments = departments.chunks(TOPARTY_COUNT);
        let mut tags = tags.chunks(TOTAG_COUNT);
        std::iter::from_fn(|| {
            let call = Self {
                users: users.next().unwrap_or_default().to_vec(),
                departments: departments.next().unwrap_or_default().to_vec(),
                tags: tags.next().unwrap_or_default().to_vec(),
            };
            (!call.is_empty()).then_some(call)
        })
        .collect()
    }

    fn is_empty(&self) -> bool {
        self.users.is_empty() && self.departments.is_empty() && self.tags.is_empty()
    }
}

/// Each once, in the order of their first place.
fn once<T, K: Eq + std::hash::Hash>(ids: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(key(id))).collect()
}

/// How a call names the three lists.
pub(super) struct FieldNames {
    pub users: &'static str,
    pub departments: &'static str,
    pub tags: &'static str,
}

/// In `message/send`.
pub(super) const SEND: FieldNames = FieldNames { users: "touser", departments: "toparty", tags: "totag" };

/// In `message/update_template_card`.
pub(super) const UPDATE: FieldNames = FieldNames { users: "userids", departments: "partyids", tags: "tagids" };

/// A request of `message/send` that was made here, for these of its members alone. `None` for what is none.
#[must_use]
pub fn narrowed(body: &[u8], userids: &[&str]) -> Option<Vec<u8>> {
    let mut request: serde_json::Value = serde_json::from_slice(body).ok()?;
    let users = request.as_object_mut()?.get_mut(SEND.users)?;
    *users = userids.join("|").into();
    serde_json::to_vec(&request).ok()
}

impl Recipients {
    /// Writes down what is wrong with the lists.
    pub(super) fn check(&self, names: &FieldNames, found: &mut Findings) {
        let Self::Named(named) = self else { return };
        let users = At::root(names.users);
        if named.is_empty() {
            found.wrong(users, Problem::Missing);
        }
        found.count(users, named.users.len(), 0..=TOUSER_COUNT);
        for (number, userid) in named.users.iter().enumerate().filter(|(_, userid)| !valid_userid(userid)) {
            found.wrong(users.entry(number), Problem::NotAUserid { value: userid.clone() });
        }
        // Department 1 is the whole company; tags are numbered from 0 (path/90205, path/90210).
        for (name, ids, least, limit) in
            [(names.departments, &named.departments, 1, TOPARTY_COUNT), (names.tags, &named.tags, 0, TOTAG_COUNT)]
        {
            let at = At::root(name);
            found.count(at, ids.len(), 0..=limit);
            for (number, value) in ids.iter().enumerate().filter(|(_, id)| **id < least) {
                found.wrong(at.entry(number), Problem::NotAnId { value: *value });
            }
        }
    }

    /// The lists that are not empty, joined as `message/send` wants them.
    pub(super) fn joined(&self) -> Vec<(&'static str, String)> {
        let Self::Named(Named { users, departments, tags }) = self else {
            return vec![(SEND.users, "@all".to_owned())];
        };
        let join = |ids: &[i64]| ids.iter().map(i64::to_string).collect::<Vec<_>>().join("|");
        let lists = [(SEND.users, users.join("|")), (SEND.departments, join(departments)), (SEND.tags, join(tags))];
        lists.into_iter().filter(|(_, ids)| !ids.is_empty()).collect()
    }

    /// The named ones; `None` for everyone.
    pub(super) fn lists(&self) -> Option<(&[String], &[i64], &[i64])> {
        match self {
            Self::Everyone => None,
            Self::Named(named) => Some((&named.users, &named.departments, &named.tags)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_goes_to_fewer_people_and_says_the_same() {
        let body = br#"{"touser":"a|b|c","msgtype":"text","agentid":1,"text":{"content":"\u4f60 \"x\""}}"#;
        let narrowed: serde_json::Value = serde_json::from_slice(&narrowed(body, &["a", "c"]).unwrap()).unwrap();
        let mut expected: serde_json::Value = serde_json::from_slice(body).unwrap();
        expected["touser"] = "a|c".into();
        assert_eq!(narrowed, expected, "only who gets it is another");
        assert_eq!(super::narrowed(b"[]", &["a"]), None, "this is no request");
    }

    #[test]
    fn user_ids_follow_the_documented_form() {
        for good in ["a", "00123", "li.na", "x_-@.", &"a".repeat(64)] {
            assert!(valid_userid(good), "{good:?}");
        }
        for bad in ["", "张伟", ".a", "a b", "a|b", "@all", &"a".repeat(65)] {
            assert!(!valid_userid(bad), "{bad:?} must not reach touser");
        }
    }
}
