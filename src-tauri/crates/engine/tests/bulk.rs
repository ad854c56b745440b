//! Sending to many: shared calls, limits that concern one person or all, and how a running send is told.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::time::Duration;

use beckon_engine::Parsed;
use beckon_model::{
    AttemptOutcome, Campaign, CampaignId, CampaignState, DeliveryState, Limits, Reason, RecallRequest, SendRequest,
    Waiting, WaitsFor,
};
use beckon_sandbox::{Config, Fault, Sandbox, When};
use common::{World, kinds, person, save_template};

/// A world whose template says the same to everybody.
async fn alike(config: Config) -> (World, SendRequest) {
    let world = World::with(config).await;
    save_template(&world.engine, "面试改到 3 号会议室。").await;
    let send = world.to_all().await;
    (world, send)
}

#[tokio::test]
async fn people_whose_message_is_the_same_share_a_call_and_each_gets_an_answer_of_their_own() {
    let (world, send) = alike(Config::default()).await;
    let plan = world.engine.send().check(send.clone()).await.unwrap();
    assert_eq!((plan.ready, plan.calls), (40, 1), "the check says so");
    let preview = world.engine.send().preview(send.clone(), 3).await.unwrap();
    assert_eq!(preview.shared_by, 40, "the preview says so");
    let campaign = world.send(send).await;
    let [call] = &world.sends()[..] else { panic!("one call: {}", world.sends().len()) };
    assert_eq!(preview.request.as_deref().map(str::as_bytes), Some(&call.body[..]), "the request as it was shown");
    let figures = world.company.figures();
    let counts = campaign.counts;
    assert_eq!(
        (counts.accepted, counts.rejected, campaign.state),
        (figures.delivered, figures.invalid + figures.unlicensed, CampaignState::Finished),
        "each recipient counts by themselves"
    );
    assert!(counts.rejected > 0, "some of the company cannot be reached, or this test proves less");
    for row in world.log().await {
        let detail = world.engine.log().detail(row.delivery, false).await.unwrap();
        assert_eq!(
            detail.request.as_deref().map(str::as_bytes),
            Some(&call.body[..]),
            "{}: what really left",
            row.name
        );
        assert!(detail.attempts[0].reply.as_deref().is_some_and(|reply| reply.contains("msgid")), "{}", row.name);
    }
}

#[tokio::test]
async fn a_call_takes_a_thousand_people_and_no_more_than_a_day_allows() {
    let (world, send) = alike(Config { members: 1001, ..Config::default() }).await;
    assert_eq!(world.engine.send().check(send.clone()).await.unwrap().calls, 2, "1000, and one alone");
    world
        .engine
        .accounts()
        .limits_set(&world.account.id, Limits { per_day: Some(300), ..Limits::default() })
        .await
        .unwrap();
    let plan = world.engine.send().check(send).await.unwrap();
    assert_eq!((plan.calls, plan.day_left, plan.past_day), (4, Some(300), 701), "300 at most, or it could never leave");
}

#[tokio::test]
async fn a_shared_call_whose_answer_is_lost_is_asked_for_again_as_a_whole() {
    let (world, send) = alike(Config::default()).await;
    world.spoil_sends(When::Nth(1), Fault::ReplyLost);
    let campaign = world.send(send).await;
    let sends = world.sends();
    assert_eq!((sends.len(), &sends[0].body), (2, &sends[1].body), "the very same bytes");
    assert_eq!(campaign.counts.accepted, world.company.figures().delivered, "each once");
    assert!(world.company.figures().duplicates > 0, "WeCom recognised them");
}

#[tokio::test]
async fn who_is_sent_to_again_after_a_shared_call_is_sent_to_alone() {
    let (world, send) = alike(Config::default()).await;
    let campaign = world.send(send).await;
    let (before, refused) = (world.sends().len(), campaign.counts.rejected);
    world.engine.campaigns().retry(campaign.id).await.unwrap();
    world.at_rest(campaign.id).await;
    let again = &world.sends()[before..];
    assert_eq!(again.len() as u64, refused, "one call each: the others of the call have it already");
    assert!(again.iter().all(|call| call.recipients.len() == 1), "and to nobody else");
    assert_eq!(world.company.figures().delivered, campaign.counts.accepted, "nobody got it twice");
}

