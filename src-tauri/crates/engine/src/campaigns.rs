//! Campaigns: approve and start, continue, pause, look.
//!
//! Never in here: a request to WeCom. That is the outbox's.

use beckon_model::{Campaign, CampaignId, CampaignState, StartRequest};

use crate::Engine;
use crate::accounts::not_found;
use crate::error::{Error, Result};
use crate::plan::Plan;

impl Engine {
    /// Freezes what was checked and starts sending it. Everything is made anew inside the transaction and compared
    /// with the approval: what a person has not seen does not leave.
    ///
    /// # Errors
    /// [`Error::ApprovalChanged`], [`Error::NothingToSend`], [`Error::AlreadySending`],
    /// [`Error::OtherProcessSending`], [`Error::SecretNeeded`]; nothing is stored then.
    pub async fn start(&self, start: StartRequest) -> Result<Campaign> {
        // First, so that a missing secret is told before anything is frozen.
        let (account, client) = self.client(&start.send.account).await?;
        let slot = self.claim_sending(&account.id)?;
        let now = self.now_ms();
        let frozen = self.store().write(move |rows| {
            let plan = match Plan::make(rows, account, &start.send) {
                Ok(plan) => plan,
                Err(error) => return Ok(Err(error)),
            };
            if plan.approval() != start.approval {
                return Ok(Err(Error::ApprovalChanged));
            }
            if plan.rows.iter().all(|row| row.body.is_err()) {
                return Ok(Err(Error::NothingToSend));
            }
            freeze(rows, plan, start.approval, now).map(Ok)
        });
        let id = frozen.await??;
        self.run(slot, id, client);
        self.campaign(id).await
    }

    /// Continues a paused campaign: waiting rows, and those that were held because the account or the network failed.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NothingToSend`] when no row waits, and as [`Engine::start`].
    pub async fn resume(&self, id: CampaignId) -> Result<Campaign> {
        let campaign = self.campaign(id).await?;
        let (account, client) = self.fresh_client(&campaign.account).await?;
        let slot = self.claim_sending(&account.id)?;
        let now = self.now_ms();
        let waiting = self.store().write(move |rows| {
            rows.release_held(id, now)?;
            let waiting = rows.campaign(id)?.counts.queued;
            if waiting > 0 {
                rows.set_campaign_state(id, CampaignState::Running, None, None)?;
            }
            Ok(waiting)
        });
        if waiting.await? == 0 {
            return Err(Error::NothingToSend);
        }
        self.run(slot, id, client);
        self.campaign(id).await
    }

    /// The newest campaigns first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn campaigns(&self) -> Result<Vec<Campaign>> {
        Ok(self.store().read(|rows| rows.campaigns()).await?)
    }

    /// One campaign with its counts.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn campaign(&self, id: CampaignId) -> Result<Campaign> {
        self.store().read(move |rows| rows.campaign(id)).await.map_err(|error| not_found(error, "campaign"))
    }
}

fn freeze(rows: &beckon_store::Writer<'_>, plan: Plan, approval: String, now: i64) -> beckon_store::Result<CampaignId> {
    let id = rows.insert_campaign(&beckon_store::NewCampaign {
        account: plan.account.id,
        account_name: plan.account.name,
        template: plan.template.id,
        template_name: plan.template.name,
        template_version: plan.template.version,
        approval,
        created_at: now,
    })?;
    for row in plan.rows {
        rows.insert_delivery(id, &row.freeze(), now)?;
    }
    rows.set_campaign_state(id, CampaignState::Running, None, None)?;
    Ok(id)
}
