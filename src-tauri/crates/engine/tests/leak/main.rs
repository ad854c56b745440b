//! A marked secret goes through everything that can happen to it. Afterwards neither it nor an access token may be found
//! in the data folder, in anything a caller can see, or in the most talkative log.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

#[path = "../common/mod.rs"]
mod common;
mod mirror;
mod rooms;

use std::fmt::{Debug, Display};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use beckon_engine::{About, Error, Parsed, PracticeHost, PracticeShowMeBug, ui_error};
use beckon_model::{
    AccountDraft, AccountEdit, AccountId, ProxyDraft, Selection, SendRequest, StartRequest, SystemClock, VaultChoice,
    WaitsFor,
};
use beckon_sandbox::{App, Config, Sandbox};
use common::{TEXT, draft, log, open, person, save_template};
use mirror::{Answer, Mirror};
use tracing_subscriber::filter::LevelFilter;

const MARKED: &str = "MarkedSecret-7Qx9_never-to-be-seen-again-42";
const PASSWORD: &str = "MarkedPassword-of-a-proxy_31";
const OTHER: &str = "MarkedSecret-8Rz3_wrong-and-still-a-secret1";

/// Everything that a caller could see.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<u8>>>);

impl Seen {
    fn debug(&self, what: &impl Debug) {
        self.note(&format!("{what:?} {what:#?}"));
    }

    fn json(&self, what: &(impl serde::Serialize + Debug)) {
        self.note(&serde_json::to_string(what).unwrap());
        self.debug(what);
    }

    fn error(&self, error: &(impl Display + Debug), told: &beckon_model::UiError) {
        self.note(&error.to_string());
        self.debug(error);
        self.json(told);
    }

    fn refused<T: Debug>(&self, result: Result<T, Error>) {
        let error = result.expect_err("this step is there for its error");
        self.error(&error, &ui_error(&error));
    }

