//! What is told of a conflict, what is none, and that it does not matter from which side one looks.

use proptest::prelude::*;

use super::*;
use crate::{Interviewer, Invited};

/// Wed 2026-11-25 10:00 in Shanghai.
const TEN: i64 = 1_795_572_000_000;

fn interviewer(name: &str, userid: Option<&str>) -> Interviewer {
    Interviewer { name: name.to_owned(), userid: userid.map(str::to_owned) }
}

/// An interview so many minutes after ten, of the candidates with these numbers.
fn at(id: i64, after: i64, minutes: u32, candidates: &[i64]) -> Interview {
    let clock = 10 * 60 + after;
    let day = 25 + clock.div_euclid(24 * 60);
    let clock = clock.rem_euclid(24 * 60);
    Interview {
        id: InterviewId(id),
        plan: InterviewDraft {
            candidates: candidates.iter().map(|id| CandidateId(*id)).collect(),
            starts: format!("2026-11-{day:02}T{:02}:{:02}", clock / 60, clock % 60),
            zone: "Asia/Shanghai".to_owned(),
            minutes,
            ..InterviewDraft::default()
        },
        people: candidates
            .iter()
            .map(|id| Invited { id: CandidateId(*id), name: format!("Name {id}"), answer: None })
            .collect(),
        starts_at: TEN + after * MINUTE_MS,
        called_off: false,
        uid: format!("{id}@beckon"),
        sequence: 0,
        updated_at: 0,
    }
}

fn with(mut interview: Interview, change: impl Fn(&mut InterviewDraft)) -> Interview {
    change(&mut interview.plan);
    interview
}

fn kinds(found: &ConflictsFound) -> Vec<&'static str> {
    let word = |conflict: &InterviewConflict| match conflict {
        InterviewConflict::Interviewer { .. } => "interviewer",
        InterviewConflict::Place { .. } => "place",
        InterviewConflict::Candidate { .. } => "candidate",
        InterviewConflict::Holiday { .. } => "holiday",
        InterviewConflict::DayOff => "day_off",
        InterviewConflict::Hours { .. } => "hours",
    };
    found.conflicts.iter().map(word).collect()
}

fn told(first: &Interview, second: &Interview) -> Vec<&'static str> {
    let known = [first.clone(), second.clone()];
    kinds(&conflicts_of_draft(Some(first.id), (&first.plan, first.starts_at), &known, WorkingHours::default()))
}

#[test]
fn an_interviewer_is_at_one_at_a_time() {
    let who = |name: &'static str, userid: Option<&'static str>| {
        move |plan: &mut InterviewDraft| plan.interviewers = vec![interviewer(name, userid)]
    };
    let first = with(at(1, 0, 60, &[1]), who("Wang", Some("Wang.Fang")));
    for (name, userid, after, meets) in [
        ("王芳", Some("wang.fang"), 30, true),
        ("Wang", Some("other"), 30, false),
        (" ｗａｎｇ ", None, 30, true),
        ("Li", None, 30, false),
        ("", None, 30, false),
        ("王芳", Some("wang.fang"), 60, false),
        ("王芳", Some("wang.fang"), 59, true),
        ("王芳", Some("wang.fang"), -60, false),
    ] {
        let second = with(at(2, after, 60, &[2]), who(name, userid));
        let expected: &[_] = if meets { &["interviewer"] } else { &[] };
        assert_eq!(told(&first, &second), expected, "{name} {userid:?} after {after} minutes");
    }
}

#[test]
fn a_place_holds_one_at_a_time() {
    let place = |place: &'static str| move |plan: &mut InterviewDraft| plan.place = Some(place.to_owned());
    let first = with(at(1, 0, 60, &[1]), place("3 号楼 301"));
    for (there, after, meets) in [
        ("3号楼 301", 30, true),
        ("3 号楼 ３０１", 30, true),
        ("3 号楼 302", 30, false),
        ("", 30, false),
        ("3 号楼 301", 60, false),
    ] {
        let expected: &[_] = if meets { &["place"] } else { &[] };
        assert_eq!(
            told(&first, &with(at(2, after, 60, &[2]), place(there))),
            expected,
            "{there} after {after} minutes"
        );
    }
}

#[test]
fn a_candidate_gets_half_an_hour_between_two() {
    for (after, between) in
        [(30, Some(None)), (60, Some(Some(0))), (89, Some(Some(29))), (90, None), (-89, Some(Some(29))), (-90, None)]
    {
        let (first, second) = (at(1, 0, 60, &[1, 2]), at(2, after, 60, &[3, 2]));
        let found = conflicts_of_draft(
            Some(first.id),
            (&first.plan, TEN),
            std::slice::from_ref(&second),
            WorkingHours::default(),
        );
        let expected = between.map(|between| InterviewConflict::Candidate {
            who: "Name 2".to_owned(),
            between,
            other: OtherInterview {
                id: InterviewId(2),
                starts_at: second.starts_at,
                minutes: 60,
                zone: "Asia/Shanghai".to_owned(),
                people: vec!["Name 3".to_owned(), "Name 2".to_owned()],
            },
        });
        assert_eq!(found.conflicts, Vec::from_iter(expected), "after {after} minutes");
    }
}

