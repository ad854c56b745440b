//! message/send with text: checks in their order, recipients, repeats, silent drops.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Limits, Outcome, Range, Sandbox};
use common::{Outside, refused, text_to};
use serde_json::{Value, json};

fn outcomes(company: &Sandbox) -> Vec<(String, Outcome)> {
    let journal = company.journal();
    journal.last().expect("a call").recipients.iter().map(|r| (r.userid.clone(), r.outcome)).collect()
}

#[tokio::test]
async fn a_message_that_reaches_everyone_names_nobody() {
    let outside = Outside::start(Config::default()).await;
    let first = outside.text("zhangwei|li.na", "面试安排").await;
    let second = outside.text("zhangwei|li.na", "面试安排").await;
    refused(&first, 0, "accepted");
    assert_eq!(first["errmsg"], "ok");
    assert!(first.get("invaliduser").is_none(), "lists without content may be absent: {first}");
    assert_ne!(first["msgid"], second["msgid"], "each message has its own msgid");
    let call = outside.company.journal().pop().unwrap();
    assert_eq!(call.msgid.as_deref(), second["msgid"].as_str(), "the journal knows it");
    assert_eq!(call.agent_id, Some(outside.company.agent_id()));
    assert_eq!(outside.company.figures().delivered, 4, "two messages to two members");
}

#[tokio::test]
async fn partial_failure_is_errcode_0_with_lower_cased_lists() {
    let outside = Outside::start(Config::default()).await;
    let reply = outside.text("ZhangWei|EMMACLARK|HenryLewis|Nobody|NOBODY|ethan-moore|00123|zhangwei", "hi").await;
    refused(&reply, 0, "some are reached");
    assert_eq!(reply["invaliduser"], "henrylewis|nobody", "outside the range and unknown, each once, in lower case");
    assert_eq!(reply["unlicenseduser"], "ethan-moore");
    let expected = [
        ("zhangwei", Outcome::Delivered),
        ("00123", Outcome::Delivered),
        ("EmmaClark", Outcome::Delivered),
        ("ethan-moore", Outcome::Unlicensed),
        ("HenryLewis", Outcome::Invalid),
        ("Nobody", Outcome::Invalid),
    ];
    assert_eq!(
        outcomes(&outside.company),
        expected.map(|(id, o)| (id.to_owned(), o)),
        "userids without regard to case"
    );
    let figures = outside.company.figures();
    assert_eq!((figures.calls, figures.delivered, figures.invalid, figures.unlicensed), (1, 3, 2, 1));
}

#[tokio::test]
async fn nobody_reached_is_81013_and_unlicensed_alone_is_not() {
    let outside = Outside::start(Config::default()).await;
    let reply = outside.text("Nobody|HenryLewis", "hi").await;
    refused(&reply, 81013, "all invalid");
    assert_eq!(reply["invaliduser"], "nobody|henrylewis", "the error body names them: {reply}");
    assert!(reply.get("msgid").is_none(), "nothing was sent");
    let reply = outside.text("hujun", "hi").await;
    refused(&reply, 0, "visible but unlicensed is not invalid");
    assert_eq!(reply["unlicenseduser"], "hujun");
    assert_eq!(outside.company.figures().invalid, 2, "81013 counts its recipients too");
}

#[tokio::test]
async fn recipients_are_checked_for_type_and_number() {
    let outside = Outside::start(Config { members: 1100, ..Config::default() }).await;
    let to = |touser: Value| json!({ "touser": touser, "msgtype": "text", "agentid": 1_000_002, "text": { "content": "x" } });
    for wrong in [json!(["zhangwei"]), json!(123), json!({ "a": 1 })] {
        let reply = outside.send(&to(wrong)).await;
        refused(&reply, 40058, "touser is a string");
        assert!(reply["errmsg"].as_str().unwrap().contains("Warning: wrong json format."), "{reply}");
    }
    refused(&outside.send(&to(json!(""))).await, 82001, "empty counts as absent");
    refused(&outside.send(&to(json!("|"))).await, 82001, "only separators name nobody");
    refused(&outside.send(&to(Value::Null)).await, 82001, "no recipient at all");

    let people: Vec<&str> = outside.company.members().iter().map(|m| m.userid.as_str()).collect();
    refused(&outside.send(&to(json!(people[..1000].join("|")))).await, 0, "1000 are allowed");
    refused(&outside.send(&to(json!(people[..1001].join("|")))).await, 40032, "1001 are not");

    let with = |name: &str, list: Value| {
        let mut body = to(json!("zhangwei"));
        body[name] = list;
        body
    };
    refused(&outside.send(&with("toparty", json!(vec!["2"; 100].join("|")))).await, 0, "100 departments are allowed");
    refused(&outside.send(&with("toparty", json!(vec!["2"; 101].join("|")))).await, 82002, "101 are not");
    refused(&outside.send(&with("totag", json!(vec!["1"; 101].join("|")))).await, 82003, "101 tags are not");
    let reply = outside.send(&with("toparty", json!(2))).await;
    refused(&reply, 0, "a number in toparty: the message goes, the field is ignored");
    assert_eq!(reply["errmsg"], "ok. Warning: wrong json format. ", "with the warning beside errcode 0");
    assert_eq!(outcomes(&outside.company).len(), 1, "the department was not reached");
}

