//! What a person does about a task: has the colleague reminded of it, or calls it off.
//!
//! Never in here: what becomes of a task by itself.

use beckon_model::{DeliveryId, DeliveryState, LogRow, Step, TASK_REMINDERS, TaskRow, TaskState, Way};
use beckon_store::{OpenTask, OutsideRow, Reader, Writer};

use super::limits::DAY_MS;
use super::look::Told;
use super::round::{CANCELLED, REMINDED, Round};
use crate::doors::Outside;
use crate::errors::{Error, Result, not_found};
use crate::when::shown_here;

impl Outside<'_> {
    /// Has the colleague reminded of a task, unless it turns out that it was confirmed. Three times in 24 hours; a reminder whose answer
    /// was lost counts.
    ///
    /// # Errors
    /// [`Error::RemindersUsed`], [`Error::NoTask`] for one that does not wait for a colleague, [`Error::NotFound`], [`Error::Store`],
    /// [`Error::Wecom`], and those of a client of the account.
    pub async fn task_remind(self, delivery: DeliveryId) -> Result<TaskRow> {
        let task = self.waiting_task(delivery).await?;
        let day_ago = self.engine.now_ms() - DAY_MS;
        let used = self.engine.store().read(move |rows| rows.task_reminders(delivery, day_ago)).await?;
        may_remind(&used)?;
        let mut round = Round::new(self.engine, self.engine.accounts().client(&task.row.account).await?);
        let msgid = task.row.msgid.clone().unwrap_or_default();
        round.look(&task, false).await.map_err(|halt| round.error(halt))?;
        self.waiting_task(delivery).await?;
        let now = self.engine.now_ms();
        let noted = self.engine.store().write(move |rows| {
            let used = rows.task_reminders(delivery, now - DAY_MS)?;
            match may_remind(&used) {
                Ok(()) => Ok(Ok(rows.note_reminder(delivery, now, now - DAY_MS)?)),
                Err(error) => Ok::<_, beckon_store::Error>(Err(error)),
            }
        });
        let noted = noted.await??;
        let client = round.client.clone();
        let answer = round.call(client.externalcontact_remind_groupmsg_send(&msgid)).await;
        let forget = move |rows: &Writer<'_>| rows.forget_reminder(delivery, noted);
        let errcode = match answer {
            Ok(Ok(())) => return self.task_row(delivery).await,
            Ok(Err(errcode)) => errcode,
            // Whether it left is not asked: one too few is better than one too many.
            Err(halt) => return Err(round.error(halt)),
        };
        self.engine.store().write(forget).await?;
        match errcode {
            REMINDED => Err(Error::RemindersUsed { again: None }),
            CANCELLED => {
                round.look(&task, true).await.map_err(|halt| round.error(halt))?;
                self.waiting_task(delivery).await?;
                Err(Error::NoTask(Some(TaskState::Cancelled)))
            }
            _ => Err(round.refused()),
        }
    }

    /// Calls a task off before the colleague has confirmed it, or what waits to become one; of a row that waits for the candidate to write
    /// into a chat the same. One that was called off before stays so.
    ///
    /// # Errors
    /// [`Error::NoTask`] where there is nothing to call off any more, [`Error::NotFound`], [`Error::Store`], [`Error::Wecom`], and those of
    /// a client of the account.
    pub async fn task_cancel(self, delivery: DeliveryId) -> Result<LogRow> {
        let found = self.engine.store().read(move |rows| rows.outside_row(delivery)).await?;
        match found.as_ref().map(|row| (row.state, may_cancel(row))) {
            Some((_, true)) => self.cancel_waiting(delivery).await?,
            Some((DeliveryState::Handed, _)) => {
                let task = self.waiting_task(delivery).await?;
                let mut round = Round::new(self.engine, self.engine.accounts().client(&task.row.account).await?);
                let told = round.look(&task, true).await.map_err(|halt| round.error(halt))?;
                let state = self.task_row(delivery).await?.task_state;
                match told {
                    _ if state == TaskState::Cancelled => {}
                    Told::Odd(_) | Told::Dispatching => return Err(round.refused()),
                    _ => return Err(Error::NoTask(Some(state))),
                }
            }
            _ => match self.state_of(delivery).await? {
                Some(TaskState::Cancelled) => {}
                state => return Err(Error::NoTask(state)),
            },
        }
        let row = self.engine.store().read(move |rows| rows.log_detail(delivery)).await;
        row.map(|detail| detail.row).map_err(|error| not_found(error, "row"))
    }

    async fn cancel_waiting(self, delivery: DeliveryId) -> Result<()> {
        let now = self.engine.now_ms();
        let cancelled = self.engine.store().write(move |rows| {
            let Some(row) = rows.outside_row(delivery)?.filter(may_cancel) else { return Ok(None) };
            rows.step(delivery, &Step::Cancel, now).map(|()| Some(row.campaign))
        });
        match cancelled.await? {
            Some(campaign) => {
                self.engine.0.sink.changed(campaign);
                Ok(())
            }
            None => Err(Error::NoTask(self.state_of(delivery).await?)),
        }
    }

    /// A task that waits for its colleague.
    async fn waiting_task(self, delivery: DeliveryId) -> Result<OpenTask> {
        let found = self.engine.store().read(move |rows| rows.open_task(delivery)).await?;
        match found.filter(|task| task.row.state == DeliveryState::Handed) {
            Some(task) => Ok(task),
            None => Err(Error::NoTask(self.state_of(delivery).await?)),
        }
    }

    /// Where a row stands as a task; none of one that is none.
    async fn state_of(self, delivery: DeliveryId) -> Result<Option<TaskState>> {
        let found = self.engine.store().read(move |rows: &Reader<'_>| {
            rows.campaign_of(delivery)?;
            rows.task(delivery, 0)
        });
        Ok(found.await.map_err(|error| not_found(error, "row"))?.map(|row| row.task_state))
    }

    async fn task_row(self, delivery: DeliveryId) -> Result<TaskRow> {
        let since = self.engine.now_ms() - DAY_MS;
        let found = self.engine.store().read(move |rows| rows.task(delivery, since)).await?;
        found.ok_or(Error::NotFound("row"))
    }
}

/// Whether a row has not left, and waits for something.
fn may_cancel(row: &OutsideRow) -> bool {
    use DeliveryState::{Held, Queued, Waiting};
    let waits = match row.way {
        Way::Customer => matches!(row.state, Queued | Waiting | Held),
        _ => row.state == Waiting,
    };
    waits && row.asked.is_none()
}

/// Whether one more reminder can be made after those of the last 24 hours.
fn may_remind(used: &[i64]) -> Result<()> {
    let most = usize::try_from(TASK_REMINDERS).unwrap_or(usize::MAX);
    if used.len() < most {
        return Ok(());
    }
    let again = used[used.len() - most] + DAY_MS;
    Err(Error::RemindersUsed { again: Some(shown_here(again)) })
}
