//! A person's word for what the list does not say, and other connections.

use beckon_engine::Error;
use beckon_model::{RoomProblem, RoomState, RoomWord};
use beckon_sandbox::{Config, Fault, Sandbox, When};

use crate::world::{World, draft};

#[tokio::test]
async fn a_person_says_what_became_of_it() {
    let world = World::new().await;
    let (one, two) = (world.interview("张伟", &[]).await, world.interview("李娜", &[]).await);
    world.spoil("POST batch_interviews", When::Nth(1), Fault::ReplyLost);
    world.create(&[one, two]).await;
    let uid = |name: &str| world.company.showmebug().rooms().into_iter().find(|room| room.name == name).unwrap().uid;
    let made = |uid: String| RoomWord::Made { uid };

    for bad in ["", "../me", "a b"] {
        let refused = world.engine.rooms().resolve(one, made(bad.to_owned())).await;
        assert!(matches!(refused, Err(Error::Room(RoomProblem::BadValue { .. }))), "{bad:?} is no id: {refused:?}");
    }
    let outcome = world.engine.rooms().resolve(one, made(uid("张伟"))).await.unwrap();
    let room = outcome.room.unwrap();
    assert_eq!((room.state, outcome.problem), (RoomState::Made, None), "with the links of the list");
    assert!(room.has_candidate_link, "it can be sent");
    let taken = world.engine.rooms().resolve(two, made(uid("张伟"))).await;
    assert!(matches!(taken, Err(Error::Room(RoomProblem::UidTaken))), "two interviews in one room: {taken:?}");
    let gone = world.engine.rooms().resolve(two, RoomWord::NotMade).await.unwrap();
    assert_eq!((gone.room, gone.problem), (None, None), "it is taken for what the person says");
    let done = world.engine.rooms().resolve(one, RoomWord::NotMade).await;
    assert!(matches!(done, Err(Error::Room(RoomProblem::HasRoom))), "a room that is there is deleted, not denied");
}

#[tokio::test]
async fn a_list_without_links_is_told() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.company.showmebug().set_links_in_list(false);
    world.spoil("POST interviews", When::Nth(1), Fault::ReplyLost);
    world.create_one(interview).await;
    world.engine.rooms().refresh(vec![interview]).await.unwrap();
    let room = world.room(interview).await.unwrap();
    assert_eq!((room.state, room.problem), (RoomState::Made, Some(RoomProblem::NoLinks)), "made, and what it lacks");
}

#[tokio::test]
async fn another_connection_decides_nothing_of_rooms_it_does_not_see() {
    let world = World::new().await;
    let (made, unknown) = (world.interview("张伟", &[]).await, world.interview("李娜", &[]).await);
    world.create_one(made).await;
    world.spoil("POST interviews", When::Nth(1), Fault::ReplyLost);
    world.create_one(unknown).await;
    world.clock.advance(crate::world::A_MINUTE);

    let other = Sandbox::start(Config { seed: 7, ..Config::default() }).await.unwrap();
    world.engine.showmebug().connect(draft(&other)).await.unwrap();
    assert_eq!(world.create_one(unknown).await, Some(RoomProblem::HasUnknown), "the other team's list proves nothing");
    let told = world.room(unknown).await.unwrap().problem;
    assert_eq!(told, Some(RoomProblem::OtherConnection), "and it says why");
    let refused = world.engine.rooms().delete(made).await;
    assert!(matches!(refused, Err(Error::Room(RoomProblem::OtherConnection))), "{refused:?}");
    let outcome = world.engine.rooms().resolve(made, RoomWord::NotMade).await.unwrap();
    assert_eq!(outcome.room, None, "a person who deleted it there can say so");

    world.engine.showmebug().connect(draft(&world.company)).await.unwrap();
    assert_eq!(world.create_one(unknown).await, Some(RoomProblem::HasRoom), "with the first key it is found");
    assert_eq!((world.there(), other.showmebug().rooms().len()), (2, 0), "nothing was made twice");
}

#[tokio::test]
async fn a_list_of_many_pages_finds_what_is_there_and_proves_nothing_about_the_rest() {
    let world = World::new().await;
    let (lost, never) = (world.interview("张伟", &[]).await, world.interview("李娜", &[]).await);
    world.spoil("POST interviews", When::Nth(1), Fault::ReplyLost);
    world.create_one(lost).await;
    world.spoil("POST interviews", When::Nth(1), Fault::HtmlPage);
    world.create_one(never).await;
    world.company.showmebug().set_faults(Vec::new());
    let mut others = Vec::new();
    for n in 0..60 {
        others.push(world.interview(&format!("候选人 {n}"), &[]).await);
    }
    world.create(&others).await;
    world.clock.advance(crate::world::A_MINUTE);
    world.engine.rooms().refresh(Vec::new()).await.unwrap();
    assert_eq!(world.room(lost).await.unwrap().state, RoomState::Made, "on whichever page it stands");
    let room = world.room(never).await.unwrap();
    assert_eq!((room.state, room.problem), (RoomState::Unknown, Some(RoomProblem::NotInList)), "a person has to look");
    assert_eq!(world.there(), 61, "nothing is made meanwhile");
    let gone = world.engine.rooms().resolve(never, RoomWord::NotMade).await.unwrap();
    assert_eq!(gone.room, None, "who looked can say so");
    assert_eq!(world.create_one(never).await, None, "and it is made");
}
