//! Customers as an outside client meets them: contact ways, acquisition links, notes, tags, ids of forms, and the rows of
//! all of them.

mod common;

use beckon_sandbox::{App, Config, Relation};
use common::{Outside, refused, token};
use serde_json::{Value, json};

const LINKS: &str = "externalcontact/customer_acquisition";

async fn start() -> Outside {
    let mut config = Config::default();
    config.apps.push(App::new(1_000_003, "Other", 9));
    Outside::start(config).await
}

/// The same company, as its second app meets it.
async fn other_app(outside: Outside) -> Outside {
    let secret = outside.company.reset_secret(1_000_003).expect("the second app");
    let token = token(&outside.client, &outside.company, &secret).await;
    Outside { token, ..outside }
}

fn wangfangs(outside: &Outside) -> Vec<String> {
    let customers = outside.company.customers();
    let hers = customers.iter().filter(|customer| customer.follow("wangfang").is_some());
    hers.map(|customer| customer.external_userid.clone()).collect()
}

#[tokio::test]
async fn rows_of_customers_are_bounded_and_checked() {
    let outside =
        Outside::start(Config { customers: 130, customer_contact: vec!["wangfang".into()], ..Config::default() }).await;
    let path = "externalcontact/batch/get_by_user";
    let base = json!({ "userid_list": ["WangFang"], "limit": 1000, "cursor": "" });
    let first = outside.post(path, &base).await;
    let rows = |page: &Value| page["external_contact_list"].as_array().map_or(0, Vec::len);
    assert_eq!(rows(&first), 100, "a limit above the most is the most: {}", first["errmsg"]);
    let rest = outside.post(path, &common::with(&base, "/cursor", first["next_cursor"].clone())).await;
    assert_eq!((rows(&rest), &rest["next_cursor"]), (30, &json!("")), "the rest, and an end");
    let row = &first["external_contact_list"][0];
    assert_eq!(row["follow_info"]["userid"], "wangfang", "as the company spells it");
    assert_eq!(row["follow_info"]["tag_id"], json!([]), "with tags by their ids: {row}");
    assert!(row["follow_info"].get("tags").is_none(), "and not by their names: {row}");
    assert_eq!(first["fail_info"]["unlicensed_userid_list"], json!([]), "everybody has a licence");
    let cases = [
        ("/userid_list", json!([]), 40032, "nobody"),
        ("/userid_list", json!(vec!["wangfang"; 101]), 40032, "101 members"),
        ("/userid_list", json!(["zhangwei"]), 84074, "a member without the function"),
        ("/limit", json!(0), 40058, "no rows"),
        ("/limit", json!(null), 0, "the default"),
        ("/cursor", json!("x"), 40058, "a cursor that nobody gave out"),
    ];
    outside.refuses(path, &base, &cases).await;
}

#[tokio::test]
async fn contact_ways_belong_to_their_app() {
    let outside = start().await;
    let base = json!({ "type": 2, "scene": 2, "party": [5], "state": "s", "remark": "r", "skip_verify": false });
    let made = outside.post("externalcontact/add_contact_way", &base).await;
    let way = json!({ "config_id": made["config_id"] });
    let read = outside.post("externalcontact/get_contact_way", &way).await["contact_way"].clone();
    assert_eq!(
        (&read["party"], &read["skip_verify"], &read["type"]),
        (&json!([5]), &json!(false), &json!(2)),
        "{read}"
    );
    let outsider = outside.company.outsider("Ann").expect("room");
    let url = made["qr_code"].as_str().expect("a code");
    let asked = outside.company.outsider_opens(&outsider, url).expect("one of the department");
    let customer = outside.company.customers().pop().expect("who came last");
    assert_eq!(customer.follow(&asked).map(|follow| follow.relation), Some(Relation::Asked), "{asked} has not agreed");
    let none = json!({ "type": 2, "scene": 2, "party": [2] , "user": ["li.na"] });
    refused(&outside.post("externalcontact/add_contact_way", &none).await, 84074, "nobody of them has the function");
    for path in ["externalcontact/get_contact_way", "externalcontact/del_contact_way"] {
        refused(&outside.post(path, &json!({})).await, 41043, "no config_id");
        refused(&outside.post(path, &json!({ "config_id": "x" })).await, 41044, "an unknown one");
    }
    let other = other_app(outside).await;
    for path in ["externalcontact/get_contact_way", "externalcontact/del_contact_way"] {
        refused(&other.post(path, &way).await, 41044, "another app's");
    }
    assert_eq!(
        other.post("externalcontact/list_contact_way", &json!({})).await["contact_way"],
        json!([]),
        "it has none"
    );
}