#[tokio::test]
async fn everyone_departments_and_tags_reach_the_visible_ones() {
    let outside = Outside::start(Config::default()).await;
    let send = |field: &str, value: &str| {
        let mut body = json!({ "msgtype": "text", "agentid": 1_000_002, "text": { "content": "x" } });
        body[field] = json!(value);
        body
    };
    let all = outside.send(&send("touser", "@all")).await;
    refused(&all, 0, "@all");
    assert_eq!(outcomes(&outside.company).iter().filter(|(_, o)| *o == Outcome::Delivered).count(), 33, "40 - 4 - 3");
    assert_eq!(all["unlicenseduser"].as_str().unwrap().split('|').count(), 3);

    refused(&outside.send(&send("toparty", "7")).await, 0, "one department");
    let names: Vec<String> = outcomes(&outside.company).into_iter().map(|(id, _)| id).collect();
    assert_eq!(names, ["liuyang", "zhu.xiaoyu", "ethan-moore"], "the members of department 7");
    let party = outside.send(&send("toparty", "7|6|99")).await;
    assert_eq!(party["invalidparty"], "6|99", "a department outside the range and one that is none: {party}");
    let tag = outside.send(&send("totag", "1|3")).await;
    assert_eq!(tag["invalidtag"], "3", "a tag nobody carries: {tag}");
    refused(&outside.send(&send("totag", "3")).await, 81013, "no tag reaches anybody");
    assert!(outside.send(&send("toparty", "1")).await["errcode"] == 0, "the root holds everyone below it");
    assert_eq!(outcomes(&outside.company).len(), 36, "but only the visible ones");
}

#[tokio::test]
async fn the_agentid_is_checked_before_the_recipients() {
    let config = Config::default();
    let apps = vec![config.apps[0].clone(), App::new(1_000_003, "Other", 9)];
    let outside = Outside::start(Config { apps, ..config }).await;
    let with = |agentid: Value| json!({ "agentid": agentid });
    refused(&outside.send(&json!({})).await, 41011, "missing");
    refused(&outside.send(&with(json!("1000002"))).await, 40056, "a string");
    refused(&outside.send(&with(json!(1_000_002.5))).await, 40056, "no integer");
    refused(&outside.send(&with(json!(7))).await, 40056, "no app of the company");
    refused(&outside.send(&with(json!(1_000_003))).await, 301_002, "another app");
    refused(&outside.send(&with(json!(1_000_002))).await, 82001, "then the recipients");
    refused(&outside.send(&json!({ "agentid": 1_000_002, "touser": "x" })).await, 40008, "then msgtype");
    let body = json!({ "agentid": 1_000_002, "touser": "x", "msgtype": "text" });
    refused(&outside.send(&body).await, 44004, "then the content, and only then whether x exists");
}

#[tokio::test]
async fn bodies_that_are_no_json_object_are_40058_with_the_warning() {
    let outside = Outside::start(Config::default()).await;
    for body in
        [&b""[..], b"{", b"[]", b"\"x\"", b"{\"touser\":\"zhangwei\",}", b"{\"touser\":\"\xff\"}", b"touser=zhangwei"]
    {
        let reply = outside.post_bytes("message/send", body.to_vec()).await;
        refused(&reply, 40058, "not a JSON object");
        assert!(reply["errmsg"].as_str().unwrap().contains("Warning: wrong json format."), "{reply}");
    }
}

#[tokio::test]
async fn text_beyond_2048_bytes_is_cut_without_a_word() {
    let outside = Outside::start(Config::default()).await;
    refused(&outside.text("zhangwei", "").await, 44004, "empty");
    for (content, left) in [
        ("a".repeat(2048), None),
        ("a".repeat(2049), Some("a".repeat(2048))),
        ("面".repeat(682), None),
        ("面".repeat(683), Some("面".repeat(682))),
        (format!("aa{}", "面".repeat(682)), None),
        (format!("aaa{}", "面".repeat(682)), Some(format!("aaa{}", "面".repeat(681)))),
    ] {
        let reply = outside.text("zhangwei", &content).await;
        refused(&reply, 0, "WeCom does not complain");
        assert_eq!(reply["errmsg"], "ok");
        let call = outside.company.journal().pop().unwrap();
        let cut = call.cuts.first().map(|cut| (cut.field.as_str(), cut.left.clone()));
        assert_eq!(cut, left.map(|left| ("text.content", left)), "{} bytes", content.len());
    }
}

