//! After the data came back from a copy: what was put into WeCom since then is found before anything is made.

use std::sync::Arc;

use beckon_engine::back_up;
use beckon_model::{Clock, InterviewId, PublishAs, PublishProblem, SystemClock};

use crate::common::MovedClock;
use crate::world::Office;

/// An office whose data come back from a copy that was made before `since` happened.
async fn back_before(office: Office, since: impl AsyncFnOnce(&Office)) -> Office {
    // An hour ago: what is not there is known not to be on its way.
    let copy = back_up(office.world.folder.path(), SystemClock.now_ms() - 3_600_000).unwrap().unwrap();
    since(&office).await;
    let world = office.world.restored(&copy.name).await;
    Office { world, clock: Arc::new(MovedClock::default()) }
}

/// An office with a calendar, and an interview that is not in it.
async fn office() -> (Office, InterviewId, InterviewId) {
    let office = Office::new().await;
    let other = office.interview("2099-11-26 14:00", "liuyang").await.id;
    office.publish(other, PublishAs::Schedule, None).await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    (office, id, other)
}

#[tokio::test]
async fn a_schedule_and_its_room_of_after_the_copy_are_taken_up_and_none_is_made_twice() {
    let (office, id, other) = office().await;
    let office = back_before(office, async |office| {
        assert_eq!(office.publish(id, PublishAs::Schedule, Some(1)).await.problem, None);
    })
    .await;
    assert_eq!(office.engine().published().get(id).await.unwrap(), None, "the copy knows nothing of it");
    let made = office.schedules().len();
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(1)).await.problem, None);
    assert_eq!((office.schedules().len(), office.bookings().len()), (made, 1), "the same entry, the same room");
    office.books_are_right(&[id, other]).await;
    let known = office.known(id).await;
    assert_eq!((known.open, known.problem), (Vec::new(), None));
    office.edit(id, |plan| plan.starts = "2099-11-25 16:00".to_owned()).await;
    assert_eq!(office.bring(id).await.problem, None, "and it can be moved");
    office.books_are_right(&[id, other]).await;
}

#[tokio::test]
async fn a_meeting_of_after_the_copy_stays_the_one_or_makes_room_for_a_schedule() {
    for kind in [PublishAs::Meeting, PublishAs::Schedule] {
        let (office, id, other) = office().await;
        let office = back_before(office, async |office| {
            office.edit(id, |plan| plan.place = Some("三层".to_owned())).await;
            assert_eq!(office.publish(id, PublishAs::Meeting, Some(1)).await.problem, None);
        })
        .await;
        let room = (kind == PublishAs::Meeting).then_some(1);
        assert_eq!(office.publish(id, kind, room).await.problem, None, "{kind:?}");
        let meetings = office.meetings().len();
        assert_eq!(meetings, usize::from(kind == PublishAs::Meeting), "{kind:?}: one entry and no more");
        assert_eq!(office.bookings().len(), meetings, "{kind:?}: its room is its own, not somebody else's");
        office.books_are_right(&[id, other]).await;
    }
}

#[tokio::test]
async fn what_is_not_there_is_made_after_the_look_and_is_not_looked_for_again() {
    let (office, id, other) = office().await;
    let office = back_before(office, async |_| {}).await;
    assert_eq!(office.publish(id, PublishAs::Schedule, Some(1)).await.problem, None);
    office.books_are_right(&[id, other]).await;
    let looks = || crate::common::calls(&office.world.company, "schedule/get_by_calendar").len();
    let before = looks();
    assert!(before > 0, "it was looked for");
    office.publish(id, PublishAs::Meeting, Some(1)).await;
    office.publish(id, PublishAs::Schedule, Some(1)).await;
    assert_eq!(looks(), before, "once is enough");
    office.books_are_right(&[id, other]).await;
}

#[tokio::test]
async fn without_a_calendar_to_look_in_a_person_looks() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let office = back_before(office, async |office| {
        office.publish(id, PublishAs::Schedule, None).await;
    })
    .await;
    let schedule = office.schedules().remove(0).schedule_id;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, Some(PublishProblem::Restored));
    assert_eq!(office.schedules().len(), 1, "nothing is made while nobody knows");
    let step = office.known(id).await.taken[0].id;
    assert!(office.world.company.delete_schedule(&schedule), "as the sentence says");
    office.engine().published().resolve(id, step, false).await.unwrap();
    assert_eq!(office.bring(id).await.problem, None);
    office.books_are_right(&[id]).await;
    assert_eq!(office.schedules().len(), 1);
}
