//! What the network, a gateway or ShowMeBug itself can do to a create.

use beckon_model::{RoomProblem, RoomState};
use beckon_sandbox::{Fault, When};

use crate::world::{A_MINUTE, World};

/// The answer is lost after the room was made: looked up before anything is made again.
#[tokio::test]
async fn a_room_whose_answer_was_lost_is_found_and_never_made_again() {
    for fault in [
        Fault::ReplyLost,
        Fault::ResetAfterProcessing,
        Fault::CutBody,
        Fault::CutJson,
        Fault::EmptyBody,
        Fault::LinkMissing,
        Fault::OtherHost,
    ] {
        let world = World::new().await;
        let interview = world.interview("张伟", &["li.na"]).await;
        world.spoil("POST interviews", When::Nth(1), fault.clone());
        let problem = world.create_one(interview).await.unwrap();
        let room = world.room(interview).await.unwrap();
        assert_eq!(room.state, RoomState::Unknown, "{fault:?}: nobody knows, and says so");
        assert_eq!(room.problem.as_ref(), Some(&problem), "{fault:?}: the reason stays with it");
        let wanted = match fault {
            Fault::LinkMissing => "incomplete",
            Fault::OtherHost => "other_host",
            Fault::ReplyLost | Fault::ResetAfterProcessing | Fault::CutBody => "reply_lost",
            _ => "bad_reply",
        };
        assert_eq!(problem.kind(), wanted, "{fault:?}");
        assert!(!room.has_candidate_link && !room.has_shared_link, "{fault:?}: no link of such an answer is kept");

        let again = world.create(&[interview]).await.remove(0);
        let room = again.room.unwrap();
        assert_eq!((room.state, world.there()), (RoomState::Made, 1), "{fault:?}: found in the list, not made again");
        assert_eq!(again.problem, Some(RoomProblem::HasRoom), "{fault:?}: and it is told so");
        assert_eq!(world.calls("POST", "interviews").len(), 1, "{fault:?}: asked for once");
        assert_eq!(room.uid, Some(world.company.showmebug().rooms()[0].uid.clone()), "{fault:?}: the same room");
        assert!(room.has_candidate_link && room.has_shared_link, "{fault:?}: the list has its links");
        assert_eq!(room.problem.unwrap().kind(), "no_personal_link", "{fault:?}: but not the interviewers' own");

        let updated = world.engine.rooms().update(vec![interview]).await.unwrap().remove(0);
        assert_eq!(updated.problem, None, "{fault:?}: ShowMeBug gives them when it is told again");
        assert!(updated.room.unwrap().interviewers[0].has_link, "{fault:?}: so the interviewer can be invited");
    }
}

/// Nothing was made, but nobody can know at once.
#[tokio::test]
async fn a_room_that_was_not_made_is_made_once_the_list_proves_it() {
    for fault in [Fault::HtmlPage, Fault::ResetBeforeProcessing, Fault::BareOk] {
        let world = World::new().await;
        let interview = world.interview("张伟", &[]).await;
        world.spoil("POST interviews", When::Nth(1), fault.clone());
        world.create_one(interview).await.unwrap();
        assert_eq!(world.states().await, [RoomState::Unknown], "{fault:?}: it may have been made");
        let problem = world.create_one(interview).await.unwrap();
        assert_eq!(problem, RoomProblem::HasUnknown, "{fault:?}: too early to believe a list that lacks it");
        assert_eq!(world.calls("POST", "interviews").len(), 1, "{fault:?}: nothing is asked for again");
        world.clock.advance(A_MINUTE);
        assert_eq!(world.create_one(interview).await, None, "{fault:?}: the list is whole and lacks it");
        assert_eq!((world.there(), world.states().await), (1, vec![RoomState::Made]), "{fault:?}: one room");
    }
}

#[tokio::test]
async fn a_list_that_may_lack_something_leaves_it_to_a_person() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.spoil("POST interviews", When::Nth(1), Fault::HtmlPage);
    world.create_one(interview).await.unwrap();
    world.clock.advance(A_MINUTE);
    for fault in [Fault::HtmlPage, Fault::HttpStatus(502), Fault::CutJson, Fault::ErrCode(7)] {
        world.spoil("GET interviews", When::Always, fault.clone());
        let problem = world.create_one(interview).await.unwrap();
        assert_eq!(problem, RoomProblem::HasUnknown, "{fault:?}: no list, no decision");
        assert_eq!(world.calls("POST", "interviews").len(), 1, "{fault:?}: nothing is asked for again");
    }
}

