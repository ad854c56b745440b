//! One story: interviews that want to be in WeCom, a program that is ended while it sees to that, and one that comes to its end.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use fastrand::Rng;

use crate::folder::{open, prepare, work};
use crate::killed::{self, Ending, Told, duration};
use crate::{time, verdict};

/// What a call takes at WeCom.
const LATENCY: Duration = Duration::from_millis(5);

/// A minute after WeCom was asked, what is not there was not made; so long passes between two programs, by both clocks.
const LATER: Duration = Duration::from_secs(90);

/// A program passes a point about so many times, at most.
const PASSINGS: u64 = 14;

/// Programs that end by themselves in the end: each settles what the one before it left open.
const ROUNDS: usize = 4;

fn company() -> Config {
    Config { latency: LATENCY, ..Config::default() }
}

/// Plays a story.
pub fn play(ending: Ending, seed: u64) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(ending, seed)).map_err(|error| format!("seed {seed}, {ending:?}: {error}"))
}

async fn told(ending: Ending, seed: u64) -> Result<Told, Box<dyn Error>> {
    let whole = match ending {
        // What is done is not done again, so the programs after the first are shorter.
        Ending::Moments(_) => duration(company(), prepare).await? / 2,
        Ending::Point(_) => Duration::ZERO,
    };
    let company = Sandbox::start(company()).await?;
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
    for _ in 0..ending.times() {
        told.ended += usize::from(ending.end(folder.path(), &mut dice, (whole, PASSINGS)).await?);
        let engine = open(folder.path()).await?;
        told.violations.extend(verdict::after_kill(&engine, &company).await?);
        told.unknown += verdict::open_steps(&engine).await?;
        engine.close().await;
        time::pass(folder.path(), &company, LATER)?;
    }
    told.lost = company.journal().iter().filter(|call| call.fault == Some(Fault::ReplyLost)).count();
    company.set_faults(Vec::new());
    for _ in 0..ROUNDS {
        let engine = open(folder.path()).await?;
        work(&engine).await?;
        engine.close().await;
        time::pass(folder.path(), &company, LATER)?;
    }
    let engine = open(folder.path()).await?;
    told.violations.extend(verdict::in_the_end(&engine, &company).await?);
    engine.close().await;
    Ok(told)
}

/// The program that is ended.
pub fn child(folder: &str, point: Option<(&str, &str)>) -> ExitCode {
    killed::child(point, async {
        let engine = open(Path::new(folder)).await?;
        work(&engine).await?;
        engine.close().await;
        Ok(())
    })
}
