//! What WeCom refuses, and who is to blame for it.

use beckon_model::{PublishArea, PublishAs, PublishProblem};
use beckon_sandbox::Config;

use crate::world::Office;

#[tokio::test]
async fn the_one_person_whom_wecom_does_not_take_is_named() {
    for kind in [PublishAs::Schedule, PublishAs::Meeting] {
        let office = Office::new().await;
        let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
        office.edit(id, |plan| plan.interviewers[1].userid = Some("left.long.ago".to_owned())).await;
        let problem = office.publish(id, kind, None).await.problem;
        let Some(PublishProblem::BadPerson { userids, .. }) = &problem else { panic!("{kind:?}: {problem:?}") };
        assert_eq!(userids, &["left.long.ago"], "{kind:?}: not the others");
        office.edit(id, |plan| drop(plan.interviewers.remove(1))).await;
        assert_eq!(office.bring(id).await.problem, None, "{kind:?}: without them it works");
        office.books_are_right(&[id]).await;
    }
}

#[tokio::test]
async fn what_the_app_may_not_call_is_said_with_what_it_is() {
    let mut config = Config::default();
    (config.apps[0].schedule, config.apps[0].meetings, config.apps[0].meeting_rooms) = (false, false, false);
    let office = Office::with(config).await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    for (kind, room, area) in [
        (PublishAs::Schedule, None, PublishArea::Schedule),
        (PublishAs::Meeting, None, PublishArea::Meeting),
        (PublishAs::None, Some(1), PublishArea::Room),
    ] {
        let problem = office.publish(id, kind, room).await.problem;
        assert!(matches!(&problem, Some(PublishProblem::NoRight { area: of, .. }) if *of == area), "{problem:?}");
    }
}

#[tokio::test]
async fn rooms_that_need_approval_or_do_not_exist_are_refused_before_anything_is_made() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let needs = PublishProblem::RoomNeedsApproval { room: "董事会议室".to_owned() };
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(3)).await.problem, Some(needs));
    let none = PublishProblem::NoSuchRoom { room: 99 };
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(99)).await.problem, Some(none));
    office.world.company.meeting_rooms().set_out_of_use(1, true);
    let problem = office.publish(id, PublishAs::Schedule, Some(1)).await.problem;
    assert_eq!(problem, Some(PublishProblem::Refused { errcode: 90711 }), "that is known when it is booked");
    assert_eq!(
        (office.schedules().len(), office.known(id).await.steps_open()),
        (1, 1),
        "the entry stands, the room is open"
    );
    let done = office.publish(id, PublishAs::Schedule, Some(2)).await;
    assert_eq!(done.problem, None, "another room");
    office.books_are_right(&[id]).await;
}

#[tokio::test]
async fn two_interviews_that_wecom_takes_for_the_same_meeting_are_told_apart() {
    let office = Office::new().await;
    let (one, other) = (
        office.interview("2099-11-25 14:00", "zhangwei").await.id,
        office.interview("2099-11-25 14:00", "zhangwei").await.id,
    );
    assert_eq!(office.publish(one, PublishAs::Meeting, None).await.problem, None);
    let problem = office.publish(other, PublishAs::Meeting, None).await.problem;
    assert!(problem.is_some(), "400301: and the meeting of the one is not the other's");
    assert_eq!((office.meetings().len(), office.known(other).await.there.entry), (1, None));
}

#[tokio::test]
async fn what_another_account_published_is_that_accounts() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let no_one = PublishProblem::NotPublished;
    assert_eq!(office.bring(id).await.problem, Some(no_one), "nothing was wished");
    office.engine().interviews().call_off(id, true).await.unwrap();
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, Some(PublishProblem::CalledOff));
}

#[tokio::test]
async fn before_an_account_is_removed_it_is_said_what_stands_in_wecom_by_it() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let accounts = office.engine().accounts();
    let account = accounts.named("acme").await.unwrap().id;
    let stand = || async { accounts.removal(&account).await.unwrap().published };
    assert_eq!(stand().await, 0);
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None);
    assert_eq!(stand().await, 1);
    office.engine().interviews().call_off(id, true).await.unwrap();
    assert_eq!(stand().await, 1, "it is called off, and still there");
    assert_eq!(office.bring(id).await.problem, None);
    assert_eq!(stand().await, 0);
}
