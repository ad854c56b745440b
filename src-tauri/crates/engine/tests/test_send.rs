//! A test to oneself: the very message of a person, by the way of every message, and counted nowhere as theirs.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_engine::Error;
use beckon_model::{Campaign, CampaignState, LogQuery, Reason, SendRequest, StartRequest, TestRequest};
use beckon_sandbox::{Fault, When};
use common::{World, save_template};
use serde_json::Value;

async fn test(world: &World, send: &SendRequest, index: u64, userid: &str) -> Campaign {
    let test = TestRequest { send: send.clone(), index, userid: userid.to_owned() };
    let campaign = world.engine.send().test(test).await.unwrap();
    world.at_rest(campaign.id).await
}

/// The bodies that the company received.
fn bodies(world: &World) -> Vec<Value> {
    world.sends().iter().map(|call| serde_json::from_slice(&call.body).unwrap()).collect()
}

#[tokio::test]
async fn it_is_the_message_of_that_person_and_leaves_the_approval_as_it_was() {
    let world = World::new().await;
    let send = world.to_userids(&["zhangwei", "wangfang"]).await;
    let plan = world.engine.send().check(send.clone()).await.unwrap();
    let shown: Value =
        serde_json::from_str(&world.engine.send().preview(send.clone(), 1).await.unwrap().request.unwrap()).unwrap();
    let tested = test(&world, &send, 1, "liuyang").await;
    assert_eq!((tested.test, tested.counts.accepted), (true, 1), "{tested:?}");
    let sent = bodies(&world).remove(0);
    assert_eq!((&sent["touser"], &sent["text"]), (&Value::from("liuyang"), &shown["text"]), "as shown, to oneself");

    let approval = plan.approval;
    let started = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await.unwrap();
    let sent = world.at_rest(started.id).await;
    assert_eq!((sent.test, sent.counts.accepted), (false, 2), "what was approved stays approved: {sent:?}");
    assert_eq!(bodies(&world).pop().unwrap(), shown, "byte for byte what was shown before the test");
}

#[tokio::test]
async fn a_test_repeated_and_the_real_message_after_it_all_arrive() {
    let world = World::new().await;
    let send = world.to_userids(&["liuyang"]).await;
    test(&world, &send, 0, "liuyang").await;
    test(&world, &send, 0, "liuyang").await;
    world.send(send).await;
    let intervals: Vec<u64> =
        bodies(&world).iter().map(|body| body["duplicate_check_interval"].as_u64().unwrap()).collect();
    assert_eq!(intervals, [14_100, 14_099, 14_400], "WeCom would swallow the same bytes without a word");
    assert_eq!(world.company.figures().delivered, 3, "the company took none of them for a repeat");
}

#[tokio::test]
async fn it_is_nobodys_message_in_the_log_nor_on_a_persons_page() {
    let world = World::new().await;
    let send = world.to_userids(&["zhangwei"]).await;
    test(&world, &send, 0, "liuyang").await;
    let [row] = &world.log().await[..] else { panic!("one row") };
    assert!(row.test, "marked as a test");
    assert_eq!((&*row.name, row.candidate), ("liuyang", None), "it went to the member, not to that person");
    let count = async |test| world.engine.log().list(LogQuery { test, ..LogQuery::default() }).await.unwrap().total;
    assert_eq!([count(Some(false)).await, count(Some(true)).await, count(None).await], [0, 1, 1], "told apart");
    let person = world.engine.candidates().list(Default::default()).await.unwrap().rows.remove(0).id;
    let of_person = LogQuery { candidate: Some(person), ..LogQuery::default() };
    assert_eq!(world.engine.log().list(of_person).await.unwrap().total, 0, "nothing was sent to that person");
    let account = world.account.id.clone();
    assert_eq!(world.engine.send().tester(account).await.unwrap().as_deref(), Some("liuyang"), "the id is remembered");
}

#[tokio::test]
async fn who_cannot_be_sent_to_can_be_tested_and_a_broken_message_cannot() {
    let world = World::new().await;
    save_template(&world.engine, "{{ name }} {{ room }}").await;
    let send = world.to_userids(&["zhangwei"]).await;
    let index = TestRequest { send: send.clone(), index: 0, userid: "liuyang".to_owned() };
    let refused = world.engine.send().test(index.clone()).await;
    let missing = Reason::MissingField { field: "room".to_owned(), suggestion: None };
    assert!(matches!(&refused, Err(Error::NotSendable(reason)) if *reason == missing), "{refused:?}");
    let beyond = world.engine.send().test(TestRequest { index: 1, ..index.clone() }).await;
    assert!(matches!(beyond, Err(Error::NotFound(_))), "there is no second person: {beyond:?}");
    let bad = world.engine.send().test(TestRequest { userid: "a|b".to_owned(), ..index }).await;
    assert!(matches!(bad, Err(Error::Invalid(_))), "two people are no id: {bad:?}");
    assert_eq!(world.log().await.len(), 0, "nothing was written down");

    save_template(&world.engine, "{{ name }}").await;
    world.engine.candidates().route(send.to.clone(), beckon_model::Route::External).await.unwrap();
    assert_eq!(world.engine.send().check(send.clone()).await.unwrap().ready, 0, "an external contact is held");
    assert_eq!(test(&world, &send, 0, "liuyang").await.counts.accepted, 1, "the message can be looked at all the same");
}

#[tokio::test]
async fn a_refusal_is_told_like_every_other() {
    let world = World::new().await;
    let send = world.to_userids(&["zhangwei"]).await;
    let tested = test(&world, &send, 0, "nobody-here").await;
    assert_eq!((tested.counts.rejected, tested.state), (1, CampaignState::Finished), "{tested:?}");
    assert_eq!(world.log().await[0].reason, Some(Reason::NotVisible), "with the reason");
    world.spoil_sends(When::Always, Fault::ErrCode(60020));
    let stopped = test(&world, &send, 0, "liuyang").await;
    assert_eq!(stopped.stopped_by, Some(Reason::Stopped { errcode: 60020 }), "{stopped:?}");
}

#[tokio::test]
async fn a_check_tells_who_got_the_very_same_words_a_short_while_ago() {
    let world = World::new().await;
    save_template(&world.engine, "{{ name }}: 3F").await;
    let to_two = world.to_userids(&["zhangwei", "wangfang"]).await;
    test(&world, &to_two, 0, "zhangwei").await;
    assert_eq!(world.engine.send().check(to_two.clone()).await.unwrap().repeated, 0, "a test is nobody's message");
    world.send(world.to_userids(&["wangfang"]).await).await;
    let plan = world.engine.send().check(to_two.clone()).await.unwrap();
    let [again] = &plan.repeats[..] else { panic!("one of the two: {plan:?}") };
    let shown = world.engine.send().preview(to_two.clone(), again.index).await.unwrap();
    assert_eq!((shown.userid.as_deref(), plan.repeated), (Some("wangfang"), 1), "who, and where to look");
    assert_eq!(plan.ready, 2, "it is no reason to hold anybody");
    save_template(&world.engine, "{{ name }}: 4F").await;
    assert_eq!(world.engine.send().check(to_two).await.unwrap().repeated, 0, "other words are another message");
}
