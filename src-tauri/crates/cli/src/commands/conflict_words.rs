//! What speaks against an interview, in words and as lines of JSON have it.
//!
//! Never in here: what is a conflict.

use beckon_engine::shown_in;
use beckon_model::{ConflictsFound, Holiday, InterviewConflict, OtherInterview};
use serde::Serialize;

use crate::out::{harmless, say};
use crate::words::counted;

/// What lines of JSON have of it.
#[derive(Serialize)]
pub struct Conflicts {
    conflicts: Vec<InterviewConflict>,
    /// So many more than these; left out while there are none.
    #[serde(skip_serializing_if = "is_zero")]
    more_conflicts: u32,
    /// The public holidays of this year are not known yet; left out where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    holidays_unknown: Option<i32>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl From<ConflictsFound> for Conflicts {
    fn from(ConflictsFound { conflicts, more, unknown_year }: ConflictsFound) -> Self {
        Self { conflicts, more_conflicts: more, holidays_unknown: unknown_year }
    }
}

/// Says each on stderr.
pub fn tell(found: &ConflictsFound) {
    for conflict in &found.conflicts {
        say!("note: {}", harmless(&words(conflict)).replace('\n', " "));
    }
    if found.more > 0 {
        say!("note: {} more", counted(found.more.into(), "conflict"));
    }
    if let Some(year) = found.unknown_year {
        say!("note: the public holidays of {year} are not known yet");
    }
    if found.conflicts.iter().any(is_about_another) {
        say!("note: entries that were made outside Beckon are not visible to it");
    }
}

/// How many there are, for a table.
pub fn mark(Conflicts { conflicts, more_conflicts, .. }: &Conflicts) -> String {
    match conflicts.len() as u64 + u64::from(*more_conflicts) {
        0 => String::new(),
        count => counted(count, "conflict"),
    }
}

fn is_about_another(conflict: &InterviewConflict) -> bool {
    use InterviewConflict as Is;
    matches!(conflict, Is::Interviewer { .. } | Is::Place { .. } | Is::Candidate { .. })
}

fn words(conflict: &InterviewConflict) -> String {
    use InterviewConflict as Is;
    match conflict {
        Is::Interviewer { who, other } => format!("{who} interviews in {} as well", at(other)),
        Is::Place { place, other } => format!("{place} is taken by {}", at(other)),
        Is::Candidate { who, between: None, other } => format!("{who} is in {} at the same time", at(other)),
        Is::Candidate { who, between: Some(minutes), other } => {
            format!("{who} has {} between this and {}", counted((*minutes).into(), "minute"), at(other))
        }
        Is::Holiday { holiday } => format!("that day is a public holiday in China: {}", name(*holiday)),
        Is::DayOff => "that day is not a working day".to_owned(),
        Is::Hours { from, until } => format!("it is outside working hours, {} to {}", clock(*from), clock(*until)),
    }
}

fn at(OtherInterview { id, starts_at, minutes, zone, people }: &OtherInterview) -> String {
    let people = if people.is_empty() { String::new() } else { format!(", {}", people.join(", ")) };
    let minutes = counted((*minutes).into(), "minute");
    format!("interview {id} ({}, {minutes}{people})", shown_in(*starts_at, zone))
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => "New Year's Day",
        Holiday::SpringFestival => "Spring Festival",
        Holiday::Qingming => "Qingming Festival",
        Holiday::Labour => "Labour Day",
        Holiday::DragonBoat => "Dragon Boat Festival",
        Holiday::MidAutumn => "Mid-Autumn Festival",
        Holiday::National => "National Day",
        Holiday::NationalMidAutumn => "National Day and Mid-Autumn Festival",
    }
}
