//! Messages that somebody sends by hand.

use beckon_model::Route;
use beckon_sandbox::Config;

use crate::stage::Stage;

#[tokio::test]
async fn what_somebody_sent_by_hand_is_not_sent_once_more() {
    let stage = Stage::new(Config { customers: 20, ..Config::default() }).await;
    let (linked, url) = stage.linked("Linked", "13800000002").await;
    let unknown = stage.stranger("Unknown", "13800000003").await;
    let to = beckon_model::Selection::Ids { ids: vec![unknown] };
    stage.world.engine.candidates().route(to, Route::External).await.unwrap();
    let (member, _) = stage.member("Member").await;
    let (customer, ..) = stage.customer("Customer", "13800000001").await;
    let words = stage.world.engine.send().preview(stage.to(&[unknown]).await, 0).await.unwrap().by_hand;
    assert_eq!(words.as_deref(), Some("您好 Unknown，请回复我们。"), "for whoever sends them");
    for id in [linked, member, customer] {
        let preview = stage.world.engine.send().preview(stage.to(&[id]).await, 0).await.unwrap();
        assert_eq!(preview.by_hand, None, "there is a way: {preview:?}");
    }
    let campaign = stage.send(&[linked, unknown, member, customer]).await;
    assert_eq!(stage.at(unknown).await, ("copy", "held", Some("route_external")));
    let outside = stage.world.engine.outside();

    for id in [unknown, linked] {
        outside.sent_by_hand(stage.row(id).await.delivery).await.unwrap();
        assert_eq!(stage.at(id).await.1, "accepted");
        assert_eq!(stage.at(id).await.2, Some("sent_by_hand"));
    }
    for (id, why) in [(member, "WeCom's word counts"), (customer, "a colleague has it"), (linked, "it is noted")] {
        let refused = outside.sent_by_hand(stage.row(id).await.delivery).await;
        assert!(refused.is_err(), "{why}: {refused:?}");
    }
    assert_eq!(stage.at(customer).await, ("customer", "handed", None), "what is with a colleague stays there");

    let kfid = stage.world.company.service().accounts()[0].open_kfid.clone();
    assert!(stage.world.company.service().open(&url, "wm-linked"));
    stage.world.company.service().write(&kfid, "wm-linked", "hello").unwrap();
    let resumed = stage.world.engine.campaigns().resume(campaign.id).await;
    assert!(matches!(resumed, Err(beckon_engine::Error::NothingToSend)), "nothing waits any more: {resumed:?}");
    assert!(stage.calls("/kf/send_msg").is_empty(), "it does not leave once more when they write");
}
