//! Reminders of interviews.

use beckon_model::{InterviewId, RemindedTwice, Reminder, ReminderDraft, ReminderKey, ReminderRule, ReminderRuleId};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn reminders_rules(app: State<'_>) -> Answer<Vec<ReminderRule>> {
    answer(app.engine()?.reminders().rules().await)
}

#[tauri::command]
pub(super) async fn reminders_add(app: State<'_>, draft: ReminderDraft) -> Answer<ReminderRule> {
    answer(app.engine()?.reminders().add(draft).await)
}

#[tauri::command]
pub(super) async fn reminders_remove(app: State<'_>, id: ReminderRuleId) -> Answer<()> {
    answer(app.engine()?.reminders().remove(id).await)
}

/// The reminders of an interview, with what became of each.
#[tauri::command]
pub(super) async fn reminders_of(app: State<'_>, interview: InterviewId) -> Answer<Vec<Reminder>> {
    answer(app.engine()?.reminders().of(interview).await)
}

/// Whom the rules that an interview follows would remind twice at one minute; without one, all rules.
#[tauri::command]
pub(super) async fn reminders_twice(app: State<'_>, interview: Option<InterviewId>) -> Answer<Vec<RemindedTwice>> {
    answer(app.engine()?.reminders().twice(interview).await)
}

/// Those that were missed and can still be sent.
#[tauri::command]
pub(super) async fn reminders_missed(app: State<'_>) -> Answer<Vec<Reminder>> {
    answer(app.engine()?.reminders().missed().await)
}

#[tauri::command]
pub(super) async fn reminders_send(app: State<'_>, key: ReminderKey) -> Answer<Reminder> {
    answer(app.engine()?.reminders().send(&key).await)
}
