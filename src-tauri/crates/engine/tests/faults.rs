//! Networks and gateways at their worst: whatever comes back, or does not, nobody gets a message twice, nobody is lost,
//! and the log says what is known.

mod common;

use std::collections::HashMap;

use beckon_model::{AttemptOutcome, CampaignState, DeliveryState, NetworkFault, Reason, VaultChoice};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use common::{World, calls, kinds};

/// Sends to one visible member while messages are spoiled.
async fn send_to_one(when: When, fault: Fault) -> World {
    let world = World::new().await;
    world.spoil_sends(when, fault);
    world.send(world.to_userids(&["zhangwei"]).await).await;
    world
}

#[tokio::test]
async fn an_answer_that_got_lost_is_asked_for_again_with_the_same_bytes() {
    let faults =
        [Fault::ReplyLost, Fault::CutBody, Fault::CutJson, Fault::InvalidUtf8, Fault::EmptyBody, Fault::EndlessBody];
    for fault in faults {
        let world = send_to_one(When::Nth(1), fault.clone()).await;
        let [first, second] = &world.sends()[..] else { panic!("{fault:?}: asked twice: {:?}", world.sends()) };
        assert_eq!(first.body, second.body, "{fault:?}: WeCom recognises only the very same bytes");
        let figures = world.company.figures();
        assert_eq!((figures.delivered, figures.duplicates), (1, 1), "{fault:?}: delivered once, recognised once");
        let row = &world.log().await[0];
        assert_eq!((row.state, row.attempts), (DeliveryState::Accepted, 2), "{fault:?}: the second answer counts");
        assert_eq!(row.msgid, first.msgid, "{fault:?}: the message people have is the first one");
    }
}

#[tokio::test]
async fn a_request_that_came_to_nothing_is_made_again() {
    for fault in [Fault::ResetBeforeProcessing, Fault::HtmlPage, Fault::HttpStatus(502), Fault::ErrCode(-1)] {
        let world = send_to_one(When::Range { from: 1, to: 2 }, fault.clone()).await;
        let bodies: Vec<_> = world.sends().iter().map(|call| call.body.clone()).collect();
        assert_eq!(bodies.len(), 3, "{fault:?}: three tries");
        assert!(bodies.iter().all(|body| *body == bodies[0]), "{fault:?}: always the approved bytes");
        assert_eq!(world.company.figures().delivered, 1, "{fault:?}: delivered once");
        let row = &world.log().await[0];
        assert_eq!((row.state, row.attempts), (DeliveryState::Accepted, 3), "{fault:?}: the third time worked");
    }
}

#[tokio::test]
async fn what_never_gets_an_answer_waits_for_a_person() {
    for (fault, kind, word) in [
        (Fault::ReplyLost, "reply_lost", AttemptOutcome::ReplyLost),
        (Fault::HtmlPage, "bad_reply", AttemptOutcome::BadReply),
    ] {
        let world = send_to_one(When::Always, fault.clone()).await;
        let log = world.log().await;
        assert_eq!((log[0].state, kinds(&log)), (DeliveryState::Unknown, vec![kind]), "{fault:?}: nobody can know");
        assert_eq!(world.sends().len(), 3, "{fault:?}: three tries are enough");
        assert!(world.company.figures().delivered <= 1, "{fault:?}: never twice");
        let attempts = world.engine.log().detail(log[0].delivery, false).await.unwrap().attempts;
        let outcomes: Vec<_> = attempts.iter().filter_map(|attempt| attempt.outcome).collect();
        assert_eq!(outcomes, [word; 3], "{fault:?}: the log says what is known of every try");
        let campaign = &world.engine.campaigns().list().await.unwrap()[0];
        assert_eq!(
            (campaign.state, campaign.counts.unknown),
            (CampaignState::Finished, 1),
            "the others are not held up"
        );
    }
}

#[tokio::test]
async fn a_success_that_a_gateway_makes_up_is_nobodys_message() {
    let world = World::new().await;
    world.spoil_sends(When::Always, Fault::BareOk);
    let campaign = world.send(world.to_userids(&["zhangwei", "li.na"]).await).await;
    assert_eq!((campaign.counts.accepted, campaign.counts.unknown), (0, 2), "errcode 0 without a msgid proves nothing");
    assert_eq!(kinds(&world.log().await), ["bad_reply"; 2], "the log says why");
    assert_eq!(world.company.figures().delivered, 0, "WeCom never saw them, or this proves nothing");
}