#[tokio::test]
async fn acquisition_links_are_checked_and_belong_to_their_app() {
    let outside = start().await;
    let base =
        json!({ "link_name": "n", "range": { "user_list": ["wangfang"], "department_list": [] }, "skip_verify": true });
    let create = format!("{LINKS}/create_link");
    let cases = [
        ("/link_name", json!("n".repeat(30)), 0, "30 characters"),
        ("/link_name", json!("n".repeat(31)), 40058, "31 characters"),
        ("/link_name", json!(""), 40058, "no name"),
        ("/range", json!(null), 40063, "no range"),
        ("/range/user_list", json!([]), 40063, "nobody"),
        ("/range/user_list", json!(vec!["wangfang"; 501]), 40058, "501 people"),
        ("/range/user_list", json!(["li.na"]), 84074, "a member without the function"),
        ("/range/user_list", json!(["HenryLewis"]), 60011, "a member outside the range"),
        ("/range/department_list", json!([5]), 0, "and the recruiters"),
    ];
    outside.refuses(&create, &base, &cases).await;
    let made = outside.post(&create, &base).await["link"].clone();
    let link = json!({ "link_id": made["link_id"] });
    for path in ["get", "delete_link", "customer"] {
        refused(&outside.post(&format!("{LINKS}/{path}"), &json!({})).await, 40063, "no link_id");
        refused(&outside.post(&format!("{LINKS}/{path}"), &json!({ "link_id": "x" })).await, 40058, "an unknown one");
    }
    let long = format!("{}?customer_channel={}", made["url"].as_str().expect("a url"), "s".repeat(65));
    let outsider = outside.company.outsider("Ann").expect("room");
    outside.company.outsider_opens(&outsider, &long).expect("the link works");
    let came = outside.post(&format!("{LINKS}/customer"), &link).await["customer_list"].clone();
    assert_eq!(came[0]["state"], "s".repeat(64), "what is too long is cut without a word: {came}");
    for _ in 0..497 {
        refused(&outside.post(&create, &base).await, 0, "a link more");
    }
    refused(&outside.post(&create, &base).await, 41095, "500 are enough: one serves everybody");
    let other = other_app(outside).await;
    for path in ["get", "delete_link", "customer"] {
        refused(&other.post(&format!("{LINKS}/{path}"), &link).await, 41098, "another app's");
    }
    assert_eq!(other.post(&format!("{LINKS}/list_link"), &json!({})).await["link_id_list"], json!([]), "it has none");
}

#[tokio::test]
async fn the_secret_of_customer_contact_is_no_key_to_acquisition_links() {
    let mut config = Config::default();
    config.apps.push(App::customers(5));
    let secret = config.apps[1].secret.clone();
    let mut outside = Outside::start(config).await;
    outside.token = token(&outside.client, &outside.company, &secret).await;
    refused(&outside.get(&format!("{LINKS}_quota")).await, 48002, "only apps may (path/97297)");
    let rows = json!({ "userid_list": ["wangfang"] });
    refused(&outside.post("externalcontact/batch/get_by_user", &rows).await, 0, "but it reads customers");
}

