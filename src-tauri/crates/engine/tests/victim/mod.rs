//! The program that a test kills: this very executable, begun as a child.
//!
//! Never in here: when it is killed, and what must hold afterwards.

use std::error::Error;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::process::{Child, Command};

/// The program as a child, to which its own words are added.
pub fn program() -> std::io::Result<Command> {
    let mut program = Command::new(std::env::current_exe()?);
    program.arg("child").stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true);
    Ok(program)
}

/// Waits for the end of a program: whether it was done, or was ended before. One that gives up by itself breaks the story;
/// one that takes longer than `patience` is stuck.
pub async fn done(child: &mut Child, patience: Duration) -> Result<bool, Box<dyn Error>> {
    let status = tokio::time::timeout(patience, child.wait()).await??;
    if status.code() == Some(1) { Err("the program gave up, see above".into()) } else { Ok(status.success()) }
}

/// From now on this program ends, as hard as a kill, the `passing`-th time it passes a point.
pub fn end_at(point: &str, passing: &str) -> Result<(), Box<dyn Error>> {
    let (passing, passed): (usize, _) = (passing.parse()?, AtomicUsize::new(0));
    beckon_store::at_fail_point(point, move || {
        if passed.fetch_add(1, Ordering::SeqCst) + 1 == passing {
            std::process::abort();
        }
    })?;
    Ok(())
}
