//! `interview move` and `interview cancel`: saved here, then brought to WeCom. What this machine can tell of the second half is
//! looked at before the first; what fails after it is said together with the way on.
//!
//! Never in here: which steps those are.

use beckon_engine::{Engine, Error};
use beckon_model::{Account, Interview, InterviewDraft, InterviewId, Published};

use super::{changes, interview, numbered, published};
use crate::args::LentSecret;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::{Out, harmless, say};
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
    let draft: InterviewDraft = interview::moved(engine, plan, starts, length);
    let alone = format!("`interview edit {id} --starts …` changes it here alone");
    let brings = ready(session, id, secret, &alone).await?;
    let moved = engine.interviews().save(Some(id), draft).await?;
    interview::tell_overlaps(engine, &moved).await;
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
    interview::tell_room(engine, &off).await?;
    interview::tell_overlaps(engine, &off).await;
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
        interview::tell(engine, out, saved, what).await?;
    }
    changes::tell(engine, saved.id).await?;
    done
}

/// Says what is left to do about what stands in WeCom.
pub async fn tell_left(engine: &Engine, interview: &Interview) -> Result<(), Failure> {
    let id = interview.id;
    let Some(known) = engine.published().get(id).await? else { return Ok(()) };
    let as_it_was = format!("WeCom still has interview {id} as it was");
    if known.there.stands() && !known.account.is_practice() && account_of(engine, &known).await?.is_none() {
        say!(
            "note: {as_it_was}, and the account that published it was removed: change it there by hand, or add the account again \
             with the same app"
        );
    } else if known.steps_open() > 0 && known.unknown_step().is_none() {
        let way = go_on(engine, interview, &known).await?;
        if known.there.stands() {
            say!("note: {as_it_was}: `beckon-cli {way}` changes it there");
        } else {
            say!("note: interview {id} is not in WeCom yet: `beckon-cli {way}` puts it there");
        }
    }
    Ok(())
}

/// Says that a change of an interview that does not take place reaches nobody.
pub fn tell_called_off(interview: &Interview) {
    if interview.called_off {
        say!("note: interview {} is called off: the change is saved here, and no one is told of it", interview.id);
    }
}

/// The command that brings WeCom in step with an interview.
pub async fn go_on(engine: &Engine, interview: &Interview, known: &Published) -> Result<String, Failure> {
    let id = interview.id;
    if interview.called_off {
        return Ok(format!("interview cancel {id}"));
    }
    let account = account_of(engine, known).await?.map(|account| harmless(&account.name)).unwrap_or_default();
    let account = if account.contains(char::is_whitespace) { format!("{account:?}") } else { account };
    Ok(format!("interview publish {id} --account {account}"))
}

/// The account that published an interview; nothing where it was removed.
async fn account_of(engine: &Engine, known: &Published) -> Result<Option<Account>, Failure> {
    match engine.accounts().get(&known.account).await {
        Ok(account) => Ok(Some(account)),
        Err(Error::NotFound(_) | Error::NoPractice) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
