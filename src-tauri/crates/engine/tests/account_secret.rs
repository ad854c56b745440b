//! A secret replaced, taken back, moved and left out of a file; what a removal leaves behind.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use beckon_engine::{Engine, Error, NoSink, Parts, read_account, ui_error};
use beckon_model::{
    AccountEdit, CampaignState, ErrorCode, FormField, KeyringState, ProxyDraft, SecretPlace, StartRequest, SystemClock,
    VaultChoice,
};
use beckon_sandbox::{App, Config};
use beckon_vault::{Keyring, MemoryKeyring, MissingKeyring, Result, Vault, VaultEntry};
use common::{World, draft};
use secrecy::{ExposeSecret, SecretString};

const NEW: &str = "a-new-secret-as-long-as-those-of-wecom-0042";

/// Resets the app's secret, as the console does, and answers with the new one.
fn reset(world: &World) -> String {
    world.company.reset_secret(world.account.agent_id).unwrap()
}

#[tokio::test]
async fn a_new_secret_is_proven_before_it_replaces_the_old_one() {
    let world = World::new().await;
    let id = &world.account.id;
    let refused = world.engine.accounts().rotate(id, "wrong").await.unwrap_err();
    assert_eq!(ui_error(&refused).code, ErrorCode::SecretWrong, "the new one was asked about: {refused}");
    assert_eq!(world.engine.accounts().get(id).await.unwrap(), world.account, "nothing has changed");
    world.engine.accounts().test(id).await.expect("the old one works on");

    let new = reset(&world);
    let asked = world.tokens_asked();
    let rotated = world.engine.accounts().rotate(id, format!(" {new}\n")).await.unwrap();
    assert!(new.ends_with(&rotated.secret_hint), "the new one, without the blanks around it");
    assert_eq!(rotated.secret_before.as_deref(), Some(world.account.secret_hint.as_str()), "the way back");
    assert_eq!(world.tokens_asked(), asked + 1, "one token for the proof");
    world.send(world.to_userids(&["zhangwei"]).await).await;
    assert_eq!(world.tokens_asked(), asked + 1, "which serves the next send too");
}

#[tokio::test]
async fn a_secret_of_another_app_is_refused() {
    let other = App { secret: NEW.to_owned(), ..App::new(1_000_003, "Other", 7) };
    let world = World::with(Config { apps: vec![App::new(1_000_002, "First", 1), other], ..Config::default() }).await;
    let refused = world.engine.accounts().rotate(&world.account.id, NEW).await.unwrap_err();
    assert_eq!(ui_error(&refused).code, ErrorCode::AgentOfAnotherApp, "a token alone proves too little: {refused}");
    world.engine.accounts().test(&world.account.id).await.expect("the old one works on");
}

#[tokio::test]
async fn the_old_secret_can_be_used_again_until_it_is_forgotten() {
    let world = World::new().await;
    let id = &world.account.id;
    let new = reset(&world);
    world.engine.accounts().rotate(id, new.as_str()).await.unwrap();
    let back = world.engine.accounts().secret_back(id).await.unwrap();
    assert_eq!(back.secret_hint, world.account.secret_hint, "the old one is in use");
    assert_eq!(back.secret_saved_at, world.account.secret_saved_at, "with the day it was saved");
    let refused = world.engine.accounts().test(id).await.unwrap_err();
    assert_eq!(ui_error(&refused).code, ErrorCode::SecretWrong, "it is the one that WeCom is asked with");
    assert!(new.ends_with(back.secret_before.as_deref().unwrap()), "the new one is now the one before");
    world.engine.accounts().secret_back(id).await.unwrap();
    world.engine.accounts().test(id).await.expect("and forth");
    let done = world.engine.accounts().secret_forget(id).await.unwrap();
    assert_eq!(done.secret_before, None, "forgotten");
    assert!(
        matches!(world.engine.accounts().secret_back(id).await, Err(Error::NotFound("secret"))),
        "there is no way back"
    );
}

/// A keyring that takes the first secret and refuses every later one.
struct Full(MemoryKeyring, u8);

impl Keyring for Full {
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> Result<()> {
        if self.1 == 0 {
            return Err(beckon_vault::Error::Locked);
        }
        self.1 -= 1;
        self.0.set(entry, secret)
    }

