//! The ways to candidates outside the company: whatever is wrong with them, an account that sends to members is said to work.

use beckon_model::doctor::Call;
use beckon_model::{Diagnosis, DoctorCode, DoctorOptions, DoctorState, DoctorStep};
use beckon_sandbox::{Config, Fault, FaultRule, Range, When};

use crate::common::{World, calls};

const PATHS: [&str; 3] =
    ["externalcontact/get_follow_user_list", "externalcontact/customer_acquisition_quota", "kf/account/list"];

/// What the doctor says of an account, without a message.
pub async fn examined(world: &World) -> Diagnosis {
    let options = DoctorOptions { skip_message: true, ..DoctorOptions::default() };
    world.engine.doctor().run(&world.account.id, options, &|_| ()).await.unwrap()
}

/// What came of this step.
pub fn code(told: &Diagnosis, step: DoctorStep) -> DoctorCode {
    told.results.iter().find(|one| one.step == step).unwrap().code
}

#[tokio::test]
async fn no_refusal_and_no_silence_of_an_optional_way_accuses_the_account() {
    let world = World::new().await;
    let codes =
        [-1, 40001, 40013, 40014, 41001, 45009, 48002, 50003, 60011, 60020, 60030, 84074, 95011, 95017, 301_002];
    let faults = codes.map(Fault::ErrCode).into_iter();
    for fault in faults.chain([Fault::HtmlPage, Fault::EmptyBody, Fault::HttpStatus(502), Fault::ResetBeforeProcessing])
    {
        let rule = |path: &str| FaultRule { call: path.into(), when: When::Always, fault: fault.clone() };
        world.company.set_faults(PATHS.map(rule).to_vec());
        let told = examined(&world).await;
        for one in &told.results {
            let right = matches!(one.state, DoctorState::Pass | DoctorState::Skipped | DoctorState::Note);
            assert!(right && one.depends_on.is_none(), "{fault:?}: {one:#?}");
        }
        let noted = |step| told.results.iter().any(|one| one.step == step && one.state == DoctorState::Note);
        assert!(noted(DoctorStep::Customers) && noted(DoctorStep::Service), "{fault:?} is told: {:#?}", told.results);
        for one in &told.findings {
            let outside = DoctorStep::OUTSIDE.contains(&one.step) && !one.evidence.is_empty();
            let quiet = matches!(one.state, DoctorState::Note | DoctorState::Pass);
            assert!(outside && quiet, "{fault:?} is about a way that nobody needs: {one:#?}");
        }
    }
}

#[tokio::test]
async fn an_open_way_is_said_to_be_open_by_one_read_each() {
    let world = World::new().await;
    let told = examined(&world).await;
    assert_eq!(code(&told, DoctorStep::Customers), DoctorCode::CustomersGood);
    assert_eq!(code(&told, DoctorStep::Acquisition), DoctorCode::AcquisitionGood);
    assert_eq!(code(&told, DoctorStep::Service), DoctorCode::ServiceGood);
    for call in [Call::FollowUsers, Call::Quota, Call::ServiceAccounts] {
        let path = call.path().trim_start_matches("/cgi-bin");
        assert_eq!(calls(&world.company, path).len(), 1, "{path}: a harmless read, once");
    }
    let written = ["/add_contact_way", "/create_link", "/send_msg", "/add_msg_template"];
    assert!(written.iter().all(|path| calls(&world.company, path).is_empty()), "nothing is made or sent");
}

#[tokio::test]
async fn while_the_app_itself_does_not_work_nothing_is_said_of_its_ways() {
    let mut config = Config::default();
    config.apps[0].range = Range::Only { userids: vec![], departments: vec![], tags: vec![] };
    let told = examined(&World::with(config).await).await;
    assert_eq!(code(&told, DoctorStep::App), DoctorCode::RangeEmpty);
    assert_eq!(code(&told, DoctorStep::Customers), DoctorCode::NotReached, "that comes after the app");
    let noted = told.findings.iter().any(|one| one.state == DoctorState::Note);
    assert!(!noted, "an empty range has one finding, not two: {:#?}", told.findings);
}

#[tokio::test]
async fn a_recording_of_before_says_that_nobody_asked() {
    let world = World::new().await;
    let told = examined(&world).await;
    let before = DoctorStep::OUTSIDE.into_iter().fold(told.observations, |seen, step| seen.without(step));
    let replayed = beckon_engine::replay_doctor(before);
    for step in DoctorStep::OUTSIDE {
        assert_eq!(code(&replayed, step), DoctorCode::OutsideNotAsked, "{step:?}: nothing is made up");
    }
}
