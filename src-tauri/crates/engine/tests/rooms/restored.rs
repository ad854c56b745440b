//! After a copy has come back, nothing goes on by itself.

use beckon_model::{RoomProblem, RoomState, RoomsRequest};

use crate::world::{A_MINUTE, World, draft, open, system};

/// A room that was made after the copy: the data know nothing of it.
#[tokio::test]
async fn a_room_that_was_made_after_the_copy_is_looked_up_before_another_is_made() {
    let world = World::new().await;
    let (made, never) = (world.interview("张伟", &[]).await, world.interview("李娜", &[]).await);
    let now = beckon_model::Clock::now_ms(&beckon_model::SystemClock);
    let name = beckon_engine::back_up(world.folder.path(), now).unwrap().unwrap().name;
    assert_eq!(world.create_one(made).await, None, "made after the copy");
    world.engine.close().await;
    let World { engine, company, folder, clock } = world;
    drop(engine);
    beckon_engine::restore(folder.path(), &name, now).unwrap();

    clock.advance(A_MINUTE);
    let engine = open(folder.path(), clock).await;
    assert_eq!(engine.rooms().get(made).await.unwrap(), None, "the copy has no room");
    engine.showmebug().connect(draft(&company)).await.unwrap();
    let request = RoomsRequest { interviews: vec![made, never], personal: true };
    let outcomes = engine.rooms().create(request.clone()).await.unwrap();
    let problems: Vec<_> = outcomes.iter().map(|outcome| outcome.problem.clone()).collect();
    assert_eq!(problems, [Some(RoomProblem::HasRoom), None], "found, and made");
    assert_eq!(company.showmebug().rooms().len(), 2, "one for each interview");
    let again = engine.rooms().create(request).await.unwrap();
    assert!(again.iter().all(|outcome| outcome.problem == Some(RoomProblem::HasRoom)), "and that is known: {again:?}");
}

#[tokio::test]
async fn a_room_that_was_being_made_when_the_copy_was_is_unknown() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    let folder = world.folder.path().to_owned();
    let name = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let kept = std::sync::Arc::clone(&name);
    beckon_store::at_fail_point("room.asking", move || {
        let copy = beckon_engine::back_up(&folder, 1_795_000_000_000).unwrap().unwrap();
        *kept.lock().unwrap() = copy.name;
    })
    .unwrap();
    assert_eq!(world.create_one(interview).await, None, "it is made after the copy");
    world.engine.close().await;
    beckon_store::at_fail_point("room.asking", || {}).unwrap();
    let name = name.lock().unwrap().clone();
    let World { engine, company, folder, .. } = world;
    drop(engine);
    beckon_engine::restore(folder.path(), &name, 1_795_000_001_000).unwrap();

    let engine = open(folder.path(), system()).await;
    let room = engine.rooms().get(interview).await.unwrap().unwrap();
    assert_eq!((room.state, room.problem), (RoomState::Unknown, Some(RoomProblem::Restored)), "a person has to know");
    engine.showmebug().connect(draft(&company)).await.unwrap();
    engine.rooms().refresh(Vec::new()).await.unwrap();
    let room = engine.rooms().get(interview).await.unwrap().unwrap();
    assert_eq!(room.state, RoomState::Made, "the list says what became of it");
    assert_eq!(company.showmebug().rooms().len(), 1, "and it is not made again");
}
