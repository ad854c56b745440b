//! How a story goes whatever its program does: the program is ended some times, with a look after each end; then others come to
//! their own end, and the books must be in order.
//!
//! Never in here: what the program does, and what must hold afterwards.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_sandbox::{Call, Config, Fault, FaultRule, Sandbox, When};
use fastrand::Rng;

use crate::killed::{self, Ending, Killed, Told, duration};
use crate::time;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a call takes.
pub const LATENCY: Duration = Duration::from_millis(5);

/// What is its own of a story.
pub trait Story {
    /// A program passes a point about so many times, at most.
    const PASSINGS: u64;
    /// So long passes between two programs that are ended, by both clocks.
    const BETWEEN: Duration;
    /// So long passes before each program that comes to its own end.
    const LATER: Duration;
    /// Programs that come to their own end.
    const ROUNDS: usize;
    /// What a program takes after the first, as a share of what the first takes.
    const SHARE: f64 = 1.0;

    /// The company before anything is done in it.
    fn company() -> Config {
        Config { latency: LATENCY, ..Config::default() }
    }

    /// A folder at the moment of the first program.
    async fn begin(folder: &Path, company: &Sandbox) -> Outcome<()>;

    async fn open(folder: &Path) -> Outcome<Engine>;

    /// What the program does.
    async fn work(engine: &Engine) -> Outcome<()>;

    /// Answers that get lost in half of all stories.
    fn lost() -> Vec<FaultRule>;

    fn set_faults(company: &Sandbox, faults: Vec<FaultRule>) {
        company.set_faults(faults);
    }

    fn journal(company: &Sandbox) -> Vec<Call> {
        company.journal()
    }

    /// What must not be after the program was ended, and how much Beckon leaves open.
    async fn after_kill(engine: &Engine, company: &Sandbox) -> Outcome<(Vec<String>, usize)>;

    /// What must not be in the end.
    async fn in_the_end(engine: &Engine, company: &Sandbox) -> Outcome<Vec<String>>;
}

/// The answer to every n-th of these calls gets lost.
pub fn reply_lost(call: &str, n: u64) -> FaultRule {
    FaultRule { call: call.to_owned(), when: When::EveryNth(n), fault: Fault::ReplyLost }
}

/// The test of a story, whose program ends itself at these points.
pub fn main<S: Story>(points: &'static [&'static str]) -> ExitCode {
    Killed { points, play: play::<S>, child: child::<S> }.main()
}

fn play<S: Story>(ending: Ending, seed: u64) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told::<S>(ending, seed)).map_err(|error| format!("seed {seed}, {ending:?}: {error}"))
}

async fn told<S: Story>(ending: Ending, seed: u64) -> Outcome<Told> {
    let whole = match ending {
        Ending::Moments(_) => duration(S::company(), S::begin).await?.mul_f64(S::SHARE),
        Ending::Point(_) => Duration::ZERO,
    };
    let company = Sandbox::start(S::company()).await?;
    let folder = tempfile::tempdir()?;
    S::begin(folder.path(), &company).await?;
    let mut dice = Rng::with_seed(seed);
    if dice.bool() {
        S::set_faults(&company, S::lost());
    }
    let mut told = Told::default();
    for program in 0..ending.times() {
        if program > 0 {
            time::pass(folder.path(), &company, S::BETWEEN)?;
        }
        told.ended += usize::from(ending.end(folder.path(), &mut dice, (whole, S::PASSINGS)).await?);
        let engine = S::open(folder.path()).await?;
        let (violations, open) = S::after_kill(&engine, &company).await?;
        told.violations.extend(violations);
        told.unknown += open;
        engine.close().await;
    }
    told.lost = S::journal(&company).iter().filter(|call| call.fault == Some(Fault::ReplyLost)).count();
    S::set_faults(&company, Vec::new());
    for round in 1..=S::ROUNDS {
        time::pass(folder.path(), &company, S::LATER)?;
        let engine = S::open(folder.path()).await?;
        S::work(&engine).await?;
        if round == S::ROUNDS {
            told.violations.extend(S::in_the_end(&engine, &company).await?);
        }
        engine.close().await;
    }
    Ok(told)
}

/// The program that is ended.
fn child<S: Story>(folder: &str, point: Option<(&str, &str)>) -> ExitCode {
    killed::child(point, async {
        let engine = S::open(Path::new(folder)).await?;
        S::work(&engine).await?;
        engine.close().await;
        Ok(())
    })
}
