//! Tasks that are looked at: confirmed, forgotten, refused, odd, and called off when their interview begins.

use std::time::Duration;

use beckon_model::{Reason, TaskState};
use beckon_sandbox::{Config, Fault, Limits, When};

use crate::theatre::{DAY, HOUR, MINUTE, SECOND, Theatre, company};

#[tokio::test]
async fn what_a_colleague_confirms_is_sent_and_asked_about_no_more() {
    let theatre = Theatre::new(company()).await;
    let (guest, delivery, msgid) = theatre.handed().await;
    assert_eq!(theatre.read().await.looked_at, 0, "not before a minute has passed");
    let read = theatre.read_later(61 * SECOND).await;
    assert_eq!((read.looked_at, read.moved.len()), (1, 0), "the colleague has not confirmed it");
    assert_eq!(theatre.stands().await, (TaskState::Waiting, None));
    assert!(theatre.company().colleague_confirms(&msgid, &guest.colleague), "now");
    let read = theatre.read_later(2 * MINUTE).await;
    assert_eq!(
        read.moved.iter().map(|moved| (moved.delivery, moved.task_state)).collect::<Vec<_>>(),
        [(delivery, TaskState::Sent)]
    );
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "accepted", None));
    assert_eq!(theatre.chat(&guest), 1, "it is in the chat");
    let asked = theatre.called("get_groupmsg_task");
    assert_eq!(theatre.read_later(DAY).await.looked_at, 0);
    assert_eq!(theatre.called("get_groupmsg_task"), asked, "nothing is asked for nothing");
}

#[tokio::test]
async fn a_forgotten_task_waits_and_is_looked_at_ever_slower() {
    let theatre = Theatre::new(company()).await;
    theatre.handed().await;
    for _ in 0..120 {
        theatre.read_later(MINUTE).await;
    }
    let looked = theatre.called("get_groupmsg_task");
    assert!((25..=35).contains(&looked), "{looked} looks in two hours");
    for _ in 0..20 {
        theatre.read_later(12 * HOUR).await;
    }
    assert_eq!(theatre.called("get_groupmsg_task") - looked, 20, "it never ends by itself");
    assert_eq!(theatre.stands().await, (TaskState::Waiting, None));
    let row = theatre.task().await;
    assert!(row.looked_at > row.made_at && row.made_at.is_some(), "and says when it was looked at: {row:?}");
}

#[tokio::test]
async fn who_is_no_contact_or_had_as_many_gets_nothing_and_the_row_says_why() {
    let theatre = Theatre::new(company()).await;
    let (guest, _, msgid) = theatre.handed().await;
    theatre.company().outsider_deletes(&guest.external, &guest.colleague);
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    theatre.read_later(2 * MINUTE).await;
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "rejected", Some("not_a_friend")));
    assert_eq!(theatre.task().await.task_state, TaskState::NotAFriend);

    let theatre = Theatre::new(company()).await;
    let (guest, _, msgid) = theatre.handed().await;
    theatre.company().set_limits(Limits { mass_per_month: Some(0), ..Limits::default() });
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    theatre.read_later(2 * MINUTE).await;
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "rejected", Some("other_mass_messages")));
    assert_eq!(theatre.task().await.task_state, TaskState::OtherMessages);
    assert_eq!(theatre.chat(&guest), 0, "nothing was sent");
}

#[tokio::test]
async fn what_is_still_handed_out_waits_quietly_for_ten_minutes() {
    let theatre = Theatre::new(Config { mass_dispatch: Duration::from_secs(900), ..company() }).await;
    let (guest, _, msgid) = theatre.handed().await;
    assert_eq!(theatre.read_later(2 * MINUTE).await.looked_at, 1, "asked");
    assert_eq!(theatre.stands().await, (TaskState::Waiting, None), "WeCom is slow, that is all");
    theatre.read_later(9 * MINUTE).await;
    assert_eq!(theatre.stands().await, (TaskState::Waiting, Some("dispatching")), "now it is said");
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    theatre.read_later(5 * MINUTE).await;
    assert_eq!(theatre.task().await.task_state, TaskState::Sent, "in the end");
}

