//! Messages whose outcome is unknown: asked about again in bulk with the same bytes, as long as WeCom knows them by its
//! own clock; and never a second message for anybody who did not want one.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use beckon_engine::Error;
use beckon_model::{Campaign, CampaignState, UnknownAnswer};
use beckon_sandbox::{Config, Fault, When};
use common::{MovedClock, World, save_template};

const WHO: [&str; 5] = ["zhangwei", "li.na", "wangfang", "liuyang", "chenjing"];
const HOUR_MS: i64 = 3_600_000;

/// The first so many whom messages reach.
fn reachable(world: &World, count: usize) -> Vec<&str> {
    let reached = world.company.members().iter().filter(|member| member.visible && member.licensed);
    reached.map(|member| member.userid.as_str()).take(count).collect()
}

/// Five people who have the message, and nobody knows.
async fn lost() -> (World, Arc<MovedClock>, Campaign) {
    let (world, clock) = World::with_hands(Config::default()).await;
    world.spoil_sends(When::Always, Fault::ReplyLost);
    let id = world.start(world.to_userids(&reachable(&world, WHO.len())).await).await.unwrap().id;
    let campaign = world.at_rest_by(id, &clock).await;
    assert_eq!((campaign.state, campaign.counts.unknown), (CampaignState::Finished, 5), "{:?}", campaign.counts);
    world.company.set_faults(Vec::new());
    (world, clock, campaign)
}

/// So much time passes at WeCom, and so much by the laptop's clock.
fn pass(world: &World, clock: &MovedClock, (passed_ms, laptop_ms): (i64, i64)) {
    world.company.advance(Duration::from_millis(passed_ms.unsigned_abs()));
    clock.advance(laptop_ms);
}

fn nobody_twice(world: &World) {
    let mut received: HashMap<String, usize> = HashMap::new();
    for recipient in world.sends().into_iter().flat_map(|call| call.recipients) {
        if recipient.outcome == beckon_sandbox::Outcome::Delivered {
            *received.entry(recipient.userid).or_default() += 1;
        }
    }
    assert!(received.values().all(|times| *times == 1), "nobody gets it twice: {received:?}");
}

#[tokio::test]
async fn all_of_them_are_asked_about_with_the_same_bytes() {
    for (passed, laptop) in [(0, 0), (3 * HOUR_MS, 3 * HOUR_MS), (HOUR_MS, 9 * HOUR_MS), (HOUR_MS, -9 * HOUR_MS)] {
        let (world, clock, campaign) = lost().await;
        pass(&world, &clock, (passed, laptop));
        let before = world.sends();
        world.engine.campaigns().resolve(campaign.id, UnknownAnswer::AskAgain).await.unwrap();
        let done = world.at_rest_by(campaign.id, &clock).await;
        assert_eq!(done.counts.accepted, 5, "{laptop}: WeCom says that it has them: {:?}", done.counts);
        let again = world.sends().split_off(before.len());
        assert_eq!(again.len(), 5, "{laptop}: one call each");
        assert!(again.iter().all(|call| before.iter().any(|old| old.body == call.body)), "{laptop}: the same bytes");
        nobody_twice(&world);
    }
}

#[tokio::test]
async fn once_wecom_has_forgotten_them_nobody_is_asked_about_whatever_the_laptop_says() {
    for laptop in [5 * HOUR_MS, HOUR_MS, -24 * HOUR_MS] {
        let (world, clock, campaign) = lost().await;
        pass(&world, &clock, (5 * HOUR_MS, laptop));
        let asked = world.sends().len();
        let refused = world.engine.campaigns().resolve(campaign.id, UnknownAnswer::AskAgain).await;
        assert!(matches!(refused, Err(Error::NothingToAsk { people: 5 })), "{laptop}: {refused:?}");
        let one = world.log().await[0].delivery;
        let refused = world.engine.campaigns().delivery_resolve(one, UnknownAnswer::AskAgain).await;
        assert!(matches!(refused, Err(Error::NothingToAsk { people: 1 })), "{laptop}: {refused:?}");
        assert_eq!(world.sends().len(), asked, "{laptop}: it could arrive twice");
        let plan = world.engine.campaigns().unknown(campaign.id).await.unwrap();
        assert_eq!((plan.people, plan.askable, plan.until), (5, 0, None), "{laptop}: and the window says so");
        let said = world.engine.campaigns().resolve(campaign.id, UnknownAnswer::Arrived).await.unwrap();
        assert_eq!((said.counts.accepted, said.counts.unknown), (5, 0), "{laptop}: a person's word for all");
    }
}

#[tokio::test]
async fn to_send_all_again_is_a_persons_wish_and_may_make_a_second_message() {
    let (world, clock, campaign) = lost().await;
    pass(&world, &clock, (5 * HOUR_MS, 5 * HOUR_MS));
    world.engine.campaigns().resolve(campaign.id, UnknownAnswer::Resend).await.unwrap();
    let done = world.at_rest_by(campaign.id, &clock).await;
    assert_eq!(done.counts.accepted, 5, "they leave whatever WeCom still knows: {:?}", done.counts);
    let known = world.engine.campaigns().resolve(campaign.id, UnknownAnswer::Resend).await;
    assert!(matches!(known, Err(Error::NotFound(_))), "nobody is unknown any more: {known:?}");
}

#[tokio::test]
async fn a_shared_request_is_not_asked_about_once_one_of_it_was_sent_to_alone() {
    let (world, clock) = World::with_hands(Config::default()).await;
    save_template(&world.engine, "面试改到 3 号会议室").await;
    world.spoil_sends(When::Always, Fault::ResetBeforeProcessing);
    let id = world.start(world.to_userids(&reachable(&world, 3)).await).await.unwrap().id;
    assert_eq!(world.at_rest_by(id, &clock).await.counts.unknown, 3, "one request for all three, and nobody knows");
    world.company.set_faults(Vec::new());
    let alone = world.log().await[0].delivery;
    world.engine.campaigns().delivery_resolve(alone, UnknownAnswer::Resend).await.unwrap();
    assert_eq!(world.at_rest_by(id, &clock).await.counts.accepted, 1, "that one has it now");
    let refused = world.engine.campaigns().resolve(id, UnknownAnswer::AskAgain).await;
    assert!(
        matches!(refused, Err(Error::NothingToAsk { people: 2 })),
        "the shared request names that one too: {refused:?}"
    );
    nobody_twice(&world);
}

#[tokio::test]
async fn the_window_is_told_how_many_can_be_asked_about_and_until_when() {
    let (world, _, campaign) = lost().await;
    let plan = world.engine.campaigns().unknown(campaign.id).await.unwrap();
    assert_eq!((plan.people, plan.askable), (5, 5), "all of them");
    assert!(plan.until.is_some(), "and until when");
}
