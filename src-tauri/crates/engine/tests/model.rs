//! The outbox against a model of it: whatever a person does, in whatever order, while WeCom does whatever it does, every
//! row stands where the model says, and WeCom has delivered to exactly those to whom the model says.
//!
//! The model is a list of states and a list of those who have the message. It knows nothing of attempts, times, bytes or
//! the disk.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use beckon_engine::{Engine, Error, Parsed};
use beckon_model::{
    CampaignId, CampaignState, Clock, DeliveryState, GIVE_UP_MS, ManualClock, RecallRequest, Selection, SendRequest,
    StartRequest, SystemClock, UnknownAnswer, VaultChoice, WaitsFor,
};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use common::{TEXT, draft, log, open, person, save_template};
use proptest::prelude::*;

const PEOPLE: usize = 6;

/// What WeCom, and the way to it, do for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weather {
    Fine,
    /// Processed, never answered.
    RepliesLost,
    /// Never processed, and the connection breaks.
    Reset,
    /// -1 every time: nobody's refusal.
    Busy,
    /// This content is refused.
    Refused,
    /// The IP is not trusted.
    AccountRefused,
}

/// What a person, or the machine, does.
#[derive(Debug, Clone, Copy)]
enum Act {
    Resume,
    Retry,
    Cancel,
    Recall,
    /// For the n-th of the unknown rows.
    Answer(usize, UnknownAnswer),
    /// The program ends and starts again.
    Restart,
}

fn weather() -> impl Strategy<Value = Weather> {
    use Weather::{AccountRefused, Busy, Fine, Refused, RepliesLost, Reset};
    prop_oneof![3 => Just(Fine), 1 => Just(RepliesLost), 1 => Just(Reset), 1 => Just(Busy), 1 => Just(Refused),
        2 => Just(AccountRefused)]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Resume),
        3 => Just(Act::Retry),
        1 => Just(Act::Cancel),
        2 => Just(Act::Recall),
        2 => (0..PEOPLE).prop_map(|n| Act::Answer(n, UnknownAnswer::Arrived)),
        3 => (0..PEOPLE).prop_map(|n| Act::Answer(n, UnknownAnswer::Resend)),
        1 => Just(Act::Restart),
    ]
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Model {
    states: Vec<DeliveryState>,
    /// Who has the message, or had it until it was recalled.
    reached: BTreeSet<usize>,
    /// Whose message WeCom gave us an id for.
    has_id: BTreeSet<usize>,
    /// Who may have it from a request whose outcome is unknown: nothing but an acceptance settles that.
    perhaps: BTreeSet<usize>,
    campaign: CampaignState,
}

impl Model {
    fn new() -> Self {
        let states = vec![DeliveryState::Queued; PEOPLE];
        let (reached, has_id, perhaps) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { states, reached, has_id, perhaps, campaign: CampaignState::Running }
    }

    fn in_state(&self, state: DeliveryState) -> Vec<usize> {
        (0..PEOPLE).filter(|row| self.states[*row] == state).collect()
    }

    /// Sends whatever waits.
    fn send(&mut self, weather: Weather) {
        for row in self.in_state(DeliveryState::Queued) {
            self.states[row] = match weather {
                Weather::Fine => {
                    self.has_id.insert(row);
                    DeliveryState::Accepted
                }
                Weather::RepliesLost | Weather::Reset => DeliveryState::Unknown,
                Weather::Busy => DeliveryState::Queued,
                Weather::Refused if self.perhaps.contains(&row) => DeliveryState::Unknown,
                Weather::Refused => DeliveryState::Rejected,
                Weather::AccountRefused if self.perhaps.contains(&row) => DeliveryState::Queued,
                Weather::AccountRefused => DeliveryState::Held,
            };
            if matches!(weather, Weather::Fine | Weather::RepliesLost) {
                self.reached.insert(row);
            }
        }
        let stopped = matches!(weather, Weather::AccountRefused | Weather::Busy);
        self.campaign = if stopped { CampaignState::Paused } else { CampaignState::Finished };
    }

