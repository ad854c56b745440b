//! What goes on with candidates outside the company while a program runs: what they write, what waits for them, and what colleagues
//! did. The window and the command line watch by the same rounds.
//!
//! 1. A round looks at one account. One that has nothing outside is not asked about.
//! 2. What cannot be looked at is told, and looked at again in the next round.
//!
//! Never in here: what a look does.

mod forms;
mod published;
mod reminders;

use std::time::Duration;

use beckon_model::{AccountId, DeliveryState, LogRow, OutsideEvent, OutsideHappening, Way};

use crate::doors::Outside;
use crate::engine::Engine;
use crate::errors::{Error, Result};
use crate::outside::kept::kept_as;

/// How often there is a round. Without a callback WeCom limits these questions, and does not publish how strictly; whoever opens a
/// chat is welcomed within 20 seconds or not at all.
pub const WATCH_EVERY: Duration = Duration::from_secs(15);

impl Outside<'_> {
    /// Looks once at everything that may have happened outside by an account, and says what did. Nothing is asked of WeCom for an
    /// account by which there is nobody outside.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Store`], and where the account's secret is missing. What WeCom says is told as an event.
    pub async fn round(self, account: &AccountId) -> Result<Vec<OutsideEvent>> {
        let account = self.engine.accounts().get(account).await?;
        let kept = kept_as(&account);
        let chats = self.engine.store().read(move |rows| rows.has_chat_links(&kept)).await?;
        let mut told = Vec::new();
        if chats {
            told.extend(self.service_read(&account.id).await?);
        }
        // First what became of tasks: one that was looked for and is not there waits to be made again.
        let tasks = self.tasks_read(&account.id).await?.moved;
        let ids: Vec<i64> = tasks.iter().map(|task| task.delivery.0).collect();
        let rows = self.engine.store().read(move |rows| rows.log_rows_of(&ids)).await?;
        told.extend(rows.into_iter().filter_map(|row| became(&account.id, row)));
        let moved = self.waiting_send(&account.id).await?;
        told.extend(moved.into_iter().filter_map(|row| became(&account.id, row)));
        if self.has_forms(&account).await?
            && self.engine.0.outside.is_time(("forms", account.id.as_str(), ""), false, self.engine.now_ms())
        {
            told.extend(forms::look(self.engine, &account.id).await?);
        }
        if self.write_back_due(&account).await? {
            self.write_back(&account.id).await?;
        }
        if self.sheet_due(&account).await? {
            self.sheet_write(&account.id).await?;
        }
        Ok(told)
    }

    /// The accounts by which there is somebody outside: with links, chats, forms, messages that wait for a candidate or
    /// a colleague, customers of whom something is written back, or a sheet of outcomes.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn watched(self) -> Result<Vec<AccountId>> {
        let mut watched = Vec::new();
        for account in self.engine.accounts().list().await? {
            let (kept, id) = (kept_as(&account), account.id.clone());
            let outside = self.engine.store().read(move |rows| {
                Ok::<_, beckon_store::Error>(
                    rows.has_outside(&kept, &id)?
                        || rows.write_back(&id)?.set.is_on()
                        || rows.outcome_sheet(&kept)?.is_some_and(|sheet| sheet.on),
                )
            });
            if outside.await? || self.has_forms(&account).await? {
                watched.push(account.id);
            }
        }
        Ok(watched)
    }

    /// Has a round now and then, for as long as the program runs, for each account by which there is somebody outside and whose
    /// secret is there; the sink hears what happened.
    pub fn keep_watch(self) {
        let rounds = |engine: Engine| async move { engine.outside().rounds().await };
        self.engine.look_every(WATCH_EVERY, "what happened outside", rounds);
    }

    /// One round of each of them.
    async fn rounds(self) -> Result<()> {
        for account in self.watched().await? {
            match self.round(&account).await {
                Ok(told) if told.is_empty() => {}
                Ok(told) => self.engine.0.sink.outside(&told),
                Err(Error::Store(error)) => return Err(error.into()),
                Err(error) => tracing::info!(%error, "an account was not looked at"),
            }
        }
        Ok(())
    }
}

/// What became of a row that waited; nothing of one that waits on.
fn became(account: &AccountId, row: LogRow) -> Option<OutsideEvent> {
    let (delivery, campaign) = (row.delivery, row.campaign);
    let what = match (row.state, row.reason) {
        (DeliveryState::Accepted, _) if row.route == Way::Customer => {
            OutsideHappening::Confirmed { delivery, campaign, colleague: row.colleague }
        }
        (DeliveryState::Accepted, _) => OutsideHappening::Sent { delivery, campaign },
        (DeliveryState::Handed, _) => OutsideHappening::Handed { delivery, campaign },
        (DeliveryState::Rejected, Some(reason)) => OutsideHappening::Refused { delivery, campaign, reason },
        (DeliveryState::Unknown, Some(reason)) => OutsideHappening::Lost { delivery, campaign, reason },
        (DeliveryState::Held, Some(reason)) => OutsideHappening::Held { delivery, campaign, reason },
        _ => return None,
    };
    Some(OutsideEvent { account: account.clone(), at: row.at, candidate: row.candidate, name: Some(row.name), what })
}
