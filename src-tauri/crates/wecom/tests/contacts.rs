//! The address book, the app and WeCom's addresses, against the practice company.

mod common;

use std::sync::Arc;

use beckon_sandbox::{App, Sandbox};
use common::{client_of, code, company, received, told};
use wecom::{Client, Config, EmailType, MemberStatus};

#[tokio::test]
async fn a_member() {
    let (company, client) = company().await;
    let user = client.user_get("ZhangWei").await.expect("userids know no case");
    assert_eq!((user.userid.as_str(), user.name.as_str()), ("zhangwei", "张伟"), "in the company's spelling");
    assert_eq!(
        (user.position.as_str(), user.status),
        ("高级后端工程师", Some(MemberStatus::Active)),
        "as the console says"
    );
    assert_eq!((user.department, user.main_department), (vec![2], Some(2)), "one department");
    assert_eq!((user.mobile.as_str(), user.gender), ("", None), "apps made since 2022-06-20 get no phone number");
    assert_eq!(code(client.user_get("nobody").await), 60111, "unknown");
    assert_eq!(code(client.user_get("wu.hao").await), 60111, "outside the visible range");
    let before = received(&company, "/user/get");
    assert_eq!(told(client.user_get("张伟").await), "userid \"张伟\" cannot be a user id", "a name is no userid");
    assert_eq!(received(&company, "/user/get"), before, "which nobody has to ask WeCom about");
}

#[tokio::test]
async fn an_old_app_sees_more() {
    let mut config = beckon_sandbox::Config::default();
    config.apps[0].made_before_2022 = true;
    let company = Arc::new(Sandbox::start(config).await.unwrap());
    let user = client_of(&company).user_get("zhangwei").await.unwrap();
    assert_eq!((user.mobile.as_str(), user.biz_mail.as_str()), ("10000000001", "zhangwei@example.com"), "both");
    assert_eq!(user.gender.map(wecom::Gender::code), Some(0), "gender comes as a text");
}

#[tokio::test]
async fn the_members_of_a_department() {
    let (_company, client) = company().await;
    let brief = client.user_simplelist(7).await.expect("the front-end group");
    let whole = client.user_list(7).await.expect("the same people");
    let names = |userid: &str| brief.iter().any(|user| user.userid == userid && !user.name.is_empty());
    assert!(names("liuyang") && names("zhu.xiaoyu"), "direct members: {brief:?}");
    assert_eq!(whole.len(), brief.len(), "both lists are the same people");
    assert!(whole.iter().all(|user| user.status.is_some()), "the long one tells more");
    assert_eq!(code(client.user_list(99).await), 60003, "no such department");
    assert_eq!(code(client.user_simplelist(6).await), 60011, "outside the visible range");
}

