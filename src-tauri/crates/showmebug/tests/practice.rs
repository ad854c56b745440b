//! The whole way against the practice ShowMeBug, which imports nothing of this crate: what one side means, the other reads.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_sandbox::{Fault, FaultRule, Sandbox, When};
use common::{li, zhang};
use serde_json::json;
use showmebug::{
    BatchItem, Change, Client, Config, Deleted, Error, Kind, Link, ListQuery, NewInterview, Problem, Refused, Status,
    TokenKind,
};

async fn practice() -> (Sandbox, Client) {
    let sandbox = Sandbox::start(beckon_sandbox::Config::default()).await.unwrap();
    let client = Client::new(config(&sandbox)).unwrap();
    (sandbox, client)
}

fn config(sandbox: &Sandbox) -> Config {
    let showmebug = sandbox.showmebug();
    Config { timeouts: common::TIMEOUTS, ..Config::new(&sandbox.base_url(), showmebug.key(), showmebug.secret()) }
}

fn items(names: &[&str]) -> Vec<BatchItem> {
    names.iter().enumerate().map(|(n, name)| BatchItem { uid: n.to_string(), name: (*name).into() }).collect()
}

fn spoil(sandbox: &Sandbox, call: &str, fault: Fault) {
    sandbox.showmebug().set_faults(vec![FaultRule { call: call.into(), when: When::Nth(1), fault }]);
}

#[tokio::test]
async fn a_room_from_its_making_to_its_end() {
    let (sandbox, client) = practice().await;
    let team = client.me().await.unwrap();
    assert_eq!((team.left_quota, team.members_count), (Some(100), Some(3)), "sessions and members");
    assert_eq!(team.members.len(), 3, "by name");

    let room = client.create(&li()).await.unwrap();
    let there = sandbox.showmebug().rooms().remove(0);
    assert_eq!((room.uid.as_str(), room.candidate_url.expose()), (&*there.uid, &*there.candidate_url), "uid and link");
    assert_eq!(room.interviewer_urls[0].uid, "zhangwei", "the caller's id comes back");
    assert_eq!(room.interviewer_urls[0].link.expose(), there.interviewers[0].url, "with the link");

    let li2 = common::zhang();
    let more = vec![zhang(), showmebug::NewInterviewer { uid: "li.na".into(), ..li2 }];
    let change = Change { candidate_name: Some("李娜、王芳".into()), interviewers: Some(more) };
    let edited = client.edit(&room.uid, &change).await.unwrap();
    assert_eq!(edited.interviewer_urls.len(), 2, "links of both");
    assert_eq!(edited.interviewer_urls[0].link, room.interviewer_urls[0].link, "whoever stays keeps the link");

    let page = client.list(&ListQuery { search: Some("王芳".into()), ..ListQuery::default() }).await.unwrap();
    assert!(page.complete && page.items.len() == 1, "it is found by its new name: {page:?}");
    assert_eq!(page.items[0].name, "李娜、王芳", "as it was sent");
    assert_eq!(page.items[0].created_at_ms, Some(there.created_ms), "to the millisecond");
    assert_eq!(page.items[0].candidate_url.as_ref().map(Link::expose), Some(&*there.candidate_url), "with its link");
    let late = ListQuery { created_from_ms: Some(there.created_ms + 1), ..ListQuery::default() };
    assert!(client.list(&late).await.unwrap().items.is_empty(), "made before that moment");

    sandbox.showmebug().end(&room.uid, json!({ "score": 87, "comment": "好" }));
    let ended = ListQuery { status: vec![Status::Ended], ..ListQuery::default() };
    assert_eq!(client.list(&ended).await.unwrap().items[0].status, Some(Status::Ended), "by status");
    let result = client.result(&room.uid).await.unwrap();
    assert!(result.known.contains(&("score".into(), "87".into())), "what is known: {result:?}");
    assert_eq!(result.raw["comment"], "好", "and everything");
    assert_eq!(client.delete(&room.uid).await, Ok(Deleted::Now), "deleted");
    assert_eq!(client.delete(&room.uid).await, Ok(Deleted::WasGone), "once");
    let gone = client.result(&room.uid).await.unwrap_err();
    assert_eq!(gone.refused().map(Refused::kind), Some(Kind::Gone), "{gone}");
}

