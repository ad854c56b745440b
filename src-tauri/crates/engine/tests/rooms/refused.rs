//! What is refused before ShowMeBug is asked, and what stops the rest.

use beckon_engine::{Error, Parsed};
use beckon_model::{InterviewDraft, InterviewerContact, RoomProblem, RoomState, RoomsRequest};
use beckon_sandbox::{Fault, When};

use crate::world::{A_MINUTE, World, person, plan};

#[tokio::test]
async fn what_showmebug_would_not_take_is_never_sent() {
    let world = World::new().await;
    let long = world.interview(&"名".repeat(200), &[]).await;
    let six = world.interview("六人", &["a1", "a2", "a3", "a4", "a5", "a6"]).await;
    let five = world.interview("五人", &["a1", "a2", "a3", "a4", "a5"]).await;
    let candidate = world.candidate("无电话").await;
    let no_phone = world.save(None, plan(vec![candidate], &["li.na", "a1"])).await;
    let off = world.interview("取消", &[]).await;
    world.engine.interviews().call_off(off, true).await.unwrap();
    let all = vec![long, six, no_phone, off, five];

    let check = world.engine.rooms().check(RoomsRequest { interviews: all.clone(), personal: true }).await.unwrap();
    let problems: Vec<_> = check.rooms.iter().map(|room| room.problem.clone()).collect();
    let wanted = [
        Some(RoomProblem::NameTooLong { chars: 200, most: 100 }),
        Some(RoomProblem::TooManyInterviewers { count: 6, most: 5 }),
        Some(RoomProblem::NoContact { names: "Name of li.na".to_owned() }),
        Some(RoomProblem::CalledOff),
        None,
    ];
    assert_eq!(problems, wanted, "each with its reason, before anything is made");
    assert_eq!((check.quota, check.quota_after), (Some(100), Some(99)), "what it costs is shown");

    let outcomes = world.create(&all).await;
    let told: Vec<_> = outcomes.iter().map(|outcome| outcome.problem.clone()).collect();
    assert_eq!(told, wanted, "the same afterwards");
    assert_eq!((world.there(), world.calls("POST", "interviews").len()), (1, 1), "only the one that can be made");
    let shared =
        world.engine.rooms().check(RoomsRequest { interviews: vec![no_phone], personal: false }).await.unwrap();
    assert_eq!(shared.rooms[0].problem, None, "with one link for all, ShowMeBug needs no phone number");

    world.phone("li.na").await;
    assert_eq!(world.create_one(no_phone).await, None, "typed once, it is known");
    assert_eq!(world.create_one(no_phone).await, Some(RoomProblem::HasRoom), "an interview has one room");
}

#[tokio::test]
async fn without_sessions_the_rest_is_not_even_asked_for() {
    let world = World::new().await;
    let mut interviews = Vec::new();
    for name in ["张伟", "李娜", "王芳"] {
        interviews.push(world.interview(name, &["li.na"]).await);
    }
    world.company.showmebug().set_quota(1);
    let request = RoomsRequest { interviews: interviews.clone(), personal: true };
    let check = world.engine.rooms().check(request).await.unwrap();
    assert_eq!((check.quota, check.quota_after), (Some(1), Some(-2)), "it is seen before");
    let outcomes = world.create(&interviews).await;
    let kinds: Vec<_> = outcomes.iter().map(|outcome| outcome.problem.as_ref().map(RoomProblem::kind)).collect();
    assert_eq!(kinds, [None, Some("no_quota"), Some("no_quota")], "the first is made");
    assert_eq!(world.calls("POST", "interviews").len(), 2, "a third call would be refused as well");
    assert_eq!(world.states().await.len(), 1, "what was refused leaves nothing behind");
}

#[tokio::test]
async fn practice_people_never_get_a_room_of_the_real_team() {
    let world = World::new().await;
    let real = world.candidate("张伟").await;
    world.engine.candidates().put(Parsed::of_people(vec![person("示例", "")]), true).await.unwrap();
    let people = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let sample = people.iter().find(|person| person.practice).unwrap().id;
    let mixed = world.save(None, plan(vec![real, sample], &[])).await;
    let practice = world.save(None, plan(vec![sample], &[])).await;
    let kinds: Vec<_> = world.create(&[mixed, practice]).await.into_iter().filter_map(|out| out.problem).collect();
    assert_eq!(kinds, [RoomProblem::Mixed, RoomProblem::NoPractice], "the practice company does not run here");
    assert_eq!(world.there(), 0, "nothing reached the team's ShowMeBug");
}

