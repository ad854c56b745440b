//! The book of schedules, for tests.

use super::Sandbox;

/// A schedule as it stands in the company's book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleKept {
    /// `schedule_id`.
    pub schedule_id: String,
    /// Its title.
    pub summary: String,
    /// Its description.
    pub description: String,
    /// Its place.
    pub location: String,
    /// Unix seconds.
    pub start: i64,
    /// Unix seconds.
    pub end: i64,
    /// Who is invited.
    pub attendees: Vec<String>,
    /// It was cancelled.
    pub cancelled: bool,
}

impl Sandbox {
    /// All schedules, in the order they were made, those that were cancelled among them; also those that came with a booked room.
    #[must_use]
    pub fn schedules(&self) -> Vec<ScheduleKept> {
        let company = self.town.company();
        let mut all: Vec<_> = company.diary.entries.iter().collect();
        all.sort_by_key(|(_, entry)| entry.number);
        let kept = all.into_iter().map(|(id, entry)| {
            let text = |name: &str| entry.given[name].as_str().unwrap_or_default().to_owned();
            ScheduleKept {
                schedule_id: id.clone(),
                summary: text("summary"),
                description: text("description"),
                location: text("location"),
                start: entry.repeat.start,
                end: entry.given["end_time"].as_i64().unwrap_or_default(),
                attendees: entry.attendees.iter().map(|(userid, _)| userid.clone()).collect(),
                cancelled: entry.cancelled,
            }
        });
        kept.collect()
    }
}
