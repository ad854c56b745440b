//! What a person does about a task: three reminders in a day, and calling it off as long as it was not confirmed.

use beckon_engine::{Error, Result};
use beckon_model::{DeliveryId, LogRow, TaskRow, TaskState};
use beckon_sandbox::{Fault, When};

use crate::theatre::{DAY, HOUR, MINUTE, SECOND, Theatre, company};

impl Theatre {
    async fn remind(&self, delivery: DeliveryId) -> Result<TaskRow> {
        self.stage.world.engine.outside().task_remind(delivery).await
    }

    async fn cancel(&self, delivery: DeliveryId) -> Result<LogRow> {
        self.stage.world.engine.outside().task_cancel(delivery).await
    }
}

fn state(answer: &Result<impl Sized>) -> Option<TaskState> {
    match answer {
        Err(Error::NoTask(state)) => *state,
        _ => None,
    }
}

#[tokio::test]
async fn a_colleague_is_reminded_three_times_in_a_day() {
    let theatre = Theatre::new(company()).await;
    let (_, delivery, _) = theatre.handed().await;
    for count in 1..=3 {
        theatre.later(HOUR);
        assert_eq!(theatre.remind(delivery).await.unwrap().reminders, count);
    }
    let fourth = theatre.remind(delivery).await;
    assert!(matches!(fourth, Err(Error::RemindersUsed { again: Some(_) })), "and says from when on: {fourth:?}");
    assert_eq!(theatre.called("remind_groupmsg_send"), 3, "WeCom is not asked in vain");
    theatre.later(DAY - 2 * HOUR + SECOND);
    assert_eq!(theatre.remind(delivery).await.unwrap().reminders, 3, "the first was more than a day ago");
}

#[tokio::test]
async fn what_wecom_refuses_is_no_reminder_and_what_was_lost_is_one() {
    let theatre = Theatre::new(company()).await;
    let (_, delivery, _) = theatre.handed().await;
    theatre.later(MINUTE);
    theatre.spoil(&[("remind_groupmsg_send", When::Always, Fault::ErrCode(41094))]);
    let refused = theatre.remind(delivery).await;
    assert!(matches!(refused, Err(Error::RemindersUsed { again: None })), "somebody else reminded: {refused:?}");
    assert_eq!(theatre.task().await.reminders, 0);
    theatre.spoil(&[("remind_groupmsg_send", When::Always, Fault::ReplyLost)]);
    assert!(matches!(theatre.remind(delivery).await, Err(Error::Wecom { .. })));
    assert_eq!(theatre.task().await.reminders, 1, "it may have arrived");
}

#[tokio::test]
async fn whoever_has_confirmed_is_not_reminded() {
    let theatre = Theatre::new(company()).await;
    let (guest, delivery, msgid) = theatre.handed().await;
    theatre.later(MINUTE);
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    assert_eq!(state(&theatre.remind(delivery).await), Some(TaskState::Sent));
    assert_eq!(theatre.called("remind_groupmsg_send"), 0);
    assert_eq!(theatre.stands().await.0, TaskState::Sent, "and the row knows");
}

#[tokio::test]
async fn a_task_is_called_off_once_and_stays_so() {
    let theatre = Theatre::new(company()).await;
    let (guest, delivery, msgid) = theatre.handed().await;
    theatre.later(MINUTE);
    assert_eq!(theatre.cancel(delivery).await.unwrap().task_state, Some(TaskState::Cancelled));
    assert!(theatre.cancel(delivery).await.is_ok(), "again");
    assert_eq!(theatre.called("cancel_groupmsg_send"), 1, "which asks nothing");
    assert!(!theatre.company().colleague_confirms(&msgid, &guest.colleague));
    assert_eq!(state(&theatre.remind(delivery).await), Some(TaskState::Cancelled));

    let theatre = Theatre::new(company()).await;
    let (_, delivery, _) = theatre.handed().await;
    theatre.later(MINUTE);
    theatre.spoil(&[("cancel_groupmsg_send", When::Always, Fault::ErrCode(41093))]);
    assert!(theatre.cancel(delivery).await.is_ok(), "somebody called it off in the console");
    assert_eq!(theatre.stands().await.0, TaskState::Cancelled);
}

#[tokio::test]
async fn what_is_confirmed_cannot_be_called_off() {
    let theatre = Theatre::new(company()).await;
    let (guest, delivery, msgid) = theatre.handed().await;
    theatre.later(MINUTE);
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    assert_eq!(state(&theatre.cancel(delivery).await), Some(TaskState::Sent), "it is in the chat");
    assert_eq!(theatre.stage.at(guest.id).await.1, "accepted");
}

#[tokio::test]
async fn a_refusal_is_told_and_the_task_stays() {
    let theatre = Theatre::new(company()).await;
    let (_, delivery, _) = theatre.handed().await;
    theatre.later(MINUTE);
    theatre.spoil(&[("cancel_groupmsg_send", When::Always, Fault::ErrCode(41047))]);
    assert!(matches!(theatre.cancel(delivery).await, Err(Error::Wecom { .. })), "WeCom's own words");
    assert_eq!(theatre.stands().await, (TaskState::Waiting, Some("no_such_task")));
}

#[tokio::test]
async fn what_waits_is_cancelled_without_a_call() {
    let theatre = Theatre::new(company()).await;
    let guest = theatre.guests(1).await.remove(0);
    theatre.spoil(&[("add_msg_template", When::Always, Fault::ResetBeforeProcessing)]);
    theatre.stage.send(&[guest.id]).await;
    let delivery = theatre.stage.row(guest.id).await.delivery;
    assert_eq!(state(&theatre.cancel(delivery).await), Some(TaskState::Unknown), "it may exist");
    theatre.spoil(&[]);
    theatre.read_later(2 * MINUTE + SECOND).await;
    assert_eq!(theatre.cancel(delivery).await.unwrap().state.as_str(), "cancelled");

    let (linked, _) = theatre.stage.linked("Linked", "13800000002").await;
    let (member, _) = theatre.stage.member("Member").await;
    theatre.stage.send(&[linked, member]).await;
    let waiting = theatre.stage.row(linked).await.delivery;
    assert_eq!(theatre.cancel(waiting).await.unwrap().state.as_str(), "cancelled", "nobody has to write any more");
    let sent = theatre.stage.row(member).await.delivery;
    assert!(matches!(theatre.cancel(sent).await, Err(Error::NoTask(None))), "a message is no task");
    assert!(matches!(theatre.remind(waiting).await, Err(Error::NoTask(None))), "nor is a chat");
    assert!(matches!(theatre.cancel(DeliveryId(99_999)).await, Err(Error::NotFound("row"))), "nor what is not there");
}
