//! What members answered to 1,000 schedules: read in one call from a company on loopback and stored, against the storing alone.
//!
//! Never in here: an answer that was stored before. Each round changes all of them.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use beckon_engine::{Engine, NoSink, Parsed, Parts, in_zone};
use beckon_model::{
    AccountDraft, AccountId, CandidateDraft, Clock, InterviewDraft, InterviewId, Interviewer, MemberReply, PublishAs,
    PublishWish, SystemClock, VaultChoice,
};
use beckon_sandbox::{Config, Sandbox};
use beckon_store::Store;
use beckon_vault::{MemoryKeyring, Vault};

use crate::Outcome;
use crate::reminders::median;

/// As many as one call reads.
const SCHEDULES: usize = 1000;
const ROUNDS: usize = 11;
const GOAL_MS: f64 = 100.0;
const WHO: &str = "wangfang";
const ZONE: &str = "Asia/Shanghai";
const DAY_MS: i64 = 86_400_000;

/// As WeCom has it in `response_status`.
const ACCEPTED: i64 = 1;
const TENTATIVE: i64 = 2;

pub async fn measure() -> Outcome<bool> {
    let (folder, company) = (tempfile::tempdir()?, Sandbox::start(Config::default()).await?);
    let (vault, clock) = (Vault::new(MemoryKeyring::default())?, Arc::new(SystemClock));
    let parts = Parts { data_dir: folder.path().to_owned(), vault, clock, sink: Arc::new(NoSink), practice: None };
    let engine = Engine::open(parts).await?;
    let (account, interviews) = publish(&engine, &company).await?;
    let mut whole = Vec::new();
    for round in 0..ROUNDS {
        let answer = if round % 2 == 0 { ACCEPTED } else { TENTATIVE };
        for entry in company.schedules() {
            company.answer_invitation(&entry.schedule_id, WHO, answer);
        }
        let began = Instant::now();
        let read = engine.published().answers(&account, Vec::new()).await?;
        whole.push(began.elapsed().as_secs_f64() * 1000.0);
        if (read.asked, read.news.len(), &read.problem) != (SCHEDULES as u64, SCHEDULES, &None) {
            return Err(format!("{} asked, {} new, {:?}", read.asked, read.news.len(), read.problem).into());
        }
    }
    engine.close().await;
    let stored = storing(folder.path(), &interviews).await?;
    let ((whole, slowest), (stored, _)) = (median(whole), median(stored));
    println!(
        "answers of {SCHEDULES} schedules polled in one call and stored: {whole:.1} ms, slowest {slowest:.1} ms (goal \
         {GOAL_MS} ms); the storing alone {stored:.1} ms"
    );
    Ok(whole <= GOAL_MS)
}

/// So many interviews, each a schedule of one member.
async fn publish(engine: &Engine, company: &Sandbox) -> Outcome<(AccountId, Vec<InterviewId>)> {
    let draft = AccountDraft {
        name: "bench".to_owned(),
        corp_id: company.corp_id().to_owned(),
        agent_id: company.agent_id().to_string(),
        secret: company.secret().into(),
        api_host: Some(company.base_url()),
        vault: VaultChoice::Session,
    };
    let account = engine.accounts().add(draft).await?.account.id;
    let person = CandidateDraft { name: "Candidate".to_owned(), ..CandidateDraft::default() };
    engine.candidates().put(Parsed::of_people(vec![person]), false).await?;
    let person = engine.candidates().list(Default::default()).await?.rows.remove(0).id;
    let tomorrow = SystemClock.now_ms() / DAY_MS * DAY_MS + DAY_MS;
    let mut interviews = Vec::new();
    for number in 0..SCHEDULES as i64 {
        let starts = in_zone(tomorrow + number * 3_600_000, ZONE).strftime("%Y-%m-%dT%H:%M").to_string();
        let interviewers = vec![Interviewer { name: "王芳".to_owned(), userid: Some(WHO.to_owned()) }];
        let plan = InterviewDraft {
            candidates: vec![person],
            starts,
            zone: ZONE.to_owned(),
            minutes: 45,
            interviewers,
            ..InterviewDraft::default()
        };
        interviews.push(engine.interviews().save(None, plan).await?.id);
    }
    let wish = PublishWish { kind: PublishAs::Schedule, ..PublishWish::default() };
    engine.published().start(interviews.clone(), &account, wish).await?;
    Ok((account, interviews))
}

/// The same answers without WeCom.
async fn storing(folder: &Path, interviews: &[InterviewId]) -> Outcome<Vec<f64>> {
    let store = Store::open(folder, SystemClock.now_ms())?;
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let reply = if round % 2 == 0 { MemberReply::Declined } else { MemberReply::Accepted };
        let (all, replies) = (interviews.to_vec(), vec![(WHO.to_owned(), reply)]);
        let note = move |rows: &beckon_store::Writer<'_>| -> beckon_store::Result<usize> {
            let mut news = 0;
            for interview in all {
                news += rows.note_member_answers(interview, &replies, 0)?.len();
            }
            Ok(news)
        };
        let began = Instant::now();
        let news = store.write(note).await?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
        if news != SCHEDULES {
            return Err(format!("{news} answers were stored").into());
        }
    }
    Ok(times)
}
