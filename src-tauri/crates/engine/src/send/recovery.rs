//! What an earlier run left behind, settled before anything else happens.
//!
//! 1. If another process is sending from this folder, its rows are its own: leave them.
//! 2. A row found in `sending` has a noted attempt and no outcome. Inside WeCom's duplicate window the same bytes may
//!    be asked for again, so it goes back to the queue; before they leave, WeCom's own clock decides. Where this machine's
//!    clock says already that the window is over, or WeCom's was not known, it waits for a person.
//! 3. A campaign found running is paused: a person says when to go on.
//! 4. What goes to candidates outside the company: into a chat with the same id again, which WeCom knows; a task is unknown until
//!    it has been looked up.

use std::collections::BTreeSet;

use beckon_model::{
    Asked, AttemptOutcome, CampaignId, CampaignState, CampaignStep, DUPLICATE_WINDOW_MS, Reason, Step, Way,
};
use beckon_store::{AttemptEnd, Reader, Writer};

use crate::doors::Campaigns;
use crate::errors::{Error, Result};
use crate::folder::lock;
use crate::send::lock::SendLock;
use crate::send::outsiders::waiting::LOCK;

impl Campaigns<'_> {
    pub(crate) async fn recover(self) -> Result<()> {
        // Who only looks whether something is left must not hold the lock that another process is about to take.
        if self.engine.store().read(left_behind).await?.is_empty() {
            return Ok(());
        }
        let _lock = match SendLock::take(self.engine.data_dir()) {
            Ok(lock) => lock,
            Err(Error::OtherProcessSending) => return Ok(()),
            Err(error) => return Err(error),
        };
        // Rows of sends that have come to rest are of whoever sends what waits.
        let waiting = lock(&self.engine.data_dir().join(LOCK)).map_err(beckon_store::Error::from)?;
        let now = self.engine.now_ms();
        Ok(self.engine.store().write(move |rows| recover(rows, waiting.is_some(), now)).await?)
    }
}

/// Campaigns that run or have rows under way. They are left behind where nobody sends.
fn left_behind(rows: &Reader<'_>) -> beckon_store::Result<BTreeSet<CampaignId>> {
    let running = rows.campaigns_in(&[CampaignState::Running])?;
    Ok(rows.campaigns_with_stuck_rows()?.into_iter().chain(running).collect())
}

fn recover(rows: &Writer<'_>, waiting: bool, now: i64) -> beckon_store::Result<()> {
    for campaign in left_behind(rows)? {
        if rows.campaign_state(campaign)? != CampaignState::Finished {
            come_to_rest(rows, campaign, None, now)?;
        } else if waiting {
            settle_stuck(rows, campaign, now)?;
        }
    }
    Ok(())
}

/// Whether WeCom may still know the bytes of a request, as far as this machine can tell: a clock that runs ahead costs a
/// repeat, and one that is late decides nothing.
fn may_be_known(asked: Asked, now: i64) -> bool {
    asked.server.is_some() && now - asked.at < DUPLICATE_WINDOW_MS
}

/// Rows whose request was under way when its program ended, or lost patience.
pub(crate) fn settle_stuck(rows: &Writer<'_>, campaign: CampaignId, now: i64) -> beckon_store::Result<()> {
    for row in rows.stuck(campaign)? {
        let end = AttemptEnd { outcome: AttemptOutcome::Interrupted, errcode: None, reply: None };
        rows.end_attempt(row.id, row.attempt, &end, now)?;
        let step = match row.way {
            // It carries an id of its own by which WeCom knows it again, however late.
            Way::Service => {
                Step::Await { reason: Reason::TriedAgain, due_at: now, asked: Some(row.asked), failed: false }
            }
            // WeCom would make a second task: it is looked up first.
            Way::Customer | Way::Copy => Step::Lose { reason: Reason::Interrupted },
            Way::Member if may_be_known(row.asked, now) => {
                Step::PutBack { due_at: now, asked: Some(row.asked), failed: false, errcode: None }
            }
            Way::Member => Step::Lose { reason: Reason::Interrupted },
        };
        rows.step(row.id, &step, now)?;
    }
    Ok(())
}

/// What forbids to go on.
#[derive(Debug, Clone)]
pub(crate) enum Halt {
    /// The account is refused, or there is no network: what waits is held, and says so.
    Held(Reason),
    /// The account was in trouble for too long: what waits goes on waiting.
    Waits(Reason),
}

/// Writes where a campaign stands now that nothing of it is under way; `halt` is what forbids to go on.
pub(crate) fn come_to_rest(
    rows: &Writer<'_>,
    campaign: CampaignId,
    halt: Option<Halt>,
    now: i64,
) -> beckon_store::Result<()> {
    settle_stuck(rows, campaign, now)?;
    let state = rows.campaign_state(campaign)?;
    if state == CampaignState::Cancelled {
        rows.step_all(campaign, &Step::Cancel, now)?;
        rows.step_all(campaign, &Step::Lose { reason: Reason::ReplyLost }, now)?;
    } else if let Some(halt) = halt {
        let (Halt::Held(reason) | Halt::Waits(reason)) = &halt;
        if matches!(halt, Halt::Held(_)) {
            rows.step_all(campaign, &Step::Hold { reason: reason.clone() }, now)?;
        }
        let reason = reason.clone();
        rows.step_campaign(campaign, &CampaignStep::Pause { stopped_by: Some(reason) }, now)?;
    } else if rows.campaign(campaign)?.counts.open() == 0 {
        rows.step_campaign(campaign, &CampaignStep::Finish, now)?;
    } else if state == CampaignState::Running {
        rows.step_campaign(campaign, &CampaignStep::Pause { stopped_by: None }, now)?;
    }
    Ok(())
}
