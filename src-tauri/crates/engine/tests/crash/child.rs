//! The program that is killed: opens the folder, starts the send or goes on with it, and ends when nobody waits.
//!
//! `child FOLDER SECRET [POINT PASSING]`: with a point it ends itself there, as hard as a kill.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use beckon_engine::{Engine, NoSink, Parts};
use beckon_model::{CampaignState, Selection, SendRequest, StartRequest, SystemClock};
use beckon_vault::{MemoryKeyring, Vault};

use crate::victim::end_at;

/// The account and the template of every story.
pub const NAME: &str = "crash";

pub fn main(arguments: &[String]) -> ExitCode {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match arguments[..] {
        [folder, secret] => run(folder, secret),
        [folder, secret, point, passing] => end_at(point, passing).and_then(|()| run(folder, secret)),
        _ => Err("child FOLDER SECRET [POINT PASSING]".into()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &str, secret: &str) -> Result<(), Box<dyn Error>> {
    tokio::runtime::Runtime::new()?.block_on(send_on(Path::new(folder), secret))
}

/// An engine on the folder, with an empty keyring.
pub async fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    let (vault, clock, sink) = (Vault::new(MemoryKeyring::default())?, Arc::new(SystemClock), Arc::new(NoSink));
    Ok(Engine::open(Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None }).await?)
}

async fn send_on(folder: &Path, secret: &str) -> Result<(), Box<dyn Error>> {
    let engine = open(folder).await?;
    let account = engine.accounts().named(NAME).await?.id;
    engine.accounts().lend_secret(&account, secret).await?;
    match engine.campaigns().list().await?.first() {
        None => {
            let template = engine.templates().named(NAME).await?.id;
            let send = SendRequest::new(account, template, Selection::All);
            let approval = engine.send().check(send.clone()).await?.approval;
            engine.send().start(StartRequest { send, approval, starts_at: None }).await?;
        }
        Some(campaign) if campaign.state == CampaignState::Finished => {}
        Some(campaign) => {
            engine.campaigns().resume(campaign.id).await?;
        }
    }
    engine.campaigns().wait_for_rest().await;
    let campaigns = engine.campaigns().list().await?;
    let at_rest = campaigns.first().filter(|campaign| campaign.state == CampaignState::Finished);
    if at_rest.is_none() {
        return Err(format!("came to rest before the end: {campaigns:?}").into());
    }
    Ok(())
}
