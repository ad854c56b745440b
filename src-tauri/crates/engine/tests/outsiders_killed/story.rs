//! One story: people to be written to, a program that is ended while it does, and one that comes to its end.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use fastrand::Rng;
use tokio::time::Instant;

use crate::folder::{open, prepare, send_all};
use crate::verdict;
use crate::victim::{done, end_at, program};

/// A program that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// What a call takes at WeCom.
const LATENCY: Duration = Duration::from_millis(5);

/// Some minutes after a task was asked for, a list that does not have it may be believed; so long the story waits in the end, by
/// its clocks.
const LATER: Duration = Duration::from_secs(300);

/// A program passes a point about so many times, at most: it writes to ten people.
const PASSINGS: u64 = 10;

/// How the program ends.
#[derive(Debug, Clone, Copy)]
pub enum Ending {
    /// So many times at a moment between its start and its end.
    Moments(usize),
    /// Three times where it passes this point for the n-th time, and the seed says n each time.
    Point(&'static str),
}

/// How it went.
#[derive(Debug, Default)]
pub struct Told {
    /// Times that the program was ended before it was done.
    pub ended: usize,
    /// Messages of which Beckon did not know after an end whether they were taken.
    pub unknown: usize,
    /// Answers that a fault lost on top of the kills.
    pub lost: usize,
    /// What must not be.
    pub violations: Vec<String>,
}

impl Told {
    pub fn add(&mut self, other: Self) {
        self.ended += other.ended;
        self.unknown += other.unknown;
        self.lost += other.lost;
        self.violations.extend(other.violations);
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ended, unknown, lost, violations } = self;
        write!(f, "ended {ended} times, {unknown} messages left open, {lost} answers lost besides, ")?;
        write!(f, "{} violations", violations.len())
    }
}

/// Plays the story. An error says that it could not be played to its end, which is a violation too.
pub fn play(ending: Ending, seed: u64) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(ending, seed)).map_err(|error| format!("seed {seed}, {ending:?}: {error}"))
}

async fn told(ending: Ending, seed: u64) -> Result<Told, Box<dyn Error>> {
    let whole = match ending {
        Ending::Moments(_) => duration().await?,
        Ending::Point(_) => Duration::ZERO,
    };
    let company = Sandbox::start(Config { latency: LATENCY, customers: 40, ..Config::default() }).await?;
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), &company).await?;
    let mut dice = Rng::with_seed(seed);
    if dice.bool() {
        let lost = |call: &str| FaultRule { call: call.to_owned(), when: When::EveryNth(3), fault: Fault::ReplyLost };
        company.set_faults(vec![lost("kf/send_msg"), lost("add_msg_template")]);
    }
    let mut told = Told::default();
    let ends = match ending {
        Ending::Moments(count) => count,
        Ending::Point(_) => 3,
    };
    for _ in 0..ends {
        let mut child = match ending {
            Ending::Moments(_) => program()?.arg(folder.path()).spawn()?,
            Ending::Point(point) => {
                let passing = dice.u64(1..=PASSINGS).to_string();
                program()?.arg(folder.path()).arg(point).arg(passing).spawn()?
            }
        };
        if matches!(ending, Ending::Moments(_)) {
            tokio::select! {
                () = tokio::time::sleep(whole.mul_f64(dice.f64())) => child.start_kill()?,
                _ = child.wait() => {}
            }
        }
        told.ended += usize::from(!done(&mut child, PATIENCE).await?);
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

/// How long the program takes that nothing ends; measured once.
async fn duration() -> Result<Duration, Box<dyn Error>> {
    static WHOLE: OnceLock<Duration> = OnceLock::new();
    if let Some(whole) = WHOLE.get() {
        return Ok(*whole);
    }
    let company = Sandbox::start(Config { latency: LATENCY, customers: 40, ..Config::default() }).await?;
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), &company).await?;
    let begun = Instant::now();
    if !done(&mut program()?.arg(folder.path()).spawn()?, PATIENCE).await? {
        return Err("a program that nothing ended did not come to its end".into());
    }
    Ok(*WHOLE.get_or_init(|| begun.elapsed()))
}

/// `child FOLDER [POINT PASSING]`: the program that is killed, or ends itself where it passes the point for that time.
pub fn child(folder: &str, point: Option<(&str, &str)>) -> ExitCode {
    let ended = || -> Result<(), Box<dyn Error>> {
        if let Some((point, passing)) = point {
            end_at(point, passing)?;
        }
        tokio::runtime::Runtime::new()?.block_on(async {
            let engine = open(Path::new(folder), 0).await?;
            send_all(&engine).await?;
            engine.close().await;
            Ok(())
        })
    };
    match ended() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
