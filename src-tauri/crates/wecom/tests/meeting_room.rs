//! Meeting rooms, against the practice company: which there are, when they are taken, and who gets one.

mod common;

use std::sync::Arc;

use beckon_sandbox::{Config, Fault, MeetingVisitor, Sandbox, When};
use common::{client_of, code, company, rule, told};
use proptest::prelude::*;
use wecom::{
    Client, KeepSchedule, Meeting, MeetingPeople, MeetingSettings, MeetingTime, Occurrences, RoomBooking,
    RoomBookingStatus, RoomEquipment, RoomPlace, RoomSpan, Schedule, ScheduleStatus,
};

/// Monday, 2056-03-06 10:00 in Beijing: far enough ahead to be in the future of every test.
const MONDAY: i64 = 2_719_533_600;
const HOUR: i64 = 3600;

fn booking(room: i64, start: i64, end: i64) -> RoomBooking {
    RoomBooking {
        meetingroom_id: room,
        span: RoomSpan::around(start, end).expect("a span").span,
        booker: "wangfang".into(),
        subject: "面试 林一".into(),
        attendees: vec!["zhangwei".into()],
    }
}

fn interview() -> Schedule {
    let (start_time, end_time) = (MONDAY + 900, MONDAY + 2700);
    Schedule { start_time, end_time, attendees: vec!["zhangwei".into()], ..Schedule::default() }
}

async fn status(client: &Client, schedule_id: &str) -> Option<ScheduleStatus> {
    client.schedule_get(&[schedule_id]).await.expect("it is there").remove(0).status
}

#[tokio::test]
async fn rooms_of_a_place_and_the_one_that_needs_approval() {
    let (_company, client) = company().await;
    let all = client.meetingroom_list(&RoomPlace::Anywhere, &[]).await.expect("all rooms");
    let mut cities: Vec<&str> = all.iter().map(|room| room.city.as_str()).collect();
    cities.dedup();
    assert_eq!(cities, ["深圳", "上海"], "two cities");
    let approved: Vec<i64> = all.iter().filter(|room| room.need_approval).map(|room| room.meetingroom_id).collect();
    assert_eq!(approved, [3], "one is booked in WeCom only");
    assert!(client.meetingroom_book(&booking(3, MONDAY, MONDAY + HOUR)).await.is_err(), "and by no app");
    let floor = RoomPlace::Floor { city: "深圳".into(), building: "科兴大厦".into(), floor: "3层".into() };
    let video = client.meetingroom_list(&floor, &[RoomEquipment::Video]).await.expect("those with video");
    assert_eq!(video.iter().map(|room| room.name.as_str()).collect::<Vec<_>>(), ["莲花山"], "one on that floor");
}

#[tokio::test]
async fn a_room_is_booked_seen_and_given_back() {
    let (company, client) = company().await;
    let made = client.meetingroom_book(&booking(1, MONDAY + 900, MONDAY + 2700)).await.expect("it is free");
    let info = client.meetingroom_bookinfo_get(1, &made.booking_id).await.expect("the booking");
    assert_eq!((info.start_time, info.end_time), (MONDAY, MONDAY + HOUR), "the span that was shown");
    assert_eq!((info.schedule_id.as_str(), info.booker.as_str()), (made.schedule_id.as_str(), "wangfang"), "whose");
    let shenzhen = RoomPlace::City("深圳".into());
    let day = client.meetingroom_get_booking_info(None, &shenzhen, MONDAY, MONDAY + 8 * HOUR).await.expect("the day");
    let taken: Vec<(i64, usize)> = day.iter().map(|room| (room.meetingroom_id, room.schedule.len())).collect();
    assert_eq!(taken, [(1, 1), (2, 0), (3, 0)], "one call shows the free rooms");

    client.meetingroom_cancel_book(&made.booking_id, KeepSchedule::Cancel).await.expect("given back");
    let info = client.meetingroom_bookinfo_get(1, &made.booking_id).await.expect("still readable");
    assert_eq!(info.status, Some(RoomBookingStatus::Cancelled), "and says so");
    assert_eq!(status(&client, &made.schedule_id).await, Some(ScheduleStatus::Cancelled), "its schedule with it");
    client.meetingroom_book(&booking(1, MONDAY, MONDAY + HOUR)).await.expect("free again");
    assert_eq!(company.meeting_rooms().bookings().len(), 2, "both stand in the book");
}

