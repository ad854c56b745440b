//! Interviews: look, check, save, call off.
//!
//! 1. A start is the clock on the wall in a zone that has a name. It must exist there and only once: on the days when the
//!    clocks change, some times do not, and a candidate would come an hour early or late.
//!    Where no zone is chosen, the text names it, or it is this computer's.
//! 2. A start that has passed is refused, unless it is the one the interview has already.
//! 3. What is kept is trimmed; the calendar file gets the next number with every change.
//!
//! Never in here: the words of a message, or of a calendar file.

mod interviewer;
#[cfg(test)]
mod interviewer_tests;
mod sounds;
mod week;

use std::collections::HashSet;

use beckon_model::{
    AnswerSource, CandidateId, FieldError, FieldProblem, FormField, INTERVIEW_MINUTES, Interview, InterviewDraft,
    InterviewId, InterviewQuery, Interviewer, MomentProblem, MomentProblemKind, NewAnswer, Page, PublishProblem,
    StartRead, ToTell, WISH_CHARS, to_tell_of,
};
use beckon_store::{NewInterview, Reader, Writer};
pub(crate) use interviewer::interviewers;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::doors::Interviews;
use crate::errors::{Error, Result, field, invalid, not_found};
use crate::team::shared::interviews::note_soon;
use crate::text::{filled, link, trimmed};
use crate::when::{Start, in_field, interview_start, problem, shown};

/// Characters of a text of an interview, at most; notes may have ten times as many.
const TEXT_CHARS: usize = 200;

