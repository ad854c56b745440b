//! How far interviews are, and what came out of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use beckon_engine::{Error, SheetFormat, UiSink};
use beckon_model::{
    Campaign, CampaignId, Clock, ExportOf, InterviewId, RoomProblem, RoomState, RoomStatus, Selection, SystemClock,
};
use beckon_sandbox::{Fault, When};
use serde_json::json;

use crate::world::World;

#[tokio::test]
async fn an_interview_that_ends_is_told_once_with_its_result() {
    let world = World::new().await;
    let (one, two) = (world.interview("张伟", &["li.na"]).await, world.interview("李娜", &[]).await);
    world.create(&[one, two]).await;
    let uid = world.room(one).await.unwrap().uid.unwrap();
    world.company.showmebug().start(&uid);
    let first = world.engine.rooms().refresh(Vec::new()).await.unwrap();
    assert_eq!((first.asked, first.ended.len(), first.results), (2, 0, 0), "{first:?}");
    assert_eq!(world.room(one).await.unwrap().status, Some(RoomStatus::Running), "as ShowMeBug says");
    assert_eq!(world.room(two).await.unwrap().status, Some(RoomStatus::NotStarted), "each by itself");

    world.company.showmebug().end(&uid, json!({ "score": 87, "odd": [1, 2] }));
    world.spoil("GET result", When::Nth(1), Fault::ErrCode(9));
    let ended = world.engine.rooms().refresh(Vec::new()).await.unwrap();
    assert_eq!((ended.ended, ended.results), (vec![one], 0), "it has ended, and its result is not there yet");
    let again = world.engine.rooms().refresh(Vec::new()).await.unwrap();
    assert_eq!((again.ended.len(), again.results), (0, 1), "told once; the result is asked for again");
    let result = world.engine.rooms().result_kept(one).await.unwrap().unwrap();
    assert!(result.known.contains(&("score".to_owned(), "87".to_owned())), "what is known by name: {result:?}");
    assert!(result.raw.contains("odd"), "and everything beside it: {}", result.raw);
    assert_eq!(world.engine.rooms().refresh(Vec::new()).await.unwrap().asked, 1, "who has a result is asked no more");
}

#[tokio::test]
async fn what_is_in_the_way_is_told_and_nothing_is_lost() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.create_one(interview).await;
    world.spoil("GET interviews", When::Always, Fault::HtmlPage);
    let refreshed = world.engine.rooms().refresh(vec![interview]).await.unwrap();
    assert_eq!(refreshed.problem, Some(RoomProblem::BadReply), "a sign-in page");
    world.engine.showmebug().forget().await.unwrap();
    let refreshed = world.engine.rooms().refresh(vec![interview]).await.unwrap();
    assert_eq!(refreshed.problem, Some(RoomProblem::NotConnected), "no connection");
    assert_eq!(world.states().await.len(), 1, "the room stays");
}

/// Counts the interviews of which it hears that they have ended.
#[derive(Default)]
struct Ended(AtomicUsize);

impl UiSink for Ended {
    fn changed(&self, _: CampaignId) {}
    fn rested(&self, _: &Campaign) {}
    fn failed(&self, _: CampaignId, _: &Error) {}
    fn ended(&self, interviews: &[InterviewId]) {
        self.0.fetch_add(interviews.len(), Ordering::SeqCst);
    }
}

#[tokio::test]
async fn only_interviews_that_are_near_are_looked_at_unasked() {
    let heard = Arc::new(Ended::default());
    let world = World::with(Arc::clone(&heard) as Arc<dyn UiSink>).await;
    let (near, far) = (world.interview("张伟", &[]).await, world.interview("李娜", &[]).await);
    let mut later = world.engine.interviews().get(far).await.unwrap().plan;
    later.starts = "2099-12-25T14:00".to_owned();
    world.save(Some(far), later).await;
    world.create(&[near, far]).await;
    for interview in [near, far] {
        let uid = world.room(interview).await.unwrap().uid.unwrap();
        world.company.showmebug().end(&uid, json!({ "score": 1 }));
    }
    let asked = world.calls("GET", "interviews").len();
    world.engine.rooms().look().await.unwrap();
    assert_eq!(world.calls("GET", "interviews").len(), asked, "nothing is near: nothing is asked");

    // An hour before the first of them.
    let starts = world.engine.interviews().get(near).await.unwrap().starts_at;
    world.clock.advance(starts - 3_600_000 - SystemClock.now_ms());
    world.engine.rooms().look().await.unwrap();
    assert_eq!(heard.0.load(Ordering::SeqCst), 1, "the one that is near");
    assert_eq!(world.room(far).await.unwrap().status, None, "the other is not asked about");
    world.engine.rooms().look().await.unwrap();
    assert_eq!(heard.0.load(Ordering::SeqCst), 1, "told once");
}

#[tokio::test]
async fn a_result_is_a_column_of_people_only_when_asked_for() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    let of = ExportOf::People { to: Selection::All };
    let offer = world.engine.candidates().export_offer(&of).await.unwrap();
    assert!(!offer.columns.contains(&"room_result".to_owned()), "there is nothing to offer: {:?}", offer.columns);
    world.create_one(interview).await;
    let uid = world.room(interview).await.unwrap().uid.unwrap();
    world.company.showmebug().end(&uid, json!({ "score": 87, "comment": "好" }));
    world.engine.rooms().refresh(Vec::new()).await.unwrap();
    let offer = world.engine.candidates().export_offer(&of).await.unwrap();
    assert!(offer.columns.contains(&"room_result".to_owned()), "it can be chosen");
    assert!(offer.choice.left_out.contains(&"room_result".to_owned()), "and is left out until it is");

    let path = world.folder.path().join("people.csv");
    let file = std::fs::File::create(&path).unwrap();
    let columns = vec!["name".to_owned(), "room_result".to_owned()];
    let out = (SheetFormat::Csv, file);
    world.engine.candidates().export(out, Selection::All, (columns.clone(), columns)).await.unwrap();
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written.contains("score: 87; comment: 好"), "{written}");
}

#[tokio::test]
async fn a_room_that_somebody_deleted_there_is_told_and_can_be_deleted_here() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.create_one(interview).await;
    let bug = world.company.showmebug();
    let config = showmebug::Config::new(&world.company.base_url(), bug.key(), bug.secret());
    let colleague = showmebug::Client::new(config).unwrap();
    colleague.delete(&bug.rooms()[0].uid).await.unwrap();
    world.engine.rooms().refresh(Vec::new()).await.unwrap();
    let room = world.room(interview).await.unwrap();
    assert_eq!((room.state, room.problem), (RoomState::Made, Some(RoomProblem::Gone)), "a person decides what to do");
    assert_eq!(
        world.engine.rooms().delete(interview).await.unwrap().room.state,
        RoomState::Deleted,
        "it may be deleted"
    );
    assert_eq!(world.create_one(interview).await, None, "and another made");
}
