//! The last line of a send: where every recipient stands, in the words of the contract. Pure.

use beckon_model::{Campaign, CampaignId};
use serde::Serialize;

use crate::time::Starts;

/// Recipients by outcome; the parts add up to `total`.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    pub campaign: CampaignId,
    pub total: u64,
    pub accepted: u64,
    pub rejected: u64,
    /// Not sent: held back, or still waiting after a pause.
    pub held: u64,
    /// A person decides. Rows left under way by a disk that failed are among them: their request may have left.
    pub unknown: u64,
    pub cancelled: u64,
    /// Recalled after WeCom had accepted them. Left out while there are none: the keys before are the contract.
    #[serde(skip_serializing_if = "is_zero")]
    pub recalled: u64,
    /// Leave by themselves when the candidate writes; left out likewise.
    #[serde(skip_serializing_if = "is_zero")]
    pub waiting: u64,
    /// With a colleague, who has to confirm them; left out likewise.
    #[serde(skip_serializing_if = "is_zero")]
    pub handed: u64,
    /// When it was to start, UTC ms. Left out where it started at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<i64>,
    #[serde(flatten)]
    pub starts: Option<Starts>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl From<&Campaign> for Summary {
    fn from(campaign: &Campaign) -> Self {
        let counts = &campaign.counts;
        Self {
            campaign: campaign.id,
            total: counts.total,
            accepted: counts.accepted,
            rejected: counts.rejected,
            held: counts.held + counts.queued,
            unknown: counts.unknown + counts.sending,
            cancelled: counts.cancelled,
            recalled: counts.recalled,
            waiting: counts.waiting,
            handed: counts.handed,
            starts_at: campaign.starts_at,
            starts: campaign.starts_at.map(Starts::here),
        }
    }
}

#[cfg(test)]
pub mod tests {
    use beckon_model::{AccountId, CampaignState, Counts, DeliveryState, TemplateId};

    use super::*;

    /// A finished campaign with these counts.
    pub fn campaign(counts: Counts) -> Campaign {
        Campaign {
            id: CampaignId(7),
            account: AccountId::practice(),
            account_name: "practice".to_owned(),
            template: TemplateId(1),
            template_name: "t".to_owned(),
            template_version: 1,
            state: CampaignState::Finished,
            stopped_by: None,
            said: None,
            test: false,
            team: None,
            approval: String::new(),
            created_at: 0,
            starts_at: None,
            ended_at: None,
            counts,
            live: None,
        }
    }

    #[test]
    fn every_row_is_in_exactly_one_part() {
        let mut counts = Counts::default();
        for (position, state) in DeliveryState::ALL.into_iter().enumerate() {
            counts.add(state, 1 << position);
        }
        let expected = (counts.held + counts.queued, counts.unknown + counts.sending);
        let summary = Summary::from(&campaign(counts));
        let Summary { total, accepted, rejected, held, unknown, cancelled, recalled, waiting, handed, .. } = summary;
        assert_eq!(
            accepted + rejected + held + unknown + cancelled + recalled + waiting + handed,
            total,
            "no recipient may get lost in the summary"
        );
        assert_eq!(held, expected.0, "queued rows have not been sent");
        assert_eq!(unknown, expected.1, "a request that was under way may have left");
    }

    #[test]
    fn the_line_has_the_keys_of_the_contract_in_their_order() {
        let line = serde_json::to_string(&Summary::from(&campaign(Counts::default()))).unwrap();
        let expected = r#"{"campaign":7,"total":0,"accepted":0,"rejected":0,"held":0,"unknown":0,"cancelled":0}"#;
        assert_eq!(line, expected, "scripts read this line");
    }
}
