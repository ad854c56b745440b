//! Writing to an outsider: when it is allowed, what a repeat makes of it, and what arrives.

use beckon_sandbox::{Config, Fault, Outcome, Repeated, When};
use wecom::{MenuButton, SendFailure, ServiceAddress, ServiceContent, ServiceEvent, ServiceMenu, ServiceMessage};

use super::common::{code, received, rule};
use super::{HOUR, LIN, Stage, button, events, menu, text};

#[tokio::test]
async fn five_messages_within_48_hours_of_each_of_the_outsiders() {
    let stage = Stage::of(Config::default()).await;
    assert_eq!(code(stage.send("m0", text("a")).await), 40096, "nobody knows this outsider");
    stage.opened(LIN, "cand42").await;
    assert_eq!(code(stage.send("m0", text("a")).await), 95031, "opened, and not written");
    stage.people().write(&stage.kf, LIN, "你好");
    for number in 1..=5 {
        stage.send(&format!("m{number}"), text(&number.to_string())).await.expect("five");
    }
    assert_eq!(code(stage.send("m6", text("6")).await), 95001, "the sixth");
    stage.people().write(&stage.kf, LIN, "收到");
    stage.send("m6", text("6")).await.expect("five more");
    stage.company.advance(48 * HOUR);
    assert_eq!(code(stage.send("m7", text("7")).await), 95031, "48 hours later");
    assert_eq!(stage.of_the_app(), ["1", "2", "3", "4", "5", "6"], "what Lin really got");
    let all = stage.company.journal();
    let sent = all.iter().filter(|call| call.path.ends_with("send_msg"));
    let outcomes: Vec<_> = sent.flat_map(|call| call.recipients.iter().map(|one| one.outcome)).collect();
    assert_eq!(outcomes, [Outcome::Delivered; 6], "and so says the journal");
    assert_eq!(stage.company.figures().delivered, 0, "none of it is a message to a member");
}

#[tokio::test]
async fn a_repeat_after_a_lost_answer_makes_no_second_message() {
    for repeats in [Repeated::Refused, Repeated::SameAnswer] {
        let stage = Stage::with_lin(Config { service_repeats: repeats, ..Config::default() }).await;
        stage.company.set_faults(vec![rule("kf/send_msg", When::Nth(1), Fault::ReplyLost)]);
        let lost = stage.send("bk-1", text("面试")).await.expect_err("the answer is lost");
        assert!(lost.may_have_been_processed(), "nobody knows: {lost}");
        let repeated = stage.send("bk-1", text("面试")).await.expect("harmless");
        assert_eq!(repeated, repeats == Repeated::Refused, "told apart only where WeCom does");
        stage.people().take_over(&stage.kf, LIN, "wangfang");
        stage.company.advance(49 * HOUR);
        stage.send("bk-1", text("面试")).await.expect("even when nothing new could be sent");
        assert_eq!(stage.of_the_app(), ["面试"], "one message: {repeats:?}");
        let calls = stage.company.journal();
        let outcomes: Vec<_> = calls.iter().flat_map(|call| &call.recipients).map(|one| one.outcome).collect();
        assert_eq!(outcomes, [Outcome::Delivered, Outcome::Duplicate, Outcome::Duplicate], "{repeats:?}");
    }
}

#[tokio::test]
async fn a_message_that_was_taken_can_fail_later() {
    let stage = Stage::with_lin(Config::default()).await;
    let kinds = [
        (4, SendFailure::WindowOver),
        (6, SendFailure::TooMany),
        (8, SendFailure::NotVerified),
        (10, SendFailure::RefusedByCustomer),
        (99, SendFailure::Other(99)),
    ];
    for (fail_type, _) in kinds {
        assert!(stage.people().set_failing(&stage.kf, LIN, Some(fail_type)), "Lin is known");
        stage.send(&format!("bk-{fail_type}"), text("面试")).await.expect("errcode 0 does not mean delivered");
    }
    let come = stage.all().await;
    let failed: Vec<_> = events(&come).into_iter().skip(1).cloned().collect();
    let expected =
        kinds.map(|(number, fail_type)| ServiceEvent::SendFailed { fail_msgid: format!("bk-{number}"), fail_type });
    assert_eq!(failed, expected, "each names its message");
    assert!(stage.of_the_app().is_empty(), "Lin got none");
    let calls = stage.company.journal();
    let outcomes: Vec<_> = calls.iter().flat_map(|call| &call.recipients).map(|one| one.outcome).collect();
    assert_eq!(outcomes, [Outcome::Dropped; 5], "and so says the journal");
    stage.people().set_failing(&stage.kf, LIN, None);
    stage.people().write(&stage.kf, LIN, "好的");
    stage.send("bk-100", text("面试")).await.expect("and then it arrives again");
    assert_eq!(stage.of_the_app(), ["面试"], "once");
}