#[test]
fn days_and_hours_are_those_of_the_clock_where_it_is_held() {
    for (starts, minutes, kind, year) in [
        ("2026-11-25T09:00", 540, None, None),
        ("2026-11-25T08:59", 30, Some("hours"), None),
        ("2026-11-25T17:30", 31, Some("hours"), None),
        ("2026-11-25T23:30", 60, Some("hours"), None),
        ("2026-11-28T10:00", 30, Some("day_off"), None),
        ("2026-10-01T10:00", 30, Some("holiday"), None),
        ("2026-10-01T03:00", 30, Some("holiday"), None),
        ("2026-09-20T10:00", 30, None, None),
        ("2026-09-20T20:00", 30, Some("hours"), None),
        ("2027-10-01T10:00", 30, None, Some(2027)),
        ("2027-10-02T10:00", 30, Some("day_off"), Some(2027)),
        ("", 30, None, None),
    ] {
        let plan = InterviewDraft { starts: starts.to_owned(), minutes, ..InterviewDraft::default() };
        let found = conflicts_of_draft(None, (&plan, TEN), &[], WorkingHours::default());
        assert_eq!((kinds(&found), found.unknown_year), (Vec::from_iter(kind), year), "{starts}");
    }
}

#[test]
fn one_that_was_called_off_takes_no_time() {
    let (first, mut second) = (at(1, 0, 60, &[1]), at(2, 0, 60, &[1]));
    assert_eq!(told(&first, &second), ["candidate"]);
    second.called_off = true;
    assert_eq!(told(&first, &second), [""; 0]);
    let known = [first, second];
    let found = conflicts_among(&known, |_| true, WorkingHours::default());
    assert_eq!(found, [], "nor is it judged itself");
}

#[test]
fn many_are_counted() {
    let first = at(1, 0, 60, &[1]);
    let others: Vec<_> = (2..50).map(|id| at(id, 10, 60, &[1])).collect();
    let found = conflicts_of_draft(None, (&first.plan, TEN), &others, WorkingHours::default());
    assert_eq!((found.conflicts.len(), found.more), (CONFLICTS, 48 - 20));
}

#[test]
fn hours_need_time_in_them() {
    let usual = WorkingHours::default();
    assert!(
        usual.has_time()
            && usual.works_on("2026-11-25")
            && !usual.works_on("2026-11-28")
            && usual.works_on("2026-02-14")
    );
    for wrong in [
        WorkingHours { from: 600, until: 600, ..usual },
        WorkingHours { until: 1441, ..usual },
        WorkingHours { days: [false; 7], ..usual },
    ] {
        assert!(!wrong.has_time(), "{wrong:?}");
    }
}

fn any_interview(id: i64) -> impl Strategy<Value = Interview> {
    let (who, place) = (prop::collection::vec(0..4_u8, 0..3), prop::option::of(0..3_u8));
    (0..3000_i64, 1..1440_u32, prop::collection::vec(1..5_i64, 1..3), who, place, prop::bool::weighted(0.2)).prop_map(
        move |(after, minutes, mut candidates, who, place, off)| {
            candidates.sort_unstable();
            candidates.dedup();
            let interview = with(at(id, after, minutes, &candidates), |plan| {
                plan.interviewers = who.iter().map(|who| interviewer("", Some(&format!("u{who}")))).collect();
                plan.place = place.map(|place| format!("room {place}"));
            });
            Interview { called_off: off, ..interview }
        },
    )
}

fn many() -> impl Strategy<Value = Vec<Interview>> {
    (1..12_i64).prop_flat_map(|count| (0..count).map(|id| any_interview(id + 1)).collect::<Vec<_>>())
}

fn pairs(found: &[InterviewConflicts]) -> Vec<(InterviewId, InterviewId)> {
    let other = |conflict: &InterviewConflict| match conflict {
        InterviewConflict::Interviewer { other, .. }
        | InterviewConflict::Place { other, .. }
        | InterviewConflict::Candidate { other, .. } => Some(other.id),
        _ => None,
    };
    let of = |row: &InterviewConflicts| {
        row.found.conflicts.iter().filter_map(other).map(|id| (row.interview, id)).collect::<Vec<_>>()
    };
    let mut pairs: Vec<_> = found.iter().flat_map(of).collect();
    pairs.sort_unstable_by_key(|(a, b)| (a.0, b.0));
    pairs.dedup();
    pairs
}

proptest! {
    #[test]
    fn whoever_is_in_the_way_has_the_other_in_the_way(mut known in many()) {
        // Below the number that is told one by one, nothing is left out.
        known.truncate(7);
        let found = conflicts_among(&known, |_| true, WorkingHours::default());
        let pairs = pairs(&found);
        for (one, other) in &pairs {
            prop_assert!(pairs.contains(&(*other, *one)), "{one:?} and {other:?}: {pairs:?}");
        }
    }

    #[test]
    fn looking_near_an_interview_finds_what_looking_at_all_finds(known in many()) {
        let hours = WorkingHours::default();
        let found = conflicts_among(&known, |_| true, hours);
        for row in known.iter().filter(|row| !row.called_off) {
            let near = found.iter().find(|found| found.interview == row.id).map(|row| row.found.clone()).unwrap_or_default();
            let all = conflicts_of_draft(Some(row.id), (&row.plan, row.starts_at), &known, hours);
            let count = |found: &ConflictsFound| found.conflicts.len() + usize::try_from(found.more).unwrap();
            prop_assert_eq!(count(&near), count(&all), "{:?}", row);
        }
    }
}
