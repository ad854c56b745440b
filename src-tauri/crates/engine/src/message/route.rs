//! Whether there is a way to a person at all, asked before a message is made.
//!
//! Never in here: a question to WeCom; what was found out before is what counts.

use std::collections::HashMap;

use beckon_model::{Candidate, CandidateId, Reason, Route};

/// Those that the account could not reach, and when that was looked at, UTC ms.
pub(crate) type Unreachable = HashMap<CandidateId, i64>;

/// Why nothing can go to this person, if so.
pub(crate) fn can_be_reached(candidate: &Candidate, unreachable: &Unreachable) -> Result<(), Reason> {
    match candidate.route {
        Route::External => Err(Reason::RouteExternal),
        Route::None => Err(Reason::RouteNone),
        Route::Member => match unreachable.get(&candidate.id) {
            Some(checked_at) => Err(Reason::NotReachable { checked_at: *checked_at }),
            None => Ok(()),
        },
    }
}