#[tokio::test]
async fn limits_of_a_message_in_a_chat() {
    let stage = Stage::with_lin(Config::default()).await;
    let before = received(&stage.company, "send_msg");
    let why = |content: ServiceContent| stage.message("m1", content).to_body().expect_err("too much").to_string();
    assert_eq!(why(text(&"面".repeat(683))), "text.content has 2049 bytes, at most 2048 are allowed", "one past");
    assert_eq!(why(text(" ")), "text.content is empty", "nothing to say");
    let many = (0..11).map(|number| button(&number.to_string(), "a")).collect();
    assert_eq!(why(menu(many)), "msgmenu.list has 11 entries, at most 10 are allowed", "one past");
    assert_eq!(why(menu(Vec::new())), "msgmenu.list is empty", "no button");
    let twins = vec![button("a", "b"), button("a", "c")];
    assert_eq!(why(menu(twins)), "msgmenu.list[1].click.id is the same as in an entry before", "who pressed which?");
    let long = ServiceMenu {
        head: "a".repeat(1025),
        buttons: vec![button(&"i".repeat(65), &"面".repeat(43))],
        tail: "b".repeat(1025),
    };
    let expected = "msgmenu.head_content has 1025 bytes, at most 1024 are allowed; \
        msgmenu.list[0].click.id has 65 bytes, at most 64 are allowed; \
        msgmenu.list[0].click.content has 129 bytes, at most 128 are allowed; \
        msgmenu.tail_content has 1025 bytes, at most 1024 are allowed";
    assert_eq!(why(ServiceContent::Menu(long)), expected, "everything at once");
    for (msgid, problem) in [
        ("", "msgid is empty"),
        ("面", "msgid may have letters, digits, _ and - only"),
        (&"m".repeat(33), "msgid has 33 bytes, at most 32 are allowed"),
    ] {
        assert_eq!(stage.message(msgid, text("a")).to_body().expect_err("no msgid").to_string(), problem, "{msgid}");
    }
    assert_eq!(received(&stage.company, "send_msg"), before, "nothing left");
    let most = ServiceMenu {
        head: "a".repeat(1024),
        buttons: (0..10).map(|number| button(&format!("{number}{}", "i".repeat(63)), &"b".repeat(128))).collect(),
        tail: "b".repeat(1024),
    };
    stage.send(&"m".repeat(32), ServiceContent::Menu(most)).await.expect("as much as is allowed");
    stage.send("m2", text(&"a".repeat(2048))).await.expect("2048 bytes");
    let body = stage.message("bk-1", menu(vec![button("ok", "接受")])).to_body().unwrap();
    let kf = &stage.kf;
    let expected = format!(
        r#"{{"touser":"wmLIN","open_kfid":"{kf}","msgid":"bk-1","msgtype":"msgmenu","msgmenu":{{"list":[{{"type":"click","click":{{"id":"ok","content":"接受"}}}}],"head_content":"6 月 12 日 10:00 面试","tail_content":"请选择"}}}}"#
    );
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(&String::from_utf8(body).unwrap()), read(&expected), "path/94677");
}

#[test]
fn words_with_an_address_are_the_message() {
    let menu = ServiceMenu {
        head: "面试 ☕".into(),
        buttons: vec![MenuButton { id: "a".into(), content: "接受".into() }],
        tail: String::new(),
    };
    for content in [ServiceContent::Text("你好".into()), ServiceContent::Menu(menu)] {
        let message = ServiceMessage {
            touser: "wm1".into(),
            open_kfid: "wk1".into(),
            msgid: "own-1".into(),
            content: content.clone(),
        };
        let address = ServiceAddress { touser: "wm1", open_kfid: "wk1", msgid: "own-1" };
        let made = address.to_body(&content.to_words().unwrap()).unwrap();
        let read = |body: &[u8]| serde_json::from_slice::<serde_json::Value>(body).unwrap();
        assert_eq!(read(&made), read(&message.to_body().unwrap()), "the same request, made in two steps");
    }
    let address = ServiceAddress { touser: "wm1", open_kfid: "wk1", msgid: "own-1" };
    assert!(address.to_body(b"{}").is_err() && address.to_body(b"[").is_err(), "no words, no message");
    assert!(ServiceContent::Text(String::new()).to_words().is_err(), "and no message without a word");
}
