//! How long questions about many interviews take: `cargo xtask bench interviews`.
//!
//! Each figure is the median of the rounds, the slowest round beside it. Never in here: a shorter way than the window's own.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench talks to its caller and looks at the clock"
)]

mod answers;
mod reminders;
mod week;

use std::error::Error;
use std::process::ExitCode;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\nA goal was missed. On a machine that has other work to do, run it again.");
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("the bench failed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Outcome<bool> {
    let week = week::measure().await?;
    let due = reminders::measure().await?;
    Ok(answers::measure().await? && due && week)
}