impl Interviews<'_> {
    /// A page of the interviews, in the order of their start.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(self, query: InterviewQuery) -> Result<Page<Interview>> {
        let now = self.engine.now_ms();
        Ok(self.engine.store().read(move |rows| rows.interviews(&query, now)).await?)
    }

    /// One interview.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn get(self, id: InterviewId) -> Result<Interview> {
        self.engine.store().read(move |rows| rows.interview(id)).await.map_err(|error| not_found(error, "interview"))
    }

    /// When an interview starts whose start and zone are typed so; where `zone` is empty, the text names it, or it is this
    /// computer's. A start that has passed is none of its problems.
    ///
    /// # Errors
    /// Why it is no moment.
    pub fn read_start(self, starts: &str, zone: &str) -> std::result::Result<Start, MomentProblem> {
        interview_start(starts, trimmed(zone), self.engine.now_ms())
    }

    /// The same for a form that repeats it while somebody types; one that has passed is a problem there.
    #[must_use]
    pub fn start(self, starts: &str, zone: &str) -> StartRead {
        let zone = trimmed(zone).to_owned();
        match self.read_start(starts, &zone) {
            Err(problem) => StartRead { zone, problem: Some(problem), ..StartRead::default() },
            Ok(Start { at, minutes, .. }) => {
                let starts_at = at.timestamp().as_millisecond();
                let past = starts_at <= self.engine.now_ms();
                let problem = past.then(|| problem(MomentProblemKind::Past, shown(&at)));
                let zone = at.time_zone().iana_name().unwrap_or_default().to_owned();
                StartRead { starts_at: Some(starts_at), zone, minutes, problem }
            }
        }
    }

    /// Saves an interview: a new one without `id`.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::NotFound`].
    pub async fn save(self, id: Option<InterviewId>, draft: InterviewDraft) -> Result<Interview> {
        let known = if let Some(id) = id { Some(self.get(id).await?.starts_at) } else { None };
        let now = self.engine.now_ms();
        let (plan, starts_at) = checked(draft, known, now).map_err(Error::Invalid)?;
        let uid = calendar_uid();
        let new = NewInterview { plan, starts_at, uid, source: None };
        let saved = self.engine.store().write(move |rows| rows.save_interview(id, &new, now)).await;
        note_soon(self.engine);
        saved.map_err(|error| not_found(error, "interview"))
    }

    /// Calls an interview off, or says that it takes place after all.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn call_off(self, id: InterviewId, called_off: bool) -> Result<Interview> {
        let now = self.engine.now_ms();
        let changed = self.engine.store().write(move |rows| rows.call_off_interview(id, called_off, now)).await;
        note_soon(self.engine);
        changed.map_err(|error| not_found(error, "interview"))
    }

    /// Notes by hand what a candidate said about an interview; [`beckon_model::AnswerKind::None`] takes back what was noted.
    ///
    /// # Errors
    /// [`Error::Invalid`] for words that are too long; [`Error::NotFound`] for somebody who is not invited to it.
    pub async fn answer(self, new: NewAnswer) -> Result<Interview> {
        let wish = new.wish.as_deref().and_then(filled);
        if wish.as_ref().is_some_and(|wish| wish.chars().count() > WISH_CHARS) {
            return Err(invalid(FormField::Wish, FieldProblem::TooLongText));
        }
        let (new, now) = (NewAnswer { wish, ..new }, self.engine.now_ms());
        let note = move |rows: &Writer<'_>| {
            rows.note_answer(&new, AnswerSource::Hand, now)?;
            rows.interview(new.interview)
        };
        self.engine.store().write(note).await.map_err(|error| not_found(error, "candidate of the interview"))
    }

    /// Who is to be told that an interview is another one than they know.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn changes(self, id: InterviewId) -> Result<Vec<ToTell>> {
        self.to_tell(id, |interview| interview).await
    }

    /// Who was told that an interview takes place, and has to be told otherwise when it does not: nobody knows of them once it is
    /// forgotten.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn known_to(self, id: InterviewId) -> Result<Vec<ToTell>> {
        self.to_tell(id, |interview| Interview { called_off: true, ..interview }).await
    }

    /// Who is to be told something if an interview were so.
    async fn to_tell(self, id: InterviewId, so: fn(Interview) -> Interview) -> Result<Vec<ToTell>> {
        let now = self.engine.now_ms();
        let read = move |rows: &Reader<'_>| Ok(to_tell_of(&so(rows.interview(id)?), &rows.told_of(id)?, now));
        let found = self.engine.store().read(read).await;
        found.map_err(|error: beckon_store::Error| not_found(error, "interview"))
    }

    /// Forgets an interview. Messages about it stay in the log; those that have not left are called off.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::InterviewHasRoom`] for one with a room, which would go on without it; [`Error::Publish`] for one
    /// that stands in WeCom.
    pub async fn remove(self, id: InterviewId) -> Result<()> {
        let now = self.engine.now_ms();
        let remove = move |rows: &Writer<'_>| match rows.room_of(id)? {
            Some(_) => Err(Error::InterviewHasRoom),
            None if rows.stands_in_wecom(id)? => Err(Error::Publish(PublishProblem::StillThere)),
            None => {
                rows.outdate_all_messages(id, now)?;
                rows.delete_interview(id).map_err(|error| not_found(error, "interview"))
            }
        };
        self.engine.store().write(remove).await?;
        note_soon(self.engine);
        Ok(())
    }
}

/// The UID of a new interview's calendar file.
pub(crate) fn calendar_uid() -> String {
    format!("{}@beckon", Uuid::now_v7())
}

