//! Answers that are lost: whatever call it is, nothing is made twice and nothing is left behind.

use std::time::Duration;

use beckon_engine::Error;
use beckon_model::{PublishAs, PublishProblem, PublishStepState};
use beckon_sandbox::{Fault, FaultRule, When};

use crate::world::Office;

/// Every call that changes something.
const CALLS: [&str; 11] = [
    "oa/calendar/add",
    "oa/schedule/add",
    "oa/schedule/update",
    "oa/schedule/add_attendees",
    "oa/schedule/del_attendees",
    "oa/schedule/del",
    "meeting/create",
    "meeting/update",
    "meeting/cancel",
    "oa/meetingroom/book",
    "oa/meetingroom/cancel_book",
];

fn lost(call: &str, fault: Fault) -> Vec<FaultRule> {
    let rule = |call: &str| FaultRule { call: format!("/cgi-bin/{call}"), when: When::Nth(1), fault: fault.clone() };
    match call {
        "oa/meetingroom/book" => {
            ["book", "book_by_schedule", "book_by_meeting"].map(|it| rule(&format!("oa/meetingroom/{it}"))).to_vec()
        }
        call => vec![rule(call)],
    }
}

/// Publishes, moves, and calls off, with other people and another room in between, and tries again until it stands.
async fn story(office: &Office, kind: PublishAs) {
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let settle = async |what: &str| {
        for _ in 0..6 {
            office.later(Duration::from_secs(90));
            if office.bring(id).await.problem.is_none() {
                break;
            }
        }
        let known = office.known(id).await;
        assert!(known.open.is_empty() && !known.taken[0].is_open(), "{what}: {known:?}");
        office.books_are_right(&[id]).await;
    };
    office.publish(id, kind, Some(1)).await;
    settle("published").await;
    office.edit(id, |plan| plan.starts = "2099-11-25 16:00".to_owned()).await;
    settle("moved").await;
    office.edit(id, |plan| drop(plan.interviewers.remove(1))).await;
    settle("somebody less").await;
    office.edit(id, |plan| plan.interviewers[0].userid = Some("liuyang".to_owned())).await;
    settle("somebody else").await;
    office.publish(id, kind, Some(4)).await;
    settle("another room").await;
    office.engine().interviews().call_off(id, true).await.unwrap();
    settle("called off").await;
    assert!(office.schedules().is_empty() && office.meetings().is_empty() && office.bookings().is_empty());
}

#[tokio::test]
async fn an_answer_that_is_lost_at_any_step_makes_nothing_twice_and_leaves_nothing_behind() {
    for kind in [PublishAs::Schedule, PublishAs::Meeting] {
        for call in CALLS {
            for fault in [Fault::ReplyLost, Fault::ResetBeforeProcessing] {
                let office = Office::new().await;
                office.world.company.set_faults(lost(call, fault));
                story(&office, kind).await;
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_yet_stays_unknown_for_a_minute_and_then_is_made() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.world.company.set_faults(lost("oa/schedule/add", Fault::ResetBeforeProcessing));
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, Some(PublishProblem::TooEarly));
    assert_eq!(office.known(id).await.taken[0].state, PublishStepState::Unknown, "it may still be on its way");
    assert_eq!(office.bring(id).await.problem, Some(PublishProblem::TooEarly), "and nothing is made before that");
    assert!(office.schedules().is_empty());
    office.later(Duration::from_secs(61));
    assert_eq!(office.bring(id).await.problem, None);
    assert_eq!(office.schedules().len(), 1);
}

#[tokio::test]
async fn a_persons_word_ends_a_step_but_none_that_wecom_does_not_show() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    office.world.company.set_faults(lost("oa/schedule/add", Fault::ResetBeforeProcessing));
    office.publish(id, PublishAs::Schedule, None).await;
    let step = office.known(id).await.taken[0].id;
    let published = office.engine().published();
    assert!(published.resolve(id, step, true).await.is_err(), "there is no entry, and so no id of one");
    assert!(published.resolve(id, step + 1, false).await.is_err(), "no such step");
    published.resolve(id, step, false).await.unwrap();
    assert_eq!(office.bring(id).await.problem, None, "it goes on at once");
    assert_eq!(office.schedules().len(), 1);
    office.books_are_right(&[id]).await;
}

#[tokio::test]
async fn a_persons_word_that_something_was_taken_back_is_not_taken_while_wecom_shows_it() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, None);
    office.world.company.set_faults(lost("oa/schedule/del", Fault::ResetBeforeProcessing));
    office.engine().interviews().call_off(id, true).await.unwrap();
    office.bring(id).await;
    let step = office.known(id).await.taken[0].id;
    let said = async || office.engine().published().resolve(id, step, true).await.map(|done| done.problem);
    let refused = said().await;
    assert!(matches!(refused, Err(Error::Publish(PublishProblem::ShownOtherwise))), "{refused:?}");
    let entry = office.schedules()[0].schedule_id.clone();
    office.world.company.set_faults(Vec::new());
    office.world.company.delete_schedule(&entry);
    assert!(said().await.is_ok(), "now it is as they say");
}

#[tokio::test]
async fn nothing_is_made_in_a_calendar_that_could_not_be_kept_on_the_disk() {
    let office = Office::new().await;
    let id = office.interview("2099-11-25 14:00", "zhangwei").await.id;
    let database = office.database();
    let refuse = "CREATE TRIGGER full BEFORE INSERT ON interview_calendar BEGIN SELECT RAISE(ABORT, 'full'); END";
    database.execute_batch(refuse).unwrap();
    assert_eq!(office.publish(id, PublishAs::Schedule, None).await.problem, Some(PublishProblem::NotKept));
    assert!(office.schedules().is_empty(), "what is lost there would be looked for in no calendar");
    assert_eq!(office.known(id).await.taken[0].state, PublishStepState::NotDone, "and it is known that it was not");
    database.execute_batch("DROP TRIGGER full").unwrap();
    assert_eq!(office.bring(id).await.problem, None);
    office.books_are_right(&[id]).await;
}
