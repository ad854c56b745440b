//! Reading what has come: cursors, pages, limits, and what nobody knows yet.

use std::time::Duration;

use beckon_sandbox::{Config, Fault, Limits, Speaker, When};
use serde_json::json;
use wecom::{Cursor, ServiceEvent, ServiceOrigin, ServiceSaid, SyncAsked};

use super::common::{code, rule, told};
use super::{HOUR, LIN, Stage, button, menu};

#[tokio::test]
async fn an_outsider_opens_a_link_writes_and_presses_a_button() {
    let stage = Stage::with_lin(Config::default()).await;
    let buttons = vec![button("ok-42", "接受"), button("no-42", "拒绝"), button("else-42", "换个时间")];
    assert!(!stage.send("bk-42-1", menu(buttons)).await.expect("within the window"), "the first of its msgid");
    assert!(stage.people().press(&stage.kf, LIN, "ok-42"), "the button arrived");
    assert!(!stage.people().press(&stage.kf, LIN, "ok-43"), "this one did not");

    let come = stage.all().await;
    let ServiceSaid::Event(ServiceEvent::Entered { scene, scene_param, welcome_code }) = &come[0].said else {
        panic!("first the chat is opened: {come:?}")
    };
    assert_eq!((scene.as_str(), scene_param.as_str()), ("itv", "cand42"), "by whose link");
    assert!(welcome_code.is_some(), "a stranger may be welcomed");
    assert_eq!((come[0].external_userid.as_str(), come[0].origin), (LIN, ServiceOrigin::System), "by whom");
    let said = |content: &str, menu_id: Option<&str>| ServiceSaid::Text {
        content: content.into(),
        menu_id: menu_id.map(str::to_owned),
    };
    assert_eq!(come[1].said, said("你好", None), "words");
    assert_eq!(come[2].said, said("接受", Some("ok-42")), "a button's words and its id");
    assert_eq!(come.len(), 3, "what the app sent is not read back");
    assert!(come.iter().all(|one| !one.msgid.is_empty() && one.open_kfid == stage.kf), "{come:?}");
    assert!(come[2].send_time.is_some_and(|time| time <= stage.company.now_ms() / 1000), "Unix seconds");
    let spoken = stage.chat();
    assert_eq!(spoken[1], (Speaker::App, "6 月 12 日 10:00 面试\n请选择".into()), "what Lin really got: {spoken:?}");
}

#[tokio::test]
async fn a_cursor_goes_on_where_the_last_call_ended() {
    let stage = Stage::with_lin(Config::default()).await;
    let first = stage.sync(None).await;
    assert!(!first.has_more && first.next.is_some(), "a cursor comes at the end too");
    let kept = Cursor::kept(first.next.unwrap().as_str().to_owned()).expect("as a text");
    assert!(stage.sync(Some(&kept)).await.incoming.is_empty(), "nothing new");
    stage.people().write(&stage.kf, LIN, "在吗");
    let new = stage.sync(Some(&kept)).await.incoming;
    assert_eq!(new.len(), 1, "only what is new: {new:?}");

    stage.people().empty_pages(&stage.kf, 1);
    let empty = stage.sync(Some(&kept)).await;
    assert!(empty.has_more && empty.incoming.is_empty(), "an empty list is not the end");
    assert_eq!(stage.sync(empty.next.as_ref()).await.incoming, new, "what follows it");
    stage.people().again(&stage.kf, 1);
    let twice = stage.sync(Some(&kept)).await.incoming;
    assert_eq!((twice.len(), &twice[0].msgid), (2, &twice[1].msgid), "it came again, with the same msgid");

    stage.company.set_faults(vec![rule("kf/sync_msg", When::Nth(1), Fault::BareOk)]);
    assert_eq!(stage.sync(Some(&kept)).await.next.as_ref(), Some(&kept), "an answer without one does not begin anew");
    let mut asked = SyncAsked { open_kfid: &stage.kf, cursor: None, token: "", limit: 1 };
    let page = stage.client.kf_sync_msg(&asked).await.expect("a page of one");
    assert!(page.incoming.len() == 1 && page.has_more, "more is there");
    asked.limit = 1001;
    assert_eq!(
        told(stage.client.kf_sync_msg(&asked).await),
        "limit has 1001 entries, at most 1000 are allowed",
        "past"
    );
    let long = Cursor::kept("c".repeat(65));
    let asked = SyncAsked { cursor: long.as_ref(), token: &"t".repeat(129), limit: 1, ..asked };
    let both = "cursor has 65 bytes, at most 64 are allowed; token has 129 bytes, at most 128 are allowed";
    assert_eq!(told(stage.client.kf_sync_msg(&asked).await), both, "everything at once");
}

