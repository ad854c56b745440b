//! What the company refuses in the middle of a send.

use std::sync::Arc;
use std::time::Duration;

use beckon_model::{Clock, ManualClock, Reason, SystemClock, VaultChoice, WaitsFor};
use beckon_sandbox::{Config, Fault, Limits, Sandbox, When};

use crate::books::{ALL, all_is_well, has_stopped};
use crate::common::{World, passes, until};

/// A company whose calls take a while, so that there is a middle.
async fn slow() -> World {
    World::with(Config { latency: Duration::from_millis(20), ..Config::default() }).await
}

#[tokio::test]
async fn the_limit_of_a_minute() {
    let limits = Limits { sends_per_minute: Some(10), ..Limits::default() };
    let company = Sandbox::start(Config { limits, ..Config::default() }).await.unwrap();
    let (url, clock) = (company.base_url(), Arc::new(ManualClock::at(SystemClock.now_ms())));
    let world = World::at(company, &url, Arc::clone(&clock) as Arc<dyn Clock>).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    let refused = || world.sends().iter().filter(|call| call.errcode == Some(45009)).count();
    until(|| refused() > 0).await;
    // What was refused comes back to the queue at once; what it waits for is the limit all the same.
    clock.advance(2000);
    let waits_for_wecom = async || {
        let live = world.engine.campaigns().get(id).await.unwrap().live;
        live.and_then(|live| live.waiting).is_some_and(|waiting| waiting.what == WaitsFor::WecomLimit)
    };
    let mut looks = 0;
    while !waits_for_wecom().await {
        looks += 1;
        assert!(looks < 12_000, "it says what it waits for");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let asked = world.sends().len();
    clock.advance(50_000);
    // The first turn may have begun before.
    let turns = passes("sender.turn");
    until(|| turns() > 2).await;
    assert_eq!(world.sends().len(), asked, "until the minute is over nothing leaves");
    assert!(asked <= 10 + 8, "the first refusal stops all but what is under way: {asked}");

    world.company.set_limits(Limits::default());
    clock.advance(10_000);
    let campaign = world.at_rest(id).await;
    let rows = all_is_well(&world, &campaign, "45009").await;
    assert!(rows.iter().all(|row| row.attempts <= 2), "a refusal for everybody is no try of one row");
}

#[tokio::test]
async fn too_many_calls_at_the_same_time() {
    let limits = Limits { parallel_calls: Some(3), ..Limits::default() };
    let world = World::with(Config { limits, latency: Duration::from_millis(20), ..Config::default() }).await;
    let campaign = world.send(world.to_all().await).await;
    all_is_well(&world, &campaign, "45033").await;
    let refused = world.sends().iter().filter(|call| call.errcode == Some(45033)).count();
    assert!((1..=20).contains(&refused), "it asks for less at a time, and not for as much again: {refused}");
}

#[tokio::test]
async fn busy_twice_and_then_fine() {
    let world = World::new().await;
    // Eight at a time: the first eight are refused, and the first eight of those that come then.
    world.spoil_sends(When::Range { from: 1, to: 16 }, Fault::ErrCode(-1));
    let campaign = world.send(world.to_all().await).await;
    let rows = all_is_well(&world, &campaign, "-1").await;
    assert!(rows.iter().all(|row| row.attempts <= 3), "three tries at most");
    assert_eq!(rows.iter().map(|row| u64::from(row.attempts)).sum::<u64>(), ALL + 16, "one more for each refusal");
}

#[tokio::test]
async fn a_token_that_expires() {
    let world = slow().await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(12).await;
    world.company.expire_tokens();
    let campaign = world.at_rest(id).await;
    all_is_well(&world, &campaign, "42001").await;
    assert_eq!(world.tokens_asked(), 2, "one more token for all");
}

#[tokio::test]
async fn an_address_that_is_trusted_no_more() {
    let world = slow().await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(12).await;
    world.company.set_trusted_ips(Some(Vec::new()));
    has_stopped(&world, id, Reason::Stopped { errcode: 60020 }, "60020").await;
    let refused = world.sends().iter().filter(|call| call.errcode == Some(60020)).count();
    assert!((1..=8).contains(&refused), "only what was under way meets the refusal: {refused}");
    world.company.set_trusted_ips(None);
    all_is_well(&world, &world.resume(id).await, "60020, and trusted again").await;
}

#[tokio::test]
async fn a_secret_that_is_reset() {
    let world = slow().await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(12).await;
    let secret = world.company.reset_secret(world.company.agent_id()).unwrap();
    has_stopped(&world, id, Reason::Stopped { errcode: 40001 }, "40001").await;
    assert_eq!(world.tokens_asked(), 2, "the old secret is tried once, then never again");
    world.engine.accounts().secret(&world.account.id, secret, VaultChoice::Keyring).await.unwrap();
    all_is_well(&world, &world.resume(id).await, "40001, and the new secret").await;
}

#[tokio::test]
async fn recipients_of_whom_some_cannot_be_reached() {
    let world = World::new().await;
    let campaign = world.send(world.to_all().await).await;
    let rows = all_is_well(&world, &campaign, "some invalid").await;
    let because = |reason: Reason| rows.iter().filter(|row| row.reason.as_ref() == Some(&reason)).count();
    assert_eq!(because(Reason::NotVisible), 4, "who is outside the visible range");
    assert_eq!(because(Reason::Unlicensed), 3, "who has no licence");
}
