//! The states of one recipient's row. How a row moves between them is said by [`crate::Step`] alone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a recipient's message stands. WeCom promises no receipt: "accepted" is as far as anybody can know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its turn; no request of it is under way.
    Queued,
    /// An attempt is durably noted and its request may have left.
    Sending,
    /// WeCom took it for this recipient.
    Accepted,
    /// WeCom refused it for this recipient.
    Rejected,
    /// Nobody can tell whether it arrived; a person decides.
    Unknown,
    /// Not sent, and not tried again by itself: the reason says what to change.
    Held,
    /// Called off before it was sent.
    Cancelled,
    /// WeCom took it, and took it back at our request. Whoever had read it has read it.
    Recalled,
}

impl DeliveryState {
    /// Every state, in the order in which people read them.
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Sending,
        Self::Accepted,
        Self::Rejected,
        Self::Unknown,
        Self::Held,
        Self::Cancelled,
        Self::Recalled,
    ];

    /// The word in the database, in JSON and on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Recalled => "recalled",
        }
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no state.
#[derive(Debug, thiserror::Error)]
#[error("no such state: one of queued, sending, accepted, rejected, unknown, held, cancelled, recalled")]
pub struct NoSuchState;

impl FromStr for DeliveryState {
    type Err = NoSuchState;

    fn from_str(text: &str) -> Result<Self, NoSuchState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(NoSuchState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        for state in DeliveryState::ALL {
            assert_eq!(state.as_str().parse::<DeliveryState>().ok(), Some(state), "the word is the stored form");
        }
    }
}
