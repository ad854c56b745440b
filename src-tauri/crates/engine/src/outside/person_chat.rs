//! The customer-service chats of a person, as they are shown.
//!
//! Never in here: a question to WeCom, and whether a message may leave.

use beckon_model::{AccountId, CandidateId, LinkBy, Missed, OutsideLink, PersonChat};
use beckon_store::{Reader, Result, ServiceChat};

use super::chats::{MESSAGES, WINDOW_MS, used};
use super::whose::{Speaker, Whose};

/// What is known of a person's chats.
#[derive(Default)]
pub(super) struct Shown {
    /// The person's own.
    pub chat: Option<PersonChat>,
    /// Those that may be.
    pub chats: Vec<PersonChat>,
    /// When something may have been missed.
    pub missed: Option<Missed>,
}

/// What an account knows of a person's chats, under the id by which that is kept.
pub(super) fn of_person(
    rows: &Reader<'_>,
    kept: &AccountId,
    candidate: CandidateId,
    links: &[OutsideLink],
) -> Result<Shown> {
    let mut shown = Shown::default();
    let mut own: Option<ServiceChat> = None;
    let whose = Whose::of(rows, kept)?;
    for chat in rows.service_chats(kept)? {
        match whose.speaker(&chat.external_userid) {
            // One person can have chats with several accounts: the one that they used last counts.
            Speaker::One(id) if id == candidate => own = own.into_iter().chain([chat]).max_by_key(used),
            Speaker::Unsure(all) if all.contains(&candidate) => {
                let also = all.iter().filter(|id| **id != candidate);
                let also = also.map(|id| Ok(rows.candidate(*id)?.person.name)).collect::<Result<_>>()?;
                shown.chats.push(person_chat(chat, also));
            }
            _ => {}
        }
    }
    let wrote_at = own.as_ref().and_then(|chat| chat.wrote_at);
    let since = links.iter().filter(|link| link.by == LinkBy::Service).map(|link| link.made_at).min();
    let gap = rows.service_gap(kept)?;
    let missed = gap.filter(|(_, to)| since.is_some_and(|since| since < *to) && wrote_at.is_none_or(|at| at < *to));
    shown.missed = missed.map(|(from, to)| Missed { from, to });
    shown.chat = own.map(|chat| person_chat(chat, Vec::new()));
    Ok(shown)
}

fn person_chat(chat: ServiceChat, also: Vec<String>) -> PersonChat {
    let ServiceChat { external_userid, entered_at, wrote_at, sent, colleague, last_words, .. } = chat;
    PersonChat {
        external_userid,
        entered_at,
        wrote_at,
        open_until: wrote_at.map(|at| at + WINDOW_MS),
        left: MESSAGES.saturating_sub(sent),
        colleague,
        last_words,
        also,
    }
}
