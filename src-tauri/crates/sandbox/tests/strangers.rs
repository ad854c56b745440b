//! What somebody who knows no secret gets: nothing, and no room in memory either. And what those who know it can pile up.

mod common;

use beckon_sandbox::{Config, Sandbox};
use common::{Outside, client, form, refused};
use serde_json::{Value, json};

const MIB: usize = 1024 * 1024;

#[tokio::test]
async fn nobody_can_foresee_the_practice_company_of_somebody_else() {
    let start = async || Outside::start(Config::unforeseen().unwrap()).await;
    let (one, other) = (start().await, start().await);
    assert_ne!(one.company.corp_id(), other.company.corp_id(), "the id is another one every time");
    assert_ne!(one.company.secret(), other.company.secret(), "and the secret");
    assert_ne!(one.company.robot_key(), other.company.robot_key(), "and the robot's key");
    assert_ne!(one.token, other.token, "and the token: one of a company of one's own opens no other");
    assert_eq!((one.company.secret().len(), one.token.len()), (43, 214), "as long as WeCom's");
    let members = |of: &Outside| of.company.members().iter().map(|member| member.userid.clone()).collect::<Vec<_>>();
    assert_eq!(members(&one), members(&other), "the people are the same: they are in the lists of yesterday");
}

#[tokio::test]
async fn the_secret_of_a_test_company_opens_no_other() {
    let company = Sandbox::start(Config::unforeseen().unwrap()).await.unwrap();
    let known = Config::default();
    let reply = common::gettoken(&client(), &company, &known.corp_id, &known.apps[0].secret).await;
    refused(&reply, 40013, "what is written in the source is no company id");
    let reply = common::gettoken(&client(), &company, company.corp_id(), &known.apps[0].secret).await;
    refused(&reply, 40001, "nor a secret");
}

#[tokio::test]
async fn a_stranger_is_not_listened_to_at_length() {
    let company = Sandbox::start(Config::unforeseen().unwrap()).await.unwrap();
    let (body, content_type) = form("a.bin", &vec![1; 4 * MIB]);
    for (at, query) in [
        ("media/upload", "type=file"),
        ("media/upload", "access_token=guessed&type=file"),
        ("webhook/upload_media", "key=guessed&type=file"),
    ] {
        let url = format!("{}/cgi-bin/{at}?{query}", company.base_url());
        let call = client().post(url).header("content-type", content_type).body(body.clone());
        // The company may have hung up before all of it was said.
        if let Ok(reply) = call.send().await {
            refused(&reply.json::<Value>().await.unwrap(), 40014, query);
        }
    }
    let kept: usize = company.journal().iter().map(|call| call.body.len()).sum();
    assert_eq!(kept, 0, "nothing of it was taken in");
}

#[tokio::test]
async fn sixty_uploads_do_not_pile_up() {
    let limits = Config { journal_bytes: 8 * MIB, upload_bytes: 8 * MIB, ..Config::default() };
    let outside = Outside::start(limits).await;
    let mut ids = Vec::new();
    for number in 0..60 {
        ids.push(outside.media("file", &format!("{number}.bin"), &vec![1; 2 * MIB]).await);
    }
    let journal = outside.company.journal();
    let bytes: usize = journal.iter().map(|call| call.body.len()).sum();
    assert!(bytes <= 8 * MIB, "the journal keeps what fits: {bytes}");
    assert_eq!(outside.company.forgotten() + journal.len() as u64, 61, "and counts what it forgot");
    let alive = async |id: &String| {
        let reply = outside.client.get(outside.url(&format!("media/get?media_id={id}"))).send().await.unwrap();
        reply.headers().get("content-disposition").is_some()
    };
    assert!(alive(&ids[59]).await && !alive(&ids[0]).await, "the newest upload is there, the oldest went");
}

#[tokio::test]
async fn the_pages_of_links_take_so_much_and_no_more() {
    let outside = Outside::start(Config::default()).await;
    let kf = outside.company.service().accounts()[0].open_kfid.clone();
    let link = outside.post("kf/add_contact_way", &json!({ "open_kfid": kf })).await;
    let link = link["url"].as_str().expect("a link").to_owned();
    let client = client();
    client.get(&link).send().await.expect("a page");
    let said = format!("say={}", "a".repeat(60_000));
    for _ in 0..30 {
        client.post(&link).body(said.clone()).send().await.expect("a page");
    }
    let read = outside.post("kf/sync_msg", &json!({ "open_kfid": kf })).await;
    let kept = read["msg_list"].as_array().expect("a list").len();
    assert!((15..20).contains(&kept), "one megabyte of nearly two is kept: {kept} messages");
}
