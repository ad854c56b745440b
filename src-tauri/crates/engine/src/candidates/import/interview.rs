//! The interview of a row, whole or not at all. Pure.
//!
//! 1. Day and time stand in one cell or in two; `14:00-15:00` gives the length too.
//! 2. What is read is checked as if a person had typed it: a time that exists once in its zone, and has not passed.
//! 3. What the row leaves out stays as it was in an interview that already exists.
//!
//! Never in here: a guess at what a cell could mean.

use beckon_model::{
    CandidateId, ColumnUse, FieldError, FieldProblem, FormField, ImportProblemKind, InterviewDraft, InterviewFormat,
    MomentProblem, MomentProblemKind,
};
use beckon_sheet::Row;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::interviews::{checked, interviewers};
use crate::text::{filled, half_width, trimmed};
use crate::when::{shown, start};

/// Minutes of an interview whose row and earlier self do not say.
const USUAL_MINUTES: u32 = 60;

/// By what the interviews of a file are read.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    /// The zone of all starts that name none; it has an IANA name.
    pub zone: TimeZone,
    /// The day there.
    pub today: Date,
    /// UTC ms.
    pub now: i64,
}

/// What the cells of a row say about an interview.
#[derive(Debug, Default)]
pub(super) struct Cells<'a> {
    starts: &'a str,
    day: &'a str,
    minutes: &'a str,
    round: &'a str,
    format: &'a str,
    place: &'a str,
    link: &'a str,
    interviewers: &'a str,
}

/// Whether interviews can be made of the first rows: one says when it begins, or none says anything yet.
pub(super) fn can_be_made(uses: &[ColumnUse], rows: &[Row], today: Date) -> bool {
    let mut said = false;
    for row in rows {
        let mut cells = Cells::default();
        for (used, cell) in uses.iter().zip(row.cells()) {
            cells.note(*used, trimmed(cell));
        }
        if start(cells.starts, cells.day, today).is_ok() {
            return true;
        }
        said |= !cells.starts.is_empty() || !cells.day.is_empty();
    }
    !said
}

/// The interview of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RowInterview {
    plan: InterviewDraft,
    /// UTC ms.
    pub starts_at: i64,
    minutes: Option<u32>,
    format: Option<InterviewFormat>,
}

impl<'a> Cells<'a> {
    /// Notes a cell that is not empty.
    pub fn note(&mut self, used: ColumnUse, cell: &'a str) {
        match used {
            ColumnUse::Starts => self.starts = cell,
            ColumnUse::Day => self.day = cell,
            ColumnUse::Minutes => self.minutes = cell,
            ColumnUse::Round => self.round = cell,
            ColumnUse::Format => self.format = cell,
            ColumnUse::Place => self.place = cell,
            ColumnUse::Link => self.link = cell,
            ColumnUse::Interviewers => self.interviewers = cell,
            _ => {}
        }
    }

    /// The interview, if the row speaks of one.
    pub fn interview(
        &self,
        calendar: &Calendar,
        remark: &mut dyn FnMut(Problem),
    ) -> Option<Result<RowInterview, Problem>> {
        let Self { starts, day, minutes, round, format, place, link, interviewers } = *self;
        let speaks =
            [starts, day, minutes, round, format, place, link, interviewers].iter().any(|cell| !cell.is_empty());
        speaks.then(|| self.read(calendar, remark))
    }

    fn read(&self, calendar: &Calendar, remark: &mut dyn FnMut(Problem)) -> Result<RowInterview, Problem> {
        let when = start(self.starts, self.day, calendar.today).map_err(|problem| self.no_start(problem))?;
        let start = when.interview(&calendar.zone).map_err(|problem| self.no_start(problem))?;
        let minutes = match filled(self.minutes) {
            None => start.minutes,
            Some(cell) => {
                let said = minutes(&cell).ok_or((ImportProblemKind::InterviewBadMinutes, cell.clone()))?;
                if start.minutes.is_some_and(|minutes| minutes != said) {
                    return Err(
                        (ImportProblemKind::InterviewOtherLength, [self.cells().as_str(), &cell].join(" / ")).into()
                    );
                }
                Some(said)
            }
        };
        if when.is_worth_telling() {
            let read = format!("{} → {}", self.cells(), shown(&start.at));
            remark((ImportProblemKind::InterviewRead, read).into());
        }
        let format = match filled(self.format) {
            None => None,
            Some(cell) => Some(format(&cell).ok_or((ImportProblemKind::InterviewBadFormat, cell))?),
        };
        let (place, link) = (filled(self.place), filled(self.link));
        // A link and no room: nobody has to come.
        let likely = if link.is_some() && place.is_none() { InterviewFormat::Video } else { InterviewFormat::Onsite };
        let draft = InterviewDraft {
            candidates: vec![CandidateId(0)],
            round: trimmed(self.round).to_owned(),
            format: format.unwrap_or(likely),
            starts: start.at.strftime("%Y-%m-%dT%H:%M").to_string(),
            zone: start.at.time_zone().iana_name().unwrap_or_default().to_owned(),
            minutes: minutes.unwrap_or(USUAL_MINUTES),
            place,
            link,
            interviewers: interviewers(self.interviewers),
            ..InterviewDraft::default()
        };
        let (mut plan, starts_at) = checked(draft, None, calendar.now).map_err(|wrong| self.problem(&wrong))?;
        plan.candidates.clear();
        Ok(RowInterview { plan, starts_at, minutes, format })
    }

    /// What the row says of the start.
    fn cells(&self) -> String {
        trimmed(&[self.day, self.starts].join(" ")).to_owned()
    }

