//! Campaigns: approve and start, pause, go on, call off, send again, look.
//!
//! Never in here: a request to WeCom. That is the sender's.

use beckon_model::{
    Campaign, CampaignId, CampaignState, CampaignStep, FieldProblem, FormField, MomentProblemKind, Reason,
    StartRequest, Step,
};
use beckon_store::{Unsettled, Writer};

use crate::doors::{Campaigns, Sending};
use crate::errors::{Error, Result, invalid, not_found};
use crate::send::lock::SendLock;
use crate::send::plan::Plan;
use crate::send::recovery::{come_to_rest, settle_stuck};
use crate::team::tell_for_a_while;
use crate::when::{in_field, problem, shown_here};

impl Sending<'_> {
    /// Freezes what was checked and starts sending it, now or at its time. Everything is made again inside the
    /// transaction and compared with the approval: what a person has not seen does not leave.
    ///
    /// # Errors
    /// [`Error::ApprovalChanged`] with what differs, [`Error::NothingToSend`], [`Error::AlreadySending`],
    /// [`Error::OtherProcessSending`], [`Error::SecretNeeded`], [`Error::Invalid`] for a time that has passed or comes
    /// after the end of the uploaded file; nothing is stored then.
    pub async fn start(self, start: StartRequest) -> Result<Campaign> {
        self.start_with(start, None).await
    }

    pub(crate) async fn start_with(self, start: StartRequest, key: Option<String>) -> Result<Campaign> {
        // First, so that a missing secret stops it before anything is frozen.
        let (account, client) = self.engine.accounts().client(&start.send.account).await?;
        let now = self.engine.now_ms();
        if start.starts_at.is_some_and(|at| at <= now) {
            let at = shown_here(start.starts_at.unwrap_or_default());
            return Err(Error::Invalid(vec![in_field(FormField::StartsAt, problem(MomentProblemKind::Past, at))]));
        }
        if account.team {
            // Before anything is frozen: what could not be claimed would only wait.
            self.ask_team().await?;
        }
        let slot =
            if start.starts_at.is_none() { Some(self.engine.campaigns().claim_sending(&account.id)?) } else { None };
        let engine = self.engine.clone();
        let frozen = self.engine.store().write(move |rows| {
            if let Some(key) = &key
                && let Some((campaign, _)) = rows.campaign_of_key(key)?
            {
                return Err(Error::KeyUsed { key: key.clone(), campaign });
            }
            let plan = Plan::make(rows, account, &start.send, now)?;
            if plan.approval() != start.approval {
                return Err(engine.send().changed_since(&start.approval, &plan));
            }
            if start.starts_at.zip(plan.files_end()).is_some_and(|(at, ends)| at >= ends) {
                return Err(invalid(FormField::StartsAt, FieldProblem::FileEnds));
            }
            if plan.rows.iter().all(|row| row.body.is_err()) {
                return Err(Error::NothingToSend);
            }
            plan.freeze(rows, &start.send.to, (start.approval, key), start.starts_at)
        });
        let campaign = self.engine.campaigns().get(frozen.await?).await?;
        if let Some(slot) = slot {
            self.engine.campaigns().run(slot, &campaign, client);
        }
        Ok(campaign)
    }
}

