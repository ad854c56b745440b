//! What people write in the chats of customer service, as the engine reads it: links opened, answers, stops, who is who, what did
//! not arrive, and what is never read twice or lost.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod chats;
#[path = "../common/mod.rs"]
mod common;

use std::time::Duration;

use beckon_engine::Error;
use beckon_model::{AnswerKind, AnswerSource, DeliveryState, LinkState, OutsideHappening, Reason};
use beckon_sandbox::{Config, Fault, Limits, Speaker, When};
use chats::{Chats, DAY_MS, button, kinds};

const LIN: &str = "wmLIN";
const MO: &str = "wmMO";

/// Something to say.
const TEXT: &str = r#"{"msgtype":"text","text":{"content":"面试"}}"#;

#[tokio::test]
async fn who_opens_the_link_is_welcomed_and_who_writes_is_heard() {
    let chats = Chats::new(Config::default(), &["林一 🌙"]).await;
    let link = chats.link(0).await;
    assert!(chats.service().open(&link.url, LIN), "it leads into the chat");
    assert_eq!(kinds(&chats.read().await), ["opened", "welcomed"], "within 20 seconds");
    let person = chats.person(0).await;
    assert_eq!(person.links[0].link.state, LinkState::Opened, "the link says so");
    let chat = person.chat.unwrap();
    assert_eq!((chat.open_until, chat.left), (None, 5), "nothing may be written before they write");
    let lines = chats.service().chat(&chats.kf, LIN);
    assert_eq!(lines.iter().map(|line| line.by).collect::<Vec<_>>(), [Speaker::App], "one welcome");

    chats.service().write(&chats.kf, LIN, "你好\n我是林一 👩‍💻").unwrap();
    let told = chats.read().await;
    assert_eq!(kinds(&told), ["wrote"], "{told:?}");
    assert_eq!((told[0].candidate, told[0].name.as_deref()), (Some(chats.ids[0]), Some("林一 🌙")), "by name");
    let person = chats.person(0).await;
    assert_eq!(person.links[0].link.state, LinkState::Wrote, "the link says so");
    let chat = person.chat.unwrap();
    let words = chat.last_words.unwrap();
    assert!(words.starts_with("你好 我是林一 👩"), "on one line: {words}");
    assert_eq!(chat.open_until.unwrap() - chat.wrote_at.unwrap(), 2 * DAY_MS, "for 48 hours");
    chats.service().send_other(&chats.kf, LIN, "image").unwrap();
    assert_eq!(kinds(&chats.read().await), ["wrote"]);
    assert_eq!(chats.person(0).await.chat.unwrap().last_words.as_deref(), Some("[image]"), "by its kind");
    assert!(chats.read().await.is_empty(), "nothing new, nothing told");
}

#[tokio::test]
async fn a_page_that_comes_again_changes_nothing() {
    let chats = Chats::with_interview(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.invite(LIN, 0).await;
    assert!(chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::Accepted)), "the button is there");
    assert_eq!(kinds(&chats.read().await), ["opened", "wrote", "answered"]);
    chats.service().again(&chats.kf, 3);
    chats.service().empty_pages(&chats.kf, 3);
    assert!(chats.read().await.is_empty(), "each message is known by its id, and empty pages end nothing");
    assert_eq!(chats.answers(), 1, "one answer was noted");
    let (first, second) = tokio::join!(chats.read(), chats.read());
    assert!(first.is_empty() && second.is_empty(), "two at once");
    chats.service().write(&chats.kf, LIN, "again").unwrap();
    let (first, second) = tokio::join!(chats.read(), chats.read());
    assert_eq!(first.len() + second.len(), 1, "told once: {first:?} {second:?}");
}

