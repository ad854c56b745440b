//! What apps have sent: for repeats, recalls, updates of cards and statistics.

use std::collections::HashMap;

use crate::limits::day_of;
use crate::newest::Newest;

/// Messages that are remembered for repeats.
const MESSAGES: usize = 200_000;
/// People of messages that can be taken back or changed; a message counts for eight more.
const PEOPLE: usize = 4_000_000;

/// What was sent.
#[derive(Debug)]
pub(crate) struct Mail {
    /// Per AgentId and SHA-256 of the request: when it was delivered, and what was answered beside the lists.
    pub(crate) delivered: Newest<(i64, String), (i64, Receipt)>,
    /// Per msgid.
    pub(crate) sent: Newest<String, Sent>,
    /// Per response_code.
    pub(crate) cards: Newest<String, Sent>,
    /// task_ids each app has used.
    pub(crate) task_ids: Newest<(i64, String), ()>,
    /// People reached per AgentId and Beijing day.
    pub(crate) people: HashMap<(i64, i64), u64>,
}

/// What a sender gets to come back to its message.
#[derive(Debug, Clone)]
pub(crate) struct Receipt {
    pub(crate) msgid: String,
    pub(crate) response_code: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) agent_id: i64,
    pub(crate) at_ms: i64,
    /// Whom it reached.
    pub(crate) members: Vec<usize>,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            delivered: Newest::up_to(MESSAGES),
            sent: Newest::up_to(PEOPLE),
            cards: Newest::up_to(PEOPLE),
            task_ids: Newest::up_to(MESSAGES),
            people: HashMap::new(),
        }
    }
}

impl Mail {
    /// Keeps a message for later calls.
    pub(crate) fn keep(&mut self, agent_id: i64, now: i64, receipt: &Receipt, members: Vec<usize>) {
        *self.people.entry((agent_id, day_of(now))).or_default() += u64::try_from(members.len()).unwrap_or(u64::MAX);
        let weight = members.len() + 8;
        let sent = Sent { agent_id, at_ms: now, members };
        if let Some(code) = &receipt.response_code {
            self.cards.insert(code.clone(), sent.clone(), weight);
        }
        self.sent.insert(receipt.msgid.clone(), sent, weight);
    }
}
