//! Requests that several rows share, made again for some of them.
//!
//! Never in here: who is left out, and why.

use beckon_model::{CampaignId, DeliveryId, Reason, Step};
use beckon_store::Writer;
use sha2::{Digest, Sha256};

use crate::hash::hex;

/// Lets those who are left of a request with this body leave with one that is made again for them: alone, if it is one.
pub(super) fn share_anew(
    rows: &Writer<'_>,
    campaign: CampaignId,
    body: &[u8],
    left: &[(DeliveryId, &str)],
) -> beckon_store::Result<()> {
    let ids: Vec<DeliveryId> = left.iter().map(|(id, _)| *id).collect();
    let userids: Vec<&str> = left.iter().map(|(_, userid)| *userid).collect();
    let body = if left.len() > 1 { wecom::narrowed(body, &userids) } else { None };
    let shared = match body {
        Some(body) => Some(rows.insert_shared(campaign, &body, &hex(&Sha256::digest(&body)))?),
        None => None,
    };
    rows.share_anew(&ids, shared)
}

/// Holds a row that the others leave without. When it goes on it goes alone: the request that it shared names the others.
pub(super) fn hold_alone(rows: &Writer<'_>, id: DeliveryId, reason: Reason, now: i64) -> beckon_store::Result<()> {
    rows.share_anew(&[id], None)?;
    rows.step(id, &Step::Hold { reason }, now)
}
