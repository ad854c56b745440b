//! One work, killed over and over: each time on a fresh copy of the same folder, at a moment between its start and its end.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Duration;

use beckon_sandbox::{Config, Sandbox};
use fastrand::Rng;
use tempfile::TempDir;
use tokio::process::Child;
use tokio::time::Instant;

use crate::verdict::{self, Found};
use crate::victim::{done, program};
use crate::work::Work;

/// A program that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// Tries for each kill: one that came after the end of the program is none.
const TRIES: usize = 20;

/// How it went.
pub struct Told {
    /// Kills that came before the program's end.
    pub ended: usize,
    /// Of them: nothing had changed, everything had, or the folder was in between and the work was done again.
    pub before: usize,
    pub after: usize,
    pub between: usize,
    /// What must not be.
    pub violations: Vec<String>,
}

/// Kills the work so many times. An error says that it could not be played to its end, which is a violation too.
pub fn play(work: Work, kills: usize, seed: u64) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(work, kills, seed)).map_err(|error| format!("{}: the story broke off: {error}", work.name()))
}

async fn told(work: Work, kills: usize, seed: u64) -> Result<Told, Box<dyn Error>> {
    let company = Sandbox::start(Config::default()).await?;
    let origin = tempfile::tempdir()?;
    work.prepare(origin.path(), &company).await?;
    let mut dice = Rng::with_seed(seed);
    let mut whole = duration(work, origin.path()).await?;
    let mut told = Told { ended: 0, before: 0, after: 0, between: 0, violations: Vec::new() };
    for _ in 0..kills * TRIES {
        if told.ended == kills {
            break;
        }
        let folder = copy_of(origin.path())?;
        let begun = Instant::now();
        let mut child = start(work, folder.path(), None)?;
        // Most moments are late ones: a work reads for long before it changes anything.
        let moment = whole.mul_f64((1.0 - dice.f64().powi(2)) * 1.1);
        tokio::select! {
            () = tokio::time::sleep(moment) => child.start_kill()?,
            _ = child.wait() => {}
        }
        if done(&mut child, PATIENCE).await? {
            // The machine is faster now than when it was measured.
            whole = whole.min(begun.elapsed());
            continue;
        }
        told.ended += 1;
        match verdict::look(work, folder.path()).await {
            Ok(Found::Before) => told.before += 1,
            Ok(Found::After) => told.after += 1,
            Ok(Found::Between) => told.between += 1,
            Err(problem) => told.violations.push(format!("killed {moment:?} after its start: {problem}")),
        }
    }
    if told.ended < kills {
        return Err(format!("only {} of {kills} kills came in time", told.ended).into());
    }
    Ok(told)
}

/// Ends the work at a point. An error is a violation, or says that the point was not passed.
pub fn end_at(work: Work, point: &str) -> Result<Found, String> {
    let ended = async {
        let company = Sandbox::start(Config::default()).await?;
        let folder = tempfile::tempdir()?;
        work.prepare(folder.path(), &company).await?;
        if done(&mut start(work, folder.path(), Some(point))?, PATIENCE).await? {
            return Err("the program passed no such point, so this proves nothing".into());
        }
        verdict::look(work, folder.path()).await
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(ended).map_err(|error: Box<dyn Error>| format!("{} at {point}: {error}", work.name()))
}

/// How long the program takes that nobody kills.
async fn duration(work: Work, origin: &Path) -> Result<Duration, Box<dyn Error>> {
    let folder = copy_of(origin)?;
    let begun = Instant::now();
    let mut child = start(work, folder.path(), None)?;
    if !done(&mut child, PATIENCE).await? {
        return Err("a program that nobody killed did not come to its end".into());
    }
    let took = begun.elapsed();
    match verdict::look(work, folder.path()).await? {
        Found::After => Ok(took),
        _ => Err("a program that came to its end had not done its work".into()),
    }
}

fn start(work: Work, folder: &Path, point: Option<&str>) -> Result<Child, Box<dyn Error>> {
    Ok(program()?.arg(work.name()).arg(folder).args(point).spawn()?)
}

fn copy_of(origin: &Path) -> std::io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    copy(origin, folder.path())?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
