//! WeCom's limits and refusals: said before where they are known, waited for where they pass, and nobody is skipped.

use std::time::Duration;

use beckon_engine::publish_problem;
use beckon_model::{Interviewer, PublishAs, PublishOutcome, PublishProblem, PublishWish};
use beckon_sandbox::{Config, Fault, FaultRule, Limits, Range, When};

use crate::common::calls;
use crate::world::{AT_TWO, Office};

#[tokio::test]
async fn a_thousand_people_are_invited_and_one_more_is_refused_before_anything_is_made() {
    let mut config = Config { members: 1100, ..Config::default() };
    config.apps[0].range = Range::Everyone;
    let office = Office::with(config).await;
    let members = office.world.company.members().to_vec();
    // With the candidate, who is a member.
    let invite = |count: usize| -> Vec<Interviewer> {
        let others = members.iter().filter(|one| one.userid != "zhangwei").take(count - 1);
        others.map(|one| Interviewer { name: one.name.clone(), userid: Some(one.userid.clone()) }).collect()
    };
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.edit(id, |plan| plan.interviewers = invite(1001)).await;
    let many = PublishProblem::TooManyPeople { count: 1001, most: 1000 };
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, Some(many));
    assert!(calls(&office.world.company, "oa/schedule/add").is_empty(), "that is known before");
    office.edit(id, |plan| plan.interviewers = invite(1000)).await;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None, "at the limit");
    assert_eq!(office.schedules()[0].attendees.len(), 1000);
    office.books_are_right(&[id]).await;
}

#[tokio::test]
async fn three_hundred_at_once_stop_at_the_limit_of_calls_and_go_on_after_it_with_each_made_once() {
    let limits = Limits { calls_per_minute: Some(120), ..Limits::default() };
    let office = Office::with(Config { limits, ..Config::default() }).await;
    let mut ids = Vec::new();
    for minute in 0..300 {
        let starts = format!("2099-11-25 {:02}:{:02}", 8 + minute / 60, minute % 60);
        ids.push(office.interview(&starts, "zhangwei").await.id);
    }
    let wish = PublishWish { kind: PublishAs::Schedule, ..PublishWish::default() };
    let published = office.engine().published();
    let mut outcomes = published.start(ids.clone(), &office.world.account.id, wish).await.unwrap();
    let mut rounds = 1;
    loop {
        assert_eq!(outcomes.len(), if rounds == 1 { 300 } else { ids.len() }, "each has an outcome");
        let limit = PublishProblem::Refused { errcode: 45009 };
        let open: Vec<&PublishOutcome> = outcomes.iter().filter(|one| one.problem.is_some()).collect();
        assert!(open.iter().all(|one| one.problem.as_ref() == Some(&limit)), "and all say why: {:?}", open.first());
        assert!(
            open.iter().all(|one| one.published.as_ref().is_some_and(|one| one.open.len() == 1)),
            "wished, and open"
        );
        let refused = calls(&office.world.company, "oa/schedule/add").len() - office.schedules().len();
        assert!(refused <= rounds, "the first refusal ends a round: {refused}");
        ids = open.iter().map(|one| one.interview).collect();
        if ids.is_empty() {
            break;
        }
        rounds += 1;
        office.later(Duration::from_secs(61));
        outcomes = published.bring(ids.clone()).await.unwrap();
    }
    assert_eq!((office.schedules().len(), rounds), (300, 3), "120 a minute");
}

#[tokio::test]
async fn refusals_are_told_by_what_they_mean_and_the_next_time_it_works() {
    let refused = |errcode| PublishProblem::Refused { errcode };
    let person = PublishProblem::BadPerson { userids: Vec::new(), errcode: 60011 };
    for (call, errcode, kind, problem) in [
        ("oa/meetingroom/book_by_schedule", 90499, PublishAs::Schedule, refused(90499)),
        ("meeting/create", 400_226, PublishAs::Meeting, refused(400_226)),
        ("meeting/create", 730_007, PublishAs::Meeting, refused(730_007)),
        ("oa/schedule/add", 60011, PublishAs::Schedule, person),
    ] {
        let office = Office::new().await;
        let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
        let call = format!("/cgi-bin/{call}");
        let fault = FaultRule { call, when: When::Nth(1), fault: Fault::ErrCode(errcode) };
        office.world.company.set_faults(vec![fault]);
        assert_eq!(office.publish(id, kind, Some(1)).await.problem.as_ref(), Some(&problem), "{errcode}");
        let told = publish_problem(&problem);
        assert!(told.contains(&errcode.to_string()) && !told.contains("WeCom refused"), "in its own words: {told}");
        office.books_are_right(&[id]).await;
        assert_eq!(office.bring(id).await.problem, None, "{errcode}: it was not for ever");
        office.books_are_right(&[id]).await;
    }
}

#[tokio::test]
async fn a_clock_that_is_a_minute_off_changes_nothing() {
    for off in [-60_000, 60_000] {
        let office = Office::new().await;
        office.clock.advance(off);
        let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
        let lost = FaultRule { call: "/cgi-bin/meeting/create".into(), when: When::Nth(1), fault: Fault::ReplyLost };
        office.world.company.set_faults(vec![lost]);
        assert_eq!(office.publish(id, PublishAs::Meeting, Some(1)).await.problem, None, "{off}: found at once");
        office.edit(id, |plan| plan.starts = "2099-11-25 16:00".to_owned()).await;
        assert_eq!(office.bring(id).await.problem, None, "{off}");
        office.books_are_right(&[id]).await;
        office.engine().interviews().call_off(id, true).await.unwrap();
        assert_eq!(office.bring(id).await.problem, None, "{off}");
        assert!(office.meetings().is_empty() && office.bookings().is_empty());
    }
}

#[tokio::test]
async fn an_interview_keeps_its_clock_on_the_wall_when_it_moves_over_a_change_to_summer_time() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    // The clocks of New York go forward on 2099-03-08 at 2 in the night, those of Berlin three weeks later.
    let starts = async |starts: &str, zone: &str| {
        office.edit(id, |plan| (plan.starts, plan.zone) = (starts.to_owned(), zone.to_owned())).await;
        let problem = if office.schedules().is_empty() {
            office.publish(id, PublishAs::Schedule, Some(1)).await.problem
        } else {
            office.bring(id).await.problem
        };
        assert_eq!(problem, None, "{starts} {zone}");
        office.books_are_right(&[id]).await;
        let (entry, booking) = (office.schedules().remove(0), office.bookings().remove(0));
        assert_eq!((entry.end - entry.start, booking.start), (3600, entry.start), "{starts} {zone}");
        entry.start
    };
    let winter = starts("2099-03-07 10:00", "America/New_York").await;
    let summer = starts("2099-03-09 10:00", "America/New_York").await;
    assert_eq!(summer - winter, 47 * 3600, "the same hour, two days later");
    assert_eq!(starts("2099-03-09 15:00", "Europe/Berlin").await, summer, "five hours apart in these weeks");
    assert_eq!(starts("2099-03-07 16:00", "Europe/Berlin").await, winter, "and six before");
    let night = starts("2099-03-08 01:30", "America/New_York").await;
    assert_eq!(starts("2099-03-08 03:30", "America/New_York").await - night, 3600, "an hour that is not there");
    assert!(night < AT_TWO, "all of that before the first plan");
}
