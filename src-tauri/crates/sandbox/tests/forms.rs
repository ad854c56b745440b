//! Forms as an outside client meets them: what is refused, and who can fill in what.

mod common;

use beckon_sandbox::{App, Config, FormEntry, FormFiller, NotFilled};
use common::{Outside, client, refused, token, with};
use serde_json::{Value, json};

fn body() -> Value {
    let question = |id: i64, kind: i64| json!({ "question_id": id, "title": "q", "pos": id, "status": 1, "reply_type": kind, "must_reply": false });
    let mut choice = question(2, 3);
    let option = |key: i64| json!({ "key": key, "value": "v", "status": 1 });
    choice["option_item"] = json!([option(1), option(2)]);
    let mut text = question(1, 1);
    text["question_extend_setting"] = json!({ "text_setting": { "validation_type": 0, "char_len": 4000 } });
    json!({ "form_info": { "form_title": "t", "form_question": { "items": [text, choice] }, "form_setting": {
        "fill_out_auth": 0, "setting_manager_range": { "userids": ["wangfang"] }, "timed_finish": 0,
    } } })
}

/// A form, its link and the id that its answers stand under.
async fn made(outside: &Outside, body: &Value) -> (String, String, String) {
    let text = |reply: &Value, pointer: &str| {
        reply.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {reply}")).to_owned()
    };
    let formid = text(&outside.post("wedoc/create_form", body).await, "/formid");
    let link = text(&outside.post("wedoc/doc_share", &json!({ "formid": formid })).await, "/share_url");
    let info = outside.post("wedoc/get_form_info", &json!({ "formid": formid })).await;
    assert_eq!(info["form_info"]["form_question"], body["form_info"]["form_question"], "as it was made");
    (formid, link, text(&info, "/form_info/repeated_id/0"))
}

fn both(text: &str, keys: &[i64]) -> [(i64, FormEntry); 2] {
    [(1, FormEntry::Text(text.into())), (2, FormEntry::Options(keys.to_vec()))]
}

#[tokio::test]
async fn forms_and_questions_about_them_are_checked() {
    let outside = Outside::start(Config::default()).await;
    let base = body();
    let many = |count: i64| {
        let item = |id: i64| with(&base["form_info"]["form_question"]["items"][0], "/question_id", json!(id));
        json!((1..=count).map(item).collect::<Vec<_>>())
    };
    let (info, item, setting) = ("/form_info", "/form_info/form_question/items", "/form_info/form_setting");
    let at = |place: &str, name: &str| format!("{place}/{name}");
    let cases = [
        (info.to_owned(), json!(null), 40058, "no form"),
        (at(info, "form_title"), json!(null), 40058, "no title"),
        (at(info, "form_title"), json!("题".repeat(256)), 640_052, "256 characters"),
        (item.to_owned(), json!([]), 40058, "no question"),
        (item.to_owned(), many(201), 40058, "201 questions"),
        (item.to_owned(), many(200), 0, "200 questions"),
        (at(item, "1/question_id"), json!(1), 40058, "an id of another question"),
        (at(item, "0/question_id"), json!(0), 40058, "ids begin at 1"),
        (at(item, "0/pos"), json!(null), 40058, "no place"),
        (at(item, "0/status"), json!(null), 40058, "no status"),
        (at(item, "0/reply_type"), json!(4), 40058, "no kind of question"),
        (at(item, "0/question_extend_setting/text_setting/validation_type"), json!(7), 40058, "nothing to check"),
        (at(item, "0/question_extend_setting/text_setting/char_len"), json!(4001), 40058, "4001 characters"),
        (at(item, "1/option_item"), json!(null), 40058, "a choice of nothing"),
        (at(item, "1/option_item/1/key"), json!(1), 40058, "a key of another option"),
        (at(setting, "fill_out_auth"), json!(2), 40058, "for whom"),
        (at(setting, "fill_out_auth"), json!(1), 40058, "for named people, and none is named"),
        (at(setting, "timed_finish"), json!(1_i64 << 32), 40058, "later than 32 bits"),
        (at(setting, "setting_manager_range/userids"), json!(["nobody"]), 60111, "no member"),
        (at(setting, "setting_manager_range/userids"), json!(["HenryLewis"]), 60011, "not visible"),
    ];
    for (pointer, value, code, why) in &cases {
        outside.refuses("wedoc/create_form", &base, &[(pointer.as_str(), value.clone(), *code, why)]).await;
    }
    let space = with(&base, "/spaceid", json!("s"));
    refused(&outside.post("wedoc/create_form", &space).await, 40058, "a space and no folder");

    let (_, _, repeated_id) = made(&outside, &base).await;
    let asked =
        json!({ "repeated_id": repeated_id, "req_type": 2, "start_time": 1, "end_time": 2, "limit": 1, "cursor": 0 });
    let cases = [
        ("/repeated_id", json!(null), 40058, "no form"),
        ("/repeated_id", json!("REPX"), 301_085, "an unknown one"),
        ("/req_type", json!(null), 40058, "no question"),
        ("/req_type", json!(1), 0, "the counts"),
        ("/start_time", json!(null), 40058, "needed for 2"),
        ("/start_time", json!(86_400 * 2), 40058, "the end is before it"),
        ("/limit", json!(10_001), 40058, "one past"),
        ("/cursor", json!("0"), 40058, "a text"),
        ("/cursor", json!(7), 0, "past the end"),
    ];
    outside.refuses("wedoc/get_form_statistic", &asked, &cases).await;
    let asked = json!({ "repeated_id": repeated_id, "answer_ids": [1] });
    let cases = [
        ("/answer_ids", json!(null), 40058, "none"),
        ("/answer_ids", json!((1..=101).collect::<Vec<_>>()), 40058, "101"),
        ("/answer_ids", json!([1]), 0, "one that nobody gave"),
    ];
    outside.refuses("wedoc/get_form_answer", &asked, &cases).await;
}

