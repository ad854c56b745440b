//! Group robots, against the practice company and by the bytes on the wire.

mod common;

use beckon_sandbox::Sandbox;
use common::by_hand::{Act, http, ok, server};
use common::{code, picture, received, straight, told, video, voice};
use serde_json::{Value, json};
use wecom::{Error, MediaFile, MediaKind, Robot, RobotArticle, RobotConfig, RobotMessage};

fn robot_at(host: &str, key: &str) -> Robot {
    let config = RobotConfig { host: host.to_owned(), network: straight(), ..RobotConfig::new(key) };
    Robot::new(config).expect("a host and a key")
}

async fn company() -> (Sandbox, Robot) {
    let config = beckon_sandbox::Config::default();
    let key = config.robots[0].clone();
    let company = Sandbox::start(config).await.expect("a port is free");
    let robot = robot_at(&company.base_url(), &key);
    (company, robot)
}

fn article(title: &str) -> RobotArticle {
    let url = "https://example.com/j/7".to_owned();
    RobotArticle { title: title.to_owned(), description: String::new(), url, picurl: String::new() }
}

fn card(card_type: &str) -> Value {
    json!({
        "card_type": card_type,
        "main_title": { "title": "面试安排" },
        "card_image": { "url": "https://example.com/p.png" },
        "card_action": { "type": 1, "url": "https://example.com/i/42" },
    })
}

#[tokio::test]
async fn every_kind_of_message() {
    let (company, robot) = company().await;
    let file = MediaFile::from_bytes("面试安排.pdf", &b"%PDF-1.7"[..]);
    let file = robot.upload_media(MediaKind::File, &file).await.expect("a file");
    let recording = robot.upload_media(MediaKind::Voice, &MediaFile::from_bytes("a.amr", voice(60))).await;
    let recording = recording.expect("a recording");
    assert!(recording.expires_at_ms() > company.now_ms(), "good for three days");
    let messages = [
        RobotMessage::Text {
            content: "面试改到 3 号会议室 <@zhangwei>".to_owned(),
            mentioned_list: vec!["li.na".to_owned(), "@all".to_owned()],
            mentioned_mobile_list: vec!["10000000001".to_owned()],
        },
        RobotMessage::Markdown("# 面试\n> <font color=\"warning\">今天</font>".to_owned()),
        RobotMessage::MarkdownV2("| 时间 | 地点 |\n|--|--|\n| 10:00 | 3 |".to_owned()),
        RobotMessage::Image(picture().into()),
        RobotMessage::News(vec![article("招聘会"); 8]),
        RobotMessage::File { media_id: file.media_id },
        RobotMessage::Voice { media_id: recording.media_id },
        RobotMessage::TemplateCard(card("text_notice")),
        RobotMessage::TemplateCard(card("news_notice")),
    ];
    for message in &messages {
        robot.send(message).await.unwrap_or_else(|error| panic!("{message:?}: {error}"));
    }
    assert_eq!(received(&company, "webhook/send"), messages.len(), "each once");
    assert!(company.journal().iter().all(|call| call.cuts.is_empty()), "nothing was cut without a word");
}

#[tokio::test]
async fn limits_at_the_edge_and_one_past() {
    let (_company, robot) = company().await;
    let sent = async |message: RobotMessage| robot.send(&message).await;
    for letter in ["a", "面"] {
        let fill = |bytes: usize| letter.repeat(bytes / letter.len());
        sent(RobotMessage::text(fill(2048))).await.expect("2048 bytes of text");
        sent(RobotMessage::Markdown(fill(4096))).await.expect("4096 bytes of markdown");
        sent(RobotMessage::MarkdownV2(fill(4096))).await.expect("4096 bytes of markdown_v2");
    }
    let text = told(sent(RobotMessage::text("a".repeat(2049))).await);
    assert_eq!(text, "text.content has 2049 bytes, at most 2048 are allowed", "WeCom would cut it");
    let text = told(sent(RobotMessage::text("面".repeat(683))).await);
    assert_eq!(text, "text.content has 2049 bytes, at most 2048 are allowed", "683 Chinese characters");
    let markdown = told(sent(RobotMessage::MarkdownV2("a".repeat(4097))).await);
    assert_eq!(markdown, "markdown_v2.content has 4097 bytes, at most 4096 are allowed", "WeCom would refuse it");

    let most = [picture(), vec![0; (2 << 20) - picture().len()]].concat();
    let past = [most.clone(), vec![0]].concat();
    sent(RobotMessage::Image(most.into())).await.expect("2 MiB");
    let image = told(sent(RobotMessage::Image(past.into())).await);
    assert_eq!(image, "image has 2097153 bytes, at most 2097152 are allowed", "one past");

    let articles = told(sent(RobotMessage::News(vec![article("a"); 9])).await);
    assert_eq!(articles, "news.articles has 9 entries, at most 8 are allowed", "one past");
    sent(RobotMessage::News(vec![article(&"a".repeat(128))])).await.expect("128 bytes");
    let title = told(sent(RobotMessage::News(vec![article(&"a".repeat(129))])).await);
    assert_eq!(title, "news.articles[0].title has 129 bytes, at most 128 are allowed", "WeCom would cut it");
    let long = |description: String, url: usize| RobotArticle {
        title: "面".repeat(42),
        description,
        url: format!("https://e.com/{}", "a".repeat(url - 14)),
        picurl: format!("https://e.com/{}", "p".repeat(url - 14)),
    };
    for description in ["d".repeat(512), "面".repeat(170)] {
        sent(RobotMessage::News(vec![long(description, 2048)])).await.expect("512 bytes and 2048 bytes");
    }
    let everything = told(sent(RobotMessage::News(vec![long("面".repeat(171), 2049)])).await);
    let expected = "news.articles[0].description has 513 bytes, at most 512 are allowed; \
        news.articles[0].url has 2049 bytes, at most 2048 are allowed; \
        news.articles[0].picurl has 2049 bytes, at most 2048 are allowed";
    assert_eq!(everything, expected, "everything at once");
    let title = told(sent(RobotMessage::News(vec![article(&"面".repeat(43))])).await);
    assert_eq!(title, "news.articles[0].title has 129 bytes, at most 128 are allowed", "43 Chinese characters");
    let empty = told(sent(RobotMessage::Image(bytes::Bytes::new())).await);
    assert_eq!(empty, "image has 0 bytes, at least 1 are needed; image must be a JPG or PNG", "nothing");
    let markdown = told(sent(RobotMessage::Markdown("面".repeat(1366))).await);
    assert_eq!(markdown, "markdown.content has 4098 bytes, at most 4096 are allowed", "1366 Chinese characters");
}

