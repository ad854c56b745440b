//! External contacts, against the practice company: who follows whom, what may be said to them, pages, QR codes, greetings.

mod common;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::Sandbox;
use common::{client_of, code, company, received, told};
use wecom::{
    AddWay, Attachment, ChatType, ContactWay, CreatedBy, CustomerMessage, CustomerTask, ExternalKind, GroupMsgQuery,
    MediaFile, MediaKind, Scene, WayMembers,
};

fn says(text: &str) -> CustomerMessage {
    CustomerMessage { text: text.to_owned(), attachments: Vec::new() }
}

fn link(title: &str) -> Attachment {
    let url = "https://example.com/j/7".to_owned();
    Attachment::Link { title: title.to_owned(), url, picurl: String::new(), desc: String::new() }
}

#[tokio::test]
async fn who_follows_whom() {
    let (company, client) = company().await;
    let members = client.externalcontact_get_follow_user_list().await.expect("members with the function");
    assert!(members.contains(&"wangfang".to_owned()), "{members:?}");
    let theirs = client.externalcontact_list("wangfang").await.expect("her customers");
    let expected = company.customers();
    let expected: Vec<_> = expected.iter().filter(|known| known.follow("wangfang").is_some()).collect();
    assert_eq!(theirs.len(), expected.len(), "all of them");
    let one = client.externalcontact_get(&theirs[0], None).await.expect("one of them");
    assert_eq!(one.contact.external_userid, theirs[0], "the same for every app of the company");
    assert_eq!(one.contact.kind, Some(ExternalKind::WeChat), "a WeChat user");
    let follower = &one.followers.items[0];
    assert_eq!((follower.userid.as_str(), follower.add_way), ("wangfang", Some(AddWay::QrCode)), "and how they met");
    assert!(one.followers.next.is_none(), "fewer than 500 followers are one page");
    assert_eq!(code(client.externalcontact_get("wmUNKNOWN", None).await), 40096, "unknown");
    assert_eq!(code(client.externalcontact_list("linfeng").await), 84074, "without the function");
    assert_eq!(told(client.externalcontact_get("", None).await), "external_userid is empty", "none");

    let mut config = beckon_sandbox::Config::default();
    config.apps[0].customer_contact = false;
    let other = Arc::new(Sandbox::start(config).await.unwrap());
    let refused = client_of(&other).externalcontact_get_follow_user_list().await;
    assert_eq!(code(refused), 48002, "the app is not among the callable ones");
}

