//! What a failed call means for its step: it was not done, or nobody knows.
//!
//! Never in here: a call.

use beckon_model::{PublishArea, PublishProblem};
use wecom::Error;
use wecom::errcode::Kind;

use crate::errors::call_failure::why_not;

/// How a call ended that was not done as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failed {
    /// WeCom was not asked, or said no.
    NotDone(PublishProblem),
    /// Nobody knows.
    Unknown(PublishProblem),
}

impl Failed {
    /// Why, whatever became of it.
    pub fn problem(self) -> PublishProblem {
        let (Self::NotDone(problem) | Self::Unknown(problem)) = self;
        problem
    }
}

/// A step that was not done as asked.
pub(super) enum Fault {
    /// A call of it failed.
    Call {
        /// How.
        error: Error,
        /// What the app must be allowed for it.
        area: PublishArea,
        /// It only read, or prepared the step: nothing of the step can have been done.
        before: bool,
    },
    /// What the step is found again by could not be kept on the disk, so WeCom was not asked for it.
    NotKept,
}

impl Fault {
    pub fn of(area: PublishArea) -> impl Fn(Error) -> Self {
        move |error| Self::Call { error, area, before: false }
    }

    pub fn before(area: PublishArea) -> impl Fn(Error) -> Self {
        move |error| Self::Call { error, area, before: true }
    }

    /// WeCom's code, 0 where it said none.
    pub fn errcode(&self) -> i64 {
        match self {
            Self::Call { error, .. } => error.refused().map_or(0, |refused| refused.errcode),
            Self::NotKept => 0,
        }
    }

    pub fn meaning(&self) -> Failed {
        let (error, area, before) = match self {
            Self::Call { error, area, before } => (error, *area, *before),
            Self::NotKept => return Failed::NotDone(PublishProblem::NotKept),
        };
        match failed(error, area) {
            Failed::Unknown(PublishProblem::ReplyLost) if before => {
                Failed::NotDone(PublishProblem::NotAsked { reason: why_not(error) })
            }
            Failed::Unknown(problem) if before => Failed::NotDone(problem),
            failed => failed,
        }
    }
}

/// Codes that speak of one of the people who were named.
const PERSON: [i64; 8] = [400_021, 400_313, 60021, 60011, 60030, 60111, 40003, 40031];

/// Codes of an app that is not among the callable apps; that of rooms and meetings is on no page.
const NO_RIGHT: [i64; 3] = [48002, 90472, 400_304];

/// What a failed call means.
pub(super) fn failed(error: &Error, area: PublishArea) -> Failed {
    if error.may_have_been_processed() {
        return Failed::Unknown(PublishProblem::ReplyLost);
    }
    let Error::Refused(refused) = error else {
        return Failed::NotDone(PublishProblem::NotAsked { reason: why_not(error) });
    };
    let errcode = refused.errcode;
    if PERSON.contains(&errcode) {
        return Failed::NotDone(PublishProblem::BadPerson { userids: Vec::new(), errcode });
    }
    if NO_RIGHT.contains(&errcode) {
        return Failed::NotDone(PublishProblem::NoRight { area, errcode });
    }
    match refused.kind() {
        // "Busy" does not say that nothing was done.
        Kind::Server => Failed::Unknown(PublishProblem::Refused { errcode }),
        _ => Failed::NotDone(PublishProblem::Refused { errcode }),
    }
}
