//! The way of a call from the queue to its outcome: claimed, ready, under way, noted.
//!
//! Never in here: which calls may leave, and what an answer means.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use beckon_model::{NetworkFault, Reason, Step};
use beckon_store::{AttemptEnd, Writer, fail_point};
use tokio::task::JoinSet;
use tokio::time::sleep;
use wecom::SendReply;

use super::claim::{Claimed, Leaving};
use super::{Sender, Stop};
use crate::settle::{Settled, settle};

/// How often a sender looks at the clock and the campaign's state: laptops sleep, due times are wall-clock times, and
/// another process may have paused it.
const HEARTBEAT: Duration = Duration::from_millis(250);

/// How long requests under way may take to end once a person said stop. They are asked about again later.
const PATIENCE: Duration = Duration::from_secs(5);

/// Outcomes on their way to the disk, for each place: a disk that is slower than WeCom holds up the sending.
const UNWRITTEN: usize = 16;

/// Unanswered calls in a row after which nobody is asked any more: three tries of as many as run at a time by default.
/// Who has been asked can be asked again later with the same bytes; to go on would make everybody unknown.
const UNANSWERED: u32 = 24;

/// A clock that jumps further back than this was set, not corrected, in milliseconds.
const CLOCK_JUMP_MS: i64 = 2000;

/// What is between the queue and its outcome.
#[derive(Default)]
struct Work {
    claiming: JoinSet<Option<Claimed>>,
    ready: VecDeque<Leaving>,
    under_way: JoinSet<(Leaving, std::result::Result<SendReply, wecom::Error>)>,
    /// Ends with the moment at which a row that was put back is due, UTC ms.
    noting: JoinSet<Option<i64>>,
}

impl Work {
    fn is_done(&self) -> bool {
        self.claiming.is_empty() && self.ready.is_empty() && self.under_way.is_empty() && self.noting.is_empty()
    }
}

impl Sender {
    /// Sends until no row waits and nothing is under way, or until it has to stop.
    pub(super) async fn send_rows(self: &Arc<Self>) {
        let mut work = Work::default();
        // When to look for the next calls; none while no row waits.
        let mut look_at = Some(self.engine.now_ms());
        let mut last_now = self.engine.now_ms();
        let mut heartbeat = tokio::time::interval(HEARTBEAT);
        let mut patience = Box::pin(sleep(PATIENCE));
        let mut stop_wanted = false;
        let mut waiting = None;
        loop {
            let now = self.engine.now_ms();
            if now < last_now - CLOCK_JUMP_MS {
                self.follow_clock(now).await;
                look_at = Some(now);
            }
            last_now = now;
            let stop = self.stopped();
            if stop.is_some() || self.throttle().is_frozen(now) {
                self.withdraw(&mut work);
            } else {
                self.let_leave(&mut work);
            }
            if matches!(stop, Some(Stop::Wanted)) && !stop_wanted {
                stop_wanted = true;
                patience.set(sleep(PATIENCE));
            }
            let idle = work.ready.is_empty() && work.under_way.is_empty();
            self.progress.waits(waiting.filter(|_| idle));
            let looks = stop.is_none() && work.claiming.is_empty() && work.ready.len() < self.places();
            if looks && look_at.is_some_and(|at| at <= now) {
                look_at = None;
                self.look(&mut work);
            }
            if work.is_done() && (stop.is_some() || look_at.is_none()) {
                return;
            }
            let wait = look_at.filter(|_| looks).map(|at| Duration::from_millis((at - now).max(0).unsigned_abs()));
            tokio::select! {
                Some(Ok(claimed)) = work.claiming.join_next() => {
                    // Without an answer it has been stopped already.
                    let Some(claimed) = claimed else { continue };
                    look_at = look_at.into_iter().chain(claimed.again_at).min();
                    waiting = claimed.waiting;
                    work.ready.extend(claimed.calls);
                    if !claimed.runs {
                        self.stop_with(Stop::Wanted);
                    }
                }
                Some(Ok((leaving, answer))) = work.under_way.join_next() => {
                    let ends = self.settle(&leaving, answer);
                    work.noting.spawn(Arc::clone(self).note(leaving, ends, self.engine.now_ms()));
                }
                Some(Ok(due_at)) = work.noting.join_next() => look_at = look_at.into_iter().chain(due_at).min(),
                () = self.progress.bell.notified() => {
                    look_at = Some(now);
                    self.heed_state().await;
                }
                () = &mut patience, if stop_wanted && !work.under_way.is_empty() => work.under_way.shutdown().await,
                _ = heartbeat.tick() => self.heed_state().await,
                () = sleep(wait.unwrap_or(HEARTBEAT)), if wait.is_some() => {}
            }
        }
    }

