//! What to do after a failed attempt. Two questions, in this order: did it leave? May it be repeated?
//!
//! 1. Never left: nothing was processed, so try again after a pause, [`TRIES`] times in all, then hold the row.
//! 2. Left, no answer or no readable one: the body carries WeCom's duplicate check, so asking again with the same
//!    bytes is safe inside [`DUPLICATE_WINDOW_MS`] of the first attempt. After [`TRIES`] the row waits for a person.
//! 3. Refused as busy (-1 and its kin): as 1; what stays refused is rejected with the code.
//! 4. Refused because a limit is reached (45009) or too many calls run at once (45033): never processed, and no fault of
//!    the row, so it goes back without counting as a try. [`crate::Throttle`] says when.
//! 5. Refused because of the account or the app: no row can succeed, so stop the campaign.
//! 6. Refused for this message or this recipient: rejected; repeating cannot help.

use crate::{DeliveryState, NetworkFault, Reason};

/// Attempts per row before a person has to look.
pub const TRIES: u32 = 3;

/// How long WeCom recognises a repeated body at least, in milliseconds: 3 h 50 min, the shortest [`duplicate_interval_s`].
pub const DUPLICATE_WINDOW_MS: i64 = 13_800_000;

/// The `duplicate_check_interval` of the messages of a campaign, in seconds: 13,801 to 14,400, WeCom's longest (path/90236).
/// `before` counts the campaigns before it: the tests before a test, the others before another.
///
/// Another one for each of 300 campaigns in a row, and none that a test has and another may have: WeCom takes the very same bytes for a repeat and delivers nothing, and
/// a person who sends the same reminder again within four hours means it.
#[must_use]
pub fn duplicate_interval_s(before: u64, test: bool) -> u32 {
    let longest = if test { 14_100 } else { 14_400 };
    longest - u32::try_from(before % 300).unwrap_or_default()
}

/// The pause before attempt 2, in milliseconds; it doubles with each further one.
const FIRST_PAUSE_MS: u64 = 500;

/// How an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The request did not leave.
    NotSent(NetworkFault),
    /// The request left; no answer came.
    ReplyLost,
    /// The request left; the answer makes no sense.
    BadReply,
    /// WeCom is busy: this code may pass later.
    Busy(i64),
    /// A limit of the account is reached, or too many calls run at once.
    Limited,
    /// WeCom refuses the account or the app with this code.
    AccountRefused(i64),
    /// WeCom refuses this message or this recipient with this code.
    MessageRefused(i64),
    /// The secret could not be had.
    NoSecret,
}

/// What happens to the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Another attempt after this many milliseconds (before jitter).
    Again {
        /// Milliseconds to wait.
        after_ms: u64,
    },
    /// Another attempt as soon as the limits allow; this one does not count.
    Wait,
    /// The row is done.
    Done(DeliveryState, Reason),
    /// The row is held, and so is the rest of the campaign.
    Stop(Reason),
}

/// Decides after the `attempts`-th failed attempt (from 1), `age_ms` milliseconds after the first request whose fate is
/// not known.
#[must_use]
pub fn next_step(failure: Failure, attempts: u32, age_ms: i64) -> Next {
    let more = attempts < TRIES;
    let again = Next::Again { after_ms: FIRST_PAUSE_MS << attempts.saturating_sub(1).min(10) };
    match failure {
        Failure::NotSent(_) | Failure::Busy(_) if more => again,
        Failure::ReplyLost | Failure::BadReply if more && age_ms < DUPLICATE_WINDOW_MS => again,
        Failure::Limited => Next::Wait,
        Failure::NotSent(fault) => Next::Stop(Reason::Network { fault }),
        Failure::NoSecret => Next::Stop(Reason::NoSecret),
        Failure::ReplyLost => Next::Done(DeliveryState::Unknown, Reason::ReplyLost),
        Failure::BadReply => Next::Done(DeliveryState::Unknown, Reason::BadReply),
        Failure::AccountRefused(errcode) => Next::Stop(Reason::Stopped { errcode }),
        Failure::Busy(errcode) | Failure::MessageRefused(errcode) => {
            Next::Done(DeliveryState::Rejected, Reason::Refused { errcode })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_secret_is_never_tried_again() {
        let step = next_step(Failure::AccountRefused(40001), 1, 0);
        assert_eq!(step, Next::Stop(Reason::Stopped { errcode: 40001 }), "repeating 40001 blocks the IP for an hour");
    }

    #[test]
    fn a_lost_reply_is_asked_again_only_inside_the_duplicate_window() {
        assert!(matches!(next_step(Failure::ReplyLost, 1, 0), Next::Again { .. }), "same bytes, WeCom recognises them");
        let late = next_step(Failure::ReplyLost, 1, DUPLICATE_WINDOW_MS);
        let unknown = Next::Done(DeliveryState::Unknown, Reason::ReplyLost);
        assert_eq!(late, unknown, "outside the window a repeat could be a second message");
    }

    #[test]
    fn busy_gives_up_after_three() {
        assert_eq!(next_step(Failure::Busy(-1), 1, 0), Next::Again { after_ms: 500 }, "first pause");
        assert_eq!(next_step(Failure::Busy(-1), 2, 0), Next::Again { after_ms: 1000 }, "the pause doubles");
        let last = next_step(Failure::Busy(-1), TRIES, 0);
        assert_eq!(last, Next::Done(DeliveryState::Rejected, Reason::Refused { errcode: -1 }), "three tries in all");
    }
}
