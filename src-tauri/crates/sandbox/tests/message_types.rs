//! message/send: every msgtype but text and cards, at its limits and one past them.

mod common;

use beckon_sandbox::Config;
use common::{Outside, picture, refused, video, voice, with};
use serde_json::{Value, json};

fn message(msgtype: &str, content: Value) -> Value {
    json!({ "touser": "zhangwei", "msgtype": msgtype, "agentid": 1_000_002, msgtype: content })
}

/// Names of the fields that were cut in the last call, with the bytes that are left.
fn cuts(outside: &Outside) -> Vec<(String, usize)> {
    let call = outside.company.journal().pop().expect("a call");
    call.cuts.into_iter().map(|cut| (cut.field, cut.left.len())).collect()
}

#[tokio::test]
async fn an_unknown_msgtype_is_40008_and_a_missing_content_has_its_own_code() {
    let outside = Outside::start(Config::default()).await;
    let base = message("text", json!({ "content": "x" }));
    for wrong in [json!("interactive_taskcard"), json!("markdown_v2"), json!("Text"), json!(1), json!(null)] {
        refused(&outside.send(&with(&base, "/msgtype", wrong)).await, 40008, "not a documented type of message/send");
    }
    for (kind, code) in [("text", 44004), ("markdown", 44004), ("image", 41006), ("file", 41006), ("news", 40063)] {
        refused(&outside.send(&message(kind, Value::Null)).await, code, kind);
    }
    refused(&outside.send(&message("news", json!([1]))).await, 40058, "a content that is no object");
}

#[tokio::test]
async fn media_must_be_alive_and_of_the_right_kind() {
    let outside = Outside::start(Config::default()).await;
    let image = outside.media("image", "a.png", &picture()).await;
    let voice = outside.media("voice", "a.amr", &voice(1)).await;
    let video = outside.media("video", "a.mp4", &video()).await;
    let file = outside.media("file", "简历.pdf", b"a resume").await;
    for (kind, own, other) in
        [("image", &image, &file), ("voice", &voice, &image), ("video", &video, &voice), ("file", &file, &video)]
    {
        refused(&outside.send(&message(kind, json!({ "media_id": own }))).await, 0, kind);
        refused(&outside.send(&message(kind, json!({ "media_id": other }))).await, 40007, "an upload of another kind");
        refused(&outside.send(&message(kind, json!({ "media_id": "made-up" }))).await, 40007, "no upload at all");
        refused(&outside.send(&message(kind, json!({}))).await, 41006, "no media_id");
    }
    outside.company.advance(std::time::Duration::from_secs(3 * 86_400));
    let reply =
        Outside { token: common::token(&outside.client, &outside.company, outside.company.secret()).await, ..outside };
    refused(&reply.send(&message("file", json!({ "media_id": file }))).await, 40007, "older than three days");
}

#[tokio::test]
async fn confidential_files_are_of_the_kinds_wecom_shows() {
    let outside = Outside::start(Config::default()).await;
    let pdf = outside.media("file", "a.PDF", b"abcdef").await;
    let zip = outside.media("file", "a.zip", b"abcdef").await;
    let safe = |media_id: &str| with(&message("file", json!({ "media_id": media_id })), "/safe", json!(1));
    refused(&outside.send(&safe(&pdf)).await, 0, "PDF can be shown");
    refused(&outside.send(&safe(&zip)).await, 40004, "ZIP cannot");
    refused(&outside.send(&message("file", json!({ "media_id": zip }))).await, 0, "but may be shared openly");
}

