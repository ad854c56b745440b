//! Messages about interviews that a selection names: to their interviewers, and to their candidates.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::collections::BTreeMap;

use beckon_engine::{CalendarFor, Parsed, calendar_file};
use beckon_model::{
    CalendarContent, CandidateDraft, CandidateId, DraftPreview, InterviewDraft, InterviewId, Interviewer, Preview,
    Reason, Selection, SendRequest, StartRequest, TemplateContent, TextContent,
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
    world.engine.candidates().put(Parsed::of_people(people), false).await.unwrap();
    save_template(&world.engine, NOTICE).await;
    let rows = world
        .engine
        .candidates()
        .selected(Selection::Userids { userids: vec!["ann".into(), "bob".into()] })
        .await
        .unwrap();
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
    world.engine.interviews().save(None, draft).await.unwrap().id
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
    let shown = world.engine.send().previews(send.clone(), 10).await.unwrap();
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
    let held = async || world.engine.send().previews(send.clone(), 1).await.unwrap().remove(0).held;
    assert_eq!(held().await, Some(Reason::ForInterviewers), "a candidate reads nothing about candidates");
    save_template(&world.engine, "{{ interview.time }} {{ interview.place or 'here' }}").await;
    assert_eq!(held().await, Some(Reason::NoInterview), "without an interview");
    let at_ten = interview(&world, 10, &[ann], vec![who("张伟", "zhangwei")]).await;
    assert_eq!(held().await, None, "with one");
    save_template(&world.engine, "{{ interview.place }}").await;
    assert_eq!(
        held().await,
        Some(Reason::MissingField { field: "interview.place".into(), suggestion: None }),
        "one without a place"
    );
    save_template(&world.engine, "{{ name }} {{ position }}").await;
    let send = to(&world, Selection::Interviewers { interviews: vec![at_ten] }).await;
    let shown = world.engine.send().previews(send, 1).await.unwrap().remove(0);
    assert_eq!(
        shown.held,
        Some(Reason::MissingField { field: "position".into(), suggestion: None }),
        "an interviewer has no position"
    );
}

#[tokio::test]
async fn candidates_of_named_interviews_read_about_that_one_also_when_it_is_called_off() {
    let (world, [ann, bob]) = world().await;
    save_template(&world.engine, "{{ name }} {{ interview.time }}").await;
    let early = interview(&world, 10, &[ann, bob], Vec::new()).await;
    let late = interview(&world, 15, &[ann], Vec::new()).await;
    world.engine.interviews().call_off(late, true).await.unwrap();
    let send = to(&world, Selection::Invited { interviews: vec![late] }).await;
    let shown = world.engine.send().previews(send, 5).await.unwrap();
    assert_eq!(shown.iter().map(text).collect::<Vec<_>>(), ["Ann 15:00"], "not about the next one");
    let send = to(&world, Selection::Invited { interviews: vec![late, early] }).await;
    let shown = world.engine.send().previews(send.clone(), 5).await.unwrap();
    assert_eq!(shown.iter().map(text).collect::<Vec<_>>(), ["Ann 10:00", "Bob 10:00", "Ann 15:00"], "one for each");
    assert!(shown.iter().all(|preview| preview.held.is_none()), "two messages to Ann are meant: {shown:?}");

    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    world.engine.interviews().remove(early).await.unwrap();
    let started = world.engine.send().start(StartRequest { send, approval, starts_at: None }).await;
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
    let shown = world.engine.send().template_preview(draft(ann)).await.unwrap();
    assert_eq!(text(&shown), "张伟: Ann, Engineer https://example.com/ann 10:00", "about the person chosen");
    let without = world.engine.send().template_preview(draft(bob)).await.unwrap();
    assert_eq!(without.held, Some(Reason::ForInterviewers), "whoever has no interview has no interviewers");
    let unknown =
        world.engine.templates().unknown(&TemplateContent::text("{{ candidate.cv }} {{ candidate.nick }}")).await;
    let unknown: Vec<String> = unknown.unwrap().into_iter().map(|field| field.field).collect();
    assert_eq!(unknown, ["candidate.nick"], "a field of a candidate is one that somebody has");
}

