//! Answers that were lost: the task is found, or made again only where there certainly is none.

use beckon_model::{CandidateId, TaskState};
use beckon_sandbox::{Fault, When};
use wecom::{CustomerMessage, CustomerTask};

use crate::common::save_template;
use crate::theatre::{DAY, Guest, HOUR, MINUTE, SECOND, Theatre, company};

impl Theatre {
    /// A send to these of which every answer is lost: after WeCom made the tasks, or before.
    async fn lose(&self, ids: &[CandidateId], fault: Fault) {
        self.spoil(&[("add_msg_template", When::Always, fault)]);
        self.stage.send(ids).await;
        self.spoil(&[]);
        for id in ids {
            let at = self.stage.at(*id).await;
            assert_eq!((at.0, at.1), ("customer", "unknown"), "nobody knows whether it was made");
        }
    }

    /// A task that somebody else makes with the same app, of these words.
    async fn elsewhere(&self, guest: &Guest, text: &str) -> String {
        let company = self.company();
        let secret: secrecy::SecretString = company.secret().to_owned().into();
        let config = wecom::Config {
            host: company.base_url(),
            ..wecom::Config::new(company.corp_id(), company.agent_id(), secret)
        };
        let message = CustomerMessage { text: text.to_owned(), attachments: Vec::new() };
        let task = CustomerTask::new(&guest.external, &guest.colleague, message).unwrap();
        wecom::Client::new(config).unwrap().externalcontact_add_msg_template(&task).await.unwrap().msgid
    }

    async fn send_waiting(&self) {
        self.stage.world.engine.outside().waiting_send(&self.stage.world.account.id).await.unwrap();
    }
}

#[tokio::test]
async fn a_task_whose_answer_was_lost_is_found_and_followed() {
    for fault in [Fault::ReplyLost, Fault::CutJson] {
        let theatre = Theatre::new(company()).await;
        let guest = theatre.guests(1).await.remove(0);
        theatre.lose(&[guest.id], fault).await;
        assert_eq!(theatre.read_later(MINUTE).await.looked_at, 0, "too early to be certain of anything");
        theatre.read_later(MINUTE + SECOND).await;
        assert_eq!(theatre.stage.at(guest.id).await, ("customer", "handed", None), "it was made");
        let msgid = theatre.stage.row(guest.id).await.msgid.unwrap();
        assert!(theatre.company().colleague_confirms(&msgid, &guest.colleague), "this one");
        theatre.read_later(2 * MINUTE).await;
        assert_eq!(theatre.task().await.task_state, TaskState::Sent);
        assert_eq!((theatre.called("add_msg_template"), theatre.chat(&guest)), (1, 1), "made once, sent once");
    }
}

#[tokio::test]
async fn a_task_that_is_not_there_is_made_once() {
    let theatre = Theatre::new(company()).await;
    let guest = theatre.guests(1).await.remove(0);
    theatre.lose(&[guest.id], Fault::ResetBeforeProcessing).await;
    let read = theatre.read_later(2 * MINUTE + SECOND).await;
    assert_eq!(read.moved.iter().map(|moved| moved.task_state).collect::<Vec<_>>(), [TaskState::Unmade]);
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "waiting", Some("tried_again")));
    theatre.send_waiting().await;
    assert_eq!(theatre.stage.at(guest.id).await, ("customer", "handed", None));
    let msgid = theatre.stage.row(guest.id).await.msgid.unwrap();
    theatre.company().colleague_confirms(&msgid, &guest.colleague);
    theatre.read_later(2 * MINUTE).await;
    assert_eq!(theatre.chat(&guest), 1, "the candidate has one message");
}

#[tokio::test]
async fn the_same_words_to_several_find_each_their_own() {
    let theatre = Theatre::new(company()).await;
    save_template(&theatre.stage.world.engine, "您好，请回复我们。").await;
    let guests = theatre.guests(3).await;
    theatre.lose(&[guests[0].id, guests[1].id], Fault::ReplyLost).await;
    theatre.lose(&[guests[2].id], Fault::ResetBeforeProcessing).await;
    theatre.read_later(2 * MINUTE + SECOND).await;
    for guest in &guests[..2] {
        assert_eq!(theatre.stage.at(guest.id).await.1, "handed");
        let msgid = theatre.stage.row(guest.id).await.msgid.unwrap();
        assert!(theatre.company().colleague_confirms(&msgid, &guest.colleague));
        assert_eq!(theatre.chat(guest), 1, "the task is this one's");
    }
    let third = theatre.stage.at(guests[2].id).await;
    assert_eq!(third, ("customer", "waiting", Some("tried_again")), "theirs are not hers");
}

