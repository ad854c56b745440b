//! External contacts: who they are, mass sends that employees confirm, QR codes, welcome messages.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Customer};
use common::{Outside, picture, refused, token, with};
use serde_json::{Value, json};

async fn start() -> Outside {
    let mut config = Config { people_answer_after: Duration::from_secs(30), ..Config::default() };
    config.apps.push(App { customer_contact: false, ..App::new(1_000_003, "Other", 9) });
    Outside::start(config).await
}

fn of<'a>(customers: &'a [Customer], userid: &str) -> Vec<&'a str> {
    let followed = customers.iter().filter(|customer| customer.followers().any(|known| known == userid));
    followed.map(|customer| customer.external_userid.as_str()).collect()
}

#[tokio::test]
async fn contacts_are_read_through_the_members_who_added_them() {
    let mut outside = start().await;
    let customers = outside.company.customers();
    let users = outside.get("externalcontact/get_follow_user_list").await;
    assert_eq!(users["follow_user"], json!(["zhangwei", "wangfang", "song-wei", "EmmaClark", "SophiaDavis"]));
    let list = outside.get("externalcontact/list?userid=WangFang").await;
    assert_eq!(list["external_userid"], json!(of(&customers, "wangfang")), "case does not matter");
    let id = &customers[4].external_userid;
    let contact = outside.get(&format!("externalcontact/get?external_userid={id}")).await;
    assert_eq!(contact["external_contact"]["name"], customers[4].name.as_str());
    assert_eq!(
        contact["follow_user"].as_array().unwrap().len(),
        customers[4].followers().count(),
        "all who added: {contact}"
    );

    refused(&outside.get("externalcontact/list?userid=li.na").await, 84074, "a member without the function");
    refused(&outside.get("externalcontact/list?userid=HenryLewis").await, 60011, "a member outside the range");
    refused(&outside.get("externalcontact/list").await, 41009, "no userid");
    refused(&outside.get("externalcontact/get?external_userid=wmX").await, 40096, "nobody");
    refused(&outside.get("externalcontact/get").await, 41035, "no external_userid");
    let other = outside.company.reset_secret(1_000_003).unwrap();
    outside.token = token(&outside.client, &outside.company, &other).await;
    refused(&outside.get("externalcontact/get_follow_user_list").await, 48002, "an app without the right");
}

#[tokio::test]
async fn a_mass_send_waits_for_the_employee() {
    let outside = start().await;
    let customers = outside.company.customers();
    let own = of(&customers, "wangfang");
    let body = json!({ "external_userid": [own[0], own[1], "wmX"], "sender": "wangfang", "text": { "content": "hi" } });
    let reply = outside.post("externalcontact/add_msg_template", &body).await;
    refused(&reply, 0, "created");
    assert_eq!(reply["fail_list"], json!(["wmX"]), "who cannot be reached is named");
    let task = json!({ "msgid": reply["msgid"] });
    let result = json!({ "msgid": reply["msgid"], "userid": "wangfang" });
    refused(&outside.post("externalcontact/get_groupmsg_task", &task).await, 41063, "still being dispatched");
    outside.company.advance(Duration::from_secs(2));
    let state = outside.post("externalcontact/get_groupmsg_task", &task).await;
    assert_eq!(state["task_list"], json!([{ "userid": "wangfang", "status": 0 }]), "nobody confirmed so far");
    let sent = outside.post("externalcontact/get_groupmsg_send_result", &result).await;
    assert!(sent["send_list"].as_array().unwrap().iter().all(|row| row["status"] == 0), "{sent}");
    outside.company.advance(Duration::from_secs(30));
    let rows = outside.post("externalcontact/get_groupmsg_send_result", &result).await["send_list"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 2, "one row per customer: {rows}");
}

#[tokio::test]
async fn most_employees_confirm_and_former_friends_are_named() {
    let outside = start().await;
    let mut statuses = std::collections::BTreeMap::new();
    for _ in 0..20 {
        let body = json!({ "sender": "zhangwei", "text": { "content": "hi" } });
        let msgid = outside.post("externalcontact/add_msg_template", &body).await["msgid"].clone();
        outside.company.advance(Duration::from_secs(60));
        let result = json!({ "msgid": msgid, "userid": "zhangwei" });
        let rows = outside.post("externalcontact/get_groupmsg_send_result", &result).await;
        for row in rows["send_list"].as_array().unwrap() {
            *statuses.entry(row["status"].as_i64().unwrap()).or_insert(0) += 1;
        }
    }
    let all = of(&outside.company.customers(), "zhangwei").len() * 20;
    assert_eq!(statuses.values().sum::<usize>(), all, "all customers of the sender, every time");
    assert!(statuses[&1] > all / 2, "most messages go out: {statuses:?}");
    assert!(statuses.keys().all(|status| [0, 1, 2].contains(status)), "20 in a month are allowed: {statuses:?}");
    assert!(statuses.contains_key(&0), "one task in ten stays unconfirmed: {statuses:?}");
}

