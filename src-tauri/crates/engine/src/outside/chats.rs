//! Which chat with a customer-service account is which candidate's, and what may be written into it now.
//!
//! Never in here: a guess, a question to WeCom.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use beckon_model::{AccountId, CandidateId, Reason};
use beckon_store::{Reader, ServiceChat};
use wecom::limits::{KF_WINDOW_COUNT, KF_WINDOW_S};

use super::whose::{Speaker, Whose};

/// How long after the customer wrote a message may go out, in milliseconds.
pub(crate) const WINDOW_MS: i64 = KF_WINDOW_S * 1000;

/// Messages after each of the customer's.
pub(crate) const MESSAGES: u32 = KF_WINDOW_COUNT as u32;

/// The chats of an account, by whose they are.
#[derive(Debug, Default)]
pub(crate) struct Chats {
    own: HashMap<CandidateId, ServiceChat>,
    /// Several came by their link, or theirs came by the links of several.
    doubtful: HashSet<CandidateId>,
}

impl Chats {
    /// What was read of an account, under the id by which that is kept.
    ///
    /// # Errors
    /// A database error.
    pub fn of(rows: &Reader<'_>, kept: &AccountId) -> beckon_store::Result<Self> {
        let chats = rows.service_chats(kept)?;
        if chats.is_empty() {
            return Ok(Self::default());
        }
        let whose = Whose::of(rows, kept)?;
        let mut all = Self::default();
        for chat in chats {
            match whose.speaker(&chat.external_userid) {
                Speaker::One(candidate) => match all.own.entry(candidate) {
                    // One person may have chats with several accounts: the one that they wrote into last counts.
                    Entry::Occupied(mut other) if used(other.get()) < used(&chat) => drop(other.insert(chat)),
                    Entry::Occupied(_) => {}
                    Entry::Vacant(none) => drop(none.insert(chat)),
                },
                Speaker::Unsure(candidates) => all.doubtful.extend(candidates),
                Speaker::Nobody => {}
            }
        }
        // Of whom somebody said so, it is certain, whoever else came by the link.
        all.doubtful.retain(|candidate| !all.own.contains_key(candidate));
        Ok(all)
    }

    /// The chat of a candidate; `None` where there is none, an error where nobody can tell whose it is.
    pub fn chat(&self, candidate: CandidateId) -> Result<Option<&ServiceChat>, Reason> {
        if self.doubtful.contains(&candidate) { Err(Reason::NotToldApart) } else { Ok(self.own.get(&candidate)) }
    }
}

/// When the customer wrote last, and came last.
pub(super) fn used(chat: &ServiceChat) -> (Option<i64>, Option<i64>) {
    (chat.wrote_at, chat.entered_at)
}

/// Why nothing can be written into a chat now, if so, by WeCom's clock (UTC ms).
pub(crate) fn closed(chat: &ServiceChat, server_now: i64) -> Option<Reason> {
    let open = chat.wrote_at.is_some_and(|wrote_at| server_now < wrote_at + WINDOW_MS);
    if !open {
        Some(Reason::WindowClosed)
    } else if chat.colleague.is_some() {
        Some(Reason::ColleagueHasChat { colleague: chat.colleague.clone().filter(|who| !who.is_empty()) })
    } else if chat.sent >= MESSAGES {
        Some(Reason::MessagesUsed)
    } else {
        None
    }
}