#[tokio::test]
async fn a_recall_takes_back_from_all_who_share_the_call() {
    let (world, send) = alike(Config::default()).await;
    let campaign = world.send(send).await;
    let row = world.log().await.into_iter().find(|row| row.state == DeliveryState::Accepted).unwrap();
    let recall = RecallRequest { campaign: campaign.id, delivery: Some(row.delivery) };
    let plan = world.engine.campaigns().recall_check(recall).await.unwrap();
    assert_eq!((plan.people, plan.calls), (campaign.counts.accepted, 1), "it says whom it concerns");
    let recalled = world.engine.campaigns().recall_start(recall).await.unwrap();
    assert_eq!((recalled.recalled, recalled.failed), (campaign.counts.accepted, 0), "all of them");
    let counts = world.engine.campaigns().get(campaign.id).await.unwrap().counts;
    assert_eq!((counts.recalled, counts.accepted), (campaign.counts.accepted, 0), "the log says so");
}

#[tokio::test]
async fn a_recall_that_wecom_refuses_leaves_the_row_as_it_is_and_says_why() {
    let world = World::new().await;
    let campaign = world.send(world.to_userids(&["zhangwei"]).await).await;
    world.company.advance(Duration::from_secs(25 * 3600));
    let recall = RecallRequest { campaign: campaign.id, delivery: None };
    let recalled = world.engine.campaigns().recall_start(recall).await.unwrap();
    assert_eq!((recalled.failed, recalled.errcode), (1, Some(42052)), "more than a day ago by WeCom's clock");
    let row = &world.log().await[0];
    assert_eq!((row.state, row.attempts), (DeliveryState::Accepted, 1), "it is still there, and was sent once");
    let detail = world.engine.log().detail(row.delivery, false).await.unwrap();
    assert_eq!(detail.attempts[1].outcome, Some(AttemptOutcome::RecallFailed), "the log tells of the try");
}

