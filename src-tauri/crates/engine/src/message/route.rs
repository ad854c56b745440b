//! Whether there is a way to a person at all, and whether they want to be written to, asked before a message is made.
//!
//! Never in here: a question to WeCom; what was found out before is what counts.

use std::collections::HashMap;

use beckon_model::{AccountId, Candidate, CandidateId, Reason, Route};
use beckon_store::{OptedOut, Reader};

/// What is known of people before a message is made.
#[derive(Debug)]
pub(crate) struct Ways {
    /// Those that the account could not reach, and when that was looked at, UTC ms.
    unreachable: HashMap<CandidateId, i64>,
    opted_out: OptedOut,
}

impl Ways {
    /// What an account knows.
    ///
    /// # Errors
    /// A database error.
    pub fn of(rows: &Reader<'_>, account: &AccountId) -> beckon_store::Result<Self> {
        Ok(Self { unreachable: rows.unreachable(account)?, opted_out: rows.opted_out()? })
    }

    /// Why nothing is sent to this one, if they want no messages: asked before everything else, so that nothing hides it.
    pub fn wanted(&self, candidate: Option<CandidateId>, userid: Option<&str>) -> Result<(), Reason> {
        let of_userid = || userid.and_then(|userid| self.opted_out.userid(userid));
        match candidate.and_then(|id| self.opted_out.person(id)).or_else(of_userid) {
            Some(at) => Err(Reason::OptedOut { by: None, at }),
            None => Ok(()),
        }
    }

    /// Why nothing can go to this person, if so.
    pub fn can_reach(&self, candidate: &Candidate) -> Result<(), Reason> {
        match candidate.route {
            Route::External => Err(Reason::RouteExternal),
            Route::None => Err(Reason::RouteNone),
            Route::Member => match self.unreachable.get(&candidate.id) {
                Some(checked_at) => Err(Reason::NotReachable { checked_at: *checked_at }),
                None => Ok(()),
            },
        }
    }
}
