//! Noting that a reminder is about to be sent: in one transaction with the look that says that it may be.
//!
//! Never in here: a send.

use beckon_model::{Reminder, ReminderKey, ReminderRule, ReminderState, SendKey};
use beckon_store::{Writer, fail_point};

use super::look::{can_send, of};
use crate::doors::Reminders;
use crate::errors::Result;
use crate::hash::{digest, hex};

/// How much of the hash is in a key.
const KEY_BYTES: usize = 20;

/// A reminder that is about to be sent, and by which rule.
pub(super) struct Intended {
    pub reminder: Reminder,
    pub rule: ReminderRule,
}

impl Reminders<'_> {
    /// Notes it. `None` where it is not due any more, or, for a person who asks for it, cannot be sent.
    pub(super) async fn intend(self, key: &ReminderKey, by_hand: bool) -> Result<Option<Intended>> {
        let (key, now) = (key.clone(), self.engine.now_ms());
        let noted = self.engine.store().write(move |rows| intend(rows, &key, by_hand, now)).await?;
        fail_point("reminder.intended");
        Ok(noted)
    }
}

fn intend(rows: &Writer<'_>, key: &ReminderKey, by_hand: bool, now: i64) -> beckon_store::Result<Option<Intended>> {
    let found = match of(rows, key.interview, now) {
        Err(beckon_store::Error::NotFound) => return Ok(None),
        found => found?.into_iter().find(|reminder| same(&reminder.key, key)),
    };
    let may = |reminder: &Reminder| reminder.state == ReminderState::Due || by_hand && can_send(reminder);
    let Some(reminder) = found.filter(may) else { return Ok(None) };
    let begun = reminder.key.starts_at <= now;
    let rule = rows.reminder_rules()?.into_iter().find(|rule| rule.id == key.rule);
    let Some(rule) = rule.filter(|rule| rule.draft.after || !begun) else { return Ok(None) };
    let noted = rows.reminder_intended(&reminder.key, by_hand, now)?;
    Ok(noted.then_some(Intended { reminder, rule }))
}

fn same(one: &ReminderKey, other: &ReminderKey) -> bool {
    (one.rule, one.interview, one.starts_at) == (other.rule, other.interview, other.starts_at)
        && one.person.key() == other.person.key()
}

/// The name of the send of a reminder.
pub(super) fn send_key(key: &ReminderKey) -> Result<SendKey> {
    let ReminderKey { rule, interview, starts_at, person } = key;
    let parts = [rule.0, interview.0, *starts_at].map(|part| part.to_string());
    let hash = digest(&[parts[0].as_bytes(), parts[1].as_bytes(), parts[2].as_bytes(), person.key().as_bytes()]);
    let text = format!("reminder:{}", hex(&hash[..KEY_BYTES]));
    text.parse().map_err(|_| crate::errors::Error::NotFound("reminder"))
}