#[tokio::test]
async fn a_batch_and_written_tests() {
    let (sandbox, client) = practice().await;
    spoil(&sandbox, "batch_interviews", Fault::Reordered);
    let rooms = client.batch(&items(&["a", "b", "c"])).await.unwrap();
    let there = sandbox.showmebug().rooms();
    for room in &rooms {
        let same = there.iter().find(|one| one.candidate_uid.as_ref() == Some(&room.candidate_uid)).unwrap();
        assert_eq!(room.room.as_ref().unwrap().uid, same.uid, "matched by the caller's id, whatever the order");
    }
    spoil(&sandbox, "batch_interviews", Fault::ItemMissing);
    assert_eq!(client.batch(&items(&["a", "b"])).await.unwrap().len(), 1, "one is missing, the other is used");

    let exams = client.exams(None).await.unwrap();
    assert_eq!(exams.iter().map(|exam| exam.id).collect::<Vec<_>>(), [501, 502, 503], "all exams");
    let issued = client.issue(501, &items(&["李娜", "王芳"])).await.unwrap();
    let tests = sandbox.showmebug().written_tests();
    for (one, test) in issued.iter().zip(&tests) {
        assert_eq!(one.candidate_uid.as_ref(), Some(&test.candidate_uid), "whose it is");
        assert_eq!(one.url.as_ref().map(Link::expose), Ok(&*test.url), "and where");
    }
}

#[tokio::test]
async fn its_faults_are_what_they_are_taken_for() {
    let (sandbox, client) = practice().await;
    let rooms = || sandbox.showmebug().rooms().len();
    let refused = |error: &Error| error.refused().map(|refused| (refused.status, refused.errcode));
    for (fault, made) in [
        (Fault::ResetBeforeProcessing, 0),
        (Fault::ResetAfterProcessing, 1),
        (Fault::ReplyLost, 1),
        (Fault::CutJson, 1),
        (Fault::CutBody, 1),
        (Fault::HtmlPage, 0),
        (Fault::EmptyBody, 1),
        (Fault::InvalidUtf8, 1),
        (Fault::BareOk, 0),
        (Fault::HttpStatus(502), 0),
        (Fault::LinkMissing, 1),
        (Fault::OtherHost, 1),
    ] {
        let before = rooms();
        spoil(&sandbox, "POST interviews", fault.clone());
        let error = client.create(&li()).await.unwrap_err();
        assert!(error.may_have_been_processed(), "{fault:?} leaves it open: {error}");
        assert_eq!(rooms() - before, made, "{fault:?}: nothing is made again on its own account");
    }
    spoil(&sandbox, "POST interviews", Fault::OtherHost);
    let error = client.create(&li()).await.unwrap_err();
    let uid = sandbox.showmebug().rooms().pop().unwrap().uid;
    let told = matches!(&error, Error::BadReply(bad) if bad.problem == Problem::OtherHost && bad.uid == Some(uid));
    assert!(told, "the uid is known, so that somebody can look: {error:?}");

    let before = rooms();
    for (fault, wanted) in [
        (Fault::ErrCode(42201), (200, Some(42201))),
        (Fault::ErrCodeWithStatus { status: 422, code: 7 }, (422, Some(7))),
        (Fault::HttpStatus(429), (429, None)),
    ] {
        spoil(&sandbox, "POST interviews", fault);
        assert_eq!(refused(&client.create(&li()).await.unwrap_err()), Some(wanted), "a refusal in every form");
    }
    assert_eq!(rooms(), before, "and nothing is made");

    sandbox.showmebug().set_quota(0);
    let error = client.create(&li()).await.unwrap_err();
    assert_eq!(error.refused().map(Refused::kind), Some(Kind::NoQuota), "{error}");
    let error = client.create(&NewInterview::default()).await.unwrap_err();
    assert!(!error.may_have_been_processed(), "no name: {error}");
}

#[tokio::test]
async fn tokens_end_and_are_fetched_again() {
    let (sandbox, client) = practice().await;
    client.create(&li()).await.unwrap();
    sandbox.showmebug().expire_tokens();
    client.create(&li()).await.unwrap();
    assert_eq!(sandbox.showmebug().rooms().len(), 2, "one room for each create, the refused one made none");
    let tokens = sandbox.showmebug().journal().iter().filter(|call| call.path.contains("oauth")).count();
    assert_eq!(tokens, 2, "one token before and one after");

    let fixed = Client::new(Config { token: TokenKind::Static, ..config(&sandbox) }).unwrap();
    let error = fixed.me().await.unwrap_err();
    assert_eq!(error.refused().map(Refused::kind), Some(Kind::Credential), "not taken by default: {error}");
    sandbox.showmebug().set_static_token(true);
    assert!(fixed.me().await.is_ok(), "and now it is");
    let wrong = Client::new(Config { secret: "wrong".to_owned().into(), ..config(&sandbox) }).unwrap();
    let error = wrong.me().await.unwrap_err();
    assert!(matches!(&error, Error::NoToken(_)), "{error}");
    assert_eq!(error.refused().map(Refused::kind), Some(Kind::Credential), "the secret is wrong: {error}");
}