#[tokio::test]
async fn somebody_else_is_quicker() {
    let (company, client) = company().await;
    let free = client.meetingroom_get_booking_info(Some(2), &RoomPlace::Anywhere, MONDAY, MONDAY + HOUR).await;
    assert_eq!(free.expect("a look")[0].schedule, [], "free when looked at");
    let theirs = company.meeting_rooms().take(2, MONDAY + HOUR / 2, MONDAY + HOUR, "linfeng").expect("free");
    assert!(client.meetingroom_book(&booking(2, MONDAY, MONDAY + HOUR)).await.is_err(), "and gone when booked");
    assert_eq!(company.meeting_rooms().bookings().len(), 1, "nothing was half booked");
    assert_eq!(code(client.meetingroom_cancel_book(&theirs, KeepSchedule::Keep).await), 90499, "not ours to give back");
    client.meetingroom_book(&booking(2, MONDAY + HOUR, MONDAY + 2 * HOUR)).await.expect("the next hour is free");
    assert!(company.meeting_rooms().set_out_of_use(4, true), "the administrator closes a room");
    assert_eq!(code(client.meetingroom_book(&booking(4, MONDAY, MONDAY + HOUR)).await), 90711, "out of use");
}

#[tokio::test]
async fn a_schedule_with_a_room_stands_still_until_the_room_is_given_back() {
    let (company, client) = company().await;
    let id = client.schedule_add(&interview()).await.expect("a schedule");
    let made = client.meetingroom_book_by_schedule(1, &id, "wangfang").await.expect("a room");
    assert_eq!(made.conflict_date, [] as [i64; 0], "no series");
    let kept = company.meeting_rooms().bookings().remove(0);
    assert_eq!((kept.start, kept.end), (MONDAY, MONDAY + HOUR), "on the grid");
    assert_eq!(code(client.meetingroom_book_by_schedule(2, &id, "wangfang").await), 90498, "one room each");
    let later = Schedule { start_time: MONDAY + HOUR, end_time: MONDAY + 2 * HOUR, ..interview() };
    assert_eq!(code(client.schedule_update(&id, &later, Occurrences::All, false).await), 90700, "the room first");
    client.meetingroom_cancel_book(&made.booking_id, KeepSchedule::Keep).await.expect("given back");
    assert_eq!(status(&client, &id).await, Some(ScheduleStatus::Normal), "the schedule stays");
    client.schedule_update(&id, &later, Occurrences::All, false).await.expect("now it moves");
    client.meetingroom_book_by_schedule(1, &id, "wangfang").await.expect("a room again");
    assert!(company.delete_schedule(&id), "somebody deletes it in WeCom");
    assert_eq!(status(&client, &id).await, Some(ScheduleStatus::Cancelled), "which is seen");
    assert!(company.meeting_rooms().bookings().iter().all(|one| one.cancelled), "and the room is free");
    assert_eq!(code(client.meetingroom_book_by_schedule(1, &id, "wangfang").await), 90460, "nothing to book for");
}

