//! `send --test-to`: one person's message, sent to a member of one's own to look at it.

use std::path::Path;

use beckon_engine::Error;
use beckon_model::TestRequest;

use super::chosen;
use crate::args::{LentSecret, What};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::{follow, tell};
use crate::interrupt::Interrupts;
use crate::out::Out;
use crate::session::Session;
use crate::words;

/// `number` counts from 1, as `preview` does.
pub async fn run(
    folder: &Path,
    out: Out,
    what: &What,
    (number, userid): (u64, String),
    secret: &LentSecret,
) -> Result<Exit, Failure> {
    let session = Session::for_account(folder, &what.account).await?;
    let send = super::request(&session, what).await?;
    chosen::missing(&session, &what.to, what.allow_missing).await?;
    let account = session.account(&what.account).await?;
    session.lend(&account, secret).await?;
    let interrupts = Interrupts::listen()?;
    let campaign = match session.engine.send().test(TestRequest { send, index: number - 1, userid }).await {
        Ok(campaign) => campaign,
        Err(error) => return Err(explained(error)),
    };
    tell(out, &follow(&session, &campaign, interrupts).await?)
}

/// What is wrong with the message is worth more than that something is.
fn explained(error: Error) -> Failure {
    let why = if let Error::NotSendable(reason) = &error { Some(words::why(reason)) } else { None };
    let failure = Failure::from(error);
    match why {
        Some(why) => failure.saying(format!("the message cannot be sent yet: {why}")),
        None => failure,
    }
}
