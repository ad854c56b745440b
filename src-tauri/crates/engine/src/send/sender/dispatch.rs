//! The way of a call from the queue to its outcome: claimed, ready, under way, noted.
//!
//! Never in here: which calls may leave, and what an answer means.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use beckon_model::{Blame, FailedCall, NetworkFault, Reason, Sign, Step, TRIES};
use beckon_store::{AttemptEnd, Writer, fail_point};
use tokio::time::sleep;
use wecom::SendReply;

use super::claim::Leaving;
use super::{HEARTBEAT, Sender, Stop};
use crate::errors::call_failure::{sign, why_not};
use crate::send::recovery::Halt;
use crate::send::sender::settle::{CROWD_PAUSE_MS, Known, Settled, settle};
use crate::send::sender::team::TeamSend;
use crate::send::sender::work::{Work, withdrawn};

/// How long requests under way may take to end once a person said stop. They are asked about again later.
const PATIENCE: Duration = Duration::from_secs(5);

/// Outcomes on their way to the disk, for each place: a disk that is slower than WeCom holds up the sending.
const UNWRITTEN: usize = 16;

/// How long after a question for WeCom's time that was in vain it is asked again, in milliseconds.
const TIME_AGAIN_MS: i64 = 5000;

/// WeCom's answer that a limit is reached.
const LIMIT_REACHED: i64 = 45009;

/// WeCom's answer that too many calls run at once.
const TOO_PARALLEL: i64 = 45033;

/// A clock that jumps further back than this was set, not corrected, in milliseconds.
const CLOCK_JUMP_MS: i64 = 2000;

