//! What speaks against the time and place of an interview: somebody or some room is taken, a candidate gets no breath, nobody
//! works then. It is told and never forbids: people know more than a list.
//!
//! 1. Interviews that were called off take nobody's time and are not judged.
//! 2. An interviewer is told by the user id, without regard to case; where one of the two has none, by the name.
//! 3. Days and hours are those of the clock where the interview is held.
//!
//! Never in here: what stands in a calendar outside Beckon, which nobody here can see; sentences.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::holidays::{announced, is_worked};
use crate::text::{half_width, is_invisible, trimmed};
use crate::{CandidateId, DayOf, Holiday, INTERVIEW_MINUTES, Interview, InterviewDraft, InterviewId};

/// Minutes between two interviews of one candidate, at least.
pub const CANDIDATE_GAP_MINUTES: u32 = 30;

/// Conflicts of one interview that are told one by one, at most.
pub const CONFLICTS: usize = 20;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u32 = 24 * 60;

/// How far before an interview another one that disturbs it can start, and how soon after its end, in milliseconds.
pub const CONFLICT_REACH_MS: (i64, i64) =
    ((INTERVIEW_MINUTES + CANDIDATE_GAP_MINUTES) as i64 * MINUTE_MS, CANDIDATE_GAP_MINUTES as i64 * MINUTE_MS);

/// When people work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct WorkingHours {
    /// On which days of the week, Monday first.
    pub days: [bool; 7],
    /// From this minute of the day.
    pub from: u32,
    /// Until this one.
    pub until: u32,
}

impl Default for WorkingHours {
    fn default() -> Self {
        Self { days: [true, true, true, true, true, false, false], from: 9 * 60, until: 18 * 60 }
    }
}

impl WorkingHours {
    /// Whether there is any time in them.
    #[must_use]
    pub fn has_time(&self) -> bool {
        self.from < self.until && self.until <= DAY_MINUTES && self.days.contains(&true)
    }

    /// Whether a day such as `2026-10-01` is worked, public holidays and days that are made up counted.
    #[must_use]
    pub fn works_on(&self, day: &str) -> bool {
        Day::read(day).is_some_and(|day| is_worked(day, self.days))
    }
}

/// One thing that speaks against an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum InterviewConflict {
    /// An interviewer is in another one at that time.
    Interviewer {
        /// The name.
        who: String,
        /// The other one.
        other: OtherInterview,
    },
    /// The place is taken at that time.
    Place {
        /// The place.
        place: String,
        /// By this one.
        other: OtherInterview,
    },
    /// A candidate is in another one at that time, or has less than [`CANDIDATE_GAP_MINUTES`] between the two.
    Candidate {
        /// The name.
        who: String,
        /// Minutes between them; absent where they overlap.
        between: Option<u32>,
        /// The other one.
        other: OtherInterview,
    },
    /// It is a public holiday of China.
    Holiday {
        /// Which one.
        holiday: Holiday,
    },
    /// It is a day on which nobody works.
    DayOff,
    /// It begins before or ends after working hours.
    Hours {
        /// They begin at this minute of the day.
        from: u32,
        /// And end at this one.
        until: u32,
    },
}

/// The interview that is in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OtherInterview {
    /// Id.
    pub id: InterviewId,
    /// The start, UTC ms.
    pub starts_at: i64,
    /// Length in minutes.
    pub minutes: u32,
    /// IANA name of its zone.
    pub zone: String,
    /// Its candidates' names, the first few.
    pub people: Vec<String>,
}

/// Names of candidates that an [`OtherInterview`] has, at most.
const OTHER_PEOPLE: usize = 3;

/// What speaks against an interview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ConflictsFound {
    /// The first [`CONFLICTS`] of them.
    pub conflicts: Vec<InterviewConflict>,
    /// So many more.
    pub more: u32,
    /// The public holidays of this year are not known yet, so nothing was said of them.
    pub unknown_year: Option<i32>,
}

/// The same with the interview that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InterviewConflicts {
    /// The interview.
    pub interview: InterviewId,
    /// What speaks against it.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub found: ConflictsFound,
}

/// What speaks against an interview that is typed or changed, read and with its start in UTC ms. `id` is the one that it changes;
/// `others` may hold that, and any number of interviews that have nothing to do with it.
#[must_use]
pub fn conflicts_of_draft(
    id: Option<InterviewId>,
    (plan, starts_at): (&InterviewDraft, i64),
    others: &[Interview],
    hours: WorkingHours,
) -> ConflictsFound {
    let others: Vec<Busy<'_>> = others.iter().filter(|other| !other.called_off).map(Busy::from).collect();
    found(&Busy::of(id, plan, starts_at), &others, hours)
}

/// What speaks against each of the interviews that `asked` says, of all that are known around them; those alone against which
/// something does, soonest first.
#[must_use]
pub fn conflicts_among(
    known: &[Interview],
    asked: impl Fn(&Interview) -> bool,
    hours: WorkingHours,
) -> Vec<InterviewConflicts> {
    let mut rows: Vec<&Interview> = known.iter().filter(|row| !row.called_off).collect();
    rows.sort_by_key(|row| row.starts_at);
    let all: Vec<Busy<'_>> = rows.iter().map(|row| Busy::from(*row)).collect();
    let near = |busy: &Busy<'_>| {
        let (before, after) = CONFLICT_REACH_MS;
        let first = all.partition_point(|other| other.from < busy.from - before);
        let last = all.partition_point(|other| other.from < busy.until + after);
        first..last.max(first)
    };
    let told = rows.iter().zip(&all).filter(|(row, _)| asked(row)).filter_map(|(_, busy)| {
        let found = found(busy, &all[near(busy)], hours);
        let worth = !found.conflicts.is_empty() || found.unknown_year.is_some();
        busy.id.filter(|_| worth).map(|interview| InterviewConflicts { interview, found })
    });
    told.collect()
}