#[tokio::test]
async fn limits_of_a_message_to_customers() {
    let (company, client) = company().await;
    let theirs = client.externalcontact_list("wangfang").await.unwrap();
    let sent = async |message| {
        let task = CustomerTask::new(&theirs[0], "wangfang", message).map_err(|why| why.to_string())?;
        client.externalcontact_add_msg_template(&task).await.map_err(|why| why.to_string())
    };
    let told = |refused: Result<_, String>| refused.map(drop).expect_err("this cannot be sent");
    for letter in ["a", "面"] {
        sent(says(&letter.repeat(4000 / letter.len()))).await.expect("4000 bytes");
    }
    let text = told(sent(says(&"a".repeat(4001))).await);
    assert_eq!(text, "text.content has 4001 bytes, at most 4000 are allowed", "one past");
    let text = told(sent(says(&"面".repeat(1334))).await);
    assert_eq!(text, "text.content has 4002 bytes, at most 4000 are allowed", "1334 Chinese characters");
    assert_eq!(told(sent(says("")).await), "text.content is empty", "nothing to say");

    let attached =
        |attachment: Attachment, count| CustomerMessage { text: String::new(), attachments: vec![attachment; count] };
    sent(attached(link("a"), 9)).await.expect("nine, and no text");
    let many = told(sent(attached(link("a"), 10)).await);
    assert_eq!(many, "attachments has 10 entries, at most 9 are allowed", "one past");
    sent(attached(link(&"面".repeat(42)), 1)).await.expect("126 bytes of title");
    let title = told(sent(attached(link(&"面".repeat(43)), 1)).await);
    assert_eq!(title, "attachments[0].link.title has 129 bytes, at most 128 are allowed", "129 bytes");
    let long = |desc: usize, url: usize| Attachment::Link {
        title: "a".into(),
        url: format!("https://e.com/{}", "a".repeat(url - 14)),
        picurl: "https://e.com/p.png".into(),
        desc: "d".repeat(desc),
    };
    sent(attached(long(512, 2048), 1)).await.expect("512 and 2048 bytes");
    let both = told(sent(attached(long(513, 2049), 1)).await);
    let expected = "attachments[0].link.url has 2049 bytes, at most 2048 are allowed; \
        attachments[0].link.desc has 513 bytes, at most 512 are allowed";
    assert_eq!(both, expected, "everything at once");
    let chinese = |count: usize| Attachment::Link {
        title: "a".into(),
        url: "https://e.com/".into(),
        picurl: format!("https://e.com/{}", "面".repeat(678)),
        desc: "面".repeat(count),
    };
    sent(attached(chinese(170), 1)).await.expect("510 bytes of description, 2048 of picture");
    let desc = told(sent(attached(chinese(171), 1)).await);
    assert_eq!(desc, "attachments[0].link.desc has 513 bytes, at most 512 are allowed", "171 Chinese characters");
    let picture = |length: usize| Attachment::Picture { pic_url: format!("https://e.com/{}", "a".repeat(length - 14)) };
    sent(attached(picture(2048), 1)).await.expect("a picture's address of 2048 bytes");
    let past = told(sent(attached(picture(2049), 1)).await);
    assert_eq!(past, "attachments[0].image.pic_url has 2049 bytes, at most 2048 are allowed", "one past");

    let picture = client.media_upload(MediaKind::Image, &MediaFile::from_bytes("a", common::picture())).await;
    let pic_media_id = picture.expect("the company takes it").media_id;
    let appid = "wx8bd80126147df384";
    let program = |title: &str, pic_media_id: &str, appid: &str| Attachment::MiniProgram {
        title: title.to_owned(),
        pic_media_id: pic_media_id.to_owned(),
        appid: appid.to_owned(),
        page: "p".into(),
    };
    for title in ["a".repeat(64), "面".repeat(21)] {
        sent(attached(program(&title, &pic_media_id, appid), 1)).await.expect("a title of 64 bytes at most");
    }
    let past = told(sent(attached(program(&"面".repeat(22), &pic_media_id, appid), 1)).await);
    assert_eq!(past, "attachments[0].miniprogram.title has 66 bytes, at most 64 are allowed", "22 Chinese characters");
    let wrong = told(sent(attached(program(&"a".repeat(65), "", "8bd8"), 1)).await);
    let expected = "attachments[0].miniprogram.title has 65 bytes, at most 64 are allowed; \
        attachments[0].miniprogram.pic_media_id is empty; \
        attachments[0].miniprogram.appid must be a mini program's appid, which begins with wx";
    assert_eq!(wrong, expected, "everything at once");
    assert!(company.journal().iter().all(|call| call.errcode == Some(0)), "what the checks pass, WeCom takes");
}