#[tokio::test]
async fn what_wecom_does_not_know_or_does_not_tell_is_said_and_not_guessed() {
    let theatre = Theatre::new(company()).await;
    let (guest, _, msgid) = theatre.handed().await;
    theatre.spoil(&[("get_groupmsg_task", When::Always, Fault::ErrCode(41047))]);
    let read = theatre.read_later(2 * MINUTE).await;
    assert_eq!((read.moved.len(), read.stopped), (0, None));
    assert_eq!(theatre.stands().await, (TaskState::Waiting, Some("no_such_task")));
    // The colleague has left: WeCom knows nobody of that id.
    theatre.spoil(&[("get_groupmsg_send_result", When::Always, Fault::ErrCode(60111))]);
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    theatre.read_later(DAY).await;
    assert_eq!(theatre.stands().await, (TaskState::Waiting, Some("refused")));
    theatre.spoil(&[]);
    theatre.read_later(HOUR).await;
    assert_eq!(theatre.stands().await, (TaskState::Sent, None), "what was odd has passed");
}

#[tokio::test]
async fn a_hundred_rows_are_read_in_a_round_and_a_limit_ends_it() {
    let theatre = Theatre::new(Config { customers: 200, ..company() }).await;
    let guests = theatre.guests(100).await;
    let ids: Vec<_> = guests.iter().map(|guest| guest.id).collect();
    theatre.stage.send(&ids).await;
    for task in theatre.stage.world.log().await {
        let guest = guests.iter().find(|guest| Some(guest.id) == task.candidate).unwrap();
        theatre.company().colleague_confirms(&task.msgid.unwrap(), &guest.colleague);
    }
    theatre.later(2 * MINUTE);
    theatre.spoil(&[("get_groupmsg_task", When::Nth(40), Fault::ErrCode(45009))]);
    let read = theatre.read().await;
    assert_eq!(read.stopped, Some(Reason::Stopped { errcode: 45009 }), "no more is asked of WeCom now");
    assert_eq!((read.looked_at, read.moved.len(), read.left), (39, 39, 61));
    let read = theatre.read_later(2 * MINUTE).await;
    assert_eq!((read.moved.len(), read.left, read.stopped), (61, 0, None), "the others later");
    let sent = theatre.tasks().await.iter().filter(|task| task.task_state == TaskState::Sent).count();
    assert_eq!(sent, 100);
}

#[tokio::test]
async fn a_task_is_called_off_when_its_interview_begins() {
    let theatre = Theatre::new(company()).await;
    let (guest, delivery, msgid) = theatre.handed().await;
    theatre.interview_at(delivery, 30 * MINUTE);
    theatre.read_later(29 * MINUTE).await;
    assert_eq!((theatre.stands().await.0, theatre.called("cancel_groupmsg_send")), (TaskState::Waiting, 0), "not yet");
    // The answer is lost, so it is called off again, which does no harm.
    theatre.spoil(&[("cancel_groupmsg_send", When::Nth(1), Fault::ReplyLost)]);
    let read = theatre.read_later(MINUTE + SECOND).await;
    assert!(read.stopped.is_some() && read.moved.is_empty(), "nobody knows: {read:?}");
    assert_eq!(theatre.stands().await.0, TaskState::Waiting);
    theatre.read_later(6 * MINUTE).await;
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "cancelled", None));
    assert_eq!(theatre.called("cancel_groupmsg_send"), 2);
    assert!(!theatre.company().colleague_confirms(&msgid, &guest.colleague), "there is nothing to confirm any more");
    assert_eq!(theatre.chat(&guest), 0);
}

#[tokio::test]
async fn what_was_confirmed_before_its_interview_began_is_sent() {
    let theatre = Theatre::new(company()).await;
    let (guest, delivery, msgid) = theatre.handed().await;
    theatre.interview_at(delivery, 30 * MINUTE);
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    theatre.read_later(31 * MINUTE).await;
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "accepted", None));
    assert_eq!(theatre.called("cancel_groupmsg_send"), 0, "there was nothing to call off");
}
