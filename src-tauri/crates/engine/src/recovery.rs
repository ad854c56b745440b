//! What an earlier run left behind, settled before anything else happens.
//!
//! 1. If another process is sending from this folder, its rows are its own: leave them.
//! 2. A row found in `sending` has a noted attempt and no outcome. Inside WeCom's duplicate window the same bytes may
//!    be asked for again, so it goes back to the queue; later, nobody can tell, and it waits for a person.
//! 3. A campaign found running is paused: a person says when to go on.

use beckon_model::{CampaignState, DUPLICATE_WINDOW_MS, DeliveryState, Reason};
use beckon_store::{AttemptEnd, Outcome, Writer};

use crate::Engine;
use crate::error::{Error, Result};
use crate::lock::SendLock;

impl Engine {
    pub(crate) async fn recover(&self) -> Result<()> {
        let _lock = match SendLock::take(self.data_dir()) {
            Ok(lock) => lock,
            Err(Error::OtherProcessSending) => return Ok(()),
            Err(error) => return Err(error),
        };
        let now = self.now_ms();
        Ok(self.store().write(move |rows| settle(rows, now)).await?)
    }
}

fn settle(rows: &Writer<'_>, now: i64) -> beckon_store::Result<()> {
    for row in rows.stuck()? {
        let end = AttemptEnd { outcome: "interrupted", errcode: None, reply: None };
        rows.end_attempt(row.id, row.attempt, &end, now)?;
        let age = now - row.first_at;
        let (state, reason) = if (0..DUPLICATE_WINDOW_MS).contains(&age) {
            (DeliveryState::Queued, None)
        } else {
            (DeliveryState::Unknown, Some(Reason::Interrupted))
        };
        let outcome = Outcome { state, reason, errcode: None, msgid: None, due_at: now };
        rows.move_delivery(row.id, DeliveryState::Sending, &outcome, now)?;
    }
    for campaign in rows.campaigns_in(&[CampaignState::Ready, CampaignState::Running])? {
        let open = rows.campaign(campaign)?.counts.open();
        let state = if open == 0 { CampaignState::Finished } else { CampaignState::Paused };
        rows.set_campaign_state(campaign, state, None, (open == 0).then_some(now))?;
    }
    Ok(())
}
