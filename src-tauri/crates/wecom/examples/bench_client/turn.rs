//! One turn: a fresh practice company and a contender, each in a process of its own.

use std::error::Error;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use beckon_sandbox::{Config, Sandbox};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::contender::{App, Contender, Ready};
use crate::figures::{Figures, Usage};

/// Connections are made and caches filled before the clock starts.
const WARM_UP: Duration = Duration::from_millis(200);

/// Plays one turn.
pub fn play(
    contender: Contender,
    latency_ms: u64,
    parallelism: usize,
    seconds: f64,
) -> Result<Figures, Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let mut company = Command::new(&own)
        .args(["company", &latency_ms.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut address = String::new();
    BufReader::new(company.stdout.take().ok_or("no stdout")?).read_line(&mut address)?;
    let told = Command::new(&own)
        .args(["contend", contender.name(), &parallelism.to_string(), &seconds.to_string()])
        .args(address.split_whitespace())
        .stderr(Stdio::inherit())
        .output();
    // Its end of input tells the company to end.
    drop(company.stdin.take());
    company.wait()?;
    Figures::read(&String::from_utf8_lossy(&told?.stdout)).ok_or_else(|| "a contender did not finish".into())
}

/// The process of the practice company: says where it is, and ends with its input.
pub fn company(latency_ms: u64) -> Result<(), Box<dyn Error>> {
    let latency = Duration::from_millis(latency_ms);
    let runtime = Runtime::new()?;
    let company = runtime.block_on(Sandbox::start(Config { latency, ..Config::default() }))?;
    let (host, corp_id, agent_id) = (company.base_url(), company.corp_id(), company.agent_id());
    println!("{host} {corp_id} {agent_id} {}", company.secret());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// The process of a contender: calls as fast as it can, `parallelism` calls at a time, and measures itself.
pub fn contend(contender: Contender, parallelism: usize, seconds: f64, at: &[&str]) -> Result<Figures, Box<dyn Error>> {
    let [host, corp_id, agent_id, secret] = at else { return Err("no address".into()) };
    let app = App { host, corp_id, agent_id: agent_id.parse()?, secret };
    Runtime::new()?.block_on(async {
        let ready = Arc::new(Ready::new(contender, &app).await?);
        calls(&ready, parallelism, WARM_UP).await?;
        let before = Usage::now();
        let (calls, took) = calls(&ready, parallelism, Duration::from_secs_f64(seconds)).await?;
        Ok(Figures::new(calls, took, &before, &Usage::now()))
    })
}

/// Calls until `time` is over; how many, and how long it really took.
#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn calls(ready: &Arc<Ready>, parallelism: usize, time: Duration) -> Result<(usize, Duration), Box<dyn Error>> {
    let begun = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let mut callers = JoinSet::new();
    for _ in 0..parallelism {
        let (ready, next) = (Arc::clone(ready), Arc::clone(&next));
        callers.spawn(async move {
            while begun.elapsed() < time {
                ready.call(next.fetch_add(1, Ordering::Relaxed)).await?;
            }
            Ok::<_, Box<dyn Error + Send + Sync>>(())
        });
    }
    while let Some(ended) = callers.join_next().await {
        ended?.map_err(|error| error.to_string())?;
    }
    Ok((next.load(Ordering::Relaxed), begun.elapsed()))
}