    fn get(&mut self, entry: &VaultEntry) -> Result<Option<SecretString>> {
        self.0.get(entry)
    }

    fn delete(&mut self, entry: &VaultEntry) -> Result<()> {
        self.0.delete(entry)
    }
}

/// A keyring that is locked from some moment on.
struct Lockable(MemoryKeyring, Arc<AtomicBool>);

impl Lockable {
    fn open(&mut self) -> Result<&mut MemoryKeyring> {
        if self.1.load(Ordering::Relaxed) { Err(beckon_vault::Error::Locked) } else { Ok(&mut self.0) }
    }
}

impl Keyring for Lockable {
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> Result<()> {
        self.open()?.set(entry, secret)
    }

    fn get(&mut self, entry: &VaultEntry) -> Result<Option<SecretString>> {
        self.open()?.get(entry)
    }

    fn delete(&mut self, entry: &VaultEntry) -> Result<()> {
        self.open()?.delete(entry)
    }
}

#[tokio::test]
async fn with_a_locked_keyring_a_secret_can_be_entered_for_this_session() {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let locked = Arc::new(AtomicBool::new(false));
    let engine = with_keyring(&folder, Lockable(MemoryKeyring::default(), Arc::clone(&locked))).await;
    let account = engine.accounts().add(draft(&world.company)).await.unwrap().account;
    locked.store(true, Ordering::Relaxed);
    let refused = engine.accounts().test(&account.id).await.unwrap_err();
    assert_eq!(ui_error(&refused).code, ErrorCode::KeyringLocked, "nothing falls back by itself: {refused}");
    assert_eq!(engine.accounts().keyring_check().await.state, KeyringState::Locked, "the test says so");
    let secret = world.company.secret();
    let entered = engine.accounts().secret(&account.id, secret, VaultChoice::Session).await.unwrap();
    assert_eq!(entered.secret_place, SecretPlace::Session, "because a person said so");
    engine.accounts().test(&account.id).await.expect("it works for this session");
    locked.store(false, Ordering::Relaxed);
    engine.accounts().remove(&account.id).await.unwrap();
    let left = engine.vault().get(&VaultEntry::secret(&account.id), SecretPlace::Keyring).await.unwrap();
    assert!(left.is_none(), "what the keyring still had goes with the account");
}

async fn with_keyring(folder: &tempfile::TempDir, keyring: impl Keyring) -> Engine {
    let vault = Vault::new(keyring).unwrap();
    let parts = Parts {
        data_dir: folder.path().to_owned(),
        vault,
        clock: Arc::new(SystemClock),
        sink: Arc::new(NoSink),
        practice: None,
    };
    Engine::open(parts).await.unwrap()
}

#[tokio::test]
async fn a_keyring_that_refuses_the_new_secret_keeps_the_old_one() {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let engine = with_keyring(&folder, Full(MemoryKeyring::default(), 1)).await;
    let account = engine.accounts().add(draft(&world.company)).await.unwrap().account;
    let old = world.company.secret().to_owned();
    let new = reset(&world);
    let refused = engine.accounts().rotate(&account.id, new).await.unwrap_err();
    assert!(matches!(refused, Error::Vault(_)), "the keyring said no: {refused}");
    assert_eq!(engine.accounts().get(&account.id).await.unwrap(), account, "hint, day and place are the old one's");
    let kept = engine.vault().get(&VaultEntry::secret(&account.id), SecretPlace::Keyring).await.unwrap().unwrap();
    assert_eq!(kept.expose_secret(), old, "and so is the secret");
}