    /// Whether the act does anything; it is refused otherwise.
    fn act(&mut self, act: Act, weather: Weather) -> bool {
        let again: Vec<usize> = match act {
            Act::Resume => Vec::new(),
            Act::Retry => self.in_state(DeliveryState::Rejected),
            Act::Answer(n, said) => {
                let unknown = self.in_state(DeliveryState::Unknown);
                let Some(row) = unknown.get(n % unknown.len().max(1)) else { return false };
                if said == UnknownAnswer::Arrived {
                    self.states[*row] = DeliveryState::Accepted;
                    return true;
                }
                if self.campaign != CampaignState::Cancelled {
                    self.perhaps.insert(*row);
                }
                vec![*row]
            }
            Act::Cancel => {
                if self.campaign != CampaignState::Paused {
                    return false;
                }
                self.campaign = CampaignState::Cancelled;
                let (held, queued) = (self.in_state(DeliveryState::Held), self.in_state(DeliveryState::Queued));
                held.into_iter().for_each(|row| self.states[row] = DeliveryState::Cancelled);
                for row in queued {
                    let perhaps = self.perhaps.contains(&row);
                    self.states[row] = if perhaps { DeliveryState::Unknown } else { DeliveryState::Cancelled };
                }
                return true;
            }
            Act::Recall => {
                let taken: Vec<usize> = self.in_state(DeliveryState::Accepted);
                let taken: Vec<usize> = taken.into_iter().filter(|row| self.has_id.contains(row)).collect();
                taken.iter().for_each(|row| self.states[*row] = DeliveryState::Recalled);
                return !taken.is_empty();
            }
            Act::Restart => return true,
        };
        let waiting = [again, self.in_state(DeliveryState::Held), self.in_state(DeliveryState::Queued)].concat();
        if waiting.is_empty() || self.campaign == CampaignState::Cancelled {
            return false;
        }
        waiting.into_iter().for_each(|row| self.states[row] = DeliveryState::Queued);
        self.send(weather);
        true
    }
}

/// The real thing, on a clock that runs fast, so that pauses between tries do not take long.
struct Real {
    engine: Engine,
    company: Sandbox,
    clock: Arc<ManualClock>,
    stop_clock: Arc<AtomicBool>,
    folder: tempfile::TempDir,
    campaign: CampaignId,
}

