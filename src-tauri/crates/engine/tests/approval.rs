//! What a person has not seen does not leave: between the check and the start nothing may have changed.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_engine::{Error, Parsed};
use beckon_model::{CampaignState, CandidateDraft, SendRequest, StartRequest};
use common::{TEXT, World, person, save_template};

/// Starts what was checked before; it has to be refused, and nothing may be stored or sent.
async fn is_refused(world: &World, send: SendRequest, approval: String, why: &str) {
    let started = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await;
    assert!(matches!(started, Err(Error::ApprovalChanged(_))), "{why}: {started:?}");
    assert!(world.engine.campaigns().list().await.unwrap().is_empty(), "{why}: nothing is stored");
    assert!(world.log().await.is_empty(), "{why}: not a single row");
    assert!(world.sends().is_empty(), "{why}: nothing leaves");
}

async fn checked(world: &World) -> (SendRequest, String) {
    let send = world.to_all().await;
    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    (send, approval)
}

#[tokio::test]
async fn a_template_that_changed() {
    let world = World::new().await;
    let (send, approval) = checked(&world).await;
    save_template(&world.engine, "{{ name }}: another text").await;
    is_refused(&world, send, approval, "another text").await;
}

#[tokio::test]
async fn a_person_who_changed_came_or_went() {
    let changes: [(&str, CandidateDraft); 2] =
        [("another name", person("Another Name", "zhangwei")), ("one more person", person("New", "new"))];
    for (why, change) in changes {
        let world = World::new().await;
        let (send, approval) = checked(&world).await;
        world.engine.candidates().put(Parsed::of_people(vec![change]), false).await.unwrap();
        is_refused(&world, send, approval, why).await;
    }
    let world = World::new().await;
    let (send, approval) = checked(&world).await;
    let first = world.engine.candidates().list(Default::default()).await.unwrap().rows[0].id;
    world.engine.candidates().remove_ids(vec![first]).await.unwrap();
    is_refused(&world, send, approval, "one person less").await;
}

#[tokio::test]
async fn looking_at_a_preview_meanwhile_does_not_make_it_forget_what_was_checked() {
    let world = World::new().await;
    let (send, approval) = checked(&world).await;
    for name in ["One", "Two", "Three"] {
        world.engine.candidates().put(Parsed::of_people(vec![person(name, name)]), false).await.unwrap();
        world.engine.send().preview(send.clone(), 0).await.unwrap();
    }
    let started = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await;
    let Err(Error::ApprovalChanged(differences)) = started else { panic!("{started:?}") };
    assert_eq!(differences.added, ["One", "Two", "Three"], "what has changed since the check, not since the last look");
}

#[tokio::test]
async fn the_refusal_says_what_is_different() {
    let world = World::new().await;
    let (send, approval) = checked(&world).await;
    save_template(&world.engine, "{{ name }}: another text").await;
    let first = world.engine.candidates().list(Default::default()).await.unwrap().rows[0].clone();
    world.engine.candidates().remove_ids(vec![first.id]).await.unwrap();
    world.engine.candidates().put(Parsed::of_people(vec![person("New", "new")]), false).await.unwrap();
    let started = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await;
    let Err(Error::ApprovalChanged(differences)) = started else { panic!("{started:?}") };
    assert_eq!((differences.account, differences.template), (false, true), "the text, not the account");
    assert_eq!(differences.added, ["New"], "who came");
    assert_eq!(differences.removed, [first.person.name], "who went");
    assert_eq!(differences.changed.len(), 39, "whose message is another one");
}

#[tokio::test]
async fn an_approval_of_another_selection() {
    let world = World::new().await;
    let (_, approval) = checked(&world).await;
    let one = world.to_userids(&["zhangwei"]).await;
    is_refused(&world, one, approval, "approved for all, started for one").await;
}

#[tokio::test]
async fn what_is_the_same_again_stays_approved() {
    let world = World::new().await;
    let (send, approval) = checked(&world).await;
    save_template(&world.engine, TEXT).await;
    let same = world.company.members().iter().map(|member| person(&member.name, &member.userid)).collect();
    world.engine.candidates().put(Parsed::of_people(same), false).await.unwrap();
    let id = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await.unwrap().id;
    assert_eq!(world.at_rest(id).await.state, CampaignState::Finished, "the same bytes to the same people");
}

#[tokio::test]
async fn a_selection_in_which_nobody_can_get_a_message() {
    let world = World::new().await;
    world.engine.candidates().put(Parsed::of_people(vec![person("No Id", "")]), false).await.unwrap();
    let template = world.engine.templates().named("text").await.unwrap().id;
    let to = "search:No Id".parse().unwrap();
    let send = SendRequest::new(world.account.id.clone(), template, to);
    let plan = world.engine.send().check(send.clone()).await.unwrap();
    assert_eq!((plan.ready, plan.held), (0, 1), "the check says so");
    let started = world.engine.send().start(StartRequest { send, approval: plan.approval, starts_at: None }).await;
    assert!(matches!(started, Err(Error::NothingToSend)), "{started:?}");
    assert!(world.engine.campaigns().list().await.unwrap().is_empty(), "and no empty campaign is left");
}
