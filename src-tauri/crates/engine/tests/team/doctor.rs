//! The doctor's steps of an account that asks the team: each cause has its step and its name.

use std::sync::Arc;

use beckon_model::{
    Clock, Diagnosis, DoctorCode, DoctorOptions, DoctorState, DoctorStep, SystemClock, TeamJoin, TeamRole, VaultChoice,
};
use postgres_folder::Server;
use tokio_postgres::{Client, NoTls};

use crate::accounts::{account, switch};
use crate::laptop::{CORP, Laptop, PASSWORD, join, server};

/// Looks at the laptop's account, which asks the team.
async fn look(laptop: &Laptop) -> Diagnosis {
    let account = laptop.engine.accounts().named("own").await.unwrap();
    let options = DoctorOptions { skip_message: true, ask_again: false };
    laptop.engine.doctor().run(&account.id, options, &|_| {}).await.unwrap()
}

/// What failed at the team, and how many of its steps worked before.
fn failed(told: &Diagnosis) -> (usize, DoctorStep, DoctorCode) {
    let team: Vec<_> = told.results.iter().filter(|result| DoctorStep::TEAM.contains(&result.step)).collect();
    let steps: Vec<DoctorStep> = team.iter().map(|result| result.step).collect();
    assert_eq!(steps, DoctorStep::TEAM, "each step once, in order");
    let good = team.iter().take_while(|result| result.state == DoctorState::Pass).count();
    let first = team.get(good).unwrap_or_else(|| panic!("nothing failed: {team:?}"));
    assert!(
        team[good + 1..].iter().all(|result| result.code == DoctorCode::NotReached),
        "what needs it is not looked at: {team:?}"
    );
    let found = told.findings.iter().find(|finding| finding.code == first.code);
    assert!(found.is_some_and(|found| found.fix.is_some()), "the finding says what to change: {:?}", told.findings);
    (good, first.step, first.code)
}

async fn member(lead: &Laptop, login: &str) -> Laptop {
    let laptop = lead.colleague(login).await;
    let own = account(&laptop, "own", CORP).await;
    switch(&laptop, &own, true).await.unwrap();
    laptop
}

/// The administrator, on a connection without the ledger.
async fn administrator(server: &Server) -> Client {
    let at = server.url("postgres").replacen('@', &format!(":{PASSWORD}@"), 1);
    let (client, wire) = tokio_postgres::connect(&at, NoTls).await.unwrap();
    tokio::spawn(wire);
    client
}

#[tokio::test]
async fn a_team_that_works_passes_each_step() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let laptop = member(&lead, "gao").await;
    let told = look(&laptop).await;
    let team: Vec<_> = told.results.iter().filter(|result| DoctorStep::TEAM.contains(&result.step)).collect();
    assert!(team.iter().all(|result| result.state == DoctorState::Pass) && team.len() == 7, "all of it: {team:#?}");
    assert_eq!(told.results.last().unwrap().step, DoctorStep::Message, "the message stays the last step");
    let recorded = serde_json::to_string(&told.observations).unwrap();
    assert!(!recorded.contains("gao") && !recorded.contains(CORP), "a recording names no one: {recorded}");
    let own = laptop.engine.accounts().named("own").await.unwrap();
    switch(&laptop, &own, false).await.unwrap();
    let told = look(&laptop).await;
    assert_eq!(told.results.len(), DoctorStep::ALL.len(), "an account that asks no team has no such steps");
}

#[tokio::test]
async fn each_cause_has_its_step_and_its_name() {
    let mut server = server();
    let lead = Laptop::lead(&server).await;
    let laptop = member(&lead, "gao").await;

    laptop.engine.team().lend_password("wrong").await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (3, DoctorStep::TeamLogin, DoctorCode::TeamLoginRefused), "the password");

    let client = administrator(&server).await;
    let laptop = member(&lead, "li").await;
    client.batch_execute("INSERT INTO beckon_team.step (number, sha256) VALUES (99, 'x')").await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (4, DoctorStep::TeamLedger, DoctorCode::TeamNewer), "a newer ledger");
    client.batch_execute("DELETE FROM beckon_team.step WHERE number > 2").await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (4, DoctorStep::TeamLedger, DoctorCode::TeamOlder), "an older one");
    client.batch_execute("UPDATE beckon_team.step SET sha256 = 'x' WHERE number = 1").await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (4, DoctorStep::TeamLedger, DoctorCode::TeamChanged), "a changed one");
    client.batch_execute("DROP SCHEMA beckon_team CASCADE").await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (4, DoctorStep::TeamLedger, DoctorCode::TeamNoLedger), "none");

    server.stop("fast").unwrap();
    assert_eq!(failed(&look(&laptop).await), (2, DoctorStep::TeamLink, DoctorCode::TeamUnreachable), "no server");
    laptop.engine.team().leave().await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (0, DoctorStep::Team, DoctorCode::TeamNotJoined), "no team");
}

#[tokio::test]
async fn whoever_was_removed_reads_that_they_no_longer_belong_to_it() {
    let server = server();
    let lead = Laptop::lead(&server).await;
    let laptop = member(&lead, "gao").await;
    let client = administrator(&server).await;
    // The login is left open: what it can do is decided by who belongs to the team.
    client.batch_execute("UPDATE beckon_team.member SET removed_at = now() WHERE login = 'gao'").await.unwrap();
    assert_eq!(failed(&look(&laptop).await), (5, DoctorStep::TeamMember, DoctorCode::TeamNotAMember), "no member");
}

#[tokio::test]
async fn a_password_that_is_gone_and_a_clock_that_is_off_are_told() {
    struct Off;
    impl Clock for Off {
        fn now_ms(&self) -> i64 {
            SystemClock.now_ms() + 11 * 60_000 + 30_000
        }
    }
    let server = server();
    let lead = Laptop::lead(&server).await;
    let invited = lead.engine.team().invite("gao", TeamRole::Recruiter).await.unwrap();
    let laptop = Laptop::at(Arc::new(Off));
    laptop.engine.team().join(TeamJoin { vault: VaultChoice::Session, ..join(&invited) }).await.unwrap();
    let own = account(&laptop, "own", CORP).await;
    switch(&laptop, &own, true).await.unwrap();
    let told = look(&laptop).await;
    let clock = told.results.iter().find(|result| result.step == DoctorStep::TeamClock).unwrap();
    assert_eq!((clock.code, clock.state), (DoctorCode::TeamClockOff, DoctorState::Warning), "{clock:?}");
    assert_eq!(clock.params["minutes"], "11", "it says by how much");
    let laptop = laptop.again();
    assert_eq!(failed(&look(&laptop).await), (3, DoctorStep::TeamLogin, DoctorCode::TeamPasswordNeeded), "asked for");
}
