//! Whom a change reaches.

use super::change::{ChangeKind, ToTell, Told, ToldMessage, ToldPlan, to_tell_of};
use crate::{
    CampaignId, CandidateId, DeliveryId, DeliveryState, Interview, InterviewDraft, InterviewId, Interviewer, Invited,
    Participant, RECALL_WINDOW_MS,
};

const OLD: i64 = 1_000_000;
const NEW: i64 = 2_000_000;

fn interviewer(userid: &str) -> Interviewer {
    Interviewer { name: userid.to_uppercase(), userid: Some(userid.to_owned()) }
}

fn interview(starts_at: i64, candidates: &[i64], interviewers: &[&str]) -> Interview {
    let invited = |id: &i64| Invited { id: CandidateId(*id), name: format!("candidate {id}"), answer: None };
    let plan = InterviewDraft {
        candidates: candidates.iter().map(|id| CandidateId(*id)).collect(),
        interviewers: interviewers.iter().map(|id| interviewer(id)).collect(),
        minutes: 60,
        place: Some("3F".to_owned()),
        ..InterviewDraft::default()
    };
    Interview {
        id: InterviewId(1),
        people: candidates.iter().map(invited).collect(),
        plan,
        starts_at,
        called_off: false,
        uid: "1@beckon".to_owned(),
        sequence: 0,
        updated_at: 0,
    }
}

fn candidate(id: i64) -> Participant {
    Participant::Candidate { id: CandidateId(id) }
}

fn member(userid: &str) -> Participant {
    Participant::Interviewer { name: String::new(), userid: Some(userid.to_owned()) }
}

fn start(at: i64) -> Told {
    Told::TakesPlace(ToldPlan { starts_at: Some(at), ..ToldPlan::default() })
}

fn message(number: i64, person: Participant, told: Told, state: DeliveryState) -> ToldMessage {
    let (delivery, campaign, name) = (DeliveryId(number), CampaignId(number), "as told".to_owned());
    ToldMessage { delivery, campaign, person, name, state, at: number, to_member: true, told }
}

fn of(interview: &Interview, told: &[ToldMessage]) -> Vec<(String, ChangeKind)> {
    let all: Vec<ToTell> = to_tell_of(interview, told, 0);
    all.into_iter().map(|one| (one.person.key(), one.kind)).collect()
}

fn told(person: Participant, told: Told) -> ToldMessage {
    message(1, person, told, DeliveryState::Accepted)
}

#[test]
fn everybody_who_knows_the_old_time_is_corrected_and_nobody_else() {
    let moved = interview(NEW, &[1, 2], &["wang", "li"]);
    let knew = [told(candidate(1), start(OLD)), told(candidate(2), start(NEW)), told(member("WANG"), start(OLD))];
    let expected = [
        ("candidate 1".to_owned(), ChangeKind::Correction),
        ("member wang".to_owned(), ChangeKind::Correction),
        ("member li".to_owned(), ChangeKind::Invitation),
    ];
    assert_eq!(of(&moved, &knew), expected, "li joined wang, who was told; candidate 2 knows it");
    assert_eq!(of(&moved, &[]), [], "while nobody was told there is nothing to correct");
}

#[test]
fn who_was_told_nothing_that_changed_is_told_nothing() {
    let mut moved = interview(NEW, &[1], &[]);
    let only = |plan: ToldPlan| told(candidate(1), Told::TakesPlace(plan));
    assert_eq!(of(&moved, &[only(ToldPlan::default())]), [], "the message named no time");
    let place = ToldPlan { place: Some("3F".to_owned()), ..ToldPlan::default() };
    assert_eq!(of(&moved, &[only(place.clone())]), [], "nor does the place differ");
    moved.plan.place = None;
    let corrected = [("candidate 1".to_owned(), ChangeKind::Correction)];
    assert_eq!(of(&moved, &[only(place)]), corrected, "now it does");
    let none = ToldPlan { link: Some(String::new()), ..ToldPlan::default() };
    moved.plan.link = Some("https://example.com".to_owned());
    assert_eq!(of(&moved, &[only(none)]), corrected, "it named the link, and there was none");
}

