//! A folder with interviews, some of which want a schedule, some a meeting, and most a room; and the program that publishes them,
//! moves all of them, and calls some off.
//!
//! Never in here: what must hold after a kill.

use std::error::Error;
use std::path::Path;

use beckon_engine::{Engine, Parsed};
use beckon_model::{CandidateDraft, Interview, InterviewDraft, InterviewId, Interviewer, PublishAs, PublishWish};
use beckon_sandbox::Sandbox;

use crate::account;
use crate::killed::parts;
use crate::time::ahead;

/// What each interview wants: as what, and which room.
pub const WISHES: [(PublishAs, Option<i64>); 6] = [
    (PublishAs::Schedule, Some(1)),
    (PublishAs::Meeting, Some(2)),
    (PublishAs::None, Some(4)),
    (PublishAs::Schedule, None),
    (PublishAs::Meeting, None),
    (PublishAs::Schedule, Some(5)),
];

/// The interviews of these places are called off in the end: the others stand.
pub const CALLED_OFF: [usize; 3] = [0, 1, 2];

/// An engine on the folder, with the clock of the next program.
pub async fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    Ok(Engine::open(parts(folder, ahead(folder))?).await?)
}

/// Puts an account and the interviews into the folder.
pub async fn prepare(folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
    let engine = open(folder).await?;
    engine.accounts().add(account::draft(company)).await?;
    let person = |n| CandidateDraft { name: format!("Candidate {n}"), ..CandidateDraft::default() };
    engine.candidates().put(Parsed::of_people((0..WISHES.len()).map(person).collect()), false).await?;
    let people = engine.candidates().list(Default::default()).await?.rows;
    for (at, person) in people.iter().enumerate() {
        let interviewer = |name: &str, userid: &str| Interviewer { name: name.into(), userid: Some(userid.into()) };
        let plan = InterviewDraft {
            candidates: vec![person.id],
            starts: format!("2099-11-{:02} 14:00", at + 10),
            zone: "Asia/Shanghai".to_owned(),
            minutes: 60,
            interviewers: vec![interviewer("王芳", "wangfang"), interviewer("李娜", "li.na")],
            ..InterviewDraft::default()
        };
        engine.interviews().save(None, plan).await?;
    }
    engine.close().await;
    Ok(())
}

/// What the program does. Whatever was done before is not done again: it may be ended anywhere and begins at the top.
pub async fn work(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let account = engine.accounts().named("acme").await?.id;
    let all = interviews(engine).await?;
    let published = engine.published();
    let known = published.list(all.iter().map(|one| one.id).collect()).await?;
    for (interview, (kind, room)) in all.iter().zip(WISHES) {
        let wish = PublishWish {
            kind,
            room: room.map(|room| (room, String::new())),
            // WeCom takes two meetings of the same people with the same title for one.
            title: Some(format!("面试 {}", interview.id)),
            ..PublishWish::default()
        };
        if !interview.called_off && !known.iter().any(|one| one.interview == interview.id) {
            published.start(vec![interview.id], &account, wish).await?;
        }
    }
    for interview in &all {
        if interview.plan.starts.ends_with("14:00") {
            let starts = interview.plan.starts.replace("14:00", "16:00");
            let plan = InterviewDraft { starts, ..interview.plan.clone() };
            engine.interviews().save(Some(interview.id), plan).await?;
        }
        published.bring(vec![interview.id]).await?;
    }
    for at in CALLED_OFF {
        engine.interviews().call_off(all[at].id, true).await?;
    }
    published.bring(all.iter().map(|one| one.id).collect()).await?;
    Ok(())
}

/// The interviews, in the order in which they were made.
pub async fn interviews(engine: &Engine) -> Result<Vec<Interview>, Box<dyn Error>> {
    let mut all = engine.interviews().list(Default::default()).await?.rows;
    all.sort_by_key(|one| one.id.0);
    Ok(all)
}

/// Their numbers.
pub async fn ids(engine: &Engine) -> Result<Vec<InterviewId>, Box<dyn Error>> {
    Ok(interviews(engine).await?.into_iter().map(|one| one.id).collect())
}
