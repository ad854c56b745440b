//! The way to each candidate outside the company through an account, read once for a whole send.
//!
//! In the order in which the ways are offered: an open customer-service chat, where Beckon writes by itself; the colleague whose
//! customer they are, who has to confirm; a chat that they still have to write into. Never in here: a question to WeCom.

use std::collections::{HashMap, HashSet};

use beckon_model::{Account, AccountId, CandidateId, LinkBy, Reason, Way};
use beckon_store::{Customer, Match, Reader};

use super::chats::{Chats, closed};
use super::kept::kept_as;
use super::matching::Claims;

/// How a message goes to somebody outside the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OutsideTo {
    /// Into the candidate's customer-service chat, when the candidate has written.
    Service,
    /// By way of the colleague whose customer the candidate is.
    Customer { external_userid: String, colleague: String },
}

impl OutsideTo {
    /// The way.
    pub fn way(&self) -> Way {
        match self {
            Self::Service => Way::Service,
            Self::Customer { .. } => Way::Customer,
        }
    }
}

/// A way, and what it waits for now.
#[derive(Debug, Clone)]
pub(crate) struct OutsideRoute {
    pub to: OutsideTo,
    pub waits: Option<Reason>,
}

/// The ways to everybody.
#[derive(Debug)]
pub(crate) struct Routes {
    chats: Chats,
    /// People who have a link into a chat.
    linked: HashSet<CandidateId>,
    customers: HashMap<CandidateId, OutsideTo>,
    now: i64,
}

impl Routes {
    /// What an account knows, as of now (UTC ms).
    ///
    /// # Errors
    /// A database error.
    pub fn of(rows: &Reader<'_>, account: &Account, now: i64) -> beckon_store::Result<Self> {
        let kept = kept_as(account);
        let owners = rows.link_owners(&kept)?;
        let matches = rows.live_matches(&kept)?;
        let claims = Claims::of(&matches);
        let mut customers = HashMap::new();
        for one in claims.all_certain() {
            customers.extend(by_colleague(rows, &kept, one, &owners)?.map(|to| (one.candidate, to)));
        }
        let linked = rows.linked(&kept, LinkBy::Service)?;
        Ok(Self { chats: Chats::of(rows, &kept)?, linked, customers, now })
    }

    /// The way to somebody, if there is one; an error where nobody can tell who they are.
    pub fn route(&self, candidate: CandidateId) -> Result<Option<OutsideRoute>, Reason> {
        let service = |waits| OutsideRoute { to: OutsideTo::Service, waits };
        let customer = || self.customers.get(&candidate).map(|to| OutsideRoute { to: to.clone(), waits: None });
        match self.chats.chat(candidate) {
            Ok(Some(chat)) => match closed(chat, self.now) {
                None => Ok(Some(service(None))),
                waits => Ok(customer().or_else(|| Some(service(waits)))),
            },
            Ok(None) => {
                let linked = self.linked.contains(&candidate);
                Ok(customer().or_else(|| linked.then(|| service(Some(Reason::WindowClosed)))))
            }
            Err(reason) => customer().map(Some).ok_or(reason),
        }
    }
}

/// How somebody is reached as a customer now, if it is certain that they are one.
///
/// # Errors
/// A database error.
pub(crate) fn as_customer(
    rows: &Reader<'_>,
    account: &Account,
    candidate: CandidateId,
) -> beckon_store::Result<Option<OutsideTo>> {
    let kept = kept_as(account);
    let matches = rows.live_matches(&kept)?;
    let Some(one) = Claims::of(&matches).certain(candidate) else { return Ok(None) };
    by_colleague(rows, &kept, one, &rows.link_owners(&kept)?)
}

fn by_colleague(
    rows: &Reader<'_>,
    kept: &AccountId,
    one: &Match,
    owners: &HashMap<String, CandidateId>,
) -> beckon_store::Result<Option<OutsideTo>> {
    let first = customers(rows, kept, one, owners)?.into_iter().next();
    Ok(first.map(|customer| OutsideTo::Customer {
        external_userid: one.external_userid.clone(),
        colleague: customer.follower.userid,
    }))
}

/// A customer with each colleague who has them: first the one through whose link the candidate came, then the latest.
pub(super) fn customers(
    rows: &Reader<'_>,
    kept: &AccountId,
    one: &Match,
    owners: &HashMap<String, CandidateId>,
) -> beckon_store::Result<Vec<Customer>> {
    let mut customers = rows.customer(kept, &one.external_userid)?;
    customers.sort_by_key(|customer| owners.get(&customer.state) != Some(&one.candidate));
    Ok(customers)
}
