//! Stepping through a preview: the plan that is kept between two steps is one that still holds.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;

use beckon_engine::Parsed;
use beckon_model::{InterviewDraft, ManualClock, Preview, Reason, SendRequest, SystemClock};
use beckon_sandbox::{Config, Sandbox};
use common::{World, open, person, save_template};

/// 2026-11-01 08:00 in Shanghai.
const NOW: i64 = 1_793_491_200_000;

async fn first(world: &World, send: &SendRequest) -> Preview {
    world.engine.send().preview(send.clone(), 0).await.unwrap()
}

fn request(preview: &Preview) -> &str {
    preview.request.as_deref().unwrap_or_default()
}

#[tokio::test]
async fn every_step_shows_what_a_whole_look_shows() {
    let world = World::new().await;
    save_template(&world.engine, "{{ name }}{% if userid == 'zhangwei' %}: {{ seat }}{% endif %}").await;
    let twice = person("Twice", "liuyang");
    world.engine.candidates().put(Parsed::of_people(vec![person("Nobody", ""), twice]), true).await.unwrap();
    let send = world.to_all().await;
    let whole = world.engine.send().previews(send.clone(), 1000).await.unwrap();
    assert!(whole.iter().any(|preview| preview.held.is_some()), "somebody is held, or this compares too little");
    for (index, expected) in (0..).zip(&whole) {
        let step = world.engine.send().preview(send.clone(), index).await.unwrap();
        assert_eq!((step.index, step.total), (index, whole.len() as u64), "a step knows its place");
        assert_eq!(&step, expected, "number {index} is the same in both");
    }
    let beyond = world.engine.send().preview(send, whole.len() as u64).await;
    assert!(beyond.is_err(), "nobody comes after the last: {beyond:?}");
}

#[tokio::test]
async fn a_step_shows_what_changed_since_the_last() {
    let world = World::new().await;
    let send = world.to_userids(&["zhangwei", "wangfang"]).await;
    let before = first(&world, &send).await;

    save_template(&world.engine, "another text for {{ name }}").await;
    let text = first(&world, &send).await;
    assert!(request(&text).contains("another text for"), "the template: {}", request(&text));
    assert_ne!(before.content, text.content, "it said something else before");

    world.engine.candidates().put(Parsed::of_people(vec![person("Another Name", "zhangwei")]), false).await.unwrap();
    assert_eq!(first(&world, &send).await.name, "Another Name", "the person");

    // Another program on the same folder.
    let other = open(world.folder.path(), Arc::new(SystemClock)).await;
    other.candidates().put(Parsed::of_people(vec![person("From Outside", "zhangwei")]), false).await.unwrap();
    assert_eq!(first(&world, &send).await.name, "From Outside", "the person, changed by another program");

    save_template(&world.engine, "the same for all").await;
    assert_eq!(first(&world, &send).await.shared_by, 2, "both have the same text now");
    let other = person("Wang Fang", "");
    let gone = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let gone = gone.iter().find(|row| row.person.userid.as_deref() == Some("wangfang")).unwrap().id;
    world.engine.candidates().edit(gone, other).await.unwrap();
    assert_eq!(first(&world, &send).await.shared_by, 1, "a change of the other one counts as well");
}

#[tokio::test]
async fn a_step_is_not_of_long_ago() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let (url, clock) = (company.base_url(), Arc::new(ManualClock::at(NOW)));
    let world = World::at(company, &url, clock.clone()).await;
    save_template(&world.engine, "{{ name }}: {{ interview.starts }}").await;
    let send = world.to_userids(&["zhangwei"]).await;
    let people = world.engine.candidates().list(Default::default()).await.unwrap().rows;
    let zhang = people.iter().find(|row| row.person.userid.as_deref() == Some("zhangwei")).unwrap().id;
    let interview = InterviewDraft {
        candidates: vec![zhang],
        starts: "2026-11-01T08:01".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        minutes: 45,
        ..InterviewDraft::default()
    };
    world.engine.interviews().save(None, interview).await.unwrap();
    assert_eq!(first(&world, &send).await.held, None, "it is in a minute");
    clock.advance(60_000);
    assert_eq!(
        first(&world, &send).await.held,
        Some(Reason::InterviewOver),
        "its time has come, nothing else has changed"
    );
}
