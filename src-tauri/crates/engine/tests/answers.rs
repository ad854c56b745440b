//! What candidates say about their interviews: kept with the start that it was about, and the ground on which others are asked.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Engine, Error};
use beckon_model::{
    AnswerKind, AnswerSource, CandidateId, Interview, InterviewDraft, InterviewId, InterviewQuery, ManualClock,
    NewAnswer, Selection,
};
use beckon_sandbox::{Config, Sandbox};
use common::{World, save_template};

/// 2026-11-19 08:00 in Shanghai.
const NOW: i64 = 1_795_046_400_000;

/// The practice company's list with an interview of two people on the twentieth at 7:00, within a day.
async fn world() -> (World, InterviewId, [CandidateId; 2]) {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let url = company.base_url();
    let world = World::at(company, &url, Arc::new(ManualClock::at(NOW))).await;
    let people = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let [first, second] = [people[0].id, people[1].id];
    let interview = world.engine.interviews().save(None, on("20T07:00", &[first, second])).await.unwrap();
    (world, interview.id, [first, second])
}

fn on(start: &str, candidates: &[CandidateId]) -> InterviewDraft {
    InterviewDraft {
        candidates: candidates.to_vec(),
        starts: format!("2026-11-{start}"),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        ..InterviewDraft::default()
    }
}

async fn note(engine: &Engine, interview: InterviewId, candidate: CandidateId, kind: AnswerKind) -> Interview {
    engine.interviews().answer(NewAnswer { interview, candidate, kind, wish: None }).await.unwrap()
}

async fn unanswered(engine: &Engine) -> Vec<InterviewId> {
    let query = InterviewQuery { unanswered: true, ..InterviewQuery::default() };
    engine.interviews().list(query).await.unwrap().rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn the_last_answer_counts_and_can_be_taken_back() {
    let (world, id, [first, second]) = world().await;
    let interviews = world.engine.interviews();
    note(&world.engine, id, first, AnswerKind::Accepted).await;
    let wish = Some("  Friday after 3 ".to_owned());
    let new = NewAnswer { interview: id, candidate: first, kind: AnswerKind::OtherTime, wish };
    let noted = interviews.answer(new).await.unwrap();
    let answer = noted.people[0].answer.as_ref().unwrap();
    let wish = answer.wish.as_deref();
    assert_eq!(
        (answer.kind, wish),
        (AnswerKind::OtherTime, Some("Friday after 3")),
        "the last one, in their own words"
    );
    assert_eq!(
        (answer.source, answer.at, answer.earlier),
        (AnswerSource::Hand, NOW, false),
        "how and when it was noted"
    );
    assert_eq!(noted.people[1].answer, None, "the other has said nothing");
    assert_eq!(interviews.get(id).await.unwrap(), noted, "it is kept");
    let back = note(&world.engine, id, first, AnswerKind::None).await;
    assert_eq!(back.people[0].answer, None, "a mistake is taken back");

    let stranger = CandidateId(second.0 + 1000);
    let refused =
        interviews.answer(NewAnswer { interview: id, candidate: stranger, kind: AnswerKind::Declined, wish: None });
    assert!(matches!(refused.await, Err(Error::NotFound(_))), "who is not invited answers nothing");
    let endless = Some("x".repeat(beckon_model::WISH_CHARS + 1));
    let refused =
        interviews.answer(NewAnswer { interview: id, candidate: first, kind: AnswerKind::Declined, wish: endless });
    assert!(matches!(refused.await, Err(Error::Invalid(_))), "a text has an end");
}

#[tokio::test]
async fn an_answer_is_about_the_start_that_was_agreed_on() {
    let (world, id, both @ [first, second]) = world().await;
    assert_eq!(unanswered(&world.engine).await, [id], "nobody has answered yet");
    for candidate in both {
        assert_eq!(unanswered(&world.engine).await, [id], "one is missing still");
        note(&world.engine, id, candidate, AnswerKind::Accepted).await;
    }
    assert_eq!(unanswered(&world.engine).await, [], "everybody has");
    let moved = world.engine.interviews().save(Some(id), on("19T20:00", &both)).await.unwrap();
    let answer = moved.people[0].answer.as_ref().unwrap();
    assert!(answer.earlier && answer.kind == AnswerKind::Accepted, "they agreed to another time: {answer:?}");
    assert_eq!(unanswered(&world.engine).await, [id], "so they are asked again");
    note(&world.engine, id, first, AnswerKind::Declined).await;
    assert_eq!(unanswered(&world.engine).await, [id], "one of two");
    world.engine.interviews().save(Some(id), on("20T07:00", &both)).await.unwrap();
    note(&world.engine, id, first, AnswerKind::Accepted).await;
    assert_eq!(unanswered(&world.engine).await, [], "back at the time that the other has agreed to: {second}");
    note(&world.engine, id, second, AnswerKind::None).await;
    world.engine.interviews().call_off(id, true).await.unwrap();
    assert_eq!(unanswered(&world.engine).await, [], "nobody is asked about what is called off");
    world.engine.interviews().call_off(id, false).await.unwrap();
    world.engine.interviews().save(Some(id), on("20T08:01", &both)).await.unwrap();
    assert_eq!(unanswered(&world.engine).await, [], "there is time yet");
}

#[tokio::test]
async fn those_who_have_not_answered_are_written_to_and_nobody_else() {
    let (world, id, [first, second]) = world().await;
    save_template(&world.engine, "{{ name }}\u{60a8}\u{597d}\u{ff0c}{{ interview.starts }}").await;
    note(&world.engine, id, first, AnswerKind::Accepted).await;
    let mut send = world.to_all().await;
    send.to = Selection::Unanswered { interviews: vec![id] };
    let previews = world.engine.send().previews(send.clone(), 9).await.unwrap();
    let people: Vec<_> = previews.iter().map(|preview| preview.candidate).collect();
    assert_eq!(people, [Some(second)], "one has answered");
    let plan = world.engine.send().check(send.clone()).await.unwrap();
    note(&world.engine, id, second, AnswerKind::Declined).await;
    let start = beckon_model::StartRequest { send, approval: plan.approval, starts_at: None };
    let started = world.engine.send().start(start).await;
    assert!(started.is_err(), "the answer came between the check and the start: {started:?}");
}

#[tokio::test]
async fn who_is_put_back_is_invited_again_with_what_they_said() {
    let (world, id, [first, second]) = world().await;
    let before = note(&world.engine, id, first, AnswerKind::Accepted).await;
    let other = world.engine.interviews().save(None, on("21T09:00", &[first])).await.unwrap().id;
    let removed = world.engine.candidates().remove(Selection::Ids { ids: vec![first] }).await.unwrap();
    let people: Vec<_> = world.engine.interviews().get(id).await.unwrap().people.iter().map(|one| one.id).collect();
    assert_eq!(people, [second], "who is removed comes to nothing");
    world.engine.interviews().remove(other).await.unwrap();
    world.engine.candidates().undo(removed.undo).await.unwrap();
    assert_eq!(world.engine.interviews().get(id).await.unwrap(), before, "as it was, with the answer");
}
