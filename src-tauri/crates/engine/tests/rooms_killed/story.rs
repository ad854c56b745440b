//! One story: interviews that want rooms, a program that is ended while it makes them, and one that comes to its end.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use fastrand::Rng;

use crate::folder::{make_rooms, open, prepare};
use crate::killed::{self, Ending, Told, duration};
use crate::verdict;

/// What a call takes at ShowMeBug.
const LATENCY: Duration = Duration::from_millis(5);

/// A minute after a room was asked for, a list that does not have it may be believed; so long the story waits in the end, by
/// its clocks.
const LATER: Duration = Duration::from_secs(90);

/// A program passes a point about so many times, at most: it asks for three rooms alone, for three in a
/// batch, and for the written tests of all.
const PASSINGS: u64 = 5;

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
        Ending::Moments(_) => duration(company(), prepare).await?,
        Ending::Point(_) => Duration::ZERO,
    };
    let company = Sandbox::start(company()).await?;
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), &company).await?;
    let mut dice = Rng::with_seed(seed);
    if dice.bool() {
        let lost = |call: &str| FaultRule { call: call.to_owned(), when: When::EveryNth(3), fault: Fault::ReplyLost };
        company.showmebug().set_faults(vec![lost("POST interviews")]);
    }
    let mut told = Told::default();
    for _ in 0..ending.times() {
        told.ended += usize::from(ending.end(folder.path(), &mut dice, (whole, PASSINGS)).await?);
        let engine = open(folder.path(), 0)?;
        told.violations.extend(verdict::after_kill(&engine, &company).await?);
        told.unknown += verdict::open_rooms(&engine).await?;
        engine.close().await;
    }
    told.lost = company.showmebug().journal().iter().filter(|call| call.fault == Some(Fault::ReplyLost)).count();
    company.showmebug().set_faults(Vec::new());
    company.advance(LATER);
    let engine = open(folder.path(), i64::try_from(LATER.as_millis())?)?;
    make_rooms(&engine).await?;
    told.violations.extend(verdict::in_the_end(&engine, &company).await?);
    engine.close().await;
    Ok(told)
}

/// The program that is ended.
pub fn child(folder: &str, point: Option<(&str, &str)>) -> ExitCode {
    killed::child(point, async {
        let engine = open(Path::new(folder), 0)?;
        make_rooms(&engine).await?;
        engine.close().await;
        Ok(())
    })
}
