//! The story: interviews that come nearer, and a program that reminds of them.

use std::path::Path;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_sandbox::{Config, FaultRule, Sandbox};

use crate::course::{self, LATENCY, Outcome, reply_lost};
use crate::{folder, time, verdict};

/// When the first program runs, after the folder was prepared: the reminders of some interviews are due.
const FIRST: Duration = Duration::from_secs(30 * 60);

pub struct Story;

impl course::Story for Story {
    /// A note or a call once for each message, a commit more often.
    const PASSINGS: u64 = 10;
    /// The reminders of further interviews become due, and with five programs the first interview has not begun.
    const BETWEEN: Duration = Duration::from_secs(10 * 60);
    const LATER: Duration = Self::BETWEEN;
    const ROUNDS: usize = 2;

    fn company() -> Config {
        folder::company(LATENCY)
    }

    async fn begin(folder: &Path, company: &Sandbox) -> Outcome<()> {
        folder::prepare(folder, company).await?;
        time::pass(folder, company, FIRST)
    }

    async fn open(folder: &Path) -> Outcome<Engine> {
        folder::open(folder).await
    }

    async fn work(engine: &Engine) -> Outcome<()> {
        folder::work(engine).await
    }

    fn lost() -> Vec<FaultRule> {
        vec![reply_lost("message/send", 3)]
    }

    async fn after_kill(engine: &Engine, company: &Sandbox) -> Outcome<(Vec<String>, usize)> {
        Ok((verdict::after_kill(engine, company).await?, verdict::open_sends(engine).await?))
    }

    async fn in_the_end(engine: &Engine, company: &Sandbox) -> Outcome<Vec<String>> {
        verdict::in_the_end(engine, company).await
    }
}
