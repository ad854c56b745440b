//! How each recipient of a send is reached through the account: as a member, or by a way for people outside the company.
//!
//! Never in here: a question to WeCom; what was found out before is what counts.

use beckon_model::{Account, Reason};
use beckon_store::Reader;

use crate::hash::{Hash, digest};
use crate::message::recipient::{Recipient, Taken, To};
use crate::message::route::Ways;
use crate::outside::routes::{OutsideRoute, Routes};

/// The ways to everybody.
#[derive(Debug)]
pub(super) struct Reached {
    members: Ways,
    outside: Routes,
}

impl Reached {
    /// What an account knows, as of now (UTC ms).
    ///
    /// # Errors
    /// A database error.
    pub fn of(rows: &Reader<'_>, account: &Account, now: i64) -> beckon_store::Result<Self> {
        Ok(Self { members: Ways::of(rows, &account.id)?, outside: Routes::of(rows, account, now)? })
    }

    /// How a recipient outside the company is reached, `None` for a member; or why nobody is reached.
    ///
    /// # Errors
    /// Why it is held, whatever the message says.
    pub fn reach(
        &self,
        account: &Account,
        recipient: &Recipient,
        taken: &Taken,
    ) -> Result<Option<OutsideRoute>, Reason> {
        let no_member = match recipient.reached(account, &self.members, taken) {
            Ok(_) => return Ok(None),
            Err(reason @ (Reason::NoUserid | Reason::RouteExternal | Reason::NotReachable { .. })) => reason,
            Err(reason) => return Err(reason),
        };
        let To::Candidate(candidate) = &recipient.to else { return Err(no_member) };
        match self.outside.route(candidate.id)? {
            None => Err(no_member),
            Some(_) if account.team => Err(Reason::TeamMembersOnly),
            route => Ok(route),
        }
    }
}

/// What tells a message from every other of the send: the hash of its request, and whom it is for where that does not say so.
pub(super) fn told_apart(body: Hash, outside: Option<&OutsideRoute>, recipient: &Recipient) -> Hash {
    match outside {
        None => body,
        Some(_) => digest(&[recipient.which().key().as_bytes(), &body]),
    }
}
