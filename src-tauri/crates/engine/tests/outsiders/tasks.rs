//! Tasks of colleagues: made once, whatever happens to the answer.

use beckon_engine::back_up;
use beckon_model::{Clock as _, StartRequest, SystemClock};
use beckon_sandbox::{Config, Fault, When};

use crate::common::calls;
use crate::stage::Stage;

#[tokio::test]
async fn a_task_whose_answer_is_lost_is_not_made_again() {
    let stage = Stage::new(Config { customers: 20, ..Config::default() }).await;
    let (customer, ..) = stage.customer("Customer", "13800000001").await;
    stage.spoil("add_msg_template", When::Nth(1), Fault::ReplyLost);
    stage.send(&[customer]).await;
    assert_eq!(stage.at(customer).await, ("customer", "unknown", Some("reply_lost")));
    assert_eq!(stage.calls("/externalcontact/add_msg_template").len(), 1, "another one would be a second task");
}

#[tokio::test]
async fn what_wecom_did_not_take_is_tried_again() {
    let stage = Stage::new(Config { customers: 20, ..Config::default() }).await;
    let (customer, ..) = stage.customer("Customer", "13800000001").await;
    stage.spoil("add_msg_template", When::Nth(1), Fault::ErrCode(-1));
    stage.send(&[customer]).await;
    assert_eq!(stage.at(customer).await, ("customer", "handed", None), "WeCom was busy, and said so");
    assert_eq!(stage.row(customer).await.attempts, 2);
}

#[tokio::test]
async fn a_customer_who_cannot_be_written_to_is_refused_with_the_code() {
    for code in [41048, 84061] {
        let stage = Stage::new(Config { customers: 20, ..Config::default() }).await;
        let (customer, ..) = stage.customer("Customer", "13800000001").await;
        stage.spoil("add_msg_template", When::Always, Fault::ErrCode(code));
        stage.send(&[customer]).await;
        assert_eq!(stage.at(customer).await, ("customer", "rejected", Some("refused")), "{code}");
        assert_eq!(stage.row(customer).await.errcode, Some(code));
    }
}

#[tokio::test]
async fn after_a_copy_came_back_no_second_task_is_made_unasked() {
    let Stage { world } = {
        let stage = Stage::new(Config { customers: 20, ..Config::default() }).await;
        let (member, _) = stage.member("Member").await;
        stage.send(&[member]).await;
        let (customer, ..) = stage.customer("Customer", "13800000001").await;
        let send = stage.to(&[customer]).await;
        let approval = stage.world.engine.send().check(send.clone()).await.unwrap().approval;
        let starts_at = Some(SystemClock.now_ms() + 1_000_000);
        stage.world.engine.send().start(StartRequest { send, approval, starts_at }).await.unwrap();
        stage
    };
    let copy = back_up(world.folder.path(), SystemClock.now_ms()).unwrap().expect("there is something to keep");
    let planned = world.engine.campaigns().list().await.unwrap()[0].id;
    assert_eq!(world.resume(planned).await.counts.handed, 1, "the task is made after the copy");
    let world = world.restored(&copy.name).await;
    let campaign = world.engine.campaigns().get(planned).await.unwrap();
    assert_eq!(campaign.counts.unknown, 1, "of the data that came back nobody can tell");
    let _ = world.engine.campaigns().resume(planned).await;
    world.engine.campaigns().wait_for_rest().await;
    let made = calls(&world.company, "/externalcontact/add_msg_template");
    assert_eq!(made.len(), 1, "WeCom does not know its bytes again: another one would be a second");
}
