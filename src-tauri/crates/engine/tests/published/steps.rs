//! Publishing, moving, calling off, and what people answer.

use std::time::Duration;

use beckon_model::{AnswerKind, AnswerSource, MemberReply, PublishAs, PublishProblem, PublishStep, PublishWish};
use beckon_sandbox::MeetingVisitor;

use crate::world::{AT_TWO, Office};

#[tokio::test]
async fn a_schedule_is_made_moved_and_taken_back_with_its_room() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:15", "zhangwei").await.id;
    let done = office.publish(id, PublishAs::Schedule, Some(1)).await;
    assert_eq!(done.problem, None, "{done:?}");
    let entry = office.schedules().remove(0);
    assert_eq!((entry.start, entry.end), (AT_TWO + 900, AT_TWO + 4500), "as agreed");
    assert_eq!(entry.attendees, ["li.na", "wangfang", "zhangwei"], "interviewers, and the candidate who is a member");
    let booking = office.bookings().remove(0);
    assert_eq!((booking.start, booking.end), (AT_TWO, AT_TWO + 5400), "the half hours around it");
    assert_eq!(booking.schedule_id.as_deref(), Some(entry.schedule_id.as_str()), "for that schedule");
    office.books_are_right(&[id]).await;

    office.edit(id, |plan| plan.starts = "2099-11-25 16:00".to_owned()).await;
    assert_eq!(office.known(id).await.steps_open(), 3, "give up, change, book again: nothing happens by itself");
    assert_eq!(office.bring(id).await.problem, None);
    let moved = office.schedules();
    assert_eq!((moved.len(), moved[0].schedule_id == entry.schedule_id), (1, true), "the same entry");
    assert_eq!((moved[0].start, office.bookings()[0].start), (AT_TWO + 7200, AT_TWO + 7200), "both moved");
    office.books_are_right(&[id]).await;

    office.edit(id, |plan| drop(plan.interviewers.remove(1))).await;
    let open = office.known(id).await.open;
    assert_eq!(open, [PublishStep::Uninvite { people: vec!["li.na".to_owned()] }], "the room is in no way of that");
    office.bring(id).await;
    office.books_are_right(&[id]).await;

    assert!(office.engine().interviews().remove(id).await.is_err(), "it stands in WeCom");
    office.engine().interviews().call_off(id, true).await.unwrap();
    assert_eq!(office.bring(id).await.problem, None);
    assert!(office.schedules().is_empty() && office.bookings().is_empty(), "neither entry nor room");
    office.books_are_right(&[id]).await;
    office.engine().interviews().remove(id).await.unwrap();
}

#[tokio::test]
async fn a_meeting_has_a_link_which_is_the_interviews_from_then_on() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let done = office.publish(id, PublishAs::Meeting, Some(2)).await;
    assert_eq!(done.problem, None, "{done:?}");
    let (entry, meeting) = (done.published.unwrap().there.entry.unwrap(), office.meetings().remove(0));
    assert_eq!(meeting.admin_userid, "wangfang", "the first interviewer organises it");
    let interview = office.engine().interviews().get(id).await.unwrap();
    assert!(entry.link.as_ref().is_some_and(|link| link.starts_with("http")), "{entry:?}");
    assert_eq!((interview.plan.link, entry.code.is_some()), (entry.link, true), "messages say it");
    assert_eq!(office.bookings()[0].meetingid.as_deref(), Some(meeting.meetingid.as_str()), "booked by the meeting");
    office.books_are_right(&[id]).await;

    // From the one to the other: never both, and the room of the meeting goes before it.
    let done = office.publish(id, PublishAs::Schedule, None).await;
    assert_eq!(done.problem, None, "{done:?}");
    assert_eq!((office.meetings().len(), office.schedules().len(), office.bookings().len()), (0, 1, 0));
    let interview = office.engine().interviews().get(id).await.unwrap();
    assert_eq!(interview.plan.link, None, "the meeting's link leads nowhere now");
    office.books_are_right(&[id]).await;
}

#[tokio::test]
async fn another_room_is_booked_before_the_old_one_is_given_up() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.publish(id, PublishAs::Schedule, Some(1)).await;
    office.world.company.meeting_rooms().take(2, AT_TWO, AT_TWO + 3600, "li.na").unwrap();
    let done = office.publish(id, PublishAs::Schedule, Some(2)).await;
    assert_eq!(done.problem, Some(PublishProblem::RoomTaken { room: "莲花山".to_owned() }), "somebody was quicker");
    let mine = office.bookings().into_iter().filter(|one| one.schedule_id.is_some()).map(|one| one.room);
    assert_eq!(mine.collect::<Vec<_>>(), [1], "the old room is still there");
    let done = office.publish(id, PublishAs::Schedule, Some(4)).await;
    assert_eq!(done.problem, None, "{done:?}");
    let rooms: Vec<i64> = office.known(id).await.there.bookings.iter().map(|one| one.of.room).collect();
    assert_eq!(rooms, [4], "the other one, and only that");
    let rooms = |step: &PublishStep| matches!(step, PublishStep::GiveUp { .. } | PublishStep::Book { .. });
    let taken: Vec<_> = office.known(id).await.taken.into_iter().map(|taken| taken.step).filter(rooms).collect();
    assert!(matches!(taken[..2], [PublishStep::GiveUp { .. }, PublishStep::Book { .. }]), "the last one first");
}

