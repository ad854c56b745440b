//! What befalls the machine in the middle of a send: its clock, its sleep, its disk, its other programs.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use beckon_engine::{Engine, Error, Parts, UiSink};
use beckon_model::{
    Campaign, CampaignId, CampaignState, Clock, DeliveryState, Selection, SendRequest, StartRequest, SystemClock,
};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use beckon_vault::{MemoryKeyring, Vault};
use rusqlite::Connection;

use crate::books::{ALL, REACHABLE, agree, all_is_well};
use crate::common::{World, open, passes, until};
use crate::elsewhere::{again, arguments, part};
use crate::wire::pass;

const DAY_MS: i64 = 86_400_000;

/// A clock that runs and can be set.
#[derive(Default)]
struct Wrong(AtomicI64);

impl Wrong {
    fn set(&self, by_ms: i64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for Wrong {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0.load(Ordering::SeqCst)
    }
}

/// A world whose clock can be set, at a company whose calls take a while.
async fn with_clock(faults: Vec<FaultRule>) -> (World, Arc<Wrong>) {
    let latency = Duration::from_millis(20);
    let company = Sandbox::start(Config { latency, faults, ..Config::default() }).await.unwrap();
    let (url, clock) = (company.base_url(), Arc::new(Wrong::default()));
    (World::at(company, &url, Arc::clone(&clock) as Arc<dyn Clock>).await, clock)
}

#[tokio::test]
async fn a_clock_that_jumps_a_day() {
    for jump in [DAY_MS, -DAY_MS] {
        let (world, clock) = with_clock(Vec::new()).await;
        let id = world.start(world.to_all().await).await.unwrap().id;
        world.until_arrived(12).await;
        clock.set(jump);
        let campaign = world.at_rest(id).await;
        all_is_well(&world, &campaign, &format!("{jump} ms")).await;
        assert_eq!(world.sends().len() as u64, ALL, "{jump} ms: nobody is asked about again");
    }
}

#[tokio::test]
async fn a_clock_that_jumps_a_day_while_an_answer_is_missing() {
    for jump in [DAY_MS, -DAY_MS] {
        let rule =
            FaultRule { call: "message/send".into(), when: When::Range { from: 9, to: 12 }, fault: Fault::ReplyLost };
        let (world, clock) = with_clock(vec![rule]).await;
        let id = world.start(world.to_all().await).await.unwrap().id;
        // The program does not know of the lost answers yet, or waits to ask again.
        world.until_arrived(12).await;
        clock.set(jump);
        let campaign = world.at_rest(id).await;
        all_is_well(&world, &campaign, &format!("{jump} ms")).await;
        let reached = |call: &beckon_sandbox::Call| call.fault.is_some() && call.msgid.is_some();
        let lost = world.sends().iter().filter(|call| reached(call)).count();
        assert_eq!(world.sends().len(), ALL as usize + 4, "{jump} ms: WeCom's clock says that a moment has passed");
        assert!(lost > 0, "{jump} ms: some had it already, or this proves nothing");
    }
}

#[tokio::test]
async fn eight_hours_of_sleep() {
    let rule = FaultRule { call: "message/send".into(), when: When::Range { from: 9, to: 16 }, fault: Fault::SlowDrip };
    let (world, clock) = with_clock(vec![rule]).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    // All places are taken by calls whose answers never end: the laptop falls asleep now.
    until(|| world.sends().iter().filter(|call| call.processed).count() == 16).await;
    let slept = Duration::from_secs(8 * 3600);
    clock.set(8 * 3_600_000);
    world.company.advance(slept);
    // Timers stand still while a laptop sleeps, and run out later.
    pass(Duration::from_secs(31)).await;
    let campaign = world.at_rest(id).await;
    let rows = agree(&world, "asleep").await;
    let unknown: Vec<_> = rows.iter().filter(|row| row.state == DeliveryState::Unknown).collect();
    assert_eq!((campaign.state, unknown.len()), (CampaignState::Finished, 8), "{:?}", campaign.counts);
    let lost = campaign.counts.accepted + campaign.counts.rejected + 8;
    assert_eq!(lost, ALL, "the others are sent with a new token");
    assert_eq!(world.tokens_asked(), 2, "the old token had ended");
    assert_eq!(world.company.figures().duplicates, 0, "WeCom would have taken a repeat for a new message");
    assert_eq!(world.company.figures().delivered, REACHABLE, "everybody has it once");
}

#[tokio::test]
async fn another_program_that_holds_the_database_for_a_moment() {
    let world = World::with(Config { latency: Duration::from_millis(20), ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(8).await;
    let other = hold(&world);
    let asked = passes("transaction.before");
    until(|| asked() > 0).await;
    other.execute_batch("COMMIT").unwrap();
    let campaign = world.at_rest(id).await;
    all_is_well(&world, &campaign, "locked for a moment").await;
    assert_eq!(world.sends().len() as u64, ALL, "nobody is asked about again");
}

#[tokio::test]
async fn another_program_that_does_not_let_go_of_the_database() {
    let mut world = World::with(Config { latency: Duration::from_millis(20), ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(8).await;
    let other = hold(&world);
    // Whoever asks again has been refused.
    let asked = passes("transaction.before");
    until(|| asked() > 1).await;
    other.execute_batch("COMMIT").unwrap();
    world.engine.campaigns().wait_for_rest().await;
    assert!(world.sends().len() < ALL as usize, "what cannot be noted does not leave");
    reopen(&mut world).await;
    let found = world.engine.campaigns().get(id).await.unwrap();
    assert_eq!(found.state, CampaignState::Paused, "a person says when to go on: {:?}", found.counts);
    all_is_well(&world, &world.resume(id).await, "locked, and then not").await;
}

/// Holds the database as another program would that writes to it, until it commits.
fn hold(world: &World) -> Connection {
    let other = Connection::open(world.folder.path().join("beckon.db")).unwrap();
    other.busy_timeout(Duration::from_secs(60)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    other
}

/// Opens the folder again, as the next start of the program.
async fn reopen(world: &mut World) {
    world.engine = open(world.folder.path(), Arc::new(SystemClock)).await;
    world.engine.accounts().lend_secret(&world.account.id, world.company.secret()).await.unwrap();
}

#[tokio::test]
async fn a_second_process() {
    if let Some(folder) = part() {
        return refused_by_the_first(&folder).await;
    }
    let world = World::with(Config { latency: Duration::from_millis(60), ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(4).await;
    let mut second = again("laptop::a_second_process", world.folder.path().to_str().unwrap());
    let second = tokio::task::spawn_blocking(move || second.output().unwrap());
    let campaign = world.at_rest(id).await;
    let second = second.await.unwrap();
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stdout));
    all_is_well(&world, &campaign, "a second process").await;
    assert_eq!(world.sends().len() as u64, ALL, "everybody was asked about once");
}

async fn refused_by_the_first(folder: &str) {
    let engine = open(std::path::Path::new(folder), Arc::new(SystemClock)).await;
    let running = engine.campaigns().list().await.unwrap().remove(0);
    assert_eq!(running.state, CampaignState::Running, "opening the folder leaves the other's rows alone");
    engine.accounts().lend_secret(&running.account, "anything").await.unwrap();
    let refused = engine.campaigns().resume(running.id).await;
    assert!(matches!(refused, Err(Error::OtherProcessSending)), "{refused:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_disk_that_is_full() {
    if let Some(folder) = part() {
        return send_until_the_disk_is_full(&folder).await;
    }
    // How many commits fill a file depends on the machine and on what the database held before: the size at which the disk is
    // full in the middle is looked for between one at which nothing leaves and one at which everything does.
    let (mut too_small, mut too_large) = (0, 16 * 1024);
    while too_large - too_small > 1 {
        let half_kib = (too_small + too_large) / 2;
        let world = World::with(Config { latency: Duration::from_millis(20), ..Config::default() }).await;
        let ended = sent_with_room_for(&world, half_kib).await;
        match world.sends().len() as u64 {
            0 => too_small = half_kib,
            ALL.. => too_large = half_kib,
            _ => {
                assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
                return goes_on_once_there_is_room(world).await;
            }
        }
    }
    panic!(
        "the disk has to be full in the middle, or this proves nothing: none sent with {too_small} half KiB, all with {too_large}"
    );
}

/// The send in a process that may write no file beyond this size. It meets the same failed writes as one on a full disk, once
/// it ignores the signal that comes with them.
async fn sent_with_room_for(world: &World, half_kib: u32) -> std::process::Output {
    std::fs::write(world.folder.path().join("secret"), world.company.secret()).unwrap();
    let limited = "trap '' XFSZ; ulimit -f $0; exec \"$@\"";
    let test = again("laptop::a_disk_that_is_full", world.folder.path().to_str().unwrap());
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", limited, &half_kib.to_string()])
        .arg(test.get_program())
        .args(arguments("laptop::a_disk_that_is_full"));
    shell.envs(test.get_envs().filter_map(|(name, value)| Some((name, value?))));
    tokio::task::spawn_blocking(move || shell.output().unwrap()).await.unwrap()
}

async fn goes_on_once_there_is_room(mut world: World) {
    reopen(&mut world).await;
    let found = world.engine.campaigns().list().await.unwrap().remove(0);
    assert_eq!(found.state, CampaignState::Paused, "a person says when to go on: {:?}", found.counts);
    all_is_well(&world, &world.resume(found.id).await, "full, and then not").await;
}

/// Keeps the error that ended a send.
#[derive(Default)]
struct Failures(Mutex<Vec<String>>);

impl UiSink for Failures {
    fn changed(&self, _: CampaignId) {}
    fn rested(&self, _: &Campaign) {}
    fn failed(&self, _: CampaignId, error: &Error) {
        self.0.lock().unwrap().push(error.to_string());
    }
}

async fn send_until_the_disk_is_full(folder: &str) {
    let folder = std::path::Path::new(folder);
    let sink = Arc::new(Failures::default());
    let (vault, clock) = (Vault::new(MemoryKeyring::default()).unwrap(), Arc::new(SystemClock));
    let parts =
        Parts { data_dir: folder.to_owned(), vault, clock, sink: Arc::clone(&sink) as Arc<dyn UiSink>, practice: None };
    let engine = Engine::open(parts).await.unwrap();
    let account = engine.accounts().named("acme").await.unwrap().id;
    engine.accounts().lend_secret(&account, std::fs::read_to_string(folder.join("secret")).unwrap()).await.unwrap();
    let template = engine.templates().named("text").await.unwrap().id;
    let send = SendRequest::new(account, template, Selection::All);
    let approval = engine.send().check(send.clone()).await.unwrap().approval;
    engine.send().start(StartRequest { send, approval, starts_at: None }).await.unwrap();
    engine.campaigns().wait_for_rest().await;
    let failures = sink.0.lock().unwrap().clone();
    assert!(failures.iter().any(|failure| failure.contains("cannot be written")), "it says so: {failures:?}");
}
