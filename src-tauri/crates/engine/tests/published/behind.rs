//! What people do in WeCom itself: rooms that they give up or move, invitations that they decline.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use beckon_engine::{Engine, Error, Parts, UiSink};
use beckon_model::{
    Campaign, CampaignId, InterviewId, InterviewQuery, PublishAs, PublishProblem, PublishStep, VaultChoice,
};
use beckon_vault::{MemoryKeyring, Vault};

use crate::world::{AT_TWO, Office};

#[tokio::test]
async fn a_room_that_was_given_up_in_wecom_is_told_and_booked_again_only_when_asked() {
    for kind in [PublishAs::Schedule, PublishAs::Meeting, PublishAs::None] {
        let office = Office::new().await;
        let (id, other) = (
            office.interview("2099-11-25 14:00", "zhangwei").await.id,
            office.interview("2099-11-25 16:00", "liuyang").await.id,
        );
        for id in [id, other] {
            assert_eq!(office.publish(id, kind, Some(1)).await.problem, None, "{kind:?}");
        }
        let booking = office.known(id).await.there.bookings.remove(0).id;
        assert!(office.world.company.meeting_rooms().give_up(&booking));
        let published = office.engine().published();
        let read = published.answers(&office.world.account.id, Vec::new()).await.unwrap();
        assert_eq!((read.rooms, read.problem), (vec![id], None), "{kind:?}: the other one holds");
        let known = office.known(id).await;
        assert_eq!(known.problem, Some(PublishProblem::BookingGone));
        assert!(
            matches!(known.open[..], [PublishStep::Book { .. }]),
            "{kind:?}: the way to finish it: {:?}",
            known.open
        );
        assert_eq!(office.bookings().len(), 1, "nothing is booked by itself");
        let again = published.answers(&office.world.account.id, Vec::new()).await.unwrap();
        assert!(again.rooms.is_empty(), "told once");
        assert_eq!(office.bring(id).await.problem, None);
        // A booking by itself leaves the entry that it came with.
        if kind != PublishAs::None {
            office.books_are_right(&[id, other]).await;
        }
        assert_eq!((office.bookings().len(), office.known(id).await.problem), (2, None));
    }
}

#[tokio::test]
async fn a_room_that_was_moved_in_wecom_is_another_booking_which_is_known_from_then_on() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.publish(id, PublishAs::Schedule, Some(1)).await;
    let booking = office.known(id).await.there.bookings.remove(0).id;
    let rooms = office.world.company.meeting_rooms();
    let moved = rooms.move_to(&booking, AT_TWO + 7200, AT_TWO + 10_800).unwrap();
    assert_ne!(moved, booking, "WeCom gives it up and books anew");
    let read = office.engine().published().answers(&office.world.account.id, Vec::new()).await.unwrap();
    assert_eq!(read.rooms, [id]);
    let known = office.known(id).await;
    let otherwise = PublishProblem::BookedOtherwise { starts: AT_TWO + 7200, ends: AT_TWO + 10_800 };
    assert_eq!((known.problem, known.there.bookings[0].id.as_str()), (Some(otherwise), moved.as_str()));
    office.books_are_right(&[id]).await;
    assert_eq!(office.bring(id).await.problem, None, "given up, and booked as agreed");
    office.books_are_right(&[id]).await;
    assert_eq!(office.bookings()[0].start, AT_TWO);
}

#[tokio::test]
async fn a_room_that_wecom_books_for_another_time_than_asked_is_said() {
    let office = Office::new().await;
    // A quarter of an hour into the half hour WeCom books from the next one.
    let now = office.world.company.now_ms() / 1000;
    let half = now.div_euclid(1800) * 1800 + 1800;
    office.later(Duration::from_secs(u64::try_from(half + 1000 - now).unwrap()));
    let mut plan = office.plan("2099-11-25 14:00", "zhangwei").await;
    let at = jiff::Timestamp::from_second(half + 1200).unwrap().to_zoned(jiff::tz::TimeZone::UTC);
    (plan.starts, plan.zone, plan.minutes) = (at.strftime("%Y-%m-%d %H:%M").to_string(), "UTC".to_owned(), 30);
    let id = office.engine().interviews().save(None, plan).await.unwrap().id;
    let problem = office.publish(id, PublishAs::None, Some(1)).await.problem;
    let otherwise = PublishProblem::BookedOtherwise { starts: half + 1800, ends: half + 3600 };
    assert_eq!(problem, Some(otherwise.clone()));
    office.books_are_right(&[id]).await;
    assert_eq!(office.known(id).await.problem, Some(otherwise), "and stays to be seen");
}