/// An interview as somebody whose time it takes sees it, with what is compared in the form in which it is compared.
struct Busy<'a> {
    id: Option<InterviewId>,
    plan: &'a InterviewDraft,
    from: i64,
    until: i64,
    interviewers: Vec<(Option<String>, String)>,
    place: Option<String>,
    people: Vec<(CandidateId, &'a str)>,
}

impl<'a> Busy<'a> {
    fn of(id: Option<InterviewId>, plan: &'a InterviewDraft, from: i64) -> Self {
        let who = |who: &crate::Interviewer| {
            let userid = who.userid.as_deref().map(compared).filter(|userid| !userid.is_empty());
            (userid, compared(&who.name))
        };
        let minutes = i64::from(plan.minutes.clamp(1, INTERVIEW_MINUTES));
        Self {
            id,
            plan,
            from,
            until: from.saturating_add(minutes * MINUTE_MS),
            interviewers: plan.interviewers.iter().map(who).collect(),
            place: plan.place.as_deref().map(compared).filter(|place| !place.is_empty()),
            people: plan.candidates.iter().map(|id| (*id, "")).collect(),
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// Milliseconds between the two.
    fn between(&self, other: &Self) -> i64 {
        (other.from - self.until).max(self.from - other.until)
    }

    fn as_other(&self) -> Option<OtherInterview> {
        Some(OtherInterview {
            id: self.id?,
            starts_at: self.from,
            minutes: self.plan.minutes,
            zone: self.plan.zone.clone(),
            people: self.people.iter().take(OTHER_PEOPLE).map(|(_, name)| (*name).to_owned()).collect(),
        })
    }
}

impl<'a> From<&'a Interview> for Busy<'a> {
    fn from(row: &'a Interview) -> Self {
        let people = row.people.iter().map(|person| (person.id, person.name.as_str())).collect();
        Self { people, ..Self::of(Some(row.id), &row.plan, row.starts_at) }
    }
}

/// A name, id or place without what people write in different ways: case, full width, blanks.
fn compared(text: &str) -> String {
    let text = half_width(trimmed(text));
    text.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

fn same_person((userid, name): &(Option<String>, String), (other, other_name): &(Option<String>, String)) -> bool {
    match (userid, other) {
        (Some(userid), Some(other)) => userid == other,
        _ => !name.is_empty() && name == other_name,
    }
}

fn found(busy: &Busy<'_>, others: &[Busy<'_>], hours: WorkingHours) -> ConflictsFound {
    let mut told = Vec::new();
    let mut count = 0_u32;
    let mut tell = |conflict: InterviewConflict| {
        count = count.saturating_add(1);
        if told.len() < CONFLICTS {
            told.push(conflict);
        }
    };
    let (when, unknown_year) = of_the_day(busy.plan, hours);
    when.into_iter().for_each(&mut tell);
    for other in others.iter().filter(|other| other.id != busy.id) {
        let Some(as_other) = other.as_other() else { continue };
        let between = busy.between(other);
        if between < i64::from(CANDIDATE_GAP_MINUTES) * MINUTE_MS {
            let minutes = (between >= 0).then(|| u32::try_from(between / MINUTE_MS).unwrap_or_default());
            for (_, who) in other.people.iter().filter(|(id, _)| busy.people.iter().any(|(here, _)| here == id)) {
                let (who, other) = ((*who).to_owned(), as_other.clone());
                tell(InterviewConflict::Candidate { who, between: minutes, other });
            }
        }
        if !busy.overlaps(other) {
            continue;
        }
        for (who, named) in busy.interviewers.iter().zip(&busy.plan.interviewers) {
            if other.interviewers.iter().any(|there| same_person(who, there)) {
                tell(InterviewConflict::Interviewer { who: named.name.clone(), other: as_other.clone() });
            }
        }
        if busy.place.is_some() && busy.place == other.place {
            let place = busy.plan.place.clone().unwrap_or_default();
            tell(InterviewConflict::Place { place, other: as_other });
        }
    }
    let more = count.saturating_sub(u32::try_from(told.len()).unwrap_or(u32::MAX));
    ConflictsFound { conflicts: told, more, unknown_year }
}

/// What the clock and the calendar where it is held say of an interview, and the year of which the holidays are not known.
fn of_the_day(plan: &InterviewDraft, hours: WorkingHours) -> (Option<InterviewConflict>, Option<i32>) {
    let (Some(day), Some(minute)) = (Day::read(&plan.starts), minute_of(&plan.starts)) else { return (None, None) };
    let of = announced(day);
    let unknown = if let DayOf::Unknown { year } = of { Some(year) } else { None };
    let conflict = match of {
        DayOf::Off { holiday } => Some(InterviewConflict::Holiday { holiday }),
        _ if !is_worked(day, hours.days) => Some(InterviewConflict::DayOff),
        _ if minute < hours.from || minute.saturating_add(plan.minutes) > hours.until => {
            Some(InterviewConflict::Hours { from: hours.from, until: hours.until })
        }
        _ => None,
    };
    (conflict, unknown)
}

/// The minute of the day in a text such as `2026-11-25T14:00`.
fn minute_of(starts: &str) -> Option<u32> {
    let (hour, minute) = starts.get(11..16)?.split_once(':')?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
#[path = "conflict_tests.rs"]
mod tests;
