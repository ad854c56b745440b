//! What of a send is between the queue and its outcome.
//!
//! Never in here: what happens to it.

use std::collections::VecDeque;

use beckon_model::{AttemptOutcome, Step, Waiting, WaitsFor};
use beckon_store::AttemptEnd;
use tokio::task::JoinSet;
use uuid::Uuid;
use wecom::SendReply;

use super::claim::{Claimed, Leaving};
use super::leave::{Asked, Leased, SHORT_MS};
use super::rights::Rights;
use super::team::TeamSend;

/// What is between the queue and its outcome.
#[derive(Default)]
pub(super) struct Work {
    pub claiming: JoinSet<Option<Claimed>>,
    pub ready: VecDeque<Leaving>,
    pub team: TeamWork,
    pub under_way: JoinSet<(Leaving, std::result::Result<SendReply, wecom::Error>)>,
    /// Ends with the moment at which a row that was put back is due, UTC ms.
    pub noting: JoinSet<Option<i64>>,
    /// WeCom is asked for its time.
    pub timing: JoinSet<std::result::Result<(), wecom::Error>>,
    /// Not before this moment is it asked again, UTC ms; how often it was in vain, and whether rows wait for it.
    pub timed_until: i64,
    pub untold: u32,
    pub time_needed: bool,
}

impl Work {
    pub fn is_done(&self) -> bool {
        let claimed = self.claiming.is_empty() && self.ready.is_empty() && self.timing.is_empty();
        claimed && self.team.is_empty() && self.under_way.is_empty() && self.noting.is_empty()
    }
}

/// Questions under way, and what has leave.
#[derive(Default)]
pub(super) struct TeamWork {
    pub rights: JoinSet<Rights>,
    /// When rights are asked for, UTC ms; none while no row waits for one.
    pub rights_at: Option<i64>,
    pub leasing: JoinSet<Asked>,
    /// Not before this moment leave is asked for, UTC ms.
    pub leave_at: i64,
    /// Until when those wait that went back to the queue without leave, UTC ms.
    pub back_until: i64,
    pub leased: VecDeque<Leased>,
    /// Calls whose answers are there, for the next question. Where it is lost, their outcome tells it.
    pub ended: Vec<Uuid>,
}

impl TeamWork {
    pub fn is_empty(&self) -> bool {
        self.rights.is_empty() && self.leasing.is_empty() && self.leased.is_empty()
    }

    /// Whether nothing has leave for longer than a moment: what would be taken out of the queue would only go back.
    pub fn is_blocked(&self, now: i64) -> bool {
        self.leave_at > now + SHORT_MS
    }

    /// What people see while the team decides.
    pub fn waiting(&self, now: i64, team: &TeamSend) -> Option<Waiting> {
        let until = if team.is_down() { self.rights_at } else { Some(self.leave_at.max(self.back_until)) };
        until
            .filter(|until| team.is_down() || *until > now + SHORT_MS)
            .map(|until| Waiting { what: WaitsFor::Team, until })
    }

    /// When it asks next, if nothing is asked now.
    pub fn asks_at(&self, ready: bool) -> Option<i64> {
        let rights = self.rights_at.filter(|_| self.rights.is_empty());
        let leave = Some(self.leave_at).filter(|_| ready && self.leasing.is_empty());
        rights.into_iter().chain(leave).min()
    }
}

/// How the attempt of a call ends that has not left, and where its rows go until then (UTC ms).
pub(super) fn withdrawn(leaving: &Leaving, due_at: i64) -> (AttemptEnd, Step) {
    let end = AttemptEnd { outcome: AttemptOutcome::Withdrawn, errcode: None, reply: None };
    (end, Step::PutBack { due_at, asked: leaving.call.asked, failed: false, errcode: None })
}
