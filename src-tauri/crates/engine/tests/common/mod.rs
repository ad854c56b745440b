//! The engine on a folder of its own and a company on loopback: real HTTP, real SQLite, a keyring in memory.
#![allow(dead_code, reason = "every test program uses its own part")]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail them")]

mod account;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use beckon_engine::{Engine, NoSink, Parsed, Parts, Result, restore};
use beckon_model::{
    Account, AccountDraft, Campaign, CampaignId, CandidateDraft, Clock, LogQuery, LogRow, Reason, Selection,
    SendRequest, StartRequest, SystemClock, TemplateContent, TemplateDraft, VaultChoice, WaitsFor,
};
use beckon_sandbox::{Call, Config, Fault, FaultRule, Sandbox, When};
use beckon_vault::{MemoryKeyring, Vault};

pub use account::draft;

/// The template of all tests.
pub const TEXT: &str =
    "{{ name }}您好:\n面试改到 3 号会议室。\"确认\"请回复 1 <a href=\"https://example.com\">地图</a>";

/// A picture of one white pixel.
pub const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\xb18\xf6\x14\x00\x00\x00\x00IEND\xaeB`\x82";

/// The computer's clock, moved by hand. It goes on by itself as every clock does: one that stands still while requests are
/// under way counts as set back as soon as the machine is slow, and then nobody knows what time it is at WeCom.
#[derive(Default)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    /// Moves it by `ms`, backwards when negative.
    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0.load(Ordering::SeqCst)
    }
}

/// An engine that is connected to a company.
pub struct World {
    pub engine: Engine,
    pub company: Sandbox,
    pub account: Account,
    pub folder: tempfile::TempDir,
}

impl World {
    /// A company of 40, all of them in the list, and an account for its first app.
    pub async fn new() -> Self {
        Self::with(Config::default()).await
    }

    /// The same with another company.
    pub async fn with(config: Config) -> Self {
        let company = Sandbox::start(config).await.unwrap();
        let url = company.base_url();
        Self::at(company, &url, Arc::new(SystemClock)).await
    }

    /// The same with a company that is reached at this address, and a clock.
    pub async fn at(company: Sandbox, url: &str, clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = open(folder.path(), clock).await;
        let draft = AccountDraft { api_host: Some(url.to_owned()), ..draft(&company) };
        let account = engine.accounts().add(draft).await.unwrap().account;
        let people = company.members().iter().map(|member| person(&member.name, &member.userid)).collect();
        engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
        save_template(&engine, TEXT).await;
        Self { engine, company, account, folder }
    }

    /// The same after a copy of its data has taken the place of them.
    pub async fn restored(self, copy: &str) -> Self {
        let Self { engine, company, account, folder } = self;
        engine.close().await;
        drop(engine);
        restore(folder.path(), copy, SystemClock.now_ms()).unwrap();
        let engine = open(folder.path(), Arc::new(SystemClock)).await;
        engine.accounts().secret(&account.id, company.secret(), VaultChoice::Session).await.unwrap();
        Self { engine, company, account, folder }
    }

    /// The same with another company and a clock that is moved by hand.
    pub async fn with_hands(config: Config) -> (Self, Arc<MovedClock>) {
        let company = Sandbox::start(config).await.unwrap();
        let (url, clock) = (company.base_url(), Arc::new(MovedClock::default()));
        (Self::at(company, &url, Arc::clone(&clock) as Arc<dyn Clock>).await, clock)
    }

    /// Waits until a send waits for this, and answers until when. What is tried again in a moment has its moment.
    pub async fn until_waiting(&self, id: CampaignId, what: WaitsFor) -> i64 {
        for _ in 0..6000 {
            let Campaign { live, counts, .. } = self.engine.campaigns().get(id).await.unwrap();
            // Whoever moves the clock then must not do it while a request is under way: it would come back to a time that
            // nobody knows.
            match live.and_then(|live| live.waiting).filter(|_| counts.sending == 0) {
                Some(waiting) if waiting.what == what => return waiting.until,
                _ => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
        panic!("it never waits for {what:?}: {:?}", self.engine.campaigns().get(id).await);
    }

    /// What a send to everybody is.
    pub async fn to_all(&self) -> SendRequest {
        self.to(Selection::All).await
    }

    /// What a send to these people is.
    pub async fn to_userids(&self, userids: &[&str]) -> SendRequest {
        self.to(Selection::Userids { userids: userids.iter().map(|userid| (*userid).to_owned()).collect() }).await
    }

    async fn to(&self, to: Selection) -> SendRequest {
        let template = self.engine.templates().named("text").await.unwrap().id;
        SendRequest::new(self.account.id.clone(), template, to)
    }

    /// Checks, approves and starts.
    pub async fn start(&self, send: SendRequest) -> Result<Campaign> {
        let approval = self.engine.send().check(send.clone()).await?.approval;
        self.engine.send().start(StartRequest { send, approval, starts_at: None }).await
    }

    /// Starts, waits for the end, and answers with the campaign at rest.
    pub async fn send(&self, send: SendRequest) -> Campaign {
        let id = self.start(send).await.unwrap().id;
        self.at_rest(id).await
    }

    /// Continues a campaign, waits, and answers with it at rest.
    pub async fn resume(&self, id: CampaignId) -> Campaign {
        self.engine.campaigns().resume(id).await.unwrap();
        self.at_rest(id).await
    }

    pub async fn at_rest(&self, id: CampaignId) -> Campaign {
        self.engine.campaigns().wait_for_rest().await;
        self.engine.campaigns().get(id).await.unwrap()
    }

    /// The same while a clock that is moved by hand runs, so that what waits for a moment comes to its turn.
    pub async fn at_rest_by(&self, id: CampaignId, clock: &MovedClock) -> Campaign {
        let mut rested = std::pin::pin!(self.engine.campaigns().wait_for_rest());
        loop {
            tokio::select! {
                () = &mut rested => return self.engine.campaigns().get(id).await.unwrap(),
                () = tokio::time::sleep(Duration::from_millis(20)) => clock.advance(1000),
            }
        }
    }

    /// The whole log, oldest row first.
    pub async fn log(&self) -> Vec<LogRow> {
        log(&self.engine).await
    }

    /// The calls of `message/send` that arrived.
    pub fn sends(&self) -> Vec<Call> {
        calls(&self.company, "/message/send")
    }

    /// How often a token was asked for.
    pub fn tokens_asked(&self) -> usize {
        calls(&self.company, "/gettoken").len()
    }

    /// Plays one fault on messages.
    pub fn spoil_sends(&self, when: When, fault: Fault) {
        self.company.set_faults(vec![FaultRule { call: "message/send".into(), when, fault }]);
    }

    /// Waits until so many messages have arrived.
    pub async fn until_arrived(&self, count: usize) {
        until(|| self.sends().len() >= count).await;
    }
}

/// An engine on a folder. Its keyring is in memory and empty.
pub async fn open(folder: &Path, clock: Arc<dyn Clock>) -> Engine {
    let vault = Vault::new(MemoryKeyring::default()).unwrap();
    let sink = Arc::new(NoSink);
    Engine::open(Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None }).await.unwrap()
}

/// Somebody with a name and an id; an empty id is none.
pub fn person(name: &str, userid: &str) -> CandidateDraft {
    let userid = if userid.is_empty() { None } else { Some(userid.to_owned()) };
    CandidateDraft { name: name.to_owned(), userid, ..CandidateDraft::default() }
}

/// Saves the template `text`, or a new version of it.
pub async fn save_template(engine: &Engine, body: &str) {
    save_content(engine, TemplateContent::text(body)).await;
}

/// Saves the template `text` with a content of any kind, or a new version of it.
pub async fn save_content(engine: &Engine, content: TemplateContent) {
    let id = engine.templates().named("text").await.ok().map(|template| template.id);
    engine.templates().save(TemplateDraft { id, name: "text".to_owned(), content, starter: None }).await.unwrap();
}

/// The whole log, oldest row first.
pub async fn log(engine: &Engine) -> Vec<LogRow> {
    let mut rows = Vec::new();
    let mut query = LogQuery::default();
    loop {
        let page = engine.log().list(query.clone()).await.unwrap();
        rows.extend(page.rows);
        query.after = page.next;
        if page.next.is_none() {
            rows.reverse();
            return rows;
        }
    }
}

/// The calls of one API that arrived.
pub fn calls(company: &Sandbox, path: &str) -> Vec<Call> {
    company.journal().into_iter().filter(|call| call.path.ends_with(path)).collect()
}

/// The kind words of the reasons of all rows, without those that have none.
pub fn kinds(rows: &[LogRow]) -> Vec<&'static str> {
    rows.iter().filter_map(|row| row.reason.as_ref().map(Reason::kind)).collect()
}

/// Counts from now on how often the program passes a point.
pub fn passes(point: &str) -> impl Fn() -> usize {
    let passed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&passed);
    beckon_store::at_fail_point(point, move || {
        count.fetch_add(1, Ordering::SeqCst);
    })
    .unwrap();
    move || passed.load(Ordering::SeqCst)
}

/// Waits until something is so. The limit catches what never comes to be so.
pub async fn until(so: impl Fn() -> bool) {
    for _ in 0..12_000 {
        if so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("two minutes have passed");
}
