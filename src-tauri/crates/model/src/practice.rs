//! The practice company as the window and the command line see it.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// The practice company while it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PracticeState {
    /// Its base URL on loopback.
    pub host: String,
    /// Members it has.
    pub members: u64,
}

/// What the practice company has received since it started: its own count, not Beckon's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PracticeFigures {
    /// Calls of `message/send`.
    pub calls: u64,
    /// Recipients it delivered to.
    pub delivered: u64,
    /// Recipients it named in `invaliduser`.
    pub invalid: u64,
    /// Recipients it named in `unlicenseduser`.
    pub unlicensed: u64,
    /// Recipients it dropped without a word, as WeCom does above the limit per member.
    pub dropped: u64,
    /// Recipients it recognised as a repeat of the same body.
    pub duplicates: u64,
}

words! {
    /// A failure that the practice company can play, so that everybody sees each of them once before it matters.
    pub enum PracticeFault {
        /// Every answer takes two seconds.
        Slow = "slow",
        /// WeCom is busy (-1) every third time.
        Busy = "busy",
        /// A limit is reached once, after ten messages: one minute of waiting (45009).
        LimitReached = "limit_reached",
        /// Every fourth answer gets lost; the same bytes are asked about again.
        ReplyLost = "reply_lost",
        /// One answer gets lost for good: a person has to say whether the message arrived.
        Unknown = "unknown",
        /// A sign-in page of a hotel comes in place of every fifth answer.
        SignInPage = "sign_in_page",
        /// The network goes away after five messages.
        NetworkGone = "network_gone",
        /// The IP address is not trusted (60020).
        IpNotTrusted = "ip_not_trusted",
        /// The app's secret is not taken any more (40001), after five messages.
        SecretReset = "secret_reset",
    }
}