#[tokio::test]
async fn titles_and_descriptions_are_cut_in_bytes() {
    let outside = Outside::start(Config::default()).await;
    let video = outside.media("video", "a.mp4", &video()).await;
    let titled = |title: String, description: String| json!({ "title": title, "description": description });
    let fits = titled("面".repeat(42) + "ab", "d".repeat(512));
    let long = titled("面".repeat(43), "d".repeat(513));
    for (kind, content) in [
        ("video", json!({ "media_id": video })),
        ("textcard", json!({ "url": "https://example.com" })),
        ("news", json!({ "url": "https://example.com" })),
    ] {
        let build = |texts: &Value| {
            let mut content = content.clone();
            content.as_object_mut().unwrap().extend(texts.as_object().unwrap().clone());
            message(kind, if kind == "news" { json!({ "articles": [content] }) } else { content })
        };
        let at = if kind == "news" { "news.articles[0]" } else { kind };
        refused(&outside.send(&build(&fits)).await, 0, "128 and 512 bytes");
        assert_eq!(cuts(&outside), [], "{kind} fits");
        refused(&outside.send(&build(&long)).await, 0, "129 and 513 bytes pass as well");
        let expected = [(format!("{at}.title"), 126), (format!("{at}.description"), 512)];
        assert_eq!(cuts(&outside), expected, "{kind} is cut, and no character in two");
    }
}

#[tokio::test]
async fn textcard() {
    let outside = Outside::start(Config::default()).await;
    let card = json!({ "title": "t", "description": "d", "url": "https://example.com", "btntxt": "查看更多" });
    let base = message("textcard", card);
    refused(&outside.send(&base).await, 0, "the smallest card with a button of 4 characters");
    let long = format!("https://{}", "a".repeat(2041));
    let cases = [
        ("/textcard/title", json!(""), 41016, "an empty title is a missing one"),
        ("/textcard/description", json!(null), 41033, "description"),
        ("/textcard/url", json!(null), 41010, "url"),
        ("/textcard/url", json!("example.com"), 45034, "a url without scheme"),
        ("/textcard/url", json!(long[..2048]), 0, "a url of 2048 bytes"),
        ("/textcard/url", json!(long), 40039, "a url of 2049 bytes"),
        ("/textcard/btntxt", json!("查看更多吧"), 40058, "a button of 5 characters"),
        ("/textcard/title", json!(5), 40058, "a title that is no string"),
    ];
    outside.refuses("message/send", &base, &cases).await;
}

#[tokio::test]
async fn news() {
    let outside = Outside::start(Config::default()).await;
    let article = json!({ "title": "t", "url": "https://example.com", "picurl": "http://example.com/a.png" });
    let base = message("news", json!({ "articles": [article] }));
    refused(&outside.send(&base).await, 0, "one article");
    refused(&outside.send(&with(&base, "/safe", json!(1))).await, 40074, "news cannot be confidential");
    let mini = |appid: Value, pagepath: Value| json!([{ "title": "t", "appid": appid, "pagepath": pagepath }]);
    let cases = [
        ("/news/articles", json!(vec![article.clone(); 8]), 0, "8 articles"),
        ("/news/articles", json!(vec![article; 9]), 45008, "9 articles"),
        ("/news/articles", json!([]), 40063, "none"),
        ("/news/articles/0/title", json!(null), 41016, "title"),
        ("/news/articles/0/url", json!(null), 41010, "neither link nor mini program"),
        ("/news/articles/0/picurl", json!("example.com/a.png"), 45034, "a picture without scheme"),
        ("/news/articles", mini(json!("wx1"), json!("pages/a")), 0, "a mini program in place of a link"),
        ("/news/articles", mini(json!("wx1"), json!(null)), 40058, "half a mini program"),
        ("/news/articles", mini(json!("wx1"), json!("p".repeat(128))), 0, "a page path of 128 bytes"),
        ("/news/articles", mini(json!("wx1"), json!("p".repeat(129))), 40058, "and of 129"),
    ];
    outside.refuses("message/send", &base, &cases).await;
}