#[tokio::test]
async fn notes_and_tags_are_checked() {
    let outside = start().await;
    let hers = wangfangs(&outside);
    let base = json!({ "userid": "wangfang", "external_userid": hers[0], "remark": "r", "description": "d",
        "remark_company": "c", "remark_mobiles": ["13800000001"] });
    let path = "externalcontact/remark";
    let half = outside.company.outsider("Ann").expect("room");
    let way = json!({ "type": 1, "scene": 2, "user": ["wangfang"] });
    let way = outside.post("externalcontact/add_contact_way", &way).await["qr_code"].clone();
    outside.company.outsider_opens(&half, way.as_str().expect("a code")).expect("it works");
    let cases = [
        ("/remark", json!("r".repeat(21)), 40058, "21 characters"),
        ("/description", json!("d".repeat(151)), 40058, "151 characters"),
        ("/remark_company", json!("c".repeat(21)), 40058, "21 characters"),
        ("/remark_mobiles", json!(vec!["1"; 21]), 40058, "more numbers than anybody has"),
        ("/userid", json!(null), 41009, "no member"),
        ("/external_userid", json!(null), 41035, "no customer"),
        ("/external_userid", json!("wmX"), 40096, "nobody"),
        ("/external_userid", json!(half), 84061, "a chat that she has not opened"),
        ("/userid", json!("song-wei"), 84084, "a member who has not added the customer"),
    ];
    outside.refuses(path, &base, &cases).await;
    let nothing = json!({ "userid": "wangfang", "external_userid": hers[0] });
    refused(&outside.post(path, &nothing).await, 40063, "nothing to write");

    let tags = json!({ "group_name": "Beckon", "order": 1, "tag": [{ "name": "a", "order": 1 }, { "name": "a" }] });
    let added = outside.post("externalcontact/add_corp_tag", &tags).await["tag_group"].clone();
    assert_eq!(added["tag"].as_array().map(Vec::len), Some(1), "equal names are one tag: {added}");
    let cases = [
        ("/group_name", json!(""), 40063, "no group"),
        ("/group_name", json!("g".repeat(31)), 40072, "31 characters"),
        ("/tag", json!([]), 40063, "an empty group"),
        ("/tag", json!([{}]), 41018, "a tag without a name"),
        ("/tag", json!([{ "name": "t".repeat(31) }]), 40072, "31 characters"),
        ("/tag", (0..10_000).map(|at| json!({ "name": at.to_string() })).collect(), 40126, "more than 10,000 in all"),
    ];
    outside.refuses("externalcontact/add_corp_tag", &tags, &cases).await;
    let unknown = json!({ "group_id": "etX", "tag": [{ "name": "a" }] });
    refused(&outside.post("externalcontact/add_corp_tag", &unknown).await, 40068, "an unknown group");
    let list =
        async |asked: Value| outside.post("externalcontact/get_corp_tag_list", &asked).await["tag_group"].clone();
    assert_eq!(list(json!({})).await.as_array().map(Vec::len), Some(2), "the console's and the new one");
    assert_eq!(list(json!({ "tag_id": [added["tag"][0]["id"]] })).await[0]["group_id"], added["group_id"], "by a tag");
    assert_eq!(list(json!({ "group_id": [added["group_id"]], "tag_id": ["etX"] })).await[0], added, "groups win");

    let mark = json!({ "userid": "wangfang", "external_userid": hers[0], "add_tag": [added["tag"][0]["id"]], "remove_tag": [] });
    let cases = [
        ("/add_tag", json!([]), 40063, "no tag"),
        ("/add_tag", json!(["etX"]), 40068, "an unknown one"),
        ("/remove_tag", json!(["etX"]), 40068, "an unknown one"),
        ("/external_userid", json!(half), 84061, "a chat that she has not opened"),
    ];
    outside.refuses("externalcontact/mark_tag", &mark, &cases).await;
}

#[tokio::test]
async fn ids_of_forms_are_checked() {
    let outside = start().await;
    let base = json!({ "business_type": 2, "user_type": 1, "tmp_external_userid_list": ["ouX"] });
    let path = "idconvert/convert_tmp_external_userid";
    let read = outside.post(path, &base).await;
    assert_eq!((&read["results"], &read["invalid_tmp_external_userid_list"]), (&json!([]), &json!(["ouX"])), "{read}");
    let cases = [
        ("/business_type", json!(4), 40058, "no such area"),
        ("/user_type", json!(5), 40058, "no such kind of person"),
        ("/tmp_external_userid_list", json!([]), 40058, "none"),
        ("/tmp_external_userid_list", json!(vec!["o"; 101]), 40058, "101 ids"),
    ];
    outside.refuses(path, &base, &cases).await;
}
