//! When a team's send asks for rights and leave, and what it does with the answers.
//!
//! Never in here: a question to the ledger.

use std::sync::Arc;

use beckon_model::{Reason, Step};
use beckon_store::{AttemptEnd, Writer};

use super::claim::Leaving;
use super::leave::{Asked, SHORT_MS};
use super::rights::Rights;
use super::work::{Work, withdrawn};
use super::{Sender, Stop};

/// How long nobody is taken out of the queue after nobody had leave, in milliseconds at most.
const BLOCKED_MS: i64 = 10_000;

/// How long after enough rows had their rights more are asked for, in milliseconds.
const AHEAD_MS: i64 = 50;

impl Sender {
    /// Asks the ledger for rights and leave, as far as it is time to.
    pub(super) fn ask_team(self: &Arc<Self>, work: &mut Work, now: i64) {
        let Some(team) = &self.team else { return };
        if work.team.rights.is_empty() && work.team.rights_at.is_some_and(|at| at <= now) {
            work.team.rights.spawn(Arc::clone(self).ask_rights());
        }
        let free = self.leases().saturating_sub(work.team.leased.len() + work.under_way.len());
        if work.team.leasing.is_empty()
            && work.team.leave_at <= now
            && free > 0
            && !work.ready.is_empty()
            && !team.is_down()
        {
            let calls: Vec<Leaving> = work.ready.drain(..free.min(work.ready.len())).collect();
            let ended = std::mem::take(&mut work.team.ended);
            work.team.leasing.spawn(Arc::clone(self).ask_leave(team.agent, calls, ended));
        }
    }

    /// Heeds what came of asking for rights. Says whether rows may have become ready.
    pub(super) fn heed_rights(&self, work: &mut Work, rights: Rights) -> bool {
        let now = self.engine.now_ms();
        if let (Some(team), true) = (&self.team, !matches!(rights, Rights::NoAnswer(_))) {
            team.answered();
        }
        work.team.rights_at = match rights {
            Rights::AllHad => None,
            Rights::Asked => Some(now),
            Rights::Ahead => Some(now + AHEAD_MS),
            Rights::NoAnswer(error) => {
                work.team.rights_at = Some(self.team_failed(error));
                return false;
            }
        };
        true
    }

    /// Heeds what came of asking for leave.
    pub(super) fn heed_leave(self: &Arc<Self>, work: &mut Work, asked: Asked) {
        let now = self.engine.now_ms();
        let Asked { go, wait, lost, failed } = asked;
        work.team.leased.extend(go);
        for leaving in lost {
            work.noting.spawn(Arc::clone(self).lose_rights(leaving, now));
        }
        if let Some(error) = failed {
            work.team.rights_at = Some(self.team_failed(error));
            wait.into_iter().for_each(|(leaving, _)| self.put_back(work, leaving, now));
            return;
        }
        let (short, long): (Vec<_>, Vec<_>) = wait.into_iter().partition(|(_, until)| until - now <= SHORT_MS);
        // Where nobody of them may leave, others may not either, unless it is for the sake of these people: so not for long.
        let all = if work.team.leased.is_empty() { long.iter().map(|(_, until)| *until).min() } else { None };
        let all = all.map(|until| until.min(now + BLOCKED_MS));
        if let Some(until) = short.iter().map(|(_, until)| *until).min().or(all) {
            work.team.leave_at = until;
        }
        if let Some(until) = long.iter().map(|(_, until)| *until).min() {
            work.team.back_until = until;
        }
        short.into_iter().rev().for_each(|(leaving, _)| work.ready.push_front(leaving));
        long.into_iter().for_each(|(leaving, until)| self.put_back(work, leaving, until));
    }

    /// The next call that may leave. Leave that is too old is asked for again.
    pub(super) fn next_leaving(&self, work: &mut Work) -> Option<Leaving> {
        if self.team.is_none() {
            return work.ready.pop_front();
        }
        let now = self.engine.now_ms();
        while let Some(leased) = work.team.leased.pop_front() {
            if leased.is_good(now) {
                return Some(leased.leaving);
            }
            work.ready.push_front(leased.leaving);
        }
        None
    }

    /// Writes that a call may not leave with the rights of its rows: who was asked about before may have it already, the others ask
    /// for a right again.
    async fn lose_rights(self: Arc<Self>, leaving: Leaving, now: i64) -> Option<i64> {
        self.throttle().ended((leaving.noted.at, now), leaving.userids(), false, None);
        let lose = move |rows: &Writer<'_>| {
            let (end, back): (AttemptEnd, Step) = withdrawn(&leaving, now);
            for row in &leaving.call.rows {
                rows.end_attempt(row.id, row.attempt, &end, now)?;
                if leaving.call.asked.is_some() {
                    rows.step(row.id, &Step::Lose { reason: Reason::ReplyLost }, now)?;
                } else {
                    rows.step(row.id, &back, now)?;
                    // Whoever is held gives the right back, and asks for another one when it goes on.
                    rows.step(row.id, &Step::Hold { reason: Reason::ReplyLost }, now)?;
                    rows.step(row.id, &Step::Release, now)?;
                }
            }
            Ok::<_, beckon_store::Error>(())
        };
        if let Err(error) = self.engine.store().write(lose).await {
            self.stop_with(Stop::Failed(error.into()));
        }
        Some(now)
    }
}
