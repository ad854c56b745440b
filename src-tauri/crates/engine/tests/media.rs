//! The upload of a picture lives three days: it is used as long as it lives, and made again before it ends.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;
use std::time::Duration;

use beckon_model::{Clock, DeliveryState, ManualClock, MediaContent, MediaUse, SystemClock, TemplateContent};
use beckon_sandbox::{Config, Sandbox};
use common::{PNG, World, calls, save_content};

const HOUR_MS: i64 = 3_600_000;

#[tokio::test]
async fn an_upload_is_used_while_it_lives_and_made_again_before_it_ends() {
    let company = Sandbox::start(Config { members: 3, ..Config::default() }).await.unwrap();
    let url = company.base_url();
    let clock = Arc::new(ManualClock::at(SystemClock.now_ms()));
    let world = World::at(company, &url, clock.clone()).await;
    let media = world.engine.templates().media_add(MediaUse::Image, "map.png", PNG.to_vec()).await.unwrap();
    save_content(&world.engine, TemplateContent::Image(MediaContent { media: Some(media) })).await;
    let uploads = || calls(&world.company, "/media/upload").len();
    let pass = |hours: i64| {
        clock.advance(hours * HOUR_MS);
        world.company.advance(Duration::from_secs(hours.unsigned_abs() * 3600));
    };
    let send = world.to_all().await;

    world.engine.send().check(send.clone()).await.unwrap();
    pass(47);
    world.engine.send().check(send.clone()).await.unwrap();
    assert_eq!(uploads(), 1, "a day is left of it: nobody uploads twice");
    pass(2);
    world.engine.send().check(send.clone()).await.unwrap();
    assert_eq!(uploads(), 2, "a send that starts later must not meet an upload that has ended");
    pass(80);
    let campaign = world.send(send).await;
    assert_eq!(uploads(), 3, "the last one has ended");
    assert_eq!(campaign.counts.accepted, 3, "and the message has an id that lives");
    assert!(world.log().await.iter().all(|row| row.state == DeliveryState::Accepted), "nobody was refused");
}

#[tokio::test]
async fn a_picture_that_is_not_whole_is_told_when_it_is_chosen() {
    let world = World::new().await;
    let refused = |bytes: &[u8]| {
        let added = world.engine.templates().media_add(MediaUse::Image, "map.png", bytes.to_vec());
        async { added.await.unwrap_err().to_string() }
    };
    assert!(refused(&PNG[..40]).await.contains("damaged"), "half a picture");
    assert!(refused(b"GIF89a............").await.contains("JPG"), "another kind under this name");
}