#[tokio::test]
async fn the_calendar_file_arrives_as_the_one_that_can_be_saved() {
    let (world, [ann, bob]) = world().await;
    let title = "\u{9762}\u{8bd5}";
    let calendar = CalendarContent { title: title.to_owned(), media: None };
    common::save_content(&world.engine, TemplateContent::Calendar(calendar)).await;
    let id = interview(&world, 10, &[ann, bob], vec![who("王芳", "wangfang")]).await;
    let everybody = world.to_userids(&["ann", "bob"]).await;
    let shown = world.engine.send().previews(everybody.clone(), 1).await.unwrap().remove(0);
    assert_eq!(shown.held, Some(Reason::NotUploaded), "a check uploads it first");

    let uploaded = || {
        let calls = common::calls(&world.company, "/media/upload");
        calls.iter().map(|call| String::from_utf8(call.body.to_vec()).unwrap()).collect::<Vec<_>>()
    };
    let saved = async |reader| calendar_file(&world.engine.interviews().get(id).await.unwrap(), reader, title);
    let plan = world.engine.send().check(everybody.clone()).await.unwrap();
    assert_eq!((plan.calls, uploaded().len()), (1, 1), "those who come to one interview share the file: {plan:?}");
    assert!(uploaded()[0].contains(&saved(CalendarFor::Candidate).await), "byte for byte: {}", uploaded()[0]);
    let shown = world.engine.send().previews(everybody.clone(), 1).await.unwrap().remove(0);
    let media = shown.content.media().unwrap().clone();
    assert_eq!((media.name, shown.held), (format!("{title}.ics"), None), "and is shown by its name");
    world.engine.send().check(everybody.clone()).await.unwrap();
    assert_eq!(uploaded().len(), 1, "what WeCom has is not uploaded again");

    let interviewers = to(&world, Selection::Interviewers { interviews: vec![id] }).await;
    assert_eq!(world.send(interviewers).await.counts.accepted, 1, "to the interviewer");
    let theirs = saved(CalendarFor::Interviewer).await;
    assert!(uploaded()[1].contains(&theirs) && theirs.contains("Ann"), "with the candidates' names: {}", uploaded()[1]);

    let approval = world.engine.send().check(everybody.clone()).await.unwrap().approval;
    world.engine.interviews().call_off(id, true).await.unwrap();
    let started = world.engine.send().start(StartRequest { send: everybody, approval, starts_at: None }).await;
    assert!(started.is_err(), "the file that was approved is not the one of now: {started:?}");
    let invited = to(&world, Selection::Invited { interviews: vec![id] }).await;
    world.engine.send().check(invited).await.unwrap();
    let off = uploaded().pop().unwrap();
    assert!(off.contains("METHOD:CANCEL") && off.contains(&saved(CalendarFor::Candidate).await), "taken away: {off}");
}

#[tokio::test]
async fn starters_need_an_interview_and_no_columns_of_ones_own() {
    let (world, [ann, bob]) = world().await;
    let id = interview(&world, 10, &[ann], vec![who("王芳", "wangfang")]).await;
    let mut plan = world.engine.interviews().get(id).await.unwrap().plan;
    plan.link = Some("https://example.com/map".to_owned());
    plan.contact = Some("Li 010-1".to_owned());
    world.engine.interviews().save(Some(id), plan).await.unwrap();
    for starter in beckon_engine::starters() {
        let shown = async |candidate| {
            let draft = DraftPreview {
                account: world.account.id.clone(),
                content: starter.content.clone(),
                candidate: Some(candidate),
            };
            world.engine.send().template_preview(draft).await.unwrap().held
        };
        let ready = match starter.key.split(['.', '_']).next() {
            Some("calendar") => Some(Reason::NotUploaded),
            Some("room") => Some(Reason::NoRoom),
            _ => None,
        };
        assert_eq!(shown(ann).await, ready, "{}: all that it needs is agreed on", starter.key);
        let without = match starter.key.split('.').next() {
            Some("rejection") => None,
            Some(
                "evaluation" | "interviewer" | "interviewer_change" | "interviewer_cancellation" | "room_interviewer",
            ) => Some(Reason::ForInterviewers),
            _ => Some(Reason::NoInterview),
        };
        assert_eq!(shown(bob).await, without, "{}: whoever has none is held with what to do", starter.key);
    }
}
