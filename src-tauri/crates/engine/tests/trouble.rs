//! Failures that would meet every row alike: nobody is refused, everybody waits, WeCom is asked a handful of times, and
//! once it is well again everybody has the message exactly once.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::Parsed;
use beckon_model::{
    Campaign, CampaignId, CampaignState, Clock, GIVE_UP_MS, IN_A_ROW, NetworkFault, Reason, Selection, WaitsFor,
};
use beckon_sandbox::{Config, Fault, FaultRule, Range, When, roster};
use common::{MovedClock, World, calls, person};

const PEOPLE: usize = 500;

/// What is wrong with the account, and what it looks like.
struct Storm {
    call: &'static str,
    fault: Fault,
    waits_for: WaitsFor,
    stopped_by: Reason,
    /// Calls until it is noticed, what is under way included.
    burst: usize,
}

fn storms() -> Vec<Storm> {
    let stopped = |errcode| Reason::Stopped { errcode };
    let not_wecom = || Reason::Network { fault: NetworkFault::NotWecom };
    let storm = |call, fault, waits_for, stopped_by, burst| Storm { call, fault, waits_for, stopped_by, burst };
    // A send finds out what time it is first, so the token is asked for again.
    let (token, message) = (3, IN_A_ROW as usize + 16);
    vec![
        storm("gettoken", Fault::ErrCode(45009), WaitsFor::Token, stopped(45009), token),
        storm("gettoken", Fault::ErrCode(-1), WaitsFor::Token, stopped(-1), token),
        storm("gettoken", Fault::HtmlPage, WaitsFor::Token, not_wecom(), token),
        storm("*", Fault::HtmlPage, WaitsFor::Token, not_wecom(), token),
        storm("message/send", Fault::ErrCode(-1), WaitsFor::Busy, stopped(-1), message),
        storm("message/send", Fault::HtmlPage, WaitsFor::NotWecom, not_wecom(), message),
        storm("message/send", Fault::HttpStatus(502), WaitsFor::NotWecom, not_wecom(), message),
        storm("message/send", Fault::ErrCode(45009), WaitsFor::WecomLimit, stopped(45009), message),
    ]
}

/// Five hundred people whom a message reaches, sixteen requests at a time.
async fn world() -> (World, Arc<MovedClock>) {
    let mut people = roster(PEOPLE, 1);
    people.iter_mut().for_each(|member| (member.visible, member.licensed) = (true, true));
    let mut config = Config { roster: Some(people), ..Config::default() };
    config.apps[0].range = Range::Everyone;
    let (world, clock) = World::with_hands(config).await;
    let limits = beckon_model::Limits { parallel: 16, ..beckon_model::Limits::default() };
    world.engine.accounts().limits_set(&world.account.id, limits).await.unwrap();
    (world, clock)
}

/// Starts a send to all with the account in trouble, and waits until it says so.
async fn begin(storm: &Storm, world: &World) -> CampaignId {
    let send = world.to_all().await;
    let rule = FaultRule { call: storm.call.into(), when: When::Always, fault: storm.fault.clone() };
    world.company.set_faults(vec![rule]);
    let id = world.start(send).await.unwrap().id;
    world.until_waiting(id, storm.waits_for).await;
    id
}

fn asked(world: &World, storm: &Storm) -> usize {
    let path = if storm.call == "message/send" { "/message/send" } else { "/gettoken" };
    calls(&world.company, path).len()
}

fn all_wait(campaign: &Campaign, why: &str) {
    let counts = campaign.counts;
    assert_eq!((counts.rejected, counts.unknown, counts.held), (0, 0, 0), "{why}: WeCom refused nobody: {counts:?}");
    assert_eq!(counts.open(), PEOPLE as u64, "{why}: all wait: {counts:?}");
}

async fn all_have_it(world: &World, id: CampaignId, clock: &MovedClock, why: &str) {
    let done = world.at_rest_by(id, clock).await;
    assert_eq!(
        (done.state, done.counts.accepted),
        (CampaignState::Finished, PEOPLE as u64),
        "{why}: {:?}",
        done.counts
    );
    let mut received = std::collections::HashMap::<String, usize>::new();
    for recipient in world.sends().into_iter().flat_map(|call| call.recipients) {
        *received.entry(recipient.userid).or_default() += 1;
    }
    assert_eq!(received.len(), PEOPLE, "{why}: everybody has it");
    assert!(received.values().all(|times| *times == 1), "{why}: exactly once: {received:?}");
}

