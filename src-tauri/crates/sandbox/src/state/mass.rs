//! Mass sends: tasks that employees must confirm, and what the chats of customers got of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::Value;

use crate::customers::{Customers, Relation};
use crate::dice::Dice;
use crate::limits::DAY_MS;
use crate::newest::Newest;

/// Bytes of tasks, and of messages in chats, that are kept.
const TASK_BYTES: usize = 32 * 1024 * 1024;
const CHAT_BYTES: usize = 32 * 1024 * 1024;

/// "As many per month as the month has days": what is counted is 30 days.
const MONTH_MS: i64 = 30 * DAY_MS;

/// A mass-send task.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) agent_id: i64,
    pub(crate) created_ms: i64,
    /// In which order tasks were made.
    pub(crate) number: u64,
    pub(crate) cancelled: bool,
    pub(crate) reminders: Vec<i64>,
    /// By employee.
    pub(crate) parts: BTreeMap<String, Part>,
    /// text and attachments as given.
    pub(crate) content: Arc<Value>,
}

/// What one employee is to do.
#[derive(Debug)]
pub(crate) struct Part {
    /// When the employee will confirm; `None`: never.
    pub(crate) confirms_ms: Option<i64>,
    pub(crate) sent_ms: Option<i64>,
    /// external_userids, and what became of each as `get_groupmsg_send_result` says: 0 not sent, 1 sent, 2 not a friend, 3
    /// too many.
    pub(crate) customers: Vec<(String, i64)>,
}

/// A message that a customer's chat with a member got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatMessage {
    /// The task.
    pub msgid: String,
    /// The member whose chat it is.
    pub userid: String,
    /// The customer.
    pub external_userid: String,
    /// When it came, UTC milliseconds.
    pub time_ms: i64,
    /// `text` and `attachments` of the task, as they were given.
    pub content: Arc<Value>,
}

/// All tasks, and all chats.
#[derive(Debug)]
pub(crate) struct MassSends {
    /// By msgid.
    pub(crate) tasks: Newest<String, Task>,
    made: u64,
    chats: Newest<u64, ChatMessage>,
    received: u64,
    /// By customer: when the mass messages of the last month came.
    months: HashMap<String, Vec<i64>>,
}

impl Default for MassSends {
    fn default() -> Self {
        let (tasks, chats) = (Newest::up_to(TASK_BYTES), Newest::up_to(CHAT_BYTES));
        Self { tasks, made: 0, chats, received: 0, months: HashMap::new() }
    }
}

impl MassSends {
    /// Keeps a task of these employees' customers. Nine of ten employees confirm after a while, the tenth never does.
    pub(crate) fn make(
        &mut self,
        msgid: &str,
        agent_id: i64,
        sends: BTreeMap<String, Vec<String>>,
        content: Value,
        (now_ms, answer_after_ms): (i64, i64),
    ) {
        self.made += 1;
        let part = |(userid, customers): (String, Vec<String>)| {
            let diligent = Dice::of(&[msgid, &userid]).below(10) != 0;
            let confirms_ms = diligent.then(|| now_ms.saturating_add(answer_after_ms));
            let customers = customers.into_iter().map(|id| (id, 0)).collect();
            (userid, Part { confirms_ms, sent_ms: None, customers })
        };
        // A task names every customer again, so it can be longer than the call that made it.
        let weight = 1024 + weight(&content) + sends.values().flatten().map(|id| id.len() + 32).sum::<usize>();
        let task = Task {
            agent_id,
            created_ms: now_ms,
            number: self.made,
            cancelled: false,
            reminders: Vec::new(),
            parts: sends.into_iter().map(part).collect(),
            content: Arc::new(content),
        };
        self.tasks.insert(msgid.to_owned(), task, weight);
    }

    /// Sends what employees have confirmed by now, in the order of their doing. Of each customer so many messages come
    /// through in a month, of all employees together.
    pub(crate) fn settle(&mut self, customers: &Customers, per_month: Option<u32>, now_ms: i64) {
        let due = |(msgid, task): (&String, &Task)| {
            let confirmed = task.parts.iter().filter(|(_, part)| part.sent_ms.is_none());
            let confirmed = confirmed.filter_map(|(userid, part)| Some((part.confirms_ms?, userid.clone())));
            let (number, msgid) = (task.number, msgid.clone());
            let confirmed = confirmed.filter(|(at, _)| *at <= now_ms).collect::<Vec<_>>();
            confirmed.into_iter().map(move |(at, userid)| (at, number, userid, msgid.clone()))
        };
        let mut due: Vec<_> = self.tasks.iter().flat_map(due).collect();
        due.sort_unstable();
        for (at, _, userid, msgid) in due {
            let Some(task) = self.tasks.get_mut(&msgid) else { continue };
            let content = Arc::clone(&task.content);
            let Some(part) = task.parts.get_mut(&userid) else { continue };
            part.sent_ms = Some(at);
            for (external_userid, status) in &mut part.customers {
                let follow = customers.get(external_userid).and_then(|customer| customer.follow(&userid));
                let month = self.months.entry(external_userid.clone()).or_default();
                month.retain(|came| at - came < MONTH_MS);
                *status = match follow {
                    Some(follow) if !follow.deleted && follow.relation == Relation::Whole => {
                        let full =
                            per_month.is_some_and(|most| month.len() >= usize::try_from(most).unwrap_or(usize::MAX));
                        if full { 3 } else { 1 }
                    }
                    _ => 2,
                };
                if *status != 1 {
                    continue;
                }
                month.push(at);
                self.received += 1;
                let message = ChatMessage {
                    msgid: msgid.clone(),
                    userid: userid.clone(),
                    external_userid: external_userid.clone(),
                    time_ms: at,
                    content: Arc::clone(&content),
                };
                self.chats.insert(self.received, message, 256 + weight(&content));
            }
        }
    }

    /// The part of an employee that is still open.
    pub(crate) fn open_part(&mut self, msgid: &str, userid: &str) -> Option<&mut Part> {
        let task = self.tasks.get_mut(msgid).filter(|task| !task.cancelled)?;
        task.parts.get_mut(userid).filter(|part| part.sent_ms.is_none())
    }

    /// All messages that are kept, oldest first.
    pub(crate) fn chats(&self) -> Vec<ChatMessage> {
        let mut all: Vec<_> = self.chats.iter().collect();
        all.sort_unstable_by_key(|(number, _)| **number);
        all.into_iter().map(|(_, message)| message.clone()).collect()
    }
}

impl Task {
    /// Stops what nobody has confirmed.
    pub(crate) fn cancel(&mut self) {
        self.cancelled = true;
        self.parts.values_mut().filter(|part| part.sent_ms.is_none()).for_each(|part| part.confirms_ms = None);
    }
}

/// Bytes that a content takes, about.
fn weight(content: &Value) -> usize {
    match content {
        Value::String(text) => text.len(),
        Value::Array(all) => all.iter().map(weight).sum::<usize>() + 16,
        Value::Object(fields) => fields.iter().map(|(name, field)| name.len() + weight(field) + 16).sum(),
        _ => 16,
    }
}