#[tokio::test]
async fn an_interview_with_a_room_stays_until_the_room_is_deleted() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    world.create_one(interview).await;
    let refused = world.engine.interviews().remove(interview).await;
    assert!(matches!(refused, Err(Error::InterviewHasRoom)), "its room would go on without it: {refused:?}");
    world.engine.rooms().delete(interview).await.unwrap();
    world.engine.interviews().remove(interview).await.unwrap();
    let rooms = world.engine.rooms().list(Default::default()).await.unwrap();
    assert_eq!(rooms[0].interview, None, "what was known of the room stays");
}

#[tokio::test]
async fn another_process_has_its_turn() {
    let world = World::new().await;
    let interview = world.interview("张伟", &[]).await;
    let file = std::fs::File::create(world.folder.path().join("rooms.lock")).unwrap();
    file.lock().unwrap();
    let request = RoomsRequest { interviews: vec![interview], personal: true };
    let refused = world.engine.rooms().create(request).await;
    assert!(matches!(refused, Err(Error::Room(RoomProblem::OtherProcess))), "{refused:?}");
    drop(file);
    assert_eq!(world.create_one(interview).await, None, "afterwards it goes on");
}

#[tokio::test]
async fn a_group_shares_a_room_and_whoever_asks_twice_gets_one() {
    let world = World::new().await;
    let both = vec![world.candidate("张伟").await, world.candidate("李娜").await];
    let group = world.save(None, InterviewDraft { ..plan(both, &[]) }).await;
    let engine = world.engine.clone();
    let request = || RoomsRequest { interviews: vec![group, group], personal: true };
    let (one, two) = tokio::join!(engine.rooms().create(request()), engine.rooms().create(request()));
    let problems: Vec<_> = one.unwrap().into_iter().chain(two.unwrap()).map(|outcome| outcome.problem).collect();
    assert!(problems.contains(&None) && problems.contains(&Some(RoomProblem::HasRoom)), "{problems:?}");
    assert_eq!(world.company.showmebug().rooms()[0].name, "张伟、李娜", "the names of all");
    assert_eq!(world.there(), 1, "one room");
}

#[tokio::test]
async fn a_name_is_sent_as_a_list_can_hand_it_back() {
    let world = World::new().await;
    let interview = world.interview("张\n\u{202e}伟  三", &["li.na"]).await;
    world.spoil("POST interviews", When::Nth(1), Fault::ReplyLost);
    assert_eq!(world.create_one(interview).await, Some(RoomProblem::ReplyLost), "it was made, and nobody said so");
    assert_eq!(world.company.showmebug().rooms()[0].name, "张 伟 三", "on one line, without what nobody sees");
    world.clock.advance(A_MINUTE);
    world.create_one(interview).await;
    assert_eq!((world.there(), world.states().await), (1, vec![RoomState::Made]), "found by its name, not made again");
}

#[tokio::test]
async fn only_what_can_reach_an_interviewer_is_kept() {
    let world = World::new().await;
    let save = async |phone: Option<&str>, email: Option<&str>| {
        let (phone, email) = (phone.map(str::to_owned), email.map(str::to_owned));
        world.engine.rooms().contact_save(InterviewerContact { userid: "li.na".into(), phone, email }).await
    };
    for wrong in ["a@", "@", "@x.cn", "a@b@x.cn", "a@x.cn,b@x.cn", "a b@x.cn", "<a@x.cn>"] {
        assert!(save(None, Some(wrong)).await.is_err(), "{wrong}");
    }
    for wrong in ["1234", "abc12345<script>", "微信12345"] {
        assert!(save(Some(wrong), None).await.is_err(), "{wrong}");
    }
    let kept = save(Some("\u{202d}＋８６ 138\u{a0}0000\n0000\u{202c}"), Some("a\u{200b}@x.cn")).await.unwrap();
    assert_eq!(kept.phone.as_deref(), Some("+86 138 0000 0000"), "as address books hand it out");
    assert_eq!(kept.email.as_deref(), Some("a@x.cn"), "without what nobody sees");
}
