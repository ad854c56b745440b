//! After a crash: every row that was under way is asked about again inside WeCom's duplicate window, and later waits for
//! a person. A crash is a runtime that is dropped in the middle of its requests.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use beckon_engine::{Engine, Error, Parsed};
use beckon_model::{
    Account, AttemptOutcome, CampaignId, CampaignState, Clock, DUPLICATE_WINDOW_MS, DeliveryState, ManualClock, Reason,
    Selection, SendRequest, StartRequest, SystemClock, VaultChoice,
};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use common::{TEXT, World, calls, draft, kinds, log, open, person, save_template};
use tokio::runtime::Runtime;

const PEOPLE: usize = 40;

/// Requests that the company has processed and whose answers are still on their way when the program ends.
const UNDER_WAY: u64 = 8;

/// What a program left behind that ended while requests were under way.
struct Wreck {
    folder: tempfile::TempDir,
    company: Sandbox,
    account: Account,
    campaign: CampaignId,
    crashed_at: i64,
    /// Where the company lives on.
    world: Runtime,
}

/// Starts a send in a runtime of its own and drops that while eight answers drip in.
fn crash() -> Wreck {
    let world = Runtime::new().unwrap();
    let when = When::Range { from: 5, to: 4 + UNDER_WAY };
    let faults = vec![FaultRule { call: "message/send".into(), when, fault: Fault::SlowDrip }];
    let company = world.block_on(Sandbox::start(Config { faults, ..Config::default() })).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let crashed_at = SystemClock.now_ms();

    let program = Runtime::new().unwrap();
    let (account, campaign) = program.block_on(async {
        let engine = open(folder.path(), Arc::new(ManualClock::at(crashed_at))).await;
        let account = engine.accounts().add(draft(&company)).await.unwrap().account;
        let people = company.members()[..PEOPLE].iter().map(|member| person(&member.name, &member.userid)).collect();
        engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
        save_template(&engine, TEXT).await;
        let template = engine.templates().named("text").await.unwrap().id;
        let send = SendRequest::new(account.id.clone(), template, Selection::All);
        let approval = engine.send().check(send.clone()).await.unwrap().approval;
        let campaign = engine.send().start(StartRequest { send, approval, starts_at: None }).await.unwrap().id;
        let processed = || calls(&company, "/message/send").iter().filter(|call| call.processed).count();
        common::until(|| processed() >= 4 + UNDER_WAY as usize).await;
        // The answers of the others are on the disk: a slow one would lose them too.
        loop {
            let counts = engine.campaigns().get(campaign).await.unwrap().counts;
            if counts.accepted + counts.rejected >= 4 {
                break;
            }
            tokio::task::yield_now().await;
        }
        (account, campaign)
    });
    program.shutdown_timeout(Duration::from_secs(5));
    Wreck { folder, company, account, campaign, crashed_at, world }
}

/// The next start, so many milliseconds after the crash.
async fn restart(wreck: &Wreck, after_ms: i64) -> Engine {
    let engine = open(wreck.folder.path(), Arc::new(ManualClock::at(wreck.crashed_at + after_ms))).await;
    engine.accounts().secret(&wreck.account.id, wreck.company.secret(), VaultChoice::Session).await.unwrap();
    engine
}

#[test]
fn inside_the_window_the_rest_is_sent_and_nobody_gets_it_twice() {
    let wreck = crash();
    wreck.world.block_on(async {
        wreck.company.advance(Duration::from_secs(3600));
        let engine = restart(&wreck, 3_600_000).await;
        let found = engine.campaigns().get(wreck.campaign).await.unwrap();
        assert_eq!(found.state, CampaignState::Paused, "a person says when to go on");
        let counts = found.counts;
        assert_eq!((counts.sending, counts.unknown), (0, 0), "an hour later WeCom still knows the bytes: {counts:?}");
        let answered = counts.accepted + counts.rejected;
        assert_eq!((answered, counts.queued), (4, PEOPLE as u64 - 4), "answers under way were lost: {counts:?}");

        engine.campaigns().resume(wreck.campaign).await.unwrap();
        engine.campaigns().wait_for_rest().await;
        let done = engine.campaigns().get(wreck.campaign).await.unwrap();
        assert_eq!(done.state, CampaignState::Finished, "{:?}", done.counts);
        let figures = wreck.company.figures();
        assert_eq!(done.counts.accepted, figures.delivered, "each of them has it once");
        assert!(figures.duplicates > 0, "some had it already, or this test proves nothing: {figures:?}");
        assert_eq!(done.counts.accepted + done.counts.rejected, PEOPLE as u64, "and nobody is lost");
        for row in log(&engine).await {
            let detail = engine.log().detail(row.delivery, false).await.unwrap();
            let words: Vec<_> = detail.attempts.iter().filter_map(|attempt| attempt.outcome).collect();
            let interrupted = words.iter().filter(|word| **word == AttemptOutcome::Interrupted).count();
            assert_eq!(words.len(), row.attempts as usize, "every attempt has its end: {words:?}");
            assert!(interrupted <= 1 && words.len() == interrupted + 1, "one crash, one more try: {words:?}");
        }
        let mut bodies: HashMap<String, Arc<[u8]>> = HashMap::new();
        for call in calls(&wreck.company, "/message/send") {
            let body: serde_json::Value = serde_json::from_slice(&call.body).unwrap();
            let first = bodies.entry(body["touser"].to_string()).or_insert_with(|| Arc::clone(&call.body));
            assert_eq!(*first, call.body, "asked again with the very same bytes");
        }
        assert_eq!(bodies.len(), PEOPLE, "everybody was asked about");
    });
}

