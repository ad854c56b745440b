//! A round: whatever is due now, one after the other.
//!
//! Never in here: what happens when something else is being sent. That waits for the next round.

use beckon_model::{AccountId, Reminder, ReminderRule, ReminderState};

use crate::doors::Reminders;
use crate::errors::{Error, Result};

/// What became of reminders in a round.
#[derive(Debug, Default)]
pub struct ReminderRound {
    /// Those that were sent or held.
    pub done: Vec<Reminder>,
    /// Those that were missed: each goes only if a person says so.
    pub missed: Vec<Reminder>,
    /// Those that are due and could not be sent now, and why not; they are due in the next round as well.
    pub waiting: Vec<(Reminder, Error)>,
}

impl Reminders<'_> {
    /// Sends what is due now, with this account only if one is named, and says what was missed.
    ///
    /// # Errors
    /// [`Error::Store`]. Why a reminder could not be sent is told with it.
    pub async fn round(self, only: Option<&AccountId>) -> Result<ReminderRound> {
        self.settle_open(only).await?;
        let rules = self.rules().await?;
        let mine = |reminder: &Reminder| {
            let of = |rule: &&ReminderRule| rule.id == reminder.key.rule;
            let account = rules.iter().find(of).and_then(|rule| rule.draft.account.as_ref());
            only.is_none_or(|only| account == Some(only))
        };
        let (due, missed) = self.due().await?;
        let mut round = ReminderRound { missed, ..ReminderRound::default() };
        round.missed.retain(mine);
        for reminder in due.into_iter().filter(mine) {
            if let Some(Error::AlreadySending | Error::OtherProcessSending) =
                round.waiting.last().map(|(_, error)| error.clone())
            {
                // One at a time: the next would wait for the same.
                round.waiting.push((reminder, Error::AlreadySending));
                continue;
            }
            let Some(intended) = self.intend(&reminder.key, false).await? else { continue };
            match self.send_intended(intended).await {
                Ok(done) if matches!(done.state, ReminderState::Sent | ReminderState::Held) => round.done.push(done),
                Ok(_) => {}
                Err(error @ Error::Store(_)) => return Err(error),
                // It moved, was called off or declined in this moment: the next look knows.
                Err(Error::NothingToSend) => {}
                Err(error) => round.waiting.push((reminder, error)),
            }
        }
        Ok(round)
    }

    /// The accounts that rules send with.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn accounts(self) -> Result<Vec<AccountId>> {
        let mut accounts: Vec<AccountId> =
            self.rules().await?.into_iter().filter_map(|rule| rule.draft.account).collect();
        accounts.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        accounts.dedup();
        Ok(accounts)
    }
}
