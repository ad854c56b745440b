//! Which chat with a customer-service account is which candidate's, and what may be written into it now.
//!
//! A candidate is who came by the candidate's own link. Where several did, or one came by the links of several, somebody has to
//! say who is who. Never in here: a guess, a question to WeCom.

use std::collections::{BTreeSet, HashMap, HashSet};

use beckon_model::{AccountId, CandidateId, MatchCertainty, Reason};
use beckon_store::{Reader, ServiceChat};

/// How long after the customer wrote a message may go out, in milliseconds (path/94677).
pub(crate) const WINDOW_MS: i64 = 48 * 3_600_000;

/// Messages after each of the customer's (path/94677).
pub(crate) const MESSAGES: u32 = 5;

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
        let owners = rows.link_owners(kept)?;
        let said: HashMap<(CandidateId, String), MatchCertainty> =
            rows.matches(kept)?.into_iter().map(|one| ((one.candidate, one.external_userid), one.certainty)).collect();
        let certainty = |id: CandidateId, who: &str| said.get(&(id, who.to_owned())).copied();
        let mut claims: HashMap<CandidateId, Vec<&ServiceChat>> = HashMap::new();
        let mut claimed: HashMap<&str, BTreeSet<CandidateId>> = HashMap::new();
        let mut came: HashMap<String, BTreeSet<CandidateId>> = HashMap::new();
        for (who, link) in rows.service_came(kept)? {
            came.entry(who).or_default().extend(owners.get(&link));
        }
        for chat in &chats {
            let by_link = came.get(&chat.external_userid).into_iter().flatten().copied();
            let confirmed = said.iter().filter(|((_, who), certainty)| {
                *who == chat.external_userid && **certainty == MatchCertainty::Confirmed
            });
            let confirmed: Vec<CandidateId> = confirmed.map(|((id, _), _)| *id).collect();
            let not_rejected =
                |id: &CandidateId| certainty(*id, &chat.external_userid) != Some(MatchCertainty::Rejected);
            // What somebody said goes before the link.
            let whose = if confirmed.is_empty() { by_link.filter(not_rejected).collect() } else { confirmed };
            for id in whose {
                claims.entry(id).or_default().push(chat);
                claimed.entry(&chat.external_userid).or_default().insert(id);
            }
        }
        let mut all = Self::default();
        for (id, mut of_candidate) in claims {
            let confirmed =
                |chat: &&ServiceChat| certainty(id, &chat.external_userid) == Some(MatchCertainty::Confirmed);
            if of_candidate.iter().any(confirmed) {
                of_candidate.retain(confirmed);
            }
            let people: BTreeSet<&str> = of_candidate.iter().map(|chat| chat.external_userid.as_str()).collect();
            let shared = people.iter().any(|who| claimed.get(who).is_some_and(|all| all.len() > 1));
            // One person may have chats with several accounts: the one that they wrote into last counts.
            match of_candidate.into_iter().max_by_key(|chat| (chat.wrote_at, chat.entered_at)) {
                Some(chat) if people.len() == 1 && !shared => drop(all.own.insert(id, chat.clone())),
                _ => drop(all.doubtful.insert(id)),
            }
        }
        Ok(all)
    }

    /// The chat of a candidate; `None` where there is none, an error where nobody can tell whose it is.
    pub fn chat(&self, candidate: CandidateId) -> Result<Option<&ServiceChat>, Reason> {
        if self.doubtful.contains(&candidate) { Err(Reason::NotToldApart) } else { Ok(self.own.get(&candidate)) }
    }
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
