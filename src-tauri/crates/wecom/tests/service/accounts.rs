//! Accounts and the links to them, and who may not use them.

use std::sync::Arc;

use beckon_sandbox::{Config, Managed, Sandbox, ServiceAccount};
use wecom::{Client, with_scene_param};

use super::common::{self, client_of, code, company, received, told};

async fn company_of(config: Config) -> (Arc<Sandbox>, Client) {
    let company = Arc::new(Sandbox::start(config).await.expect("a port is free"));
    let client = client_of(&company);
    (company, client)
}

fn account(number: usize, managed: Managed) -> ServiceAccount {
    ServiceAccount { open_kfid: format!("wk{number}"), name: format!("面试邀约 {number}"), managed }
}

#[tokio::test]
async fn accounts_come_in_pages_and_say_whether_the_app_manages_them() {
    let service: Vec<_> = (0..101).map(|number| account(number, Managed::Api)).collect();
    let (company, client) = company_of(Config { service, ..Config::default() }).await;
    let first = client.kf_account_list(0, 100).await.expect("a page of 100");
    let rest = client.kf_account_list(100, 100).await.expect("the rest");
    assert_eq!((first.len(), rest.len()), (100, 1), "fewer than asked for are the last");
    assert_eq!((rest[0].open_kfid.as_str(), rest[0].name.as_str()), ("wk100", "面试邀约 100"), "in order");
    assert!(client.kf_account_list(101, 100).await.expect("past the end").is_empty(), "and then none");
    let before = received(&company, "account/list");
    assert_eq!(
        told(client.kf_account_list(0, 101).await),
        "limit has 101 entries, at most 100 are allowed",
        "one past"
    );
    assert_eq!(told(client.kf_account_list(0, 0).await), "limit has 0 entries, at least 1 are needed", "none");
    assert_eq!(received(&company, "account/list"), before, "nothing left");

    let (_company, client) = common::company().await;
    let privileges: Vec<_> = client.kf_account_list(0, 100).await.unwrap().iter().map(|a| a.manage_privilege).collect();
    assert_eq!(privileges, [Some(true), Some(false)], "one account is the app's, one is the colleagues'");
}

#[tokio::test]
async fn a_link_is_the_same_for_everybody_until_it_says_whose_it_is() {
    let (company, client) = company().await;
    let kf = client.kf_account_list(0, 100).await.unwrap()[0].open_kfid.clone();
    let link = client.kf_add_contact_way(&kf, "itv").await.expect("a link");
    assert!(link.starts_with(&company.base_url()) && link.contains("?enc_scene="), "with the scene: {link}");
    assert_eq!(client.kf_add_contact_way(&kf, "itv").await.unwrap(), link, "the same one again");
    assert_ne!(client.kf_add_contact_way(&kf, "").await.unwrap(), link, "another one without a scene");
    assert_eq!(with_scene_param(&link, "cand-0042").unwrap(), format!("{link}&scene_param=cand-0042"), "path/94665");
    let encoded = with_scene_param(&link, "面 试&x=1").unwrap();
    assert_eq!(encoded, format!("{link}&scene_param=%E9%9D%A2+%E8%AF%95%26x%3D1"), "encoded for the URL");
    let long = |bytes: usize| with_scene_param(&link, &"a".repeat(bytes)).map_err(|why| why.to_string());
    assert!(long(128).is_ok(), "128 bytes are allowed");
    assert_eq!(long(129), Err("scene_param has 129 bytes, at most 128 are allowed".into()), "one past");
    assert_eq!(long(0), Err("scene_param is empty".into()), "nobody's");
    assert!(with_scene_param("no link", "a").is_err(), "nothing to add to");

    let before = received(&company, "add_contact_way");
    let why = async |scene: &str| told(client.kf_add_contact_way(&kf, scene).await);
    assert_eq!(why(&"a".repeat(33)).await, "scene has 33 bytes, at most 32 are allowed", "one past");
    assert_eq!(why("面试").await, "scene may have letters, digits, _ and - only", "Chinese");
    assert_eq!(told(client.kf_add_contact_way(" ", "itv").await), "open_kfid is empty", "no account");
    assert_eq!(received(&company, "add_contact_way"), before, "nothing left");
    client.kf_add_contact_way(&kf, &"a".repeat(32)).await.expect("32 bytes are allowed");
}

#[tokio::test]
async fn who_may_not_use_customer_service_is_told_why() {
    let service = vec![account(0, Managed::Api), account(1, Managed::Client), account(2, Managed::Elsewhere)];
    let (_company, client) = company_of(Config { service: service.clone(), ..Config::default() }).await;
    for (kf, refused) in [("wk1", 95011), ("wk2", 95012), ("wk3", 95004)] {
        assert_eq!(code(client.kf_add_contact_way(kf, "").await), refused, "{kf}");
    }
    let mut config = Config { service, ..Config::default() };
    config.apps[0].customer_service = false;
    let (_company, client) = company_of(config.clone()).await;
    assert_eq!(code(client.kf_account_list(0, 100).await), 48002, "the app is not among the callable ones");
    config.apps[0].customer_service = true;
    let (_company, client) = company_of(Config { service_api: false, ..config }).await;
    assert_eq!(code(client.kf_account_list(0, 100).await), 95017, "the API is switched off");
}
