//! Why nothing can be done about a task of a colleague's, in words for the command line.
//!
//! Never in here: what a task is.

use beckon_model::TaskState;

/// Why it can be neither called off nor reminded of.
pub(crate) fn no_task(state: Option<TaskState>) -> &'static str {
    match state {
        None => "this row is not a task of a colleague: `task list` shows them",
        Some(TaskState::Unmade) => {
            "the task does not exist yet: it is created as soon as it can be, or `task cancel` cancels it"
        }
        Some(TaskState::Waiting) => "the task waits for the colleague in WeCom",
        Some(TaskState::Sent) => {
            "the colleague has confirmed it and it is in the chat: WeCom recalls nothing from there"
        }
        Some(TaskState::NotAFriend) => "the candidate is no contact of the colleague any more, so nothing was sent",
        Some(TaskState::OtherMessages) => {
            "the candidate had as many mass messages as a customer may get, so nothing was sent"
        }
        Some(TaskState::Refused) => "WeCom refused to create the task: there is none",
        Some(TaskState::Cancelled) => "the task is cancelled already",
        Some(TaskState::Unknown) => "it is not known whether the task exists; Beckon looks it up in WeCom",
    }
}

/// Why nobody can be reminded now.
pub(crate) fn reminders_used(again: Option<&str>) -> String {
    let again = again.map_or_else(String::new, |at| format!(": again from {at}"));
    format!("the colleague was reminded of this task three times in 24 hours, which is all that WeCom allows{again}")
}