#[tokio::test]
async fn the_journal_keeps_the_exact_bytes_and_no_token() {
    let outside = Outside::start(Config::default()).await;
    let body = r#"{ "touser":"zhangwei","msgtype":"text", "agentid":1000002,"text":{"content":"\u9762\u8bd5 <b>"}}"#;
    refused(&outside.post_bytes("message/send?debug=1", body.into()).await, 0, "escapes are fine as JSON");
    let journal = outside.company.journal();
    assert_eq!(journal[0].path, "/cgi-bin/gettoken");
    assert_eq!(journal[0].query, format!("corpid={}", outside.company.corp_id()), "without the secret");
    let call = &journal[1];
    assert_eq!((&*call.body, call.query.as_str(), call.method.as_str()), (body.as_bytes(), "debug=1", "POST"));
    assert_eq!(call.sha256.len(), 64);
    assert_eq!((call.number, call.status, call.errcode, call.processed), (2, Some(200), Some(0), true));
    let text = format!("{journal:?}");
    assert!(!text.contains(&outside.token) && !text.contains(outside.company.secret()), "no secret, no token");
}

#[tokio::test]
async fn the_same_bytes_within_the_interval_are_a_repeat() {
    let outside = Outside::start(Config::default()).await;
    let mut body = text_to(&outside.company, "zhangwei|nobody", "hello");
    body["enable_duplicate_check"] = json!(1);
    body["duplicate_check_interval"] = json!(600);
    let first = outside.send(&body).await;
    let second = outside.send(&body).await;
    assert_eq!((&second["errcode"], &second["invaliduser"]), (&json!(0), &json!("nobody")), "the lists are true again");
    assert_eq!(second["msgid"], first["msgid"], "it is the message people have");
    assert_eq!(outcomes(&outside.company)[0].1, Outcome::Duplicate);

    let other_bytes = format!("{body} ");
    outside.post_bytes("message/send", other_bytes.into_bytes()).await;
    assert_eq!(outcomes(&outside.company)[0].1, Outcome::Delivered, "one more blank and it is another message");
    outside.company.advance(Duration::from_secs(600));
    outside.send(&body).await;
    assert_eq!(outcomes(&outside.company)[0].1, Outcome::Delivered, "the interval is over");
    let figures = outside.company.figures();
    assert_eq!((figures.delivered, figures.duplicates, figures.calls), (3, 1, 4));

    let plain = text_to(&outside.company, "zhangwei", "again");
    outside.send(&plain).await;
    outside.send(&plain).await;
    assert_eq!(outcomes(&outside.company)[0].1, Outcome::Delivered, "without the check nothing is a repeat");
}

#[tokio::test]
async fn the_bounds_of_the_options() {
    let outside = Outside::start(Config::default()).await;
    let with = |name: &str, value: Value| {
        let mut body = text_to(&outside.company, "zhangwei", "x");
        body[name] = value;
        body
    };
    refused(&outside.send(&with("duplicate_check_interval", json!(14_400))).await, 0, "four hours");
    refused(&outside.send(&with("duplicate_check_interval", json!(14_401))).await, 40058, "and no more");
    refused(&outside.send(&with("duplicate_check_interval", json!(0))).await, 40058, "no time at all");
    refused(&outside.send(&with("duplicate_check_interval", json!("600"))).await, 40058, "a string");
    refused(&outside.send(&with("enable_duplicate_check", json!(2))).await, 40058, "0 or 1");
    refused(&outside.send(&with("safe", json!(1))).await, 0, "confidential text");
    refused(&outside.send(&with("safe", json!(2))).await, 40058, "2 is for mpnews only");
    let reply = outside.send(&with("safe", json!("1"))).await;
    refused(&reply, 0, "a string in safe: the message goes");
    assert!(reply["errmsg"].as_str().unwrap().contains("Warning: wrong json format."), "with a warning: {reply}");
    refused(&outside.send(&with("enable_id_trans", json!(3))).await, 40058, "0 or 1");
}

