//! What was answered by forms, as events.
//!
//! Never in here: a question to WeCom.

use beckon_model::{
    AccountId, CandidateId, FormAnswer, FormOutcome, FormsRead, OutsideEvent, OutsideHappening, UnreadForm,
};

use crate::engine::Engine;
use crate::errors::{Error, Result};

/// Reads the forms of an account.
pub(super) async fn look(engine: &Engine, account: &AccountId) -> Result<Vec<OutsideEvent>> {
    let read = match engine.outside().forms_read(account).await {
        Ok(read) => read,
        Err(Error::Wecom { host, error }) => {
            let errcode = error.refused().map(|refused| refused.errcode);
            let why = Error::Wecom { host, error }.to_string();
            return Ok(vec![not_read(account, engine.now_ms(), why, errcode)]);
        }
        Err(error) => return Err(error),
    };
    let FormsRead { read_at, answers, opted_out, unread, .. } = read;
    let mut told = Vec::new();
    for answer in answers {
        let (candidate, at) = (answer.candidate, answer.at);
        if let Some(what) = happened(engine, answer).await? {
            told.push(event(engine, account, (candidate, at), what).await?);
        }
    }
    for candidate in opted_out {
        // The words are in the note of the opt-out.
        let what = OutsideHappening::OptedOut { words: String::new(), kept: true };
        told.push(event(engine, account, (Some(candidate), read_at), what).await?);
    }
    told.extend(unread.into_iter().map(|UnreadForm { interview, errcode }| {
        let why = format!("the form of interview {interview} cannot be read (WeCom {errcode})");
        not_read(account, read_at, why, Some(errcode))
    }));
    Ok(told)
}

/// What an answer means; nothing of one that changes nothing.
async fn happened(engine: &Engine, answer: FormAnswer) -> Result<Option<OutsideHappening>> {
    let FormAnswer { interview, starts_at, name, kind, wish, outcome, .. } = answer;
    Ok(match (outcome, kind) {
        (FormOutcome::Noted, Some(answer)) => {
            let earlier = engine.interviews().get(interview).await?.starts_at != starts_at;
            Some(OutsideHappening::Answered { interview, answer, wish, earlier })
        }
        (FormOutcome::Nobody | FormOutcome::Several, _) => {
            Some(OutsideHappening::FormUnclaimed { interview, typed: name })
        }
        (FormOutcome::Unclear, _) => Some(OutsideHappening::Wrote { words: wish.unwrap_or_default() }),
        _ => None,
    })
}

async fn event(
    engine: &Engine,
    account: &AccountId,
    (candidate, at): (Option<CandidateId>, i64),
    what: OutsideHappening,
) -> Result<OutsideEvent> {
    let name = match candidate {
        Some(id) => engine.store().read(move |rows| rows.candidate(id)).await.ok().map(|one| one.person.name),
        None => None,
    };
    Ok(OutsideEvent { account: account.clone(), at, candidate, name, what })
}

fn not_read(account: &AccountId, at: i64, why: String, errcode: Option<i64>) -> OutsideEvent {
    let what = OutsideHappening::NotRead { of: "forms".to_owned(), why, errcode };
    OutsideEvent::of_account(account, at, what)
}
