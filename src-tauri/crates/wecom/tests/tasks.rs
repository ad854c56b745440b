//! Writing to customers, against the practice company: a task that a colleague confirms, forgets or cannot carry out, and
//! the promise that no request can name a sender without exactly one customer.

mod common;

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::{Config, Limits, Sandbox};
use common::{client_of, code, picture, video};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use wecom::{
    Attachment, ChatType, Client, ContactWay, CreatedBy, CustomerMessage, CustomerTask, GroupMsgQuery, GroupMsgResult,
    MediaFile, MediaKind, ResultStatus, TaskCreated, TaskStatus, WayMembers,
};

/// A company in which nobody confirms anything by themselves.
fn patient() -> Config {
    Config { people_answer_after: Duration::MAX, mass_dispatch: Duration::from_secs(600), ..Config::default() }
}

async fn company_of(config: Config) -> (Arc<Sandbox>, Client) {
    let company = Arc::new(Sandbox::start(config).await.expect("a port is free"));
    let client = client_of(&company);
    (company, client)
}

/// A customer whom both have as a contact.
async fn customer(company: &Sandbox, client: &Client, userid: &str) -> String {
    let way = ContactWay::qr_code(WayMembers::One(userid.into()));
    let way = client.externalcontact_add_contact_way(&way).await.expect("a code");
    let customer = company.outsider("陆雪").expect("room");
    company.outsider_opens(&customer, &way.qr_code).expect("the code works");
    assert!(company.colleague_opens_chat(userid, &customer), "the colleague opens the chat");
    customer
}

fn says(text: &str) -> CustomerMessage {
    CustomerMessage { text: text.to_owned(), attachments: Vec::new() }
}

fn task(customer: &str, text: &str) -> CustomerTask {
    CustomerTask::new(customer, "wangfang", says(text)).expect("a sound task")
}

async fn made(client: &Client, customer: &str, text: &str) -> TaskCreated {
    client.externalcontact_add_msg_template(&task(customer, text)).await.expect("a task")
}

/// What became of a task for its customer.
async fn result(client: &Client, msgid: &str) -> GroupMsgResult {
    let page = client.externalcontact_get_groupmsg_send_result(msgid, "wangfang", 500, None).await.expect("a result");
    assert_eq!(page.items.len(), 1, "a task has one customer: {:?}", page.items);
    page.items[0].clone()
}