#[tokio::test]
async fn the_rules_of_a_form_hold() {
    let outside = Outside::start(Config::default()).await;
    let forms = outside.company.forms();
    let lin = outside.company.outsider("小林").expect("room for one more");
    let lin = FormFiller::Outsider(&lin);
    let open = with(
        &with(&body(), "/form_info/form_setting/allow_multi_fill", json!(true)),
        "/form_info/form_setting/can_anonymous",
        json!(true),
    );
    let (_, link, repeated_id) = made(&outside, &open).await;
    assert_eq!(forms.fill(&link, lin, &both("a", &[1, 2])), Ok(1), "several options of a multiple choice");
    assert_eq!(forms.fill_anonymously(&link, lin, &both("b", &[2])), Ok(2), "again, without a name");
    assert_eq!(forms.fill(&link, lin, &both("", &[1])), Err(NotFilled::Question(1)), "an empty text is no answer");
    assert_eq!(forms.fill(&link, lin, &both("a", &[])), Err(NotFilled::Question(2)), "nor is no option");
    let twice = [(2, FormEntry::Options(vec![1])), (2, FormEntry::Options(vec![2]))];
    assert_eq!(forms.fill(&link, lin, &twice), Err(NotFilled::Question(2)), "two answers to a question");
    let reply =
        outside.post("wedoc/get_form_answer", &json!({ "repeated_id": repeated_id, "answer_ids": [1, 2] })).await;
    let list = reply["answer"]["answer_list"].as_array().expect("a list");
    let names =
        |at: usize| list[at].as_object().expect("an object").keys().filter(|name| name.contains("user")).count();
    assert_eq!((names(0), names(1)), (2, 0), "nothing tells who the second is from: {reply}");
    assert_eq!(list[0]["reply"]["items"][1], json!({ "question_id": 2, "option_reply": [1, 2] }), "both options");
    let counts = outside.post("wedoc/get_form_statistic", &json!({ "repeated_id": repeated_id, "req_type": 1 })).await;
    assert_eq!((&counts["fill_cnt"], &counts["fill_user_cnt"]), (&json!(2), &json!(1)), "two answers of one: {counts}");

    let setting = json!({ "fill_out_auth": 1, "fill_in_range": { "userids": ["zhangwei", "li.na"] } });
    let (_, link, repeated_id) = made(&outside, &with(&body(), "/form_info/form_setting", setting)).await;
    assert_eq!(forms.fill(&link, lin, &both("a", &[1])), Err(NotFilled::NotInvited), "no outsider");
    assert_eq!(forms.fill(&link, FormFiller::Member("wangfang"), &[]), Err(NotFilled::NotInvited), "not named");
    assert_eq!(
        forms.fill(&link, FormFiller::Member("ZhangWei"), &[]),
        Ok(1),
        "named, and no question must be answered"
    );
    let reply = outside.post("wedoc/get_form_statistic", &json!({ "repeated_id": repeated_id, "req_type": 3 })).await;
    assert_eq!(reply["unfill_users"].as_array().map(Vec::len), Some(1), "one is missing: {reply}");
    assert_eq!(reply["unfill_users"][0]["userid"], "li.na", "who has not answered: {reply}");
}