#[tokio::test]
async fn what_members_answer_is_one_column_with_the_candidates_own_answers() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.publish(id, PublishAs::Schedule, None).await;
    let schedule = office.schedules().remove(0).schedule_id;
    let company = &office.world.company;
    assert!(company.answer_invitation(&schedule, "zhangwei", 2) && company.answer_invitation(&schedule, "li.na", 4));
    let read = office.engine().published().answers(&office.world.account.id, Vec::new()).await.unwrap();
    assert_eq!((read.asked, read.problem), (1, None));
    let news: Vec<_> = read.news.iter().map(|(_, one)| (one.userid.as_str(), one.reply)).collect();
    assert_eq!(news, [("li.na", MemberReply::Declined), ("zhangwei", MemberReply::Accepted)], "what is new");
    let answer = office.engine().interviews().get(id).await.unwrap().people.remove(0).answer.unwrap();
    assert_eq!((answer.kind, answer.source), (AnswerKind::Accepted, AnswerSource::Schedule), "as any other answer");
    let again = office.engine().published().answers(&office.world.account.id, Vec::new()).await.unwrap();
    assert!(again.news.is_empty(), "told once");
    assert_eq!(office.known(id).await.answers.len(), 3, "wangfang has said nothing yet, and is there");
}

#[tokio::test]
async fn who_was_in_the_meeting_is_known_and_who_came_through_wechat_is_not() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.publish(id, PublishAs::Meeting, None).await;
    let meeting = office.meetings().remove(0).meetingid;
    let meetings = office.world.company.meetings();
    assert!(
        meetings.join(&meeting, MeetingVisitor::Member("li.na")) && meetings.join(&meeting, MeetingVisitor::WeChat)
    );
    office.engine().published().answers(&office.world.account.id, vec![id]).await.unwrap();
    let joined: Vec<_> =
        office.known(id).await.answers.into_iter().filter(|one| one.reply == MemberReply::Joined).collect();
    assert_eq!(joined.iter().map(|one| one.userid.as_str()).collect::<Vec<_>>(), ["li.na"]);
}

#[tokio::test]
async fn a_schedule_that_was_deleted_in_wecom_is_told_and_made_again_only_when_asked() {
    let office = Office::new().await;
    let (id, other) = (
        office.interview("2099-11-25 14:00", "zhangwei").await.id,
        office.interview("2099-11-26 14:00", "liuyang").await.id,
    );
    for id in [id, other] {
        office.publish(id, PublishAs::Schedule, Some(1)).await;
    }
    assert!(office.world.company.delete_schedule(&office.schedules()[0].schedule_id));
    let read = office.engine().published().answers(&office.world.account.id, Vec::new()).await.unwrap();
    assert_eq!((read.asked, read.gone), (2, vec![id]), "the other one still stands");
    let known = office.known(id).await;
    assert_eq!((known.problem, known.there.entry.is_none()), (Some(PublishProblem::EntryGone), true));
    assert_eq!(office.schedules().len(), 1, "nothing is made by itself");
    office.books_are_right(&[id, other]).await;
    assert_eq!(office.bring(id).await.problem, None);
    office.books_are_right(&[id, other]).await;
    assert_eq!((office.schedules().len(), office.known(id).await.problem), (2, None), "made again, with its room");
}

#[tokio::test]
async fn a_title_that_wecom_would_cut_is_refused_and_an_interview_that_has_begun_stays_as_it_is() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let long = PublishWish { kind: PublishAs::Meeting, title: Some("面".repeat(14)), ..PublishWish::default() };
    let problem = office.publish_wish(id, long).await.problem;
    let expected = PublishProblem::TitleTooLong { chars: 14, bytes: 42, most_chars: 20, most_bytes: 40 };
    assert_eq!(problem, Some(expected), "20 characters, and 40 bytes");
    assert_eq!(office.engine().published().get(id).await.unwrap(), None, "nothing is wished that cannot be");

    let soon = office.engine().interviews();
    let starts = jiff_like(office.world.company.now_ms() + 120_000);
    let mut plan = office.plan("2099-11-25 14:00", "liuyang").await;
    (plan.starts, plan.zone) = (starts, "UTC".to_owned());
    let begun = soon.save(None, plan).await.unwrap().id;
    office.publish(begun, PublishAs::Schedule, None).await;
    office.edit(begun, |plan| plan.place = Some("3 号会议室".to_owned())).await;
    office.later(Duration::from_secs(300));
    assert_eq!(office.bring(begun).await.problem, Some(PublishProblem::Begun), "WeCom changes nothing of the past");
}

/// A moment as it is typed, on the full minute after it.
fn jiff_like(utc_ms: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(utc_ms).unwrap().to_zoned(jiff::tz::TimeZone::UTC);
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
