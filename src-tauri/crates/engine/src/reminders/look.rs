//! What is due, what was missed, and what there is to say of an interview's reminders.
//!
//! Never in here: anything that is changed.

use beckon_model::{
    InterviewId, Reminder, ReminderInterview, ReminderState, reminders_due, reminders_of, reminders_window,
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

    /// All reminders of an interview, soonest first.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub async fn of(self, interview: InterviewId) -> Result<Vec<Reminder>> {
        let now = self.engine.now_ms();
        let found = self.engine.store().read(move |rows| of(rows, interview, now)).await;
        found.map_err(|error| not_found(error, "interview"))
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
