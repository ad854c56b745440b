//! After a copy has taken the place of the database nothing goes on by itself: what was open when the copy was made may
//! have been sent since, and nobody is written to again.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::time::Duration;

use beckon_engine::{Error, back_up};
use beckon_model::{CampaignState, Clock, DeliveryState, Reason, StartRequest, SystemClock};
use beckon_sandbox::Config;
use common::{World, calls, log};

#[tokio::test]
async fn what_was_sent_after_the_copy_is_asked_about_with_the_same_bytes() {
    sent_after_the_copy(false).await;
}

#[tokio::test]
async fn what_was_sent_after_the_copy_and_wecom_has_forgotten_stays_for_a_person() {
    sent_after_the_copy(true).await;
}

async fn sent_after_the_copy(forgotten: bool) {
    let world = World::with(Config { latency: Duration::from_millis(150), ..Config::default() }).await;
    let started = world.start(world.to_all().await).await.unwrap();
    world.until_arrived(4).await;
    let copy = back_up(world.folder.path(), SystemClock.now_ms()).unwrap().expect("a campaign is under way");
    assert_eq!(world.at_rest(started.id).await.state, CampaignState::Finished, "the send went on to its end");
    let reached = world.sends().len();
    let World { engine, company, folder: _folder, .. } = world.restored(&copy.name).await;
    let campaign = engine.campaigns().get(started.id).await.unwrap();
    let because = Some(Reason::Restored { taken_at: copy.taken_at });
    assert_eq!((campaign.state, &campaign.stopped_by), (CampaignState::Paused, &because), "it waits for a person");
    assert_eq!(campaign.counts.open(), 0, "no row waits to be sent: {:?}", campaign.counts);
    assert!(campaign.counts.unknown > 0, "the copy was made in the middle, or this test proves nothing");
    engine.campaigns().start_due().await.unwrap();
    engine.campaigns().wait_for_rest().await;
    assert_eq!(calls(&company, "/message/send").len(), reached, "nothing goes on by itself");
    let unknown = log(&engine).await.into_iter().filter(|row| row.state == DeliveryState::Unknown);
    assert!(unknown.into_iter().all(|row| row.reason == because), "each says why nobody knows");
    let (delivered, lost) = (company.figures().delivered, campaign.counts.unknown);
    if forgotten {
        company.advance(Duration::from_secs(5 * 3600));
        let refused = engine.campaigns().resume(started.id).await;
        assert!(matches!(refused, Err(Error::NothingToSend)), "WeCom has forgotten the bytes: {refused:?}");
        assert_eq!(engine.campaigns().get(started.id).await.unwrap().counts.unknown, lost, "they stay for a person");
        assert_eq!(calls(&company, "/message/send").len(), reached, "nobody was written to again");
    } else {
        engine.campaigns().resume(started.id).await.unwrap();
        engine.campaigns().wait_for_rest().await;
        let done = engine.campaigns().get(started.id).await.unwrap();
        assert_eq!((done.state, done.counts.unknown), (CampaignState::Finished, 0), "WeCom knew: {:?}", done.counts);
        assert_eq!(calls(&company, "/message/send").len() as u64, reached as u64 + lost, "each was asked about once");
        assert_eq!(company.figures().delivered, delivered, "and nobody got a second message");
    }
}

#[tokio::test]
async fn a_send_that_was_scheduled_waits_for_a_person() {
    let world = World::new().await;
    let send = world.to_all().await;
    let approval = world.engine.send().check(send.clone()).await.unwrap().approval;
    let at = SystemClock.now_ms() + 1_000_000;
    let planned = world.engine.send().start(StartRequest { send, approval, starts_at: Some(at) }).await.unwrap();
    let copy = back_up(world.folder.path(), SystemClock.now_ms()).unwrap().unwrap();
    let world = world.restored(&copy.name).await;
    let campaign = world.engine.campaigns().get(planned.id).await.unwrap();
    assert_eq!(campaign.state, CampaignState::Paused, "it may have started on the time that is lost");
}