/// Somebody makes a room of the same name by hand, or two interviews are with the same person.
#[tokio::test]
async fn two_rooms_for_one_name_are_a_persons_to_choose() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.spoil("POST interviews", When::Nth(1), Fault::ReplyLost);
    world.create_one(interview).await;
    let bug = world.company.showmebug();
    let config = showmebug::Config::new(&world.company.base_url(), bug.key(), bug.secret());
    let colleague = showmebug::Client::new(config).unwrap();
    let same = showmebug::NewInterview { candidate_name: "张伟".to_owned(), ..Default::default() };
    colleague.create(&same).await.unwrap();
    assert_eq!(world.create_one(interview).await, Some(RoomProblem::HasUnknown), "one of them is ours");
    let problem = world.room(interview).await.unwrap().problem;
    assert_eq!(problem, Some(RoomProblem::SeveralInList { count: 2 }), "the list does not say which");
    assert_eq!(world.calls("POST", "interviews").len(), 2, "ours and the colleague's: none is made meanwhile");

    let world = World::new().await;
    let (one, two) = (world.interview("张伟", &[]).await, world.interview("张伟", &[]).await);
    world.spoil("POST batch_interviews", When::Nth(1), Fault::ReplyLost);
    world.create(&[one, two]).await;
    let outcomes = world.create(&[one, two]).await;
    assert!(outcomes.iter().all(|outcome| outcome.problem == Some(RoomProblem::HasUnknown)), "which is which?");
    let problem = world.room(one).await.unwrap().problem.unwrap();
    assert_eq!(problem, RoomProblem::SeveralInList { count: 2 }, "a person says it by the id");
    assert_eq!(world.there(), 2, "none is made meanwhile");
}

#[tokio::test]
async fn a_refusal_leaves_nothing_behind() {
    for (fault, status) in [
        (Fault::ErrCode(31), 200),
        (Fault::ErrCodeWithStatus { status: 422, code: 31 }, 422),
        (Fault::HttpStatus(400), 400),
    ] {
        let world = World::new().await;
        let interview = world.interview("张伟", &[]).await;
        world.spoil("POST interviews", When::Nth(1), fault.clone());
        let problem = world.create_one(interview).await;
        assert!(
            matches!(&problem, Some(RoomProblem::Refused { status: told, .. }) if *told == status),
            "{fault:?}: its code is told: {problem:?}"
        );
        assert_eq!(world.states().await, [], "{fault:?}: there is nothing to look up");
        assert_eq!(world.create_one(interview).await, None, "{fault:?}: it can be made afterwards");
    }
}

#[tokio::test]
async fn a_batch_is_matched_by_id_and_what_it_lacks_is_looked_up() {
    let names = ["张伟", "李娜", "王芳"];
    for fault in [Fault::Reordered, Fault::ItemMissing, Fault::LinkMissing, Fault::OtherHost] {
        let world = World::new().await;
        let mut interviews = Vec::new();
        for name in names {
            interviews.push(world.interview(name, &[]).await);
        }
        world.spoil("POST batch_interviews", When::Nth(1), fault.clone());
        let outcomes = world.create(&interviews).await;
        let unknown = outcomes.iter().filter(|outcome| outcome.problem.is_some()).count();
        let wanted = match fault {
            Fault::Reordered => 0,
            Fault::OtherHost => 3,
            _ => 1,
        };
        assert_eq!(unknown, wanted, "{fault:?}: each item by itself");
        assert_eq!(world.calls("POST", "batch_interviews").len(), 1, "{fault:?}: one call for all");
        world.engine.rooms().refresh(Vec::new()).await.unwrap();
        for (interview, name) in interviews.iter().zip(names) {
            let room = world.room(*interview).await.unwrap();
            assert_eq!(room.state, RoomState::Made, "{fault:?}: {name} is found");
            let there =
                world.company.showmebug().rooms().into_iter().find(|there| Some(&there.uid) == room.uid.as_ref());
            assert_eq!(there.unwrap().name, name, "{fault:?}: everybody has the own room");
            let links = world.engine.rooms().links(*interview).await.unwrap();
            let there = world.company.showmebug().rooms().into_iter().find(|there| there.name == name).unwrap();
            assert_eq!(links.candidate, Some(there.candidate_url), "{fault:?}: and the own link");
        }
        assert_eq!(world.there(), 3, "{fault:?}: nothing is made twice");
        assert!(!world.holds("rooms.example.net"), "{fault:?}: a link of another host is kept nowhere");
    }
}

#[tokio::test]
async fn a_token_that_ends_in_the_middle_is_fetched_again() {
    let world = World::new().await;
    let mut interviews = Vec::new();
    for name in ["张伟", "李娜", "王芳"] {
        interviews.push(world.interview(name, &["li.na"]).await);
    }
    world.spoil("POST interviews", When::Nth(2), Fault::ErrCodeWithStatus { status: 401, code: 401 });
    let outcomes = world.create(&interviews).await;
    assert!(outcomes.iter().all(|outcome| outcome.problem.is_none()), "{outcomes:?}");
    assert_eq!((world.there(), world.calls("POST", "interviews").len()), (3, 4), "the refused one was asked again");
    assert_eq!(world.calls("POST", "token.json").len(), 2, "with a token of its own");

    world.spoil("POST interviews", When::Always, Fault::ErrCodeWithStatus { status: 401, code: 401 });
    let more = [world.interview("赵六", &["li.na"]).await, world.interview("孙七", &["li.na"]).await];
    let outcomes = world.create(&more).await;
    assert!(
        outcomes.iter().all(|outcome| matches!(outcome.problem, Some(RoomProblem::KeyRefused { status: 401 }))),
        "a key that is not taken any more: {outcomes:?}"
    );
    assert_eq!((world.there(), world.calls("POST", "interviews").len()), (3, 6), "and the rest is not even asked for");
    assert_eq!(world.states().await.len(), 3, "nothing is left to look up");
}
