//! Uploads and downloads.

mod common;

use std::time::Duration;

use beckon_sandbox::{Config, Limits};
use common::{Outside, form, picture, refused, video, voice};
use serde_json::Value;

const MIB: usize = 1024 * 1024;

fn grown(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0);
    bytes
}

#[tokio::test]
async fn uploads_are_checked_by_size_and_format() {
    let outside = Outside::start(Config::default()).await;
    let cases: Vec<(&str, Vec<u8>, i64, &str)> = vec![
        ("file", b"123456".to_vec(), 0, "6 bytes"),
        ("file", b"12345".to_vec(), 40006, "every file has more than 5 bytes"),
        ("file", vec![], 44001, "nothing"),
        ("file", vec![1; 20 * MIB], 0, "20 MB"),
        ("file", vec![1; 20 * MIB + 1], 45001, "one byte more"),
        ("image", grown(picture(), 10 * MIB), 0, "10 MB"),
        ("image", grown(picture(), 10 * MIB + 1), 45001, "one byte more"),
        ("image", b"GIF89a......".to_vec(), 40123, "neither JPG nor PNG"),
        ("voice", voice(60), 0, "60 seconds"),
        ("voice", voice(61), 45007, "61 seconds"),
        ("voice", b"ID3.....".to_vec(), 301_017, "no AMR"),
        ("video", video(), 0, "MP4"),
        ("video", picture(), 40004, "no MP4"),
        ("gif", picture(), 40005, "no such type"),
    ];
    for (kind, bytes, code, why) in cases {
        let reply = outside.upload(&format!("media/upload?type={kind}"), "名.bin", &bytes).await;
        refused(&reply, code, why);
        assert_eq!(reply["media_id"].is_string(), code == 0, "{why}: {reply}");
        assert!(code != 0 || reply["created_at"].is_string(), "created_at is a string: {reply}");
    }
}

#[tokio::test]
async fn the_form_of_reqwest_is_understood() {
    let outside = Outside::start(Config::default()).await;
    let part = reqwest::multipart::Part::bytes(&b"abcdef"[..]).file_name("简历.pdf");
    let whole = reqwest::multipart::Form::new().text("note", "first").part("media", part);
    let call = outside.client.post(outside.url("media/upload?type=file")).multipart(whole);
    let reply = call.send().await.unwrap().json::<Value>().await.unwrap();
    let url = outside.url(&format!("media/get?media_id={}", reply["media_id"].as_str().unwrap()));
    let back = outside.client.get(url).send().await.unwrap();
    let name = back.headers()["content-disposition"].as_bytes().to_vec();
    assert_eq!(String::from_utf8(name).unwrap(), "attachment; filename=\"简历.pdf\"", "the name arrived");
    let (body, _) = form("a", b"abcdef");
    let call = outside.client.post(outside.url("media/upload?type=file")).body(body);
    refused(&call.send().await.unwrap().json().await.unwrap(), 40063, "no multipart content type");
}

#[tokio::test]
async fn a_download_is_the_upload_whole_or_in_parts_for_three_days() {
    let outside = Outside::start(Config::default()).await;
    let media_id = outside.media("file", "简历.pdf", b"0123456789").await;
    let url = outside.url(&format!("media/get?media_id={media_id}"));
    let whole = outside.client.get(&url).send().await.unwrap();
    let disposition = String::from_utf8(whole.headers()["content-disposition"].as_bytes().to_vec()).unwrap();
    assert_eq!(disposition, "attachment; filename=\"简历.pdf\"");
    assert_eq!(whole.headers()["content-type"], "application/octet-stream");
    assert!(whole.headers().get("error-code").is_none(), "no error");
    assert_eq!(whole.bytes().await.unwrap(), "0123456789");

    let part = outside.client.get(&url).header("range", "bytes=2-4").send().await.unwrap();
    assert_eq!((part.status().as_u16(), part.headers()["content-range"].to_str().unwrap()), (206, "bytes 2-4/10"));
    assert_eq!(part.bytes().await.unwrap(), "234");
    let rest = outside.client.get(&url).header("range", "bytes=7-").send().await.unwrap();
    assert_eq!(rest.bytes().await.unwrap(), "789");
    let wrong = outside.client.get(&url).header("range", "bytes=20-30").send().await.unwrap();
    refused(&wrong.json().await.unwrap(), 40146, "behind the end");

    refused(&outside.get("media/get?media_id=made-up").await, 40007, "errors come as JSON");
    refused(&outside.get("media/get").await, 41006, "no media_id");
    outside.company.set_limits(Limits { token_seconds: 400_000, ..Limits::default() });
    outside.company.expire_tokens();
    let token = common::token(&outside.client, &outside.company, outside.company.secret()).await;
    let outside = Outside { token, ..outside };
    outside.company.advance(Duration::from_secs(3 * 86_400 - 60));
    let url = outside.url(&format!("media/get?media_id={media_id}"));
    assert_eq!(outside.client.get(&url).send().await.unwrap().bytes().await.unwrap(), "0123456789", "almost 3 days");
    outside.company.advance(Duration::from_secs(60));
    refused(&outside.get(&format!("media/get?media_id={media_id}")).await, 40007, "three days");
}

#[tokio::test]
async fn uploadimg_takes_pictures_up_to_2_mb_and_1000_a_day() {
    let limits = Limits { pictures_per_day: Some(2), ..Limits::default() };
    let outside = Outside::start(Config { limits, ..Config::default() }).await;
    let upload = async |bytes: &[u8]| outside.upload("media/uploadimg", "a.png", bytes).await;
    refused(&upload(&grown(picture(), 2 * MIB + 1)).await, 45001, "above 2 MB");
    refused(&upload(b"not a picture").await, 40123, "neither JPG nor PNG");
    let reply = upload(&grown(picture(), 2 * MIB)).await;
    assert!(reply["url"].as_str().unwrap().starts_with("https://"), "{reply}");
    refused(&upload(&picture()).await, 0, "the second of two");
    refused(&upload(&picture()).await, 45009, "the third");
}
