//! What speaks against an interview, and the interviews of some days with all that a calendar page shows of them.
//!
//! Beckon knows of what was made in it, and of nothing else: whoever shows a conflict says so.
//!
//! Never in here: what is a conflict (the model decides), words, a refusal to save.

use std::collections::HashSet;

use beckon_model::{
    CONFLICT_REACH_MS, ConflictsFound, INTERVIEW_MINUTES, InterviewConflicts, InterviewDraft, InterviewId,
    InterviewWeek, WEEK_DAYS, WEEK_ROWS, WeekDay, WorkingHours, conflicts_among, conflicts_of_draft, day_of,
};
use beckon_store::Reader;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::doors::Interviews;
use crate::errors::Result;
use crate::text::trimmed;
use crate::when::{here, interview_start};

/// Interviews that are looked at at once for what is in the way, at most.
const NEAR_ROWS: u32 = 2 * WEEK_ROWS;

/// Interviews that can be asked about at once.
const ASKED: usize = 10_000;

impl Interviews<'_> {
    /// What speaks against an interview that is being typed: a new one without `id`. Of one whose start cannot be read yet,
    /// nothing.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn conflicts(self, id: Option<InterviewId>, draft: InterviewDraft) -> Result<ConflictsFound> {
        let Ok(start) = interview_start(&draft.starts, trimmed(&draft.zone), self.engine.now_ms()) else {
            return Ok(ConflictsFound::default());
        };
        let at = start.at.timestamp().as_millisecond();
        let minutes = start.minutes.unwrap_or(draft.minutes).min(INTERVIEW_MINUTES);
        let plan = InterviewDraft { starts: start.at.strftime("%Y-%m-%dT%H:%M").to_string(), minutes, ..draft };
        let look = move |rows: &Reader<'_>| -> Result<_> {
            let (from, until) = reach(at, at.saturating_add(i64::from(minutes) * 60_000));
            let (near, _) = rows.interviews_between(from, until, NEAR_ROWS)?;
            Ok(conflicts_of_draft(id, (&plan, at), &near, rows.settings()?.working_hours))
        };
        self.engine.store().read(look).await
    }

    /// What speaks against each of these interviews; those alone against which something does, soonest first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn conflicting(self, mut ids: Vec<InterviewId>) -> Result<Vec<InterviewConflicts>> {
        ids.truncate(ASKED);
        let look = move |rows: &Reader<'_>| -> Result<_> {
            let (hours, asked) = (rows.settings()?.working_hours, ids.iter().copied().collect::<HashSet<_>>());
            let mut told = Vec::new();
            for (from, until) in together(&rows.interview_times(&ids)?) {
                told.extend(among(rows, (from, until), hours, |id| asked.contains(&id))?);
            }
            Ok(told)
        };
        self.engine.store().read(look).await
    }

    /// The interviews that take place between two moments in UTC ms, with what speaks against them and what is special about the
    /// days. A span of more than [`WEEK_DAYS`] is cut.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn week(self, from: i64, until: i64) -> Result<InterviewWeek> {
        let look = move |rows: &Reader<'_>| -> Result<_> {
            let hours = rows.settings()?.working_hours;
            let days = days(from, until, hours);
            let until = until.min(from.saturating_add(WEEK_DAYS as i64 * 86_400_000));
            let (found, total) = rows.interviews_between(from, until, WEEK_ROWS)?;
            let shown: HashSet<_> = found.iter().map(|row| row.id).collect();
            let conflicts = among(rows, (from, until), hours, |id| shown.contains(&id))?;
            Ok(InterviewWeek { more: total - found.len() as u64, rows: found, conflicts, days })
        };
        self.engine.store().read(look).await
    }
}

/// What speaks against those of the interviews between two moments that are asked for.
fn among(
    rows: &Reader<'_>,
    (from, until): (i64, i64),
    hours: WorkingHours,
    asked: impl Fn(InterviewId) -> bool,
) -> Result<Vec<InterviewConflicts>> {
    let (from, until) = reach(from, until);
    let (known, _) = rows.interviews_between(from, until, NEAR_ROWS)?;
    Ok(conflicts_among(&known, |row| asked(row.id), hours))
}

/// The span in which something can be in the way of what takes place from one moment to another.
fn reach(from: i64, until: i64) -> (i64, i64) {
    let near = CONFLICT_REACH_MS.1;
    (from.saturating_sub(near), until.saturating_add(near))
}

/// Spans in one where what is in the way of the one can be in the way of the other.
fn together(times: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for &(from, until) in times {
        match spans.last_mut() {
            Some(last) if from.saturating_sub(last.1) < CONFLICT_REACH_MS.0 => last.1 = last.1.max(until),
            _ => spans.push((from, until)),
        }
    }
    spans
}

/// The days between two moments on the clock of this computer; where that is not known, in UTC.
fn days(from: i64, until: i64, hours: WorkingHours) -> Vec<WeekDay> {
    let zone = here().unwrap_or(TimeZone::UTC);
    let day = |ms: i64| Timestamp::from_millisecond(ms).unwrap_or_default().to_zoned(zone.clone()).date();
    let last = day(until.saturating_sub(1));
    let all = day(from).series(1.day()).take_while(|day| *day <= last).take(WEEK_DAYS);
    all.map(|day| {
        let day = day.to_string();
        WeekDay { of: day_of(&day), worked: hours.works_on(&day), day }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_can_disturb_each_other_are_one() {
        let hour = 3_600_000;
        let times =
            [(0, hour), (2 * hour, 3 * hour), (2 * hour, 30 * hour), (40 * hour, 41 * hour), (90 * hour, 91 * hour)];
        assert_eq!(together(&times), [(0, 41 * hour), (90 * hour, 91 * hour)]);
        assert_eq!(together(&[]), []);
    }
}
