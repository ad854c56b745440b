//! A test that ends the program in the middle of what it does, over and over: its short form, its long one, and the child that is
//! ended.
//!
//! Never in here: what the program does, and what must hold afterwards.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use beckon_engine::{NoSink, Parts};
use beckon_model::{Clock, SystemClock};
use beckon_sandbox::{Config, Sandbox};
use fastrand::Rng;
use libtest_mimic::{Arguments, Failed, Trial};
use tokio::time::Instant;

use crate::keyring::vault;
use crate::victim::{done, end_at, program};

/// A program that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// Times that the program ends at a point in one story.
const AT_A_POINT: usize = 3;

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
    /// What was made of which Beckon did not know after an end whether it is there.
    pub unknown: usize,
    /// Answers that a fault lost on top of the kills.
    pub lost: usize,
    /// What must not be.
    pub violations: Vec<String>,
}

impl Told {
    fn add(&mut self, other: Self) {
        self.ended += other.ended;
        self.unknown += other.unknown;
        self.lost += other.lost;
        self.violations.extend(other.violations);
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ended, unknown, lost, violations } = self;
        write!(f, "ended {ended} times, {unknown} left open, {lost} answers lost besides, ")?;
        write!(f, "{} violations", violations.len())
    }
}

/// A test of this kind.
#[derive(Clone, Copy)]
pub struct Killed {
    /// Where the program ends itself.
    pub points: &'static [&'static str],
    /// Plays a story. An error says that it could not be played to its end, which is a violation too.
    pub play: fn(Ending, u64) -> Result<Told, String>,
    /// `child FOLDER [POINT PASSING]`: the program that is killed, or ends itself where it passes the point for that time.
    pub child: fn(&str, Option<(&str, &str)>) -> ExitCode,
}

impl Killed {
    pub fn main(self) -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match words[..] {
            ["child", folder] => (self.child)(folder, None),
            ["child", folder, point, passing] => (self.child)(folder, Some((point, passing))),
            ["long", runs, seed] => self.long(runs, seed),
            _ => libtest_mimic::run(&Arguments::from_args(), self.short()).exit_code(),
        }
    }

    /// A story of kills, and one for each point.
    fn short(self) -> Vec<Trial> {
        let mut endings = vec![("killed_at_three_moments".to_owned(), Ending::Moments(3))];
        let name = |point: &str| format!("ended_at_{}", point.replace(['.', '-'], "_"));
        endings.extend(self.points.iter().map(|point| (name(point), Ending::Point(point))));
        (1..).zip(endings).map(|(seed, (name, ending))| Trial::test(name, move || self.played(ending, seed))).collect()
    }

    fn played(self, ending: Ending, seed: u64) -> Result<(), Failed> {
        let told = (self.play)(ending, seed)?;
        if told.ended == 0 {
            return Err("nothing ended the program, so this proves nothing".into());
        }
        if told.violations.is_empty() { Ok(()) } else { Err(told.violations.join("\n").into()) }
    }

    /// `long RUNS SEED`: a run of seeded moments, then one of each point, and so on.
    fn long(self, runs: &str, seed: &str) -> ExitCode {
        let (Ok(runs), Ok(seed)) = (runs.parse::<u64>(), seed.parse::<u64>()) else {
            eprintln!("long RUNS SEED");
            return ExitCode::FAILURE;
        };
        let mut all = Told::default();
        for seed in seed..seed.saturating_add(runs) {
            let turn = usize::try_from(seed).unwrap_or_default() % (self.points.len() + 1);
            let ending = self.points.get(turn).map_or(Ending::Moments(3), |point| Ending::Point(point));
            let told = match (self.play)(ending, seed) {
                Ok(told) => told,
                Err(problem) => Told { violations: vec![format!("the story broke off: {problem}")], ..Told::default() },
            };
            println!("seed {seed}, {ending:?}: {told}");
            told.violations.iter().for_each(|violation| println!("  {violation}"));
            all.add(told);
        }
        println!("{runs} runs: {all}");
        if all.violations.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl Ending {
    /// Times that the program ends.
    pub fn times(self) -> usize {
        match self {
            Self::Moments(count) => count,
            Self::Point(_) => AT_A_POINT,
        }
    }

    /// Lets the program run on a folder until it ends, which takes `whole` where nothing ends it; it passes a point so many
    /// times, at most. Says whether it was ended before it was done.
    pub async fn end(
        self,
        folder: &Path,
        dice: &mut Rng,
        (whole, passings): (Duration, u64),
    ) -> Result<bool, Box<dyn Error>> {
        let mut child = match self {
            Self::Moments(_) => program()?.arg(folder).spawn()?,
            Self::Point(point) => program()?.arg(folder).arg(point).arg(dice.u64(1..=passings).to_string()).spawn()?,
        };
        if matches!(self, Self::Moments(_)) {
            tokio::select! {
                () = tokio::time::sleep(whole.mul_f64(dice.f64())) => child.start_kill()?,
                _ = child.wait() => {}
            }
        }
        Ok(!done(&mut child, PATIENCE).await?)
    }
}

/// How long the program takes on a folder that is prepared with a company of its own, where nothing ends it; measured once.
pub async fn duration(
    company: Config,
    prepare: impl AsyncFnOnce(&Path, &Sandbox) -> Result<(), Box<dyn Error>>,
) -> Result<Duration, Box<dyn Error>> {
    static WHOLE: OnceLock<Duration> = OnceLock::new();
    if let Some(whole) = WHOLE.get() {
        return Ok(*whole);
    }
    let company = Sandbox::start(company).await?;
    let folder = tempfile::tempdir()?;
    prepare(folder.path(), &company).await?;
    let begun = Instant::now();
    if !done(&mut program()?.arg(folder.path()).spawn()?, PATIENCE).await? {
        return Err("a program that nothing ended did not come to its end".into());
    }
    Ok(*WHOLE.get_or_init(|| begun.elapsed()))
}

/// Does the program's work in the child, up to the point if one is named.
pub fn child(point: Option<(&str, &str)>, work: impl Future<Output = Result<(), Box<dyn Error>>>) -> ExitCode {
    let ended = || -> Result<(), Box<dyn Error>> {
        if let Some((point, passing)) = point {
            end_at(point, passing)?;
        }
        tokio::runtime::Runtime::new()?.block_on(work)
    };
    match ended() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// The computer's clock, so many milliseconds ahead.
struct Ahead(i64);

impl Clock for Ahead {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0
    }
}

/// What an engine on the folder is made of, with a clock so many milliseconds ahead.
pub fn parts(folder: &Path, ahead_ms: i64) -> Result<Parts, Box<dyn Error>> {
    let (clock, sink) = (Arc::new(Ahead(ahead_ms)), Arc::new(NoSink));
    Ok(Parts { data_dir: folder.to_owned(), vault: vault(folder)?, clock, sink, practice: None })
}
