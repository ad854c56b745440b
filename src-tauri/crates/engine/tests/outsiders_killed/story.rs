//! The story: people outside the company, and a program that writes to them.

use std::path::Path;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_sandbox::{Config, FaultRule, Sandbox};

use crate::course::{self, LATENCY, Outcome, reply_lost};
use crate::{folder, verdict};

pub struct Story;

impl course::Story for Story {
    /// It writes to ten people.
    const PASSINGS: u64 = 10;
    const BETWEEN: Duration = Duration::ZERO;
    /// Some minutes after a task was asked for, a list that does not have it may be believed.
    const LATER: Duration = Duration::from_secs(300);
    /// What is looked up and is not there is made by the second.
    const ROUNDS: usize = 2;

    fn company() -> Config {
        Config { latency: LATENCY, customers: 40, ..Config::default() }
    }

    async fn begin(folder: &Path, company: &Sandbox) -> Outcome<()> {
        folder::prepare(folder, company).await
    }

    async fn open(folder: &Path) -> Outcome<Engine> {
        folder::open(folder).await
    }

    async fn work(engine: &Engine) -> Outcome<()> {
        folder::send_all(engine).await
    }

    fn lost() -> Vec<FaultRule> {
        vec![reply_lost("kf/send_msg", 3), reply_lost("add_msg_template", 3)]
    }

    async fn after_kill(engine: &Engine, company: &Sandbox) -> Outcome<(Vec<String>, usize)> {
        Ok((verdict::after_kill(company), verdict::unknown(engine).await?))
    }

    async fn in_the_end(engine: &Engine, company: &Sandbox) -> Outcome<Vec<String>> {
        verdict::in_the_end(engine, company).await
    }
}