#[test]
fn what_a_later_message_does_not_name_stays_known_as_it_was_told() {
    let place = |place: &str| ToldPlan { place: Some(place.to_owned()), ..ToldPlan::default() };
    let first = ToldPlan { starts_at: Some(OLD), ..place("2F") };
    let told = |all: &[Told]| {
        let message = |(at, told): (i64, &Told)| message(at, candidate(1), told.clone(), DeliveryState::Accepted);
        let all: Vec<ToldMessage> = (1..).zip(all).map(message).collect();
        of(&interview(NEW, &[1], &[]), &all)
    };
    let corrected = [("candidate 1".to_owned(), ChangeKind::Correction)];
    let (first, time) = (Told::TakesPlace(first), start(NEW));
    assert_eq!(
        told(&[first.clone(), time.clone()]),
        corrected,
        "the correction named the time, and the place is another one"
    );
    assert_eq!(told(&[first.clone(), time.clone(), Told::TakesPlace(place("3F"))]), [], "now both are known");
    assert_eq!(told(&[first, Told::Off, time]), [], "what was called off begins anew");
}

#[test]
fn who_has_no_part_any_more_is_told_so_once() {
    let mut off = interview(OLD, &[1], &["wang"]);
    let knew = [told(candidate(1), start(OLD)), told(member("wang"), start(OLD)), told(member("left"), start(OLD))];
    assert_eq!(of(&off, &knew), [("member left".to_owned(), ChangeKind::Cancellation)], "taken out of it");
    off.called_off = true;
    assert_eq!(of(&off, &knew).len(), 3, "all of them");
    assert!(of(&off, &knew).iter().all(|(_, kind)| *kind == ChangeKind::Cancellation));
    let knows = message(2, candidate(1), Told::Off, DeliveryState::Accepted);
    let also = [knew.as_slice(), &[knows]].concat();
    assert_eq!(of(&off, &also).len(), 2, "whoever was told is not told again");
    off.called_off = false;
    let back =
        [("candidate 1".to_owned(), ChangeKind::Invitation), ("member left".to_owned(), ChangeKind::Cancellation)];
    assert_eq!(of(&off, &also), back, "it takes place after all");
}

#[test]
fn what_did_not_leave_told_nothing_and_what_may_have_left_counts() {
    let moved = interview(NEW, &[1], &[]);
    for state in DeliveryState::ALL {
        let never = [DeliveryState::Held, DeliveryState::Rejected, DeliveryState::Cancelled].contains(&state);
        let one = message(1, candidate(1), start(OLD), state);
        assert_eq!(of(&moved, std::slice::from_ref(&one)).is_empty(), never, "{state} with the old time");
        let correction = message(2, candidate(1), start(NEW), state);
        let open = never || state == DeliveryState::Recalled;
        let first = ToldMessage { state: DeliveryState::Accepted, ..one };
        assert_eq!(of(&moved, &[first, correction]).is_empty(), !open, "{state} with the new time");
    }
}

#[test]
fn it_says_what_they_knew_and_until_when_that_can_be_taken_back() {
    let moved = interview(NEW, &[1], &[]);
    let one = message(7, candidate(1), start(OLD), DeliveryState::Accepted);
    let known = |now: i64, one: &ToldMessage| to_tell_of(&moved, std::slice::from_ref(one), now).remove(0);
    let change = known(0, &one);
    assert_eq!((change.was, change.told_at, change.delivery), (Some(OLD), Some(7), Some(DeliveryId(7))));
    assert_eq!(change.recall_until, Some(7 + RECALL_WINDOW_MS));
    assert_eq!(known(7 + RECALL_WINDOW_MS, &one).recall_until, None, "a day later it is too late");
    let outside = ToldMessage { to_member: false, ..one.clone() };
    assert_eq!(known(0, &outside).recall_until, None, "outside the company nothing is taken back");
    let lost = ToldMessage { state: DeliveryState::Unknown, ..one };
    assert_eq!(known(0, &lost).recall_until, None, "it has no number by which it could be");
}