/// The campaign as soon as it says that it waits, and for what.
async fn waits(world: &World, id: CampaignId) -> (Campaign, Waiting) {
    for _ in 0..12_000 {
        let campaign = world.engine.campaigns().get(id).await.unwrap();
        if let Some(waiting) = campaign.live.as_ref().and_then(|live| live.waiting) {
            return (campaign, waiting);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it never says what it waits for");
}

#[tokio::test]
async fn somebody_who_has_had_enough_waits_alone() {
    let world = World::new().await;
    let limits = Limits { per_member_minute: 2, ..Limits::default() };
    world.engine.accounts().limits_set(&world.account.id, limits).await.unwrap();
    for text in ["one", "two"] {
        save_template(&world.engine, text).await;
        world.send(world.to_userids(&["zhangwei"]).await).await;
    }
    save_template(&world.engine, "three").await;
    let plan = world.engine.send().check(world.to_userids(&["zhangwei", "li.na", "wangfang"]).await).await.unwrap();
    assert_eq!(plan.calls, 2, "who has to wait shares no call: the others would wait too");
    let id = world.start(world.to_userids(&["zhangwei", "li.na", "wangfang"]).await).await.unwrap().id;
    world.until_arrived(3).await;
    let (running, waiting) = waits(&world, id).await;
    assert_eq!((running.counts.queued, world.sends().len()), (1, 3), "the others have theirs: {:?}", running.counts);
    assert_eq!(waiting.what, WaitsFor::Member, "and why");
    let last = world.sends().iter().map(|call| call.time_ms).max().unwrap();
    assert!((0..=61_000).contains(&(waiting.until - last)), "until the minute is over: {waiting:?}, sent at {last}");
    world.engine.campaigns().pause(id).await.unwrap();
    let paused = world.at_rest(id).await;
    assert_eq!((paused.state, paused.counts.queued), (CampaignState::Paused, 1), "a wait can be paused");
}

#[tokio::test]
async fn a_pause_acts_at_once_and_what_was_taken_goes_back() {
    let world = World::new().await;
    world.spoil_sends(When::Always, Fault::Delay(2000));
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(8).await;
    world.engine.campaigns().pause(id).await.unwrap();
    let paused = world.at_rest(id).await;
    assert_eq!((paused.state, paused.counts.sending), (CampaignState::Paused, 0), "at rest");
    let sent = world.sends().len() as u64;
    assert!(sent < 40, "it acts in the middle, or this proves nothing");
    world.company.set_faults(Vec::new());
    assert_eq!(sent + paused.counts.queued, 40, "each has either been asked about or waits: {:?}", paused.counts);
    let done = world.resume(id).await;
    assert_eq!((done.state, world.sends().len()), (CampaignState::Finished, 40), "everybody once");
}

#[tokio::test]
async fn what_may_have_arrived_is_neither_held_nor_called_off() {
    let world = World::new().await;
    world.spoil_sends(When::Always, Fault::ReplyLost);
    let id = world.start(world.to_userids(&["zhangwei"]).await).await.unwrap().id;
    world.until_arrived(1).await;
    world.engine.campaigns().cancel(id).await.unwrap();
    let cancelled = world.at_rest(id).await;
    assert_eq!((cancelled.state, cancelled.counts.unknown), (CampaignState::Cancelled, 1), "{:?}", cancelled.counts);
    assert_eq!(world.company.figures().delivered, 1, "it did arrive: nobody may say that it was called off");
}

#[tokio::test]
async fn a_request_without_an_answer_does_not_hold_up_a_pause() {
    let world = World::new().await;
    // Longer than the client waits for an answer, let alone a person for a pause.
    world.spoil_sends(When::Always, Fault::Delay(3_600_000));
    let id = world.start(world.to_userids(&["zhangwei"]).await).await.unwrap().id;
    world.until_arrived(1).await;
    world.engine.campaigns().pause(id).await.unwrap();
    let paused = world.at_rest(id).await;
    assert_eq!(
        (paused.state, paused.counts.queued),
        (CampaignState::Paused, 1),
        "asked about again, with the same bytes"
    );
    let row = &world.log().await[0];
    let outcomes = world.engine.log().detail(row.delivery, false).await.unwrap().attempts;
    assert_eq!(outcomes[0].outcome, Some(AttemptOutcome::Interrupted), "the log says what is known");
}

#[tokio::test]
async fn a_send_says_how_fast_it_goes() {
    let world = World::with(Config { latency: Duration::from_millis(200), ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(20).await;
    let live = world.engine.campaigns().get(id).await.unwrap().live.expect("it runs here");
    assert!(live.per_minute > 0 && live.left_ms.is_some_and(|left| left > 0), "{live:?}");
    assert_eq!(world.at_rest(id).await.live, None, "at rest there is nothing to tell");
}

#[tokio::test]
async fn the_limit_of_a_day_is_kept_across_sends() {
    let world = World::new().await;
    world
        .engine
        .accounts()
        .limits_set(&world.account.id, Limits { per_day: Some(3), ..Limits::default() })
        .await
        .unwrap();
    world.send(world.to_userids(&["zhangwei", "li.na"]).await).await;
    let send = world.to_userids(&["wangfang", "liuyang"]).await;
    let plan = world.engine.send().check(send.clone()).await.unwrap();
    assert_eq!((plan.day_left, plan.past_day), (Some(1), 1), "told before the send");
    let id = world.start(send).await.unwrap().id;
    world.until_arrived(3).await;
    let (_, waiting) = waits(&world, id).await;
    assert_eq!(waiting.what, WaitsFor::Day, "the last one waits for tomorrow");
    world.engine.campaigns().pause(id).await.unwrap();
    assert_eq!((world.at_rest(id).await.counts.queued, world.sends().len()), (1, 3), "and has not left");
}

#[tokio::test]
async fn limits_that_cannot_be_are_refused() {
    let world = World::new().await;
    let refused =
        world.engine.accounts().limits_set(&world.account.id, Limits { parallel: 0, ..Limits::default() }).await;
    assert!(refused.is_err(), "nothing would ever leave");
    assert_eq!(world.engine.accounts().limits(&world.account.id).await.unwrap(), Limits::default(), "nothing was kept");
}

#[tokio::test]
async fn the_account_of_a_company_that_is_gone_holds_shared_calls_too() {
    let (mut world, send) = alike(Config::default()).await;
    let elsewhere = Sandbox::start(Config::default()).await.unwrap();
    std::mem::replace(&mut world.company, elsewhere).stop().await;
    world.engine.candidates().put(Parsed::of_people(vec![person("No Id", "")]), false).await.unwrap();
    let campaign = world.send(SendRequest { to: beckon_model::Selection::All, ..send }).await;
    let held = kinds(&world.log().await);
    assert_eq!(held.iter().filter(|kind| **kind == "network").count(), 40, "{held:?}");
    assert!(matches!(campaign.stopped_by, Some(Reason::Network { .. })), "{:?}", campaign.stopped_by);
}
