//! What WeCom still has of an interview as it was, and the command that brings it in step.
//!
//! Never in here: doing it.

use beckon_engine::{Engine, Error};
use beckon_model::{Account, Interview, PublishProblem, Published};

use crate::failure::Failure;
use crate::out::{harmless, say};

/// Says what is left to do about what stands in WeCom.
pub async fn tell_left(engine: &Engine, interview: &Interview) -> Result<(), Failure> {
    let id = interview.id;
    let Some(known) = engine.published().get(id).await? else { return Ok(()) };
    let as_it_was = format!("WeCom still has interview {id} as it was");
    if known.problem == Some(PublishProblem::AccountGone) {
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
        say!(
            "note: interview {} is called off: the change is saved here, and Beckon writes to no one about it",
            interview.id
        );
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
pub async fn account_of(engine: &Engine, known: &Published) -> Result<Option<Account>, Failure> {
    match engine.accounts().get(&known.account).await {
        Ok(account) => Ok(Some(account)),
        Err(Error::NotFound(_) | Error::NoPractice) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