#[tokio::test]
async fn limits_of_pages() {
    let (company, client) = company().await;
    let task = async |limit| client.externalcontact_get_groupmsg_task("M", limit, None).await.map(drop);
    let result =
        async |limit| client.externalcontact_get_groupmsg_send_result("M", "wangfang", limit, None).await.map(drop);
    for limit in [1, 1000] {
        assert_eq!([code(task(limit).await), code(result(limit).await)], [41047; 2], "{limit} rows may be asked for");
    }
    let past = "limit has 1001 entries, at most 1000 are allowed";
    assert_eq!([told(task(1001).await), told(result(1001).await)], [past; 2], "one past");
    let none = "limit has 0 entries, at least 1 are needed";
    assert_eq!([told(task(0).await), told(result(0).await)], [none; 2], "none");
    let list = async |limit| {
        let (chat_type, filter_type) = (ChatType::Single, CreatedBy::All);
        let query = GroupMsgQuery { chat_type, start_time: 1, end_time: 1, creator: None, filter_type, limit };
        client.externalcontact_get_groupmsg_list(&query, None).await.map(drop)
    };
    for limit in [1, 100] {
        list(limit).await.unwrap_or_else(|error| panic!("{limit} rows may be asked for: {error}"));
    }
    assert_eq!(told(list(101).await), "limit has 101 entries, at most 100 are allowed", "one past");
    assert_eq!(told(list(0).await), none, "none");
    assert_eq!(received(&company, "get_groupmsg_list_v2"), 2, "only what is sound");
}

#[tokio::test]
async fn qr_codes() {
    let (company, client) = company().await;
    let one = ContactWay::qr_code(WayMembers::One("wangfang".into()));
    let made = client.externalcontact_add_contact_way(&one).await.expect("for one");
    assert!(!made.config_id.is_empty() && made.qr_code.starts_with("http"), "{made:?}");
    let users = vec!["wangfang".to_owned(), "SophiaDavis".to_owned()];
    let several = ContactWay {
        remark: "校".repeat(30),
        state: "s".repeat(30),
        ..ContactWay::qr_code(WayMembers::Several { users, parties: vec![5] })
    };
    client.externalcontact_add_contact_way(&several).await.expect("for several, 30 characters each");
    let other = ContactWay { remark: "r".repeat(30), state: "校".repeat(30), ..several };
    client.externalcontact_add_contact_way(&other).await.expect("the other way round");
    let hundred = ContactWay::qr_code(WayMembers::Several { users: vec!["wangfang".into(); 100], parties: vec![] });
    client.externalcontact_add_contact_way(&hundred).await.expect("a hundred members");
    let button = ContactWay { scene: Scene::MiniProgram, ..one.clone() };
    assert_eq!(client.externalcontact_add_contact_way(&button).await.expect("a button").qr_code, "", "has no picture");

    let why = async |way: &ContactWay| told(client.externalcontact_add_contact_way(way).await);
    let long = ContactWay { remark: "校".repeat(31), state: "s".repeat(31), ..one.clone() };
    let expected = "remark has 31 characters, at most 30 are allowed; state has 31 characters, at most 30 are allowed";
    assert_eq!(why(&long).await, expected, "one past");
    let many = ContactWay::qr_code(WayMembers::Several { users: vec!["a".into(); 101], parties: vec![] });
    assert_eq!(why(&many).await, "user has 101 entries, at most 100 are allowed", "one past");
    let none = ContactWay::qr_code(WayMembers::Several { users: vec![], parties: vec![] });
    assert_eq!(why(&none).await, "user must be given where no party is", "nobody");
    let odd = ContactWay { scene: Scene::Other(3), ..one };
    assert_eq!(why(&odd).await, "scene must be 1 or 2", "41040");
    assert_eq!(received(&company, "add_contact_way"), 5, "only what is sound");
}

#[tokio::test]
async fn greetings() {
    let (company, client) = company().await;
    let welcome = company.welcome_code();
    client.externalcontact_send_welcome_msg(&welcome, &says("欢迎")).await.expect("within 20 seconds");
    let again = client.externalcontact_send_welcome_msg(&welcome, &says("欢迎")).await;
    assert_eq!(code(again), 41051, "once");
    let late = company.welcome_code();
    company.advance(Duration::from_secs(21));
    assert_eq!(code(client.externalcontact_send_welcome_msg(&late, &says("欢迎")).await), 41050, "too late");
    assert_eq!(told(client.externalcontact_send_welcome_msg("", &says("a")).await), "welcome_code is empty", "none");
}
