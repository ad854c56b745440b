//! Sending one campaign: every row's fate is on the disk before and after each of its requests.
//!
//! 0. With a team's account: rows get their right first (`rights`), and calls leave with leave only (`leave`).
//! 1. Take calls out of the queue as the limits allow (`claim`): their attempts are durable before anything leaves. The
//!    next ones are taken while the ones before are under way, so that no request waits for the disk (`dispatch`).
//! 2. Send exactly the frozen bytes. An answer frees its place at once.
//! 3. Read the answer per recipient, or sort the failure, and note the outcome durably.
//! 4. A refusal of the account, or a network that is gone or answers nothing, stops the campaign: nothing more leaves. So does a pause or a
//!    cancel, from whichever process; what was taken and has not left goes back.
//! 5. Failures that would meet every row alike (no token, WeCom busy, a sign-in page) are nobody's: nothing leaves for a
//!    pause, then one call asks again (`model/trouble.rs`).
//! 6. When no row waits and none is under way, the campaign comes to rest.
//!
//! Never in here: making or changing a message.

mod claim;
mod dispatch;
mod leave;
mod outsiders;
mod rights;
pub(crate) mod settle;
mod share;
mod team;
mod team_work;
mod work;

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use beckon_model::{AccountId, Campaign, CampaignId, CampaignState, Throttle, Trouble};
use beckon_store::{LinksStamp, Writer};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};
use wecom::Client;

use crate::Engine;
use crate::errors::{Error, Result};
use crate::message::links::Links;
use crate::send::lock::SendLock;
use crate::send::progress::Progress;
use crate::send::recovery::{Halt, come_to_rest};
use crate::send::sender::team::TeamSend;
use crate::send::throttle::throttle;
use crate::team::{tell, tell_campaign, tell_rest};

/// How often a sender looks at the clock and the campaign's state: laptops sleep, due times are wall-clock times, and
/// another process may have paused it.
const HEARTBEAT: Duration = Duration::from_millis(250);

/// The team hears this often at most how far the send is.
const FAR_EVERY: Duration = Duration::from_secs(1);

/// How long after it could not be told the team's ledger is told again.
const TELL_AGAIN: Duration = Duration::from_secs(2);

/// The window hears of changes this often at most.
const TELL_EVERY: Duration = Duration::from_millis(200);

pub(crate) struct Sender {
    engine: Engine,
    campaign: CampaignId,
    account: AccountId,
    client: Arc<Client>,
    throttle: Mutex<Throttle>,
    progress: Arc<Progress>,
    lock: Arc<SendLock>,
    deferred_until: AtomicI64,
    trouble: Mutex<Trouble>,
    /// Whether the tries of those that wait are to be taken back, because the account was in trouble.
    forgives: AtomicBool,
    /// Whether what answers does not say what time it is.
    timeless: AtomicBool,
    changed: AtomicBool,
    stop: Mutex<Option<Stop>>,
    /// What it asks of the team, if the account is a team's.
    team: Option<TeamSend>,
    /// Something has happened that the team's ledger is told.
    untold: Notify,
    /// The links that let somebody in, as of when.
    links: Mutex<Option<(LinksStamp, Arc<Links>)>>,
}

/// Why no more leaves.
#[derive(Debug, Clone)]
enum Stop {
    /// A person paused it or called it off; the database says which.
    Wanted,
    /// WeCom refuses the account, or there is no network, or the account was in trouble for too long.
    Halted(Halt),
    /// The data folder can no longer be written, is gone, or is damaged.
    Failed(Error),
}

impl Sender {
    /// Reads what of the account's limits is used.
    pub async fn new(
        engine: Engine,
        campaign: CampaignId,
        account: AccountId,
        client: Arc<Client>,
        (progress, lock): (Arc<Progress>, Arc<SendLock>),
    ) -> Result<Arc<Self>> {
        let wish = engine.store().read(move |rows| rows.campaign(campaign)).await?.team;
        let team = match wish {
            Some(wish) => Some(TeamSend::new(wish, &engine.accounts().get(&account).await?)),
            None => None,
        };
        let (of, now) = (account.clone(), engine.now_ms());
        let throttle = Mutex::new(engine.store().read(move |rows| throttle(rows, &of, now)).await?);
        let (deferred_until, trouble) = (AtomicI64::new(i64::MIN), Mutex::default());
        let (forgives, timeless) = (AtomicBool::new(false), AtomicBool::new(false));
        let (changed, stop) = (AtomicBool::new(true), Mutex::default());
        Ok(Arc::new(Self {
            engine,
            campaign,
            account,
            client,
            throttle,
            progress,
            lock,
            deferred_until,
            trouble,
            forgives,
            timeless,
            changed,
            stop,
            team,
            untold: Notify::new(),
            links: Mutex::default(),
        }))
    }