/// Hears of interviewers who decline.
#[derive(Default)]
struct Heard(Mutex<Vec<InterviewId>>);

impl UiSink for Heard {
    fn changed(&self, _: CampaignId) {}
    fn rested(&self, _: &Campaign) {}
    fn failed(&self, _: CampaignId, _: &Error) {}
    fn declined(&self, interviews: &[InterviewId]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(interviews);
    }
}

#[tokio::test]
async fn an_interviewer_who_declines_is_told_once_and_nobody_is_asked_where_nothing_stands() {
    let mut office = Office::new().await;
    let (id, other) = (
        office.interview("2099-11-25 14:00", "zhangwei").await.id,
        office.interview("2099-11-25 16:00", "liuyang").await.id,
    );
    office.engine().close().await;
    let heard = Arc::new(Heard::default());
    let parts = Parts {
        data_dir: office.world.folder.path().to_owned(),
        vault: Vault::new(MemoryKeyring::default()).unwrap(),
        clock: Arc::clone(&office.clock) as _,
        sink: Arc::clone(&heard) as _,
        practice: None,
    };
    let engine = Engine::edit(parts).unwrap();
    let secret = office.world.company.secret();
    engine.accounts().secret(&office.world.account.id, secret, VaultChoice::Session).await.unwrap();
    office.world.engine = engine.clone();
    let asked = || crate::common::calls(&office.world.company, "oa/schedule/get").len();
    engine.published().round().await.unwrap();
    assert_eq!(asked(), 0, "no interview is in WeCom");
    for id in [id, other] {
        office.publish(id, PublishAs::Schedule, None).await;
    }
    for (index, who) in [(0, "li.na"), (0, "wangfang"), (1, "liuyang")] {
        assert!(office.world.company.answer_invitation(&office.schedules()[index].schedule_id, who, 4));
    }
    for _ in 0..3 {
        engine.published().round().await.unwrap();
    }
    assert_eq!(*heard.0.lock().unwrap(), [id], "one interview, once; a candidate is no interviewer");
    assert_eq!(asked(), 3, "one call for all of them");
}

#[tokio::test]
async fn an_interview_waits_for_a_member_who_has_not_answered_a_day_before() {
    let office = Office::new().await;
    let soon = office.world.company.now_ms() + 20 * 3_600_000;
    let mut plan = office.plan("2099-11-25 14:00", "zhangwei").await;
    let at = jiff::Timestamp::from_millisecond(soon).unwrap().to_zoned(jiff::tz::TimeZone::UTC);
    (plan.starts, plan.zone) = (at.strftime("%Y-%m-%d %H:%M").to_string(), "UTC".to_owned());
    let id = office.engine().interviews().save(None, plan).await.unwrap().id;
    office.publish(id, PublishAs::Schedule, None).await;
    let schedule = office.schedules().remove(0).schedule_id;
    let answer = async |who: &str| {
        assert!(office.world.company.answer_invitation(&schedule, who, 2));
        office.engine().published().answers(&office.world.account.id, Vec::new()).await.unwrap();
        let query = InterviewQuery { unanswered: true, ..InterviewQuery::default() };
        office.engine().interviews().list(query).await.unwrap().rows.len()
    };
    assert_eq!(answer("zhangwei").await, 1, "the candidate has, the interviewers have not");
    assert_eq!(answer("wangfang").await, 1, "one of them is open still");
    assert_eq!(answer("li.na").await, 0, "all have");
}