#[tokio::test]
async fn all_ids_page_by_page_for_the_contact_sync_secret() {
    let defaults = beckon_sandbox::Config::default();
    let sync = App::contact_sync(1);
    let apps = vec![defaults.apps[0].clone(), sync.clone()];
    let company = Arc::new(Sandbox::start(beckon_sandbox::Config { apps, ..defaults }).await.unwrap());
    let config = Config { host: company.base_url(), ..Config::new(company.corp_id(), sync.agent_id, sync.secret) };
    let client = Client::new(config).unwrap();
    let (mut rows, mut cursor, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = client.user_list_id(cursor.as_ref(), 15).await.expect("a page");
        rows.extend(page.items);
        pages += 1;
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!((rows.len(), pages), (40, 3), "everyone, in pages of 15");
    assert!(code(client_of(&company).user_list_id(None, 15).await) > 0, "an ordinary app may not");
    assert_eq!(told(client.user_list_id(None, 0).await), "limit has 0 entries, at least 1 are needed", "one at least");
    let past = "limit has 10001 entries, at most 10000 are allowed";
    assert_eq!(told(client.user_list_id(None, 10_001).await), past, "one past");
    client.user_list_id(None, 10_000).await.expect("10,000 are allowed");
}

#[tokio::test]
async fn from_phone_mail_and_openid_to_userid() {
    let (_company, client) = company().await;
    assert_eq!(client.user_getuserid("10000000001").await.unwrap(), "zhangwei", "by phone");
    assert_eq!(code(client.user_getuserid("19999999999").await), 46004, "nobody's");
    let mail = client.user_get_userid_by_email("Zhangwei@example.com", EmailType::Company).await;
    assert_eq!(mail.unwrap(), "zhangwei", "by the company's mail");
    let personal = client.user_get_userid_by_email("zhangwei@example.com", EmailType::Personal).await;
    assert_eq!(code(personal), 46004, "it is not a personal one");
    let openid = client.user_convert_to_openid("zhangwei").await.expect("everyone uses WeChat login here");
    assert_eq!(client.user_convert_to_userid(&openid).await.unwrap(), "zhangwei", "and back");
    assert_eq!(told(client.user_getuserid("1234").await), "mobile has 4 bytes, at least 5 are needed", "5 to 32 bytes");
    let long = "1".repeat(33);
    assert_eq!(told(client.user_getuserid(&long).await), "mobile has 33 bytes, at most 32 are allowed", "one past");
    assert_eq!(code(client.user_getuserid(&long[1..]).await), 46004, "32 bytes are asked about");
    let no_mail = client.user_get_userid_by_email("zhangwei", EmailType::Company).await;
    assert_eq!(told(no_mail), "email must be a mail address", "no @");
    assert_eq!(told(client.user_convert_to_userid("").await), "openid is empty", "nothing to convert");
}

#[tokio::test]
async fn departments_and_tags() {
    let (_company, client) = company().await;
    let all = client.department_list(None).await.expect("all that the app sees");
    let below = client.department_list(Some(2)).await.expect("engineering and below");
    let mut ids: Vec<i64> = below.iter().map(|department| department.id).collect();
    ids.sort_unstable();
    assert_eq!(ids, [2, 7], "the department itself and the one below it");
    assert!(below.iter().any(|department| department.name == "技术部" && department.parentid == 1), "with names");
    let brief = client.department_simplelist(None).await.expect("ids only");
    assert_eq!(brief.len(), all.len(), "the same departments");
    assert_eq!(client.department_get(7).await.expect("one").parentid, 2, "the front-end group is in engineering");
    assert_eq!(code(client.department_get(99).await), 60003, "no such department");

    let tags = client.tag_list().await.expect("the company's tags");
    assert!(tags.iter().any(|tag| tag.tagid == 2 && tag.tagname == "校招 Campus 2026"), "{tags:?}");
    let carriers = client.tag_get(1).await.expect("who carries it");
    assert!(carriers.userlist.iter().any(|user| user.userid == "zhangwei" && user.name == "张伟"), "{carriers:?}");
    assert!(client.tag_get(3).await.expect("an empty tag").userlist.is_empty(), "nobody carries it");
    assert_eq!(code(client.tag_get(99).await), 40068, "no such tag");
}

#[tokio::test]
async fn the_app_and_wecoms_addresses() {
    let (company, client) = company().await;
    let app = client.agent_get().await.expect("the app itself");
    assert_eq!((app.agentid, app.enabled), (company.agent_id(), true), "id and secret belong together");
    assert_eq!(app.departments, [2, 3, 4, 5], "with its visible range, the departments inside others left out");
    let list = client.agent_list().await.expect("the token's own app");
    assert_eq!(list.iter().map(|app| app.agentid).collect::<Vec<_>>(), [company.agent_id()], "and no other");
    assert_eq!(client.api_domain_ips().await.expect("for a firewall").len(), 3, "addresses of the API");
    let callback = client.callback_ips().await.expect("for a firewall");
    assert!(callback.contains(&"203.0.113.*".to_owned()), "wildcards stay as they are: {callback:?}");

    let other = Config { host: company.base_url(), ..Config::new(company.corp_id(), 1_000_009, company.secret()) };
    assert_eq!(code(Client::new(other).unwrap().agent_get().await), 40056, "an agent id that does not exist");
    company.set_app_enabled(company.agent_id(), false);
    assert_eq!(code(client.agent_get().await), 50003, "the administrator stopped it");
}
