//! How outsiders become customers and how a program learns of it, against the practice company: contact ways, acquisition
//! links and the call that reads all customers.

mod common;

use std::sync::Arc;

use beckon_sandbox::{Config, Range, Sandbox};
use common::{client_of, code, company, received, told};
use wecom::{
    AcquisitionRange, AddWay, ChatStatus, Client, ContactWay, Followed, NewAcquisitionLink, Scene, WayMembers,
    customer_channel_url,
};

async fn company_of(config: Config) -> (Arc<Sandbox>, Client) {
    let company = Arc::new(Sandbox::start(config).await.expect("a port is free"));
    let client = client_of(&company);
    (company, client)
}

/// All pages of these members' customers, `limit` rows each.
async fn customers_of(client: &Client, userids: &[&str], limit: usize) -> Vec<Followed> {
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let read = client.externalcontact_batch_get_by_user(userids, limit, cursor.as_ref()).await.expect("a page");
        assert!(read.page.items.len() <= limit, "no page is longer than asked for");
        rows.extend(read.page.items);
        cursor = read.page.next;
        if cursor.is_none() {
            return rows;
        }
    }
}

fn pairs(rows: &[Followed]) -> Vec<(&str, &str)> {
    let mut pairs: Vec<_> =
        rows.iter().map(|row| (row.contact.external_userid.as_str(), row.follow.userid.as_str())).collect();
    pairs.sort_unstable();
    pairs
}

fn link(user_list: &[&str]) -> NewAcquisitionLink {
    let user_list = user_list.iter().map(|userid| (*userid).to_owned()).collect();
    let range = AcquisitionRange { user_list, department_list: Vec::new() };
    NewAcquisitionLink { link_name: "面试邀约".into(), range, skip_verify: true }
}

#[tokio::test]
async fn all_customers_are_read_once_for_each_member_whatever_the_page() {
    let (company, client) = company_of(Config { customers: 250, ..Config::default() }).await;
    let members = client.externalcontact_get_follow_user_list().await.expect("members with the function");
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    let known = company.customers();
    let mut expected: Vec<(&str, &str)> = known
        .iter()
        .flat_map(|customer| {
            customer.follows.iter().map(|follow| (customer.external_userid.as_str(), follow.userid.as_str()))
        })
        .collect();
    expected.sort_unstable();
    assert_eq!(expected.len(), 300, "every fifth of 250 has two members");
    for limit in [100, 7, 1] {
        let rows = customers_of(&client, &members, limit).await;
        assert_eq!(pairs(&rows), expected, "pages of {limit}: one row for each member and customer, none twice");
    }
    let one = customers_of(&client, &members[..1], 100).await;
    assert!(one.iter().all(|row| row.follow.userid == members[0]), "of one member only that one's");
    assert_eq!(one[0].contact.name, known[0].name, "with the name in WeChat");
}

#[tokio::test]
async fn a_customer_who_comes_between_two_pages_moves_nobody() {
    let (company, client) = company().await;
    let first = client.externalcontact_batch_get_by_user(&["wangfang"], 2, None).await.expect("a page");
    let way = ContactWay::qr_code(WayMembers::One("wangfang".into()));
    let way = client.externalcontact_add_contact_way(&way).await.expect("a code");
    let outsider = company.outsider("新人").expect("room");
    company.outsider_opens(&outsider, &way.qr_code).expect("the code works");
    let gone = first.page.items[0].contact.external_userid.clone();
    assert!(company.colleague_deletes("wangfang", &gone), "and one of the first page goes");
    let cursor = first.page.next.as_ref();
    let rest = client.externalcontact_batch_get_by_user(&["wangfang"], 100, cursor).await.expect("the rest");
    let rest: Vec<&str> = rest.page.items.iter().map(|row| row.contact.external_userid.as_str()).collect();
    assert!(!first.page.items.iter().any(|row| rest.contains(&row.contact.external_userid.as_str())), "nobody twice");
    assert_eq!(rest.last(), Some(&outsider.as_str()), "who came last is read last");
    let now = company.customers().iter().filter(|known| known.follow("wangfang").is_some()).count();
    assert_eq!(rest.len() + 2, now + 1, "nobody is left out; who is gone was read before");
}