/// What the customer's chat got: texts in the order of their coming.
fn chat(company: &Sandbox, customer: &str) -> Vec<String> {
    let chats = company.chats().into_iter().filter(|message| message.external_userid == customer);
    chats.map(|message| message.content["text"]["content"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_task_reaches_the_chat_once_the_colleague_confirms() {
    let (company, client) = company_of(patient()).await;
    let customer = customer(&company, &client, "wangfang").await;
    let up = async |kind, bytes| {
        client.media_upload(kind, &MediaFile::from_bytes("a", bytes)).await.expect("the company takes it").media_id
    };
    let image = up(MediaKind::Image, picture()).await;
    let link = Attachment::Link {
        title: "后端工程师".into(),
        url: "https://example.com/j/7".into(),
        picurl: String::new(),
        desc: String::new(),
    };
    let attachments = vec![
        Attachment::Image { media_id: image.clone() },
        Attachment::Picture { pic_url: "https://wework.qpic.cn/wwpic/x/0".to_owned() },
        link,
        Attachment::MiniProgram {
            title: "面试".into(),
            pic_media_id: image,
            appid: "wx8bd80126147df384".into(),
            page: "pages/index".into(),
        },
        Attachment::Video { media_id: up(MediaKind::Video, video()).await },
        Attachment::File { media_id: up(MediaKind::File, vec![1; 6]).await },
    ];
    let message = CustomerMessage { text: "面试改到周三".into(), attachments };
    let invitation = CustomerTask::new(&customer, "wangfang", message).expect("every kind of attachment");
    let made = client.externalcontact_add_msg_template(&invitation).await.expect("a task");
    assert_eq!(made.fail_list, [""; 0], "it can be sent");
    let call = company.journal().pop().expect("the call");
    assert_eq!(*call.body, *invitation.to_body().expect("JSON"), "exactly the bytes that were shown before");
    assert_eq!(call.msgid.as_ref(), Some(&made.msgid), "the journal says which task it made");

    let asked = async || client.externalcontact_get_groupmsg_task(&made.msgid, 500, None).await;
    assert_eq!(code(asked().await), 41063, "it is being handed out");
    let early = client.externalcontact_get_groupmsg_send_result(&made.msgid, "wangfang", 500, None).await;
    assert_eq!(code(early), 41063, "so there is no result either");
    company.advance(Duration::from_secs(600));
    let waits = asked().await.expect("the colleague").items.remove(0);
    assert_eq!(
        (waits.userid.as_str(), waits.status, waits.send_time),
        ("wangfang", TaskStatus::NotSent, None),
        "she has to"
    );
    assert_eq!(result(&client, &made.msgid).await.status, ResultStatus::NotSent, "and the customer waits");
    assert_eq!(chat(&company, &customer), [""; 0], "nothing is sent by the call");

    assert!(company.colleague_confirms(&made.msgid, "wangfang"), "she confirms");
    assert!(!company.colleague_confirms(&made.msgid, "wangfang"), "once");
    let done = asked().await.expect("the colleague").items.remove(0);
    assert_eq!((done.status, done.send_time.is_some()), (TaskStatus::Sent, true), "she has, at that time");
    let sent = result(&client, &made.msgid).await;
    assert_eq!((sent.status, &sent.external_userid), (ResultStatus::Sent, &customer), "the chat has it");
    assert_eq!(sent.send_time, done.send_time, "at the same time");
    assert_eq!(chat(&company, &customer), ["面试改到周三"], "once");
    let got = company.chats().pop().expect("the message");
    assert_eq!((got.msgid, got.userid.as_str()), (made.msgid, "wangfang"), "from her, by this task");
    assert_eq!(got.content["attachments"].as_array().map(Vec::len), Some(6), "with everything");
}

#[tokio::test]
async fn a_task_that_is_forgotten_waits_until_it_is_cancelled() {
    let config = Config { people_answer_after: Duration::from_secs(86_400), ..Config::default() };
    let (company, client) = company_of(config).await;
    let customer = customer(&company, &client, "wangfang").await;
    let made = made(&client, &customer, "面试").await;
    assert!(company.colleague_forgets(&made.msgid, "wangfang"), "she forgets");
    company.advance(Duration::from_secs(20 * 86_400));
    assert_eq!(result(&client, &made.msgid).await.status, ResultStatus::NotSent, "a task has no end of its own");
    for _ in 0..3 {
        client.externalcontact_remind_groupmsg_send(&made.msgid).await.expect("three reminders a day");
    }
    assert_eq!(code(client.externalcontact_remind_groupmsg_send(&made.msgid).await), 41094, "the fourth");
    company.advance(Duration::from_secs(86_400));
    client.externalcontact_remind_groupmsg_send(&made.msgid).await.expect("a day later");
    client.externalcontact_cancel_groupmsg_send(&made.msgid).await.expect("the interview has begun");
    assert_eq!(code(client.externalcontact_cancel_groupmsg_send(&made.msgid).await), 41093, "once");
    assert_eq!(code(client.externalcontact_remind_groupmsg_send(&made.msgid).await), 41093, "nothing to remind of");
    assert!(!company.colleague_confirms(&made.msgid, "wangfang"), "she cannot confirm it any more");
    assert_eq!(result(&client, &made.msgid).await.status, ResultStatus::NotSent, "and it stays unsent");
    assert_eq!(chat(&company, &customer), [""; 0], "nothing came");
    assert_eq!(code(client.externalcontact_cancel_groupmsg_send("made-up").await), 41047, "unknown");
}

#[tokio::test]
async fn a_task_can_be_confirmed_in_a_browser() {
    let (company, client) = company_of(patient()).await;
    let customer = customer(&company, &client, "wangfang").await;
    let [sent, cancelled] = [made(&client, &customer, "面试").await, made(&client, &customer, "作废").await];
    client.externalcontact_cancel_groupmsg_send(&cancelled.msgid).await.expect("it is stopped");
    let browser = reqwest::Client::builder().no_proxy().build().expect("a browser");
    let page = async |msgid: &str, press: bool| {
        let url = company.task_page(msgid);
        let request = if press { browser.post(url) } else { browser.get(url) };
        request.send().await.expect("a page").text().await.expect("a text")
    };
    assert!(page(&sent.msgid, false).await.contains("has not confirmed"), "looking confirms nothing");
    assert_eq!(chat(&company, &customer), [""; 0], "and sends nothing");
    for _ in 0..2 {
        assert!(page(&sent.msgid, true).await.contains("has confirmed"), "the button does");
        assert_eq!(chat(&company, &customer), ["面试"], "once, however often it is pressed");
    }
    assert!(page(&cancelled.msgid, true).await.contains("was cancelled"), "what is stopped stays so");
    assert_eq!(chat(&company, &customer), ["面试"], "nothing else came");
    assert_eq!(page("made-up", true).await, "", "there is no page for what nobody made");
}

#[tokio::test]
async fn a_task_that_is_cancelled_late_takes_nothing_back() {
    let (company, client) = company_of(patient()).await;
    let customer = customer(&company, &client, "wangfang").await;
    let made = made(&client, &customer, "面试").await;
    company.advance(Duration::from_secs(600));
    assert!(company.colleague_confirms(&made.msgid, "wangfang"), "she confirms");
    client.externalcontact_cancel_groupmsg_send(&made.msgid).await.expect("too late");
    assert_eq!(result(&client, &made.msgid).await.status, ResultStatus::Sent, "what is sent is sent");
    assert_eq!(chat(&company, &customer), ["面试"], "the chat keeps it");
}

#[tokio::test]
async fn colleagues_confirm_by_themselves_and_one_in_ten_never_does() {
    let config = Config { people_answer_after: Duration::from_secs(60), ..Config::default() };
    let (company, client) = company_of(config).await;
    let customer = customer(&company, &client, "wangfang").await;
    let mut made_all = Vec::new();
    for number in 0..25 {
        made_all.push(made(&client, &customer, &format!("第 {number} 条")).await.msgid);
    }
    company.advance(Duration::from_secs(120));
    let mut sent = 0;
    for msgid in &made_all {
        sent += usize::from(result(&client, msgid).await.status == ResultStatus::Sent);
    }
    assert_eq!(chat(&company, &customer).len(), sent, "the chat has what the results say");
    assert!((15..25).contains(&sent), "most are confirmed and some are not: {sent}");
}

#[tokio::test]
async fn who_deleted_the_colleague_gets_nothing_and_only_the_result_tells() {
    let (company, client) = company_of(patient()).await;
    let customer = customer(&company, &client, "wangfang").await;
    assert!(company.outsider_deletes(&customer, "wangfang"), "the customer deletes her");
    client.externalcontact_get(&customer, None).await.expect("nothing that is read tells");
    let rows = client.externalcontact_batch_get_by_user(&["wangfang"], 100, None).await.expect("all customers");
    assert!(rows.page.items.iter().any(|row| row.contact.external_userid == customer), "here neither");
    let made = made(&client, &customer, "面试").await;
    assert_eq!(made.fail_list, [""; 0], "nor does the task");
    company.advance(Duration::from_secs(600));
    assert!(company.colleague_confirms(&made.msgid, "wangfang"), "she confirms");
    assert_eq!(result(&client, &made.msgid).await.status, ResultStatus::NotAFriend, "only now");
    assert_eq!(chat(&company, &customer), [""; 0], "nothing came");
}

#[tokio::test]
async fn a_customer_gets_no_more_in_a_month_than_the_company_allows() {
    let limits = Limits { mass_per_month: Some(2), ..Limits::default() };
    let (company, client) = company_of(Config { limits, ..patient() }).await;
    let customer = customer(&company, &client, "wangfang").await;
    let mut statuses = Vec::new();
    for number in 0..3 {
        let made = made(&client, &customer, &format!("第 {number} 条")).await;
        company.advance(Duration::from_secs(600));
        assert!(company.colleague_confirms(&made.msgid, "wangfang"), "she confirms each");
        statuses.push(result(&client, &made.msgid).await.status);
    }
    assert_eq!(statuses, [ResultStatus::Sent, ResultStatus::Sent, ResultStatus::TooMany], "two in a month");
    company.advance(Duration::from_secs(31 * 86_400));
    let made = made(&client, &customer, "下个月").await;
    company.advance(Duration::from_secs(600));
    assert!(company.colleague_confirms(&made.msgid, "wangfang"), "a month later");
    assert_eq!(result(&client, &made.msgid).await.status, ResultStatus::Sent, "there is room again");
    assert_eq!(chat(&company, &customer), ["第 0 条", "第 1 条", "下个月"], "that is what came");
}

#[tokio::test]
async fn who_cannot_be_written_to_is_refused_when_the_task_is_made() {
    let (company, client) = company_of(patient()).await;
    let refused = async |customer: &str, sender: &str| {
        let task = CustomerTask::new(customer, sender, says("面试")).expect("a sound task");
        code(client.externalcontact_add_msg_template(&task).await)
    };
    let theirs = customer(&company, &client, "wangfang").await;
    assert_eq!(refused("wmUNKNOWN", "wangfang").await, 41048, "nobody");
    assert_eq!(refused(&theirs, "song-wei").await, 41048, "a customer of somebody else");
    assert_eq!(refused(&theirs, "li.na").await, 84074, "a sender without the function");
    assert_eq!(refused(&theirs, "HenryLewis").await, 60011, "a sender outside the visible range");
    let way = ContactWay::qr_code(WayMembers::One("wangfang".into()));
    let way = client.externalcontact_add_contact_way(&way).await.expect("a code");
    let half = company.outsider("Ann").expect("room");
    company.outsider_opens(&half, &way.qr_code).expect("the code works");
    assert_eq!(refused(&half, "wangfang").await, 84061, "she has not opened the chat");
    assert!(company.colleague_opens_chat("wangfang", &half), "now she has");
    made(&client, &half, "面试").await;
    assert!(company.colleague_deletes("wangfang", &theirs), "she deletes the other one");
    assert_eq!(refused(&theirs, "wangfang").await, 41048, "who is nobody's customer then");
    assert_eq!(company.chats(), [], "nothing was sent to anybody");
}

#[tokio::test]
async fn tasks_that_were_made_are_found_again() {
    let (company, client) = company_of(patient()).await;
    let customer = customer(&company, &client, "wangfang").await;
    let made = made(&client, &customer, "面试").await;
    let now = company.now_ms() / 1000;
    let mut query = GroupMsgQuery {
        chat_type: ChatType::Single,
        start_time: now - 3600,
        end_time: now,
        creator: None,
        filter_type: CreatedBy::All,
        limit: 100,
    };
    let list = client.externalcontact_get_groupmsg_list(&query, None).await.expect("the last hour");
    assert_eq!(list.items[0].msgid, made.msgid, "the one that was made");
    assert_eq!(list.items[0].create_type, Some(CreatedBy::Company), "through the API");
    assert_eq!(list.items[0].text["content"], "面试", "with what it says");
    assert!(list.items[0].create_time.is_some_and(|time| time <= now), "written as a text");
    query.start_time = now - 31 * 86_400;
    client.externalcontact_get_groupmsg_list(&query, None).await.expect("31 days");
    query.start_time -= 1;
    let long = common::told(client.externalcontact_get_groupmsg_list(&query, None).await);
    assert_eq!(long, "end_time must be at most 31 days after start_time", "one second past");
}

#[test]
fn a_task_that_names_nobody_cannot_be_made() {
    let why = |customer: &str, sender: &str| {
        CustomerTask::new(customer, sender, says("面试")).expect_err("nobody is named").to_string()
    };
    assert_eq!(why("", "wangfang"), "external_userid is empty", "that would be all customers of hers");
    assert_eq!(why(" ", "wangfang"), "external_userid is empty", "so might this");
    assert_eq!(why("wm1", ""), "sender is empty", "that would be whoever wrote last");
    assert_eq!(why("wm1", "王芳"), "sender \"王芳\" cannot be a user id", "a name");
}

/// What somebody may give: what is usual, and any text.
fn given(usual: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![4 => usual, 1 => any::<String>(), 1 => "[a-z@|,\\[\\]\"\\\\ ]{0,12}"]
}

fn attachment() -> impl Strategy<Value = Attachment> {
    let id = || given("[A-Za-z0-9_-]{1,43}");
    prop_oneof![
        id().prop_map(|media_id| Attachment::Image { media_id }),
        id().prop_map(|media_id| Attachment::Video { media_id }),
        id().prop_map(|media_id| Attachment::File { media_id }),
        given("https?://[a-z]{1,9}").prop_map(|pic_url| Attachment::Picture { pic_url }),
        (given("\\PC{1,20}"), given("https?://[a-z]{1,9}"), any::<String>())
            .prop_map(|(title, url, desc)| { Attachment::Link { title, url, picurl: String::new(), desc } }),
        (given("\\PC{1,10}"), id()).prop_map(|(title, page)| Attachment::MiniProgram {
            title,
            pic_media_id: "m".into(),
            appid: "wx1".into(),
            page
        }),
    ]
}

/// Whatever somebody tries to make: if it is a task, its request has exactly one customer and that sender.
#[test]
fn every_task_names_exactly_one_customer_and_its_sender() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() });
    let message = (given("\\PC{0,200}"), prop::collection::vec(attachment(), 0..11));
    let made = Cell::new(0);
    let outcome =
        runner.run(&(given("wm[A-Za-z0-9]{1,30}"), given("[a-zA-Z0-9][a-zA-Z0-9_@.-]{0,20}"), message), |drawn| {
            let (customer, sender, (text, attachments)) = drawn;
            let Ok(task) = CustomerTask::new(&customer, &sender, CustomerMessage { text, attachments }) else {
                return Ok(());
            };
            made.set(made.get() + 1);
            let body: Value = serde_json::from_slice(&task.to_body().expect("JSON")).expect("JSON");
            prop_assert_eq!(&body["external_userid"], &json!([customer]), "exactly the one that was given");
            prop_assert!(!customer.trim().is_empty(), "and it names somebody");
            prop_assert_eq!(&body["sender"], &json!(sender), "sent by nobody else");
            prop_assert_eq!(&body["chat_type"], "single", "to a person");
            for wide in ["tag_filter", "chat_id_list", "allow_select"] {
                prop_assert!(body.get(wide).is_none(), "{} would let others in", wide);
            }
            Ok(())
        });
    outcome.unwrap_or_else(|why| panic!("{why}"));
    assert!(made.get() > 150, "so many of 1,500 were tasks: {}", made.get());
}

#[test]
fn a_task_is_read_from_its_own_bytes_alone() {
    let link = Attachment::Link {
        title: "面试".into(),
        url: "https://example.com/a".into(),
        picurl: String::new(),
        desc: "🙂".into(),
    };
    let message = CustomerMessage { text: "您好".into(), attachments: vec![link] };
    let task = CustomerTask::new("wm1", "li.na", message).unwrap();
    let body = task.to_body().unwrap();
    assert_eq!(CustomerTask::from_body(&body), Some(task), "the same task");
    let text = String::from_utf8(body).unwrap();
    let others = [
        text.replace(r#"["wm1"]"#, "[]"),
        text.replace(r#"["wm1"]"#, r#"["wm1","wm2"]"#),
        text.replace(r#""external_userid":["wm1"],"#, ""),
        text.replace(r#""sender":"li.na","#, ""),
        text.replace("single", "group"),
        text.replace(r#""sender""#, r#""allow_select":true,"sender""#),
    ];
    for other in others {
        assert_ne!(other, text, "changed");
        assert_eq!(CustomerTask::from_body(other.as_bytes()), None, "{other}");
    }
}