#[test]
fn outside_the_window_nobody_can_tell() {
    for after_ms in [DUPLICATE_WINDOW_MS, 24 * 3_600_000] {
        let wreck = crash();
        wreck.world.block_on(async {
            wreck.company.advance(Duration::from_millis(after_ms.unsigned_abs()));
            let engine = restart(&wreck, after_ms).await;
            let found = engine.campaigns().get(wreck.campaign).await.unwrap();
            // Those whose turn was next had been noted too, and nobody can tell them apart.
            let noted = UNDER_WAY..=3 * UNDER_WAY;
            let unknown = found.counts.unknown;
            assert!(noted.contains(&unknown), "{after_ms} ms: a repeat could be a second message: {unknown}");
            let rows = log(&engine).await;
            let unknown = rows.iter().filter(|row| row.state == DeliveryState::Unknown);
            for row in unknown {
                assert_eq!(row.reason, Some(Reason::Interrupted), "{after_ms} ms: the log says what is known");
            }
            let asked_before = calls(&wreck.company, "/message/send").len();
            engine.campaigns().resume(wreck.campaign).await.unwrap();
            engine.campaigns().wait_for_rest().await;
            let done = engine.campaigns().get(wreck.campaign).await.unwrap();
            assert_eq!(done.counts.unknown, found.counts.unknown, "{after_ms} ms: resuming leaves them to a person");
            assert_eq!(done.counts.queued + done.counts.sending, 0, "{after_ms} ms: the others are sent");
            let asked = calls(&wreck.company, "/message/send").len() - asked_before;
            assert_eq!(asked as u64, found.counts.queued, "{after_ms} ms: only those who had waited are asked about");
        });
    }
}

/// Goes on after a crash when so much time has passed at WeCom and the laptop's clock says otherwise.
fn gone_on(passed_ms: i64, laptop_ms: i64) -> (u64, beckon_sandbox::Figures) {
    let wreck = crash();
    wreck.world.block_on(async {
        wreck.company.advance(Duration::from_millis(passed_ms.unsigned_abs()));
        let engine = restart(&wreck, laptop_ms).await;
        engine.campaigns().resume(wreck.campaign).await.unwrap();
        engine.campaigns().wait_for_rest().await;
        let done = engine.campaigns().get(wreck.campaign).await.unwrap();
        assert_eq!(done.counts.open(), 0, "{laptop_ms} ms: nobody is left waiting: {:?}", done.counts);
        let mut received: HashMap<String, usize> = HashMap::new();
        for recipient in calls(&wreck.company, "/message/send").into_iter().flat_map(|call| call.recipients) {
            if recipient.outcome == beckon_sandbox::Outcome::Delivered {
                *received.entry(recipient.userid).or_default() += 1;
            }
        }
        assert!(received.values().all(|times| *times == 1), "{laptop_ms} ms: nobody gets it twice: {received:?}");
        (done.counts.unknown, wreck.company.figures())
    })
}

#[test]
fn a_laptop_whose_clock_was_set_back_doubles_nobody() {
    // Five hours later by WeCom's clock, one by the laptop's: seen, and 25 people got the message twice.
    for laptop_ms in [3_600_000, -8 * 3_600_000, -60_000] {
        let (unknown, figures) = gone_on(5 * 3_600_000, laptop_ms);
        assert!(unknown > 0, "{laptop_ms} ms: WeCom has forgotten the bytes, so a person decides");
        assert_eq!(figures.duplicates, 0, "{laptop_ms} ms: and it is not asked again");
    }
}

#[test]
fn a_laptop_whose_clock_is_late_still_asks_what_wecom_knows() {
    let (unknown, figures) = gone_on(3_600_000, -8 * 3_600_000);
    assert_eq!(unknown, 0, "an hour later WeCom still knows the bytes, whatever the laptop's clock says");
    assert!(figures.duplicates > 0, "some had it already, or this proves nothing: {figures:?}");
}

#[test]
fn a_laptop_whose_clock_was_set_forward_doubles_nobody() {
    let (unknown, _) = gone_on(3_600_000, 9 * 3_600_000);
    assert!(unknown > 0, "by its own clock the window is over: a person decides");
}

#[tokio::test]
async fn two_programs_never_send_from_one_folder() {
    let world = World::with(Config { latency: Duration::from_millis(60), ..Config::default() }).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(4).await;

    let other = second_program(world.folder.path()).await;
    other.accounts().lend_secret(&world.account.id, world.company.secret()).await.unwrap();
    let found = other.campaigns().get(id).await.unwrap();
    assert_eq!(found.state, CampaignState::Running, "opening the folder leaves the other's rows alone");
    let refused = other.campaigns().resume(id).await;
    assert!(matches!(refused, Err(Error::OtherProcessSending)), "{refused:?}");
    let send = world.to_userids(&["zhangwei"]).await;
    let approval = other.send().check(send.clone()).await.unwrap().approval;
    let refused =
        other.send().start(StartRequest { send: send.clone(), approval: approval.clone(), starts_at: None }).await;
    assert!(matches!(refused, Err(Error::OtherProcessSending)), "{refused:?}");

    let done = world.at_rest(id).await;
    assert_eq!((done.state, world.sends().len()), (CampaignState::Finished, 40), "everybody once");
    assert!(kinds(&world.log().await).iter().all(|kind| *kind != "interrupted"), "nothing was taken for a crash");
    let started = other.send().start(StartRequest { send, approval, starts_at: None }).await;
    assert!(started.is_ok(), "the lock ends with the send: {started:?}");
    other.campaigns().wait_for_rest().await;
}

async fn second_program(folder: &Path) -> Engine {
    open(folder, Arc::new(SystemClock)).await
}