#[tokio::test]
async fn who_may_not_be_asked_about_is_told() {
    let mut config = Config {
        customer_contact: ["wangfang", "hujun", "HenryLewis"].map(str::to_owned).to_vec(),
        ..Config::default()
    };
    config.apps[0].range = Range::Marked;
    let (company, client) = company_of(config).await;
    let asked = async |userids: &[&str]| client.externalcontact_batch_get_by_user(userids, 100, None).await;
    assert_eq!(code(asked(&["li.na"]).await), 84074, "a member without the function");
    assert_eq!(code(asked(&["HenryLewis"]).await), 60011, "a member outside the visible range");
    assert_eq!(code(asked(&["nobody"]).await), 60111, "no member");
    assert_eq!(code(asked(&["hujun"]).await), 701_008, "nobody with a licence");
    let both = asked(&["wangfang", "hujun"]).await.expect("one of them has a licence");
    assert_eq!(both.unlicensed_userids, ["hujun"], "the other is named");
    assert!(both.page.items.iter().all(|row| row.follow.userid == "wangfang"), "and has no rows");
    let before = received(&company, "get_by_user");
    assert_eq!(told(asked(&[]).await), "userid_list is empty", "nobody");
    assert_eq!(told(asked(&["a"; 101]).await), "userid_list has 101 entries, at most 100 are allowed", "one past");
    let limit = client.externalcontact_batch_get_by_user(&["a"], 101, None).await;
    assert_eq!(told(limit), "limit has 101 entries, at most 100 are allowed", "one past");
    assert_eq!(received(&company, "get_by_user"), before, "nothing left");
    assert_eq!(code(asked(&["wangfang"; 100]).await.map(drop).and(asked(&["nobody"; 100]).await)), 60111, "a hundred");

    let mut config = Config::default();
    config.apps[0].customer_contact = false;
    let (_company, client) = company_of(config).await;
    let refused = client.externalcontact_batch_get_by_user(&["wangfang"], 100, None).await;
    assert_eq!(code(refused), 48002, "the app is not among the callable ones");
}

#[tokio::test]
async fn a_contact_way_tells_who_came_by_it() {
    let (company, client) = company().await;
    let state = "abcdefghijklmnopqrstuvwxyz";
    let way = ContactWay {
        state: state.into(),
        remark: "陆雪".into(),
        ..ContactWay::qr_code(WayMembers::One("WangFang".into()))
    };
    let made = client.externalcontact_add_contact_way(&way).await.expect("a code");
    let read = client.externalcontact_get_contact_way(&made.config_id).await.expect("as it is");
    assert_eq!((read.state.as_str(), read.remark.as_str()), (state, "陆雪"), "what was given");
    assert_eq!((read.scene, read.skip_verify), (Some(Scene::QrCode), Some(true)), "a code that lets everybody in");
    assert_eq!((&read.qr_code, &read.user), (&made.qr_code, &vec!["wangfang".to_owned()]), "the same code");

    let outsider = company.outsider("陆雪 🌟").expect("room");
    assert_eq!(code(client.externalcontact_get(&outsider, None).await), 40096, "nobody's customer so far");
    assert_eq!(company.outsider_opens(&outsider, &made.qr_code).as_deref(), Some("wangfang"), "whom the code adds");
    let rows = customers_of(&client, &["wangfang"], 100).await;
    let row = rows.iter().find(|row| row.contact.external_userid == outsider).expect("a customer now");
    assert_eq!((row.follow.state.as_str(), row.follow.add_way), (state, Some(AddWay::QrCode)), "by this code");
    assert_eq!(
        (row.contact.name.as_str(), row.follow.oper_userid.as_str()),
        ("陆雪 🌟", outsider.as_str()),
        "on their own"
    );
    let half = client.externalcontact_get(&outsider, None).await;
    assert_eq!(code(half), 84061, "half a relation: the member has not opened the chat");
    assert!(company.colleague_opens_chat("wangfang", &outsider), "now she does");
    let whole = client.externalcontact_get(&outsider, None).await.expect("and they have each other");
    assert_eq!(whole.followers.items[0].state, state, "the same here");

    let second = company.outsider("someone else").expect("room");
    company.outsider_opens(&second, &made.qr_code).expect("a code that was passed on works");
    let rows = customers_of(&client, &["wangfang"], 100).await;
    assert_eq!(rows.iter().filter(|row| row.follow.state == state).count(), 2, "two people with one state");

    client.externalcontact_del_contact_way(&made.config_id).await.expect("it is done");
    assert_eq!(code(client.externalcontact_get_contact_way(&made.config_id).await), 41044, "it is gone");
    assert_eq!(code(client.externalcontact_del_contact_way(&made.config_id).await), 41044, "once");
    let third = company.outsider("too late").expect("room");
    assert_eq!(company.outsider_opens(&third, &made.qr_code), None, "the code leads nowhere");
    assert_eq!(customers_of(&client, &["wangfang"], 100).await.len(), rows.len(), "who came by it stays");
    assert_eq!(told(client.externalcontact_get_contact_way("").await), "config_id is empty", "none");
}