impl Real {
    async fn new(weather: Weather) -> Self {
        let company = Sandbox::start(Config::default()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(SystemClock.now_ms()));
        let stop_clock = Arc::new(AtomicBool::new(false));
        let (fast, stop) = (Arc::clone(&clock), Arc::clone(&stop_clock));
        tokio::spawn(async move {
            while !stop.load(Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(5)).await;
                fast.advance(100);
            }
        });
        let engine = open(folder.path(), Arc::clone(&clock) as _).await;
        let account = engine.accounts().add(draft(&company)).await.unwrap().account.id;
        let reachable = company.members().iter().filter(|member| member.userid != "admin").take(PEOPLE);
        let people: Vec<_> = reachable.map(|member| person(&member.name, &member.userid)).collect();
        engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
        save_template(&engine, TEXT).await;
        let template = engine.templates().named("text").await.unwrap().id;
        let send = SendRequest::new(account, template, Selection::All);
        let approval = engine.send().check(send.clone()).await.unwrap().approval;
        set(&company, weather);
        let campaign = engine.send().start(StartRequest { send, approval, starts_at: None }).await.unwrap().id;
        let real = Self { engine, company, clock, stop_clock, folder, campaign };
        real.rest().await;
        real
    }

    /// Whether it did anything.
    async fn act(&mut self, act: Act, weather: Weather) -> bool {
        set(&self.company, weather);
        let id = self.campaign;
        let done = match act {
            Act::Resume => self.engine.campaigns().resume(id).await.map(drop),
            Act::Retry => self.engine.campaigns().retry(id).await.map(drop),
            Act::Cancel => self.engine.campaigns().cancel(id).await.map(drop),
            Act::Recall => {
                self.engine.campaigns().recall_start(RecallRequest { campaign: id, delivery: None }).await.map(drop)
            }
            Act::Answer(n, said) => {
                let rows = log(&self.engine).await;
                let unknown: Vec<_> = rows.iter().filter(|row| row.state == DeliveryState::Unknown).collect();
                match unknown.get(n % unknown.len().max(1)) {
                    Some(row) => self.engine.campaigns().delivery_resolve(row.delivery, said).await.map(drop),
                    None => Err(Error::NotFound("row")),
                }
            }
            Act::Restart => {
                let account = self.engine.campaigns().get(id).await.unwrap().account;
                self.engine = open(self.folder.path(), Arc::clone(&self.clock) as _).await;
                self.engine.accounts().secret(&account, self.company.secret(), VaultChoice::Session).await.map(drop)
            }
        };
        self.rest().await;
        done.is_ok()
    }

    /// Waits for the rest. While the account is in trouble, hours pass.
    async fn rest(&self) {
        let mut rested = std::pin::pin!(self.engine.campaigns().wait_for_rest());
        loop {
            tokio::select! {
                () = &mut rested => return,
                () = tokio::time::sleep(Duration::from_millis(20)) => {}
            }
            let live = self.engine.campaigns().get(self.campaign).await.unwrap().live;
            if live.and_then(|live| live.waiting).is_some_and(|waiting| waiting.what == WaitsFor::Busy) {
                self.clock.advance(GIVE_UP_MS);
            }
        }
    }

    async fn look(&self) -> (CampaignState, Vec<DeliveryState>) {
        let states = log(&self.engine).await.iter().map(|row| row.state).collect();
        (self.engine.campaigns().get(self.campaign).await.unwrap().state, states)
    }

    /// How often each person got the message, by the company's books.
    fn delivered(&self) -> Vec<usize> {
        let mut members: Vec<String> = Vec::new();
        let mut times: Vec<usize> = Vec::new();
        for recipient in self.company.journal().iter().flat_map(|call| &call.recipients) {
            if recipient.outcome != beckon_sandbox::Outcome::Delivered {
                continue;
            }
            match members.iter().position(|userid| *userid == recipient.userid) {
                Some(known) => times[known] += 1,
                None => {
                    members.push(recipient.userid.clone());
                    times.push(1);
                }
            }
        }
        times
    }
}

impl Drop for Real {
    fn drop(&mut self) {
        self.stop_clock.store(true, Ordering::SeqCst);
    }
}

fn set(company: &Sandbox, weather: Weather) {
    let fault = match weather {
        Weather::Fine => None,
        Weather::RepliesLost => Some(Fault::ReplyLost),
        Weather::Reset => Some(Fault::ResetBeforeProcessing),
        Weather::Busy => Some(Fault::ErrCode(-1)),
        Weather::Refused => Some(Fault::ErrCode(82004)),
        Weather::AccountRefused => Some(Fault::ErrCode(60020)),
    };
    let rule = |fault| FaultRule { call: "message/send".into(), when: When::Always, fault };
    company.set_faults(fault.map(rule).into_iter().collect());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn every_row_stands_where_the_model_says(
        start in weather(),
        acts in prop::collection::vec((act(), weather()), 1..10),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let mut model = Model::new();
            model.send(start);
            let mut real = Real::new(start).await;
            for (act, weather) in acts {
                let expected = model.act(act, weather);
                let done = real.act(act, weather).await;
                prop_assert_eq!(done, expected, "{:?} in {:?}", act, weather);
                let (campaign, states) = real.look().await;
                prop_assert_eq!(&states, &model.states, "after {:?} in {:?}", act, weather);
                prop_assert_eq!(campaign, model.campaign, "after {:?} in {:?}", act, weather);
                let delivered = real.delivered();
                prop_assert_eq!(delivered.len(), model.reached.len(), "who has it, after {:?}", act);
                prop_assert!(delivered.iter().all(|times| *times == 1), "nobody twice: {:?}", delivered);
            }
            Ok(())
        })?;
    }
}
