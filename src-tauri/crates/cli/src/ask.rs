//! What the command line takes from a person: secrets, and the word "yes". Neither ever comes from an argument list
//! that other programs can read.

use std::io::{IsTerminal, stdin};

use console::Term;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::args::GivenSecret;
use crate::failure::Failure;
use crate::out::say;

/// The secret from where the command line says.
pub fn given(secret: &GivenSecret) -> Result<SecretString, Failure> {
    match &secret.secret_env {
        Some(variable) => secret_from_env(variable),
        None => from_stdin("Secret"),
    }
}

/// The secret in an environment variable, as it stands there: whoever stores it says that spaces were removed.
pub fn secret_from_env(variable: &str) -> Result<SecretString, Failure> {
    let secret = from_env(variable)?;
    if secret.expose_secret().trim().is_empty() { Err(empty(variable)) } else { Ok(secret) }
}

/// The secret in an environment variable without blanks and line breaks around it, which no secret of WeCom's has.
pub fn secret_to_lend(variable: &str) -> Result<SecretString, Failure> {
    let secret = secret_from_env(variable)?;
    let trimmed = secret.expose_secret().trim();
    if trimmed != secret.expose_secret() {
        say!("note: spaces or line breaks around the secret in {variable} were removed");
    }
    Ok(trimmed.into())
}

/// The password of a proxy in an environment variable, exactly as it stands there. Only the line break that a file has at
/// its end is left out.
pub fn password_from_env(variable: &str) -> Result<SecretString, Failure> {
    let password = from_env(variable)?;
    let kept = without_line_break(password.expose_secret());
    if kept.is_empty() {
        return Err(empty(variable));
    }
    if kept != password.expose_secret() {
        say!("note: the line break at the end of {variable} was removed");
    }
    Ok(kept.into())
}

fn without_line_break(text: &str) -> &str {
    text.trim_end_matches(['\r', '\n'])
}

fn empty(variable: &str) -> Failure {
    Failure::input(format!("the environment variable {variable} is empty"))
}

fn from_env(variable: &str) -> Result<SecretString, Failure> {
    if variable.is_empty() || variable.contains(['=', '\0']) {
        return Err(Failure::input(
            "no environment variable has such a name: give the name of the variable, not its value",
        ));
    }
    match std::env::var(variable) {
        Ok(secret) if !secret.is_empty() => Ok(secret.into()),
        Ok(_) => Err(empty(variable)),
        Err(std::env::VarError::NotPresent) => {
            Err(Failure::input(format!("the environment variable {variable} is not set")))
        }
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::input(format!("the environment variable {variable} is not text")))
        }
    }
}

/// The secret on one line of stdin; on a terminal it is asked for by its name and not shown.
pub fn from_stdin(name: &str) -> Result<SecretString, Failure> {
    if stdin().is_terminal() {
        eprint!("{name}: ");
        return Ok(Term::stderr().read_secure_line()?.into());
    }
    let mut line = Zeroizing::new(String::new());
    stdin().read_line(&mut line).map_err(|error| Failure::input(format!("stdin: {error}")))?;
    Ok(without_line_break(&line).into())
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
