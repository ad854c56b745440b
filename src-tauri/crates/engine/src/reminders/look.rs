//! What is due, what was missed, and what there is to say of an interview's reminders.
//!
//! Never in here: anything that is changed.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use beckon_model::{
    InterviewId, RemindedTwice, Reminder, ReminderInterview, ReminderState, WECOM_REMINDS_MINUTES, reminded_twice,
    reminders_coming, reminders_due, reminders_of, reminders_window, rules_of,
};
use beckon_store::Reader;

use crate::doors::Reminders;
use crate::errors::{Result, not_found};

impl Reminders<'_> {
    /// What is due now, soonest first, and what was missed and can still be sent by a person.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn due(self) -> Result<(Vec<Reminder>, Vec<Reminder>)> {
        let now = self.engine.now_ms();
        Ok(self.engine.store().read(move |rows| due(rows, now)).await?)
    }

    /// How many go within so many milliseconds, if nothing changes.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn coming(self, within_ms: i64) -> Result<u64> {
        let now = self.engine.now_ms();
        let until = now.saturating_add(within_ms);
        let count = self.engine.store().read(move |rows| coming(rows, (now, until))).await?;
        Ok(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// All reminders of an interview, soonest first.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn of(self, interview: InterviewId) -> Result<Vec<Reminder>> {
        let now = self.engine.now_ms();
        let found = self.engine.store().read(move |rows| of(rows, interview, now)).await;
        found.map_err(|error| not_found(error, "interview"))
    }

    /// Whom the rules that an interview follows would remind twice at one minute; without one, all rules.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn twice(self, interview: Option<InterviewId>) -> Result<Vec<RemindedTwice>> {
        let now = self.engine.now_ms();
        Ok(self.engine.store().read(move |rows| twice(rows, interview, now)).await?)
    }

    /// What was missed and can still be sent, and what could not go to somebody whose interview is to come; soonest first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn missed(self) -> Result<Vec<Reminder>> {
        Ok(self.due().await?.1)
    }
}

fn due(rows: &Reader<'_>, now: i64) -> beckon_store::Result<(Vec<Reminder>, Vec<Reminder>)> {
    let rules = rows.reminder_rules()?;
    if rules.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let window = reminders_window(&rules, now);
    Ok(reminders_due(&rules, &rows.reminder_interviews(window)?, &rows.reminders_sent(window, now)?, now))
}

fn twice(rows: &Reader<'_>, interview: Option<InterviewId>, now: i64) -> beckon_store::Result<Vec<RemindedTwice>> {
    let rules = rows.reminder_rules()?;
    let Some(interview) = interview else {
        // Of those that have begun nobody is reminded any more.
        let mut there = HashMap::new();
        for rule in rules.iter().filter(|rule| rule.draft.minutes == WECOM_REMINDS_MINUTES) {
            if let Entry::Vacant(unknown) = there.entry(rule.draft.interview) {
                unknown.insert(rows.reminded_by_wecom(rule.draft.interview, now)?);
            }
        }
        return Ok(reminded_twice(&rules, |whose| there.get(&whose).copied().unwrap_or_default()));
    };
    let there = rows.reminded_by_wecom(Some(interview), now)?;
    Ok(reminded_twice(rules_of(&rules, interview), |_| there))
}

fn coming(rows: &Reader<'_>, (now, until): (i64, i64)) -> beckon_store::Result<usize> {
    let rules = rows.reminder_rules()?;
    if rules.is_empty() {
        return Ok(0);
    }
    let window = (reminders_window(&rules, now).0, reminders_window(&rules, until).1);
    let sent = rows.reminders_sent(window, now)?;
    Ok(reminders_coming(&rules, &rows.reminder_interviews(window)?, &sent, (now, until)))
}

/// All reminders of an interview, as of now.
///
/// # Errors
/// [`beckon_store::Error::NotFound`].
pub(super) fn of(rows: &Reader<'_>, interview: InterviewId, now: i64) -> beckon_store::Result<Vec<Reminder>> {
    let interview = ReminderInterview::from(&rows.interview(interview)?);
    let sent = rows.reminders_sent((interview.starts_at, interview.starts_at), now)?;
    Ok(reminders_of(&rows.reminder_rules()?, &interview, &sent, now))
}

/// Whether a person can have it sent now.
pub(super) fn can_send(reminder: &Reminder) -> bool {
    use ReminderState::{Due, Held, Missed, Planned};
    matches!(reminder.state, Due | Missed | Planned | Held)
}
