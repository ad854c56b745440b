//! Interviews in the list: their order, what a change does, and which one a message is about.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::{Engine, Error, Parsed};
use beckon_model::{
    CandidateId, DayOf, Interview, InterviewConflict, InterviewDraft, InterviewId, InterviewQuery, Interviewer,
    ManualClock, Preview, Reason, Settings, StartRequest, TemplateContent, TextContent, WEEK_DAYS, WorkingHours,
};
use beckon_sandbox::{Config, Sandbox};
use common::{World, open, person, save_template};

/// 2026-11-01 08:00 in Shanghai.
const NOW: i64 = 1_793_491_200_000;
const DAY_MS: i64 = 86_400_000;

/// An engine whose list holds two people.
async fn world() -> (tempfile::TempDir, Engine, Arc<ManualClock>, [CandidateId; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW));
    let engine = open(folder.path(), clock.clone()).await;
    engine
        .candidates()
        .put(Parsed::of_people(vec![person("Zhang", "zhang"), person("Li", "li")]), false)
        .await
        .unwrap();
    let rows = engine.candidates().list(Default::default()).await.unwrap().rows;
    (folder, engine, clock, [rows[0].id, rows[1].id])
}

fn on(day: u32, candidates: &[CandidateId]) -> InterviewDraft {
    InterviewDraft {
        candidates: candidates.to_vec(),
        starts: format!("2026-11-{day:02}T14:00"),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        ..InterviewDraft::default()
    }
}

async fn ids(engine: &Engine, query: InterviewQuery) -> Vec<InterviewId> {
    engine.interviews().list(query).await.unwrap().rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn they_come_in_the_order_of_their_start_and_page_by_page() {
    let (_folder, engine, clock, [zhang, li]) = world().await;
    let mut saved = Vec::new();
    for (day, who) in [(20, zhang), (5, li), (12, zhang), (12, li)] {
        saved.push(engine.interviews().save(None, on(day, &[who])).await.unwrap().id);
    }
    let [twentieth, fifth, twelfth, also_twelfth] = saved[..] else { panic!("{saved:?}") };
    let all = ids(&engine, InterviewQuery::default()).await;
    assert_eq!(all, [fifth, twelfth, also_twelfth, twentieth], "soonest first");

    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = engine.interviews().list(InterviewQuery { after, limit: 1, ..Default::default() }).await.unwrap();
        assert_eq!(page.total, 4, "a page says how many there are in all");
        paged.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all, "two at the same time are both there, once");
    let of_zhang = ids(&engine, InterviewQuery { candidate: Some(zhang), ..Default::default() }).await;
    assert_eq!(of_zhang, [twelfth, twentieth], "of one person");

    clock.advance(15 * DAY_MS);
    assert_eq!(ids(&engine, InterviewQuery::default()).await, [twentieth], "what has begun is past");
    let past = ids(&engine, InterviewQuery { past: true, ..Default::default() }).await;
    assert_eq!(past, [also_twelfth, twelfth, fifth], "newest first");
}

#[tokio::test]
async fn a_change_keeps_the_calendar_entry_and_raises_its_number() {
    let (_folder, engine, clock, [zhang, li]) = world().await;
    let first = engine.interviews().save(None, on(20, &[zhang])).await.unwrap();
    assert_eq!((first.sequence, first.people[0].name.as_str()), (0, "Zhang"), "{first:?}");
    let moved = engine.interviews().save(Some(first.id), on(21, &[zhang, li])).await.unwrap();
    assert_eq!((&moved.uid, moved.sequence), (&first.uid, 1), "the same entry, moved");
    assert_eq!(moved.starts_at - first.starts_at, DAY_MS, "a day later");
    assert_eq!(moved.plan.candidates, [zhang, li], "and one more person");
    let off = engine.interviews().call_off(first.id, true).await.unwrap();
    assert_eq!((off.called_off, off.sequence), (true, 2), "called off");
    let again = engine.interviews().call_off(first.id, true).await.unwrap();
    assert_eq!(again.sequence, 2, "calling off twice changes nothing");

    clock.advance(25 * DAY_MS);
    let mut noted = on(21, &[zhang, li]);
    noted.notes = Some("came late".to_owned());
    let noted: Interview = engine.interviews().save(Some(first.id), noted).await.unwrap();
    assert_eq!(noted.plan.notes.as_deref(), Some("came late"), "what is over can still be noted");
    let elsewhen = engine.interviews().save(Some(first.id), on(22, &[zhang])).await;
    assert!(matches!(elsewhen, Err(Error::Invalid(_))), "but not moved to another time that is over: {elsewhen:?}");
}