impl Campaigns<'_> {
    /// Stops a campaign until a person says go on, in whichever process it is being sent: requests under way end, no other
    /// leaves. One that is at rest already stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn pause(self, id: CampaignId) -> Result<()> {
        let now = self.engine.now_ms();
        let paused = self.engine.store().write(move |rows| {
            let state = rows.campaign_state(id)?;
            if matches!(state, CampaignState::Running | CampaignState::Scheduled) {
                rows.step_campaign(id, &CampaignStep::Pause { stopped_by: None }, now)?;
            }
            Ok(())
        });
        paused.await.map_err(|error| not_found(error, "campaign"))?;
        self.ring(id);
        Ok(())
    }

    /// Calls a campaign off, in whichever process it is being sent: requests under way end, what has not left never will.
    ///
    /// # Errors
    /// [`Error::NotFound`], also when it has ended.
    pub async fn cancel(self, id: CampaignId) -> Result<Campaign> {
        let now = self.engine.now_ms();
        let cancelled = self.engine.store().write(move |rows| {
            rows.step_campaign(id, &CampaignStep::Cancel, now)?;
            rows.step_all(id, &Step::Cancel, now)?;
            // What is under way has an owner, who settles the rest when it has come back.
            if rows.stuck(id)?.is_empty() { come_to_rest(rows, id, None, now) } else { Ok(()) }
        });
        cancelled.await.map_err(|error| not_found(error, "campaign"))?;
        self.ring(id);
        tell_for_a_while(self.engine).await;
        self.get(id).await
    }

    /// Continues a campaign that is paused or waits for its time: waiting rows, and those that were held because the
    /// account or the network failed. After a restore WeCom is asked first, with the same bytes, about those of whom nobody
    /// knows what happened since the copy, as far as it still knows their messages.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NothingToSend`] when no row waits, and as [`Sending::start`].
    pub async fn resume(self, id: CampaignId) -> Result<Campaign> {
        let campaign = self.get(id).await?;
        let lost = self.engine.store().read(move |rows| rows.unsettled(id)).await?;
        let restored = lost.iter().any(|row| matches!(row.reason, Some(Reason::Restored { .. })));
        let server_now = if restored { self.server_now(&campaign.account).await.ok() } else { None };
        let prepare = move |rows: &Writer<'_>, now: i64| match server_now {
            Some(server_now) => rows.ask_again(id, Unsettled::Restored, server_now, now).map(drop),
            None => Ok(()),
        };
        self.go_on(id, prepare).await
    }

    /// Sends again what WeCom refused, with the same bytes, together with whatever [`Campaigns::resume`] would send.
    ///
    /// # Errors
    /// As [`Campaigns::resume`].
    pub async fn retry(self, id: CampaignId) -> Result<Campaign> {
        self.go_on(id, move |rows, now| rows.step_all(id, &Step::Retry, now).map(drop)).await
    }

    /// The newest campaigns first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(self) -> Result<Vec<Campaign>> {
        let campaigns = self.engine.store().read(|rows| rows.campaigns()).await?;
        Ok(campaigns.into_iter().map(|campaign| self.with_live(campaign)).collect())
    }

    /// One campaign with its counts.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn get(self, id: CampaignId) -> Result<Campaign> {
        let found = self.engine.store().read(move |rows| rows.campaign(id)).await;
        found.map(|campaign| self.with_live(campaign)).map_err(|error| not_found(error, "campaign"))
    }

    /// Prepares rows in a transaction and sends whatever waits then.
    pub(crate) async fn go_on<F>(self, id: CampaignId, prepare: F) -> Result<Campaign>
    where
        F: FnOnce(&Writer<'_>, i64) -> beckon_store::Result<()> + Send + 'static,
    {
        let campaign = self.get(id).await?;
        let (account, client) = self.engine.accounts().fresh_client(&campaign.account).await?;
        let slot = self.claim_sending(&account.id)?;
        let now = self.engine.now_ms();
        let waiting = self.engine.store().write(move |rows| {
            // No one else sends from this folder now, so what is found under way was left behind.
            settle_stuck(rows, id, now)?;
            prepare(rows, now)?;
            rows.step_all(id, &Step::Release, now)?;
            rows.due_now(id, now)?;
            let waiting = rows.campaign(id)?.counts.queued;
            if waiting > 0 {
                rows.step_campaign(id, &CampaignStep::Run, now)?;
            }
            Ok(waiting)
        });
        if waiting.await.map_err(|error| not_found(error, "campaign"))? == 0 {
            return Err(Error::NothingToSend);
        }
        self.run(slot, &campaign, client);
        self.get(id).await
    }

    /// Wakes the sender of a campaign, if it is in this process.
    pub(crate) fn ring(self, id: CampaignId) {
        if let Some(progress) = self.progress_of(id) {
            progress.bell.notify_one();
        }
    }

    fn with_live(self, campaign: Campaign) -> Campaign {
        let progress = self.progress_of(campaign.id);
        // One that was left behind is paused as soon as somebody is going to send.
        let left = progress.is_none()
            && campaign.state == CampaignState::Running
            && !SendLock::is_held(self.engine.data_dir());
        let campaign = if left { Campaign { state: CampaignState::Paused, ..campaign } } else { campaign };
        let live = progress.map(|progress| progress.live(self.engine.now_ms(), campaign.counts.open()));
        Campaign { live, ..campaign }
    }
}
