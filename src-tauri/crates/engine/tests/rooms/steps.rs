//! Rooms in step with their interviews, and their end.

use beckon_engine::Error;
use beckon_model::{RoomProblem, RoomState};
use beckon_sandbox::{Fault, When};
use serde_json::json;

use crate::world::{World, plan};

#[tokio::test]
async fn personal_links_belong_to_whom_they_were_given() {
    let world = World::new().await;
    let interview = world.interview("张伟", &["li.na", "wang.q"]).await;
    assert_eq!(world.create_one(interview).await, None, "made");
    let links = world.engine.rooms().links(interview).await.unwrap();
    let there = world.company.showmebug().rooms().remove(0);
    assert_eq!(links.candidate, Some(there.candidate_url), "the candidate's");
    assert_eq!(links.shared, Some(there.interviewer_url), "the one that all share");
    for own in &links.interviewers {
        let wanted = there.interviewers.iter().find(|one| one.uid == own.userid).unwrap();
        assert_eq!((&own.link, &own.name), (&wanted.url, &wanted.name), "by the WeCom id");
    }
    assert_eq!(links.interviewers.len(), 2, "both");
    assert!(!format!("{links:?}").contains("http"), "nothing that is printed shows a link: {links:?}");
}

#[tokio::test]
async fn a_moved_interview_keeps_its_room_and_other_people_change_it() {
    let world = World::new().await;
    let interview = world.interview("张伟", &["li.na"]).await;
    world.create_one(interview).await;
    let candidates = world.engine.interviews().get(interview).await.unwrap().plan.candidates;
    let mut moved = plan(candidates.clone(), &["li.na"]);
    moved.starts = "2099-12-01T09:00".to_owned();
    world.save(Some(interview), moved).await;
    assert!(!world.room(interview).await.unwrap().differs, "ShowMeBug knows no time");

    world.phone("wang.q").await;
    world.save(Some(interview), plan(candidates.clone(), &["wang.q", "li.na"])).await;
    assert!(world.room(interview).await.unwrap().differs, "it is seen");
    let before = world.engine.rooms().links(interview).await.unwrap();
    world.spoil("PATCH interviews/*", When::Nth(1), Fault::ReplyLost);
    let lost = world.engine.rooms().update(vec![interview]).await.unwrap().remove(0);
    assert_eq!(lost.problem, Some(RoomProblem::ReplyLost), "the answer is lost");
    assert!(lost.room.unwrap().differs, "so it still differs, and the same can be done again");
    let done = world.engine.rooms().update(vec![interview]).await.unwrap().remove(0);
    let room = done.room.unwrap();
    assert_eq!((done.problem, room.differs), (None, false), "in step");
    let after = world.engine.rooms().links(interview).await.unwrap();
    assert_eq!((&after.candidate, after.interviewers.len()), (&before.candidate, 2), "the same room, with both");
    assert_eq!(world.there(), 1, "none is made for it");

    let mut five = plan(candidates, &["a1", "a2", "a3", "a4", "a5", "a6"]);
    five.interviewers.iter_mut().for_each(|one| one.name = "面试官".to_owned());
    world.save(Some(interview), five).await;
    let refused = world.engine.rooms().update(vec![interview]).await.unwrap().remove(0);
    assert_eq!(refused.problem.unwrap().kind(), "too_many_interviewers", "refused as before");
    assert_eq!(world.calls("PATCH", "").len(), 2, "and not sent");
}

#[tokio::test]
async fn a_result_is_kept_before_its_room_is_deleted() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.create_one(interview).await;
    let uid = world.room(interview).await.unwrap().uid.unwrap();
    world.company.showmebug().end(&uid, json!({ "score": 87, "comment": "好" }));
    world.spoil("DELETE interviews/*", When::Nth(1), Fault::ReplyLost);
    let lost = world.engine.rooms().delete(interview).await;
    assert!(matches!(lost, Err(Error::Room(RoomProblem::ReplyLost))), "nobody knows: {lost:?}");
    assert_eq!(world.room(interview).await.unwrap().state, RoomState::Made, "so it is not called deleted");

    world.company.showmebug().set_faults(Vec::new());
    let again = world.engine.rooms().delete(interview).await.unwrap();
    assert_eq!((again.room.state, again.result_kept), (RoomState::Deleted, true), "it may be repeated");
    let calls: Vec<_> = world.company.showmebug().journal().into_iter().map(|call| call.method).collect();
    let result = calls.iter().rposition(|method| method == "GET");
    assert!(result < calls.iter().rposition(|method| method == "DELETE"), "the result first: {calls:?}");
    let kept = world.engine.rooms().result(interview).await.unwrap();
    assert!(kept.known.contains(&("score".to_owned(), "87".to_owned())), "{kept:?}");
    assert_eq!(world.create_one(interview).await, None, "an interview that takes place after all gets another room");
}

#[tokio::test]
async fn a_room_whose_result_cannot_be_fetched_is_not_deleted() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.create_one(interview).await;
    world.spoil("GET result", When::Always, Fault::HttpStatus(502));
    let refused = world.engine.rooms().delete(interview).await;
    assert!(matches!(refused, Err(Error::Room(RoomProblem::ServerFailed { status: 502 }))), "{refused:?}");
    assert!(world.calls("DELETE", "").is_empty(), "the result could be lost for good");
}
