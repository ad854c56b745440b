//! Ties the log together: events at the level that is set, each line redacted, then written.
//!
//! Our own crates at that level, all others at `warn`: HTTP libraries can write URLs at lower levels, and tokens travel in
//! URLs.

use std::io;
use std::sync::{Mutex, PoisonError};

use beckon_model::LogLevel;
use tracing_subscriber::Registry;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::prelude::*;
use tracing_subscriber::reload;

use crate::files::LogFiles;
use crate::redact::redact;

/// The level of the log, to be changed while the program runs.
#[derive(Debug, Clone)]
pub struct LogLevels {
    filter: reload::Handle<Targets, Registry>,
    others: LevelFilter,
}

impl LogLevels {
    /// From now on.
    pub fn set(&self, level: LogLevel) {
        // The only failure is that nobody logs any more.
        let _ = self.filter.reload(targets(level, self.others));
    }
}

/// Starts the log of this process: into `files`, or on stderr without time and place. `None` when there is one already.
#[must_use]
pub fn start(files: Option<LogFiles>, level: LogLevel) -> Option<LogLevels> {
    // People at a terminal get no words of a library.
    let others = if files.is_some() { LevelFilter::WARN } else { LevelFilter::OFF };
    let (filter, handle) = reload::Layer::new(targets(level, others));
    let lines = tracing_subscriber::fmt::layer().with_ansi(false);
    let started = match files {
        Some(files) => {
            let writer = Lines(Mutex::new(Sink::Files(files)));
            tracing_subscriber::registry().with(filter).with(lines.with_writer(writer)).try_init()
        }
        None => {
            let writer = Lines(Mutex::new(Sink::Stderr));
            let lines = lines.without_time().with_target(false).with_writer(writer);
            tracing_subscriber::registry().with(filter).with(lines).try_init()
        }
    };
    started.ok().map(|()| LogLevels { filter: handle, others })
}

fn targets(level: LogLevel, others: LevelFilter) -> Targets {
    let ours = match level {
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let clients = ["wecom", "showmebug"].map(|client| (client, ours));
    Targets::new().with_default(others).with_target("beckon", ours).with_targets(clients)
}

#[derive(Debug)]
enum Sink {
    Files(LogFiles),
    Stderr,
}

/// Takes whole lines, as the formatter hands them over.
struct Lines(Mutex<Sink>);

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line(&self.0)
    }
}

struct Line<'a>(&'a Mutex<Sink>);

impl io::Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = redact(&String::from_utf8_lossy(bytes));
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Sink::Files(files) => files.line(&line)?,
            Sink::Stderr => io::stderr().write_all(line.as_bytes())?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
