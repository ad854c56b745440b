//! The address book: members, departments, tags, look-ups, and what each secret may read.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Limits};
use common::{Outside, refused, token};
use serde_json::{Value, json};

fn ids(list: &Value, name: &str) -> Vec<String> {
    let text = |row: &Value| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned);
    list.as_array().expect("a list").iter().map(text).collect()
}

#[tokio::test]
async fn departments_are_read_inside_the_visible_range() {
    let outside = Outside::start(Config::default()).await;
    let all = outside.get("department/list").await;
    assert_eq!(ids(&all["department"], "id"), ["2", "3", "4", "5", "7"], "neither the root nor Finance: {all}");
    assert_eq!(ids(&outside.get("department/list?id=2").await["department"], "id"), ["2", "7"], "with all below");
    assert_eq!(ids(&outside.get("department/simplelist?id=7").await["department_id"], "parentid"), ["2"]);
    assert_eq!(outside.get("department/get?id=3").await["department"]["name"], "产品设计部");
    for path in
        ["department/list?id=", "department/get?id=", "user/simplelist?department_id=", "user/list?department_id="]
    {
        refused(&outside.get(&format!("{path}6")).await, 60011, "outside the range");
        refused(&outside.get(&format!("{path}99")).await, 60003, "no such department");
        refused(&outside.get(&format!("{path}x")).await, 60123, "no number");
    }
    refused(&outside.get("department/get").await, 60123, "no id");
    refused(&outside.get("user/list").await, 60123, "no department_id");
}

#[tokio::test]
async fn lists_hold_direct_members_only() {
    let outside = Outside::start(Config::default()).await;
    let simple = outside.get("user/simplelist?department_id=7").await;
    assert_eq!(ids(&simple["userlist"], "userid"), ["liuyang", "zhu.xiaoyu", "ethan-moore"], "{simple}");
    let whole = outside.get("user/list?department_id=2").await;
    let names = ids(&whole["userlist"], "userid");
    assert!(names.contains(&"00123".to_owned()) && !names.contains(&"liuyang".to_owned()), "not those of 7: {names:?}");
    assert!(whole["userlist"][0]["position"].is_string() && simple["userlist"][0].get("position").is_none());

    let big = Outside::start(Config { members: 20_000, ..Config::default() }).await;
    refused(&big.get("user/list?department_id=2").await, 45029, "too much at once");
    refused(&big.get("user/simplelist?department_id=2").await, 0, "less of each is not");
}

#[tokio::test]
async fn an_old_app_reads_phone_and_mail() {
    let mut config = Config::default();
    config.apps[0].made_before_2022 = true;
    let outside = Outside::start(config).await;
    let user = outside.get("user/get?userid=zhangwei").await;
    assert_eq!(user["mobile"], outside.company.members()[0].mobile.as_str(), "{user}");
    assert_eq!((&user["biz_mail"], &user["gender"]), (&json!("zhangwei@example.com"), &json!("0")));
}

#[tokio::test]
async fn phone_mail_and_openid_lead_to_a_userid() {
    let outside = Outside::start(Config::default()).await;
    let phone = |phone: &str| json!({ "mobile": phone });
    let own = outside.company.members()[0].mobile.clone();
    let hidden = outside.company.members().iter().find(|m| !m.visible).unwrap().clone();
    assert_eq!(outside.post("user/getuserid", &phone(&own)).await["userid"], "zhangwei");
    refused(&outside.post("user/getuserid", &phone(&hidden.mobile)).await, 46004, "outside the range");
    refused(&outside.post("user/getuserid", &phone("13800000000")).await, 46004, "nobody's");
    for wrong in ["", "1234", &"1".repeat(33), "one two three"] {
        refused(&outside.post("user/getuserid", &phone(wrong)).await, 60103, "no phone number");
    }
    let mail = |email: &str, kind: i64| json!({ "email": email, "email_type": kind });
    let path = "user/get_userid_by_email";
    assert_eq!(outside.post(path, &json!({ "email": "EmmaClark@example.com" })).await["userid"], "EmmaClark");
    refused(&outside.post(path, &mail("emmaclark@example.com", 2)).await, 46004, "it is no personal mail");
    refused(&outside.post(path, &mail("emmaclark", 1)).await, 60105, "no address");
    refused(&outside.post(path, &mail("a@b", 3)).await, 40058, "no such kind of mail");

    let openid = outside.post("user/convert_to_openid", &json!({ "userid": "LI.NA" })).await["openid"].clone();
    assert_eq!(outside.post("user/convert_to_userid", &json!({ "openid": openid })).await["userid"], "li.na");
    refused(&outside.post("user/convert_to_userid", &json!({ "openid": "x" })).await, 40073, "nobody's");
    refused(&outside.post("user/convert_to_openid", &json!({ "userid": hidden.userid })).await, 60111, "not seen");
}

