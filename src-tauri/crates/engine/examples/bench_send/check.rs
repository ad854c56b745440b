//! The check of a large send, and the steps of its preview: `--check` and `--preview`.
//!
//! 1. `--check`: 100,000 people with a message each, checked by a process of its own, against a bare loop over the same people in
//!    the same database that writes the same bodies and their hashes. Memory counts above what the process needs once it is open.
//! 2. `--preview`: one person after the other, of 10 and of 10,000.
//!
//! Never in here: a plan. What people's programs ask the engine is what is measured.

use std::path::Path;
use std::time::Instant;

use beckon_engine::Engine;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::Outcome;
use crate::company::Company;
use crate::figures::{Figures, median, own, resident, usage};
use crate::folder::{open, prepare, to_all};

const MANY: usize = 100_000;
const SECONDS_GOAL: f64 = 6.0;
const MIB_GOAL: f64 = 150.0;

const FEW_STEPS: usize = 10;
const MANY_STEPS: usize = 10_000;
const STEP_GOAL_MS: f64 = 5.0;
const RATIO_GOAL: f64 = 1.5;

const ROUNDS: usize = 3;

/// Measures the check. Answers whether time and memory keep to their goals.
pub fn measure() -> Outcome<bool> {
    let company = Company::start(0, MANY)?;
    let (folder, engine) = tokio::runtime::Runtime::new()?.block_on(prepare(&company, MANY))?;
    drop(engine);
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let mut process = own("check")?;
        rounds.push(Figures::told(process.arg("whole").arg(folder.path()).arg(company.secret()))?);
    }
    let of = |name: &str| median(rounds.iter().map(|round| round.get(name)));
    let (check, bare, mib) = (of("check"), of("bare"), of("mib"));
    println!("bare loop       {bare:.2} s for {MANY} bodies and their hashes");
    println!("check           {check:.2} s, {:.1} times that (goal {SECONDS_GOAL} s at most)", check / bare);
    println!("again           {:.3} s", of("again"));
    println!("peak memory     {mib:.0} MiB above the open program (goal {MIB_GOAL} at most)");
    Ok(check <= SECONDS_GOAL && mib <= MIB_GOAL)
}

/// Measures the steps. Answers whether they keep to their goals.
pub fn preview() -> Outcome<bool> {
    let step = |people: usize| -> Outcome<(f64, f64)> {
        let company = Company::start(0, people)?;
        let (folder, engine) = tokio::runtime::Runtime::new()?.block_on(prepare(&company, people))?;
        drop(engine);
        let mut process = own("check")?;
        let told = Figures::told(process.arg("steps").arg(folder.path()).arg(company.secret()))?;
        println!(
            "{people:>7} people   first {:.2} ms, a step {:.3} ms, slowest {:.2} ms",
            told.get("first"),
            told.get("step"),
            told.get("slowest")
        );
        Ok((told.get("step"), told.get("first")))
    };
    let ((few, _), (many, _)) = (step(FEW_STEPS)?, step(MANY_STEPS)?);
    let ratio = many / few;
    println!("ratio {ratio:.2} (goal {RATIO_GOAL} at most, and {STEP_GOAL_MS} ms a step)");
    Ok(ratio <= RATIO_GOAL && many <= STEP_GOAL_MS)
}

/// The process that is measured: `check whole|steps FOLDER SECRET`.
pub fn main(arguments: &[&str]) -> Outcome {
    let [part, folder, secret] = arguments else { return Err("check whole|steps FOLDER SECRET".into()) };
    tokio::runtime::Runtime::new()?.block_on(async {
        let engine = open(Path::new(folder), secret).await?;
        match *part {
            "whole" => whole(&engine, Path::new(folder)).await,
            _ => steps(&engine).await,
        }
    })
}

#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn whole(engine: &Engine, folder: &Path) -> Outcome {
    let send = to_all(engine).await?;
    let open_mib = resident();
    let begun = Instant::now();
    let plan = engine.send().check(send.clone()).await?;
    let check = begun.elapsed().as_secs_f64();
    if plan.ready != MANY as u64 {
        return Err(format!("{} of {MANY} are ready", plan.ready).into());
    }
    let mib = usage().1 - open_mib;
    let begun = Instant::now();
    engine.send().check(send).await?;
    let again = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let hashed = bare(folder)?;
    let bare = begun.elapsed().as_secs_f64();
    println!("hashed={hashed} check={check} again={again} bare={bare} mib={mib}");
    Ok(())
}

/// The same bodies, written without looking at anything.
fn bare(folder: &Path) -> Outcome<usize> {
    let database = Connection::open(folder.join("beckon.db"))?;
    let mut people = database.prepare("SELECT name, userid FROM candidate ORDER BY id")?;
    let mut people = people.query([])?;
    let mut hashes = Vec::new();
    while let Some(row) = people.next()? {
        let (name, userid): (String, String) = (row.get(0)?, row.get(1)?);
        let content = format!("{name}（{userid}）您好，您的面试已改到 3 月 2 日 10:00，3 号会议室。");
        let body = serde_json::json!({
            "touser": userid, "msgtype": "text", "agentid": 1, "text": { "content": content },
            "enable_duplicate_check": 1, "duplicate_check_interval": 14_400,
        });
        hashes.push(Sha256::digest(serde_json::to_vec(&body)?));
    }
    Ok(hashes.len())
}

#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn steps(engine: &Engine) -> Outcome {
    let send = to_all(engine).await?;
    let total = engine.send().check(send.clone()).await?.total;
    let mut took = Vec::new();
    for index in 0..total {
        let begun = Instant::now();
        let preview = engine.send().preview(send.clone(), index).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
        if preview.request.is_none() {
            return Err(format!("number {index} gets nothing: {preview:?}").into());
        }
    }
    let slowest = took.iter().copied().fold(0.0, f64::max);
    println!("first={} step={} slowest={slowest}", took[0], median(took.iter().copied()));
    Ok(())
}