#[tokio::test]
async fn an_invalid_cursor_is_refused_and_an_old_one_starts_at_what_is_left() {
    let stage = Stage::with_lin(Config::default()).await;
    let old = stage.sync(None).await.next.unwrap();
    for wrong in ["made-up", "0-0", "99"] {
        let cursor = Cursor::kept(wrong.into());
        let asked = SyncAsked { open_kfid: &stage.kf, cursor: cursor.as_ref(), token: "", limit: 10 };
        assert_eq!(code(stage.client.kf_sync_msg(&asked).await), 40058, "{wrong}");
    }
    stage.people().write(&stage.kf, LIN, "第二天").unwrap();
    stage.company.advance(73 * HOUR);
    let written = stage.people().write(&stage.kf, LIN, "三天后").unwrap();
    let left = stage.sync(Some(&old)).await.incoming;
    assert_eq!(left.iter().map(|one| &one.msgid).collect::<Vec<_>>(), [&written], "what is older than 3 days is gone");
}

#[tokio::test]
async fn without_a_token_the_calls_are_limited_strictly() {
    let limits = Limits { kf_syncs_per_minute: Some(2), ..Limits::default() };
    let stage = Stage::of(Config { limits, ..Config::default() }).await;
    let asked = |token| SyncAsked { open_kfid: &stage.kf, cursor: None, token, limit: 10 };
    for _ in 0..2 {
        stage.client.kf_sync_msg(&asked("")).await.expect("twice a minute");
    }
    assert_eq!(code(stage.client.kf_sync_msg(&asked("")).await), 45009, "the third");
    let token = stage.people().callback_token(&stage.kf);
    stage.client.kf_sync_msg(&asked(&token)).await.expect("with the token of a callback as often as one likes");
    assert_eq!(code(stage.client.kf_sync_msg(&asked("made-up")).await), 95007, "nobody's token");
    stage.company.advance(Duration::from_secs(600));
    assert_eq!(code(stage.client.kf_sync_msg(&asked(&token)).await), 95007, "ten minutes later");
    stage.client.kf_sync_msg(&asked("")).await.expect("the block is over");
}

#[tokio::test]
async fn what_nobody_knows_yet_is_kept_by_its_name() {
    let stage = Stage::with_lin(Config::default()).await;
    let written = stage.people().write(&stage.kf, LIN, "打错了").unwrap();
    assert!(stage.people().recall(&stage.kf, LIN, &written), "Lin takes it back");
    assert!(!stage.people().recall(&stage.kf, LIN, &written), "once");
    stage.people().send_other(&stage.kf, LIN, "image");
    stage.people().event(&stage.kf, &json!({ "event_type": "servicer_status_change", "status": 1 }));
    let come = stage.all().await;
    let said: Vec<_> = come.iter().skip(3).map(|one| one.said.clone()).collect();
    let expected = [
        ServiceSaid::Event(ServiceEvent::Recalled { recall_msgid: written }),
        ServiceSaid::Other { msgtype: "image".into() },
        ServiceSaid::Event(ServiceEvent::Other { event_type: "servicer_status_change".into() }),
    ];
    assert_eq!(said, expected, "each by what is known of it");
    assert_eq!(come[5].external_userid, "", "the last concerns no customer");
}

#[tokio::test]
async fn two_people_can_open_one_link() {
    let stage = Stage::of(Config::default()).await;
    stage.opened(LIN, "cand42").await;
    stage.opened("wmOTHER", "cand42").await;
    let come = stage.all().await;
    let who: Vec<_> = come.iter().map(|one| one.external_userid.as_str()).collect();
    assert_eq!(who, [LIN, "wmOTHER"], "it was forwarded, and both enter with one scene_param");
    assert!(!stage.people().open("https://example.com/kf/kfcnone", LIN), "no link of this company");
}
