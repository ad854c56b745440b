//! What is too long, too many or too late is said, and nothing of it is made.

use beckon_model::{PublishAs, PublishProblem, PublishWish};
use beckon_sandbox::Config;

use crate::world::Office;

#[tokio::test]
async fn a_place_or_the_name_of_a_room_that_wecom_would_cut_is_refused() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.edit(id, |plan| plan.place = Some("楼".repeat(129))).await;
    for kind in [PublishAs::Schedule, PublishAs::Meeting] {
        let problem = office.publish(id, kind, None).await.problem;
        assert_eq!(problem, Some(PublishProblem::PlaceTooLong { chars: 129, most: 128 }), "{kind:?}");
    }
    office.edit(id, |plan| plan.place = Some("楼".repeat(128))).await;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None, "at the limit");
    assert_eq!(office.schedules()[0].location, "楼".repeat(128), "all of it");
}

#[tokio::test]
async fn the_name_of_a_room_stands_in_for_the_place_only_where_it_fits() {
    let mut config = Config::default();
    let name = "望".repeat(129);
    config.meeting_rooms[0].name.clone_from(&name);
    let office = Office::with(config).await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let problem = office.publish(id, PublishAs::Schedule, Some(1)).await.problem;
    assert_eq!(problem, Some(PublishProblem::RoomNameTooLong { room: name, chars: 129, most: 128 }));
    office.edit(id, |plan| plan.place = Some("三层".to_owned())).await;
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(1)).await.problem, None, "with a place of its own");
    office.books_are_right(&[id]).await;
}

#[tokio::test]
async fn many_interviews_are_shown_as_each_of_them_is() {
    let office = Office::new().await;
    let mut ids = Vec::new();
    for candidate in ["zhangwei", "liuyang", "wangfang"] {
        let id = office.interview("2099-11-25 14:00", candidate).await.id;
        office.publish(id, PublishAs::Schedule, None).await;
        ids.push(id);
    }
    office.edit(ids[1], |plan| plan.starts = "2099-11-25 16:00".to_owned()).await;
    let published = office.engine().published();
    published.answers(&office.world.account.id, Vec::new()).await.unwrap();
    let all = published.list(ids.clone()).await.unwrap();
    let mut each = Vec::new();
    for id in &ids {
        each.push(office.known(*id).await);
    }
    assert_eq!(all, each);
    assert_eq!(all.iter().map(|one| (one.open.len(), one.taken.len())).collect::<Vec<_>>(), [(0, 1), (1, 1), (0, 1)]);
    assert!(all.iter().all(|one| !one.answers.is_empty()), "with what was answered: {all:?}");
}

#[tokio::test]
async fn a_title_of_blanks_is_none() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let wish = PublishWish { kind: PublishAs::Schedule, title: Some(" \u{3000}".to_owned()), ..PublishWish::default() };
    assert_eq!(office.publish_wish(id, wish).await.problem, None, "WeCom would refuse it");
    assert!(office.schedules()[0].summary.starts_with("面试"), "from the round and the names");
}
