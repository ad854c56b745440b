//! template_card: the five kinds, their parts, and updates.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Outcome};
use common::{Outside, refused, with};
use serde_json::{Value, json};

fn card(card: Value) -> Value {
    json!({ "touser": "zhangwei", "msgtype": "template_card", "agentid": 1_000_002, "template_card": card })
}

/// The smallest card of each kind.
fn smallest(kind: &str, task_id: &str) -> Value {
    let option = |id: &str| json!({ "id": id, "text": id });
    let question = json!({ "question_key": "q", "option_list": [option("a"), option("b")] });
    let submit = json!({ "text": "Send", "key": "go" });
    let title = json!({ "title": "Interview" });
    card(match kind {
        "text_notice" => {
            json!({ "card_type": kind, "main_title": title, "card_action": { "type": 1, "url": "https://e.com" } })
        }
        "news_notice" => json!({
            "card_type": kind, "main_title": title, "card_image": { "url": "https://e.com/a.png" },
            "card_action": { "type": 2, "appid": "wx1" },
        }),
        "button_interaction" => json!({
            "card_type": kind, "main_title": title, "task_id": task_id, "button_list": [{ "text": "OK", "key": "ok" }],
        }),
        "vote_interaction" => json!({
            "card_type": kind, "main_title": title, "task_id": task_id, "checkbox": question, "submit_button": submit,
        }),
        _ => json!({
            "card_type": kind, "main_title": title, "task_id": task_id, "select_list": [question], "submit_button": submit,
        }),
    })
}

async fn with_callback() -> Outside {
    let mut config = Config::default();
    config.apps[0].callback_url = true;
    config.apps.push(App { callback_url: true, ..App::new(1_000_003, "Other", 4) });
    Outside::start(config).await
}

#[tokio::test]
async fn an_app_without_callback_url_sends_only_notices() {
    let outside = Outside::start(Config::default()).await;
    for kind in ["text_notice", "news_notice"] {
        let reply = outside.send(&smallest(kind, "t")).await;
        refused(&reply, 0, kind);
        assert!(reply.get("response_code").is_none(), "nobody can answer a notice: {reply}");
        let menu = json!({ "action_list": [{ "text": "Mute", "key": "mute" }] });
        let menu =
            with(&with(&smallest(kind, "t"), "/template_card/action_menu", menu), "/template_card/task_id", json!("t"));
        refused(&outside.send(&menu).await, 43012, "a menu makes it interactive");
    }
    for kind in ["button_interaction", "vote_interaction", "multiple_interaction"] {
        refused(&outside.send(&smallest(kind, "t")).await, 43012, kind);
    }
    refused(&outside.send(&card(json!({ "card_type": "card" }))).await, 42031, "no such kind");
}

#[tokio::test]
async fn interactive_cards_need_a_fresh_task_id_and_bring_a_response_code() {
    let outside = with_callback().await;
    for (number, kind) in ["button_interaction", "vote_interaction", "multiple_interaction"].iter().enumerate() {
        let body = smallest(kind, &format!("itv-{number}"));
        let reply = outside.send(&body).await;
        refused(&reply, 0, kind);
        assert!(reply["response_code"].is_string(), "it can be updated: {reply}");
        let cases = [
            ("/template_card/task_id", json!(null), 42014, "no task_id"),
            ("/template_card/task_id", json!(format!("itv-{number}")), 42014, "a used one"),
            ("/template_card/task_id", json!(format!("{number}{}", "a".repeat(127))), 0, "128 bytes"),
            ("/template_card/task_id", json!(format!("{number}{}", "a".repeat(128))), 42014, "129 bytes"),
            ("/template_card/task_id", json!("面试"), 42014, "other letters"),
        ];
        outside.refuses("message/send", &body, &cases).await;
    }
}

#[tokio::test]
async fn a_repeated_card_is_a_repeat_before_it_is_a_used_task_id() {
    let outside = with_callback().await;
    let body = with(&smallest("button_interaction", "once"), "/enable_duplicate_check", json!(1));
    let first = outside.send(&body).await;
    let second = outside.send(&body).await;
    assert_eq!(first, second, "the lost reply can be asked for again");
    let call = outside.company.journal().pop().unwrap();
    assert_eq!(call.recipients[0].outcome, Outcome::Duplicate);
}

