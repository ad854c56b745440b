//! One story: interviews that want to be in WeCom, a program that is ended while it sees to that, and one that comes to its end.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use fastrand::Rng;

use crate::folder::{open, prepare, work};
use crate::killed::{self, Ending, Told, takes};
use crate::verdict;

/// What a call takes at WeCom.
const LATENCY: Duration = Duration::from_millis(5);

/// A minute after WeCom was asked, what is not there was not made; so long passes between two programs, by both clocks.
const LATER: Duration = Duration::from_secs(90);

/// How far the clock of the next program is ahead, in milliseconds.
const CLOCK: &str = "clock-ahead";

/// A program passes a point about so many times, at most.
const PASSINGS: u64 = 14;

/// Programs that end by themselves in the end: each settles what the one before it left open.
const ROUNDS: usize = 4;

/// Plays a story.
pub fn play(ending: Ending, seed: u64) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(ending, seed)).map_err(|error| format!("seed {seed}, {ending:?}: {error}"))
}

async fn told(ending: Ending, seed: u64) -> Result<Told, Box<dyn Error>> {
    let whole = match ending {
        // What is done is not done again, so the programs after the first are shorter.
        Ending::Moments(_) => duration().await? / 2,
        Ending::Point(_) => Duration::ZERO,
    };
    let company = Sandbox::start(Config { latency: LATENCY, ..Config::default() }).await?;
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), &company).await?;
    let mut dice = Rng::with_seed(seed);
    if dice.bool() {
        let lost = |call: &str, n| FaultRule {
            call: format!("/cgi-bin/{call}"),
            when: When::EveryNth(n),
            fault: Fault::ReplyLost,
        };
        let calls = ["oa/schedule/add", "oa/schedule/update", "oa/schedule/del", "meeting/create", "meeting/update"];
        let rooms =
            ["book", "book_by_schedule", "book_by_meeting", "cancel_book"].map(|it| format!("oa/meetingroom/{it}"));
        let all = calls.iter().map(|it| lost(it, 2)).chain(rooms.iter().map(|it| lost(it, 2)));
        company.set_faults(all.collect());
    }
    let mut told = Told::default();
    let mut ahead = 0;
    for _ in 0..ending.times() {
        told.ended += usize::from(ending.end(folder.path(), &mut dice, (whole, PASSINGS)).await?);
        let engine = open(folder.path(), ahead).await?;
        told.violations.extend(verdict::after_kill(&engine, &company).await?);
        told.unknown += verdict::open_steps(&engine).await?;
        engine.close().await;
        ahead = later(folder.path(), &company, ahead)?;
    }
    told.lost = company.journal().iter().filter(|call| call.fault == Some(Fault::ReplyLost)).count();
    company.set_faults(Vec::new());
    for _ in 0..ROUNDS {
        let engine = open(folder.path(), ahead).await?;
        work(&engine).await?;
        engine.close().await;
        ahead = later(folder.path(), &company, ahead)?;
    }
    let engine = open(folder.path(), ahead).await?;
    told.violations.extend(verdict::in_the_end(&engine, &company).await?);
    engine.close().await;
    Ok(told)
}

/// Lets time pass for both; the next program's clock is so far ahead.
fn later(folder: &Path, company: &Sandbox, ahead: i64) -> Result<i64, Box<dyn Error>> {
    company.advance(LATER);
    let ahead = ahead + i64::try_from(LATER.as_millis())?;
    std::fs::write(folder.join(CLOCK), ahead.to_string())?;
    Ok(ahead)
}

/// How long the program takes that nothing ends; measured once.
async fn duration() -> Result<Duration, Box<dyn Error>> {
    static WHOLE: OnceLock<Duration> = OnceLock::new();
    if let Some(whole) = WHOLE.get() {
        return Ok(*whole);
    }
    let company = Sandbox::start(Config { latency: LATENCY, ..Config::default() }).await?;
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), &company).await?;
    let takes = takes(folder.path()).await?;
    Ok(*WHOLE.get_or_init(|| takes))
}

/// The program that is ended.
pub fn child(folder: &str, point: Option<(&str, &str)>) -> ExitCode {
    killed::child(point, async {
        let folder = Path::new(folder);
        let ahead = std::fs::read_to_string(folder.join(CLOCK)).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        let engine = open(folder, ahead).await?;
        work(&engine).await?;
        engine.close().await;
        Ok(())
    })
}
