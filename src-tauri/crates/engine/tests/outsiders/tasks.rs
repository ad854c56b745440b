//! Tasks of colleagues: made once, whatever happens to the answer.

use beckon_sandbox::{Config, Fault, When};

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
