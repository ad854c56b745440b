//! `reminders run`: rounds of what is due, told as it happens.
//!
//! Never in here: what is due.

use std::collections::HashSet;
use std::path::Path;

use beckon_engine::{Error, ui_error};
use beckon_model::{AccountId, DeliveryState, Reminder, ReminderKey};

use super::watch::{moment, pause};
use crate::args::{ByAccount, LentSecret};
use crate::exit::{self, Exit};
use crate::failure::Failure;
use crate::interrupt::Interrupts;
use crate::out::{Out, harmless, say};
use crate::reminder_words::{line, state};
use crate::session::Session;
use crate::time;

pub async fn run(
    folder: &Path,
    out: Out,
    until: Option<String>,
    missed: bool,
    (account, secret): (Option<String>, LentSecret),
) -> Result<Exit, Failure> {
    let until = until.map(|text| moment(&text)).transpose()?;
    let mut interrupts = Interrupts::listen()?;
    let session = Session::open(folder).await?;
    let lends = secret.secret_env.is_some() || secret.proxy_password_env.is_some();
    let (session, only) = if account.is_some() || lends {
        let (session, account) = session.by(&ByAccount { account, secret }).await?;
        (session, Some(account.id))
    } else {
        let practice = session.engine.reminders().accounts().await?.iter().any(AccountId::is_practice);
        let session = if practice { session.with_practice().await? } else { session };
        session.lend_team(&secret.team).await?;
        (session, None)
    };
    let mut rounds =
        Rounds { out, session: &session, only, missed, told: HashSet::new(), met: Vec::new(), open: Vec::new() };
    let mut waits = false;
    loop {
        tokio::select! {
            round = rounds.round() => round?,
            () = interrupts.next() => {
                session.engine.campaigns().pause_sending().await;
                session.engine.campaigns().wait_for_rest().await;
                return Ok(Exit::Other);
            }
        }
        let pause = match until {
            None => None,
            Some(until) => pause(Some(until)),
        };
        let Some(pause) = pause else { return Ok(rounds.exit()) };
        if let Some(until) = until.filter(|_| !waits) {
            say!("sending what becomes due until {}", time::moment(until));
            waits = true;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = interrupts.next() => return Ok(rounds.exit()),
        }
    }
}

struct Rounds<'a> {
    out: Out,
    session: &'a Session,
    /// The account that was named.
    only: Option<AccountId>,
    /// Whether those that were missed are sent.
    missed: bool,
    /// What was missed or could not be sent is told once.
    told: HashSet<ReminderKey>,
    /// What became of those that were sent.
    met: Vec<Exit>,
    /// What is open after the last round.
    open: Vec<Exit>,
}

impl Rounds<'_> {
    async fn round(&mut self) -> Result<(), Failure> {
        self.open.clear();
        let reminders = self.session.engine.reminders();
        let round = reminders.round(self.only.as_ref()).await?;
        for done in &round.done {
            self.done(done)?;
        }
        for one in &round.missed {
            if !self.missed {
                self.missed(one)?;
                continue;
            }
            match reminders.send(&one.key).await {
                Ok(done) => self.done(&done)?,
                // Over, or declined, in this moment.
                Err(Error::NotFound("reminder") | Error::NothingToSend) => {}
                Err(error @ Error::Store(_)) => return Err(error.into()),
                Err(error) => self.failed(one, &error)?,
            }
        }
        for (one, error) in &round.waiting {
            self.failed(one, error)?;
        }
        Ok(())
    }

    fn done(&mut self, done: &Reminder) -> Result<(), Failure> {
        self.told.remove(&done.key);
        self.out.one(&line(done), text(done))?;
        self.met.extend(match done.delivery {
            Some(DeliveryState::Rejected | DeliveryState::Cancelled) => Some(Exit::SomeRefused),
            Some(DeliveryState::Unknown | DeliveryState::Queued | DeliveryState::Sending) => Some(Exit::Waiting),
            _ => None,
        });
        Ok(())
    }

    fn missed(&mut self, one: &Reminder) -> Result<(), Failure> {
        self.open.push(Exit::Waiting);
        if self.told.insert(one.key.clone()) {
            self.out.one(&line(one), text(one))?;
        }
        Ok(())
    }

    fn failed(&mut self, one: &Reminder, error: &Error) -> Result<(), Failure> {
        self.open.push(exit::of_error(&ui_error(error)));
        if self.told.insert(one.key.clone()) {
            self.out.one(&line(one), text(one))?;
            say!("not sent yet: {}: {error}", harmless(&one.name));
        }
        Ok(())
    }

    /// What stops all goes first, then what a person has to answer.
    fn exit(&self) -> Exit {
        let all = || self.open.iter().chain(&self.met).copied();
        [Exit::Credential, Exit::Network, Exit::OtherProcess, Exit::Waiting, Exit::SomeRefused]
            .into_iter()
            .find(|code| all().any(|met| met == *code))
            .or_else(|| all().next())
            .unwrap_or(Exit::Done)
    }
}

fn text(reminder: &Reminder) -> String {
    let key = &reminder.key;
    format!(
        "interview {}, rule {}, to {}: {}",
        key.interview,
        key.rule.0,
        harmless(&reminder.name),
        harmless(&state(reminder))
    )
}