#[tokio::test]
async fn a_meeting_gets_a_room_and_lets_go_of_it() {
    let (company, client) = company().await;
    let meeting = Meeting {
        people: MeetingPeople { admin_userid: "wangfang".into(), invitees: vec![] },
        title: "面试".into(),
        time: MeetingTime { start: MONDAY, duration: 2700 },
        description: String::new(),
        location: String::new(),
        cal_id: None,
        settings: MeetingSettings::default(),
        reminders: vec![],
    };
    let id = client.meeting_create(&meeting).await.expect("a meeting").meetingid;
    client.meetingroom_book_by_meeting(5, &id, "wangfang").await.expect("a room");
    let kept = company.meeting_rooms().bookings().remove(0);
    assert_eq!((kept.meetingid.as_deref(), kept.end - kept.start), (Some(id.as_str()), HOUR), "of this meeting");
    client.meeting_cancel(&id).await.expect("cancelled");
    assert!(company.meeting_rooms().bookings()[0].cancelled, "the room is free");
    assert_eq!(code(client.meetingroom_book_by_meeting(5, &id, "wangfang").await), 400_041, "it was cancelled");
    assert!(!company.meetings().join(&id, MeetingVisitor::WeChat), "nobody comes any more");
}

#[tokio::test]
async fn a_lost_answer_is_found_among_the_bookings() {
    let (company, client) = company().await;
    company.set_faults(vec![rule("meetingroom/book", When::Nth(1), Fault::ReplyLost)]);
    let lost = client.meetingroom_book(&booking(1, MONDAY, MONDAY + HOUR)).await.expect_err("lost");
    assert!(lost.may_have_been_processed(), "nobody knows: {lost}");
    let look = client.meetingroom_get_booking_info(Some(1), &RoomPlace::Anywhere, MONDAY, MONDAY + HOUR).await;
    assert_eq!(look.expect("a look")[0].schedule[0].booker, "wangfang", "it was booked");
}

#[tokio::test]
async fn who_may_not_and_what_cannot_be_asked() {
    let mut config = Config::default();
    config.apps[0].meeting_rooms = false;
    let barred = Arc::new(Sandbox::start(config).await.expect("a port"));
    assert_eq!(code(client_of(&barred).meetingroom_list(&RoomPlace::Anywhere, &[]).await), 48002, "no right");
    let (company, client) = company().await;
    let midnight = MONDAY + 14 * HOUR;
    let to = async |end| client.meetingroom_get_booking_info(None, &RoomPlace::Anywhere, MONDAY, end).await;
    assert!(told(to(midnight + 1).await).contains("end_time"), "not across midnight");
    let blank = RoomPlace::City(" ".into());
    assert!(told(client.meetingroom_list(&blank, &[]).await).contains("city"), "no city");
    assert!(company.journal().is_empty(), "nothing left");
    assert_eq!(to(midnight).await.expect("until midnight").len(), 5, "all rooms of a day");
}

proptest! {
    #[test]
    fn the_grid_is_the_smallest_around_what_was_wished(start in -5_000_000_000_i64..5_000_000_000, long in 1_i64..200_000) {
        let end = start + long;
        let on = RoomSpan::around(start, end).expect("a span");
        let (from, to) = (on.span.start_time(), on.span.end_time());
        prop_assert!(from % 1800 == 0 && to % 1800 == 0 && from < to, "on half hours");
        prop_assert!(from <= start && end <= to && start - from < 1800 && to - end < 1800, "around, and no larger");
        prop_assert_eq!((on.earlier_s, on.later_s), (start - from, to - end), "and it says what it became");
        prop_assert_eq!(on.moved(), (from, to) != (start, end));
        let again = RoomSpan::around(from, to).expect("a span");
        prop_assert!(again.span == on.span && !again.moved(), "what lies on the grid stays");
    }

    #[test]
    fn any_two_times_make_a_span_or_none(start in any::<i64>(), end in any::<i64>()) {
        if let Some(on) = RoomSpan::around(start, end) {
            prop_assert!(start < end && on.span.meets(start, end), "it holds what was wished");
            prop_assert!(!on.span.within_a_day() || on.span.end_time() - on.span.start_time() <= 24 * HOUR, "a day at most");
        } else {
            let (edge, far) = (i64::MIN + 1800, i64::MAX - 1800);
            prop_assert!(end <= start || start < edge || end > far, "only what is no span, or beyond all calendars");
        }
    }
}