#[tokio::test]
async fn without_skip_verify_nobody_is_a_customer_before_the_member_agrees() {
    let (company, client) = company().await;
    let way = ContactWay { skip_verify: false, ..ContactWay::qr_code(WayMembers::One("wangfang".into())) };
    let made = client.externalcontact_add_contact_way(&way).await.expect("a code");
    let outsider = company.outsider("Ann").expect("room");
    company.outsider_opens(&outsider, &made.qr_code).expect("asks her");
    let listed = async || {
        let rows = customers_of(&client, &["wangfang"], 100).await;
        rows.iter().any(|row| row.contact.external_userid == outsider)
    };
    assert!(!listed().await, "a request is no contact");
    assert!(company.colleague_opens_chat("wangfang", &outsider), "she agrees");
    assert!(listed().await, "now it is");
}

#[tokio::test]
async fn contact_ways_that_were_made_are_found_again() {
    let (company, client) = company().await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let way = ContactWay::qr_code(WayMembers::One("wangfang".into()));
        made.push(client.externalcontact_add_contact_way(&way).await.expect("a code").config_id);
    }
    let now = company.now_ms() / 1000;
    let page = async |start, end, limit, cursor: Option<&_>| {
        client.externalcontact_list_contact_way(start, end, limit, cursor).await
    };
    let first = page(now - 60, now + 60, 2, None).await.expect("two");
    let rest = page(now - 60, now + 60, 2, first.next.as_ref()).await.expect("the third");
    let mut all = [first.items, rest.items].concat();
    all.sort_unstable();
    made.sort_unstable();
    assert_eq!(all, made, "each of them once");
    assert!(rest.next.is_none(), "that is all");
    assert!(
        page(0, now - 3600, 1000, None).await.expect("a thousand may be asked for").items.is_empty(),
        "earlier: none"
    );
    assert_eq!(told(page(2, 1, 1, None).await), "end_time must be at or after start_time", "the wrong way round");
    assert_eq!(told(page(0, 1, 1001, None).await), "limit has 1001 entries, at most 1000 are allowed", "one past");
}

#[tokio::test]
async fn one_acquisition_link_tells_many_people_apart_and_costs_one_each() {
    let (company, client) = company_of(Config { acquisition_quota: Some(2), ..Config::default() }).await;
    let made = client.customer_acquisition_create_link(&link(&["wangfang"])).await.expect("a link");
    let mut came = Vec::new();
    for state in ["first", "second", "third"] {
        let url = customer_channel_url(&made.url, state).expect("short enough");
        let outsider = company.outsider(state).expect("room");
        came.push((outsider.clone(), company.outsider_opens(&outsider, &url)));
    }
    assert_eq!(came[2].1, None, "two were bought, and the third is not let in");
    assert_eq!(company.outsider_opens(&came[0].0, &made.url).as_deref(), Some("wangfang"), "who is in already is");
    let quota = client.customer_acquisition_quota().await.expect("what is left");
    assert_eq!((quota.total, quota.balance), (2, 0), "two were used, none is left");
    assert_eq!((quota.quota_list.len(), quota.quota_list[0].balance), (1, 0), "of the one part");
    assert!(quota.quota_list[0].expire_date.is_some(), "which has an end");

    let first = client.customer_acquisition_customer(&made.link_id, 1, None).await.expect("a page of one");
    assert!(company.outsider_writes(&came[1].0, "wangfang"), "the second writes");
    let rest = client.customer_acquisition_customer(&made.link_id, 1000, first.next.as_ref()).await.expect("the rest");
    let told: Vec<_> = [first.items, rest.items].concat();
    let told: Vec<_> =
        told.iter().map(|one| (one.external_userid.as_str(), one.state.as_str(), one.chat_status)).collect();
    let expected = [
        (came[0].0.as_str(), "first", Some(ChatStatus::NotWritten)),
        (came[1].0.as_str(), "second", Some(ChatStatus::Written)),
    ];
    assert_eq!(told, expected, "who came, by which of the addresses, and who wrote");
    let rows = customers_of(&client, &["wangfang"], 100).await;
    let row = rows.iter().find(|row| row.contact.external_userid == came[0].0).expect("a customer");
    assert_eq!((row.follow.state.as_str(), row.follow.add_way), ("first", Some(AddWay::AcquisitionLink)), "here too");
}

#[tokio::test]
async fn acquisition_links_are_listed_read_and_deleted() {
    let (company, client) = company().await;
    let mut made = Vec::new();
    for userid in ["wangfang", "SophiaDavis", "song-wei"] {
        made.push(client.customer_acquisition_create_link(&link(&[userid])).await.expect("a link").link_id);
    }
    let first = client.customer_acquisition_list_link(2, None).await.expect("two");
    let rest = client.customer_acquisition_list_link(100, first.next.as_ref()).await.expect("the third");
    let mut all = [first.items, rest.items].concat();
    all.sort_unstable();
    made.sort_unstable();
    assert_eq!(all, made, "each once");
    let read = client.customer_acquisition_get(&made[0]).await.expect("one of them");
    assert_eq!((read.link.link_name.as_str(), read.link.skip_verify), ("面试邀约", Some(true)), "as it was made");
    assert_eq!(read.range.user_list.len(), 1, "for one member");
    client.customer_acquisition_delete_link(&made[0]).await.expect("it is done");
    let outsider = company.outsider("late").expect("room");
    assert_eq!(company.outsider_opens(&outsider, &read.link.url), None, "and leads nowhere");
    assert_eq!(code(client.customer_acquisition_get(&made[0]).await), 40058, "it is gone");
    assert_eq!(client.customer_acquisition_list_link(100, None).await.expect("a list").items.len(), 2, "two are left");
}

