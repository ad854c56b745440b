//! Writing an approved plan down as a campaign: from then on exactly these bytes leave.
//!
//! Never in here: what makes a message. Each is made again by the plan, which compares it with what was approved.

use beckon_model::{CampaignId, Reason, Selection, Way};
use beckon_store::{NewCampaign, NewDelivery, NewOutside, SharedId, Writer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::errors::{Error, Result};
use crate::hash::hex;
use crate::outside::routes::OutsideTo;
use crate::send::plan::Plan;
use crate::send::plan_row::{Made, PlanRow};

/// How long a message waits for the candidate that is about no interview, in milliseconds: 30 days.
const WAIT_MS: i64 = 30 * 86_400_000;

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
        let now = self.now;
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
                outside: outside(row, &made, now),
                text_sha256: Some(hex(&row.words)),
                body: made.body.map(|body| (body, sha256)),
                shared: row.shared.and_then(|group| shared[group as usize]),
                told: made.told,
                claim: row.occasion.clone().map(|occasion| (occasion, Uuid::now_v7())),
            };
            rows.insert_delivery(id, &new, self.now)?;
            Ok(())
        })?;
        Ok(id)
    }
}

/// How a row goes to somebody outside the company. What an invitation says is over when the interview begins.
fn outside(row: &PlanRow, made: &Made, now: i64) -> Option<NewOutside> {
    let begins = made.recipient.invited_to(now).map(|(_, starts_at)| starts_at);
    let by_hand = matches!(row.body, Err(Reason::RouteExternal | Reason::RouteNone));
    let nobody = |way| NewOutside { way, outsider: None, colleague: None, waits_until: None, msgid: None };
    match row.outside.as_ref().map(|route| &route.to) {
        None => by_hand.then(|| nobody(Way::Copy)),
        Some(OutsideTo::Service) => Some(NewOutside {
            waits_until: Some(begins.unwrap_or(now + WAIT_MS)),
            msgid: Some(Uuid::now_v7().simple().to_string()),
            ..nobody(Way::Service)
        }),
        Some(OutsideTo::Customer { external_userid, colleague }) => Some(NewOutside {
            outsider: Some(external_userid.clone()),
            colleague: Some(colleague.clone()),
            waits_until: begins,
            ..nobody(Way::Customer)
        }),
    }
}