#[tokio::test]
async fn buttons_words_and_wishes_are_answers() {
    let chats = Chats::with_interview(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.service().write(&chats.kf, LIN, "接受").unwrap();
    assert_eq!(kinds(&chats.read().await), ["opened", "wrote", "wrote"], "nothing was asked yet");
    chats.invite(LIN, 0).await;
    chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::Declined));
    chats.read().await;
    let said = chats.answer(0).await.unwrap();
    let wanted = (AnswerKind::Declined, AnswerSource::Button, chats.starts_at(), false);
    assert_eq!((said.kind, said.source, said.starts_at, said.earlier), wanted, "by the button");
    chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::OtherTime));
    chats.service().send_other(&chats.kf, LIN, "image").unwrap();
    chats.service().write(&chats.kf, LIN, "周四下午可以吗？").unwrap();
    chats.service().write(&chats.kf, LIN, "谢谢").unwrap();
    let told = chats.read().await;
    assert_eq!(kinds(&told), ["answered", "wrote", "answered", "wrote"], "the next text is the wish: {told:?}");
    let said = chats.answer(0).await.unwrap();
    assert_eq!((said.kind, said.wish.as_deref()), (AnswerKind::OtherTime, Some("周四下午可以吗？")), "in their words");
    chats.service().press(&chats.kf, LIN, "beckon:999:5:accepted");
    assert!(chats.read().await.is_empty(), "the practice company presses only what was sent");
    chats.move_interview().await;
    chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::Accepted));
    let told = chats.read().await;
    assert!(matches!(told[0].what, OutsideHappening::Answered { earlier: true, .. }), "to the old start: {told:?}");
    assert!(chats.answer(0).await.unwrap().earlier, "and it says so");
    chats.remove_interview().await;
    chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::Accepted));
    assert_eq!(kinds(&chats.read().await), ["not_invited"], "the interview is gone");
}

#[tokio::test]
async fn a_stop_is_heeded_with_the_page_and_nobody_is_welcomed_after_it() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "不要再发了，谢谢").unwrap();
    assert_eq!(kinds(&chats.read().await), ["opened", "opted_out"]);
    assert!(chats.opted_out(0).await, "they get no more messages");
    chats.company().advance(Duration::from_secs(3 * 86_400));
    chats.service().open(&link.url, LIN);
    assert!(!kinds(&chats.read().await).contains(&"welcomed"), "not even a welcome");
}

