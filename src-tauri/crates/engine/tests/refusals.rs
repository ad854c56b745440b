//! What WeCom refuses about an account: the test names the value that is wrong, and a send stops before it has asked
//! twice.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_engine::{Error, ui_error};
use beckon_model::{AccountDraft, CampaignState, ErrorCode, Reason, SecretPlace, VaultChoice};
use beckon_sandbox::{App, Config, Sandbox};
use common::{World, draft, kinds};

/// A company with two apps, and an engine with an account that is wrong in one way. `spoil` gets the draft of a right
/// one.
async fn wrong(spoil: impl FnOnce(&Sandbox, &mut AccountDraft)) -> World {
    let apps = vec![App::new(1_000_002, "One", 1), App::new(1_000_003, "Two", 1)];
    let mut world = World::with(Config { apps, ..Config::default() }).await;
    world.engine.accounts().remove(&world.account.id).await.unwrap();
    let mut draft = draft(&world.company);
    spoil(&world.company, &mut draft);
    world.account = world.engine.accounts().add(draft).await.unwrap().account;
    world
}

/// Tests the account and sends with it: both have to say `code`, and nobody may get a message.
async fn is_refused(world: &World, errcode: i64, code: ErrorCode) {
    let error = world.engine.accounts().test(&world.account.id).await.expect_err("the account is wrong");
    let told = ui_error(&error);
    assert_eq!((told.code, told.params["errcode"].as_str()), (code, errcode.to_string().as_str()), "{error}");
    assert!(error.to_string().contains(&errcode.to_string()), "administrators search for the number: {error}");

    let campaign = world.send(world.to_all().await).await;
    let stopped = Some(Reason::Stopped { errcode });
    assert_eq!(
        (campaign.state, &campaign.stopped_by),
        (CampaignState::Paused, &stopped),
        "{errcode}: nobody can get it"
    );
    assert_eq!((campaign.counts.held, campaign.counts.total), (40, 40), "{errcode}: all held, nobody lost");
    let log = world.log().await;
    assert_eq!(kinds(&log), ["stopped"; 40], "{errcode}: the log says why");
    assert_eq!(world.company.figures().delivered, 0, "{errcode}: nobody got a message");
}

#[tokio::test]
async fn a_wrong_secret() {
    let world = wrong(|_, draft| draft.secret = "not-the-secret-of-any-app".into()).await;
    is_refused(&world, 40001, ErrorCode::SecretWrong).await;
    assert_eq!(world.tokens_asked(), 1, "asking again would block the address for an hour");
}

#[tokio::test]
async fn a_wrong_company() {
    let world = wrong(|_, draft| draft.corp_id = "ww0000000000000000".to_owned()).await;
    is_refused(&world, 40013, ErrorCode::CorpIdWrong).await;
    assert_eq!(world.tokens_asked(), 1, "the answer will not change by itself");
}

#[tokio::test]
async fn the_agent_id_of_another_app() {
    let world = wrong(|_, draft| draft.agent_id = "1000003".to_owned()).await;
    is_refused(&world, 301_002, ErrorCode::AgentOfAnotherApp).await;
}

#[tokio::test]
async fn an_agent_id_that_nobody_has() {
    let world = wrong(|_, draft| draft.agent_id = "1000099".to_owned()).await;
    is_refused(&world, 40056, ErrorCode::AgentIdWrong).await;
}

#[tokio::test]
async fn an_app_that_is_switched_off() {
    let world = wrong(|company, _| assert!(company.set_app_enabled(1_000_002, false), "the app is there")).await;
    is_refused(&world, 50003, ErrorCode::AppDisabled).await;
}

#[tokio::test]
async fn an_address_that_is_not_trusted() {
    let world = wrong(|company, _| company.set_trusted_ips(Some(vec![[203, 0, 113, 7].into()]))).await;
    let error = world.engine.accounts().test(&world.account.id).await.expect_err("127.0.0.1 is not trusted");
    assert_eq!(ui_error(&error).params["ip"], "127.0.0.1", "this is what the administrator has to enter");
    is_refused(&world, 60020, ErrorCode::IpNotTrusted).await;
    assert!(world.sends().len() <= 8, "no more than were under way: {}", world.sends().len());
}

#[tokio::test]
async fn an_account_that_was_put_right_sends_what_was_held() {
    let world = wrong(|_, draft| draft.secret = "not-the-secret-of-any-app".into()).await;
    let held = world.send(world.to_all().await).await;
    let secret = world.company.secret();
    world.engine.accounts().secret(&world.account.id, secret, VaultChoice::Keyring).await.unwrap();
    let done = world.resume(held.id).await;
    assert_eq!((done.state, &done.stopped_by), (CampaignState::Finished, &None), "the reason is gone with its cause");
    assert_eq!(world.sends().len(), 40, "everybody once");
}

#[tokio::test]
async fn an_app_that_was_switched_on_again_sends_what_was_held() {
    let world = wrong(|company, _| assert!(company.set_app_enabled(1_000_002, false), "the app is there")).await;
    let held = world.send(world.to_all().await).await;
    assert!(
        world.company.set_app_enabled(1_000_002, true),
        "the administrator puts it right, and Beckon hears nothing"
    );
    let done = world.resume(held.id).await;
    assert_eq!(done.state, CampaignState::Finished, "going on asks WeCom, not the memory of its refusal");
}

#[tokio::test]
async fn a_new_secret_takes_the_place_of_the_old_one_wherever_either_is_kept() {
    use VaultChoice::{Keyring, Session};
    for (old, new) in [(Keyring, Keyring), (Keyring, Session), (Session, Keyring), (Session, Session)] {
        let world = wrong(|_, draft| {
            draft.secret = "an-old-secret".into();
            draft.vault = old;
        });
        let world = world.await;
        let secret = world.company.secret();
        let account = world.engine.accounts().secret(&world.account.id, secret, new).await.unwrap();
        let place = if new == Keyring { SecretPlace::Keyring } else { SecretPlace::Session };
        assert_eq!(account.secret_place, place, "{old:?} to {new:?}: kept where it was asked for");
        let tested = world.engine.accounts().test(&account.id).await;
        assert!(tested.is_ok(), "{old:?} to {new:?}: the old secret must not be used any more: {tested:?}");
    }
}

#[tokio::test]
async fn a_lent_secret_is_used_and_not_kept() {
    let world = wrong(|_, draft| {
        draft.secret = "an-old-secret".into();
        draft.vault = VaultChoice::Session;
    });
    let world = world.await;
    let engine = common::open(world.folder.path(), std::sync::Arc::new(beckon_model::SystemClock)).await;
    let forgotten = engine.accounts().test(&world.account.id).await;
    assert!(matches!(forgotten, Err(Error::SecretNeeded { .. })), "a session ends with its program: {forgotten:?}");
    engine.accounts().lend_secret(&world.account.id, world.company.secret()).await.unwrap();
    assert!(engine.accounts().test(&world.account.id).await.is_ok(), "the lent one is used");
}
