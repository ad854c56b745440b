//! Interviews in WeCom's calendars: whatever is wrong with them, an account that sends to members is said to work.

use beckon_model::doctor::Call;
use beckon_model::{DoctorCode, DoctorState, DoctorStep};
use beckon_sandbox::{Fault, FaultRule, When};

use crate::common::{World, calls};
use crate::outside::{code, examined};

#[tokio::test]
async fn no_refusal_and_no_silence_about_calendars_accuses_the_account() {
    let world = World::new().await;
    let codes = [-1, 40001, 41001, 45009, 48002, 50003, 60011, 60020, 90472, 400_304].map(Fault::ErrCode).into_iter();
    for fault in codes.chain([Fault::HtmlPage, Fault::HttpStatus(502), Fault::ResetBeforeProcessing]) {
        let rule = |call: Call| FaultRule { call: call.path().into(), when: When::Always, fault: fault.clone() };
        world.company.set_faults([Call::Schedule, Call::Meeting, Call::MeetingRooms].map(rule).to_vec());
        let told = examined(&world).await;
        for one in &told.results {
            let right = matches!(one.state, DoctorState::Pass | DoctorState::Skipped | DoctorState::Note);
            assert!(right && one.depends_on.is_none(), "{fault:?}: {one:#?}");
            let noted = one.state == DoctorState::Note;
            assert_eq!(noted, DoctorStep::CALENDARS.contains(&one.step), "{fault:?} is told, and only there: {one:#?}");
        }
    }
}

#[tokio::test]
async fn what_is_allowed_is_seen_by_one_harmless_read_each() {
    let world = World::new().await;
    let told = examined(&world).await;
    assert_eq!(code(&told, DoctorStep::Schedule), DoctorCode::ScheduleGood, "no such schedule, so it may ask");
    assert_eq!(code(&told, DoctorStep::Meeting), DoctorCode::MeetingGood);
    assert_eq!(code(&told, DoctorStep::MeetingRooms), DoctorCode::RoomsGood);
    for call in [Call::Schedule, Call::Meeting, Call::MeetingRooms] {
        assert_eq!(calls(&world.company, call.path()).len(), 1, "{call:?}");
    }
    assert!(told.findings.is_empty(), "nothing is wrong: {:#?}", told.findings);
    let nobodys = DoctorStep::CALENDARS.into_iter().fold(told.observations, |seen, step| seen.without(step));
    let replayed = beckon_engine::replay_doctor(nobodys);
    for step in DoctorStep::CALENDARS {
        assert_eq!(code(&replayed, step), DoctorCode::CalendarNotAsked, "{step:?}: a recording of before");
    }
}

#[tokio::test]
async fn whoever_is_about_to_publish_hears_what_the_app_may_not_use_and_nothing_else_is_asked() {
    let world = World::new().await;
    let rule = FaultRule { call: Call::Meeting.path().into(), when: When::Always, fault: Fault::ErrCode(48002) };
    world.company.set_faults(vec![rule]);
    let told = world.engine.doctor().calendars(&world.account.id).await.unwrap();
    let codes: Vec<_> = told.iter().map(|one| (one.step, one.code)).collect();
    let wanted = [
        (DoctorStep::Schedule, DoctorCode::ScheduleGood),
        (DoctorStep::Meeting, DoctorCode::MeetingNotCallable),
        (DoctorStep::MeetingRooms, DoctorCode::RoomsGood),
    ];
    assert_eq!(codes, wanted);
    assert_eq!(told[1].params["errcode"], "48002");
    assert_eq!(calls(&world.company, "").len(), 4, "a token, and one read each");
}
