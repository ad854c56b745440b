//! Copies of the data: one that comes back is older than what was noted since.

use beckon_engine::back_up;
use beckon_model::{Clock, OptOutRequest, SendRequest, SystemClock};

use crate::common::{World, calls};

#[tokio::test]
async fn a_copy_that_comes_back_knows_who_said_so_since_it_was_made() {
    let world = World::new().await;
    let (zhang, li, wang) = (world.id("zhangwei").await, world.id("li.na").await, world.id("wangfang").await);
    world.opt_out(wang, true).await;
    let copy = back_up(world.folder.path(), SystemClock.now_ms()).unwrap().unwrap();
    world.opt_out(zhang, true).await;
    world.opt_out(wang, false).await;
    let send: SendRequest = world.to_all().await;
    let World { engine, company, folder: _folder, .. } = world.restored(&copy.name).await;
    let detail = engine.candidates().get(zhang).await.unwrap();
    assert!(detail.candidate.opted_out, "noted after the copy was made: {detail:?}");
    assert!(!engine.candidates().get(wang).await.unwrap().candidate.opted_out, "and what was lifted since is lifted");
    let request = OptOutRequest { candidate: li, opted_out: true, note: Some("by phone".to_owned()) };
    engine.outside().opt_out(request).await.unwrap();
    let approval = engine.send().check(send.clone()).await.unwrap().approval;
    let start = beckon_model::StartRequest { send, approval, starts_at: None };
    engine.send().start(start).await.unwrap();
    engine.campaigns().wait_for_rest().await;
    let sent = calls(&company, "/message/send");
    assert_eq!(sent.len(), 38, "everybody but two");
    let bodies: String = sent.iter().map(|call| String::from_utf8_lossy(&call.body).into_owned()).collect();
    assert!(!bodies.contains("\"zhangwei\"") && !bodies.contains("\"li.na\""), "who want none");
}
