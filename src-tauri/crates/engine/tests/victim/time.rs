//! Time passes between two programs of a story, by the clock of the company and by that of the next program.
//!
//! Never in here: how far it has to.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use beckon_sandbox::Sandbox;

/// How far the clock of the next program is ahead, in milliseconds.
const CLOCK: &str = "clock-ahead";

/// So far is the clock of the next program ahead, in milliseconds.
pub fn ahead(folder: &Path) -> i64 {
    std::fs::read_to_string(folder.join(CLOCK)).ok().and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Lets time pass for both.
pub fn pass(folder: &Path, company: &Sandbox, time: Duration) -> Result<(), Box<dyn Error>> {
    company.advance(time);
    let ahead = ahead(folder) + i64::try_from(time.as_millis())?;
    Ok(std::fs::write(folder.join(CLOCK), ahead.to_string())?)
}