    /// Sends until no row waits, or until it has to stop. Answers with the campaign at rest.
    pub async fn send_all(self: &Arc<Self>) -> Result<Campaign> {
        let teller = tokio::spawn(Arc::clone(self).tell());
        let reporter = self.team.is_some().then(|| tokio::spawn(Arc::clone(self).tell_team()));
        self.send_outsiders().await;
        self.send_rows().await;
        teller.abort();
        let rested = self.rest().await;
        if let Some(reporter) = reporter {
            reporter.abort();
            tell_rest(&self.engine, self.campaign).await;
        }
        self.engine.0.sink.changed(self.campaign);
        rested
    }

    /// Whether the database and the lock are still in their place. What leaves while they are not is noted nowhere, or leaves
    /// from two processes.
    fn in_place(&self) -> Result<()> {
        self.engine.store().in_place()?;
        if self.lock.is_there() { Ok(()) } else { Err(Error::LockGone) }
    }

    /// Whether the campaign still runs: it may have been paused or called off, in another process too.
    async fn heed_state(&self) {
        if let Err(error) = self.in_place() {
            return self.stop_with(Stop::Failed(error));
        }
        let campaign = self.campaign;
        match self.engine.store().read(move |rows| rows.campaign_state(campaign)).await {
            Ok(CampaignState::Running) => {}
            Ok(_) => self.stop_with(Stop::Wanted),
            Err(error) => self.stop_with(Stop::Failed(error.into())),
        }
    }

    /// The clock was set back: what waits would wait until the old time.
    async fn follow_clock(&self, now: i64) {
        let campaign = self.campaign;
        if let Err(error) = self.engine.store().write(move |rows| rows.due_now(campaign, now)).await {
            self.stop_with(Stop::Failed(error.into()));
        }
    }

    /// Writes where the campaign stands now that nothing of it is under way.
    async fn rest(&self) -> Result<Campaign> {
        let (campaign, now) = (self.campaign, self.engine.now_ms());
        let halt = match self.stopped() {
            Some(Stop::Failed(error)) => return Err(error),
            Some(Stop::Halted(halt)) => Some(halt),
            Some(Stop::Wanted) | None => None,
        };
        let rest = move |rows: &Writer<'_>| {
            come_to_rest(rows, campaign, halt, now)?;
            rows.campaign(campaign)
        };
        Ok(self.engine.store().write(rest).await?)
    }

    /// Tells the window of changes while sending.
    async fn tell(self: Arc<Self>) {
        let mut ticks = tokio::time::interval(TELL_EVERY);
        loop {
            ticks.tick().await;
            if self.changed.swap(false, Ordering::SeqCst) {
                self.engine.0.sink.changed(self.campaign);
            }
        }
    }

    /// Tells the team's ledger what has happened, soon after it has. What could not be told is told later.
    async fn tell_team(self: Arc<Self>) {
        let mut far_told: Option<Instant> = None;
        loop {
            let _ = timeout(HEARTBEAT, self.untold.notified()).await;
            let mut told = tell(&self.engine).await;
            if told.is_ok() && far_told.is_none_or(|at| at.elapsed() >= FAR_EVERY) {
                told = tell_campaign(&self.engine, self.campaign).await;
                far_told = Some(Instant::now());
            }
            if told.is_err() {
                tokio::time::sleep(TELL_AGAIN).await;
            }
        }
    }

    /// Calls that may run at a time: while the account is in trouble, one.
    fn places(&self) -> usize {
        if self.trouble().is_on() { 1 } else { self.throttle().parallel() }
    }

    fn trouble(&self) -> MutexGuard<'_, Trouble> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn throttle(&self) -> MutexGuard<'_, Throttle> {
        self.throttle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rows of a member who has had enough for now wait until then.
    fn defer_until(&self, until: i64) {
        self.deferred_until.fetch_max(until, Ordering::SeqCst);
    }

    fn deferred_until(&self) -> i64 {
        self.deferred_until.load(Ordering::SeqCst)
    }

    fn stopped(&self) -> Option<Stop> {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The first reason stands, but a person's wish does not hide what WeCom refused.
    fn stop_with(&self, stop: Stop) {
        let mut stopped = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*stopped, None | Some(Stop::Wanted)) {
            *stopped = Some(stop);
        }
    }
}
