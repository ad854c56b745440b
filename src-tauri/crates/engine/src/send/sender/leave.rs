//! Leave of a team's send: what WeCom allows an app is counted over all laptops, so each call asks before its request leaves.
//!
//! Never in here: a request that leaves without leave, or with one that is too old.

use std::sync::Arc;

use beckon_ledger::{Call, Leave, Limits, Person};
use beckon_model::{GIVE_UP_MS, Reason, TeamProblem};
use beckon_store::fail_point;
use uuid::Uuid;

use super::claim::Leaving;
use super::{Sender, Stop};
use crate::errors::{Error, Result};
use crate::send::recovery::Halt;
use crate::team::{desk, failed};

/// In the ledger a call counts from its leave to the question after its end, longer than it runs: with so many times the calls that may
/// run here, asking costs no time. More than may run at once never do here.
const AHEAD: usize = 2;

/// Leave is used within this time from the asking, so that the request has left before it ends, in milliseconds.
const USED_WITHIN_MS: i64 = Leave::GOOD_FOR_MS as i64 - 2000;

/// Calls that have to wait longer go back to the queue, in milliseconds.
pub(super) const SHORT_MS: i64 = 2000;

/// A call that may leave.
#[derive(Debug)]
pub(super) struct Leased {
    pub leaving: Leaving,
    /// When leave was asked for, UTC ms.
    pub asked_at: i64,
}

impl Leased {
    pub fn is_good(&self, now: i64) -> bool {
        (0..USED_WITHIN_MS).contains(&(now - self.asked_at))
    }
}

/// What came of asking for leave.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub go: Vec<Leased>,
    /// They may leave then, UTC ms.
    pub wait: Vec<(Leaving, i64)>,
    /// A right of theirs is lost.
    pub lost: Vec<Leaving>,
    /// The ledger could not be asked: why.
    pub failed: Option<Error>,
}

impl Sender {
    /// Calls that may have leave at a time.
    pub(super) fn leases(&self) -> usize {
        AHEAD * self.places()
    }

    /// Asks leave for calls of the app `agent`, and says which have ended: their places are free before the outcome is on the disk and told.
    pub(super) async fn ask_leave(self: Arc<Self>, agent: i32, calls: Vec<Leaving>, ended: Vec<Uuid>) -> Asked {
        let asked_at = self.engine.now_ms();
        fail_point("team.lease.before");
        let answers = self.leave_for(agent, &calls, &ended).await;
        fail_point("team.lease.after");
        let now = self.engine.now_ms();
        let mut asked = Asked::default();
        match answers {
            Ok(answers) => {
                for (leaving, answer) in calls.into_iter().zip(answers) {
                    match answer {
                        Leave::Go => asked.go.push(Leased { leaving, asked_at }),
                        Leave::Wait(ms) => asked.wait.push((leaving, now.saturating_add_unsigned(ms))),
                        Leave::Lost(_) => asked.lost.push(leaving),
                    }
                }
            }
            Err(error) => {
                asked.failed = Some(error);
                asked.wait.extend(calls.into_iter().map(|leaving| (leaving, now)));
            }
        }
        asked
    }

    async fn leave_for(&self, agent: i32, calls: &[Leaving], ended: &[Uuid]) -> Result<Vec<Leave>> {
        let ledger = desk::ledger(&self.engine).await?;
        let limits = self.throttle().limits();
        let number = |limit: u32| i32::try_from(limit).unwrap_or(i32::MAX);
        let limits = Limits {
            per_minute: number(limits.per_minute),
            parallel: number(limits.parallel).saturating_mul(AHEAD as i32),
            per_day: limits.per_day.map_or(i32::MAX, number),
            person_per_minute: number(limits.per_member_minute),
            person_per_hour: number(limits.per_member_hour),
        };
        let people = |leaving: &Leaving| {
            let person = |row: &beckon_store::CallRow| Person { userid: row.userid.clone(), claim: row.claim };
            leaving.call.rows.iter().map(person).collect()
        };
        let calls: Vec<Call> = calls
            .iter()
            .map(|leaving| Call { id: leaving.team_call.unwrap_or(Uuid::nil()), people: people(leaving) })
            .collect();
        ledger.lease(agent, &calls, ended, limits).await.map_err(failed)
    }

    /// WeCom told this laptop that a limit of the app is reached: all laptops wait.
    pub(super) fn brake(self: &Arc<Self>, errcode: i64, wait_ms: i64) {
        let Some(agent) = self.team.as_ref().map(|team| team.agent) else { return };
        let (sender, errcode) = (Arc::clone(self), i32::try_from(errcode).unwrap_or_default());
        tokio::spawn(async move {
            let told = match desk::ledger(&sender.engine).await {
                Ok(ledger) => ledger.brake(agent, errcode, wait_ms).await.map_err(failed),
                Err(error) => Err(error),
            };
            if let Err(error) = told {
                tracing::warn!(%error, "the team could not be told of a limit");
            }
        });
    }

    /// The ledger could not be asked. Says when it is asked again, UTC ms; a failure that does not pass stops the send.
    pub(super) fn team_failed(&self, error: Error) -> i64 {
        let now = self.engine.now_ms();
        let problem = match error {
            Error::Team(problem) => problem,
            Error::Vault(_) => TeamProblem::PasswordNeeded,
            error => {
                self.stop_with(Stop::Failed(error));
                return now;
            }
        };
        let Some(team) = &self.team else { return now };
        let (since, again) = team.failed(now);
        if !problem.passes() || now - since >= GIVE_UP_MS {
            self.stop_with(Stop::Halted(Halt::Waits(Reason::Team { problem })));
        }
        again
    }
}