#[tokio::test]
async fn limits_of_acquisition_links() {
    let (company, client) = company().await;
    let why = async |link: NewAcquisitionLink| told(client.customer_acquisition_create_link(&link).await);
    let named = |link_name: String| NewAcquisitionLink { link_name, ..link(&["wangfang"]) };
    assert_eq!(why(named("链".repeat(31))).await, "link_name has 31 characters, at most 30 are allowed", "one past");
    assert_eq!(why(named(String::new())).await, "link_name is empty", "none");
    assert_eq!(why(link(&[])).await, "range.user_list must be given where no department is", "nobody");
    let many = why(link(&["wangfang"; 501])).await;
    assert_eq!(many, "range.user_list has 501 entries, at most 500 are allowed", "one past");
    client.customer_acquisition_create_link(&named("链".repeat(30))).await.expect("30 characters");
    client.customer_acquisition_create_link(&link(&["wangfang"; 500])).await.expect("500 members");
    let page = "limit has 1001 entries, at most 1000 are allowed";
    assert_eq!(told(client.customer_acquisition_customer("l", 1001, None).await), page, "one past");
    let page = "limit has 101 entries, at most 100 are allowed";
    assert_eq!(told(client.customer_acquisition_list_link(101, None).await), page, "one past");
    assert_eq!(told(client.customer_acquisition_get("").await), "link_id is empty", "none");
    assert_eq!(received(&company, "create_link"), 2, "only what is sound");
    let refused = client.customer_acquisition_create_link(&link(&["li.na"])).await;
    assert_eq!(code(refused), 84074, "a member without the function");

    let url =
        |state: &str| customer_channel_url("https://work.weixin.qq.com/ca/x", state).map_err(|why| why.to_string());
    assert_eq!(
        url("a b&c").expect("any text"),
        "https://work.weixin.qq.com/ca/x?customer_channel=a%20b%26c",
        "encoded"
    );
    url(&"a".repeat(64)).expect("64 bytes");
    let long = url(&"a".repeat(65)).expect_err("one past");
    assert_eq!(long, "customer_channel has 65 bytes, at most 64 are allowed", "WeCom would cut it");
    assert_eq!(url("").expect_err("none"), "customer_channel is empty", "it would tell nobody apart");

    let (_company, client) = company_of(Config { acquisition_quota: None, ..Config::default() }).await;
    assert_eq!(code(client.customer_acquisition_quota().await), 48002, "it was never bought");
}

#[tokio::test]
async fn a_code_or_link_can_be_opened_in_a_browser_by_one_candidate_each() {
    let (company, client) = company().await;
    let made = client.customer_acquisition_create_link(&link(&["wangfang"])).await.expect("a link");
    let url = customer_channel_url(&made.url, "kqzvw").expect("short enough");
    let browser = reqwest::Client::builder().no_proxy().build().expect("a browser");
    let page = async |press: bool| {
        let request = if press { browser.post(&url) } else { browser.get(&url) };
        request.send().await.expect("a page").text().await.expect("a text")
    };
    let came = async || client.customer_acquisition_customer(&made.link_id, 100, None).await.expect("who came").items;
    assert!(page(false).await.contains("Add the colleague"), "the page says what comes next");
    assert_eq!(came().await, [], "looking adds nobody");
    assert!(page(true).await.contains("opens the chat"), "the candidate adds the colleague");
    let customer = came().await.remove(0);
    assert_eq!(
        (customer.state.as_str(), customer.userid.as_str()),
        ("kqzvw", "wangfang"),
        "with the state of the address"
    );
    assert_eq!(code(client.externalcontact_get(&customer.external_userid, None).await), 84061, "half a relation");
    assert!(page(true).await.contains("Both have each other"), "the colleague opens the chat");
    client.externalcontact_get(&customer.external_userid, None).await.expect("a customer now");
    assert_eq!(came().await.len(), 1, "the same address is the same candidate");
    assert!(page(true).await.contains("is no contact"), "the candidate deletes the colleague");
    client.externalcontact_get(&customer.external_userid, None).await.expect("and nothing that is read tells");
    let gone = browser.get(format!("{}/ca/nothing", company.base_url())).send().await.expect("an answer");
    assert_eq!(gone.status(), 404, "a link that nobody made");
}
