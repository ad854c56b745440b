//! What a person approved, to be compared with what would leave: as one hash, and in words when they differ.
//!
//! Never in here: a message. Only hashes of them are kept.

use std::collections::HashMap;
use std::sync::PoisonError;

use sha2::{Digest, Sha256};

use crate::Engine;
use crate::error::{Differences, Error};
use crate::hash::Hash;
pub(crate) use crate::hash::{digest, hex};
use crate::plan::Plan;

/// Checks that are remembered: a person looks at one at a time.
const REMEMBERED: usize = 4;

/// What a check was about.
pub(crate) struct Fingerprint {
    pub account: Hash,
    pub template: Hash,
    /// Key, name and message of each, in the order of the selection.
    pub people: Vec<(String, String, Hash)>,
}

impl Fingerprint {
    /// SHA-256 in hex over all of it.
    pub fn approval(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.account);
        hash.update(self.template);
        for (key, _, message) in &self.people {
            hash.update(digest(&[key.as_bytes()]));
            hash.update(message);
        }
        hex(&hash.finalize())
    }

    /// What differs now.
    fn differences(&self, now: &Self) -> Differences {
        let before: HashMap<&str, &Hash> = self.people.iter().map(|(key, _, hash)| (&**key, hash)).collect();
        let after: HashMap<&str, &Hash> = now.people.iter().map(|(key, _, hash)| (&**key, hash)).collect();
        let names = |people: &[(String, String, Hash)], chosen: &dyn Fn(&str, &Hash) -> bool| {
            people.iter().filter(|(key, _, hash)| chosen(key, hash)).map(|(_, name, _)| name.clone()).collect()
        };
        Differences {
            account: self.account != now.account,
            template: self.template != now.template,
            added: names(&now.people, &|key, _| !before.contains_key(key)),
            removed: names(&self.people, &|key, _| !after.contains_key(key)),
            changed: names(&now.people, &|key, hash| before.get(key).is_some_and(|was| *was != hash)),
        }
    }
}

impl Engine {
    /// Keeps what a check was about, for when the start differs.
    pub(crate) fn remember(&self, approval: &str, about: Fingerprint) {
        let mut checked = self.0.checked.lock().unwrap_or_else(PoisonError::into_inner);
        checked.retain(|(known, _)| known != approval);
        checked.push_back((approval.to_owned(), about));
        if checked.len() > REMEMBERED {
            checked.pop_front();
        }
    }

    /// What has changed since the check with this approval. One of another process, or of long ago, is not remembered:
    /// then only that something has changed can be said.
    pub(crate) fn changed_since(&self, approval: &str, now: &Plan) -> Error {
        let checked = self.0.checked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = checked.iter().find(|(known, _)| known == approval);
        let differences = known.map(|(_, checked)| checked.differences(&now.fingerprint()));
        Error::ApprovalChanged(Box::new(differences.unwrap_or_default()))
    }
}
