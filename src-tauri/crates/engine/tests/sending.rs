//! A send against a company: what the log says is what the company did, for every recipient, byte for byte.

mod common;

use std::collections::HashMap;

use beckon_engine::{FileImport, Parsed};
use beckon_model::{CampaignState, DeliveryState, Reason};
use beckon_sandbox::Outcome;
use common::{World, person};

#[tokio::test]
async fn every_result_is_the_companys_own() {
    let world = World::new().await;
    world.engine.candidates().put(Parsed::of_people(vec![person("No Id", "")]), false).await.unwrap();
    let campaign = world.send(world.to_all().await).await;
    assert_eq!((campaign.state, campaign.counts.total), (CampaignState::Finished, 41), "40 members and one without id");

    let mut received: HashMap<String, Vec<(Outcome, Option<String>)>> = HashMap::new();
    for call in world.sends() {
        for recipient in call.recipients {
            received.entry(recipient.userid.to_lowercase()).or_default().push((recipient.outcome, call.msgid.clone()));
        }
    }
    for row in world.log().await {
        let Some(userid) = &row.userid else {
            assert_eq!((row.state, row.reason), (DeliveryState::Held, Some(Reason::NoUserid)), "nothing can be sent");
            continue;
        };
        let [(outcome, msgid)] = &received[&userid.to_lowercase()][..] else {
            panic!("{userid} has to be asked about exactly once: {:?}", received[&userid.to_lowercase()])
        };
        let expected = match outcome {
            Outcome::Delivered => (DeliveryState::Accepted, None),
            Outcome::Invalid => (DeliveryState::Rejected, Some(Reason::NotVisible)),
            Outcome::Unlicensed => (DeliveryState::Rejected, Some(Reason::Unlicensed)),
            other => panic!("{userid}: nobody is above a limit here, and nothing was sent twice: {other:?}"),
        };
        assert_eq!((row.state, row.reason), expected, "{userid}: the log says what the company did");
        if row.state == DeliveryState::Accepted {
            assert_eq!(&row.msgid, msgid, "{userid}: a recall needs this very id");
        }
        assert_eq!(row.attempts, 1, "{userid}: one request");
    }
    let figures = world.company.figures();
    assert_eq!(campaign.counts.accepted, figures.delivered, "accepted in all");
    assert_eq!(campaign.counts.rejected, figures.invalid + figures.unlicensed, "rejected in all");
    assert_eq!((world.sends().len(), world.tokens_asked()), (40, 1), "one call each, one token for all");
}

#[tokio::test]
async fn what_was_shown_is_what_left_and_what_is_kept() {
    let world = World::new().await;
    let send = world.to_all().await;
    let shown = world.engine.send().previews(send.clone(), 100).await.unwrap();
    world.send(send).await;
    let left = world.sends();
    for (preview, row) in shown.iter().zip(world.log().await) {
        assert_eq!(preview.candidate, row.candidate, "preview and log are in the same order");
        let request = preview.request.as_deref().unwrap();
        let touser = format!("\"touser\":\"{}\"", preview.userid.as_deref().unwrap());
        let call = left.iter().find(|call| String::from_utf8_lossy(&call.body).contains(&touser)).unwrap();
        assert_eq!(&call.body[..], request.as_bytes(), "{touser}: the preview is the request, byte for byte");
        assert_eq!(row.body_sha256.as_ref(), Some(&call.sha256), "{touser}: the log's hash is of what left");
        let detail = world.engine.log().detail(row.delivery, false).await.unwrap();
        assert_eq!(detail.request.as_deref(), Some(request), "{touser}: the log keeps the request itself");
        assert_eq!(detail.attempts.len(), 1, "{touser}: and its one attempt");
        assert!(detail.attempts[0].reply.as_ref().is_some_and(|reply| reply.contains("errcode")), "with the answer");
    }
}

#[tokio::test]
async fn an_id_in_another_case_is_the_same_person() {
    let world = World::new().await;
    let unlicensed = world.company.members().iter().find(|member| member.visible && !member.licensed).unwrap();
    let shouted = unlicensed.userid.to_uppercase();
    world.engine.candidates().put(Parsed::of_people(vec![person("Shouted", &shouted)]), false).await.unwrap();
    world.send(world.to_userids(&[&shouted]).await).await;
    let log = world.log().await;
    assert_eq!(log.len(), 1, "the import changed the person and added none");
    assert_eq!(log[0].reason, Some(Reason::Unlicensed), "WeCom answers in lower case: {shouted} got nothing");
}

