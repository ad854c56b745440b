//! An account given other values in place: what is used from then on, what is refused while sends rely on it, and where
//! the proxy's password is.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Error, ui_error};
use beckon_model::{AccountEdit, AccountProxy, Colour, ErrorCode, FormField, ProxyDraft, StartRequest, SystemClock};
use beckon_sandbox::{App, Config, Fault, Sandbox, When};
use common::{World, draft, open};

/// As long as WeCom's.
const OTHER_SECRET: &str = "0123456789012345678901234567890123456789abc";
const PASSWORD: &str = "marked-proxy-password";

fn through(password: Option<&str>) -> ProxyDraft {
    let password = password.map(Into::into);
    ProxyDraft::Through { url: "http://127.0.0.1:9".to_owned(), user: "anna".to_owned(), password }
}

#[tokio::test]
async fn other_values_are_used_at_once_and_the_secret_stays() {
    let second = App { secret: OTHER_SECRET.to_owned(), ..App::new(1_000_003, "Second", 7) };
    let world = World::with(Config { apps: vec![App::new(1_000_002, "First", 1), second], ..Config::default() }).await;
    let app = world.engine.accounts().test(&world.account.id).await.unwrap();
    assert_eq!(app.agent_id, 1_000_002, "as it was added");
    let edit = AccountEdit { name: " 青禾 ".into(), colour: Colour::Plum, ..AccountEdit::from(&world.account) };
    let edited = world.engine.accounts().edit(&world.account.id, &edit).await.unwrap().account;
    assert_eq!((edited.name.as_str(), edited.colour), ("青禾", Colour::Plum), "blanks around it are nobody's wish");
    assert_eq!(edited.secret_saved_at, world.account.secret_saved_at, "the secret is the one that was there");
    let wrong = AccountEdit { agent_id: "1000003".into(), ..AccountEdit::from(&edited) };
    world.engine.accounts().edit(&world.account.id, &wrong).await.unwrap();
    let refused = world.engine.accounts().test(&world.account.id).await.unwrap_err();
    assert_eq!(ui_error(&refused).code, ErrorCode::AgentOfAnotherApp, "the new id is the one that is asked about");
}

#[tokio::test]
async fn what_is_wrong_is_told_by_field_and_nothing_changes() {
    let world = World::new().await;
    let bad = AccountEdit {
        name: String::new(),
        agent_id: "10a".into(),
        api_host: "http://wecom.example".into(),
        ..AccountEdit::from(&world.account)
    };
    let Err(Error::Invalid(fields)) = world.engine.accounts().edit(&world.account.id, &bad).await else {
        panic!("three fields are wrong")
    };
    let wrong: Vec<_> = fields.into_iter().map(|field| field.field).collect();
    assert_eq!(wrong, [FormField::Name, FormField::AgentId, FormField::ApiHost], "each beside its field");
    assert_eq!(world.engine.accounts().get(&world.account.id).await.unwrap(), world.account, "nothing has changed");
}

#[tokio::test]
async fn a_name_that_is_taken_is_refused_and_the_password_is_as_before() {
    let world = World::new().await;
    let other = beckon_model::AccountDraft { name: "other".into(), ..draft(&world.company) };
    world.engine.accounts().add(other).await.unwrap();
    let edit = AccountEdit { name: "OTHER".into(), proxy: through(Some(PASSWORD)), ..(&world.account).into() };
    let refused = world.engine.accounts().edit(&world.account.id, &edit).await;
    assert!(
        matches!(refused, Err(Error::Invalid(fields)) if fields[0].problem == beckon_model::FieldProblem::Taken),
        "compared without case"
    );
    let kept = AccountEdit { proxy: through(None), ..AccountEdit::from(&world.account) };
    let refused = world.engine.accounts().edit(&world.account.id, &kept).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "no password was kept of what was refused");
}

#[tokio::test]
async fn ids_stay_while_a_send_has_not_ended() {
    let world = World::new().await;
    let send = world.to_all().await;
    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    let later = StartRequest { send, approval, starts_at: Some(i64::MAX / 2) };
    let campaign = world.engine.send().start(later).await.unwrap();
    let ids = AccountEdit { corp_id: "wwother".into(), ..AccountEdit::from(&world.account) };
    let refused = world.engine.accounts().edit(&world.account.id, &ids).await.unwrap_err();
    assert_eq!(ui_error(&refused).params["count"], "1", "its messages carry the old ids: {refused}");
    let name = AccountEdit { name: "renamed".into(), ..AccountEdit::from(&world.account) };
    world.engine.accounts().edit(&world.account.id, &name).await.expect("a name is in no message");
    world.engine.campaigns().cancel(campaign.id).await.unwrap();
    world.engine.accounts().edit(&world.account.id, &ids).await.expect("nothing relies on them any more");
}

#[tokio::test]
async fn the_way_out_stays_while_a_send_is_under_way() {
    let world = World::new().await;
    world.spoil_sends(When::Always, Fault::Delay(300));
    let send = world.to_userids(&["zhangwei"]).await;
    let id = world.start(send).await.unwrap().id;
    let edit = AccountEdit { proxy: ProxyDraft::None, ..AccountEdit::from(&world.account) };
    let refused = world.engine.accounts().edit(&world.account.id, &edit).await;
    assert!(matches!(refused, Err(Error::AccountInUse)), "requests are under way: {refused:?}");
    world.at_rest(id).await;
    let edited = world.engine.accounts().edit(&world.account.id, &edit).await.unwrap().account;
    assert_eq!(edited.proxy, AccountProxy::None, "then it may change");
}

#[tokio::test]
async fn a_proxys_password_is_in_the_vault_and_nowhere_else() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let engine = open(folder.path(), Arc::new(SystemClock)).await;
    // Not loopback, where no proxy is used; and nobody is there, so no request leaves this machine.
    let draft = beckon_model::AccountDraft { api_host: Some("https://wecom.invalid".into()), ..draft(&company) };
    let account = engine.accounts().add(draft).await.unwrap().account;
    let edit = AccountEdit { proxy: through(Some(PASSWORD)), ..AccountEdit::from(&account) };
    let edited = engine.accounts().edit(&account.id, &edit).await.unwrap().account;
    let told = serde_json::to_string(&edited).unwrap();
    assert!(told.contains("anna") && !told.contains(PASSWORD), "the window never gets it: {told}");
    let error = engine.accounts().test(&account.id).await.unwrap_err();
    assert_eq!(ui_error(&error).code, ErrorCode::Proxy, "the way leads through the proxy: {error}");
    assert!(!format!("{error} {error:?} {:?}", ui_error(&error)).contains(PASSWORD), "no error shows it");
    let kept = AccountEdit { name: "other".into(), ..AccountEdit::from(&edited) };
    engine.accounts().edit(&account.id, &kept).await.expect("what is kept need not be typed again");
    drop(engine);
    let inside = |folder: std::path::PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let copies = inside(folder.path().join("backups"));
    for file in inside(folder.path().to_owned()).chain(copies).filter(|path| path.is_file()) {
        let bytes = std::fs::read(file).unwrap();
        assert!(!bytes.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes()), "and no file");
    }
}
