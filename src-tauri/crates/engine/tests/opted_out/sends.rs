//! The check, the approval, and a send that has begun.

use beckon_engine::Error;
use beckon_model::{
    CampaignState, CandidateDraft, DeliveryState, InterviewDraft, Interviewer, OptOutBy, Reason, Route, Selection,
    SendRequest, StartRequest, TestRequest, UnknownAnswer,
};
use beckon_sandbox::{Fault, When};

use crate::common::{World, kinds, person, save_template};

fn opted_out(reason: Option<&Reason>) -> bool {
    matches!(reason, Some(Reason::OptedOut { by: None, .. }))
}

#[tokio::test]
async fn the_check_names_who_wants_no_messages_whatever_else_is_wrong_with_them() {
    let world = World::new().await;
    let (zhang, li) = (world.id("zhangwei").await, world.id("li.na").await);
    let noted = world.opt_out(zhang, true).await.opt_out.unwrap();
    assert_eq!((noted.by, noted.lifted_at), (OptOutBy::Hand, None), "{noted:?}");
    world.engine.candidates().route(Selection::Ids { ids: vec![zhang] }, Route::None).await.unwrap();
    let plan = world.engine.send().check(world.to_all().await).await.unwrap();
    let meant = Reason::OptedOut { by: None, at: noted.at };
    assert_eq!((plan.held, &plan.problems[0].reason), (1, &meant), "nothing else hides it: {:?}", plan.problems);
    let again = world.opt_out(zhang, true).await.opt_out.unwrap();
    assert_eq!(again.at, noted.at, "noted twice, it holds since the first time");

    let approval = plan.approval;
    world.opt_out(li, true).await;
    let started =
        world.engine.send().start(StartRequest { send: world.to_all().await, approval, starts_at: None }).await;
    let Err(Error::ApprovalChanged(changed)) = started else { panic!("{started:?}: it was not what was checked") };
    assert_eq!(changed.changed.len(), 1, "who has changed is told: {changed:?}");
    world.send(world.to_all().await).await;
    assert_eq!(
        (world.times("zhangwei"), world.times("li.na"), world.sends().len()),
        (0, 0, 38),
        "the others got theirs"
    );

    let lifted = world.opt_out(li, false).await.opt_out.unwrap();
    assert!(lifted.lifted_at.is_some(), "since when is kept: {lifted:?}");
    world.send(world.to_userids(&["LI.NA", "zhangwei"]).await).await;
    assert_eq!((world.times("li.na"), world.times("zhangwei")), (1, 0), "only who may be written to again");
}

#[tokio::test]
async fn an_interviewer_who_wants_no_messages_gets_none_either() {
    let world = World::new().await;
    let who = |userid: &str| Interviewer { name: userid.into(), userid: Some(userid.into()) };
    let draft = InterviewDraft {
        candidates: vec![world.id("zhangwei").await],
        starts: "2099-11-25T10:00".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        interviewers: vec![who("WANGFANG"), who("liuyang")],
        ..InterviewDraft::default()
    };
    let interview = world.engine.interviews().save(None, draft).await.unwrap().id;
    world.opt_out(world.id("wangfang").await, true).await;
    save_template(&world.engine, "{{ name }}: {{ candidate.name }}").await;
    let to = Selection::Interviewers { interviews: vec![interview] };
    world.send(SendRequest { to, ..world.to_all().await }).await;
    assert_eq!((world.times("wangfang"), world.times("liuyang")), (0, 1), "a request names people, whatever they are");
}

#[tokio::test]
async fn who_says_so_while_a_send_is_paused_is_held_and_the_others_share_a_request_without_them() {
    let world = World::new().await;
    save_template(&world.engine, "the same for all").await;
    let id = world.paused_by(Fault::ErrCode(-1), world.to_all().await).await;
    let before = world.named().len();
    world.opt_out(world.id("zhangwei").await, true).await;
    world.opt_out(world.id("li.na").await, true).await;
    let done = world.resume(id).await;
    let answered = done.counts.accepted + done.counts.rejected;
    assert_eq!((done.counts.held, answered), (2, 38), "{:?}", done.counts);
    let named = world.named().split_off(before);
    assert_eq!(named.iter().map(Vec::len).collect::<Vec<_>>(), [38], "one request, made again without them");
    assert!(!named.concat().contains(&"zhangwei".to_owned()), "{named:?}");
    assert!(opted_out(world.row("zhangwei").await.reason.as_ref()), "the log says why");

    world.opt_out(world.id("li.na").await, false).await;
    world.resume(id).await;
    let named = world.named().split_off(before + 1);
    assert_eq!(named, [vec!["li.na".to_owned()]], "who may be written to again goes alone, and nobody twice");
}

