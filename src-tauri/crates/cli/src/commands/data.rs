//! `data`: the copies of the data, made, listed, checked and taken back.

use std::path::Path;

use beckon_engine::{EMPTY_WORD, back_up, backups, check, restore, start_empty};
use beckon_model::{Backup, Clock, SystemClock};

use crate::args;
use crate::ask;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::words;

/// Runs on the files alone: nothing of the data is opened to be worked with.
pub async fn run(folder: &Path, out: Out, command: args::Data) -> Result<Exit, Failure> {
    match command {
        args::Data::Backups => list(folder, out),
        args::Data::Backup => {
            let made = back_up(folder, SystemClock.now_ms())?;
            let made = made.ok_or_else(|| Failure::input("there is nothing to copy: the data folder has no data"))?;
            out.one(&made, format!("copied to {}: {}", made.name, words::holds(made.holds.as_ref())))?;
            Ok(Exit::Done)
        }
        args::Data::Check => self::check_all(folder, out),
        args::Data::Restore { from, yes } => {
            let all = backups(folder)?;
            let wanted = match &from {
                Some(name) => all.iter().find(|backup| backup.name == *name),
                None => all.first(),
            };
            let missing = || match &from {
                Some(name) => Failure::input(format!("there is no copy {name:?}: `data backups` lists them")),
                None => Failure::input("there is no copy to restore"),
            };
            let backup = wanted.ok_or_else(missing)?;
            confirm(backup, yes)?;
            let restored = restore(folder, &backup.name, SystemClock.now_ms())?;
            out.one(&restored, words::restored(&restored))?;
            Ok(Exit::Done)
        }
        args::Data::StartEmpty { word } => {
            let restored = start_empty(folder, &typed(word)?, SystemClock.now_ms())?;
            out.one(&restored, words::restored(&restored))?;
            Ok(Exit::Done)
        }
    }
}

fn list(folder: &Path, out: Out) -> Result<Exit, Failure> {
    out.list(["name", "made", "why", "MiB", "holds"], &backups(folder)?, |backup| {
        let Backup { name, taken_at, why, bytes, holds } = backup;
        let size = format!("{:.1}", *bytes as f64 / (1024.0 * 1024.0));
        [name.clone(), words::time(*taken_at), words::backup_why(*why).to_owned(), size, words::holds(holds.as_ref())]
    })?;
    Ok(Exit::Done)
}

fn check_all(folder: &Path, out: Out) -> Result<Exit, Failure> {
    let lines = check(folder)?;
    out.list(["file", "state", "holds"], &lines, |line| {
        let state = line.problem.clone().unwrap_or_else(|| "sound".to_owned());
        [line.file.clone(), state, words::holds(line.holds.as_ref())]
    })?;
    Ok(if lines.iter().all(|line| line.sound) { Exit::Done } else { Exit::Other })
}

fn confirm(backup: &Backup, yes: bool) -> Result<(), Failure> {
    if yes {
        return Ok(());
    }
    if !ask::can_ask() {
        return Err(Failure::input("there is no terminal to ask on: say --yes to restore without asking"));
    }
    let (at, holds) = (words::time(backup.taken_at), words::holds(backup.holds.as_ref()));
    ask::confirm(&format!("Replace the database with the copy of {at} ({holds})?"))
}

/// The word that says that empty lists are wanted.
fn typed(word: Option<String>) -> Result<String, Failure> {
    if let Some(word) = word {
        return Ok(word);
    }
    if !ask::can_ask() {
        return Err(Failure::input(format!("there is no terminal to ask on: say --word {EMPTY_WORD}")));
    }
    let asked = format!("All lists will be empty; the existing files are moved aside. Type {EMPTY_WORD} to go on:");
    Ok(ask::line(&asked)?.unwrap_or_default())
}
