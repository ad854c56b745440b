//! Who has a chat that a colleague had: WeCom tells when a colleague ends it, but not when it ends by itself.
//!
//! Asked at once when the customer writes, and otherwise now and then, while the chat is open. Never in here: handing a chat over.

use beckon_model::{Account, CandidateId, OutsideEvent, OutsideHappening};
use beckon_store::ServiceChat;
use wecom::{Client, ServiceState};

use crate::engine::Engine;
use crate::errors::Result;
use crate::outside::chats::WINDOW_MS;
use crate::outside::kept::kept_as;
use crate::outside::whose::{Speaker, Whose};

/// How many are asked about in one go.
const AT_A_TIME: usize = 20;

/// Asks who has the chats that a colleague had, and tells of those that nobody has any more; `doubtful` are those whose customers
/// have just written.
pub(super) async fn look(
    engine: &Engine,
    (account, client): (&Account, &Client),
    open_kfid: &str,
    doubtful: &[String],
) -> Result<Vec<OutsideEvent>> {
    let of = kept_as(account);
    let chats = engine.store().read(move |rows| rows.service_chats(&of)).await?;
    let now = engine.now_ms();
    let server_now = client.server_now().unwrap_or(now);
    let is_open = |chat: &ServiceChat| chat.wrote_at.is_some_and(|at| server_now < at + WINDOW_MS);
    let held =
        chats.into_iter().filter(|chat| chat.open_kfid == open_kfid && chat.colleague.is_some() && is_open(chat));
    let is_due = |chat: &ServiceChat| {
        let key = ("session", chat.open_kfid.as_str(), chat.external_userid.as_str());
        engine.0.outside.is_time(key, doubtful.contains(&chat.external_userid), now)
    };
    let due = held.filter(is_due);
    let mut told = Vec::new();
    for chat in due.take(AT_A_TIME) {
        let free = match client.kf_service_state_get(&chat.open_kfid, &chat.external_userid).await {
            Ok(session) => !matches!(session.state, ServiceState::Waiting | ServiceState::Colleague),
            Err(error) => {
                tracing::info!(%error, "it is not known who has a chat");
                false
            }
        };
        if free && let Some(candidate) = set_free(engine, account, chat).await? {
            let (candidate, name) = candidate;
            let (account, what) = (account.id.clone(), OutsideHappening::ChatFree);
            told.push(OutsideEvent { account, at: now, candidate: Some(candidate), name: Some(name), what });
        }
    }
    Ok(told)
}

/// Notes that no colleague has a chat, unless that has changed meanwhile; whose it is.
async fn set_free(engine: &Engine, account: &Account, chat: ServiceChat) -> Result<Option<(CandidateId, String)>> {
    let of = kept_as(account);
    let freed = engine.store().write(move |rows| {
        let now = rows.service_chat(&of, &chat.open_kfid, &chat.external_userid)?;
        if now.as_ref() != Some(&chat) {
            return Ok::<_, beckon_store::Error>(None);
        }
        let who = chat.external_userid.clone();
        rows.set_service_chat(&of, &ServiceChat { colleague: None, ..chat })?;
        match Whose::of(rows, &of)?.speaker(&who) {
            Speaker::One(candidate) => Ok(Some((candidate, rows.candidate(candidate)?.person.name))),
            _ => Ok(None),
        }
    });
    Ok(freed.await?)
}
