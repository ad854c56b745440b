//! The story: interviews that want to be in WeCom, and a program that sees to that.

use std::path::Path;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_sandbox::{FaultRule, Sandbox};

use crate::course::{self, Outcome, reply_lost};
use crate::{folder, verdict};

/// Calls that change something: the answer to every second of each gets lost.
const CHANGES: [&str; 9] = [
    "/cgi-bin/oa/schedule/add",
    "/cgi-bin/oa/schedule/update",
    "/cgi-bin/oa/schedule/del",
    "/cgi-bin/meeting/create",
    "/cgi-bin/meeting/update",
    "/cgi-bin/oa/meetingroom/book",
    "/cgi-bin/oa/meetingroom/book_by_schedule",
    "/cgi-bin/oa/meetingroom/book_by_meeting",
    "/cgi-bin/oa/meetingroom/cancel_book",
];

pub struct Story;

impl course::Story for Story {
    const PASSINGS: u64 = 14;
    /// A minute after WeCom was asked, what is not there was not made.
    const BETWEEN: Duration = Duration::from_secs(90);
    const LATER: Duration = Self::BETWEEN;
    /// Each settles what the one before it left open.
    const ROUNDS: usize = 4;
    /// What is done is not done again.
    const SHARE: f64 = 0.5;

    async fn begin(folder: &Path, company: &Sandbox) -> Outcome<()> {
        folder::prepare(folder, company).await
    }

    async fn open(folder: &Path) -> Outcome<Engine> {
        folder::open(folder).await
    }

    async fn work(engine: &Engine) -> Outcome<()> {
        folder::work(engine).await
    }

    fn lost() -> Vec<FaultRule> {
        CHANGES.map(|call| reply_lost(call, 2)).to_vec()
    }

    async fn after_kill(engine: &Engine, company: &Sandbox) -> Outcome<(Vec<String>, usize)> {
        Ok((verdict::after_kill(engine, company).await?, verdict::open_steps(engine).await?))
    }

    async fn in_the_end(engine: &Engine, company: &Sandbox) -> Outcome<Vec<String>> {
        verdict::in_the_end(engine, company).await
    }
}