#[tokio::test]
async fn the_thirty_first_in_a_minute_vanishes_with_errcode_0() {
    let outside = Outside::start(Config::default()).await;
    for _ in 0..30 {
        refused(&outside.text("zhangwei", "x").await, 0, "30 in a minute");
    }
    let reply = outside.text("zhangwei|li.na", "x").await;
    refused(&reply, 0, "no error");
    assert!(reply.get("invaliduser").is_none(), "and no name: {reply}");
    let expected = [("zhangwei".to_owned(), Outcome::Dropped), ("li.na".to_owned(), Outcome::Delivered)];
    assert_eq!(outcomes(&outside.company), expected, "only that member is concerned");
    outside.company.advance(Duration::from_secs(60));
    outside.text("zhangwei", "x").await;
    assert_eq!(outcomes(&outside.company)[0].1, Outcome::Delivered, "a minute later there is room");
    assert_eq!(outside.company.figures().dropped, 1);
}

#[tokio::test]
async fn configured_limits_answer_45009() {
    let limits = Limits { sends_per_minute: Some(2), people_per_day: Some(3), ..Limits::default() };
    let outside = Outside::start(Config { limits, ..Config::default() }).await;
    refused(&outside.text("zhangwei|li.na", "x").await, 0, "two people");
    refused(&outside.text("zhangwei|li.na", "x").await, 45009, "four would be above three a day");
    refused(&outside.text("zhangwei", "x").await, 45009, "the third call in a minute");
    outside.company.advance(Duration::from_secs(60));
    refused(&outside.text("zhangwei", "x").await, 0, "one more person fits");
    outside.company.set_limits(Limits::default());
    refused(&outside.text("zhangwei|li.na", "x").await, 0, "limits can be lifted");
    assert_eq!(outside.company.figures().delivered, 5, "refused calls reach nobody");
}

#[tokio::test]
async fn configured_limits_of_an_api_answer_45009() {
    let get = "user/get?userid=zhangwei";
    for (limits, seconds) in [
        (Limits { calls_per_minute: Some(2), ..Limits::default() }, 60),
        (Limits { calls_per_hour: Some(2), ..Limits::default() }, 3600),
    ] {
        let outside = Outside::start(Config { limits, ..Config::default() }).await;
        refused(&outside.get(get).await, 0, "the first");
        refused(&outside.get(get).await, 0, "the second");
        refused(&outside.get(get).await, 45009, "the third is too much");
        refused(&outside.get("department/list").await, 0, "another API has its own count");
        refused(&outside.text("zhangwei", "x").await, 0, "sending does not count here");
        outside.company.advance(Duration::from_secs(seconds - 20));
        refused(&outside.get(get).await, 45009, "blocked to the end of the window");
        outside.company.advance(Duration::from_secs(20));
        refused(&outside.get(get).await, 0, "then it is over");
    }
}

#[tokio::test]
async fn the_thousand_and_first_in_an_hour_vanishes_too() {
    let limits = Limits { member_per_minute: 1000, member_per_hour: 3, ..Limits::default() };
    let outside = Outside::start(Config { limits, ..Config::default() }).await;
    for _ in 0..4 {
        refused(&outside.text("zhangwei", "x").await, 0, "never an error");
    }
    assert_eq!(outside.company.figures().dropped, 1, "three an hour are configured, the fourth vanishes");
    outside.company.advance(Duration::from_secs(3600));
    outside.text("zhangwei", "x").await;
    assert_eq!(outcomes(&outside.company)[0].1, Outcome::Delivered, "an hour later there is room");
}

#[tokio::test]
async fn too_many_parallel_calls_are_45033() {
    let limits = Limits { parallel_calls: Some(2), ..Limits::default() };
    let latency = Duration::from_secs(2);
    let outside = Outside::start(Config { limits, latency, ..Config::default() }).await;
    let calls = (outside.text("zhangwei", "1"), outside.text("zhangwei", "2"), outside.text("zhangwei", "3"));
    let (a, b, c) = tokio::join!(calls.0, calls.1, calls.2);
    let codes: Vec<i64> = [a, b, c].iter().map(|reply| reply["errcode"].as_i64().unwrap()).collect();
    assert_eq!(codes.iter().filter(|code| **code == 45033).count(), 1, "one of three is too many: {codes:?}");
    refused(&outside.text("zhangwei", "4").await, 0, "one at a time is fine");
}

#[tokio::test]
async fn the_visible_range_can_be_set_by_member_department_and_tag() {
    let mut config = Config::default();
    config.apps[0].range = Range::Only { userids: vec!["HENRYlewis".into()], departments: vec![2], tags: vec![1] };
    let outside = Outside::start(config).await;
    let reply = outside.text("HenryLewis|liuyang|wangfang|li.na", "x").await;
    assert_eq!(reply["invaliduser"], "li.na", "by name, by a department above, by tag; the fourth by nothing: {reply}");
    let agent = outside.get("agent/get?agentid=1000002").await;
    assert_eq!(agent["allow_partys"]["partyid"], json!([2]), "agent/get shows the range: {agent}");
}
