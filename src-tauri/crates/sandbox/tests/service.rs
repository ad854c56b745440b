//! Customer service as an outside client meets it: what is refused, and what people in the chats can do.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Limits, Speaker};
use common::{Outside, refused, token, with};
use serde_json::{Value, json};

const LIN: &str = "wmLIN";

/// A company in which Lin opened a link and wrote; and the account.
async fn start(config: Config) -> (Outside, String) {
    let outside = Outside::start(config).await;
    let kf = outside.company.service().accounts()[0].open_kfid.clone();
    let link = outside.post("kf/add_contact_way", &json!({ "open_kfid": kf, "scene": "itv" })).await;
    let link = format!("{}&scene_param=cand%2042", link["url"].as_str().expect("a link"));
    assert!(outside.company.service().open(&link, LIN), "{link} leads somewhere");
    outside.company.service().write(&kf, LIN, "你好").expect("the chat is open");
    (outside, kf)
}

async fn come(outside: &Outside, kf: &str) -> Vec<Value> {
    let reply = outside.post("kf/sync_msg", &json!({ "open_kfid": kf })).await;
    reply["msg_list"].as_array().unwrap_or_else(|| panic!("no list in {reply}")).clone()
}

#[tokio::test]
async fn messages_are_checked() {
    let (outside, kf) = start(Config::default()).await;
    let text = json!({ "touser": LIN, "open_kfid": kf, "msgid": null, "msgtype": "text", "text": { "content": "a" } });
    let path = "kf/send_msg";
    let cases = [
        ("/open_kfid", json!(null), 95000, "no account"),
        ("/open_kfid", json!("wkX"), 95004, "an unknown one"),
        ("/touser", json!(null), 40003, "nobody"),
        ("/touser", json!("wmX"), 40096, "somebody who never opened the chat"),
        ("/msgid", json!("m".repeat(33)), 40058, "33 bytes"),
        ("/msgid", json!("m m"), 40058, "a blank"),
        ("/msgtype", json!("voice"), 40008, "a kind that is not played"),
        ("/text/content", json!(""), 44004, "nothing to say"),
        ("/text/content", json!("a".repeat(2049)), 45002, "2049 bytes"),
        ("/text/content", json!("a".repeat(2048)), 0, "2048 bytes"),
    ];
    outside.refuses(path, &text, &cases).await;
    let item = |id: &str| json!({ "type": "click", "click": { "id": id, "content": "好" } });
    let menu = json!({ "touser": LIN, "open_kfid": kf, "msgtype": "msgmenu", "msgmenu": { "head_content": null, "list": [item("a")] } });
    let cases = [
        ("/msgmenu/list", json!([]), 95008, "no button"),
        ("/msgmenu/list", json!(vec![item("a"); 11]), 95008, "11 buttons"),
        ("/msgmenu/list", json!([{ "type": "view" }]), 95009, "a kind that is not played"),
        ("/msgmenu/list", json!([item(&"i".repeat(65))]), 40058, "an id of 65 bytes"),
        ("/msgmenu/head_content", json!("h".repeat(1025)), 40058, "1025 bytes"),
        ("/msgmenu/list", json!(vec![item("a"); 10]), 0, "ten buttons"),
    ];
    outside.refuses(path, &menu, &cases).await;
    let reply = outside.post(path, &text).await;
    assert!(reply["msgid"].as_str().is_some_and(|msgid| msgid.len() == 32), "one of the company's own: {reply}");
}

#[tokio::test]
async fn a_chat_tells_what_each_outsider_really_got() {
    let (outside, kf) = start(Config::default()).await;
    let service = outside.company.service();
    let send = async |msgid: &str, content: &str| {
        let body = json!({ "touser": LIN, "open_kfid": kf, "msgid": msgid, "msgtype": "text", "text": { "content": content } });
        outside.post("kf/send_msg", &body).await
    };
    refused(&send("m1", "面试").await, 0, "within the window");
    refused(&send("m1", "别的").await, 95033, "a msgid that the account has had");
    service.set_failing(&kf, LIN, Some(10));
    refused(&send("m2", "面试").await, 0, "taken");
    service.set_failing(&kf, LIN, None);
    service.colleague_writes(&kf, LIN, "wangfang", "我来");
    let lines = service.chat(&kf, LIN);
    let spoken: Vec<_> = lines.iter().map(|line| (line.by, line.text.as_str())).collect();
    let expected = [(Speaker::Outsider, "你好"), (Speaker::App, "面试"), (Speaker::Colleague, "我来")];
    assert_eq!(spoken, expected, "neither the repeat nor the one that failed");
    let events = come(&outside, &kf).await;
    let failed = events.iter().find(|message| message["event"]["event_type"] == "msg_send_fail").expect("it is told");
    assert_eq!((&failed["event"]["fail_msgid"], &failed["event"]["fail_type"]), (&json!("m2"), &json!(10)), "{failed}");
    assert!(service.chat(&kf, "wmNOBODY").is_empty(), "nobody's chat");
    assert_eq!(service.write(&kf, "wmNOBODY", "a"), None, "who never opened it cannot write");
}