#[tokio::test]
async fn what_may_have_arrived_is_not_asked_for_again_with_them_in_it() {
    let world = World::new().await;
    save_template(&world.engine, "the same for all").await;
    let send = world.to_userids(&["zhangwei", "li.na", "wangfang"]).await;
    let id = world.paused_by(Fault::ReplyLost, send).await;
    let before = world.named().len();
    world.opt_out(world.id("zhangwei").await, true).await;
    let done = world.resume(id).await;
    assert_eq!((done.counts.unknown, world.named().len()), (3, before), "a person decides: {:?}", done.counts);
    world.engine.campaigns().resolve(id, UnknownAnswer::Resend).await.unwrap();
    let done = world.at_rest(id).await;
    assert_eq!((done.counts.accepted, done.counts.unknown), (2, 1), "the others can have theirs: {:?}", done.counts);
    assert!(!world.named().split_off(before).concat().contains(&"zhangwei".to_owned()), "and nobody writes to them");
}

#[tokio::test]
async fn who_left_the_list_and_says_so_in_another_row_is_not_written_to_by_what_waited() {
    let world = World::new().await;
    let phone = |text: &str| CandidateDraft { phone: Some(text.to_owned()), ..person("张伟", "") };
    let known = CandidateDraft { userid: Some("zhangwei".to_owned()), ..phone("13800000001") };
    world.put(known).await;
    world.spoil_sends(When::Always, Fault::ErrCode(-1));
    let id = world.start(world.to_userids(&["zhangwei", "li.na"]).await).await.unwrap().id;
    world.until_arrived(1).await;
    world.engine.campaigns().pause(id).await.unwrap();
    world.at_rest(id).await;
    world.company.set_faults(Vec::new());
    let before = world.named().len();
    let gone = Selection::Userids { userids: vec!["zhangwei".to_owned()] };
    world.engine.candidates().remove(gone).await.unwrap();
    let back = world.put(phone("+86 138-0000-0001")).await;
    world.opt_out(back, true).await;
    let done = world.resume(id).await;
    assert_eq!((done.state, done.counts.held), (CampaignState::Finished, 1), "{done:?}");
    assert_eq!(world.named().split_off(before), [vec!["li.na".to_owned()]], "the phone says who it is");
    assert_eq!(kinds(&[world.row("zhangwei").await]), ["opted_out"], "the row is held, not sent");
}

#[tokio::test]
async fn whose_message_a_test_shows_may_want_none_and_who_gets_it_may_not() {
    let world = World::new().await;
    world.opt_out(world.id("zhangwei").await, true).await;
    let send = world.to_userids(&["zhangwei"]).await;
    let to = async |userid: &str| {
        let test = TestRequest { send: send.clone(), index: 0, userid: userid.to_owned() };
        world.engine.send().test(test).await
    };
    let tested = to("liuyang").await.unwrap();
    assert_eq!(world.at_rest(tested.id).await.counts.accepted, 1, "oneself can look at it");
    let refused = to("ZhangWei").await;
    assert!(matches!(refused, Err(Error::NotSendable(Reason::OptedOut { .. }))), "{refused:?}");
    assert_eq!(world.times("zhangwei"), 0, "nothing went there");
    let asked = world.engine.doctor().message(&world.account.id, "zhangwei", "a test").await;
    assert!(matches!(asked, Err(Error::NotSendable(Reason::OptedOut { .. }))), "nor does the doctor: {asked:?}");
}

#[tokio::test]
async fn an_answer_that_says_stop_is_heeded() {
    let world = World::new().await;
    let zhang = world.id("zhangwei").await;
    let outside = world.engine.outside();
    assert_eq!(outside.heed(zhang, "please stop by at 10").await.unwrap(), None, "that is an invitation");
    let noted = outside.heed(zhang, "退订，谢谢").await.unwrap().unwrap().opt_out.unwrap();
    assert_eq!((noted.by, noted.note.as_deref()), (OptOutBy::Answer, Some("退订，谢谢")), "with what was said");
    let plan = world.engine.send().check(world.to_userids(&["zhangwei"]).await).await.unwrap();
    assert!(opted_out(plan.problems.first().map(|held| &held.reason)), "{:?}", plan.problems);
    assert_eq!(world.log().await.iter().filter(|row| row.state == DeliveryState::Accepted).count(), 0, "nobody wrote");
}

#[tokio::test]
async fn whoever_is_corrected_in_the_list_stays_the_same_person() {
    let world = World::new().await;
    let gone = Selection::Userids { userids: vec!["zhangwei".to_owned()] };
    world.engine.candidates().remove(gone.clone()).await.unwrap();
    let by_phone = CandidateDraft { phone: Some("13800000001".to_owned()), ..person("张伟", "") };
    let row = world.put(by_phone.clone()).await;
    world.opt_out(row, true).await;
    // The id is found, and the phone was wrong: nothing of what was known is left in the row.
    let corrected = CandidateDraft { phone: Some("13900000009".to_owned()), ..person("张伟", "ZhangWei") };
    world.engine.candidates().edit(row, corrected).await.unwrap();
    assert!(world.engine.candidates().get(row).await.unwrap().candidate.opted_out, "it is the same person");
    world.engine.candidates().remove(gone).await.unwrap();
    world.put(person("Zhang Wei", "zhangwei")).await;
    world.send(world.to_userids(&["zhangwei", "li.na"]).await).await;
    assert_eq!((world.times("zhangwei"), world.times("li.na")), (0, 1), "by what was found later, too");
}