#[tokio::test]
async fn a_stop_that_nothing_can_be_kept_by_is_told() {
    let chats = Chats::new(Config::default(), &["Only a name"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "退订").unwrap();
    let told = chats.read().await;
    let OutsideHappening::OptedOut { kept, .. } = told[1].what else { panic!("{told:?}") };
    assert!(!kept && !chats.opted_out(0).await, "whoever reads it has to heed it");
}

#[tokio::test]
async fn two_people_by_one_link_are_nobody_until_somebody_says_who() {
    let chats = Chats::with_interview(Config::default(), &["Lin", "Mo"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.invite(LIN, 0).await;
    chats.service().open(&link.url, MO);
    chats.service().write(&chats.kf, MO, "hi").unwrap();
    chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::Accepted));
    let told = chats.read().await;
    let words = kinds(&told);
    assert_eq!(words.iter().filter(|kind| **kind == "not_told_apart").count(), 3, "{told:?}");
    assert!(!words.contains(&"answered"), "it could be either: {told:?}");
    assert_eq!(chats.answers(), 0, "nothing is guessed");
    let person = chats.person(0).await;
    assert!(person.chat.is_none() && person.chats.len() == 2, "both are shown: {person:?}");

    chats.confirm(0, LIN).await.unwrap();
    let person = chats.person(0).await;
    assert_eq!(person.chat.unwrap().external_userid, LIN, "as was said");
    chats.service().press(&chats.kf, LIN, &button(&chats, AnswerKind::Accepted));
    chats.service().write(&chats.kf, MO, "退订").unwrap();
    let told = chats.read().await;
    assert_eq!(kinds(&told)[0], "answered", "it counts now: {told:?}");
    assert!(!kinds(&told).contains(&"opted_out"), "the other one is not Lin: {told:?}");
    let nobody = chats.confirm(0, "wmNOBODY").await;
    assert!(matches!(nobody, Err(Error::NotFound(_))), "somebody who was never there: {nobody:?}");
}

#[tokio::test]
async fn one_person_by_the_links_of_two_is_neither() {
    let chats = Chats::new(Config::default(), &["Lin", "Mo"]).await;
    let (lin, mo) = (chats.link(0).await, chats.link(1).await);
    chats.service().open(&lin.url, LIN);
    assert_eq!(kinds(&chats.read().await)[0], "opened");
    chats.service().open(&mo.url, LIN);
    chats.service().write(&chats.kf, LIN, "退订").unwrap();
    let told = chats.read().await;
    assert_eq!(kinds(&told), ["not_told_apart", "not_told_apart"], "{told:?}");
    let chat = chats.person(1).await.chats.remove(0);
    assert_eq!(chat.also, ["Lin"], "and says who else it could be");
    chats.confirm(1, LIN).await.unwrap();
    chats.service().write(&chats.kf, LIN, "退订").unwrap();
    assert_eq!(kinds(&chats.read().await), ["opted_out"]);
    assert!(chats.opted_out(1).await, "of whom it was said");
    assert!(!chats.opted_out(0).await, "and nobody else");
}

#[tokio::test]
async fn what_nobody_read_for_three_days_is_told_as_a_gap() {
    let (chats, clock) = Chats::with_hands(&["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    let told = chats.read().await;
    assert_eq!(kinds(&told), ["opened", "welcomed"], "no gap at the beginning");
    chats.service().write(&chats.kf, LIN, "lost").unwrap();
    for _ in 0..4 {
        chats.company().advance(Duration::from_millis(DAY_MS as u64));
        clock.advance(DAY_MS);
    }
    chats.service().write(&chats.kf, LIN, "found").unwrap();
    let told = chats.read().await;
    assert_eq!(kinds(&told), ["gap", "wrote"], "told, and not silently skipped: {told:?}");
    let OutsideHappening::Gap { from, to } = told[0].what else { panic!("{told:?}") };
    assert!((DAY_MS - 60_000..DAY_MS + 60_000).contains(&(to - from)), "a day of four: {}", to - from);
    assert!(kinds(&chats.read().await).is_empty(), "told once");
    assert_eq!(chats.person(0).await.chat.unwrap().last_words.as_deref(), Some("found"), "what was kept was read");
}

#[tokio::test]
async fn a_cursor_that_wecom_does_not_know_begins_anew_and_doubles_nothing() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "one").unwrap();
    chats.read().await;
    chats.service().write(&chats.kf, LIN, "two").unwrap();
    chats.spoil("kf/sync_msg", When::Nth(1), Fault::ErrCode(40058));
    let told = chats.read().await;
    assert_eq!(kinds(&told), ["wrote"], "only what is new: {told:?}");
    assert_eq!(chats.person(0).await.chat.unwrap().last_words.as_deref(), Some("two"));
}

#[tokio::test]
async fn read_too_often_waits_longer_each_time_and_says_so() {
    let limits = Limits { kf_syncs_per_minute: Some(1), ..Limits::default() };
    let chats = Chats::new(Config { limits, ..Config::default() }, &["Lin"]).await;
    chats.link(0).await;
    assert!(chats.read().await.is_empty());
    let told = chats.read().await;
    let OutsideHappening::Limited { errcode, until } = told[0].what else { panic!("{told:?}") };
    assert_eq!((errcode, (until - told[0].at)), (45009, 60_000), "a minute");
    let asked = common::calls(chats.company(), "/kf/sync_msg").len();
    assert!(chats.read().await.is_empty(), "nothing is told twice");
    assert_eq!(common::calls(chats.company(), "/kf/sync_msg").len(), asked, "and nothing asked meanwhile");
}

#[tokio::test]
async fn a_refusal_is_told_and_read_the_next_time() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    for fault in [Fault::ErrCode(48002), Fault::ResetAfterProcessing] {
        chats.spoil("kf/sync_msg", When::Always, fault.clone());
        assert_eq!(kinds(&chats.read().await), ["not_read"], "{fault:?}");
    }
    chats.company().set_faults(Vec::new());
    assert_eq!(kinds(&chats.read().await)[0], "opened", "nothing was lost");
}

#[tokio::test]
async fn what_cannot_be_kept_is_read_again() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "退订").unwrap();
    // The page is refused at its very end: in its transaction nothing of it may stay.
    chats.refuse_seen(true);
    let failed = chats.engine().outside().service_read(&chats.world.account.id).await;
    assert!(matches!(failed, Err(Error::Store(_))), "the disk says no: {failed:?}");
    assert!(!chats.opted_out(0).await, "nothing of the page is kept");
    assert!(chats.person(0).await.chat.is_none(), "no chat either");
    chats.refuse_seen(false);
    assert_eq!(kinds(&chats.read().await), ["opened", "opted_out"], "and nothing is lost");
}

#[tokio::test]
async fn a_colleague_takes_the_chat_and_gives_it_back() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.read().await;
    chats.service().take_over(&chats.kf, LIN, "wangfang");
    chats.service().colleague_writes(&chats.kf, LIN, "wangfang", "我来").unwrap();
    let told = chats.read().await;
    let colleague = OutsideHappening::ColleagueHasChat { colleague: Some("wangfang".to_owned()) };
    assert_eq!(told.iter().map(|one| &one.what).collect::<Vec<_>>(), [&colleague], "once");
    chats.service().write(&chats.kf, LIN, "thanks").unwrap();
    chats.read().await;
    let chat = chats.person(0).await.chat.unwrap();
    assert_eq!(chat.colleague.as_deref(), Some("wangfang"), "the colleague still has it");
    chats.service().end(&chats.kf, LIN);
    assert_eq!(kinds(&chats.read().await), ["chat_free"]);
    assert_eq!(chats.person(0).await.chat.unwrap().colleague, None, "nobody");
}

