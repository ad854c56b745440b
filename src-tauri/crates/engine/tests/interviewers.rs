//! Messages about interviews that a selection names: to their interviewers, and to their candidates.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::collections::BTreeMap;

use beckon_engine::Parsed;
use beckon_model::{
    CandidateDraft, CandidateId, DraftPreview, InterviewDraft, InterviewId, Interviewer, Preview, Reason, Selection,
    SendRequest, StartRequest, TemplateContent, TextContent,
};
use common::{World, person, save_template};

const NOTICE: &str =
    "{{ name }}: {{ candidate.name }}, {{ candidate.position }} {{ candidate.cv }} {{ interview.time }}";

/// Two candidates with a CV, and a template for interviewers.
async fn world() -> (World, [CandidateId; 2]) {
    let world = World::new().await;
    let with_cv = |name: &str, userid: &str, position: &str| CandidateDraft {
        position: Some(position.to_owned()),
        fields: BTreeMap::from([("cv".to_owned(), format!("https://example.com/{userid}"))]),
        ..person(name, userid)
    };
    let people = vec![with_cv("Ann", "ann", "Engineer"), with_cv("Bob", "bob", "Engineer")];
    world.engine.import(Parsed::of_people(people), false).await.unwrap();
    save_template(&world.engine, NOTICE).await;
    let rows = world.engine.selected(Selection::Userids { userids: vec!["ann".into(), "bob".into()] }).await.unwrap();
    (world, [rows[0].id, rows[1].id])
}

fn who(name: &str, userid: &str) -> Interviewer {
    Interviewer { name: name.to_owned(), userid: Some(userid.to_owned()).filter(|id| !id.is_empty()) }
}

async fn interview(world: &World, hour: u32, people: &[CandidateId], interviewers: Vec<Interviewer>) -> InterviewId {
    let draft = InterviewDraft {
        candidates: people.to_vec(),
        starts: format!("2099-11-25T{hour:02}:00"),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        interviewers,
        ..InterviewDraft::default()
    };
    world.engine.save_interview(None, draft).await.unwrap().id
}

async fn to(world: &World, to: Selection) -> SendRequest {
    SendRequest { to, ..world.to_all().await }
}

fn text(preview: &Preview) -> &str {
    let TemplateContent::Text(TextContent { content }) = &preview.content else { panic!("{preview:?}") };
    content
}

#[tokio::test]
async fn each_interviewer_gets_one_for_each_interview_about_those_who_come() {
    let (world, [ann, bob]) = world().await;
    let zhang = || who("张伟", "zhangwei");
    let first = interview(&world, 10, &[ann, bob], vec![zhang(), who("王芳", "wangfang"), who("老周", "")]).await;
    let second = interview(&world, 15, &[bob], vec![zhang()]).await;
    let send = to(&world, Selection::Interviewers { interviews: vec![second, first] }).await;
    let shown = world.engine.previews(send.clone(), 10).await.unwrap();
    let texts: Vec<&str> = shown.iter().map(text).collect();
    assert_eq!(
        texts,
        [
            "张伟: Ann, Bob, Engineer https://example.com/ann, https://example.com/bob 10:00",
            "王芳: Ann, Bob, Engineer https://example.com/ann, https://example.com/bob 10:00",
            "老周: Ann, Bob, Engineer https://example.com/ann, https://example.com/bob 10:00",
            "张伟: Bob, Engineer https://example.com/bob 15:00",
        ],
        "soonest first, values of several people one after the other, none twice"
    );
    assert_eq!((shown[0].candidate, &*shown[0].about.join(" ")), (None, "Ann Bob"), "nobody of the list, about two");
    assert_eq!(shown[2].held, Some(Reason::NoInterviewerUserid), "who is only named cannot be reached");

    let sent = world.send(send).await;
    assert_eq!((sent.counts.accepted, sent.counts.held), (3, 1), "{:?}", sent.counts);
    let bodies: Vec<String> = world.sends().iter().map(|call| String::from_utf8(call.body.to_vec()).unwrap()).collect();
    for preview in shown.iter().filter(|preview| preview.held.is_none()) {
        assert!(bodies.contains(preview.request.as_ref().unwrap()), "byte for byte as shown: {preview:?}");
    }
    let log = world.log().await;
    assert!(log.iter().all(|row| row.candidate.is_none()), "on no candidate's page");
    assert_eq!(log[0].name, "张伟", "under the interviewer's name");
}

