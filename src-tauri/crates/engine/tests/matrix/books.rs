//! Whether the log agrees with the company's journal.

use beckon_model::{AttemptOutcome, Campaign, CampaignId, CampaignState, DeliveryState, LogRow, Reason};
use beckon_sandbox::{Call, Outcome};

use crate::common::World;

/// People of the company, and those of them whom a message can reach.
pub const ALL: u64 = 40;
pub const REACHABLE: u64 = 33;

/// Asserts that the log and the journal agree, and answers with the rows. `why` names the fault.
pub async fn agree(world: &World, why: &str) -> Vec<LogRow> {
    let (rows, journal) = (world.log().await, world.sends());
    assert_eq!(rows.len() as u64, ALL, "{why}: everybody has a row");
    for row in &rows {
        let userid = row.userid.as_deref().unwrap();
        let named = journal.iter().filter_map(|call| Some((call, outcome(call, userid)?)));
        let named: Vec<(&Call, Outcome)> = named.collect();
        let reached: Vec<_> = named.iter().filter(|(_, outcome)| *outcome == Outcome::Delivered).collect();
        assert!(reached.len() <= 1, "{why}: {userid} has it {} times", reached.len());
        assert!(named.len() <= row.attempts as usize, "{why}: {userid} was asked about more often than the log says");
        match row.state {
            DeliveryState::Accepted => {
                let Some((call, _)) = reached.first() else { panic!("{why}: the log says {userid} has it") };
                assert_eq!(row.msgid, call.msgid, "{why}: {userid}: the message people have");
                assert_eq!(row.body_sha256.as_ref(), Some(&call.sha256), "{why}: {userid}: the bytes that left");
            }
            DeliveryState::Unknown => {}
            // It waits to be asked about again, with the same bytes: its last answer was lost.
            DeliveryState::Queued if !reached.is_empty() => {
                let story = world.engine.log().detail(row.delivery, false).await.unwrap();
                let last = story.attempts.last().unwrap();
                let lost = matches!(last.outcome, Some(AttemptOutcome::ReplyLost | AttemptOutcome::BadReply));
                assert!(lost, "{why}: {userid} has it, and the log says {last:?}");
            }
            state => assert!(reached.is_empty(), "{why}: {userid} has it, and the log says {state}"),
        }
    }
    rows
}

/// Asserts that everybody who can be reached has it, the others have been refused, and the books agree.
pub async fn all_is_well(world: &World, campaign: &Campaign, why: &str) -> Vec<LogRow> {
    let counts = campaign.counts;
    assert_eq!((campaign.state, &campaign.stopped_by), (CampaignState::Finished, &None), "{why}: {counts:?}");
    assert_eq!((counts.accepted, counts.rejected), (REACHABLE, ALL - REACHABLE), "{why}: {counts:?}");
    assert_eq!(world.company.figures().delivered, REACHABLE, "{why}: the company says the same");
    agree(world, why).await
}

/// Asserts that the send has stopped for this reason with people left, and the books agree.
pub async fn has_stopped(world: &World, id: CampaignId, reason: Reason, why: &str) -> Campaign {
    let campaign = world.at_rest(id).await;
    assert_eq!((campaign.state, &campaign.stopped_by), (CampaignState::Paused, &Some(reason)), "{why}");
    assert!(campaign.counts.held > 0, "{why}: it has to stop before the end, or this proves nothing");
    agree(world, why).await;
    campaign
}

fn outcome(call: &Call, userid: &str) -> Option<Outcome> {
    call.recipients.iter().find(|recipient| recipient.userid == userid).map(|recipient| recipient.outcome)
}