#[tokio::test]
async fn the_thirty_first_mass_message_of_a_month_is_too_much() {
    let outside = start().await;
    let customers = outside.company.customers();
    let friend = customers.iter().find(|customer| !customer.follows[0].deleted).unwrap();
    let body = json!({ "external_userid": [friend.external_userid], "text": { "content": "hi" } });
    let mut last = Vec::new();
    for _ in 0..45 {
        last.push(outside.post("externalcontact/add_msg_template", &body).await["msgid"].clone());
    }
    outside.company.advance(Duration::from_secs(60));
    let mut statuses = Vec::new();
    for msgid in last {
        let result = json!({ "msgid": msgid, "userid": friend.follows[0].userid });
        let rows = outside.post("externalcontact/get_groupmsg_send_result", &result).await;
        statuses.push(rows["send_list"][0]["status"].as_i64().unwrap());
    }
    let confirmed: Vec<i64> = statuses.iter().copied().filter(|status| *status != 0).collect();
    assert!(confirmed.len() > 30, "most employees confirm: {statuses:?}");
    let (came, late) = confirmed.split_at(30);
    assert!(came.iter().all(|status| *status == 1), "thirty arrive: {statuses:?}");
    assert!(late.iter().all(|status| *status == 3), "the others do not, and say so: {statuses:?}");
}

#[tokio::test]
async fn mass_sends_are_checked() {
    let outside = start().await;
    let id = outside.company.customers()[0].external_userid.clone();
    let image = outside.media("image", "a.png", &picture()).await;
    let link =
        |title: usize| json!({ "msgtype": "link", "link": { "title": "t".repeat(title), "url": "https://e.com" } });
    let base = json!({ "external_userid": [id], "text": { "content": "hi" }, "attachments": [link(1)] });
    let path = "externalcontact/add_msg_template";
    let cases = [
        ("/text/content", json!("a".repeat(4000)), 0, "4000 bytes"),
        ("/text/content", json!("a".repeat(4001)), 45002, "4001 bytes"),
        ("/text", json!(null), 0, "attachments alone"),
        ("/attachments", json!(vec![link(1); 9]), 0, "9 attachments"),
        ("/attachments", json!(vec![link(1); 10]), 41064, "10 attachments"),
        ("/attachments/0", link(128), 0, "a title of 128 bytes"),
        ("/attachments/0", link(129), 40058, "a title of 129 bytes"),
        ("/attachments/0", json!({ "msgtype": "voice" }), 41065, "no such attachment"),
        ("/attachments/0", json!({ "msgtype": "image", "image": { "media_id": image } }), 0, "an uploaded picture"),
        ("/attachments/0", json!({ "msgtype": "image", "image": { "media_id": "x" } }), 40007, "an unknown one"),
        ("/external_userid", json!(vec!["wmX"; 10_001]), 81017, "10,001 customers"),
        ("/external_userid", json!(["wmX"]), 41048, "nobody can receive it"),
        ("/external_userid", json!([]), 40063, "nobody is named"),
    ];
    outside.refuses(path, &base, &cases).await;
    let group = json!({ "chat_type": "group", "text": { "content": "hi" } });
    refused(&outside.post(path, &group).await, 41009, "a group send needs a sender");
    let empty = json!({ "external_userid": [id] });
    refused(&outside.post(path, &empty).await, 40063, "neither text nor attachment");
    let sender = json!({ "external_userid": [id], "sender": "li.na", "text": { "content": "x" } });
    refused(&outside.post(path, &sender).await, 84074, "a sender without the function");
}