#[tokio::test]
async fn too_many_wrong_lookups_block_for_a_day() {
    let limits = Limits { wrong_lookups_percent: Some(5), token_seconds: 200_000, ..Limits::default() };
    let outside = Outside::start(Config { limits, ..Config::default() }).await;
    let look = async |phone: &str| outside.post("user/getuserid", &json!({ "mobile": phone })).await;
    let own = outside.company.members()[0].mobile.clone();
    refused(&look("10000").await, 46004, "the first of two: 5 percent of 40");
    refused(&look(&own).await, 0, "a right one does not count");
    refused(&look("10001").await, 46004, "the second");
    refused(&look("10002").await, 45009, "the third");
    refused(&look(&own).await, 45009, "now even a right one is refused");
    outside.company.advance(Duration::from_secs(86_400));
    refused(&look(&own).await, 0, "a day later it is over");
}

#[tokio::test]
async fn tags_name_their_visible_members() {
    let outside = Outside::start(Config::default()).await;
    assert_eq!(ids(&outside.get("tag/list").await["taglist"], "tagid"), ["1", "2", "3"]);
    let tag = outside.get("tag/get?tagid=1").await;
    assert!(ids(&tag["userlist"], "userid").contains(&"EmmaClark".to_owned()), "{tag}");
    assert_eq!(outside.get("tag/get?tagid=3").await["userlist"], json!([]), "nobody carries it");
    refused(&outside.get("tag/get").await, 41017, "no tagid");
    refused(&outside.get("tag/get?tagid=9").await, 40068, "no such tag");
}

#[tokio::test]
async fn the_contact_sync_secret_reads_ids_page_by_page() {
    let mut config = Config { members: 50, ..Config::default() };
    config.apps.push(App::contact_sync(5));
    let sync = config.apps[1].secret.clone();
    let mut outside = Outside::start(config).await;
    refused(&outside.post("user/list_id", &json!({})).await, 48002, "not for apps");
    outside.token = token(&outside.client, &outside.company, &sync).await;
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = outside.post("user/list_id", &json!({ "cursor": cursor, "limit": 20 })).await;
        seen.extend(ids(&page["dept_user"], "userid"));
        cursor = page["next_cursor"].as_str().unwrap().to_owned();
        if cursor.is_empty() {
            break;
        }
    }
    let all: Vec<&str> = outside.company.members().iter().map(|m| m.userid.as_str()).collect();
    assert_eq!(seen, all, "everyone once, visible to apps or not");
    refused(&outside.post("user/list_id", &json!({ "limit": 10_001 })).await, 40058, "a page is at most 10,000");
    refused(&outside.post("user/list_id", &json!({ "cursor": "x" })).await, 40058, "no cursor of ours");
    refused(&outside.get("department/list").await, 48009, "names are not for it");
    refused(&outside.get("department/simplelist").await, 0, "ids are");
}

#[tokio::test]
async fn the_app_and_the_addresses() {
    let mut config = Config::default();
    config.apps.push(App::new(1_000_003, "Other", 9));
    let outside = Outside::start(config).await;
    assert_eq!(ids(&outside.get("agent/list").await["agentlist"], "agentid"), ["1000002"], "the token's app only");
    for path in ["get_api_domain_ip", "getcallbackip"] {
        assert!(!outside.get(path).await["ip_list"].as_array().unwrap().is_empty(), "{path}");
    }
}
