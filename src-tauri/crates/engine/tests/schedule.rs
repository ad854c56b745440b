//! Sends that start later, on a clock that the test moves: at their time, not before, and never late without a question.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Engine, Error, Parsed, TOLERANCE_MS};
use beckon_model::{
    Campaign, CampaignState, Clock, ManualClock, Reason, Selection, SendRequest, StartRequest, SystemClock, VaultChoice,
};
use beckon_sandbox::{Config, Sandbox};
use common::{TEXT, calls, draft, open, person, save_template};

/// Two hours from now.
const LATER_MS: i64 = 7_200_000;

struct Office {
    engine: Engine,
    company: Sandbox,
    clock: Arc<ManualClock>,
    folder: tempfile::TempDir,
}

impl Office {
    async fn new() -> Self {
        let company = Sandbox::start(Config::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(SystemClock.now_ms()));
        let engine = open(folder.path(), Arc::clone(&clock) as _).await;
        engine.accounts().add(draft(&company)).await.unwrap();
        engine.candidates().put(Parsed::of_people(vec![person("Zhang Wei", "zhangwei")]), false).await.unwrap();
        save_template(&engine, TEXT).await;
        Self { engine, company, clock, folder }
    }

    /// Approves a send to all that starts so many milliseconds from now.
    async fn schedule(&self, in_ms: i64) -> Result<Campaign, Error> {
        let account = self.engine.accounts().list().await.unwrap().remove(0).id;
        let template = self.engine.templates().named("text").await.unwrap().id;
        let send = SendRequest::new(account, template, Selection::All);
        let approval = self.engine.send().check(send.clone()).await.unwrap().approval;
        let starts_at = Some(self.clock.now_ms() + in_ms);
        self.engine.send().start(StartRequest { send, approval, starts_at }).await
    }

    /// What the program does every second.
    async fn look(&self) -> Campaign {
        self.engine.campaigns().start_due().await.unwrap();
        self.engine.campaigns().wait_for_rest().await;
        self.engine.campaigns().list().await.unwrap().remove(0)
    }

    fn sent(&self) -> usize {
        calls(&self.company, "/message/send").len()
    }
}

#[tokio::test]
async fn it_starts_at_its_time_and_not_before() {
    let office = Office::new().await;
    let campaign = office.schedule(LATER_MS).await.unwrap();
    assert_eq!((campaign.state, campaign.counts.queued), (CampaignState::Scheduled, 1), "frozen, and waiting");
    office.clock.advance(LATER_MS - 1);
    assert_eq!((office.look().await.state, office.sent()), (CampaignState::Scheduled, 0), "not a moment early");
    office.clock.advance(1);
    assert_eq!((office.look().await.state, office.sent()), (CampaignState::Finished, 1), "on time");
}

#[tokio::test]
async fn a_machine_that_slept_for_too_long_asks() {
    let office = Office::new().await;
    office.schedule(LATER_MS).await.unwrap();
    office.clock.advance(LATER_MS + TOLERANCE_MS + 1);
    let missed = office.look().await;
    assert_eq!((missed.state, missed.stopped_by), (CampaignState::Paused, Some(Reason::Missed)), "a person decides");
    assert_eq!(office.sent(), 0, "an invitation for an hour ago may make no sense");
    office.engine.campaigns().resume(missed.id).await.unwrap();
    assert_eq!((office.look().await.state, office.sent()), (CampaignState::Finished, 1), "the person says go on");
}

#[tokio::test]
async fn a_short_sleep_does_no_harm() {
    let office = Office::new().await;
    office.schedule(LATER_MS).await.unwrap();
    office.clock.advance(LATER_MS + TOLERANCE_MS);
    assert_eq!((office.look().await.state, office.sent()), (CampaignState::Finished, 1), "ten minutes late at most");
}

#[tokio::test]
async fn it_survives_the_end_of_the_program() {
    let office = Office::new().await;
    let id = office.schedule(LATER_MS).await.unwrap().id;
    let again = open(office.folder.path(), Arc::clone(&office.clock) as _).await;
    let account = again.campaigns().get(id).await.unwrap().account;
    assert_eq!(again.campaigns().get(id).await.unwrap().state, CampaignState::Scheduled, "a restart is no pause");
    office.clock.advance(LATER_MS);
    again.campaigns().start_due().await.unwrap();
    let waiting = again.campaigns().get(id).await.unwrap();
    assert_eq!(waiting.state, CampaignState::Scheduled, "another process may have the secret");
    office.clock.advance(60_000);
    again.campaigns().start_due().await.unwrap();
    let stopped = again.campaigns().get(id).await.unwrap();
    assert_eq!(
        (stopped.state, &stopped.stopped_by),
        (CampaignState::Paused, &Some(Reason::NoSecret)),
        "told, not lost"
    );
    again.accounts().secret(&account, office.company.secret(), VaultChoice::Session).await.unwrap();
    again.campaigns().resume(id).await.unwrap();
    again.campaigns().wait_for_rest().await;
    assert_eq!(
        (again.campaigns().get(id).await.unwrap().state, office.sent()),
        (CampaignState::Finished, 1),
        "with the secret"
    );
}

#[tokio::test]
async fn it_can_be_started_now_or_called_off() {
    let office = Office::new().await;
    let id = office.schedule(LATER_MS).await.unwrap().id;
    office.engine.campaigns().resume(id).await.unwrap();
    assert_eq!((office.look().await.state, office.sent()), (CampaignState::Finished, 1), "now after all");
    let id = office.schedule(LATER_MS).await.unwrap().id;
    let cancelled = office.engine.campaigns().cancel(id).await.unwrap();
    assert_eq!((cancelled.state, cancelled.counts.cancelled), (CampaignState::Cancelled, 1), "called off");
    office.clock.advance(LATER_MS);
    assert_eq!((office.look().await.state, office.sent()), (CampaignState::Cancelled, 1), "and never sent");
}

#[tokio::test]
async fn an_account_that_is_removed_takes_its_planned_sends_along() {
    let office = Office::new().await;
    let campaign = office.schedule(LATER_MS).await.unwrap();
    office.engine.accounts().remove(&campaign.account).await.unwrap();
    office.clock.advance(LATER_MS + 60_000);
    let stopped = office.look().await;
    assert_eq!(
        (stopped.state, stopped.counts.cancelled),
        (CampaignState::Cancelled, 1),
        "called off, and the log says so"
    );
    assert_eq!(office.sent(), 0, "nobody gets anything");
}

#[tokio::test]
async fn a_time_that_has_passed_is_refused() {
    let office = Office::new().await;
    let refused = office.schedule(0).await;
    let Err(Error::Invalid(fields)) = refused else { panic!("{refused:?}") };
    assert_eq!(
        (&fields[0].field, fields[0].problem),
        (&beckon_model::FormField::StartsAt, beckon_model::FieldProblem::Past),
        "names what to change"
    );
    assert!(office.engine.campaigns().list().await.unwrap().is_empty(), "nothing is stored");
}