    fn note(&self, text: &str) {
        self.0.lock().unwrap().extend_from_slice(text.as_bytes());
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_the_secret_nor_a_token_is_ever_seen() {
    let (seen, logged) = (Seen::default(), Seen::default());
    let writer = logged.clone();
    tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(move || writer.clone()).init();

    let app = App { secret: MARKED.to_owned(), ..App::new(1_000_002, "Marked", 1) };
    let company = Sandbox::start(Config { apps: vec![app], ..Config::default() }).await.unwrap();
    let gateway = Mirror::start(&company.base_url()).await;
    let folder = tempfile::tempdir().unwrap();
    let engine = open(folder.path(), Arc::new(SystemClock)).await;

    // Accounts: taken in, tested through good and bad gateways, given again, refused.
    let marked = AccountDraft { api_host: Some(gateway.host.clone()), ..draft(&company) };
    seen.debug(&marked);
    let added = engine.accounts().add(marked.clone()).await.unwrap();
    seen.json(&added);
    let id = added.account.id;
    seen.refused(engine.accounts().add(marked.clone()).await);
    seen.refused(
        engine.accounts().add(AccountDraft { agent_id: MARKED.into(), name: "x".into(), ..marked.clone() }).await,
    );
    for answer in [Answer::Page, Answer::Envelope(40001), Answer::Envelope(-1), Answer::Redirect] {
        for call in ["/gettoken", "/agent/get"] {
            gateway.answer(Some((call, answer)));
            seen.refused(engine.accounts().test(&id).await);
        }
    }
    gateway.answer(None);
    seen.json(&engine.accounts().test(&id).await.unwrap());
    seen.json(&engine.accounts().secret(&id, OTHER, VaultChoice::Session).await.unwrap());
    seen.refused(engine.accounts().test(&id).await);
    seen.json(&engine.accounts().secret(&id, MARKED, VaultChoice::Keyring).await.unwrap());
    engine.accounts().lend_secret(&id, MARKED).await.unwrap();
    let nowhere = AccountDraft { name: "dns".into(), api_host: Some("https://host.invalid".into()), ..marked.clone() };
    let nowhere = engine.accounts().add(nowhere).await.unwrap().account.id;
    seen.refused(engine.accounts().test(&nowhere).await);
    let closed = AccountDraft { name: "closed".into(), api_host: Some("http://127.0.0.1:9".into()), ..marked };
    let closed = engine.accounts().add(closed).await.unwrap().account.id;
    seen.refused(engine.accounts().test(&closed).await);
    // A secret replaced and taken back, a proxy with a login, and what is passed on to others.
    gateway.answer(Some(("/agent/get", Answer::Page)));
    seen.refused(engine.accounts().rotate(&id, MARKED).await);
    gateway.answer(None);
    seen.refused(engine.accounts().rotate(&id, OTHER).await);
    seen.json(&engine.accounts().rotate(&id, MARKED).await.unwrap());
    seen.json(&engine.accounts().secret_back(&id).await.unwrap());
    let url = format!("http://anna:{PASSWORD}@127.0.0.1:9");
    let proxy = ProxyDraft::Through { url, user: String::new(), password: None };
    let edit = AccountEdit { proxy, ..AccountEdit::from(&engine.accounts().get(&nowhere).await.unwrap()) };
    seen.debug(&edit);
    seen.refused(engine.accounts().way(&nowhere, "https://host.invalid", &edit.proxy).await);
    seen.json(&engine.accounts().edit(&nowhere, &edit).await.unwrap());
    seen.refused(engine.accounts().test(&nowhere).await);
    for account in [&id, &nowhere] {
        seen.note(&String::from_utf8(engine.accounts().export(account).await.unwrap()).unwrap());
        let about = About { face: "test", version: "0" };
        seen.note(&engine.report().make(Some(account), about).await.unwrap());
    }
    seen.json(&engine.accounts().list().await.unwrap());
    let showmebug = PracticeShowMeBug { base_url: String::new(), key: String::new(), secret: MARKED.into() };
    seen.debug(&showmebug);
    let (host, corp_id) = (String::new(), String::new());
    seen.debug(&PracticeHost { host, corp_id, agent_id: 1, secret: MARKED.into(), showmebug });
    seen.debug(engine.vault());

    let links = rooms::walk(&engine, &company, &seen).await;

    // Sending: what arrives, what is refused, what comes back broken with the URL in it, and what never leaves.
    let people = company.members().iter().take(12).map(|member| person(&member.name, &member.userid)).collect();
    engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
    save_template(&engine, TEXT).await;
    let pages = [None, Some(Answer::Page), Some(Answer::Envelope(40058)), Some(Answer::Redirect)];
    for answer in pages {
        gateway.answer(answer.map(|answer| ("/message/send", answer)));
        send(&engine, &id, &seen).await;
    }
    gateway.answer(None);
    company.expire_tokens();
    send(&engine, &id, &seen).await;
    send(&engine, &closed, &seen).await;
    let reset = company.reset_secret(company.agent_id()).unwrap();
    send(&engine, &id, &seen).await;
    for row in log(&engine).await {
        seen.json(&row);
        seen.json(&engine.log().detail(row.delivery, false).await.unwrap());
    }

    let tokens = gateway.tokens();
    assert!(tokens.len() >= 2, "the tokens have to be known, or this test proves nothing: {}", tokens.len());
    assert!(gateway.urls().iter().any(|url| url.contains(MARKED)), "the secret has to travel, or nothing is proved");
    let log = logged.bytes();
    assert!(holds(&log, "fetched an access token") && holds(&log, "TRACE"), "the log has to be a talkative one");
    let own = [MARKED, OTHER, PASSWORD, &reset, company.showmebug().secret()];
    let needles: Vec<&str> = own.into_iter().chain(tokens.iter().map(String::as_str)).collect();
    let mut places = vec![("what callers see".to_owned(), seen.bytes()), ("the log".to_owned(), log)];
    // Links are in the database, and leave it for somebody who asked for them.
    assert!(links.len() > 10, "the links have to be known, or this test proves nothing: {}", links.len());
    for ((place, bytes), link) in places.iter().flat_map(|place| links.iter().map(move |link| (place, link))) {
        assert!(!holds(bytes, link), "{place} holds the link {link}");
    }
    places.extend(files(folder.path()));
    assert!(places.iter().any(|(name, _)| name.ends_with("-wal")), "the write-ahead log is looked through as well");
    drop(engine);
    places.extend(files(folder.path()));
    for (place, bytes) in &places {
        for needle in &needles {
            assert!(!holds(bytes, needle), "{place} holds {needle}");
        }
    }
    assert!(places.iter().any(|(_, bytes)| holds(bytes, "zhangwei")), "the search finds what is there");
}

/// A send to all with this account; every answer on the way is noted.
async fn send(engine: &beckon_engine::Engine, account: &AccountId, seen: &Seen) {
    let template = engine.templates().named("text").await.unwrap().id;
    let send = SendRequest::new(account.clone(), template, Selection::All);
    seen.json(&engine.send().preview(send.clone(), 0).await.unwrap());
    let plan = engine.send().check(send.clone()).await.unwrap();
    seen.json(&plan);
    let id = engine.send().start(StartRequest { send, approval: plan.approval, starts_at: None }).await.unwrap().id;
    let mut rested = std::pin::pin!(engine.campaigns().wait_for_rest());
    loop {
        tokio::select! {
            () = &mut rested => break,
            () = tokio::time::sleep(Duration::from_millis(50)) => {}
        }
        let campaign = engine.campaigns().get(id).await.unwrap();
        seen.json(&campaign);
        // A gateway that answers itself is asked again for two hours.
        let waiting = campaign.live.and_then(|live| live.waiting);
        if waiting.is_some_and(|waiting| matches!(waiting.what, WaitsFor::Token | WaitsFor::NotWecom)) {
            engine.campaigns().pause(id).await.unwrap();
        }
    }
    seen.json(&engine.campaigns().get(id).await.unwrap());
}

/// Every file of a folder, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    files
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}