#[tokio::test]
async fn a_secret_moves_with_the_password_of_the_proxy() {
    let world = World::new().await;
    let id = &world.account.id;
    let password = Some("p".into());
    let proxy = ProxyDraft::Through { url: "http://127.0.0.1:9".into(), user: "anna".into(), password };
    let edit = AccountEdit { proxy, ..AccountEdit::from(&world.account) };
    world.engine.accounts().edit(id, &edit).await.unwrap();
    let vault = world.engine.vault();
    let (secret, password) = (VaultEntry::secret(id), VaultEntry::proxy_password(id));
    let moved = world.engine.accounts().secret_move(id, VaultChoice::Session).await.unwrap();
    assert_eq!((moved.secret_place, moved.secret_ready), (SecretPlace::Session, true), "in memory now");
    assert_eq!(moved.secret_saved_at, world.account.secret_saved_at, "it is the same secret");
    for entry in [&secret, &password] {
        assert!(vault.get(entry, SecretPlace::Keyring).await.unwrap().is_none(), "nothing stays behind in the keyring");
        assert!(vault.session_has(entry), "{entry:?} is in memory");
    }
    world.engine.accounts().secret_move(id, VaultChoice::Keyring).await.unwrap();
    assert!(!vault.session_has(&secret) && !vault.session_has(&password), "and back");
    world.engine.accounts().test(id).await.expect("it works from there");
}

#[tokio::test]
async fn without_a_keyring_a_secret_does_not_move_and_nothing_falls_back() {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let engine = with_keyring(&folder, MissingKeyring).await;
    let draft = beckon_model::AccountDraft { vault: VaultChoice::Session, ..draft(&world.company) };
    let account = engine.accounts().add(draft).await.unwrap().account;
    assert_eq!(engine.accounts().keyring_check().await.state, KeyringState::Missing, "the test says so");
    let refused = engine.accounts().secret_move(&account.id, VaultChoice::Keyring).await;
    assert!(matches!(refused, Err(Error::Vault(_))), "told, not worked around");
    assert_eq!(engine.accounts().get(&account.id).await.unwrap(), account, "it is where it was");
    engine.accounts().test(&account.id).await.expect("and works on for this session");
}

#[tokio::test]
async fn a_file_has_everything_but_secrets() {
    let world = World::new().await;
    let password = Some("marked-password".into());
    let proxy = ProxyDraft::Through { url: "http://proxy.example.com:8080".into(), user: "anna".into(), password };
    let edit = AccountEdit { proxy, ..AccountEdit::from(&world.account) };
    world.engine.accounts().edit(&world.account.id, &edit).await.unwrap();
    let file = String::from_utf8(world.engine.accounts().export(&world.account.id).await.unwrap()).unwrap();
    for secret in [world.company.secret(), "marked-password", "anna", world.account.secret_hint.as_str()] {
        assert!(!file.contains(secret), "{secret} has no place in a file: {file}");
    }
    let read = read_account(file.as_bytes()).unwrap();
    let taken = world.engine.accounts().import(read.clone(), world.company.secret(), VaultChoice::Keyring).await;
    assert!(
        matches!(taken, Err(Error::Invalid(fields)) if fields[0].field == FormField::Name),
        "the name is there already"
    );
    let copy = AccountEdit { name: "copy".into(), ..read };
    let added = world.engine.accounts().import(copy, world.company.secret(), VaultChoice::Keyring).await.unwrap();
    assert_eq!(added.account.corp_id, world.account.corp_id, "the same company");
    assert!(!added.account.has_proxy_login(), "the way through the proxy, its login not");
    world.engine.accounts().test(&added.account.id).await.expect("with the secret it works");
}

#[tokio::test]
async fn a_removal_says_what_stays_and_calls_off_what_waits() {
    let world = World::new().await;
    let id = &world.account.id;
    world.send(world.to_userids(&["zhangwei", "wangfang"]).await).await;
    let send = world.to_all().await;
    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    let later = StartRequest { send, approval, starts_at: Some(i64::MAX / 2) };
    let waits = world.engine.send().start(later).await.unwrap().id;
    let removal = world.engine.accounts().removal(id).await.unwrap();
    assert_eq!((removal.campaigns, removal.open), (2, 1), "one is done, one waits");
    assert_eq!(removal.messages, 42, "two and forty");
    world.engine.accounts().remove(id).await.unwrap();
    assert_eq!(
        world.engine.campaigns().get(waits).await.unwrap().state,
        CampaignState::Cancelled,
        "nobody could send it"
    );
    assert_eq!(world.log().await.len(), 42, "the log keeps them all");
    assert!(
        world.engine.vault().get(&VaultEntry::secret(id), SecretPlace::Keyring).await.unwrap().is_none(),
        "the secret is gone"
    );
}
