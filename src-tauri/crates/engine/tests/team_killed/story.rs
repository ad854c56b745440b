//! One story: two senders, what goes wrong while they send, and both started again until they are done.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use beckon_sandbox::Sandbox;
use postgres_folder::Server;
use tokio::process::Child;

use crate::plan::{Moment, Plan, Trouble};
use crate::team::Team;
use crate::verdict;
use crate::victim::{done, program};

/// A program that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// How a story went.
#[derive(Debug, Default)]
pub struct Told {
    /// How often a sender ended before its time.
    pub ended: usize,
    /// How often the ledger's server did.
    pub power_cuts: usize,
    /// Connections that were cut.
    pub cuts: usize,
    /// How often a message was asked about that had arrived already.
    pub repeats: u64,
    /// People of the first laptop and of the second.
    pub shares: [usize; 2],
    /// What must not be.
    pub violations: Vec<String>,
}

impl Told {
    pub fn add(&mut self, other: Self) {
        self.ended += other.ended;
        self.power_cuts += other.power_cuts;
        self.cuts += other.cuts;
        self.repeats += other.repeats;
        self.shares = [self.shares[0] + other.shares[0], self.shares[1] + other.shares[1]];
        self.violations.extend(other.violations);
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { ended, power_cuts, cuts, repeats, shares: [first, second], violations } = self;
        write!(f, "senders ended {ended} times, {power_cuts} power cuts, {cuts} connections cut, {repeats} repeats, ")?;
        write!(f, "{first} + {second} people, {} violations", violations.len())
    }
}

/// Plays a story. An error says that it could not be played to its end, which is a violation too.
pub fn play(plan: &Plan, server: &mut Server) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(plan, server)).map_err(|error| format!("the story broke off: {error}"))
}

async fn told(plan: &Plan, server: &mut Server) -> Result<Told, Box<dyn Error>> {
    let team = Team::start(plan, server).await?;
    let mut senders = Senders { plan, team: &team, running: [None, None] };
    let mut told = Told::default();
    for (laptop, cut) in team.laptops.iter().zip(&plan.cuts) {
        laptop.proxy.cut_after(cut.clone());
    }
    for trouble in &plan.troubles {
        told.ended += senders.meet(*trouble, server, &mut told.power_cuts).await?;
    }
    for laptop in &team.laptops {
        laptop.proxy.cut_after(None);
    }
    senders.until_done().await?;
    told.cuts = team.laptops.iter().map(|laptop| laptop.proxy.cuts()).sum();
    told.repeats = team.company.figures().duplicates;
    (told.shares, told.violations) = verdict::of(&team).await?;
    Ok(told)
}

/// The senders that run.
struct Senders<'a> {
    plan: &'a Plan,
    team: &'a Team,
    running: [Option<Child>; 2],
}

impl Senders<'_> {
    /// Lets something go wrong; how many senders ended by it.
    async fn meet(
        &mut self,
        trouble: Trouble,
        server: &mut Server,
        power_cuts: &mut usize,
    ) -> Result<usize, Box<dyn Error>> {
        match trouble {
            Trouble::Kill(laptop, moment) => {
                self.start([None, None])?;
                come(moment, &self.team.company).await;
                self.kill(laptop).await
            }
            Trouble::KillBoth(moment) => {
                self.start([None, None])?;
                come(moment, &self.team.company).await;
                Ok(self.kill(0).await? + self.kill(1).await?)
            }
            Trouble::Point(laptop, point, passing) => {
                // Only one that begins can be told to.
                let ended = self.kill(laptop).await?;
                let mut points = [None, None];
                points[laptop] = Some((point, passing));
                self.start(points)?;
                Ok(ended + usize::from(!self.wait(laptop).await?))
            }
            Trouble::PowerCut(moment, down_ms) => {
                self.start([None, None])?;
                come(moment, &self.team.company).await;
                server.stop("immediate")?;
                tokio::time::sleep(Duration::from_millis(down_ms)).await;
                server.go_on()?;
                *power_cuts += 1;
                Ok(0)
            }
        }
    }

    /// Starts whoever does not run.
    fn start(&mut self, points: [Option<(&str, usize)>; 2]) -> Result<(), Box<dyn Error>> {
        for (at, point) in points.into_iter().enumerate() {
            if self.running[at].is_some() {
                continue;
            }
            let (laptop, mut child) = (&self.team.laptops[at], program()?);
            let occasion = if self.plan.together { "day".to_owned() } else { format!("day of {}", laptop.login) };
            child.arg(laptop.folder.path()).args([self.team.company.secret(), &laptop.password, &occasion]);
            if let Some((point, passing)) = point {
                child.arg(point).arg(passing.to_string());
            }
            self.running[at] = Some(child.spawn()?);
        }
        Ok(())
    }

    /// SIGKILL: no handler runs, nothing is written any more. One that is done already has not ended by it.
    async fn kill(&mut self, laptop: usize) -> Result<usize, Box<dyn Error>> {
        if let Some(child) = &mut self.running[laptop] {
            child.start_kill()?;
        }
        Ok(usize::from(!self.wait(laptop).await?))
    }

    /// Whether it came to its end.
    async fn wait(&mut self, laptop: usize) -> Result<bool, Box<dyn Error>> {
        match self.running[laptop].take() {
            Some(mut child) => done(&mut child, PATIENCE).await,
            None => Ok(true),
        }
    }

    async fn until_done(&mut self) -> Result<(), Box<dyn Error>> {
        self.start([None, None])?;
        for laptop in 0..2 {
            if !self.wait(laptop).await? {
                return Err("a program that nobody ended did not come to its end".into());
            }
        }
        Ok(())
    }
}

async fn come(moment: Moment, company: &Sandbox) {
    match moment {
        Moment::Milliseconds(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
        Moment::Calls(more, later_ms) => {
            let everybody = company.members().len() as u64;
            let until = (company.figures().calls + more).min(everybody);
            // Both may be done before so many calls have arrived; and who waits for good is found when it is waited for.
            let arrived = async {
                while company.figures().calls < until && company.figures().delivered < everybody {
                    tokio::time::sleep(Duration::from_micros(500)).await;
                }
            };
            let _ = tokio::time::timeout(PATIENCE, arrived).await;
            tokio::time::sleep(Duration::from_millis(later_ms)).await;
        }
    }
}