/// The interview as it is kept, and its start in UTC ms. `known` is the start it has already.
pub(crate) fn checked(
    draft: InterviewDraft,
    known: Option<i64>,
    now: i64,
) -> std::result::Result<(InterviewDraft, i64), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut text = |name: FormField, value: Option<&str>, most: usize| {
        let value = value.and_then(filled);
        if value.as_ref().is_some_and(|value| value.chars().count() > most) {
            wrong.push(field(name, FieldProblem::TooLongText));
        }
        value
    };
    let mut plan = InterviewDraft {
        round: text(FormField::Round, Some(&draft.round), TEXT_CHARS).unwrap_or_default(),
        place: text(FormField::Place, draft.place.as_deref(), TEXT_CHARS),
        link: text(FormField::Link, draft.link.as_deref(), 10 * TEXT_CHARS),
        contact: text(FormField::Contact, draft.contact.as_deref(), TEXT_CHARS),
        notes: text(FormField::Notes, draft.notes.as_deref(), 10 * TEXT_CHARS),
        zone: trimmed(&draft.zone).to_owned(),
        candidate_zone: draft.candidate_zone.as_deref().and_then(filled),
        ..draft
    };
    plan.candidates = distinct(&plan.candidates);
    plan.interviewers = plan.interviewers.into_iter().filter_map(interviewer).collect();
    if plan.candidates.is_empty() {
        wrong.push(field(FormField::Candidates, FieldProblem::Required));
    }
    plan.link = plan.link.map(|text| link(&text).into_owned());
    if plan.link.as_ref().is_some_and(|link| !link.starts_with("https://") && !link.starts_with("http://")) {
        wrong.push(field(FormField::Link, FieldProblem::NotALink));
    }
    if !(1..=INTERVIEW_MINUTES).contains(&plan.minutes) {
        wrong.push(field(FormField::Minutes, FieldProblem::OutOfRange));
    }
    if plan.interviewers.iter().filter_map(|who| who.userid.as_ref()).any(|userid| !wecom::valid_userid(userid)) {
        wrong.push(field(FormField::Interviewers, FieldProblem::NotAUserid));
    }
    if plan.candidate_zone.as_ref().is_some_and(|zone| TimeZone::get(zone).is_err()) {
        wrong.push(field(FormField::CandidateZone, FieldProblem::NotAZone));
    }
    match interview_start(&plan.starts, &plan.zone, now) {
        Err(problem) if problem.kind == MomentProblemKind::UnknownZone && problem.piece == plan.zone => {
            wrong.push(field(FormField::Zone, FieldProblem::NotAZone));
        }
        Err(problem) => wrong.push(in_field(FormField::Starts, problem)),
        Ok(Start { at, minutes, .. }) => {
            let utc_ms = at.timestamp().as_millisecond();
            if utc_ms <= now && known != Some(utc_ms) {
                wrong.push(in_field(FormField::Starts, problem(MomentProblemKind::Past, shown(&at))));
            }
            if let Some(minutes) = minutes.filter(|minutes| *minutes != plan.minutes) {
                let both = format!("{} / {minutes}", plan.minutes);
                wrong.push(in_field(FormField::Minutes, problem(MomentProblemKind::OtherLength, both)));
            }
            if wrong.is_empty() {
                plan.starts = at.strftime("%Y-%m-%dT%H:%M").to_string();
                plan.zone = at.time_zone().iana_name().unwrap_or_default().to_owned();
                return Ok((plan, utc_ms));
            }
        }
    }
    Err(wrong)
}

fn distinct(candidates: &[CandidateId]) -> Vec<CandidateId> {
    let mut seen = HashSet::new();
    candidates.iter().copied().filter(|candidate| seen.insert(*candidate)).collect()
}

