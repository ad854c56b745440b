//! One file per command: each asks the engine and prints the answer.
//!
//! Never in here: a decision that the window would have to make as well. Those are the engine's.

pub mod account;
pub mod act;
mod answers;
mod behind;
pub mod campaign;
mod campaign_line;
pub mod candidates;
mod changes;
mod chosen;
mod columns;
mod conflict_words;
pub mod data;
pub mod demo;
mod directory;
pub mod doctor;
pub mod errcode;
pub mod export;
mod forms;
mod happened;
pub mod import;
mod imported;
mod in_step;
pub mod interview;
mod interview_draft;
mod interview_line;
mod interview_told;
pub mod log;
mod numbered;
mod outcome_sheet;
pub mod outside;
mod person;
pub mod preview;
mod publish;
mod published;
mod published_line;
pub mod reminders;
mod reminders_run;
pub mod report;
pub mod room;
mod room_line;
mod routes;
pub mod sandbox;
pub mod secrets;
pub mod send;
pub mod showmebug;
pub mod task;
pub mod team;
mod team_line;
mod team_shared;
pub mod template;
mod template_line;
pub mod test;
mod watch;
mod write_back;
mod written;
pub mod written_tests;

use beckon_model::{Selection, SendRequest};

use crate::args::What;
use crate::failure::Failure;
use crate::session::Session;

/// What `--account`, `--template` and `--to` mean on this data folder.
async fn request(session: &Session, what: &What) -> Result<SendRequest, Failure> {
    let account = session.account(&what.account).await?.id;
    let template = session.template(&what.template).await?.id;
    // Of whom a change no longer finds nobody is missed, but an interview that is not there is.
    if let Selection::Changed { interviews, .. } = &what.to {
        numbered::or_missing(&session.engine, interviews, what.allow_missing).await?;
    }
    Ok(SendRequest::new(account, template, what.to.clone()))
}