#[tokio::test]
async fn who_is_gone_is_in_no_interview() {
    let (_folder, engine, _clock, [zhang, li]) = world().await;
    let both = engine.interviews().save(None, on(20, &[zhang, li])).await.unwrap().id;
    engine.candidates().remove_ids(vec![li]).await.unwrap();
    assert_eq!(engine.interviews().get(both).await.unwrap().plan.candidates, [zhang], "the person left the list");
    let with_nobody = engine.interviews().save(None, on(20, &[li])).await;
    assert!(matches!(with_nobody, Err(Error::NotFound(_))), "{with_nobody:?}");
    assert_eq!(ids(&engine, InterviewQuery::default()).await, [both], "and nothing is half written");
    engine.interviews().remove(both).await.unwrap();
    assert!(matches!(engine.interviews().get(both).await, Err(Error::NotFound(_))), "forgotten");
}

fn text(preview: &Preview) -> &str {
    let TemplateContent::Text(TextContent { content }) = &preview.content else { panic!("{preview:?}") };
    content
}

#[tokio::test]
async fn a_message_says_when_and_where_and_nobody_without_an_interview_gets_it() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let (url, clock) = (company.base_url(), Arc::new(ManualClock::at(NOW)));
    let world = World::at(company, &url, clock.clone()).await;
    save_template(&world.engine, "{{ name }}\u{60a8}\u{597d}: {{ interview.starts }}, {{ interview.place }}").await;
    let send = world.to_userids(&["zhangwei", "wangfang"]).await;
    let people = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let zhang = people.iter().find(|row| row.person.userid.as_deref() == Some("zhangwei")).unwrap();
    let previews = || async { world.engine.send().previews(send.clone(), 2).await.unwrap() };

    let missing = Some(Reason::NoInterview);
    assert!(previews().await.iter().all(|preview| preview.held == missing), "{:?}", previews().await);

    let placed = |day| InterviewDraft { place: Some("3F".to_owned()), ..on(day, &[zhang.id]) };
    let twelfth = world.engine.interviews().save(None, placed(12)).await.unwrap().id;
    world.engine.interviews().save(None, placed(20)).await.unwrap();
    let [first, other] = &previews().await[..] else { panic!("two people") };
    assert_eq!((&first.held, &other.held), (&None, &missing), "the other has none");
    let expected = format!("{}\u{60a8}\u{597d}: 11\u{6708}12\u{65e5} \u{5468}\u{56db} 14:00", zhang.person.name);
    assert!(text(first).starts_with(&expected), "the next one, in the language of the text: {}", text(first));

    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    world.engine.interviews().save(Some(twelfth), placed(13)).await.unwrap();
    let started = world.engine.send().start(StartRequest { send: send.clone(), approval, starts_at: None }).await;
    assert!(matches!(started, Err(Error::ApprovalChanged(_))), "it moved after the check: {started:?}");

    world.engine.interviews().call_off(twelfth, true).await.unwrap();
    assert!(text(&previews().await[0]).contains("20\u{65e5}"), "what is called off is not announced");
    clock.advance(25 * DAY_MS);
    assert_eq!(previews().await[0].held, Some(Reason::InterviewOver), "nobody is invited to what is over");
}

#[tokio::test]
async fn a_slip_in_a_field_of_the_interview_is_found() {
    let (_folder, engine, _clock, _people) = world().await;
    let content = TemplateContent::text("{{ interview.starts }} {{ interview.begin }}");
    let unknown = engine.templates().unknown(&content).await.unwrap();
    let names: Vec<&str> = unknown.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(names, ["interview.begin"], "only what no interview has");
    let fields = engine.candidates().fields().await.unwrap();
    assert!(fields.iter().any(|field| field.key == "interview.starts"), "offered for a click: {fields:?}");
}