#[tokio::test]
async fn each_form_names_a_person_anew() {
    let outside = Outside::start(Config::default()).await;
    let lin = outside.company.outsider("小林").expect("room for one more");
    let mut ids = Vec::new();
    for _ in 0..2 {
        let (formid, link, repeated_id) = made(&outside, &body()).await;
        outside.company.forms().fill(&link, FormFiller::Outsider(&lin), &both("a", &[1])).expect("it is taken");
        let asked = json!({ "repeated_id": repeated_id, "answer_ids": [1] });
        let reply = outside.post("wedoc/get_form_answer", &asked).await;
        let tmp = reply["answer"]["answer_list"][0]["tmp_external_userid"].as_str().expect("an id").to_owned();
        assert_eq!(outside.company.forms().tmp_external_userid(&formid, &lin), Some(tmp.clone()), "the form's own");
        ids.push(tmp);
    }
    assert_ne!(ids[0], ids[1], "two forms have two ids for one person (path/97818)");
}

#[tokio::test]
async fn only_callable_apps_get_in() {
    let mut config = Config::default();
    config.apps.push(App { documents: false, ..App::new(1_000_003, "Other", 9) });
    config.apps.push(App::customers(9));
    let secrets = [config.apps[1].secret.clone(), config.apps[2].secret.clone()];
    let mut outside = Outside::start(config).await;
    for secret in &secrets {
        outside.token = token(&outside.client, &outside.company, secret).await;
        refused(&outside.post("wedoc/create_form", &body()).await, 48002, "not among the callable apps of documents");
    }
}

#[tokio::test]
async fn the_page_behind_a_link_is_filled_in_as_by_somebody_outside() {
    let outside = Outside::start(Config::default()).await;
    let mut body = body();
    let items = "/form_info/form_question/items";
    body.pointer_mut(&format!("{items}/0")).unwrap()["title"] = json!("<b>");
    let choice = body.pointer_mut(&format!("{items}/1")).unwrap();
    (choice["reply_type"], choice["must_reply"]) = (json!(2), json!(true));
    let (_, link, repeated) = made(&outside, &body).await;
    let shown = client().get(&link).send().await.unwrap().text().await.unwrap();
    assert!(shown.contains("&lt;b&gt;") && !shown.contains("<b>"), "its words are no markup: {shown}");
    let fill = async |filled: &'static str| {
        let form = "application/x-www-form-urlencoded";
        let reply = client().post(&link).header("content-type", form).body(filled).send().await.unwrap();
        reply.text().await.unwrap().contains("Submitted")
    };
    assert!(!fill("1=a").await, "a question that must be answered");
    assert!(!fill("2=7").await, "no option");
    assert!(fill("1=%E5%90%8D&2=1&9=x").await, "what is no question of it is passed over");
    assert!(fill("1=b&2=2").await, "by somebody else");
    let counts = outside.post("wedoc/get_form_statistic", &json!({ "repeated_id": repeated, "req_type": 1 })).await;
    assert_eq!(counts["fill_cnt"], 2, "{counts}");
    let nothing = client().get(format!("{link}x")).send().await.unwrap();
    assert_eq!(nothing.status(), 404, "a link to no form");
}
