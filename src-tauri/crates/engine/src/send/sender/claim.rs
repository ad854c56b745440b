//! Which calls leave next: those whose turn it is and that the limits allow, noted durably before they do.
//!
//! Never in here: a request.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use beckon_model::{Allowed, Asked, CampaignId, CampaignState, DeliveryId, Reason, Step, Waiting, WaitsFor};
use beckon_store::{Call, Writer};
use uuid::Uuid;

use super::Sender;
use super::share::{hold_alone, share_anew};
use crate::message::links::Links;

/// How long what may have arrived waits for WeCom's time, in milliseconds.
const TIME_MS: i64 = 5000;

/// Calls that are looked at in one transaction, for each that may leave.
const LOOKS: usize = 8;

/// A call whose attempts are on the disk: its request may leave.
#[derive(Debug)]
pub(super) struct Leaving {
    pub call: Call,
    /// When its attempts were noted.
    pub noted: Asked,
    /// When its request left, UTC ms; until then, when it was noted.
    pub left_at: i64,
    /// By which name the team's ledger knows the call.
    pub team_call: Option<Uuid>,
}

/// What came of a look at the queue.
#[derive(Debug)]
pub(super) struct Claimed {
    pub calls: Vec<Leaving>,
    /// Whether the campaign still runs: it may have been paused or called off, in another process too.
    pub runs: bool,
    /// When to look again, UTC ms; absent when no row waits.
    pub again_at: Option<i64>,
    /// What the rest waits for, if it cannot leave yet.
    pub waiting: Option<Waiting>,
    /// Whether WeCom's time is needed to tell whether it still knows the bytes of a request.
    pub time_needed: bool,
}

impl Leaving {
    /// The recipient.
    pub fn userids(&self) -> impl Iterator<Item = &str> {
        self.call.rows.iter().map(|row| row.userid.as_str())
    }
}

impl Sender {
    /// Takes up to `places` calls out of the queue, at `now` by this machine's clock and by WeCom's, as far as that is known.
    /// Runs in the writer's transaction.
    pub(super) fn claim(
        &self,
        rows: &Writer<'_>,
        places: usize,
        (now, server_now): (i64, Option<i64>),
    ) -> beckon_store::Result<Claimed> {
        let mut claimed = Claimed { calls: Vec::new(), runs: true, again_at: None, waiting: None, time_needed: false };
        if rows.campaign_state(self.campaign)? != CampaignState::Running {
            claimed.runs = false;
            return Ok(claimed);
        }
        let troubled = self.trouble().is_on();
        let pause = self.trouble().waiting(now);
        if let Some(waiting) = pause {
            (claimed.waiting, claimed.again_at) = (Some(waiting), Some(waiting.until));
            return Ok(claimed);
        }
        if self.forgives.swap(false, Ordering::SeqCst) {
            rows.forgive(self.campaign)?;
        }
        let links = self.known_links(rows)?;
        let mut throttle = self.throttle();
        for _ in 0..places * LOOKS {
            if claimed.calls.len() == places {
                break;
            }
            // While the account is in trouble rather those whose fate is not known already.
            let Some(mut call) = rows.next_call(self.campaign, now, troubled)? else { break };
            match call.asked.filter(|_| !call.resend).map(|asked| asked.is_known(server_now)) {
                None | Some(Some(true)) => {}
                Some(known) if known == Some(false) || self.timeless.load(Ordering::SeqCst) => {
                    move_rows(rows, &call, &Step::Lose { reason: Reason::ReplyLost }, now)?;
                    continue;
                }
                Some(_) => {
                    claimed.time_needed = true;
                    move_rows(rows, &call, &Step::Defer { until: now + TIME_MS }, now)?;
                    continue;
                }
            }
            let out = rows.opted_out_of(&call)?;
            if !out.is_empty() {
                hold_back(rows, self.campaign, &call, &out, now)?;
                continue;
            }
            // It may have waited while a room was made, or deleted.
            if let Some(reason) = refused(rows, &links, &call)? {
                let hold =
                    if call.asked.is_none() { Step::Hold { reason } } else { Step::Lose { reason: Reason::ReplyLost } };
                move_rows(rows, &call, &hold, now)?;
                continue;
            }
            if let Allowed::Until(until, what) = throttle.call(now, call.rows.len() as u64) {
                claimed.waiting = Some(Waiting { what, until });
                break;
            }
            let until = call.rows.iter().filter_map(|row| match throttle.member(now, &row.userid) {
                Allowed::Now => None,
                Allowed::Until(until, _) => Some(until),
            });
            if let Some(until) = until.max() {
                move_rows(rows, &call, &Step::Defer { until }, now)?;
                self.defer_until(until);
                continue;
            }
            rows.leave(&call, &self.account, (now, server_now))?;
            let noted = Asked { at: now, server: server_now };
            if std::mem::take(&mut call.resend) {
                call.asked = Some(noted);
            }
            let team_call = self.team.is_some().then(Uuid::now_v7);
            if let Some(id) = team_call {
                rows.leaves_as(&call, id)?;
            }
            let leaving = Leaving { call, noted, left_at: now, team_call };
            throttle.leaves(now, leaving.userids());
            claimed.calls.push(leaving);
        }
        drop(throttle);
        let due = rows.next_due(self.campaign)?;
        let later = due.filter(|due| *due > now).map(|until| Waiting { what: self.row_waits_for(now), until });
        claimed.waiting = claimed.waiting.or(later);
        claimed.again_at = claimed.waiting.map(|waiting| waiting.until).or(due);
        Ok(claimed)
    }

