//! `outside watch`: rounds of what happens with candidates outside the company, told as it happens.
//!
//! Never in here: what a round does.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

use beckon_engine::{Error, WATCH_EVERY, send_time, sentence};
use beckon_model::{AccountId, Clock, OutsideEvent, OutsideHappening, SystemClock};

use super::happened::words;
use crate::args::{ByAccount, LentSecret};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupts;
use crate::out::{Out, say};
use crate::session::Session;

pub async fn run(
    folder: &Path,
    out: Out,
    until: Option<String>,
    account: Option<String>,
    secret: LentSecret,
) -> Result<Exit, Failure> {
    let until = until.map(|text| moment(&text)).transpose()?;
    let mut interrupts = Interrupts::listen()?;
    let session = Session::open(folder).await?;
    let lends = secret.secret_env.is_some() || secret.proxy_password_env.is_some();
    let (session, only) = if account.is_some() || lends {
        let (session, account) = session.by(&ByAccount { account, secret }).await?;
        (session, Some(account.id))
    } else {
        session.lend_team(&secret.team).await?;
        (session, None)
    };
    let mut rounds = Rounds { out, session: &session, only, left_out: HashSet::new(), troubles: HashMap::new() };
    loop {
        tokio::select! {
            round = rounds.round() => round?,
            () = interrupts.next() => return Ok(Exit::Done),
        }
        let Some(pause) = pause(until) else { return Ok(Exit::Done) };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = interrupts.next() => return Ok(Exit::Done),
        }
    }
}

/// The moment that `--until` names, UTC ms.
pub(super) fn moment(text: &str) -> Result<i64, Failure> {
    let read = send_time(text, SystemClock.now_ms()).map(|at| at.timestamp().as_millisecond());
    read.map_err(|error| {
        let problem = match &error {
            Error::Invalid(fields) => fields.iter().find_map(|field| field.moment.as_ref()).map(sentence),
            _ => None,
        };
        let failure = Failure::from(error);
        match problem {
            Some(problem) => failure.saying(format!("the time to end (--until) {problem}")),
            None => failure,
        }
    })
}

/// How long until the next round; none where there is none. The last one is at the end.
pub(super) fn pause(until: Option<i64>) -> Option<Duration> {
    let Some(until) = until else { return Some(WATCH_EVERY) };
    let left = u64::try_from(until - SystemClock.now_ms()).ok().filter(|left| *left > 0)?;
    Some(WATCH_EVERY.min(Duration::from_millis(left)))
}

struct Rounds<'a> {
    out: Out,
    session: &'a Session,
    /// The account that was named.
    only: Option<AccountId>,
    /// Accounts that cannot be watched.
    left_out: HashSet<AccountId>,
    /// What could not be looked at in the last round, so that it is told once.
    troubles: HashMap<AccountId, Vec<OutsideHappening>>,
}

impl Rounds<'_> {
    async fn round(&mut self) -> Result<(), Failure> {
        let outside = self.session.engine.outside();
        let accounts = match &self.only {
            Some(account) => vec![account.clone()],
            None => outside.watched().await?,
        };
        for account in accounts {
            if self.left_out.contains(&account) {
                continue;
            }
            match outside.round(&account).await {
                Ok(events) => self.tell(&account, events)?,
                Err(error @ (Error::Store(_) | Error::NotFound(_))) => return Err(error.into()),
                Err(error) if self.only.is_some() => return Err(error.into()),
                Err(error) => {
                    say!("not watched: account {account}: {error}");
                    self.left_out.insert(account);
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, account: &AccountId, events: Vec<OutsideEvent>) -> Result<(), Failure> {
        let before = self.troubles.remove(account).unwrap_or_default();
        let mut troubles = Vec::new();
        for event in events {
            let is_trouble = matches!(event.what, OutsideHappening::NotRead { .. });
            if !(is_trouble && before.contains(&event.what)) {
                self.out.one(&event, words(&event))?;
            }
            troubles.extend(is_trouble.then_some(event.what));
        }
        self.troubles.insert(account.clone(), troubles);
        Ok(())
    }
}