#[tokio::test]
async fn a_message_that_fails_after_its_row_is_settled_moves_it() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.read().await;
    chats.row(0, LIN, ("m1", "{}")).await;
    chats.service().set_failing(&chats.kf, LIN, Some(10));
    chats.send(LIN, "m1", TEXT).await;
    let told = chats.read().await;
    assert!(matches!(told[0].what, OutsideHappening::Failed { fail_type: 10, .. }), "{told:?}");
    let row = chats.world.log().await.pop().unwrap();
    assert_eq!((row.state, row.reason), (DeliveryState::Rejected, Some(Reason::SendFailed { fail_type: 10 })));
    chats.service().again(&chats.kf, 1);
    assert!(chats.read().await.is_empty(), "once");
}

#[tokio::test]
async fn words_typed_are_an_answer_to_the_one_interview_that_was_asked_about() {
    let chats = Chats::with_interview(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.read().await;
    chats.row(0, LIN, ("m1", &chats.menu())).await;
    chats.service().write(&chats.kf, LIN, " 接受 ").unwrap();
    assert_eq!(kinds(&chats.read().await), ["answered"]);
    let said = chats.answer(0).await.unwrap();
    assert_eq!((said.kind, said.source), (AnswerKind::Accepted, AnswerSource::Text), "as if pressed");
    chats.row(0, LIN, ("m2", &chats.menu().replace(&format!("beckon:{}:", chats.interview()), "beckon:999:"))).await;
    chats.service().write(&chats.kf, LIN, "谢绝").unwrap();
    assert_eq!(kinds(&chats.read().await), ["wrote"], "it could be about either of two");
}

#[tokio::test]
async fn messages_sent_since_they_wrote_still_count_when_that_is_read_later() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    chats.row(0, LIN, ("m1", "{}")).await;
    chats.read().await;
    assert_eq!(chats.person(0).await.chat.unwrap().left, 4, "one is gone");
}

#[tokio::test]
async fn a_message_that_fails_before_its_row_is_settled_is_kept_for_it() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    chats.service().write(&chats.kf, LIN, "hello").unwrap();
    chats.service().set_failing(&chats.kf, LIN, Some(10));
    chats.send(LIN, "m1", TEXT).await;
    assert_eq!(kinds(&chats.read().await), ["opened", "wrote"], "no row has it");
    assert_eq!(chats.failure("m1").await, Some(10), "whoever settles its row finds it");
    assert_eq!(chats.failure("m2").await, None);
}

#[tokio::test]
async fn what_was_taken_back_is_not_shown_any_more() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    let msgid = chats.service().write(&chats.kf, LIN, "oops").unwrap();
    chats.read().await;
    assert!(chats.service().recall(&chats.kf, LIN, &msgid), "theirs");
    assert_eq!(kinds(&chats.read().await), ["recalled"]);
    assert_eq!(chats.person(0).await.chat.unwrap().last_words, None, "taken back");
}

#[tokio::test]
async fn who_came_without_a_link_of_ours_is_not_kept_in_words() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    let link = chats.link(0).await;
    let foreign = link.url.replace(&link.id, "somebodyelse");
    assert!(chats.service().open(&foreign, MO), "it opens all the same");
    chats.service().write(&chats.kf, MO, "退订").unwrap();
    assert!(chats.read().await.is_empty(), "nobody of ours");
    assert!(!chats.opted_out(0).await);
}

#[tokio::test]
async fn an_account_without_anybody_outside_is_not_asked() {
    let chats = Chats::new(Config::default(), &["Lin"]).await;
    assert!(chats.engine().outside().watched().await.unwrap().is_empty(), "no links");
    assert!(chats.engine().outside().round(&chats.world.account.id).await.unwrap().is_empty());
    let calls = chats.company().journal().iter().filter(|call| call.path.contains("/kf/")).count();
    assert_eq!(calls, 0, "no call at all");
    let link = chats.link(0).await;
    chats.service().open(&link.url, LIN);
    let watched = chats.engine().outside().watched().await.unwrap();
    assert_eq!(watched, std::slice::from_ref(&chats.world.account.id), "now there is");
    let told = chats.engine().outside().round(&chats.world.account.id).await.unwrap();
    assert_eq!(kinds(&told), ["opened", "welcomed"]);
}
