//! The program that sends, as people's programs do: `outbox send FOLDER SECRET [TEAM-PASSWORD OCCASION]`
//! or `outbox resume FOLDER SECRET UNTIL`.

use std::path::Path;
use std::time::{Duration, Instant};

use beckon_engine::Engine;
use beckon_model::{Campaign, CampaignState, Occasion, SendRequest, StartRequest, TeamWish};

use crate::Outcome;
use crate::figures::usage;
use crate::folder::{open, to_all};

pub fn main(arguments: &[&str]) -> Outcome {
    tokio::runtime::Runtime::new()?.block_on(async {
        match arguments {
            ["send", folder, secret] => send(Path::new(folder), secret, None).await,
            ["send", folder, secret, password, occasion] => {
                send(Path::new(folder), secret, Some((password, occasion))).await
            }
            ["resume", folder, secret, until] => resume(Path::new(folder), secret, until.parse()?).await,
            _ => Err("outbox send FOLDER SECRET [TEAM-PASSWORD OCCASION] | resume FOLDER SECRET UNTIL".into()),
        }
    })
}

/// Sends to everybody. The rate's clock runs from the go-ahead to the last row's outcome on the disk: freezing all rows
/// and fetching the token are in it.
#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn send(folder: &Path, secret: &str, team: Option<(&str, &str)>) -> Outcome {
    let begun = Instant::now();
    let engine = open(folder, secret).await?;
    if let Some((password, _)) = team {
        engine.team().lend_password(password).await?;
    }
    let opened = begun.elapsed().as_secs_f64();
    let occasion = team.map(|(_, occasion)| Occasion::Named { name: occasion.to_owned() });
    let send = SendRequest { team: TeamWish { occasion, again: None }, ..to_all(&engine).await? };
    let approval = engine.send().check(send.clone()).await?.approval;
    let checked = begun.elapsed().as_secs_f64() - opened;
    let go = Instant::now();
    engine.send().start(StartRequest { send, approval, starts_at: None }).await?;
    let frozen = go.elapsed().as_secs_f64();
    engine.campaigns().wait_for_rest().await;
    let took = go.elapsed().as_secs_f64();
    let campaign = newest(&engine).await?;
    if campaign.state != CampaignState::Finished || campaign.counts.accepted != campaign.counts.total {
        return Err(format!("not everything was sent: {campaign:?}").into());
    }
    let (rate, (cpu, peak)) = (campaign.counts.total as f64 / took, usage());
    println!("opened={opened} checked={checked} frozen={frozen} took={took} rate={rate} cpu={cpu} peak={peak}");
    Ok(())
}

/// Goes on with the newest campaign until so many are accepted, counting as the window does.
async fn resume(folder: &Path, secret: &str, until: u64) -> Outcome {
    let engine = open(folder, secret).await?;
    let id = newest(&engine).await?.id;
    engine.campaigns().resume(id).await?;
    while engine.campaigns().get(id).await?.counts.accepted < until {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    engine.campaigns().pause_sending().await;
    engine.campaigns().wait_for_rest().await;
    println!("peak={} accepted={}", usage().1, newest(&engine).await?.counts.accepted);
    Ok(())
}

async fn newest(engine: &Engine) -> Outcome<Campaign> {
    Ok(engine.campaigns().list().await?.into_iter().next().ok_or("no campaign")?)
}