#[tokio::test]
async fn what_cannot_be_said_does_not_leave() {
    let (company, robot) = company().await;
    let why = async |message: RobotMessage| told(robot.send(&message).await);
    assert_eq!(why(RobotMessage::text(" \n")).await, "text.content is empty", "blanks");
    assert_eq!(why(RobotMessage::text("a\u{7}")).await, "text.content has a control character", "a bell");
    assert_eq!(why(RobotMessage::Image(video().into())).await, "image must be a JPG or PNG", "an MP4");
    let card = why(RobotMessage::TemplateCard(card("button_interaction"))).await;
    assert_eq!(card, "template_card.card_type must be text_notice or news_notice", "nobody could answer it");
    let upload = robot.upload_media(MediaKind::Image, &MediaFile::from_bytes("a.png", picture())).await;
    assert_eq!(told(upload), "type must be file or voice", "pictures go into the message");
    let mention = RobotMessage::Text {
        content: "a".to_owned(),
        mentioned_list: vec!["@all".to_owned(), "张伟".to_owned()],
        mentioned_mobile_list: Vec::new(),
    };
    assert_eq!(why(mention).await, "text.mentioned_list[1] \"张伟\" cannot be a user id", "a name");
    assert!(company.journal().is_empty(), "WeCom was not asked");
}

#[tokio::test]
async fn a_wrong_key_and_too_many_messages() {
    let (company, robot) = company().await;
    let wrong = robot_at(&company.base_url(), "made-up");
    assert_eq!(code(wrong.send(&RobotMessage::text("a")).await), 93000, "the key is the whole credential");
    for _ in 0..20 {
        robot.send(&RobotMessage::text("a")).await.expect("20 a minute");
    }
    assert_eq!(code(robot.send(&RobotMessage::text("a")).await), 45009, "the 21st");
}

#[tokio::test]
async fn the_bytes_on_the_wire() {
    let server = server(None, |_, _| Act::Reply(ok(r#"{"errcode":0,"errmsg":"ok"}"#))).await;
    let robot = robot_at(&server.url(), "marked-key");
    robot.send(&RobotMessage::Image(picture()[..8].to_vec().into())).await.expect("a picture");
    let got = &server.requests("/webhook/send?key=marked-key")[0];
    // md5sum and base64 of the eight bytes, from the command line.
    let expected = r#"{"msgtype":"image","image":{"base64":"iVBORw0KGgo=","md5":"e9dd2797018cad79186e03e8c5aec8dc"}}"#;
    assert_eq!(String::from_utf8_lossy(&got.body), expected, "as documented");
}

#[tokio::test]
async fn a_page_that_repeats_the_url_does_not_give_the_key_away() {
    let server = server(None, |_, got| Act::Reply(http("502 Bad Gateway", "", got.head.as_bytes()))).await;
    let robot = robot_at(&server.url(), "marked key/with=odd&letters");
    let error = robot.send(&RobotMessage::text("a")).await.expect_err("a gateway");
    let told = format!("{error} {error:?} {robot:?}");
    assert!(matches!(error, Error::BadReply(_)) && !told.contains("marked"), "in neither spelling: {told}");
}
