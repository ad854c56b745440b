//! How each recipient of a send is reached through the account: as a member, or by a way for people outside the company.
//!
//! Never in here: a question to WeCom; what was found out before is what counts.

use beckon_model::{Account, Reason};
use beckon_store::Reader;

use crate::hash::{Hash, digest};
use crate::message::recipient::{Recipient, Taken, To};
use crate::message::route::Ways;
use crate::outside::routes::{OutsideRoute, Routes};
use crate::send::plan_row::PlanRow;

/// The ways to everybody.
#[derive(Debug)]
pub(super) struct Reached {
    members: Ways,
    outside: Routes,
}

/// The way of one recipient.
#[derive(Debug)]
pub(super) enum Reach {
    Member,
    Outside(OutsideRoute),
}

impl Reached {
    /// What an account knows, as of now (UTC ms).
    ///
    /// # Errors
    /// A database error.
    pub fn of(rows: &Reader<'_>, account: &Account, now: i64) -> beckon_store::Result<Self> {
        Ok(Self { members: Ways::of(rows, &account.id)?, outside: Routes::of(rows, account, now)? })
    }

    /// How a recipient is reached, or why not.
    ///
    /// # Errors
    /// Why it is held, whatever the message says.
    pub fn reach(&self, account: &Account, recipient: &Recipient, taken: &Taken) -> Result<Reach, Reason> {
        let no_member = match recipient.reached(account, &self.members, taken) {
            Ok(_) => return Ok(Reach::Member),
            Err(reason @ (Reason::NoUserid | Reason::RouteExternal | Reason::NotReachable { .. })) => reason,
            Err(reason) => return Err(reason),
        };
        let To::Candidate(candidate) = &recipient.to else { return Err(no_member) };
        match self.outside.route(candidate.id)? {
            None => Err(no_member),
            Some(_) if account.team => Err(Reason::TeamMembersOnly),
            Some(route) => Ok(Reach::Outside(route)),
        }
    }
}

impl Reach {
    /// As it was planned.
    pub fn of_row(row: &PlanRow) -> Self {
        row.outside.clone().map_or(Self::Member, Self::Outside)
    }

    /// The way, unless it is a member's.
    pub fn outside(self) -> Option<OutsideRoute> {
        match self {
            Self::Member => None,
            Self::Outside(route) => Some(route),
        }
    }

    /// What tells a message from every other of the send: the hash of its request, as far as that names whom it is for.
    pub fn told_apart(&self, body: Hash, recipient: &Recipient) -> Hash {
        match self {
            Self::Member => body,
            Self::Outside(_) => digest(&[recipient.which().key().as_bytes(), &body]),
        }
    }
}