#[tokio::test]
async fn parts_of_notices() {
    let outside = Outside::start(Config::default()).await;
    let file = outside.media("file", "a.pdf", b"abcdef").await;
    let text = smallest("text_notice", "");
    let row = |more: Value| {
        let mut row = json!({ "keyname": "Time", "value": "10:00" });
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([row])
    };
    let jump = |jump: Value| json!([jump]);
    let rows = "/template_card/horizontal_content_list";
    let cases = [
        ("/template_card/main_title", json!(null), 41016, "neither title nor sub_title_text"),
        ("/template_card/card_action", json!(null), 42045, "no click target"),
        ("/template_card/card_action", json!({ "url": "https://e.com" }), 42045, "a click target without type"),
        ("/template_card/card_action/type", json!(0), 42045, "type 0 is for buttons"),
        ("/template_card/card_action/url", json!(null), 42028, "type 1 without url"),
        ("/template_card/card_action/type", json!(2), 42030, "type 2 without appid"),
        ("/template_card/source", json!({ "desc": "HR", "desc_color": 3 }), 0, "colour 3"),
        ("/template_card/source", json!({ "desc": "HR", "desc_color": 4 }), 40058, "colour 4"),
        ("/template_card/quote_area", json!({ "type": 1 }), 42028, "a quotation with link and no url"),
        (rows, json!(vec![row(json!({}))[0].clone(); 6]), 0, "6 rows"),
        (rows, json!(vec![row(json!({}))[0].clone(); 7]), 42035, "7 rows"),
        (rows, json!([{ "value": "x" }]), 42027, "a row without label"),
        (rows, row(json!({ "type": 1 })), 42028, "a link row without url"),
        (rows, row(json!({ "type": 2 })), 42029, "a file row without media_id"),
        (rows, row(json!({ "type": 2, "media_id": "x" })), 40007, "an unknown file"),
        (rows, row(json!({ "type": 2, "media_id": file })), 0, "a known one"),
        (rows, row(json!({ "type": 3 })), 42050, "a member row without userid"),
        ("/template_card/jump_list", json!(vec![json!({ "title": "a" }); 4]), 42042, "4 jumps"),
        ("/template_card/jump_list", jump(json!({ "type": 0 })), 42033, "a jump without title"),
        ("/template_card/jump_list", jump(json!({ "type": 2, "title": "a" })), 42030, "a jump without appid"),
    ];
    outside.refuses("message/send", &text, &cases).await;

    let news = smallest("news_notice", "");
    let beside = json!({ "image_url": "https://e.com/a.png", "title": "x" });
    refused(
        &outside
            .send(&with(
                &with(&news, "/template_card/card_image", json!(null)),
                "/template_card/image_text_area",
                beside,
            ))
            .await,
        0,
        "a picture with text in place of one without",
    );
    let cases = [
        ("/template_card/main_title/title", json!(null), 41016, "a news notice needs a title"),
        ("/template_card/card_image", json!(null), 42044, "no picture at all"),
        ("/template_card/card_image/url", json!(null), 42044, "a picture without url"),
        ("/template_card/card_image/aspect_ratio", json!(2.25), 0, "the widest picture"),
        ("/template_card/card_image/aspect_ratio", json!(2.26), 40058, "too wide"),
        ("/template_card/card_image/aspect_ratio", json!(1.29), 40058, "too high"),
        ("/template_card/vertical_content_list", json!(vec![json!({ "title": "a" }); 5]), 42036, "5 paragraphs"),
        ("/template_card/vertical_content_list", json!([{ "desc": "a" }]), 42033, "a paragraph without title"),
    ];
    outside.refuses("message/send", &news, &cases).await;
}