#[tokio::test]
async fn an_answer_of_two_mebibytes_is_not_kept_whole() {
    let world = send_to_one(When::Always, Fault::Padded(2 << 20)).await;
    let row = &world.log().await[0];
    assert_eq!(row.state, DeliveryState::Unknown, "nothing of WeCom is that long");
    for attempt in world.engine.log().detail(row.delivery, false).await.unwrap().attempts {
        let reply = attempt.reply.unwrap();
        assert!(reply.len() < 1024 && reply.contains("of 2,097,152 bytes"), "its size is told: {reply:.200}");
    }
    assert_eq!(world.company.figures().delivered, 1, "it arrived once all the same");
}

#[tokio::test]
async fn busy_for_one_while_others_get_through_refuses_that_one() {
    let world = World::new().await;
    // The one is asked about first, and again while the others are.
    let busy = [1, 12, 24].map(|nth| FaultRule {
        call: "message/send".into(),
        when: When::Nth(nth),
        fault: Fault::ErrCode(-1),
    });
    world.company.set_faults(busy.to_vec());
    let campaign = world.send(world.to_all().await).await;
    assert_eq!(campaign.state, CampaignState::Finished, "nobody else waits for it: {:?}", campaign.counts);
    assert_eq!(campaign.counts.accepted, world.company.figures().delivered, "the others have it");
}

#[tokio::test]
async fn tokens_that_expire_in_the_middle_are_refreshed_once() {
    let latency = std::time::Duration::from_millis(30);
    let world = World::with(Config { latency, ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(12).await;
    world.company.expire_tokens();
    let campaign = world.at_rest(id).await;
    assert_eq!((campaign.state, campaign.counts.held), (CampaignState::Finished, 0), "nobody notices");
    assert_eq!(world.tokens_asked(), 2, "the first token, and one refresh for all requests that were refused");
    let expired = world.sends().iter().filter(|call| call.errcode == Some(42001)).count();
    assert!(expired > 0, "the token has to expire under way, or this test proves nothing");
    assert_eq!(campaign.counts.accepted, world.company.figures().delivered, "each delivered once");
    assert!(world.log().await.iter().all(|row| row.attempts == 1), "a refused token is no attempt of the row");
}

#[tokio::test]
async fn a_secret_reset_in_the_middle_pauses_and_the_new_one_sends_exactly_the_rest() {
    let latency = std::time::Duration::from_millis(30);
    let world = World::with(Config { latency, ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(12).await;
    let secret = world.company.reset_secret(world.company.agent_id()).unwrap();
    let paused = world.at_rest(id).await;
    let stopped = Some(Reason::Stopped { errcode: 40001 });
    assert_eq!((paused.state, &paused.stopped_by), (CampaignState::Paused, &stopped), "a person has to act");
    assert_eq!(world.tokens_asked(), 2, "the old secret is tried once, then never again");
    let (before, counts) = (world.company.figures(), paused.counts);
    assert_eq!(counts.accepted, before.delivered, "who had it has it");
    assert_eq!(counts.accepted + counts.rejected + counts.held, 40, "the rest is held: {counts:?}");
    assert!(counts.held > 0, "the secret has to change before the end, or this test proves nothing");

    world.engine.accounts().secret(&world.account.id, secret, VaultChoice::Keyring).await.unwrap();
    let done = world.resume(id).await;
    assert_eq!((done.state, &done.stopped_by), (CampaignState::Finished, &None), "the new secret works");
    let mut answered: HashMap<String, usize> = HashMap::new();
    for recipient in world.sends().into_iter().flat_map(|call| call.recipients) {
        *answered.entry(recipient.userid).or_default() += 1;
    }
    assert_eq!(answered.len(), 40, "nobody is left out");
    assert!(answered.values().all(|times| *times == 1), "nobody is asked about twice: {answered:?}");
}

#[tokio::test]
async fn a_company_that_cannot_be_reached_holds_all_and_loses_nobody() {
    let config = Config::default();
    let mut world = World::with(config.clone()).await;
    let port = world.company.base_url().rsplit(':').next().unwrap().parse().unwrap();
    let elsewhere = Sandbox::start(Config::default()).await.unwrap();
    std::mem::replace(&mut world.company, elsewhere).stop().await;

    let campaign = world.send(world.to_all().await).await;
    let network = Some(Reason::Network { fault: NetworkFault::Connect });
    assert_eq!((campaign.state, &campaign.stopped_by), (CampaignState::Paused, &network), "told as what it is");
    assert_eq!((campaign.counts.held, campaign.counts.total), (40, 40), "all held, nobody lost");
    assert_eq!(kinds(&world.log().await), ["network"; 40], "the log says why");

    world.company = Sandbox::start(Config { port, ..config }).await.unwrap();
    let done = world.resume(campaign.id).await;
    assert_eq!(done.state, CampaignState::Finished, "back on the network, the rest is sent");
    assert_eq!(calls(&world.company, "/message/send").len(), 40, "everybody once");
}
