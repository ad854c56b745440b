//! What the command line takes from a person: secrets, and the word "yes". Neither ever comes from an argument list
//! that other programs can read.

use std::io::{IsTerminal, stdin};

use console::Term;

use crate::failure::Failure;

/// The secret in an environment variable.
pub fn secret_from_env(variable: &str) -> Result<String, Failure> {
    match std::env::var(variable) {
        Ok(secret) if !secret.trim().is_empty() => Ok(secret),
        Ok(_) => Err(Failure::input(format!("the environment variable {variable} is empty"))),
        Err(std::env::VarError::NotPresent) => {
            Err(Failure::input(format!("the environment variable {variable} is not set")))
        }
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::input(format!("the environment variable {variable} is not text")))
        }
    }
}

/// The secret on one line of stdin; on a terminal it is asked for and not shown.
pub fn secret_from_stdin() -> Result<String, Failure> {
    if stdin().is_terminal() {
        eprint!("Secret: ");
        return Ok(Term::stderr().read_secure_line()?);
    }
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(|error| Failure::input(format!("stdin: {error}")))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Whether somebody sits there who can be asked.
pub fn can_ask() -> bool {
    stdin().is_terminal() && Term::stderr().is_term()
}

/// Asks a question on the terminal; anything but yes is no.
pub fn confirm(question: &str) -> Result<(), Failure> {
    if yes(question)? { Ok(()) } else { Err(Failure::other("not confirmed, so nothing was done")) }
}

/// Whether somebody answers yes.
pub fn yes(question: &str) -> Result<bool, Failure> {
    let answer = line(&format!("{question} [y/N]"))?.unwrap_or_default().to_lowercase();
    Ok(matches!(answer.as_str(), "y" | "yes"))
}

/// A line that somebody types; nothing for an empty one.
pub fn line(question: &str) -> Result<Option<String>, Failure> {
    eprint!("{question} ");
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    let answer = answer.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}
