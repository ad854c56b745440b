//! What the doctor says of a set-up against what has to be said, and the score of all of them.

use std::path::PathBuf;
use std::sync::Arc;

use beckon_model::{
    Certainty, Diagnosis, DoctorCode, DoctorFix, DoctorState, DoctorStep, DoctorWho, Finding, Observations,
};
use serde::{Deserialize, Serialize};
use tokio::process::Command;
use tokio::sync::Semaphore;

use beckon_sandbox::Config;

use super::desk::app;
use super::{Row, all, page};
use crate::elsewhere::{again, part};
use crate::ways;
use crate::words::is_whole;

/// What the doctor finds, as far as it is judged; it comes from other processes, too.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Told {
    findings: Vec<Named>,
    observations: Observations,
}

/// A finding that something is wrong.
#[derive(Debug, Serialize, Deserialize)]
struct Named {
    code: DoctorCode,
    certainty: Certainty,
    step: DoctorStep,
    fix: Option<DoctorFix>,
    who: DoctorWho,
}

impl From<Diagnosis> for Told {
    fn from(diagnosis: Diagnosis) -> Self {
        replays(&diagnosis);
        for one in &diagnosis.findings {
            is_whole(one.code, one.fix, &one.params);
        }
        let wrong = |one: &Finding| matches!(one.state, DoctorState::Failure | DoctorState::Warning);
        let named = |one: Finding| {
            let Finding { code, certainty, step, fix, who, .. } = one;
            Named { code, certainty, step, fix, who }
        };
        let findings = diagnosis.findings.into_iter().filter(wrong).map(named).collect();
        Self { findings, observations: diagnosis.observations }
    }
}

/// A recording of what was seen leads to the same findings elsewhere, is small, and holds no value of the account.
fn replays(diagnosis: &Diagnosis) {
    let recording = serde_json::to_string(&diagnosis.observations).unwrap();
    let again = beckon_engine::replay_doctor(serde_json::from_str(&recording).unwrap());
    let codes = |found: &[Finding]| -> Vec<_> {
        found.iter().map(|one| (one.step, one.code, one.certainty, one.fix, one.evidence.clone())).collect()
    };
    assert_eq!(codes(&again.findings), codes(&diagnosis.findings), "the same evidence, the same findings: {recording}");
    assert!(recording.len() < 16 * 1024, "a recording is small: {} bytes", recording.len());
    for secret in [&*app().secret, &Config::default().corp_id, "anna", "pass\"", "zhangwei"] {
        assert!(!recording.contains(secret), "a recording holds no value of the account, login or member: {recording}");
    }
}

impl Told {
    /// Changes that are told, the most certain first.
    fn fixes(&self) -> impl Iterator<Item = DoctorFix> {
        self.findings.iter().filter_map(|one| one.fix)
    }

    /// Whether something is accused that is neither to be changed nor may be named: as likely, or before anything else.
    fn accuses_beyond(&self, row: &Row) -> bool {
        let beyond = |fix| accuses(fix) && !row.change.contains(&fix) && !row.may.contains(&fix);
        let mut strong =
            self.findings.iter().enumerate().filter(|(at, one)| *at == 0 || one.certainty != Certainty::Possible);
        strong.any(|(_, one)| one.fix.is_some_and(beyond))
    }
}

/// Whether a person would change something that was right.
fn accuses(fix: DoctorFix) -> bool {
    !matches!(fix, DoctorFix::Network | DoctorFix::Wait)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Partly,
    Wrong,
    Accused,
    NotMade,
}

fn verdict(row: &Row, told: &Told) -> Verdict {
    if told.accuses_beyond(row) {
        return Verdict::Accused;
    }
    let Some(first) = told.findings.first() else {
        return if row.step.is_empty() { Verdict::Right } else { Verdict::Wrong };
    };
    let (step, who) = (row.step.contains(&first.step), row.who.contains(&first.who));
    let mut named: Vec<DoctorFix> = Vec::new();
    for fix in told.fixes().filter(|fix| row.change.contains(fix)) {
        if !named.contains(&fix) {
            named.push(fix);
        }
    }
    let change = row.change.is_empty() || (named == row.change && first.fix == row.change.first().copied());
    match (step, change, who) {
        (true, true, true) => Verdict::Right,
        (true, ..) | (_, true, true) => Verdict::Partly,
        _ => Verdict::Wrong,
    }
}