    /// The links that let somebody in, read again whenever there are others.
    pub(super) fn known_links(&self, rows: &Writer<'_>) -> beckon_store::Result<Arc<Links>> {
        let stamp = rows.known_links_stamp()?;
        let mut known = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, links)) = known.as_ref().filter(|(of, _)| *of == stamp) {
            return Ok(Arc::clone(links));
        }
        let links = Arc::new(Links::new(rows.known_links()?));
        *known = Some((stamp, Arc::clone(&links)));
        Ok(links)
    }

    /// What the rows wait for that are not due yet.
    fn row_waits_for(&self, now: i64) -> WaitsFor {
        if self.deferred_until() > now { WaitsFor::Member } else { WaitsFor::Retry }
    }
}

/// Takes those out of a call who want no messages by now. The others leave with a request made again without them; where somebody
/// may have it already, that would be a second message, so the whole call waits for a person.
fn hold_back(
    rows: &Writer<'_>,
    campaign: CampaignId,
    call: &Call,
    out: &[(DeliveryId, i64)],
    now: i64,
) -> beckon_store::Result<()> {
    if call.asked.is_some() {
        return move_rows(rows, call, &Step::Lose { reason: Reason::ReplyLost }, now);
    }
    let is_out = |id| out.iter().any(|(out, _)| *out == id);
    let rest: Vec<(DeliveryId, &str)> =
        call.rows.iter().filter(|row| !is_out(row.id)).map(|row| (row.id, row.userid.as_str())).collect();
    share_anew(rows, campaign, &call.body, &rest)?;
    out.iter().try_for_each(|(id, at)| hold_alone(rows, *id, Reason::OptedOut { by: None, at: *at }, now))
}

/// Why a call must not leave for the links in it, if so.
fn refused(rows: &Writer<'_>, links: &Links, call: &Call) -> beckon_store::Result<Option<Reason>> {
    if links.is_empty() {
        return Ok(None);
    }
    let candidate = rows.goes_to_candidates(call)?;
    Ok(links.refuse_text(candidate, "body", &String::from_utf8_lossy(&call.body)))
}

fn move_rows(rows: &Writer<'_>, call: &Call, step: &Step, now: i64) -> beckon_store::Result<()> {
    call.rows.iter().try_for_each(|row| rows.step(row.id, step, now))
}
