//! Who has a chat: the app, a colleague, nobody; and the welcome before it has begun.

use std::time::Duration;

use beckon_sandbox::Config;
use wecom::{Handover, ServiceEvent, ServiceOrigin, ServiceState, SessionChange};

use super::common::{code, told};
use super::{HOUR, LIN, Stage, button, events, menu, text};

#[tokio::test]
async fn a_colleague_who_takes_over_stops_the_app() {
    let stage = Stage::with_lin(Config::default()).await;
    let state = async || stage.client.kf_service_state_get(&stage.kf, LIN).await.expect("a session");
    assert_eq!(state().await.state, ServiceState::New, "nobody has it");
    assert!(stage.people().take_over(&stage.kf, LIN, "wangfang"), "Lin is known");
    let taken = state().await;
    assert_eq!((taken.state, taken.servicer_userid.as_str()), (ServiceState::Colleague, "wangfang"), "she has it");
    assert!(!taken.state.app_may_write(), "the app has not");
    assert_eq!(code(stage.send("m1", text("a")).await), 95018, "and is refused");
    stage.people().colleague_writes(&stage.kf, LIN, "wangfang", "我来回答");
    stage.people().end(&stage.kf, LIN);
    assert_eq!(code(stage.send("m2", text("a")).await), 95013, "it has ended");
    assert_eq!(state().await.state, ServiceState::Ended, "until");
    stage.people().write(&stage.kf, LIN, "还有一个问题");
    assert!(state().await.state.app_may_write(), "Lin writes again");
    stage.send("m3", text("请说")).await.expect("the app may answer");

    let come = stage.all().await;
    let events = events(&come);
    let [_, ServiceEvent::SessionChanged { change, new_servicer_userid, msg_code, .. }, ended] = &events[..] else {
        panic!("entered, taken over, ended: {events:?}")
    };
    assert_eq!((*change, new_servicer_userid.as_str()), (SessionChange::TakenOver, "wangfang"), "by whom");
    assert!(msg_code.is_some(), "with a code");
    let old = |event: &ServiceEvent| match event {
        ServiceEvent::SessionChanged { change, old_servicer_userid, .. } => (*change, old_servicer_userid.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!(old(ended), (SessionChange::Ended, "wangfang".into()), "by whom");
    let colleague = come.iter().find(|one| one.origin == ServiceOrigin::Colleague).expect("her words are read");
    assert_eq!(colleague.servicer_userid, "wangfang", "and are hers: {colleague:?}");
}

#[tokio::test]
async fn a_session_is_handed_over_one_way_only() {
    let stage = Stage::with_lin(Config::default()).await;
    let trans = async |to: Handover| stage.client.kf_service_state_trans(&stage.kf, LIN, &to).await;
    let to = |userid: &str| Handover::Colleague { servicer_userid: userid.into() };
    assert_eq!(trans(Handover::App).await.expect("the app takes it"), None, "without a code");
    stage.send("m1", text("a")).await.expect("the app has it");
    let waits = trans(Handover::Pool).await.expect("colleagues").expect("a code for who waits");
    assert_eq!(code(stage.send("m2", text("a")).await), 95018, "it waits");
    let client = &stage.client;
    assert_eq!(code(client.kf_send_msg_on_event(&waits, "w1", &menu(vec![button("a", "b")])).await), 40008, "no menu");
    client.kf_send_msg_on_event(&waits, "w1", &text("请稍候")).await.expect("a text");
    assert_eq!(code(trans(Handover::App).await), 95016, "not back to the app");
    assert_eq!(code(trans(to("nobody")).await), 95014, "nobody of the company");
    assert_eq!(trans(to("wangfang")).await.expect("to her"), None, "the second time without a code");
    let goodbye = trans(Handover::End).await.expect("the end").expect("a code for a goodbye");
    client.kf_send_msg_on_event(&goodbye, "g1", &menu(vec![button("a", "满意")])).await.expect("with buttons");
    for to in [Handover::App, Handover::Pool, Handover::End] {
        assert_eq!(code(trans(to).await), 95016, "the end is the end");
    }
    assert_eq!(stage.of_the_app(), ["a", "请稍候", "6 月 12 日 10:00 面试\n请选择"], "what Lin really got");
    assert_eq!(told(trans(to("王芳")).await), "servicer_userid \"王芳\" cannot be a user id", "a name");
    assert_eq!(code(client.kf_service_state_get(&stage.kf, "wmNOBODY").await), 40096, "nobody");
}

#[tokio::test]
async fn a_welcome_goes_out_once_within_20_seconds() {
    let stage = Stage::of(Config::default()).await;
    let codes = async || {
        let come = stage.all().await;
        let code = |event: &ServiceEvent| match event {
            ServiceEvent::Entered { welcome_code, .. } => welcome_code.clone(),
            _ => None,
        };
        events(&come).into_iter().map(code).collect::<Vec<_>>()
    };
    stage.opened(LIN, "cand42").await;
    let first = codes().await.pop().flatten().expect("nobody has welcomed Lin yet");
    let welcome = async |code: &str, msgid: &str| stage.client.kf_send_msg_on_event(code, msgid, &text("欢迎")).await;
    stage.company.advance(Duration::from_secs(20));
    assert_eq!(code(welcome(&first, "w1").await), 40029, "20 seconds later");
    stage.opened(LIN, "cand42").await;
    let second = codes().await.pop().flatten().expect("still nobody");
    let sent = welcome(&second, "w1").await.expect("in time, before Lin wrote");
    assert_eq!((sent.msgid.as_str(), sent.repeated), ("w1", false), "the caller's own msgid");
    assert_eq!(code(welcome(&second, "w2").await), 40029, "once");
    stage.opened(LIN, "cand42").await;
    assert_eq!(codes().await.pop(), Some(None), "one welcome in 48 hours");
    stage.company.advance(48 * HOUR);
    stage.people().write(&stage.kf, LIN, "你好");
    stage.opened(LIN, "cand42").await;
    assert_eq!(codes().await.pop(), Some(None), "none for who has written");
    assert_eq!(stage.of_the_app(), ["欢迎"], "what Lin really got");
    assert_eq!(told(welcome("", "w 3").await), "code is empty; msgid may have letters, digits, _ and - only", "both");
}