#[tokio::test]
async fn tasks_are_listed_reminded_and_cancelled() {
    let outside = start().await;
    let body = json!({ "sender": "zhangwei", "text": { "content": "hi" } });
    let mut msgids = Vec::new();
    for _ in 0..3 {
        msgids.push(outside.post("externalcontact/add_msg_template", &body).await["msgid"].clone());
        outside.company.advance(Duration::from_secs(1));
    }
    let now = outside.company.now_ms() / 1000;
    let list = json!({ "chat_type": "single", "start_time": now - 60, "end_time": now, "limit": 2 });
    let path = "externalcontact/get_groupmsg_list_v2";
    let first = outside.post(path, &list).await;
    let ids = |page: &Value| {
        page["group_msg_list"].as_array().unwrap().iter().map(|t| t["msgid"].clone()).collect::<Vec<_>>()
    };
    let mut more = list.clone();
    more["cursor"] = first["next_cursor"].clone();
    let second = outside.post(path, &more).await;
    assert_eq!([ids(&first), ids(&second)].concat(), msgids, "two pages, oldest first");
    assert_eq!(second["next_cursor"], "", "and no third");
    refused(&outside.post(path, &with(&list, "/start_time", json!(now - 32 * 86_400))).await, 40058, "above a month");
    let long = outside.post(path, &with(&list, "/limit", json!(101))).await;
    assert_eq!(ids(&long), msgids, "above the most it is the default, not an error (path/93338)");

    let task = json!({ "msgid": msgids[0] });
    for _ in 0..3 {
        refused(&outside.post("externalcontact/remind_groupmsg_send", &task).await, 0, "three reminders");
    }
    refused(&outside.post("externalcontact/remind_groupmsg_send", &task).await, 41094, "not four in a day");
    refused(&outside.post("externalcontact/cancel_groupmsg_send", &task).await, 0, "cancelled");
    refused(&outside.post("externalcontact/cancel_groupmsg_send", &task).await, 41093, "once");
    refused(&outside.post("externalcontact/remind_groupmsg_send", &task).await, 41093, "nothing to remind of");
    outside.company.advance(Duration::from_secs(120));
    let state = outside.post("externalcontact/get_groupmsg_task", &task).await;
    assert_eq!(state["task_list"][0]["status"], 0, "nobody confirms a cancelled task: {state}");
    refused(&outside.post("externalcontact/get_groupmsg_task", &json!({})).await, 41046, "no msgid");
    refused(
        &outside.post("externalcontact/get_groupmsg_task", &json!({ "msgid": "x" })).await,
        41047,
        "an unknown one",
    );
}

#[tokio::test]
async fn contact_ways() {
    let outside = start().await;
    let base = json!({ "type": 1, "scene": 2, "user": ["zhangwei"], "state": "s", "remark": "r", "party": null, "is_temp": null });
    let path = "externalcontact/add_contact_way";
    let reply = outside.post(path, &base).await;
    assert!(reply["config_id"].is_string() && reply["qr_code"].is_string(), "scene 2 brings a QR code: {reply}");
    assert!(outside.post(path, &with(&base, "/scene", json!(1))).await.get("qr_code").is_none(), "scene 1 does not");
    let cases = [
        ("/type", json!(null), 41037, "no type"),
        ("/scene", json!(null), 41038, "no scene"),
        ("/type", json!(3), 41039, "type 3"),
        ("/scene", json!(3), 41040, "scene 3"),
        ("/user", json!(["zhangwei", "wangfang"]), 41041, "two members in single mode"),
        ("/user", json!(["li.na"]), 84074, "a member without the function"),
        ("/state", json!("s".repeat(31)), 40058, "a state of 31 characters"),
        ("/is_temp", json!(true), 40058, "temporary codes are for medical companies"),
    ];
    outside.refuses(path, &base, &cases).await;
    let many = with(&base, "/type", json!(2));
    refused(&outside.post(path, &with(&many, "/user", json!(vec!["zhangwei"; 100]))).await, 0, "100 members");
    refused(&outside.post(path, &with(&many, "/user", json!(vec!["zhangwei"; 101]))).await, 41041, "101 members");
}

#[tokio::test]
async fn a_welcome_message_goes_out_once_within_20_seconds() {
    let outside = start().await;
    let welcome = |code: &str| json!({ "welcome_code": code, "text": { "content": "hi" } });
    let path = "externalcontact/send_welcome_msg";
    let (code, late) = (outside.company.welcome_code(), outside.company.welcome_code());
    refused(&outside.post(path, &json!({})).await, 41049, "no code");
    refused(&outside.post(path, &welcome("x")).await, 41050, "an unknown code");
    refused(&outside.post(path, &json!({ "welcome_code": code })).await, 40063, "nothing to say");
    refused(&outside.post(path, &welcome(&code)).await, 0, "in time");
    refused(&outside.post(path, &welcome(&code)).await, 41051, "only once");
    outside.company.advance(Duration::from_secs(20));
    refused(&outside.post(path, &welcome(&late)).await, 41050, "20 seconds later");
}

#[tokio::test]
async fn the_secret_of_customer_contact_opens_nothing_else() {
    let mut config = Config::default();
    config.apps.push(App::customers(5));
    let secret = config.apps[1].secret.clone();
    let mut outside = Outside::start(config).await;
    outside.token = token(&outside.client, &outside.company, &secret).await;
    refused(&outside.get("externalcontact/get_follow_user_list").await, 0, "it reads who follows customers");
    refused(&outside.get("agent/list").await, 48002, "it is no app's");
    refused(&outside.get("agent/get?agentid=1000002").await, 301_002, "so no AgentId is its own");
    refused(&outside.get("user/simplelist?department_id=1").await, 48002, "nor are the members");
}
