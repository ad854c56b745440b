//! One send to members, customers, people with a link, and people to whom no way is known.

use beckon_model::{CampaignState, OptOutRequest};
use beckon_sandbox::{Call, Config, Fault, When};

use crate::stage::Stage;

fn company() -> Config {
    Config { customers: 20, ..Config::default() }
}

fn said(call: &Call) -> serde_json::Value {
    serde_json::from_slice(&call.body).unwrap()
}

#[tokio::test]
async fn each_goes_by_their_way_and_nothing_is_called_sent_that_waits() {
    let stage = Stage::new(company()).await;
    let (member, userid) = stage.member("Member").await;
    let (customer, external, colleague) = stage.customer("Customer 🙂", "13800000001").await;
    let (linked, _) = stage.linked("Linked", "13800000002").await;
    let nobody = stage.stranger("Nobody", "13800000003").await;
    let campaign = stage.send(&[member, customer, linked, nobody]).await;
    assert_eq!(stage.at(member).await, ("member", "accepted", None));
    assert_eq!(stage.at(customer).await, ("customer", "handed", None));
    assert_eq!(stage.at(linked).await, ("service", "waiting", Some("window_closed")));
    assert_eq!(stage.at(nobody).await, ("member", "held", Some("no_userid")));
    let counts = campaign.counts;
    assert_eq!((counts.accepted, counts.handed, counts.waiting, counts.held), (1, 1, 1, 1));
    assert_eq!(campaign.state, CampaignState::Finished, "the send itself has nothing to do any more");
    let (sends, tasks) = (stage.calls("/message/send"), stage.calls("/externalcontact/add_msg_template"));
    assert_eq!((sends.len(), tasks.len(), stage.calls("/kf/send_msg").len()), (1, 1, 0));
    assert_eq!(said(&sends[0])["touser"], userid.as_str(), "to the member alone");
    assert_eq!(said(&tasks[0])["external_userid"], serde_json::json!([external]));
    assert_eq!(said(&tasks[0])["sender"], colleague.as_str());
    assert_eq!(said(&tasks[0])["text"]["content"], "您好 Customer 🙂，请回复我们。");
    let row = stage.row(customer).await;
    assert_eq!(
        (row.colleague.as_deref(), row.task_state.map(|state| state.as_str())),
        (Some(&*colleague), Some("waiting"))
    );
}

#[tokio::test]
async fn nobody_is_written_to_by_a_way_that_was_not_shown() {
    let stage = Stage::new(company()).await;
    let (linked, _) = stage.linked("Linked", "13800000002").await;
    let send = stage.to(&[linked]).await;
    let approval = stage.world.engine.send().check(send.clone()).await.unwrap().approval;
    // The colleague notes the number between the check and the start.
    let customers = stage.world.company.customers();
    let one = customers.iter().find(|one| one.followers().next().is_some()).unwrap();
    let colleague = one.followers().next().unwrap().to_owned();
    stage.world.company.colleague_notes(&colleague, &one.external_userid, |follow| {
        follow.remark_mobiles = vec!["13800000002".to_owned()];
    });
    stage.world.engine.outside().sync(&stage.world.account.id).await.unwrap();
    let start = beckon_model::StartRequest { send, approval, starts_at: None };
    let refused = stage.world.engine.send().start(start).await;
    assert!(matches!(refused, Err(beckon_engine::Error::ApprovalChanged(_))), "{refused:?}");
    assert!(stage.calls("/externalcontact/add_msg_template").is_empty(), "nothing left");
}

#[tokio::test]
async fn a_right_that_the_app_lacks_holds_that_way_alone() {
    let stage = Stage::new(company()).await;
    let (member, _) = stage.member("Member").await;
    let (first, ..) = stage.customer("First", "13800000001").await;
    let (second, ..) = stage.customer("Second", "13800000002").await;
    stage.spoil("add_msg_template", When::Always, Fault::ErrCode(48002));
    let campaign = stage.send(&[member, first, second]).await;
    assert_eq!(stage.at(member).await, ("member", "accepted", None), "members are sent to");
    assert_eq!(stage.at(first).await, ("customer", "held", Some("stopped")));
    assert_eq!(stage.at(second).await, ("customer", "held", Some("stopped")));
    assert_eq!(stage.calls("/externalcontact/add_msg_template").len(), 1, "the second is not asked for");
    assert_eq!(campaign.state, CampaignState::Finished);
    stage.world.company.set_faults(Vec::new());
    let resumed = stage.world.resume(campaign.id).await;
    assert_eq!(resumed.counts.handed, 2, "once the right is there they can be sent");
}

#[tokio::test]
async fn whoever_wants_no_messages_gets_none_by_any_way() {
    let stage = Stage::new(company()).await;
    let (customer, ..) = stage.customer("Customer", "13800000001").await;
    let (linked, _) = stage.linked("Linked", "13800000002").await;
    for id in [customer, linked] {
        stage
            .world
            .engine
            .outside()
            .opt_out(OptOutRequest { candidate: id, opted_out: true, note: None })
            .await
            .unwrap();
    }
    let (member, _) = stage.member("Member").await;
    stage.send(&[customer, linked, member]).await;
    for id in [customer, linked] {
        assert_eq!(stage.at(id).await.1, "held");
        assert_eq!(stage.at(id).await.2, Some("opted_out"));
    }
    assert!(stage.calls("/externalcontact/add_msg_template").is_empty());
}