    /// Lets as many calls leave as there are places.
    fn let_leave(self: &Arc<Self>, work: &mut Work) {
        let places = self.places();
        while work.under_way.len() < places && work.noting.len() < places * UNWRITTEN {
            let Some(mut leaving) = work.ready.pop_front() else { return };
            leaving.left_at = self.engine.now_ms();
            let client = Arc::clone(&self.client);
            work.under_way.spawn(async move {
                fail_point("request.before");
                let answer = client.send(leaving.call.body.clone()).await;
                fail_point("request.after");
                (leaving, answer)
            });
        }
    }

    /// Looks for calls whose turn it is: one for each place, and one for each that is going to be free.
    fn look(self: &Arc<Self>, work: &mut Work) {
        let places = 2 * self.places() - work.ready.len();
        let (sender, now) = (Arc::clone(self), self.engine.now_ms());
        let store = self.engine.store().clone();
        work.claiming.spawn(async move {
            let claiming = Arc::clone(&sender);
            let claimed = match store.write(move |rows| claiming.claim(rows, places, now)).await {
                Ok(claimed) => Some(claimed),
                Err(error) => {
                    sender.stop_with(Stop::Failed(error.into()));
                    None
                }
            };
            // What was noted in a file that nobody finds again does not leave: it is withdrawn.
            if let Err(error) = sender.in_place() {
                sender.stop_with(Stop::Failed(error));
            }
            claimed
        });
    }

    /// Puts back what was taken out of the queue and has not left.
    fn withdraw(self: &Arc<Self>, work: &mut Work) {
        let now = self.engine.now_ms();
        for leaving in work.ready.drain(..) {
            self.throttle().ended((leaving.started_at, now), leaving.userids(), false, None);
            let asked_at = leaving.call.asked_at;
            let back = Step::PutBack { due_at: now, asked_at, failed: false, errcode: None };
            let end = AttemptEnd { outcome: "withdrawn", errcode: None, reply: None };
            let rows = leaving.call.rows.iter().map(|_| (end.clone(), back.clone())).collect();
            work.noting.spawn(Arc::clone(self).note(leaving, rows, now));
        }
    }

    /// What the answer means for the rows, the limits and the campaign.
    fn settle(
        &self,
        leaving: &Leaving,
        answer: std::result::Result<SendReply, wecom::Error>,
    ) -> Vec<(AttemptEnd, Step)> {
        let now = self.engine.now_ms();
        let Settled { rows, stop, left, errcode } = settle(&leaving.call, answer, leaving.started_at, now);
        self.throttle().ended((leaving.left_at, now), leaving.userids(), left, errcode);
        if let Some(reason) = stop {
            self.stop_with(Stop::Refused(reason));
        }
        if errcode.is_some() {
            self.unanswered.store(0, Ordering::SeqCst);
        } else if left && self.unanswered.fetch_add(1, Ordering::SeqCst) + 1 >= UNANSWERED {
            self.stop_with(Stop::Refused(Reason::Network { fault: NetworkFault::NoAnswer }));
        }
        self.progress.answered(now, leaving.call.rows.len() as u64);
        rows
    }

    /// Writes how a call ended. Answers with the moment at which it is to be tried again, if it is.
    async fn note(self: Arc<Self>, leaving: Leaving, ends: Vec<(AttemptEnd, Step)>, now: i64) -> Option<i64> {
        let due_at = ends.iter().filter_map(|(_, step)| match step {
            Step::PutBack { due_at, .. } => Some(*due_at),
            _ => None,
        });
        let due_at = due_at.min();
        let note = move |rows: &Writer<'_>| {
            leaving.call.rows.iter().zip(&ends).try_for_each(|(row, (end, step))| {
                rows.end_attempt(row.id, row.attempt, end, now)?;
                rows.step(row.id, step, now)
            })
        };
        if let Err(error) = self.engine.store().write(note).await {
            // The row stays in `sending` on the disk: the next start settles it by the rule for lost replies.
            self.stop_with(Stop::Failed(error.into()));
        }
        self.changed.store(true, Ordering::SeqCst);
        due_at
    }
}