#[tokio::test]
async fn an_id_named_twice_is_one_person() {
    let world = World::new().await;
    let campaign = world.send(world.to_userids(&["zhangwei", "ZHANGWEI"]).await).await;
    assert_eq!((campaign.counts.total, world.sends().len()), (1, 1), "one person, one message");
}

#[tokio::test]
async fn a_sample_person_is_never_taken_for_a_real_one() {
    let world = World::new().await;
    let sample = || Parsed::of_people(vec![person("Sample", "zhangwei"), person("No Id", "")]);
    for _ in 0..2 {
        world.engine.candidates().put(sample(), true).await.unwrap();
        world.engine.candidates().put(Parsed::of_people(vec![person("No Id", "")]), false).await.unwrap();
    }
    let people = world.engine.candidates().list(Default::default()).await.unwrap();
    assert_eq!(people.total, 43, "each kind is kept once, and neither takes the place of the other");
    let real = people.rows.iter().find(|one| one.person.userid.as_deref() == Some("zhangwei")).unwrap();
    assert_eq!((real.person.name.as_str(), real.practice), ("张伟", false), "the real person's data stays");

    let campaign = world.send(world.to_userids(&["zhangwei"]).await).await;
    assert_eq!((campaign.counts.accepted, campaign.counts.held), (1, 1), "a real account reaches real people only");
    assert_eq!(common::kinds(&world.log().await), ["practice_person"], "and says so of the sample");
    let file = FileImport::new(b"name,userid\nSample,zhangwei\nNo Id,\n".to_vec());
    let again = world.engine.candidates().check(&file).await.unwrap();
    assert_eq!(again.duplicate_counts.known, 2, "the real person, and the one with nothing but a name");
    assert_eq!(again.updates, 2, "a file changes real people only");
}

#[tokio::test]
async fn one_account_sends_one_campaign_at_a_time() {
    let config = beckon_sandbox::Config { latency: std::time::Duration::from_millis(50), ..Default::default() };
    let world = World::with(config).await;
    let first = world.start(world.to_all().await).await.unwrap();
    let second = world.start(world.to_userids(&["zhangwei"]).await).await;
    assert!(matches!(second, Err(beckon_engine::Error::AlreadySending)), "{second:?}");
    let removed = world.engine.accounts().remove(&world.account.id).await;
    assert!(matches!(removed, Err(beckon_engine::Error::AccountInUse)), "{removed:?}");
    let done = world.at_rest(first.id).await;
    assert_eq!((done.state, world.sends().len()), (CampaignState::Finished, 40), "the first one is not disturbed");
    assert_eq!(world.engine.campaigns().list().await.unwrap().len(), 1, "the second one left no trace");
}

#[tokio::test]
async fn a_pause_lets_nothing_more_leave_and_a_resume_sends_the_rest() {
    let config = beckon_sandbox::Config { latency: std::time::Duration::from_millis(50), ..Default::default() };
    let world = World::with(config).await;
    let id = world.start(world.to_all().await).await.unwrap().id;
    world.until_arrived(10).await;
    world.engine.campaigns().pause_sending().await;
    let paused = world.at_rest(id).await;
    let arrived = world.sends().len() as u64;
    assert_eq!(paused.state, CampaignState::Paused, "a person says when to go on");
    assert_eq!(arrived, paused.counts.accepted + paused.counts.rejected, "what had left has its answer");
    assert!(paused.counts.queued > 0 && paused.counts.sending == 0, "the rest waits: {:?}", paused.counts);
    let done = world.resume(id).await;
    assert_eq!((done.state, world.sends().len()), (CampaignState::Finished, 40), "everybody once");
}

#[tokio::test]
async fn the_same_message_again_an_hour_later_is_a_message_of_its_own() {
    let world = World::new().await;
    for times in 1..=2 {
        let campaign = world.send(world.to_userids(&["zhangwei"]).await).await;
        assert_eq!(campaign.counts.accepted, 1, "send {times}");
        let figures = world.company.figures();
        assert_eq!((figures.delivered, figures.duplicates), (times, 0), "WeCom must not take it for a repeat");
    }
}
