//! One story: people to be written to, a program that is ended while it does, and one that comes to its end.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use fastrand::Rng;

use crate::folder::{open, prepare, send_all};
use crate::killed::{self, Ending, Told, duration};
use crate::verdict;

/// What a call takes at WeCom.
const LATENCY: Duration = Duration::from_millis(5);

/// Some minutes after a task was asked for, a list that does not have it may be believed; so long the story waits in the end, by
/// its clocks.
const LATER: Duration = Duration::from_secs(300);

/// A program passes a point about so many times, at most: it writes to ten people.
const PASSINGS: u64 = 10;

fn company() -> Config {
    Config { latency: LATENCY, customers: 40, ..Config::default() }
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
        company.set_faults(vec![lost("kf/send_msg"), lost("add_msg_template")]);
    }
    let mut told = Told::default();
    for _ in 0..ending.times() {
        told.ended += usize::from(ending.end(folder.path(), &mut dice, (whole, PASSINGS)).await?);
        let engine = open(folder.path(), 0).await?;
        told.violations.extend(verdict::after_kill(&company));
        told.unknown += verdict::unknown(&engine).await?;
        engine.close().await;
    }
    told.lost = company.journal().iter().filter(|call| call.fault == Some(Fault::ReplyLost)).count();
    company.set_faults(Vec::new());
    company.advance(LATER);
    let engine = open(folder.path(), i64::try_from(LATER.as_millis())?).await?;
    // What is looked up and is not there is made by the next round.
    send_all(&engine).await?;
    send_all(&engine).await?;
    told.violations.extend(verdict::in_the_end(&engine, &company).await?);
    engine.close().await;
    Ok(told)
}

/// The program that is ended.
pub fn child(folder: &str, point: Option<(&str, &str)>) -> ExitCode {
    killed::child(point, async {
        let engine = open(Path::new(folder), 0).await?;
        send_all(&engine).await?;
        engine.close().await;
        Ok(())
    })
}