/// Of a hundred set-ups so many have to be right; and none may be accused of what is right.
const RIGHT_OF_A_HUNDRED: usize = 95;

/// A set-up that was made, and what came of it.
pub struct Judged {
    pub row: &'static Row,
    verdict: Verdict,
    told: Option<Told>,
}

impl Judged {
    async fn make(row: &'static Row) -> Self {
        let told = (row.made)().await;
        let verdict = told.as_ref().map_or(Verdict::NotMade, |told| verdict(row, told));
        Self { row, verdict, told }
    }

    /// What was found first, where something was.
    pub fn found(&self) -> Option<DoctorCode> {
        Some(self.told.as_ref()?.findings.first()?.code)
    }

    fn print(&self) {
        let Self { row, verdict, told } = self;
        println!("{verdict:?}: {} ({})", row.name, row.what);
        if *verdict == Verdict::Right {
            return;
        }
        println!("    wanted {:?} {:?} {:?} or {:?}", row.step, row.change, row.who, row.may);
        for Named { code, certainty, step, fix, who } in told.iter().flat_map(|told| &told.findings) {
            println!("    found  {step:?} {code:?} {certainty:?} {fix:?} {who:?}");
        }
        for (_, one) in told.iter().flat_map(|told| told.observations.all()) {
            println!("    saw    {:?} {}", one.step, serde_json::to_string(&one.fact).unwrap());
        }
    }
}

/// Makes every set-up, judges what the doctor says of it, and prints the score. `BECKON_SETUPS=word` makes only those with
/// the word in their names, and asserts nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_doctor_says_of_set_ups_that_it_has_never_seen() {
    let Some(file) = part() else { return in_a_world_of_its_own().await };
    ways::trust(&PathBuf::from(file));
    let only = std::env::var("BECKON_SETUPS").unwrap_or_default();
    let turns = Arc::new(Semaphore::new(12));
    let made: Vec<_> = all()
        .filter(|row| row.name.contains(&only))
        .map(|row| {
            let turns = Arc::clone(&turns);
            let judged = async move {
                let _turn = turns.acquire().await.unwrap();
                Judged::make(row).await
            };
            (row, tokio::spawn(judged))
        })
        .collect();
    let mut judged = Vec::new();
    for (row, made) in made {
        judged.push(made.await.unwrap_or_else(|error| panic!("{} cannot be made: {error}", row.name)));
    }
    judged.iter().for_each(Judged::print);
    let count = |verdict| judged.iter().filter(|one| one.verdict == verdict).count();
    let (right, accused, not_made) = (count(Verdict::Right), count(Verdict::Accused), count(Verdict::NotMade));
    let score = format!(
        "Of {}, {right} right, {} partly, {} wrong, {accused} accuse a value that was right.",
        judged.len(),
        count(Verdict::Partly),
        count(Verdict::Wrong),
    );
    println!("{score} {not_made} could not be made here.");
    if only.is_empty() {
        if not_made == 0 {
            page::states(&judged, &score);
        }
        assert!(right * 100 >= (judged.len() - not_made) * RIGHT_OF_A_HUNDRED, "{score}");
        assert_eq!(accused, 0, "{score}");
    }
}

/// The same in a process whose system trusts the authority of the set-ups, and no other.
async fn in_a_world_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("system.pem");
    let name = "unseen::judge::what_the_doctor_says_of_set_ups_that_it_has_never_seen";
    let mut there = Command::from(again(name, file.to_str().unwrap()));
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"] {
        there.env_remove(name);
    }
    let none = folder.path().join("none");
    std::fs::create_dir(&none).unwrap();
    let ran = there.env("SSL_CERT_FILE", &file).env("SSL_CERT_DIR", none).output().await.unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    println!("{told}");
    assert!(ran.status.success(), "{told}{}", String::from_utf8_lossy(&ran.stderr));
}