impl Sender {
    /// Sends until no row waits and nothing is under way, or until it has to stop.
    pub(super) async fn send_rows(self: &Arc<Self>) {
        let mut work = Work::default();
        work.team.rights_at = self.team.as_ref().map(|_| self.engine.now_ms());
        // When to look for the next calls; none while no row waits.
        let mut look_at = Some(self.engine.now_ms());
        let mut last_now = self.engine.now_ms();
        let mut heartbeat = tokio::time::interval(HEARTBEAT);
        let mut patience = Box::pin(sleep(PATIENCE));
        let mut stop_wanted = false;
        let mut waiting = None;
        loop {
            fail_point("sender.turn");
            let now = self.engine.now_ms();
            if now < last_now - CLOCK_JUMP_MS {
                self.follow_clock(now).await;
                (look_at, work.timed_until) = (Some(now), now);
            }
            last_now = now;
            if let Some(reason) = self.trouble().given_up(now) {
                self.stop_with(Stop::Halted(Halt::Waits(reason)));
            }
            let stop = self.stopped();
            let pause = self.trouble().waiting(now);
            let down = self.team.as_ref().is_some_and(TeamSend::is_down) || work.team.is_blocked(now);
            if stop.is_some() || pause.is_some() || down || self.throttle().is_frozen(now) {
                self.withdraw(&mut work);
                if stop.is_some() {
                    work.timing.abort_all();
                    work.team.rights.abort_all();
                }
            } else {
                self.let_leave(&mut work);
            }
            if stop.is_none() && pause.is_none() {
                self.ask_team(&mut work, now);
            }
            if matches!(stop, Some(Stop::Wanted)) && !stop_wanted {
                stop_wanted = true;
                patience.set(sleep(PATIENCE));
            }
            let idle = work.ready.is_empty() && work.under_way.is_empty();
            let team = self.team.as_ref().filter(|_| work.under_way.is_empty());
            let team_waits = team.and_then(|team| work.team.waiting(now, team));
            if self.progress.waits(pause.filter(|_| idle).or(team_waits).or(waiting.filter(|_| idle))) {
                self.changed.store(true, Ordering::SeqCst);
            }
            let asking = self.trouble().is_on() && !work.under_way.is_empty();
            let looks = stop.is_none()
                && !asking
                && !down
                && work.timing.is_empty()
                && work.claiming.is_empty()
                && work.ready.len() < self.places();
            if looks && look_at.is_some_and(|at| at <= now) {
                look_at = None;
                self.look(&mut work);
            }
            if work.is_done() && (stop.is_some() || look_at.is_none() && work.team.rights_at.is_none()) {
                return;
            }
            let asks =
                work.team.asks_at(!work.ready.is_empty()).filter(|at| *at > now && stop.is_none() && pause.is_none());
            let next = look_at.filter(|_| looks).into_iter().chain(asks).min();
            let wait = next.map(|at| Duration::from_millis((at - now).max(0).unsigned_abs()));
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
                    work.time_needed = claimed.time_needed;
                }
                Some(Ok(rights)) = work.team.rights.join_next() => {
                    if self.heed_rights(&mut work, rights) {
                        look_at = Some(self.engine.now_ms());
                    }
                }
                Some(Ok(asked)) = work.team.leasing.join_next() => {
                    self.heed_leave(&mut work, asked);
                    look_at = Some(self.engine.now_ms());
                }
                Some(Ok(told)) = work.timing.join_next() => {
                    look_at = Some(self.engine.now_ms());
                    self.heed_time(&mut work, told);
                }
                Some(Ok((leaving, answer))) = work.under_way.join_next() => {
                    let ends = self.settle(&leaving, answer);
                    work.team.ended.extend(leaving.team_call);
                    work.noting.spawn(Arc::clone(self).note(leaving, ends, self.engine.now_ms()));
                }
                Some(Ok(due_at)) = work.noting.join_next() => {
                    look_at = look_at.into_iter().chain(due_at).min();
                    // Who came back may want a right again.
                    let asks = due_at.filter(|_| self.team.is_some()).map(|_| now);
                    work.team.rights_at = work.team.rights_at.or(asks);
                }
                () = self.progress.bell.notified() => {
                    look_at = Some(now);
                    work.team.rights_at = self.team.as_ref().map(|_| now);
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
            let Some(mut leaving) = self.next_leaving(work) else { return };
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

    /// Looks for calls whose turn it is: one for each place, and one for each that is going to be free. WeCom's time comes
    /// first, because it is noted with each attempt.
    fn look(self: &Arc<Self>, work: &mut Work) {
        let unknown = self.client.server_now().is_none() && !self.timeless.load(Ordering::SeqCst);
        let now = self.engine.now_ms();
        // While a pause lasts nobody is asked anything. The call after it needs the time like every other: without it a lost
        // answer would be lost for good.
        let pausing = self.trouble().waiting(now).is_some();
        if unknown && now >= work.timed_until && (work.time_needed || !pausing) {
            let client = Arc::clone(&self.client);
            work.timing.spawn(async move { client.learn_time().await });
            return;
        }
        // While the account is in trouble one call asks for all.
        let ahead = if self.trouble().is_on() { 1 } else { 2 };
        let places = (ahead * self.places()).saturating_sub(work.ready.len());
        let (sender, now) = (Arc::clone(self), (now, self.client.server_now()));
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
        let leased = work.team.leased.drain(..).map(|leased| leased.leaving);
        let back: Vec<Leaving> = leased.chain(work.ready.drain(..)).collect();
        back.into_iter().for_each(|leaving| self.put_back(work, leaving, now));
    }

    /// Puts a call back that has not left, until then (UTC ms).
    pub(super) fn put_back(self: &Arc<Self>, work: &mut Work, leaving: Leaving, due_at: i64) {
        let now = self.engine.now_ms();
        self.throttle().ended((leaving.noted.at, now), leaving.userids(), false, None);
        let back = withdrawn(&leaving, due_at);
        let rows = leaving.call.rows.iter().map(|_| back.clone()).collect();
        work.noting.spawn(Arc::clone(self).note(leaving, rows, now));
    }

    /// What the answer means for the rows, the limits and the campaign.
    fn settle(
        self: &Arc<Self>,
        leaving: &Leaving,
        answer: std::result::Result<SendReply, wecom::Error>,
    ) -> Vec<(AttemptEnd, Step)> {
        let now = self.engine.now_ms();
        let blame = self.blame(leaving, answer.as_ref().err(), now);
        let known = Known { asked: leaving.noted, now, server_now: self.client.server_now(), blame };
        let Settled { rows, stop, left, errcode } = settle(&leaving.call, answer, known);
        self.throttle().ended((leaving.left_at, now), leaving.userids(), left, errcode);
        match errcode {
            Some(LIMIT_REACHED) => self.brake(LIMIT_REACHED, self.throttle().frozen_until().saturating_sub(now)),
            Some(TOO_PARALLEL) => self.brake(TOO_PARALLEL, CROWD_PAUSE_MS),
            _ => {}
        }
        if let Some(reason) = stop {
            self.stop_with(Stop::Halted(Halt::Held(reason)));
        }
        let frozen_until = self.throttle().frozen_until();
        if let (true, Some(errcode)) = (frozen_until > now, errcode.filter(|code| *code == LIMIT_REACHED)) {
            self.trouble().limited(now, frozen_until, errcode);
        }
        self.progress.answered(now, leaving.call.rows.len() as u64);
        rows
    }

    /// Whose fault it is that a call did not get its answer.
    fn blame(&self, leaving: &Leaving, error: Option<&wecom::Error>, now: i64) -> Blame {
        let row = leaving.call.rows.first().map_or(0, |row| row.id.0);
        let mut trouble = self.trouble();
        let Some(error) = error else {
            trouble.answered(row);
            return Blame::Row;
        };
        let Some(sign) = sign(error) else {
            if matches!(error, wecom::Error::Refused(_)) {
                trouble.answered(row);
            }
            return Blame::Row;
        };
        let was_on = trouble.is_on();
        let call = FailedCall { row, left_at: leaving.left_at, last: leaving.call.tries + 1 >= TRIES };
        let blame = trouble.failed(now, call, sign);
        if trouble.is_on() && !was_on {
            self.forgives.store(true, Ordering::SeqCst);
        }
        let gone = sign == Sign::NoAnswer && trouble.is_unanswered();
        drop(trouble);
        if gone {
            self.stop_with(Stop::Halted(Halt::Held(Reason::Network { fault: NetworkFault::NoAnswer })));
        }
        blame
    }

    /// Heeds how a question for WeCom's time ended. Without it messages leave all the same, and find out themselves what is
    /// the matter; only what may have arrived waits for it.
    fn heed_time(&self, work: &mut Work, told: std::result::Result<(), wecom::Error>) {
        match told {
            Ok(()) => {
                work.untold = 0;
                self.timeless.store(self.client.server_now().is_none(), Ordering::SeqCst);
            }
            Err(error) => {
                work.timed_until = self.engine.now_ms() + TIME_AGAIN_MS;
                work.untold += 1;
                if work.time_needed && work.untold >= TRIES {
                    self.stop_with(Stop::Halted(Halt::Waits(why_not(&error))));
                }
            }
        }
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
        if self.team.is_some() {
            self.untold.notify_one();
        }
        due_at
    }
}
