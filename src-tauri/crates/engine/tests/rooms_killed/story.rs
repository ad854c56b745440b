//! The story: interviews that want rooms at ShowMeBug, and a program that makes them.

use std::path::Path;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_sandbox::{Call, FaultRule, Sandbox};

use crate::course::{self, Outcome, reply_lost};
use crate::{folder, verdict};

pub struct Story;

impl course::Story for Story {
    /// It asks for three rooms alone, for three in a batch, and for the written tests of all.
    const PASSINGS: u64 = 5;
    const BETWEEN: Duration = Duration::ZERO;
    /// A minute after a room was asked for, a list that does not have it may be believed.
    const LATER: Duration = Duration::from_secs(90);
    const ROUNDS: usize = 1;

    async fn begin(folder: &Path, company: &Sandbox) -> Outcome<()> {
        folder::prepare(folder, company).await
    }

    async fn open(folder: &Path) -> Outcome<Engine> {
        folder::open(folder)
    }

    async fn work(engine: &Engine) -> Outcome<()> {
        folder::make_rooms(engine).await
    }

    fn lost() -> Vec<FaultRule> {
        vec![reply_lost("POST interviews", 3)]
    }

    fn set_faults(company: &Sandbox, faults: Vec<FaultRule>) {
        company.showmebug().set_faults(faults);
    }

    fn journal(company: &Sandbox) -> Vec<Call> {
        company.showmebug().journal()
    }

    async fn after_kill(engine: &Engine, company: &Sandbox) -> Outcome<(Vec<String>, usize)> {
        Ok((verdict::after_kill(engine, company).await?, verdict::open_rooms(engine).await?))
    }

    async fn in_the_end(engine: &Engine, company: &Sandbox) -> Outcome<Vec<String>> {
        verdict::in_the_end(engine, company).await
    }
}
