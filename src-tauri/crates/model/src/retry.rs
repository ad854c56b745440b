//! What to do after a failed attempt. Two questions, in this order: did it leave? May it be repeated?
//!
//! 1. Never left: nothing was processed, so try again after a pause, [`TRIES`] times in all, then hold the row.
//! 2. Left, no answer or no readable one: the body carries WeCom's duplicate check, so asking again with the same
//!    bytes is safe inside [`DUPLICATE_WINDOW_MS`] of the first attempt, by WeCom's clock. After [`TRIES`] the row waits for a person.
//! 3. Refused as busy (-1 and its kin): as 1; what stays refused while others get through is rejected with the code
//!    ([`crate::Trouble`]).
//! 4. Refused because a limit is reached (45009) or too many calls run at once (45033): never processed, and no fault of
//!    the row, so it goes back without counting as a try. [`crate::Throttle`] says when.
//! 5. Refused because of the account or the app: no row can succeed, so stop the campaign.
//! 6. Refused for this message or this recipient: rejected; repeating cannot help.

use crate::{DeliveryState, NetworkFault, Reason};

/// Attempts per row before a person has to look.
pub const TRIES: u32 = 3;

/// How long a request may be asked again with the same bytes, in milliseconds: 3 h 49 min. That is a minute less than the
/// shortest [`duplicate_interval_s`], for the request's way and for what the `Date` of an answer leaves open.
pub const DUPLICATE_WINDOW_MS: i64 = 13_740_000;

/// How far WeCom's own clocks may differ, in milliseconds.
const CLOCKS_DIFFER_MS: i64 = 60_000;

/// When a request left whose outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// By this machine's clock, UTC ms.
    pub at: i64,
    /// By WeCom's clock, UTC ms; none where that was not known.
    pub server: Option<i64>,
}

impl Asked {
    /// Whether WeCom still knows the bytes when its clock says this (UTC ms): only then does a repeat reach nobody twice.
    /// None where the time there is not known now; where it was not known then, nobody can tell for good.
    #[must_use]
    pub fn is_known(self, server_now: Option<i64>) -> Option<bool> {
        let Some(asked) = self.server else { return Some(false) };
        Some((-CLOCKS_DIFFER_MS..DUPLICATE_WINDOW_MS).contains(&(server_now? - asked)))
    }
}

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

/// Decides after the `attempts`-th failed attempt (from 1); `known`: WeCom knows the bytes of the first request whose fate
/// is not known.
#[must_use]
pub fn next_step(failure: Failure, attempts: u32, known: bool) -> Next {
    let more = attempts < TRIES;
    let again = Next::Again { after_ms: FIRST_PAUSE_MS << attempts.saturating_sub(1).min(10) };
    match failure {
        Failure::NotSent(_) | Failure::Busy(_) if more => again,
        Failure::ReplyLost | Failure::BadReply if more && known => again,
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
        let step = next_step(Failure::AccountRefused(40001), 1, true);
        assert_eq!(step, Next::Stop(Reason::Stopped { errcode: 40001 }), "repeating 40001 blocks the IP for an hour");
    }

    #[test]
    fn a_lost_reply_is_asked_again_only_inside_the_duplicate_window() {
        assert!(
            matches!(next_step(Failure::ReplyLost, 1, true), Next::Again { .. }),
            "same bytes, WeCom recognises them"
        );
        let late = next_step(Failure::ReplyLost, 1, false);
        let unknown = Next::Done(DeliveryState::Unknown, Reason::ReplyLost);
        assert_eq!(late, unknown, "outside the window a repeat could be a second message");
    }

    #[test]
    fn the_window_is_measured_by_wecoms_clock_alone() {
        let asked = Asked { at: 5, server: Some(1_000_000) };
        let known = |later: i64| asked.is_known(Some(1_000_000 + later));
        assert_eq!((known(0), known(DUPLICATE_WINDOW_MS - 1)), (Some(true), Some(true)), "inside");
        assert_eq!(known(DUPLICATE_WINDOW_MS), Some(false), "a repeat could be a second message");
        assert_eq!((known(-59_000), known(-61_000)), (Some(true), Some(false)), "one of its clocks may be late");
        assert_eq!(asked.is_known(None), None, "it will be known when WeCom has answered");
        assert_eq!(Asked { server: None, ..asked }.is_known(Some(1)), Some(false), "nobody can tell any more");
        let shortest = (0..600).flat_map(|before| [true, false].map(|test| duplicate_interval_s(before, test))).min();
        let margin = i64::from(shortest.unwrap_or_default()) * 1000 - DUPLICATE_WINDOW_MS;
        assert!(margin >= 60_000, "a request takes half a minute at most: {margin} ms");
    }

    #[test]
    fn busy_gives_up_after_three() {
        assert_eq!(next_step(Failure::Busy(-1), 1, true), Next::Again { after_ms: 500 }, "first pause");
        assert_eq!(next_step(Failure::Busy(-1), 2, true), Next::Again { after_ms: 1000 }, "the pause doubles");
        let last = next_step(Failure::Busy(-1), TRIES, true);
        assert_eq!(last, Next::Done(DeliveryState::Rejected, Reason::Refused { errcode: -1 }), "three tries in all");
    }
}
