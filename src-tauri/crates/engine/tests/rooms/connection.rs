//! The connection and the look at it.

use beckon_engine::Error;
use beckon_model::{DoctorState, RoomProblem, ShowMeBugDraft, ShowMeBugStep, VaultChoice};
use beckon_sandbox::{Fault, When};

use crate::world::{World, draft, open, system};

/// The step that failed, and the kind of its problem.
async fn failed(world: &World) -> Option<(ShowMeBugStep, String)> {
    let check = world.engine.showmebug().test().await.unwrap();
    let at = check.steps.iter().position(|step| step.state == DoctorState::Failure)?;
    assert!(check.steps[..at].iter().all(|step| step.state == DoctorState::Pass), "what comes before it passed");
    assert!(check.steps[at + 1..].iter().all(|step| step.state == DoctorState::Skipped), "and the rest is skipped");
    let problem = check.steps[at].problem.as_ref().map(|problem| problem.kind().to_owned());
    Some((check.steps[at].step, problem.unwrap_or_default()))
}

#[tokio::test]
async fn each_step_says_what_is_wrong() {
    let world = World::new().await;
    let check = world.engine.showmebug().test().await.unwrap();
    assert!(check.is_sound(), "{check:?}");
    assert_eq!(check.team.unwrap().left_quota, Some(100), "sessions left");
    world.company.showmebug().set_quota(0);
    assert_eq!(failed(&world).await, Some((ShowMeBugStep::Quota, "no_quota".to_owned())), "nothing can be made");
    world.spoil("GET me", When::Always, Fault::HtmlPage);
    assert_eq!(failed(&world).await, Some((ShowMeBugStep::Team, "bad_reply".to_owned())), "after the token");
    world.spoil("token.json", When::Always, Fault::HtmlPage);
    assert_eq!(failed(&world).await, Some((ShowMeBugStep::Token, "network".to_owned())), "a sign-in page");
    world.company.showmebug().set_faults(Vec::new());
    let wrong = ShowMeBugDraft { secret: "wrong-secret-wrong-secret".into(), ..draft(&world.company) };
    world.engine.showmebug().connect(wrong).await.unwrap();
    assert_eq!(failed(&world).await, Some((ShowMeBugStep::Token, "key_refused".to_owned())), "another secret");
    let closed = ShowMeBugDraft { base_url: "http://127.0.0.1:9".to_owned(), ..draft(&world.company) };
    world.engine.showmebug().connect(closed).await.unwrap();
    assert_eq!(failed(&world).await, Some((ShowMeBugStep::Name, "network".to_owned())), "nobody is there");
}

#[tokio::test]
async fn values_that_cannot_be_are_refused_and_everything_stays() {
    let world = World::new().await;
    let before = world.engine.showmebug().get().await.unwrap().unwrap();
    let good = || draft(&world.company);
    for (bad, field) in [
        (ShowMeBugDraft { base_url: "http://www.showmebug.com".to_owned(), ..good() }, "base_url"),
        (ShowMeBugDraft { base_url: "showmebug".to_owned(), ..good() }, "base_url"),
        (ShowMeBugDraft { key: " ".to_owned(), ..good() }, "key"),
        (ShowMeBugDraft { secret: "两个字".into(), ..good() }, "secret"),
    ] {
        let refused = world.engine.showmebug().connect(bad).await;
        let told = RoomProblem::BadValue { field: field.to_owned() };
        assert!(matches!(&refused, Err(Error::Room(problem)) if *problem == told), "{field}: {refused:?}");
    }
    assert_eq!(world.engine.showmebug().get().await.unwrap(), Some(before), "as it was");
}

#[tokio::test]
async fn a_secret_is_in_the_vault_and_nowhere_else() {
    let world = World::new().await;
    let secret = world.company.showmebug().secret();
    let interview = world.interview("张伟", &["li.na"]).await;
    world.create_one(interview).await;
    assert!(!world.holds(secret), "no file of the folder has it");
    let kept = world.engine.showmebug().get().await.unwrap().unwrap();
    assert!(!format!("{kept:?} {:?}", draft(&world.company)).contains(secret), "nothing that is printed has it");

    let session = ShowMeBugDraft { vault: VaultChoice::Session, ..draft(&world.company) };
    assert!(world.engine.showmebug().connect(session).await.unwrap().secret_ready, "as long as the program runs");
    let later = open(world.folder.path(), system()).await;
    assert!(!later.showmebug().get().await.unwrap().unwrap().secret_ready, "gone with the session");
    let check = later.showmebug().test().await.unwrap();
    assert_eq!(check.steps[0].problem, Some(RoomProblem::SecretNeeded), "asked for again");
    later.showmebug().lend_secret(secret).await.unwrap();
    assert!(later.showmebug().test().await.unwrap().is_sound(), "given for this session");
}
