//! Writing an approved plan down as a campaign: from then on exactly these bytes leave.
//!
//! Never in here: what makes a message. Each is made again by the plan, which compares it with what was approved.

use beckon_model::{CampaignId, Selection};
use beckon_store::{NewCampaign, NewDelivery, SharedId, Writer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::errors::{Error, Result};
use crate::hash::hex;
use crate::send::plan::Plan;

impl Plan {
    /// Writes all of it down, in the transaction in which it was made: running, or waiting for its time (UTC ms).
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub fn freeze(
        self,
        rows: &Writer<'_>,
        to: &Selection,
        (approval, key): (String, Option<String>),
        starts_at: Option<i64>,
    ) -> Result<CampaignId> {
        let key = key.map(|key| (key, self.content_sha256()));
        let template = self.template.as_ref().ok_or(Error::NotFound("template"))?;
        let id = rows.insert_campaign(&NewCampaign {
            account: self.account.id.clone(),
            account_name: self.account.name.clone(),
            template: template.id,
            template_name: template.name.clone(),
            template_version: template.version,
            approval,
            created_at: self.now,
            starts_at,
            test: false,
            team: self.team.clone(),
            key,
        })?;
        let mut shared: Vec<Option<SharedId>> = vec![None; self.shared.len()];
        self.each_made(rows, to, |row, made| {
            if let Some(group) = row.shared
                && shared[group as usize].is_none()
                && let Some(body) = self.shared_body(group, &made.rendered.content)
            {
                let sha256 = hex(&Sha256::digest(&body));
                shared[group as usize] = Some(rows.insert_shared(id, &body, &sha256)?);
            }
            let sha256 = row.body.as_ref().map(|hash| hex(hash)).unwrap_or_default();
            let new = NewDelivery {
                candidate: made.recipient.id(),
                about: made.recipient.about().iter().map(|candidate| candidate.id).collect(),
                name: row.name.clone(),
                userid: row.userid.clone(),
                outside: None,
                text_sha256: Some(hex(&row.words)),
                body: made.body.map(|body| (body, sha256)),
                shared: row.shared.and_then(|group| shared[group as usize]),
                claim: row.occasion.clone().map(|occasion| (occasion, Uuid::now_v7())),
            };
            rows.insert_delivery(id, &new, self.now)?;
            Ok(())
        })?;
        Ok(id)
    }
}
