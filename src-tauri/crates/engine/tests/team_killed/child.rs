//! The program that is killed: opens the folder, starts the send or goes on with it, and ends when nobody waits and every
//! report is in. What the ledger cannot be asked for now is asked for again, as a person would.
//!
//! `child FOLDER SECRET PASSWORD OCCASION [POINT PASSING]`: with a point it ends itself there, as hard as a kill.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use beckon_engine::Engine;
use beckon_model::{CampaignState, Occasion, Selection, SendRequest, StartRequest, TeamWish};

use crate::team::{NAME, open};
use crate::victim::end_at;

/// Between two attempts to reach the ledger.
const AGAIN: Duration = Duration::from_millis(50);

/// What is left is told in this time, or told again.
const TOLD: Duration = Duration::from_secs(1);

pub fn main(arguments: &[String]) -> ExitCode {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ended = match arguments[..] {
        [folder, secret, password, occasion] => run(folder, secret, password, occasion),
        [folder, secret, password, occasion, point, passing] => {
            end_at(point, passing).and_then(|()| run(folder, secret, password, occasion))
        }
        _ => Err("child FOLDER SECRET PASSWORD OCCASION [POINT PASSING]".into()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &str, secret: &str, password: &str, occasion: &str) -> Result<(), Box<dyn Error>> {
    tokio::runtime::Runtime::new()?.block_on(async {
        let engine = open(Path::new(folder)).await?;
        let account = engine.accounts().named(NAME).await?.id;
        engine.accounts().lend_secret(&account, secret).await?;
        engine.team().lend_password(password).await?;
        while !is_done(&engine, occasion).await? {
            tokio::time::sleep(AGAIN).await;
        }
        Ok(())
    })
}

/// Goes on as far as it gets.
async fn is_done(engine: &Engine, occasion: &str) -> Result<bool, Box<dyn Error>> {
    let passing = |error: beckon_engine::Error| match error {
        beckon_engine::Error::Team(_) => Ok(false),
        other => Err(other.into()),
    };
    match engine.campaigns().list().await?.first() {
        None => match start(engine, occasion).await {
            Ok(()) => {}
            Err(error) => return passing(error),
        },
        Some(campaign) if campaign.state == CampaignState::Finished => {}
        Some(campaign) => {
            engine.campaigns().resume(campaign.id).await?;
        }
    }
    engine.campaigns().wait_for_rest().await;
    let campaigns = engine.campaigns().list().await?;
    let finished = campaigns.first().is_some_and(|campaign| campaign.state == CampaignState::Finished);
    match engine.team().status().await {
        Ok(status) if status.untold > 0 => {
            // As the window does when it opens: what is left is told at once, and then every half a minute.
            engine.team().keep_telling();
            tokio::time::sleep(TOLD).await;
            Ok(false)
        }
        Ok(_) => Ok(finished),
        Err(error) => passing(error),
    }
}

async fn start(engine: &Engine, occasion: &str) -> Result<(), beckon_engine::Error> {
    let account = engine.accounts().named(NAME).await?.id;
    let template = engine.templates().named(NAME).await?.id;
    let team = TeamWish { occasion: Some(Occasion::Named { name: occasion.to_owned() }), again: None };
    let send = SendRequest { account, template, to: Selection::All, team };
    let approval = engine.send().check(send.clone()).await?.approval;
    engine.send().start(StartRequest { send, approval, starts_at: None }).await?;
    Ok(())
}