    fn no_start(&self, problem: MomentProblem) -> Problem {
        let kind = match problem.kind {
            MomentProblemKind::Empty | MomentProblemKind::NoDay | MomentProblemKind::NoTime => {
                ImportProblemKind::InterviewIncomplete
            }
            MomentProblemKind::ClocksChange => ImportProblemKind::InterviewClocksChange,
            _ => ImportProblemKind::InterviewBadStart,
        };
        Problem { kind, value: self.cells(), moment: Some(problem) }
    }

    fn problem(&self, wrong: &[FieldError]) -> Problem {
        let first = wrong.first().map(|wrong| (&wrong.field, wrong.problem));
        let starts = self.cells();
        let told = match first {
            Some((FormField::Starts, FieldProblem::Past)) => (ImportProblemKind::InterviewPast, starts),
            Some((FormField::Starts, FieldProblem::ClocksChange)) => (ImportProblemKind::InterviewClocksChange, starts),
            Some((FormField::Minutes, _)) => (ImportProblemKind::InterviewBadMinutes, self.minutes.to_owned()),
            Some((FormField::Link, FieldProblem::NotALink)) => {
                (ImportProblemKind::InterviewBadLink, self.link.to_owned())
            }
            Some((FormField::Round, _)) => (ImportProblemKind::InterviewTooLong, self.round.to_owned()),
            Some((FormField::Place, _)) => (ImportProblemKind::InterviewTooLong, self.place.to_owned()),
            Some((FormField::Link, _)) => (ImportProblemKind::InterviewTooLong, self.link.to_owned()),
            _ => (ImportProblemKind::InterviewBadStart, starts),
        };
        let moment = wrong.first().and_then(|wrong| wrong.moment.clone());
        Problem { moment, ..told.into() }
    }
}

impl RowInterview {
    /// The round; an interview of another round is another interview.
    pub fn round(&self) -> &str {
        &self.plan.round
    }

    /// As a new interview of these candidates.
    pub fn of(&self, candidates: Vec<CandidateId>) -> InterviewDraft {
        InterviewDraft { candidates, ..self.plan.clone() }
    }

    /// What an interview becomes that was `old`.
    pub fn over(&self, old: &InterviewDraft) -> InterviewDraft {
        let (new, old) = (&self.plan, old.clone());
        InterviewDraft {
            starts: new.starts.clone(),
            zone: new.zone.clone(),
            minutes: self.minutes.unwrap_or(old.minutes),
            format: self.format.unwrap_or(old.format),
            place: new.place.clone().or(old.place),
            link: new.link.clone().or(old.link),
            interviewers: if new.interviewers.is_empty() { old.interviewers } else { new.interviewers.clone() },
            ..old
        }
    }
}

/// `45`, `45分钟`, `1.5小时`, `1 h 30 min`, and `0:45` as Excel keeps it.
fn minutes(cell: &str) -> Option<u32> {
    let text = half_width(cell).to_lowercase().replace(' ', "");
    if let Some((hours, minutes)) = text.split_once(':') {
        return hours.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?);
    }
    let mut rest = text.as_str();
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number: f64 = rest[..digits].parse().ok()?;
        let unit = &rest[digits..];
        let (of, left) = [
            ("小时", 60.0),
            ("hours", 60.0),
            ("hour", 60.0),
            ("h", 60.0),
            ("分钟", 1.0),
            ("分", 1.0),
            ("minutes", 1.0),
            ("minute", 1.0),
            ("min", 1.0),
            ("m", 1.0),
            ("", 1.0),
        ]
        .into_iter()
        .find_map(|(word, of)| Some((of, unit.strip_prefix(word)?)))?;
        total += number * of;
        rest = left;
    }
    let whole = total.round();
    ((whole - total).abs() < 0.001 && (1.0..=f64::from(beckon_model::INTERVIEW_MINUTES)).contains(&whole))
        .then_some(whole as u32)
}

fn format(cell: &str) -> Option<InterviewFormat> {
    let text = half_width(cell).to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    // 线上编程 says how as well as where: rooms for code are on line.
    if has(&["编程", "代码", "coding", "showmebug"]) {
        return Some(InterviewFormat::Coding);
    }
    let found = [
        (InterviewFormat::Phone, has(&["电话", "phone", "call"])),
        (InterviewFormat::Video, has(&["视频", "线上", "远程", "会议", "video", "online", "remote"])),
        (InterviewFormat::Onsite, has(&["现场", "线下", "到场", "面对面", "onsite", "on-site", "on site", "person"])),
    ];
    let mut found = found.into_iter().filter(|(_, has)| *has);
    // 线上或线下 is for somebody to decide.
    match (found.next(), found.next()) {
        (Some((format, _)), None) => Some(format),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_formats_are_read_as_people_write_them() {
        for (cell, wanted) in
            [("45", 45), ("45分钟", 45), ("1.5小时", 90), ("1 h 30 min", 90), ("0:45", 45), ("１小时", 60)]
        {
            assert_eq!(minutes(cell), Some(wanted), "{cell}");
        }
        for cell in ["0", "一小时", "25小时", "4.2", "-5", "abc"] {
            assert_eq!(minutes(cell), None, "{cell} is no length");
        }
        assert_eq!(format("腾讯会议"), Some(InterviewFormat::Video), "a meeting on line");
        assert_eq!(format("现场面试"), Some(InterviewFormat::Onsite), "at the company");
        assert_eq!(format("线上编程面试"), Some(InterviewFormat::Coding), "in a room for code");
        assert_eq!(format("线上或线下"), None, "somebody has to decide");
    }
}
