//! How far interviews are, and what came out of them.

use beckon_model::{RoomProblem, RoomStatus};
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
