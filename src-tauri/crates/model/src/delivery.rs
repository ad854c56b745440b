//! The states of one recipient's row. How a row moves between them is said by [`crate::Step`] alone.

use std::fmt;
use std::str::FromStr;

use crate::words::words;

words! {
    /// Where a recipient's message stands. WeCom promises no receipt: "accepted" is as far as anybody can know.
    pub enum DeliveryState {
        /// Waits for its turn; no request of it is under way.
        Queued = "queued",
        /// Has not left, and leaves by itself: when the candidate writes, or when WeCom has said what became of an earlier request.
        Waiting = "waiting",
        /// An attempt is durably noted and its request may have left.
        Sending = "sending",
        /// A colleague has it as a task, and has to confirm it in WeCom: nothing is sent before.
        Handed = "handed",
        /// WeCom took it for this recipient.
        Accepted = "accepted",
        /// WeCom refused it for this recipient.
        Rejected = "rejected",
        /// It is unknown whether it arrived; a person decides.
        Unknown = "unknown",
        /// Not sent, and not tried again by itself: the reason says what to change.
        Held = "held",
        /// Cancelled before it was sent.
        Cancelled = "cancelled",
        /// WeCom took it, and took it back at our request. Whoever had read it has read it.
        Recalled = "recalled",
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no state.
#[derive(Debug, thiserror::Error)]
#[error(
    "no such state: one of queued, waiting, sending, handed, accepted, rejected, unknown, held, cancelled, recalled"
)]
pub struct NoSuchState;

impl FromStr for DeliveryState {
    type Err = NoSuchState;

    fn from_str(text: &str) -> Result<Self, NoSuchState> {
        Self::from_word(text).ok_or(NoSuchState)
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
