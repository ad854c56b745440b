//! `beckon-cli`: the same engine without a window, for scripts, for servers, and for terminals.
//!
//! Results go to stdout, everything else to stderr. Never in here: a decision on what to send, a call to WeCom.

mod account_words;
mod args;
mod ask;
mod commands;
mod doctor_words;
mod exit;
mod failure;
mod files;
mod follow;
mod import_words;
mod interrupt;
mod language;
mod out;
mod outside_words;
mod progress;
mod reminder_words;
mod session;
mod summary;
mod time;
mod words;

use std::process::ExitCode;

use beckon_model::TeamWish;
use clap::Parser;

use crate::args::{Args, Command};
use crate::commands::send::Options;
use crate::commands::{
    account, campaign, candidates, data, demo, doctor, errcode, interview, log, outside, preview, reminders, report,
    room, sandbox, send, showmebug, task, team, template, test, written_tests,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;

#[tokio::main]
async fn main() -> ExitCode {
    beckon_vault::keep_memory_private();
    let args = Args::parse();
    // On stderr, of our own crates only. There is one log of a process, and this is the first.
    let _ = beckon_logfile::start(None, args.log_level);
    time::warn();
    let out = Out { json: args.json, overwrite: args.overwrite };
    let exit = run(args, out).await.unwrap_or_else(|failure| failure.tell(out.json));
    ExitCode::from(exit as u8)
}

async fn run(args: Args, out: Out) -> Result<Exit, Failure> {
    let given = args.data_dir.as_deref();
    if let Some(which) = args.look_at {
        session::look_at(which);
    }
    let folder = || session::folder(given);
    match args.command {
        Command::Account(command) => account::run(&folder()?, out, command).await,
        Command::Candidates(command) => candidates::run(&folder()?, out, command).await,
        Command::Template(command) => template::run(&folder()?, out, command).await,
        Command::Interview(command) => interview::run(&folder()?, out, command).await,
        Command::Reminders(command) => reminders::run(&folder()?, out, command).await,
        Command::ShowMeBug(command) => showmebug::run(&folder()?, out, command).await,
        Command::Room(command) => room::run(&folder()?, out, command).await,
        Command::Written(command) => written_tests::run(&folder()?, out, command).await,
        Command::Outside(command) => outside::run(&folder()?, out, command).await,
        Command::Task(command) => task::run(&folder()?, out, command).await,
        Command::Team(command) => team::run(&folder()?, out, command).await,
        Command::Preview { what, limit, secret } => preview::run(&folder()?, out, &what, limit, &secret).await,
        Command::Send { what, test_to: Some(userid), test_of, secret, .. } => {
            test::run(&folder()?, out, &what, (test_of, userid), &secret).await
        }
        Command::Send { what, dry_run, yes, at, key, occasion, why, secret, .. } => {
            let team = TeamWish { occasion, again: why };
            send::run(&folder()?, out, &what, &Options { dry_run, yes, at, key, team, secret }).await
        }
        Command::Campaign(command) => campaign::run(&folder()?, out, command).await,
        Command::Log { campaign, state, export } => {
            log::run(&folder()?, out, (campaign, state), export.as_deref()).await
        }
        Command::Data(command) => data::run(&folder()?, out, command).await,
        Command::Demo { recipients } => demo::run(beckon_engine::named_data_dir(given), out, recipients).await,
        Command::Doctor { replay: Some(file), lang, .. } => doctor::replay(out, &file, lang),
        Command::Doctor { account, skip_message, to, ask_again, record, lang, secret, .. } => {
            let options = doctor::Options { skip_message, to, ask_again, record, lang, secret };
            doctor::run(&folder()?, out, account.as_deref().unwrap_or_default(), options).await
        }
        Command::Errcode { what } => errcode::run(out, &what),
        Command::Bundle { out: file, account } => report::run(&folder()?, out, &file, account.as_deref()).await,
        Command::Sandbox { port, seed, faults } => sandbox::run(out, port, seed, faults.as_deref()).await,
    }
}
