//! Messages that are sent to the practice company: what it answers, and what can be done afterwards.

mod message_support;

use std::time::Duration;

use beckon_sandbox::Outcome;
use message_support::{AGENT, Practice, URL, multiple, notice, one_button, question, to_one};
use wecom::message::card::{Row, TemplateCard};
use wecom::message::{
    CardUpdate, Change, ConfidentialFile, Day, File, Image, Message, MpArticle, MpNews, MpSafe, Named, Recipients,
    Safe, Statistics, Text, Video, Voice,
};

#[tokio::test]
async fn the_answer_names_whom_it_did_not_reach() {
    let practice = Practice::start().await;
    let reply = practice.send(&to_one(Text::new("x"))).await;
    assert!(!reply.msgid.is_empty(), "it can be recalled");
    assert_eq!((reply.invaliduser.len(), reply.unlicenseduser.len()), (0, 0), "zhangwei gets it");
    assert_eq!((reply.response_code, reply.warned), (None, false), "nobody can answer a text");

    let some =
        Named::members(["ZhangWei", "Nobody.Here", "HUJUN", "Wu.Hao"]).and_departments([2, 99]).and_tags([1, 98]);
    let reply = practice.send(&Message::new(AGENT, some, Text::new("x"))).await;
    assert_eq!(reply.invaliduser, ["nobody.here", "wu.hao"], "unknown, and outside the visible range; lower case");
    assert_eq!(
        reply.unlicenseduser,
        ["hujun", "ethan-moore"],
        "visible, but without a licence; one is in department 2"
    );
    assert_eq!(reply.invalidparty, ["99"], "no such department");
    assert_eq!(reply.invalidtag, ["98"], "no such tag");
    assert!(reply.raw.contains(r#""errcode":0"#), "all of this with errcode 0: {}", reply.raw);
    let reached = practice.last().recipients.iter().filter(|r| r.outcome == Outcome::Delivered).count();
    assert!(reached > 10, "a department and a tag of people got it: {reached}");

    let nobody = Message::new(AGENT, Named::member("Nobody.Here"), Text::new("x")).to_body().unwrap();
    let error = practice.client.send(nobody).await.unwrap_err();
    let refused = error.refused().expect("it is a refusal");
    assert_eq!((refused.errcode, &refused.invaliduser[..]), (81013, &["nobody.here".to_owned()][..]), "all invalid");
}

#[tokio::test]
async fn files_arrive_confidential_or_not() {
    let practice = Practice::start().await;
    let media = &practice.media;
    practice.send(&to_one(Image::new(&media.image)).safe(Safe::Confidential)).await;
    practice.send(&to_one(Voice::new(&media.voice))).await;
    practice.send(&to_one(Video::new(&media.video)).safe(Safe::Confidential)).await;
    practice.send(&to_one(File::new(&media.file))).await;
    practice.send(&to_one(ConfidentialFile::new(&media.file, "cv.pdf"))).await;
    let news = MpNews::new([MpArticle::new("t", &media.image, "<b>x</b>")]);
    practice.send(&to_one(news).safe(MpSafe::InsideCompany).enable_id_trans()).await;
    practice.send(&to_one(TemplateCard::from(notice().row(Row::file("附件", "cv.pdf", &media.file))))).await;
    let wrong_kind = to_one(Image::new(&media.file)).to_body().unwrap();
    let error = practice.client.send(wrong_kind).await.unwrap_err();
    assert_eq!(error.refused().map(|r| r.errcode), Some(40007), "a file's media_id is no picture's");
}

#[tokio::test]
async fn a_repeat_is_delivered_once_unless_asked_otherwise() {
    let practice = Practice::start().await;
    let message = to_one(Text::new("x"));
    practice.send(&message).await;
    practice.send(&message).await;
    assert_eq!(practice.last().recipients[0].outcome, Outcome::Duplicate, "the same bytes within four hours");
    practice.send(&message.clone().without_duplicate_check()).await;
    practice.send(&message.without_duplicate_check()).await;
    assert_eq!(practice.last().recipients[0].outcome, Outcome::Delivered, "the check was switched off");
}

#[tokio::test]
async fn a_message_is_taken_back_within_a_day() {
    let practice = Practice::start().await;
    let msgid = practice.send(&to_one(Text::new("x"))).await.msgid;
    practice.client.recall(&msgid).await.expect("it is not a day old");
    let sent = practice.company.journal().into_iter().find(|call| call.msgid.as_ref() == Some(&msgid));
    assert!(sent.is_some_and(|call| call.recalled), "the message is gone");
    let error = practice.client.recall("made-up").await.unwrap_err();
    assert_eq!(error.refused().map(|r| r.errcode), Some(40058), "no message of this app");
    practice.company.advance(Duration::from_secs(24 * 3600));
    let error = practice.client.recall(&msgid).await.unwrap_err();
    assert_eq!(error.refused().map(|r| r.errcode), Some(42052), "too late, and not because the token had expired");
}

#[tokio::test]
async fn a_card_is_changed_once() {
    let practice = Practice::start().await;
    let to = || Named::members(["ZhangWei", "li.na"]);
    let card = TemplateCard::from(one_button());
    let code = practice.send(&Message::new(AGENT, to(), card)).await.response_code.expect("people can answer it");
    let to_three = to().and_members(["WangFang"]);
    let body = CardUpdate::new(AGENT, to_three, &code, Change::button("已确认")).to_body().unwrap();
    let reply = practice.client.update_template_card(body.clone()).await.expect("the code is fresh");
    assert_eq!(reply.invaliduser, ["wangfang"], "she never had the card; an array here, in lower case");
    let error = practice.client.update_template_card(body).await.unwrap_err();
    assert_eq!(error.refused().map(|r| r.errcode), Some(60140), "a code works once");

    for change in [
        Change::card(multiple([question()]).answered("已提交")),
        Change::card(one_button().answered("已确认")),
        Change::card(notice()),
    ] {
        let sent = practice.send(&to_one(TemplateCard::from(multiple([question()])))).await;
        let code = sent.response_code.expect("people can answer it");
        let update = CardUpdate::new(AGENT, Recipients::Everyone, code, change).enable_id_trans();
        let reply = practice.client.update_template_card(update.to_body().unwrap()).await.expect("any kind of card");
        assert_eq!(reply.invaliduser, [""; 0], "everyone who has it");
    }
}

#[tokio::test]
async fn people_are_counted_by_day() {
    let practice = Practice::start().await;
    let today = practice.client.get_statistics(Day::Today).await.expect("an answer");
    assert_eq!(today, [], "nothing was sent yet");
    practice.send(&Message::new(AGENT, Named::members(["zhangwei", "li.na"]), Text::new("x"))).await;
    let expected = [Statistics { agentid: AGENT, app_name: "Beckon 面试通知".to_owned(), count: 2 }];
    assert_eq!(practice.client.get_statistics(Day::Today).await.unwrap(), expected, "one message, two people");
    practice.company.advance(Duration::from_secs(24 * 3600));
    assert_eq!(practice.client.get_statistics(Day::Yesterday).await.unwrap(), expected, "the next day");
    let link = to_one(wecom::message::TextCard::new("t", "d", URL));
    practice.send(&link).await;
    let today = practice.client.get_statistics(Day::Today).await.unwrap();
    assert_eq!(today[0].count, 1, "each day has its own count");
}
