//! The rows of a send that go to candidates outside the company: one request at a time, before those of members.
//!
//! Never in here: what happens to a row that waits longer than this send; that is `waiting`.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use beckon_model::{Account, AccountId, CampaignId, DeliveryState, Reason, Step, Way};
use beckon_store::{OutsideRow, Writer};
use tokio::time::sleep;

use super::{Sender, Stop};
use crate::errors::Result;
use crate::send::outsiders::outcome::{Halt, outcome};
use crate::send::outsiders::request::ask;
use crate::send::outsiders::turn::{At, Leaving, turn};
use crate::send::outsiders::waiting::note;
use crate::send::recovery;

/// How long a row that failed is waited for before it is left to `waiting`, in milliseconds.
const PATIENCE_MS: i64 = 5000;

/// How often a send that only waits looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(100);

impl Sender {
    /// Sends them, until none is queued or it has to stop.
    pub(super) async fn send_outsiders(self: &Arc<Self>) {
        if let Err(error) = self.try_outsiders().await {
            self.stop_with(Stop::Failed(error));
        }
    }

    async fn try_outsiders(self: &Arc<Self>) -> Result<()> {
        let campaign = self.campaign;
        let any = self.engine.store().read(move |rows| rows.has_outside_rows(campaign)).await?;
        if !any {
            return Ok(());
        }
        let account = self.engine.accounts().get(&self.account).await?;
        let mut again: Vec<OutsideRow> = Vec::new();
        loop {
            self.heed_state().await;
            if self.stopped().is_some() {
                return Ok(());
            }
            let (now, server_now) = (self.engine.now_ms(), self.client.server_now());
            let (sender, of, retry) =
                (Arc::clone(self), account.clone(), again.iter().position(|row| row.due_at <= now));
            let retry = retry.map(|at| again.swap_remove(at).id);
            let next = move |rows: &Writer<'_>| {
                let links = sender.known_links(rows)?;
                let row = match retry {
                    Some(id) => rows.outside_row(id)?.filter(|row| row.state == DeliveryState::Waiting),
                    None => rows.next_outside_row(campaign, now)?,
                };
                let Some(row) = row else { return Ok((retry.is_some(), None)) };
                let at = At { account: &of, links: &links, now, server_now };
                Ok::<_, beckon_store::Error>((true, turn(rows, row, &at)?))
            };
            match self.engine.store().write(next).await? {
                (_, Some(leaving)) => again.extend(self.let_outsider_leave(&account, leaving).await?),
                (true, None) => self.changed.store(true, Ordering::SeqCst),
                (false, None) if again.is_empty() => return Ok(()),
                (false, None) => sleep(LOOK).await,
            }
        }
    }

    /// Lets a row leave and notes what became of it. Answers with the row if it is to be tried again soon.
    async fn let_outsider_leave(&self, account: &Account, leaving: Leaving) -> Result<Option<OutsideRow>> {
        let answer = ask(&self.client, &leaving).await;
        let now = self.engine.now_ms();
        let outcome = outcome(&leaving.row, answer, leaving.noted, now);
        let halt = outcome.halt.clone();
        let again = match &outcome.step {
            Step::Await { reason: Reason::TriedAgain, due_at, .. } if *due_at < now + PATIENCE_MS => {
                Some(OutsideRow { due_at: *due_at, ..leaving.row.clone() })
            }
            _ => None,
        };
        let (campaign, way, account) = (self.campaign, leaving.row.way, account.clone());
        let told = halt.clone();
        let noted = self.engine.store().write(move |rows| {
            note(rows, &account, &leaving, outcome, now)?;
            match &told {
                Some(Halt::Way(reason) | Halt::Account(reason)) => {
                    hold(rows, campaign, (&account.id, way), reason, now)
                }
                None => Ok(()),
            }
        });
        noted.await?;
        if let Some(Halt::Account(reason)) = halt {
            self.stop_with(Stop::Halted(recovery::Halt::Held(reason)));
        }
        self.progress.answered(now, 1);
        self.changed.store(true, Ordering::SeqCst);
        Ok(again)
    }
}

/// Holds what the send still has for this way, and what it was told about: the next would be told the same.
fn hold(
    rows: &Writer<'_>,
    campaign: CampaignId,
    (account, way): (&AccountId, Way),
    reason: &Reason,
    now: i64,
) -> beckon_store::Result<()> {
    for state in [DeliveryState::Queued, DeliveryState::Waiting] {
        let told = |row: &OutsideRow| state == DeliveryState::Queued || row.reason.as_ref() == Some(reason);
        for row in rows.outside_rows(state, Some(account))? {
            if row.campaign == campaign && row.way == way && row.asked.is_none() && told(&row) {
                rows.step(row.id, &Step::Hold { reason: reason.clone() }, now)?;
            }
        }
    }
    Ok(())
}
