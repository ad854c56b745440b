//! What the company received, in order, and what became of it. The record tests and the practice screen count on:
//! it never holds a secret or a token.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::Fault;

/// One call as it arrived, and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Which call of all that arrived, from 1. The first of the journal has a higher one when older calls are forgotten.
    pub number: u64,
    /// Arrival on the company's clock, UTC milliseconds.
    pub time_ms: i64,
    /// HTTP method.
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// Query without `access_token`, `corpsecret` and `key`, percent-encoded as it came.
    pub query: String,
    /// The body, byte for byte.
    pub body: Arc<[u8]>,
    /// SHA-256 of the body, lower-case hex.
    pub sha256: String,
    /// The app the token belongs to, or whose token was handed out.
    pub agent_id: Option<i64>,
    /// Whether the company carried the call out or refused it by its own rules; false while the call is still on the way
    /// and for a call that a fault kept from being processed.
    pub processed: bool,
    /// HTTP status of the answer; `None` while on the way and for a connection that was reset.
    pub status: Option<u16>,
    /// errcode of the answer, even of one that the client never saw because a fault swallowed it. `None` where the
    /// answer was no JSON (404, a fault's page).
    pub errcode: Option<i64>,
    /// `msgid` given out.
    pub msgid: Option<String>,
    /// The message was taken back later by `message/recall`.
    pub recalled: bool,
    /// The fault that was played on this call, delays aside.
    pub fault: Option<Fault>,
    /// For `message/send`: what became of each recipient. For messages of customer service: the outsider.
    pub recipients: Vec<Recipient>,
    /// Fields that were longer than WeCom keeps and were cut without a word.
    pub cuts: Vec<Cut>,
    /// For calls of the practice ShowMeBug: uids of the rooms and written tests that it made.
    pub made: Vec<String>,
}

/// What became of one recipient of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The userid as the company spells it; for an unknown one as the request spelled it. Of outsiders the external_userid.
    pub userid: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a message for one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Reached the member.
    Delivered,
    /// Unknown or outside the visible range; named in `invaliduser`.
    Invalid,
    /// Visible but without a licence; named in `unlicenseduser`.
    Unlicensed,
    /// Taken without an error, and never delivered: above the limit per member, or a `msg_send_fail` told of it.
    Dropped,
    /// Recognised as a repeat of the same request; not delivered again.
    Duplicate,
}

/// A field that was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Path of the field in the request, for example `text.content`.
    pub field: String,
    /// What is left of it: what people read.
    pub left: String,
}

/// Totals since the start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Calls of `message/send` that arrived, refused ones and those lost to a fault included.
    pub calls: u64,
    /// Recipients reached.
    pub delivered: u64,
    /// Recipients named in `invaliduser`.
    pub invalid: u64,
    /// Recipients named in `unlicenseduser`.
    pub unlicensed: u64,
    /// Recipients dropped without an error, above the limit per member.
    pub dropped: u64,
    /// Recipients of a recognised repeat.
    pub duplicates: u64,
}

/// The newest calls, in the order of arrival.
pub(crate) struct Journal {
    calls: VecDeque<Call>,
    /// Calls kept at most, and bytes of what came with them.
    keeps: (usize, usize),
    /// Bytes that are kept.
    bytes: usize,
    /// Calls that arrived first and are kept no more.
    forgotten: u64,
}

impl Journal {
    /// Keeps so many calls and, but for the newest one, so many bytes.
    pub(crate) fn keeping(calls: usize, bytes: usize) -> Self {
        Self { calls: VecDeque::new(), keeps: (calls, bytes), bytes: 0, forgotten: 0 }
    }

    pub(crate) fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// All that are kept.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.iter().cloned().collect()
    }

    /// Writes a call down; returns its number, which stands in the call from then on.
    pub(crate) fn open(&mut self, call: Call) -> u64 {
        let number = self.forgotten + u64::try_from(self.calls.len()).unwrap_or(u64::MAX) + 1;
        self.bytes += weight(&call);
        self.calls.push_back(Call { number, ..call });
        let (calls, bytes) = self.keeps;
        while self.calls.len() > calls || self.bytes > bytes && self.calls.len() > 1 {
            let Some(oldest) = self.calls.pop_front() else { break };
            self.bytes -= weight(&oldest);
            self.forgotten += 1;
        }
        number
    }

    /// The call with this number, unless it is forgotten.
    pub(crate) fn call(&mut self, number: u64) -> Option<&mut Call> {
        let place = number.checked_sub(self.forgotten + 1)?;
        self.calls.get_mut(usize::try_from(place).ok()?)
    }

    /// Notes that the message with this msgid was taken back.
    pub(crate) fn recall(&mut self, msgid: &str) {
        let sent = self.calls.iter_mut().filter(|call| call.msgid.as_deref() == Some(msgid));
        sent.for_each(|call| call.recalled = true);
    }
}

/// Bytes that the caller chose.
fn weight(call: &Call) -> usize {
    call.body.len() + call.path.len() + call.query.len() + call.method.len()
}

impl Figures {
    pub(crate) fn count(&mut self, recipients: &[Recipient]) {
        for recipient in recipients {
            *match recipient.outcome {
                Outcome::Delivered => &mut self.delivered,
                Outcome::Invalid => &mut self.invalid,
                Outcome::Unlicensed => &mut self.unlicensed,
                Outcome::Dropped => &mut self.dropped,
                Outcome::Duplicate => &mut self.duplicates,
            } += 1;
        }
    }
}