#[tokio::test]
async fn a_link_tells_who_opened_it_only_with_a_scene() {
    let (outside, kf) = start(Config::default()).await;
    let link = outside.post("kf/add_contact_way", &json!({ "open_kfid": kf })).await;
    let link = link["url"].as_str().expect("a link");
    assert!(outside.company.service().open(&format!("{link}?scene_param=cand42"), "wmBO"), "it leads somewhere");
    let entered: Vec<_> = come(&outside, &kf).await.into_iter().map(|message| message["event"].clone()).collect();
    assert_eq!(entered[0]["scene_param"], "cand 42", "decoded: {entered:?}");
    assert_eq!(entered[2].get("scene_param"), None, "nothing to put it in: {entered:?}");
}

#[tokio::test]
async fn only_callable_apps_get_in() {
    let mut config = Config::default();
    config.apps.push(App::customers(5));
    config.apps.push(App { customer_service: false, ..App::new(1_000_003, "Other", 9) });
    let secrets = [config.apps[1].secret.clone(), config.apps[2].secret.clone()];
    let (mut outside, kf) = start(config).await;
    for secret in secrets {
        outside.token = token(&outside.client, &outside.company, &secret).await;
        for path in
            ["account/list", "add_contact_way", "sync_msg", "send_msg", "send_msg_on_event", "service_state/get"]
        {
            let reply = outside.post(&format!("kf/{path}"), &json!({ "open_kfid": kf })).await;
            refused(&reply, 48002, path);
        }
    }
}

#[tokio::test]
async fn reading_too_often_is_blocked_for_a_minute_and_for_one_account() {
    let limits = Limits { kf_syncs_per_minute: Some(1), ..Limits::default() };
    let (outside, kf) = start(Config { limits, ..Config::default() }).await;
    let sync = json!({ "open_kfid": kf, "cursor": null, "token": null, "limit": 1000 });
    refused(&outside.post("kf/sync_msg", &sync).await, 0, "once");
    refused(&outside.post("kf/sync_msg", &sync).await, 45009, "twice");
    outside.company.advance(Duration::from_secs(59));
    refused(&outside.post("kf/sync_msg", &sync).await, 45009, "the block lasts a minute");
    outside.company.advance(Duration::from_secs(2));
    let token = outside.company.service().callback_token(&kf);
    let cases = [
        ("/limit", json!(1001), 40058, "1001 rows"),
        ("/cursor", json!("x"), 40058, "nobody's cursor"),
        ("/token", json!("x"), 95007, "nobody's token"),
        ("/token", json!(token), 0, "a callback's token"),
        ("/open_kfid", json!(null), 95000, "no account"),
    ];
    outside.refuses("kf/sync_msg", &sync, &cases).await;
    refused(&outside.post("kf/sync_msg", &with(&sync, "/limit", json!(1))).await, 0, "nothing of this counted");
}

#[tokio::test]
async fn a_link_opens_as_a_page_on_which_an_outsider_writes_presses_and_refuses() {
    let (outside, kf) = start(Config::default()).await;
    let link = outside.post("kf/add_contact_way", &json!({ "open_kfid": kf, "scene": "itv" })).await;
    let link = format!("{}&scene_param=cand43", link["url"].as_str().expect("a link"));
    let open = async || outside.client.get(&link).send().await.expect("a page").text().await.expect("a text");
    let fill = async |field: &str, value: &str| {
        let form = form_urlencoded::Serializer::new(String::new()).append_pair(field, value).finish();
        outside.client.post(&link).body(form).send().await.expect("a page").text().await.expect("a text")
    };
    assert!(open().await.contains("name=\"say\""), "there is something to write in");
    let entered = come(&outside, &kf).await.pop().expect("it is told");
    assert_eq!(entered["event"]["scene_param"], "cand43", "whose link it was: {entered}");
    let who = entered["event"]["external_userid"].as_str().expect("somebody").to_owned();

    assert!(fill("say", "<b>你好</b>").await.contains("&lt;b&gt;你好&lt;/b&gt;"), "escaped");
    let menu =
        json!({ "head_content": "面试", "list": [{ "type": "click", "click": { "id": "ok", "content": "接受" } }] });
    let send = async |msgid: &str| {
        let body = json!({ "touser": who, "open_kfid": kf, "msgid": msgid, "msgtype": "msgmenu", "msgmenu": menu });
        refused(&outside.post("kf/send_msg", &body).await, 0, "within the window");
    };
    send("m1").await;
    assert!(open().await.contains("name=\"press\" value=\"ok\""), "a button to press");
    fill("press", "ok").await;
    let pressed = come(&outside, &kf).await.pop().expect("it is told");
    assert_eq!(pressed["text"], json!({ "content": "接受", "menu_id": "ok" }), "as in WeChat");
    fill("refuse", "yes").await;
    send("m2").await;
    let failed = come(&outside, &kf).await.pop().expect("it is told");
    assert_eq!(failed["event"]["fail_type"], 10, "refused: {failed}");
    fill("refuse", "no").await;
    send("m3").await;
    let arrived = outside.company.service().chat(&kf, &who).into_iter().filter(|line| line.by == Speaker::App).count();
    assert_eq!(arrived, 2, "the first and the third");
    let nowhere =
        outside.client.get(format!("{}/kf/kfcnone", outside.company.base_url())).send().await.expect("a reply");
    assert_eq!(nowhere.status(), 404, "no such link");
}
