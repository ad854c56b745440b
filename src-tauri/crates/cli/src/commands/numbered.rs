//! Interviews by the numbers that somebody typed: all of them are there, or nothing is done.
//!
//! Never in here: what is done with them.

use beckon_engine::{Engine, Error};
use beckon_model::{Interview, InterviewId};

use crate::failure::Failure;
use crate::out::say;

/// Numbers that are listed one by one.
const LISTED: usize = 20;

/// The interviews with these numbers.
///
/// # Errors
/// Where some are not there, all of those by their numbers.
pub async fn all_there(engine: &Engine, numbers: &[InterviewId]) -> Result<Vec<Interview>, Failure> {
    let (found, unknown) = look_up(engine, numbers).await?;
    if unknown.is_empty() { Ok(found) } else { Err(unknown_failure(&unknown)) }
}

/// The one with this number.
///
/// # Errors
/// Where it is not there.
pub async fn there(engine: &Engine, number: InterviewId) -> Result<Interview, Failure> {
    all_there(engine, &[number]).await?.pop().ok_or_else(|| unknown_failure(&[number]))
}

/// Says which of these are not there; that stops all unless it is allowed.
///
/// # Errors
/// Where some are not there and it is not `allowed` to go on without them.
pub async fn or_missing(engine: &Engine, numbers: &[InterviewId], allowed: bool) -> Result<(), Failure> {
    let (_, unknown) = look_up(engine, numbers).await?;
    if unknown.is_empty() {
        return Ok(());
    }
    if !allowed {
        let text = format!("there is no interview {}", listed(&unknown));
        let text = format!("{text}; nothing was done (--allow-missing goes on without)");
        return Err(unknown_failure(&unknown).saying(text));
    }
    say!("not found: there is no interview {}", listed(&unknown));
    Ok(())
}

async fn look_up(engine: &Engine, numbers: &[InterviewId]) -> Result<(Vec<Interview>, Vec<InterviewId>), Failure> {
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for number in numbers {
        match engine.interviews().get(*number).await {
            Ok(interview) => found.push(interview),
            Err(Error::NotFound(_)) if unknown.contains(number) => {}
            Err(Error::NotFound(_)) => unknown.push(*number),
            Err(error) => return Err(error.into()),
        }
    }
    Ok((found, unknown))
}

fn unknown_failure(unknown: &[InterviewId]) -> Failure {
    let text = format!("there is no interview {}: `interview list` shows the numbers", listed(unknown));
    Failure::from(Error::NotFound("interview")).saying(text)
}

fn listed(numbers: &[InterviewId]) -> String {
    let shown: Vec<String> = numbers.iter().take(LISTED).map(ToString::to_string).collect();
    let more = numbers.len() - shown.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}