/// Somebody who is only an id is called by it; a name may have its id beside it.
fn interviewer(who: Interviewer) -> Option<Interviewer> {
    match who.userid.as_deref().and_then(filled) {
        None => interviewer::interviewer(&who.name),
        Some(userid) => {
            let name = filled(&who.name).unwrap_or_else(|| userid.clone());
            Some(Interviewer { name, userid: Some(userid) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-01, before all the interviews below.
    const NOW: i64 = 1_793_491_200_000;

    fn draft(starts: &str, zone: &str) -> InterviewDraft {
        InterviewDraft {
            candidates: vec![CandidateId(1)],
            starts: starts.to_owned(),
            zone: zone.to_owned(),
            minutes: 45,
            ..InterviewDraft::default()
        }
    }

    fn problems(draft: InterviewDraft) -> Vec<(FormField, FieldProblem)> {
        let wrong = checked(draft, None, NOW).expect_err("something is wrong with it");
        wrong.into_iter().map(|wrong| (wrong.field, wrong.problem)).collect()
    }

    fn only(field: FormField, problem: FieldProblem) -> Vec<(FormField, FieldProblem)> {
        vec![(field, problem)]
    }

    #[test]
    fn a_start_is_a_moment_in_its_zone() {
        let (plan, at) = checked(draft(" 2026-11-25 14:00 ", "Asia/Shanghai"), None, NOW).unwrap();
        assert_eq!((plan.starts.as_str(), at), ("2026-11-25T14:00", 1_795_586_400_000), "06:00 UTC");
        let (_, tokyo) = checked(draft("2026-11-25T14:00", "Asia/Tokyo"), None, NOW).unwrap();
        assert_eq!(at - tokyo, 3_600_000, "an hour earlier in Tokyo");
    }

    #[test]
    fn a_time_that_the_clocks_skip_or_repeat_is_told() {
        assert_eq!(
            problems(draft("2027-03-28 02:30", "Europe/Berlin")),
            only(FormField::Starts, FieldProblem::ClocksChange),
            "skipped"
        );
        assert_eq!(
            problems(draft("2027-10-31 02:30", "Europe/Berlin")),
            only(FormField::Starts, FieldProblem::ClocksChange),
            "twice"
        );
        assert!(checked(draft("2027-03-28 02:30", "Asia/Shanghai"), None, NOW).is_ok(), "no clock changes there");
    }

    #[test]
    fn a_start_in_the_past_is_refused_unless_it_is_what_it_was() {
        let past = draft("2026-10-25 14:00", "Asia/Shanghai");
        assert_eq!(problems(past.clone()), only(FormField::Starts, FieldProblem::Past), "nobody can be invited to it");
        let at = 1_792_908_000_000;
        assert_eq!(checked(past, Some(at), NOW).map(|(_, at)| at), Ok(at), "its notes can still be changed");
    }

    #[test]
    fn every_field_that_is_wrong_is_told_at_once() {
        let mut wrong = draft("soon", "Asia/Shanghai");
        wrong.candidates.clear();
        wrong.minutes = 0;
        wrong.link = Some("javascript:alert(1)".to_owned());
        wrong.round = "x".repeat(TEXT_CHARS + 1);
        wrong.candidate_zone = Some("Nowhere".to_owned());
        wrong.interviewers = vec![Interviewer { name: "A".to_owned(), userid: Some("no blanks".to_owned()) }];
        let told = problems(wrong);
        for (name, problem) in [
            (FormField::Candidates, FieldProblem::Required),
            (FormField::Minutes, FieldProblem::OutOfRange),
            (FormField::Link, FieldProblem::NotALink),
            (FormField::Round, FieldProblem::TooLongText),
            (FormField::CandidateZone, FieldProblem::NotAZone),
            (FormField::Interviewers, FieldProblem::NotAUserid),
            (FormField::Starts, FieldProblem::NotATime),
        ] {
            assert!(told.contains(&(name.clone(), problem)), "{name:?} is {problem:?}: {told:?}");
        }
        assert_eq!(
            problems(draft("2026-11-25 14:00", "Mars/Base")),
            only(FormField::Zone, FieldProblem::NotAZone),
            "a zone has a name"
        );
        let mut longer = draft("2026-11-25 14:00-15:30", "Asia/Shanghai");
        assert_eq!(problems(longer.clone()), only(FormField::Minutes, FieldProblem::OtherLength), "45 minutes, or 90?");
        longer.minutes = 90;
        assert!(checked(longer, None, NOW).is_ok(), "both say the same");
    }

    #[test]
    fn blanks_count_for_nothing() {
        let mut draft = draft("2026-11-25 14:00", "Asia/Shanghai");
        draft.candidates = vec![CandidateId(2), CandidateId(1), CandidateId(2)];
        draft.place = Some("  ".to_owned());
        draft.interviewers = vec![
            Interviewer { name: " ".to_owned(), userid: Some(" wang ".to_owned()) },
            Interviewer { name: String::new(), userid: None },
        ];
        let (plan, _) = checked(draft, None, NOW).unwrap();
        assert_eq!(plan.candidates, [CandidateId(2), CandidateId(1)], "nobody comes twice");
        assert_eq!(plan.place, None, "blanks are no place");
        let wang = Interviewer { name: "wang".to_owned(), userid: Some("wang".to_owned()) };
        assert_eq!(plan.interviewers, [wang], "a row without anything is nobody");
    }
}