#[tokio::test]
async fn what_is_for_interviewers_goes_to_no_candidate_and_the_other_way_round() {
    let (world, [ann, _]) = world().await;
    let send = world.to_userids(&["ann"]).await;
    let held = async || world.engine.previews(send.clone(), 1).await.unwrap().remove(0).held;
    assert_eq!(held().await, Some(Reason::ForInterviewers), "a candidate reads nothing about candidates");
    save_template(&world.engine, "{{ interview.time }} {{ interview.place or 'here' }}").await;
    assert_eq!(held().await, Some(Reason::NoInterview), "without an interview");
    let at_ten = interview(&world, 10, &[ann], vec![who("张伟", "zhangwei")]).await;
    assert_eq!(held().await, None, "with one");
    save_template(&world.engine, "{{ interview.place }}").await;
    assert_eq!(held().await, Some(Reason::MissingField { field: "interview.place".into() }), "one without a place");
    save_template(&world.engine, "{{ name }} {{ position }}").await;
    let send = to(&world, Selection::Interviewers { interviews: vec![at_ten] }).await;
    let shown = world.engine.previews(send, 1).await.unwrap().remove(0);
    assert_eq!(shown.held, Some(Reason::MissingField { field: "position".into() }), "an interviewer has no position");
}

#[tokio::test]
async fn candidates_of_named_interviews_read_about_that_one_also_when_it_is_called_off() {
    let (world, [ann, bob]) = world().await;
    save_template(&world.engine, "{{ name }} {{ interview.time }}").await;
    let early = interview(&world, 10, &[ann, bob], Vec::new()).await;
    let late = interview(&world, 15, &[ann], Vec::new()).await;
    world.engine.call_off_interview(late, true).await.unwrap();
    let send = to(&world, Selection::Invited { interviews: vec![late] }).await;
    let shown = world.engine.previews(send, 5).await.unwrap();
    assert_eq!(shown.iter().map(text).collect::<Vec<_>>(), ["Ann 15:00"], "not about the next one");
    let send = to(&world, Selection::Invited { interviews: vec![late, early] }).await;
    let shown = world.engine.previews(send.clone(), 5).await.unwrap();
    assert_eq!(shown.iter().map(text).collect::<Vec<_>>(), ["Ann 10:00", "Bob 10:00", "Ann 15:00"], "one for each");
    assert!(shown.iter().all(|preview| preview.held.is_none()), "two messages to Ann are meant: {shown:?}");

    let approval = world.engine.check_send(send.clone()).await.unwrap().approval;
    world.engine.remove_interview(early).await.unwrap();
    let started = world.engine.start(StartRequest { send, approval, starts_at: None }).await;
    assert!(started.is_err(), "what was approved is no more: {started:?}");
}

#[tokio::test]
async fn the_very_same_words_to_one_interviewer_leave_once() {
    let (world, [ann, bob]) = world().await;
    save_template(&world.engine, "{{ name }}, please send your evaluation").await;
    let zhang = || vec![who("张伟", "zhangwei")];
    let interviews = vec![interview(&world, 10, &[ann], zhang()).await, interview(&world, 11, &[bob], zhang()).await];
    let sent = world.send(to(&world, Selection::Interviewers { interviews }).await).await;
    assert_eq!((sent.counts.accepted, sent.counts.held), (1, 1), "WeCom would swallow the second: {:?}", sent.counts);
}

#[tokio::test]
async fn a_draft_for_interviewers_is_shown_as_one_gets_it() {
    let (world, [ann, bob]) = world().await;
    interview(&world, 10, &[ann], vec![who("张伟", "zhangwei")]).await;
    let draft = |candidate| DraftPreview {
        account: world.account.id.clone(),
        content: TemplateContent::text(NOTICE),
        candidate: Some(candidate),
    };
    let shown = world.engine.preview_draft(draft(ann)).await.unwrap();
    assert_eq!(text(&shown), "张伟: Ann, Engineer https://example.com/ann 10:00", "about the person chosen");
    let without = world.engine.preview_draft(draft(bob)).await.unwrap();
    assert_eq!(without.held, Some(Reason::ForInterviewers), "whoever has no interview has no interviewers");
    let unknown = world.engine.unknown_fields(&TemplateContent::text("{{ candidate.cv }} {{ candidate.nick }}")).await;
    let unknown: Vec<String> = unknown.unwrap().into_iter().map(|field| field.field).collect();
    assert_eq!(unknown, ["candidate.nick"], "a field of a candidate is one that somebody has");
}