#[tokio::test]
async fn a_week_has_what_takes_place_in_it_and_what_speaks_against_it() {
    let (_folder, engine, _clock, [zhang, li]) = world().await;
    let wang = || vec![Interviewer { name: "Wang".to_owned(), userid: Some("wang".to_owned()) }];
    let with_wang = |day, who| InterviewDraft { interviewers: wang(), ..on(day, &[who]) };
    let mut saved = Vec::new();
    for draft in [with_wang(25, zhang), with_wang(25, li), on(20, &[zhang]), on(27, &[li])] {
        saved.push(engine.interviews().save(None, draft).await.unwrap().id);
    }
    engine.interviews().call_off(saved[3], true).await.unwrap();
    // From Monday, 2026-11-23, in Shanghai.
    let monday = NOW + 22 * DAY_MS - 8 * 3_600_000;
    let week = engine.interviews().week(monday, monday + 7 * DAY_MS).await.unwrap();
    let shown: Vec<_> = week.rows.iter().map(|row| (row.id, row.called_off)).collect();
    assert_eq!(shown, [(saved[0], false), (saved[1], false), (saved[3], true)], "called off ones too");
    let told: Vec<_> = week.conflicts.iter().map(|told| (told.interview, told.found.conflicts.len())).collect();
    assert_eq!(told, [(saved[0], 1), (saved[1], 1)], "Wang cannot be at both: {:?}", week.conflicts);
    assert_eq!(week.more, 0);
    for day in &week.days {
        assert_eq!(day.of, DayOf::Usual, "{day:?}");
        assert_eq!(day.worked, WorkingHours::default().works_on(&day.day), "{day:?}");
    }
    assert!((7..=8).contains(&week.days.len()), "by the clock of this computer: {:?}", week.days);
    let far = engine.interviews().week(monday, monday + 4000 * DAY_MS).await.unwrap();
    assert_eq!(far.days.len(), WEEK_DAYS, "a long span is cut");
    let turned = engine.interviews().week(monday, monday - DAY_MS).await.unwrap();
    assert_eq!((turned.rows.len(), turned.days.len()), (0, 0), "and one that ends before it begins is empty");
    let draft = InterviewDraft { starts: "2026-11-25 14:15-15:00".to_owned(), ..with_wang(25, zhang) };
    let found = engine.interviews().conflicts(Some(saved[0]), draft.clone()).await.unwrap();
    assert_eq!(found.conflicts.len(), 1, "not with itself: {found:?}");
    let found = engine.interviews().conflicts(None, draft.clone()).await.unwrap();
    assert_eq!(found.conflicts.len(), 3, "a new one meets both interviews of Wang, and the one of Zhang: {found:?}");
    let unread = InterviewDraft { starts: "soon".to_owned(), ..draft };
    assert_eq!(engine.interviews().conflicts(None, unread).await.unwrap(), Default::default(), "nothing yet");
}

#[tokio::test]
async fn working_hours_are_set_and_need_time_in_them() {
    let (_folder, engine, _clock, [zhang, _]) = world().await;
    let found = async || engine.interviews().conflicts(None, on(25, &[zhang])).await.unwrap().conflicts;
    assert_eq!(found().await, [], "two in the afternoon, on a Wednesday");
    let set = async |working_hours| {
        let settings = engine.settings().await.unwrap();
        engine.settings_save(Settings { working_hours, ..settings }).await
    };
    let mornings = WorkingHours { until: 12 * 60, ..WorkingHours::default() };
    set(mornings).await.unwrap();
    assert_eq!(found().await, [InterviewConflict::Hours { from: 9 * 60, until: 12 * 60 }]);
    let refused = set(WorkingHours { days: [false; 7], ..mornings }).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    assert_eq!(engine.settings().await.unwrap().working_hours, mornings, "what was kept stays");
}