#[tokio::test]
async fn somebody_elses_task_of_the_same_words_is_left_alone() {
    let theatre = Theatre::new(company()).await;
    let guests = theatre.guests(2).await;
    let words = "您好 Guest 000，请回复我们。";
    theatre.lose(&[guests[0].id], Fault::ResetBeforeProcessing).await;
    let other = theatre.elsewhere(&guests[1], words).await;
    theatre.read_later(2 * MINUTE + SECOND).await;
    assert_eq!(theatre.stage.at(guests[0].id).await, ("customer", "waiting", Some("tried_again")), "not for this one");
    assert!(theatre.company().colleague_confirms(&other, &guests[1].colleague), "nor was it called off");
}

#[tokio::test]
async fn two_that_may_be_it_leave_it_unknown() {
    let theatre = Theatre::new(company()).await;
    let guest = theatre.guests(1).await.remove(0);
    theatre.lose(&[guest.id], Fault::ReplyLost).await;
    theatre.elsewhere(&guest, "您好 Guest 000，请回复我们。").await;
    theatre.read_later(2 * MINUTE + SECOND).await;
    assert_eq!(theatre.stands().await, (TaskState::Unknown, Some("unclear")));
    theatre.read_later(DAY).await;
    assert_eq!(theatre.stands().await, (TaskState::Unknown, Some("unclear")), "nothing is made by a guess");
    assert_eq!(theatre.called("add_msg_template"), 2);
}

#[tokio::test]
async fn what_cannot_be_told_yet_is_looked_up_later() {
    let theatre = Theatre::new(company()).await;
    let guest = theatre.guests(1).await.remove(0);
    theatre.lose(&[guest.id], Fault::ReplyLost).await;
    theatre.later(2 * MINUTE + SECOND);
    for (call, fault) in [
        ("get_groupmsg_task", Fault::ErrCode(41063)),
        ("get_groupmsg_send_result", Fault::ErrCode(41063)),
        ("get_groupmsg_task", Fault::ErrCode(41047)),
        ("get_groupmsg_list_v2", Fault::ErrCode(40058)),
    ] {
        theatre.spoil(&[(call, When::Always, fault.clone())]);
        theatre.read_later(5 * MINUTE).await;
        assert_eq!(theatre.stands().await, (TaskState::Unknown, Some("unclear")), "{call} {fault:?}");
    }
    for fault in [Fault::BareOk, Fault::HtmlPage, Fault::ReplyLost, Fault::ErrCode(45009), Fault::ErrCode(-1)] {
        theatre.spoil(&[("get_groupmsg_list_v2", When::Always, fault.clone())]);
        let read = theatre.read_later(HOUR).await;
        assert!(read.stopped.is_some(), "{fault:?} says nothing: {read:?}");
        assert_eq!(theatre.stands().await.0, TaskState::Unknown, "{fault:?}");
    }
    theatre.spoil(&[]);
    theatre.read_later(HOUR).await;
    assert_eq!(theatre.stands().await, (TaskState::Waiting, None), "in the end it is found");
    assert_eq!(theatre.called("add_msg_template"), 1);
}

#[tokio::test]
async fn a_hundred_lost_answers_are_looked_up_together() {
    let theatre = Theatre::new(beckon_sandbox::Config { customers: 200, ..company() }).await;
    save_template(&theatre.stage.world.engine, "您好，请回复我们。").await;
    let guests = theatre.guests(100).await;
    let ids: Vec<CandidateId> = guests.iter().map(|guest| guest.id).collect();
    theatre.lose(&ids, Fault::ReplyLost).await;
    let read = theatre.read_later(2 * MINUTE + SECOND).await;
    assert_eq!((read.moved.len(), read.left), (100, 0), "{:?}", read.stopped);
    assert!(theatre.called("get_groupmsg_list_v2") <= 2, "by one list");
    for task in theatre.tasks().await {
        assert_eq!(task.task_state, TaskState::Waiting);
    }
}
