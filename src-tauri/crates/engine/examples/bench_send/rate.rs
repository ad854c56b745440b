//! Whether a limit for the minute is kept to, and used up: by the company's own journal.

use crate::Outcome;
use crate::company::Company;
use crate::figures::{Figures, own};
use crate::folder::prepare;

pub const PER_MINUTE: u32 = 600;
pub const MESSAGES: usize = 1800;
/// Of the least possible time, at most.
const GOAL: f64 = 1.05;
const MINUTE_MS: i64 = 60_000;

/// Measures. Answers whether it took between 1.00 and 1.05 of the least possible time and no minute saw more.
pub fn measure() -> Outcome<bool> {
    println!("{MESSAGES} messages at {PER_MINUTE} a minute; this takes two minutes.");
    let mut company = Company::start(5, MESSAGES)?;
    let folder = tokio::runtime::Runtime::new()?.block_on(async {
        let (folder, engine) = prepare(&company, MESSAGES).await?;
        crate::folder::limit(&engine, |limits| limits.per_minute = PER_MINUTE).await?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(folder)
    })?;
    Figures::told(own("outbox")?.arg("send").arg(folder.path()).arg(company.secret()))?;
    let (times, _) = company.journal()?;
    verdict(&times, GOAL)
}

/// Says how long it took and what the fullest minute saw, and whether that is between 1.00 and `goal` of the least possible time
/// and within the limit.
pub fn verdict(times: &[i64], goal: f64) -> Outcome<bool> {
    let took = times.last().unwrap_or(&0) - times.first().unwrap_or(&0);
    // The first window is full at once, and so is each next one as soon as it begins.
    let least = (MESSAGES.div_ceil(PER_MINUTE as usize) as i64 - 1) * MINUTE_MS;
    let share = took as f64 / least as f64;
    let most = fullest(times);
    println!(
        "took {:.2} s, {share:.4} of the least possible {} s (goal 1.00 to {goal:.2})",
        took as f64 / 1e3,
        least / 1000
    );
    println!("the fullest 60 s saw {most} calls (at most {PER_MINUTE})");
    Ok(times.len() == MESSAGES && (1.0..=goal).contains(&share) && most <= PER_MINUTE as usize)
}

/// Calls in the fullest 60 seconds.
fn fullest(times: &[i64]) -> usize {
    let mut first = 0;
    let mut most = 0;
    for (last, time) in times.iter().enumerate() {
        while times[first] <= time - MINUTE_MS {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    most
}
