//! Written tests: one each, whatever happens to the answer.

use beckon_model::{RoomProblem, RoomState, Selection, WrittenOutcome, WrittenRequest};
use beckon_sandbox::{Fault, When};

use crate::world::World;

async fn issue(world: &World, again: bool) -> Vec<WrittenOutcome> {
    let exam = world.engine.written().exams(None).await.unwrap()[0].id;
    world.engine.written().issue(WrittenRequest { exam, to: Selection::All, again }).await.unwrap()
}

fn there(world: &World) -> usize {
    world.company.showmebug().written_tests().len()
}

fn kinds(outcomes: &[WrittenOutcome]) -> Vec<Option<&'static str>> {
    outcomes.iter().map(|outcome| outcome.problem.as_ref().map(RoomProblem::kind)).collect()
}

#[tokio::test]
async fn everybody_gets_an_exam_once() {
    let world = World::new().await;
    world.candidate("张伟").await;
    world.candidate("李娜").await;
    let exams = world.engine.written().exams(None).await.unwrap();
    assert_eq!(exams.len(), 3, "all exams of the team: {exams:?}");
    assert_eq!(kinds(&issue(&world, false).await), [None, None], "each has one");
    assert_eq!(there(&world), 2, "one each");
    world.candidate("王芳").await;
    assert_eq!(kinds(&issue(&world, true).await), [Some("has_test"), Some("has_test"), None], "only who is new");
    assert_eq!(there(&world), 3, "nobody has two");
    assert!(world.engine.written().list().await.unwrap().iter().all(|test| test.has_link), "each with the own link");
}

#[tokio::test]
async fn a_lost_answer_is_a_persons_to_decide() {
    for fault in [Fault::ReplyLost, Fault::CutJson, Fault::OtherHost] {
        let world = World::new().await;
        world.candidate("张伟").await;
        world.spoil("batch_written_pads", When::Nth(1), fault.clone());
        assert!(issue(&world, false).await[0].problem.is_some(), "{fault:?}: nobody knows");
        let listed = world.engine.written().list().await.unwrap();
        assert_eq!((listed[0].state, listed[0].has_link), (RoomState::Unknown, false), "{fault:?}: it is listed");
        assert_eq!(kinds(&issue(&world, false).await), [Some("test_unknown")], "{fault:?}: not given again unasked");
        assert_eq!(there(&world), 1, "{fault:?}: one so far");
        assert_eq!(kinds(&issue(&world, true).await), [None], "{fault:?}: only when a person says so");
    }
}

#[tokio::test]
async fn items_are_matched_by_id() {
    let world = World::new().await;
    for name in ["张伟", "李娜", "王芳"] {
        world.candidate(name).await;
    }
    world.spoil("batch_written_pads", When::Nth(1), Fault::ItemMissing);
    assert_eq!(kinds(&issue(&world, false).await), [None, None, Some("missing")], "what the answer lacks is unknown");

    let world = World::new().await;
    world.candidate("张伟").await;
    world.spoil("batch_written_pads", When::Nth(1), Fault::ErrCodeWithStatus { status: 422, code: 5 });
    assert_eq!(kinds(&issue(&world, false).await), [Some("refused")], "refused");
    assert!(world.engine.written().list().await.unwrap().is_empty(), "and nothing is left behind");
}
