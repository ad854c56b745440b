//! `interview move` and `interview cancel`: saved here, then brought to WeCom. What this machine can tell of the second half is
//! looked at before the first; what fails after it is said together with the way on.
//!
//! Never in here: which steps those are.

use beckon_model::{Interview, InterviewId};

use super::behind::{account_of, tell_called_off, tell_left};
use super::interview_draft::moved as moved_to;
use super::{changes, interview_told, numbered, published};
use crate::args::LentSecret;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, say};
use crate::session::Session;

/// Moves an interview, in WeCom too where it is there.
pub async fn move_to(
    session: &Session,
    out: Out,
    id: InterviewId,
    (starts, length): (String, Option<u32>),
    secret: &LentSecret,
) -> Result<Exit, Failure> {
    let engine = &session.engine;
    let plan = numbered::there(engine, id).await?.plan;
    let draft = moved_to(engine, plan, starts, length);
    let alone = format!("`interview edit {id} --starts …` changes it here alone");
    let brings = ready(session, id, secret, &alone).await?;
    let moved = engine.interviews().save(Some(id), draft).await?;
    interview_told::tell_overlaps(engine, &moved).await;
    tell_called_off(&moved);
    bring(session, out, &moved, (brings, "moved")).await
}

/// Calls an interview off, in WeCom too unless that is to stay.
pub async fn cancel(
    session: &Session,
    out: Out,
    id: InterviewId,
    only_here: bool,
    secret: &LentSecret,
) -> Result<Exit, Failure> {
    let engine = &session.engine;
    numbered::there(engine, id).await?;
    let alone = format!("`interview cancel {id} --only-here` calls it off here alone");
    let brings = !only_here && ready(session, id, secret, &alone).await?;
    let off = engine.interviews().call_off(id, true).await?;
    interview_told::tell_room(engine, &off).await?;
    interview_told::tell_overlaps(engine, &off).await;
    let exit = bring(session, out, &off, (brings, "called off")).await?;
    if only_here {
        tell_left(engine, &off).await?;
    }
    Ok(exit)
}

/// Whether WeCom has to be brought in step.
///
/// # Errors
/// Where that cannot even begin, with the words that nothing was changed.
async fn ready(session: &Session, id: InterviewId, secret: &LentSecret, alone: &str) -> Result<bool, Failure> {
    let engine = &session.engine;
    let Some(known) = engine.published().get(id).await? else { return Ok(false) };
    if let Some(account) = account_of(engine, &known).await? {
        session.lend(&account, secret).await?;
    }
    engine.published().ready(id).await.map_err(|error| {
        let failure = Failure::from(error);
        let text = format!("{}; interview {id} was not changed: {alone}", failure.text());
        failure.saying(text)
    })
}

/// Brings WeCom in step with what was saved, and says what is left to do.
async fn bring(session: &Session, out: Out, saved: &Interview, (brings, what): (bool, &str)) -> Result<Exit, Failure> {
    let engine = &session.engine;
    let mut done = Ok(Exit::Done);
    if brings {
        done = published::bring(session, out, saved.id).await;
        if !matches!(done, Ok(Exit::Done)) {
            say!("note: interview {} is {what} here", saved.id);
            tell_left(engine, saved).await?;
        }
    } else {
        interview_told::tell(engine, out, saved, what).await?;
    }
    changes::tell(engine, saved.id).await?;
    done
}
