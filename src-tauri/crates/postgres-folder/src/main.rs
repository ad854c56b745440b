//! A PostgreSQL for as long as somebody keeps this program's input open, for tests that are not written in Rust. It prints the
//! address; the lines `stop` and `start` end the server and start it again, and each is answered with a line.
//!
//! Usage: `postgres-folder PASSWORD`, the password of the administrator.

use std::io::{Write, stdin, stdout};
use std::process::ExitCode;

use postgres_folder::{Error, Server};

fn main() -> ExitCode {
    let Some(password) = std::env::args().nth(1) else { return told("usage: postgres-folder PASSWORD") };
    match serve(&password) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => told(&error.to_string()),
    }
}

fn serve(password: &str) -> Result<(), Error> {
    let mut server = Server::start(password)?;
    say(&server.url("postgres"))?;
    for line in stdin().lines() {
        match line.map_err(|error| Error::System("input".to_owned(), error))?.as_str() {
            "stop" => server.stop("fast")?,
            "start" => server.go_on()?,
            _ => continue,
        }
        say("done")?;
    }
    Ok(())
}

fn say(line: &str) -> Result<(), Error> {
    writeln!(stdout(), "{line}").map_err(|error| Error::System("output".to_owned(), error))
}

fn told(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "{why}");
    ExitCode::FAILURE
}
