//! One story: interviews that come nearer, a program that is ended while it reminds of them, and one that comes to its end.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use beckon_sandbox::{Fault, FaultRule, Sandbox, When};
use fastrand::Rng;

use crate::folder::{company, open, prepare, work};
use crate::killed::{self, Ending, Told, duration};
use crate::{time, verdict};

/// What a call takes at WeCom.
const LATENCY: Duration = Duration::from_millis(5);

/// When the first program runs, after the folder was prepared: the reminders of some interviews are due.
const FIRST: Duration = Duration::from_secs(30 * 60);

/// So long passes between two programs: those of further interviews become due, and with five programs the first interview has
/// not begun.
const LATER: Duration = Duration::from_secs(10 * 60);

/// A program passes a point about so many times, at most: a note or a call once for each message, a commit more often.
const PASSINGS: u64 = 10;

/// Programs that end by themselves in the end.
const ROUNDS: usize = 2;

/// Plays a story.
pub fn play(ending: Ending, seed: u64) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(ending, seed)).map_err(|error| format!("seed {seed}, {ending:?}: {error}"))
}

async fn told(ending: Ending, seed: u64) -> Result<Told, Box<dyn Error>> {
    let whole = match ending {
        Ending::Moments(_) => duration(company(LATENCY), begin).await?,
        Ending::Point(_) => Duration::ZERO,
    };
    let company = Sandbox::start(company(LATENCY)).await?;
    let folder = tempfile::tempdir()?;
    begin(folder.path(), &company).await?;
    let mut dice = Rng::with_seed(seed);
    if dice.bool() {
        let (call, when) = ("message/send".to_owned(), When::EveryNth(3));
        company.set_faults(vec![FaultRule { call, when, fault: Fault::ReplyLost }]);
    }
    let mut told = Told::default();
    for _ in 0..ending.times() {
        told.ended += usize::from(ending.end(folder.path(), &mut dice, (whole, PASSINGS)).await?);
        let engine = open(folder.path()).await?;
        told.violations.extend(verdict::after_kill(&engine, &company).await?);
        told.unknown += verdict::open_sends(&engine).await?;
        engine.close().await;
        time::pass(folder.path(), &company, LATER)?;
    }
    told.lost = company.journal().iter().filter(|call| call.fault == Some(Fault::ReplyLost)).count();
    company.set_faults(Vec::new());
    for round in 1..=ROUNDS {
        let engine = open(folder.path()).await?;
        work(&engine).await?;
        if round == ROUNDS {
            told.violations.extend(verdict::in_the_end(&engine, &company).await?);
        }
        engine.close().await;
        time::pass(folder.path(), &company, LATER)?;
    }
    Ok(told)
}

/// A folder at the moment of the first program.
async fn begin(folder: &Path, company: &Sandbox) -> Result<(), Box<dyn Error>> {
    prepare(folder, company).await?;
    time::pass(folder, company, FIRST)
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