#[tokio::test]
async fn parts_of_interactive_cards() {
    let outside = with_callback().await;
    let button = smallest("button_interaction", "b");
    let list = "/template_card/button_list";
    let many = |count: usize| (0..count).map(|n| json!({ "text": "a", "key": n.to_string() })).collect::<Value>();
    let options = |count: usize| (0..count).map(|n| json!({ "id": n.to_string(), "text": "a" })).collect::<Value>();
    let menu = |keys: &[&str]| json!({ "action_list": keys.iter().map(|key| json!({ "text": "a", "key": key })).collect::<Value>() });
    let cases = [
        (list, json!(null), 42038, "no buttons"),
        (list, many(7), 42038, "7 buttons"),
        (list, json!([{ "key": "a" }]), 42038, "a button without text"),
        (list, json!([{ "text": "a" }]), 42039, "a button without key"),
        (list, json!([{ "text": "a", "key": "k" }, { "text": "b", "key": "k" }]), 42039, "the same key twice"),
        (list, json!([{ "text": "a", "type": 1 }]), 42028, "a link button without url"),
        (list, json!([{ "text": "a", "key": "k", "style": 5 }]), 40058, "style 5"),
        ("/template_card/action_menu", menu(&["a", "a"]), 42051, "clashing keys in the menu"),
        ("/template_card/action_menu", menu(&["a", "b", "c", "d"]), 40058, "4 entries in the menu"),
        ("/template_card/button_selection", json!({ "option_list": options(1) }), 42043, "no question_key"),
        (
            "/template_card/button_selection",
            json!({ "question_key": "q", "option_list": options(11) }),
            42037,
            "11 options",
        ),
    ];
    outside.refuses("message/send", &button, &cases).await;
    refused(&outside.send(&with(&button, list, many(6))).await, 0, "6 buttons");

    let vote = smallest("vote_interaction", "v");
    let cases = [
        ("/template_card/checkbox", json!(null), 42043, "no checkbox"),
        ("/template_card/checkbox/mode", json!(2), 40058, "mode 2"),
        ("/template_card/checkbox/option_list", options(21), 42037, "21 options"),
        ("/template_card/checkbox/option_list", json!([]), 42037, "none"),
        ("/template_card/checkbox/option_list/0/id", json!("b"), 42040, "the same id twice"),
        ("/template_card/checkbox/option_list/0/text", json!(null), 42041, "an option without text"),
        ("/template_card/submit_button", json!(null), 42049, "no button"),
        ("/template_card/submit_button/key", json!(null), 42046, "a button without key"),
    ];
    outside.refuses("message/send", &vote, &cases).await;
    refused(&outside.send(&with(&vote, "/template_card/checkbox/option_list", options(20))).await, 0, "20 options");

    let multiple = smallest("multiple_interaction", "m");
    let select = multiple["template_card"]["select_list"][0].clone();
    let cases = [
        ("/template_card/select_list", json!(vec![select.clone(); 4]), 42047, "4 selectors"),
        ("/template_card/select_list", json!(null), 42047, "none"),
        ("/template_card/select_list/0/selected_id", json!("z"), 42040, "a selection that is no option"),
        ("/template_card/select_list/0/option_list", options(11), 42037, "11 options"),
    ];
    outside.refuses("message/send", &multiple, &cases).await;
    refused(
        &outside.send(&with(&multiple, "/template_card/select_list", json!(vec![select; 3]))).await,
        0,
        "3 selectors",
    );
}

#[tokio::test]
async fn a_card_is_updated_once_within_72_hours_by_its_own_app() {
    let mut outside = with_callback().await;
    let code = outside.send(&smallest("button_interaction", "u1")).await["response_code"].clone();
    let update = json!({ "agentid": 1_000_002, "response_code": code, "userids": ["ZhangWei", "Li.Na"], "button": { "replace_name": "Done" } });
    let path = "message/update_template_card";
    let cases = [
        ("/response_code", json!("made-up"), 60140, "an unknown code"),
        ("/userids", json!("zhangwei"), 40058, "here recipients are arrays"),
        ("/userids", json!([]), 81012, "nobody"),
        ("/userids", json!(vec!["zhangwei"; 1001]), 40032, "1001"),
        ("/button", json!(null), 40063, "no new look"),
        ("/button/replace_name", json!(null), 42020, "a button without name"),
        ("/agentid", json!("1000002"), 40056, "agentid is an integer here too"),
    ];
    outside.refuses(path, &update, &cases).await;
    let own = outside.token.clone();
    let other = outside.company.reset_secret(1_000_003).unwrap();
    outside.token = common::token(&outside.client, &outside.company, &other).await;
    refused(&outside.post(path, &with(&update, "/agentid", json!(1_000_003))).await, 42015, "another app's card");
    outside.token = own;

    let reply = outside.post(path, &update).await;
    refused(&reply, 0, "the first time");
    assert_eq!(reply["invaliduser"], json!(["li.na"]), "an array, in lower case: {reply}");
    refused(&outside.post(path, &update).await, 60140, "a code works once");

    let code = outside.send(&smallest("vote_interaction", "u2")).await["response_code"].clone();
    let whole = with(&with(&update, "/response_code", code), "/button", Value::Null);
    let whole = with(&whole, "/template_card", smallest("text_notice", "")["template_card"].clone());
    outside.company.advance(Duration::from_secs(72 * 3600));
    outside.token = common::token(&outside.client, &outside.company, outside.company.secret()).await;
    refused(&outside.post(path, &whole).await, 60140, "after 72 hours");
    let code = outside.send(&smallest("vote_interaction", "u3")).await["response_code"].clone();
    refused(&outside.post(path, &with(&whole, "/response_code", code)).await, 0, "a whole card of another kind");
}
