//! A company whose customers are candidates of ours, and a clock that is moved by hand: ours and the company's together.

use std::sync::Arc;
use std::time::Duration;

use beckon_engine::Parsed;
use beckon_model::{CandidateDraft, CandidateId, CandidateQuery, DeliveryId, Selection, TaskRow, TaskState, TasksRead};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use rusqlite::params;

use crate::common::{MovedClock, World, save_template};
use crate::stage::{Stage, TEXT};

pub const SECOND: i64 = 1000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// A candidate who is a customer.
pub struct Guest {
    pub id: CandidateId,
    pub external: String,
    pub colleague: String,
}

pub struct Theatre {
    pub stage: Stage,
    clock: Arc<MovedClock>,
}

/// A company in which nobody confirms by themselves for a month.
pub fn company() -> Config {
    Config { customers: 40, people_answer_after: Duration::from_secs(30 * 86_400), ..Config::default() }
}

impl Theatre {
    pub async fn new(config: Config) -> Self {
        let (world, clock) = World::with_hands(config).await;
        world.engine.candidates().remove(Selection::All).await.unwrap();
        save_template(&world.engine, TEXT).await;
        Self { stage: Stage { world }, clock }
    }

    pub fn company(&self) -> &Sandbox {
        &self.stage.world.company
    }

    /// So many candidates, each another customer who has the colleague as a contact.
    pub async fn guests(&self, count: usize) -> Vec<Guest> {
        let world = &self.stage.world;
        let phone = |nth: usize| format!("139{nth:08}");
        let people = (0..count).map(|nth| CandidateDraft {
            name: format!("Guest {nth:03}"),
            phone: Some(phone(nth)),
            ..CandidateDraft::default()
        });
        world.engine.candidates().put(Parsed::of_people(people.collect()), false).await.unwrap();
        let mut rows = world.engine.candidates().list(CandidateQuery::default()).await.unwrap().rows;
        rows.sort_by(|one, other| one.person.name.cmp(&other.person.name));
        let customers = world.company.customers();
        let whole = customers.iter().filter(|one| one.follows.iter().all(|follow| !follow.deleted));
        let mut guests = Vec::new();
        for ((nth, row), customer) in rows.iter().enumerate().zip(whole) {
            let colleague = customer.followers().next().unwrap().to_owned();
            let external = customer.external_userid.clone();
            world.company.colleague_notes(&colleague, &external, |follow| follow.remark_mobiles = vec![phone(nth)]);
            guests.push(Guest { id: row.id, external, colleague });
        }
        assert_eq!(guests.len(), count, "the company has as many customers");
        world.engine.outside().sync(&world.account.id).await.unwrap();
        guests
    }

    /// A guest to whom a task was made, with its row and its id at WeCom.
    pub async fn handed(&self) -> (Guest, DeliveryId, String) {
        let guest = self.guests(1).await.remove(0);
        self.stage.send(&[guest.id]).await;
        assert_eq!(self.stage.at(guest.id).await, ("customer", "handed", None), "a colleague has it");
        let row = self.stage.row(guest.id).await;
        (guest, row.delivery, row.msgid.unwrap())
    }

    /// Both clocks go on.
    pub fn later(&self, ms: i64) {
        self.clock.advance(ms);
        self.company().advance(Duration::from_millis(ms.unsigned_abs()));
    }

    pub async fn read(&self) -> TasksRead {
        self.stage.world.engine.outside().tasks_read(&self.stage.world.account.id).await.unwrap()
    }

    /// Some time later it is read what became of the tasks.
    pub async fn read_later(&self, ms: i64) -> TasksRead {
        self.later(ms);
        self.read().await
    }

    pub async fn tasks(&self) -> Vec<TaskRow> {
        self.stage.world.engine.outside().tasks(&self.stage.world.account.id).await.unwrap()
    }

    /// The only task.
    pub async fn task(&self) -> TaskRow {
        let mut tasks = self.tasks().await;
        assert_eq!(tasks.len(), 1, "{tasks:?}");
        tasks.remove(0)
    }

    /// Where the only task stands, and what is odd about it.
    pub async fn stands(&self) -> (TaskState, Option<&'static str>) {
        let task = self.task().await;
        (task.task_state, task.trouble.map(|trouble| trouble.kind()))
    }

    pub fn spoil(&self, rules: &[(&str, When, Fault)]) {
        let rule = |(call, when, fault): &(&str, When, Fault)| FaultRule {
            call: (*call).to_owned(),
            when: when.clone(),
            fault: fault.clone(),
        };
        self.company().set_faults(rules.iter().map(rule).collect());
    }

    /// How often a call of customer contact arrived.
    pub fn called(&self, call: &str) -> usize {
        self.stage.calls(&format!("/externalcontact/{call}")).len()
    }

    /// The interview that a task is about begins then.
    pub fn interview_at(&self, delivery: DeliveryId, ms_from_now: i64) {
        use beckon_model::Clock;
        let at = self.clock.now_ms() + ms_from_now;
        let file = self.stage.world.folder.path().join("beckon.db");
        let changed = rusqlite::Connection::open(file)
            .unwrap()
            .execute("UPDATE delivery SET waits_until = ?2 WHERE id = ?1", params![delivery.0, at]);
        assert_eq!(changed, Ok(1), "the row is there");
    }

    /// Messages in the chat of a guest.
    pub fn chat(&self, guest: &Guest) -> usize {
        self.company().chats().iter().filter(|message| message.external_userid == guest.external).count()
    }
}
