//! What the doctor says of a set-up against what has to be said, and the score of all of them.

use std::path::PathBuf;
use std::sync::Arc;

use beckon_model::{DoctorCode, DoctorFix, DoctorResult, DoctorState, DoctorStep};
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::{Row, all, page, ways};
use crate::elsewhere::{again, part};

/// Who does what is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Whoever sits before Beckon.
    Recruiter,
    /// The company's administrator of WeCom.
    Admin,
    /// Whoever runs the network, the proxy, the gateway or the computers.
    It,
    /// Nobody: it passes.
    Nobody,
}

/// What the doctor says, most certain first.
#[derive(Debug, Default)]
struct Said {
    code: Option<DoctorCode>,
    step: Option<DoctorStep>,
    changes: Vec<Option<DoctorFix>>,
    who: Option<Who>,
}

fn said(results: &[DoctorResult]) -> Said {
    let state = |state| results.iter().filter(move |result| result.state == state);
    let mut found = state(DoctorState::Failure).chain(state(DoctorState::Warning));
    let Some(first) = found.next() else { return Said::default() };
    let changes = std::iter::once(first).map(|result| result.fix).collect();
    Said { code: Some(first.code), step: Some(first.step), changes, who: first.fix.map(usually) }
}

fn usually(fix: DoctorFix) -> Who {
    match fix {
        DoctorFix::Network | DoctorFix::Certificate => Who::It,
        DoctorFix::EnableApp | DoctorFix::VisibleRange | DoctorFix::TrustedIp | DoctorFix::Licence => Who::Admin,
        DoctorFix::Wait => Who::Nobody,
        _ => Who::Recruiter,
    }
}

/// Whether a person would change something that was right.
fn accuses(fix: DoctorFix) -> bool {
    !matches!(fix, DoctorFix::Network | DoctorFix::Wait)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Right,
    Partly,
    Wrong,
    Accused,
    NotMade,
}

fn verdict(row: &Row, said: &Said) -> Verdict {
    let named: Vec<DoctorFix> = said.changes.iter().copied().flatten().collect();
    if named.iter().any(|fix| accuses(*fix) && !row.change.contains(fix) && !row.may.contains(fix)) {
        return Verdict::Accused;
    }
    let sound = row.step.is_empty() && said.step.is_none();
    let step = sound || said.step.is_some_and(|step| row.step.contains(&step));
    let change = match row.change {
        [] => true,
        wanted => {
            wanted.iter().eq(named.iter().filter(|fix| row.change.contains(fix))) && (named.first() == wanted.first())
        }
    };
    let who = sound || said.who.is_some_and(|who| row.who.contains(&who));
    match (step, change, who) {
        (true, true, true) => Verdict::Right,
        (true, ..) | (_, true, true) => Verdict::Partly,
        _ => Verdict::Wrong,
    }
}

/// So many are right, and of so many something is accused that was right; to be moved in one direction only.
const RIGHT_AT_LEAST: usize = 84;
const ACCUSED_AT_MOST: usize = 46;

/// A set-up that was made, and what came of it.
pub struct Judged {
    pub row: &'static Row,
    verdict: Verdict,
    said: Said,
    results: Option<Vec<DoctorResult>>,
}

impl Judged {
    async fn make(row: &'static Row) -> Self {
        let results = (row.made)().await;
        let said = results.as_deref().map(said).unwrap_or_default();
        let verdict = if results.is_some() { verdict(row, &said) } else { Verdict::NotMade };
        Self { row, verdict, said, results }
    }

    /// What was found first, where something was.
    pub fn found(&self) -> Option<DoctorCode> {
        self.said.code
    }

    fn print(&self) {
        let Self { row, verdict, said, results } = self;
        println!("{verdict:?}: {} ({})", row.name, row.what);
        if *verdict == Verdict::Right {
            return;
        }
        println!("    wanted {:?} {:?} {:?} or {:?}", row.step, row.change, row.who, row.may);
        println!("    said   {:?} {:?} {:?}", said.step, said.changes, said.who);
        for result in results.iter().flatten().filter(|result| bad(result)) {
            println!("    {:?} {:?} {}", result.step, result.code, result.detail.replace('\n', " | "));
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
        assert!(right + not_made >= RIGHT_AT_LEAST, "{score}");
        assert!(accused <= ACCUSED_AT_MOST, "{score}");
        if not_made == 0 && std::env::var_os("BECKON_WRITE_DOCTOR").is_some() {
            page::compare(&judged, &score);
        }
    }
}

fn bad(result: &DoctorResult) -> bool {
    matches!(result.state, DoctorState::Failure | DoctorState::Warning)
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
    let ran = there.env("SSL_CERT_FILE", &file).output().await.unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    println!("{told}");
    assert!(ran.status.success(), "{told}{}", String::from_utf8_lossy(&ran.stderr));
}
