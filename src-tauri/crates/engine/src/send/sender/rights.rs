//! Rights of a team's send: each row has the right to invite its person before its attempt is noted, and nobody else of the team
//! has it then. They are asked for in groups, a little ahead of the sending.
//!
//! Never in here: a row that leaves without its right.

use std::collections::BTreeMap;
use std::sync::Arc;

use beckon_ledger::{Again, Claim, Ledger, State, Wanted};
use beckon_model::{CampaignId, DeliveryId, Reason};
use beckon_store::{SharedId, Unclaimed, Writer, fail_point};

use super::Sender;
use super::share::{hold_alone, share_anew};
use super::team::TeamSend;
use crate::errors::{Error, Result};
use crate::hash::unhex;
use crate::team::{desk, failed, give_back, state_of};

/// Rows whose rights are asked for in one question.
const GROUP: usize = 64;

/// Rows that have their right and wait for their turn, at least; those of a shared request come whole.
const AHEAD: usize = 256;

/// What came of asking.
#[derive(Debug)]
pub(super) enum Rights {
    /// No row waits for its right.
    AllHad,
    /// Some were asked for, and more may wait.
    Asked,
    /// Enough rows have theirs for now.
    Ahead,
    /// The ledger could not be asked.
    NoAnswer(Error),
}

impl Sender {
    /// Asks for the rights of the rows that are next.
    pub(super) async fn ask_rights(self: Arc<Self>) -> Rights {
        match self.try_rights().await {
            Ok(rights) => rights,
            Err(error) => Rights::NoAnswer(error),
        }
    }

    async fn try_rights(&self) -> Result<Rights> {
        give_back(&self.engine).await?;
        let ledger = desk::ledger(&self.engine).await?;
        let campaign = self.campaign;
        let read = move |rows: &beckon_store::Reader<'_>| {
            let ahead = rows.claimed_ahead(campaign)? >= AHEAD;
            Ok::<_, beckon_store::Error>((ahead, rows.unclaimed(campaign, GROUP)?))
        };
        let (ahead, waiting) = self.engine.store().read(read).await?;
        if waiting.is_empty() || ahead {
            if self.team.as_ref().is_some_and(TeamSend::is_down) {
                ledger.status().await.map_err(failed)?;
            }
            return Ok(if waiting.is_empty() { Rights::AllHad } else { Rights::Ahead });
        }
        let mut claims = Vec::with_capacity(waiting.len());
        for group in waiting.chunks(GROUP) {
            fail_point("team.claim.before");
            let wanted: Vec<Wanted> = group.iter().map(wanted).collect::<Result<_>>()?;
            let answers = ledger.claim(&wanted).await.map_err(failed)?;
            for (wanted, claim) in wanted.into_iter().zip(answers) {
                claims.push(self.claim_again(&ledger, wanted, claim).await?);
            }
            fail_point("team.claim.after");
        }
        let now = self.engine.now_ms();
        let fates: Vec<(Unclaimed, Fate)> = waiting.into_iter().zip(claims.iter().map(fate)).collect();
        self.engine.store().write(move |rows| note(rows, campaign, &fates, now)).await?;
        Ok(Rights::Asked)
    }

    /// A person has said why people are invited again.
    async fn claim_again(&self, ledger: &Ledger, wanted: Wanted, claim: Claim) -> Result<Claim> {
        use State::{Accepted, Recalled, Rejected, Unknown};
        let why = self.team.as_ref().and_then(|team| team.wish.again.clone());
        let ended = claim
            .holder
            .as_ref()
            .is_some_and(|holder| matches!(holder.state, Accepted | Rejected | Unknown | Recalled));
        match why {
            Some(why) if ended && !claim.may_leave() => ledger.again(&Again { wanted, why }).await.map_err(failed),
            _ => Ok(claim),
        }
    }
}

/// Where a row goes that asked for its right.
#[derive(Debug)]
enum Fate {
    Had,
    Held(Reason),
    /// It was given back at this very moment: asked again.
    Waits,
}

fn fate(claim: &Claim) -> Fate {
    match &claim.holder {
        _ if claim.may_leave() => Fate::Had,
        None => Fate::Waits,
        Some(holder) if holder.state == State::OptedOut => {
            Fate::Held(Reason::OptedOut { by: Some(holder.member.clone()), at: holder.at })
        }
        Some(holder) => Fate::Held(Reason::Claimed {
            by: holder.member.clone(),
            at: holder.at,
            state: state_of(holder.state),
            here: holder.mine,
        }),
    }
}

fn wanted(row: &Unclaimed) -> Result<Wanted> {
    let body_sha256 = unhex(&row.body_sha256).ok_or(Error::NotFound("body"))?;
    Ok(Wanted { claim: row.claim, userid: row.userid.clone(), occasion: row.occasion.clone(), body_sha256 })
}

/// Notes who has which right. Of those who were to share a request, those share one that have theirs.
fn note(rows: &Writer<'_>, campaign: CampaignId, fates: &[(Unclaimed, Fate)], now: i64) -> beckon_store::Result<()> {
    let mut sharing: BTreeMap<SharedId, (Vec<&Unclaimed>, bool)> = BTreeMap::new();
    for (row, fate) in fates {
        match fate {
            Fate::Had => rows.has_right(row.id)?,
            Fate::Held(reason) => hold_alone(rows, row.id, reason.clone(), now)?,
            Fate::Waits => {}
        }
        if let Some(shared) = row.shared {
            let (had, whole) = sharing.entry(shared).or_insert((Vec::new(), true));
            match fate {
                Fate::Had => had.push(row),
                _ => *whole = false,
            }
        }
    }
    for (shared, (had, _)) in sharing.iter().filter(|(_, (_, whole))| !whole) {
        let left: Vec<(DeliveryId, &str)> = had.iter().map(|row| (row.id, row.userid.as_str())).collect();
        share_anew(rows, campaign, &rows.shared_body(*shared)?, &left)?;
    }
    // Whoever waits still leaves alone: the others are gone by then.
    let waits: Vec<DeliveryId> =
        fates.iter().filter(|(_, fate)| matches!(fate, Fate::Waits)).map(|(row, _)| row.id).collect();
    if waits.is_empty() { Ok(()) } else { rows.share_anew(&waits, None) }
}
