//! An account that works, and what the doctor must not do.

use std::sync::Mutex;

use beckon_model::{DoctorCode, DoctorOptions, DoctorResult, DoctorState, DoctorStep, ExitIp};
use beckon_sandbox::Config;

use crate::common::{World, calls, draft};

/// The doctor's results, and whether they were told one by one.
pub async fn doctor(world: &World, options: DoctorOptions) -> Vec<DoctorResult> {
    let told = Mutex::new(Vec::new());
    let all = world
        .engine
        .doctor()
        .run(&world.account.id, options, &|result| told.lock().unwrap().push(result.clone()))
        .await
        .unwrap()
        .results;
    assert_eq!(told.into_inner().unwrap(), all, "every result is told as it comes");
    let steps: Vec<DoctorStep> = all.iter().map(|result| result.step).collect();
    assert_eq!(steps, DoctorStep::ALL, "each step once, in order");
    all
}

#[tokio::test]
async fn a_good_account_passes_everything() {
    let world = World::new().await;
    let all = doctor(&world, DoctorOptions::default()).await;
    let bad: Vec<&DoctorResult> = all
        .iter()
        .filter(|one| matches!(one.state, DoctorState::Failure | DoctorState::Warning) || one.depends_on.is_some())
        .collect();
    assert!(bad.is_empty(), "nothing is wrong: {bad:#?}");
    assert_eq!(all.last().unwrap().code, DoctorCode::MessageToWhom, "a person says to whom the message goes");
    let text = format!("{all:?}");
    assert!(!text.contains(world.company.secret()), "no result holds the secret");
    let sent = world.engine.doctor().message(&world.account.id, " zhangwei ", "测试").await.unwrap().results.remove(0);
    assert_eq!((sent.code, sent.state), (DoctorCode::MessageSent, DoctorState::Waiting), "did it arrive? {sent:?}");
    assert_eq!(calls(&world.company, "/message/send").len(), 1, "once");
    let stays: Vec<ExitIp> = world.engine.doctor().exit_ips(&world.account.id).await.unwrap();
    assert_eq!(stays.len(), 1, "the address is noted: {stays:?}");
    assert_eq!(stays[0].ip, "127.0.0.1", "as the company saw it");
}

#[tokio::test]
async fn a_refused_secret_is_asked_about_once_until_somebody_changes_something() {
    let world = World::new().await;
    let new = world.company.reset_secret(world.company.agent_id()).unwrap();
    let gettokens = || calls(&world.company, "/gettoken").len();
    let token = async |options| doctor(&world, options).await[8].clone();
    assert_eq!(token(DoctorOptions::default()).await.code, DoctorCode::SecretWrong, "the secret was reset");
    for _ in 0..3 {
        let again = token(DoctorOptions::default()).await;
        assert_eq!(again.code, DoctorCode::SecretRefusedBefore, "it is told again, and that nobody was asked");
        assert_eq!(again.params["errcode"], "40001", "with WeCom's code");
    }
    assert_eq!(gettokens(), 1, "WeCom blocks who asks often with a wrong secret");
    let told = token(DoctorOptions { ask_again: true, ..DoctorOptions::default() }).await;
    assert_eq!((told.code, gettokens()), (DoctorCode::SecretWrong, 2), "a person said that something changed there");
    world.engine.accounts().secret(&world.account.id, new, beckon_model::VaultChoice::Keyring).await.unwrap();
    assert_eq!(token(DoctorOptions::default()).await.code, DoctorCode::TokenGood, "another secret is asked about");
    assert_eq!(gettokens(), 3, "once");
}

#[tokio::test]
async fn a_secret_that_a_send_found_wrong_is_not_tried_again() {
    let world = World::new().await;
    world.company.reset_secret(world.company.agent_id()).unwrap();
    world.send(world.to_all().await).await;
    assert_eq!(world.tokens_asked(), 1, "the send asked");
    let all = doctor(&world, DoctorOptions::default()).await;
    assert_eq!(all[8].code, DoctorCode::SecretRefusedBefore, "{:?}", all[8]);
    assert_eq!(world.tokens_asked(), 1, "the doctor did not");
}

#[tokio::test]
async fn no_secret_leaves_before_wecom_has_answered() {
    let world = World::with(Config::default()).await;
    let rule = beckon_sandbox::FaultRule {
        call: "*".into(),
        when: beckon_sandbox::When::Always,
        fault: beckon_sandbox::Fault::HtmlPage,
    };
    world.company.set_faults(vec![rule]);
    let all = doctor(&world, DoctorOptions::default()).await;
    assert_eq!(all[6].code, DoctorCode::Portal, "a sign-in page: {:?}", all[6]);
    assert_eq!(world.tokens_asked(), 0, "whoever answers with a page gets no secret");
    assert_eq!(all[8].depends_on, Some(DoctorStep::Answer), "and it is said why nothing more was done");
    let _ = draft(&world.company);
}