#[tokio::test]
async fn nobody_is_refused_and_when_it_is_over_the_send_goes_on_by_itself() {
    for storm in storms() {
        let why = format!("{} {:?}", storm.call, storm.fault);
        let (world, clock) = world().await;
        let before = asked(&world, &storm);
        let id = begin(&storm, &world).await;
        all_wait(&world.engine.campaigns().get(id).await.unwrap(), &why);
        let burst = asked(&world, &storm) - before;
        assert!(burst <= storm.burst, "{why}: {burst} calls until it is noticed");
        // Some pauses more, and one call after each of them. A limit that does not lift after an hour outlasts two hours.
        let rounds = if storm.waits_for == WaitsFor::WecomLimit { 1 } else { 3 };
        for round in 1..=rounds {
            let until = world.until_waiting(id, storm.waits_for).await;
            let calls = asked(&world, &storm);
            clock.advance(until - clock.now_ms());
            common::until(|| asked(&world, &storm) > calls).await;
            let next = world.until_waiting(id, storm.waits_for).await;
            assert!(next > until, "{why}: round {round}: it waits again");
            let probes = asked(&world, &storm) - calls;
            assert!(probes <= 2, "{why}: round {round}: one call asks for all: {probes}");
        }
        all_wait(&world.engine.campaigns().get(id).await.unwrap(), &why);

        world.company.set_faults(Vec::new());
        let until = world.until_waiting(id, storm.waits_for).await;
        clock.advance(until - clock.now_ms());
        all_have_it(&world, id, &clock, &why).await;
    }
}

#[tokio::test]
async fn after_two_hours_it_rests_with_its_reason_and_a_person_goes_on() {
    for storm in storms() {
        let why = format!("{} {:?}", storm.call, storm.fault);
        let (world, clock) = world().await;
        let id = begin(&storm, &world).await;
        clock.advance(GIVE_UP_MS);
        let rested = world.at_rest(id).await;
        let stopped_by = Some(storm.stopped_by.clone());
        assert_eq!(
            (rested.state, &rested.stopped_by),
            (CampaignState::Paused, &stopped_by),
            "{why}: a person has to look"
        );
        all_wait(&rested, &why);

        world.company.set_faults(Vec::new());
        world.company.set_limits(beckon_sandbox::Limits::default());
        world.engine.campaigns().resume(id).await.unwrap();
        if storm.waits_for == WaitsFor::WecomLimit {
            clock.advance(24 * 3_600_000);
        }
        all_have_it(&world, id, &clock, &why).await;
    }
}

#[tokio::test]
async fn a_person_can_stop_it_while_it_waits() {
    let (world, _) = world().await;
    let id = begin(&storms()[1], &world).await;
    world.engine.campaigns().pause(id).await.unwrap();
    let paused = world.at_rest(id).await;
    assert_eq!(paused.state, CampaignState::Paused, "it need not wait for two hours");
    all_wait(&paused, "paused");
}

#[tokio::test]
async fn one_person_alone_is_not_refused_because_wecom_is_busy() {
    let (world, clock) = World::with_hands(Config::default()).await;
    world.engine.candidates().put(Parsed::of_people(vec![person("Zhang Wei", "zhangwei")]), false).await.unwrap();
    world.spoil_sends(When::Always, Fault::ErrCode(-1));
    let send = beckon_model::SendRequest {
        to: Selection::Userids { userids: vec!["zhangwei".to_owned()] },
        ..world.to_all().await
    };
    let id = world.start(send).await.unwrap().id;
    world.until_waiting(id, WaitsFor::Busy).await;
    let counts = world.engine.campaigns().get(id).await.unwrap().counts;
    assert_eq!(
        (counts.rejected, counts.open()),
        (0, 1),
        "nobody else got through, so there is no evidence: {counts:?}"
    );
    world.company.set_faults(Vec::new());
    clock.advance(300_000);
    assert_eq!(world.at_rest_by(id, &clock).await.counts.accepted, 1, "and then it arrives");
}