#[tokio::test]
async fn mpnews() {
    let outside = Outside::start(Config::default()).await;
    let thumb = outside.media("image", "a.png", &picture()).await;
    let article = json!({ "title": "t", "thumb_media_id": thumb, "content": "<p>x</p>" });
    let base = message("mpnews", json!({ "articles": [article] }));
    refused(&outside.send(&with(&base, "/safe", json!(2))).await, 0, "inside the company only");
    let cases = [
        ("/mpnews/articles", json!(vec![article; 9]), 45008, "9 articles"),
        ("/mpnews/articles/0/thumb_media_id", json!(null), 41006, "no picture"),
        ("/mpnews/articles/0/thumb_media_id", json!("x"), 40007, "an unknown picture"),
        ("/mpnews/articles/0/content", json!(null), 44004, "no content"),
        ("/mpnews/articles/0/content", json!("x".repeat(666_000)), 0, "666 KB"),
        ("/mpnews/articles/0/content", json!("x".repeat(666_001)), 45002, "one byte more"),
        ("/mpnews/articles/0/author", json!("a".repeat(64)), 0, "an author of 64 bytes"),
        ("/mpnews/articles/0/author", json!("a".repeat(65)), 40058, "and of 65"),
        ("/mpnews/articles/0/content_source_url", json!("example.com"), 45034, "a source without scheme"),
    ];
    outside.refuses("message/send", &base, &cases).await;
    outside.send(&with(&base, "/mpnews/articles/0/digest", json!("摘".repeat(171)))).await;
    assert_eq!(cuts(&outside), [("mpnews.articles[0].digest".to_owned(), 510)], "a digest beyond 512 bytes is cut");
}

#[tokio::test]
async fn markdown_is_refused_not_cut() {
    let outside = Outside::start(Config::default()).await;
    let base = message("markdown", json!({ "content": "# x" }));
    let cases = [
        ("/markdown/content", json!(""), 44004, "empty"),
        ("/markdown/content", json!("面".repeat(682)), 0, "2046 bytes"),
        ("/markdown/content", json!("a".repeat(2048)), 0, "2048 bytes"),
        ("/markdown/content", json!("a".repeat(2049)), 45002, "2049 bytes"),
    ];
    outside.refuses("message/send", &base, &cases).await;
}

#[tokio::test]
async fn miniprogram_notice() {
    let mut config = Config::default();
    config.apps[0].mini_programs = Some(vec!["wx0123".into()]);
    let outside = Outside::start(config).await;
    let row = json!({ "key": "地点", "value": "三号会议室" });
    let notice = json!({ "appid": "wx0123", "title": "面试通知", "content_item": [row], "emphasis_first_item": true });
    let base = with(&message("miniprogram_notice", notice), "/agentid", Value::Null);
    refused(&outside.send(&base).await, 0, "it needs no agentid");
    let cases = [
        ("/miniprogram_notice/appid", json!(null), 90200, "appid"),
        ("/miniprogram_notice/appid", json!("gh_1"), 90207, "no appid of a mini program"),
        ("/miniprogram_notice/appid", json!("wx9999"), 90206, "not linked"),
        ("/miniprogram_notice/page", json!("p".repeat(1024)), 0, "a page of 1024 bytes"),
        ("/miniprogram_notice/page", json!("p".repeat(1025)), 90204, "and of 1025"),
        ("/miniprogram_notice/title", json!("面试通"), 40058, "a title of 3 characters"),
        ("/miniprogram_notice/title", json!("面".repeat(12)), 0, "and of 12"),
        ("/miniprogram_notice/title", json!("面".repeat(13)), 40058, "and of 13"),
        ("/miniprogram_notice/description", json!("面".repeat(13)), 40058, "a description of 13"),
        ("/miniprogram_notice/emphasis_first_item", json!("true"), 40058, "a flag that is a string"),
        ("/miniprogram_notice/content_item", json!(vec![row.clone(); 10]), 0, "10 rows"),
        ("/miniprogram_notice/content_item", json!(vec![row; 11]), 90201, "11 rows"),
        ("/miniprogram_notice/content_item/0/key", json!("面".repeat(10)), 0, "a key of 10 characters"),
        ("/miniprogram_notice/content_item/0/key", json!("面".repeat(11)), 90202, "and of 11"),
        ("/miniprogram_notice/content_item/0/value", json!("面".repeat(30)), 0, "a value of 30 characters"),
        ("/miniprogram_notice/content_item/0/value", json!("面".repeat(31)), 90203, "and of 31"),
        ("/touser", json!("@all"), 40058, "never to everyone"),
    ];
    outside.refuses("message/send", &base, &cases).await;
}
