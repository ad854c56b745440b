//! The command line's words for reminders.
//!
//! Never in here: what a reminder does.

use beckon_model::{DeliveryState, RemindedTwice, Reminder, ReminderState, ReminderWhom, ReminderWhy};
use serde::Serialize;

use crate::time::moment;
use crate::words;

/// A reminder with its moment in words.
#[derive(Serialize)]
pub struct Line<'a> {
    #[serde(flatten)]
    pub reminder: &'a Reminder,
    at_words: String,
}

/// As lines of JSON have it.
pub fn line(reminder: &Reminder) -> Line<'_> {
    Line { reminder, at_words: moment(reminder.at) }
}

/// What there is to say of it.
pub fn state(reminder: &Reminder) -> String {
    let why = reminder.why.map(why).unwrap_or_default();
    match reminder.state {
        ReminderState::Planned => "planned".to_owned(),
        ReminderState::Due => "due".to_owned(),
        ReminderState::Missed => format!("missed: {why} (reminders run --missed sends it)"),
        ReminderState::Obsolete => format!("not sent: {why}"),
        ReminderState::Held => {
            format!("held back: {}", reminder.held.as_ref().map(words::why).unwrap_or_default())
        }
        ReminderState::Sent => {
            let at = reminder.done_at.map(moment).unwrap_or_default();
            let campaign = reminder.campaign.map(|campaign| format!(", campaign {campaign}")).unwrap_or_default();
            format!("{}{campaign}, {at}", reminder.delivery.map_or("under way", DeliveryState::as_str))
        }
    }
}

fn why(why: ReminderWhy) -> &'static str {
    match why {
        ReminderWhy::Late => "Beckon did not run at its time, and the rule lets it go no later by itself",
        ReminderWhy::Weekend => "the rule sends nothing on a weekend",
        ReminderWhy::ThreeADay => "this person had three automatic reminders today",
        ReminderWhy::Declined => "the candidate declined",
        ReminderWhy::CalledOff => "the interview was called off",
        ReminderWhy::RuleNewer => "its time was before the rule was added",
        ReminderWhy::Over => "the interview has begun, or was too long ago",
    }
}

/// Who is reminded twice, and by what.
pub fn twice(one: &RemindedTwice) -> String {
    let who = match one.whom {
        ReminderWhom::Both => "candidates and interviewers",
        whom => whom.as_str(),
    };
    let of = one.interview.map(|interview| format!(" of interview {interview}")).unwrap_or_default();
    let (rule, length, side) = (one.rule.0, length(one.minutes), if one.after { "after" } else { "before" });
    match one.other {
        Some(other) => format!("rules {} and {rule} both remind the {who}{of} {length} {side} the start", other.0),
        None => format!(
            "rule {rule} reminds the {who}{of} {length} before the start, and WeCom reminds its members at the same time of \
             every interview in its calendars"
        ),
    }
}

/// Minutes as people say them.
pub fn length(minutes: u32) -> String {
    match minutes {
        0 => "0 min".to_owned(),
        _ if minutes.is_multiple_of(24 * 60) => format!("{} d", minutes / (24 * 60)),
        _ if minutes.is_multiple_of(60) => format!("{} h", minutes / 60),
        _ => format!("{minutes} min"),
    }
}
