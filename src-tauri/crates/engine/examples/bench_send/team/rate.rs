//! Whether two laptops keep to one limit for the minute, and use it up: by the company's own journal.

use std::process::Child;

use super::ledger::{Ledger, join};
use crate::Outcome;
use crate::company::Company;
use crate::figures::own;
use crate::folder::{limit, prepare_with};
use crate::rate::{MESSAGES, PER_MINUTE, verdict};

/// Of what the limit allows, at least so much is used.
const USE: f64 = 0.95;

/// Measures. Answers whether no minute saw more than the limit, and at least 0.95 of it was used.
pub fn measure() -> Outcome<bool> {
    println!("{MESSAGES} messages of two laptops at {PER_MINUTE} a minute together; this takes two minutes.");
    let ledger = Ledger::start()?;
    let mut company = Company::start(5, MESSAGES)?;
    let mut folders = Vec::new();
    for (at, login) in ["gao", "lin"].into_iter().enumerate() {
        let people = beckon_sandbox::roster(MESSAGES, 1).split_off(at * MESSAGES / 2);
        let invited = ledger.invite(login)?;
        folders.push(tokio::runtime::Runtime::new()?.block_on(async {
            let (folder, engine) = prepare_with(&company, people.into_iter().take(MESSAGES / 2)).await?;
            limit(&engine, |limits| limits.per_minute = PER_MINUTE).await?;
            join(&engine, &invited).await?;
            engine.close().await;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>((folder, invited.password))
        })?);
    }
    let start = |(folder, password): &(tempfile::TempDir, String)| -> Outcome<Child> {
        let mut process = own("outbox")?;
        process.arg("send").arg(folder.path()).args([company.secret(), password, "rate"]);
        Ok(process.stdout(std::process::Stdio::null()).spawn()?)
    };
    for mut sender in folders.iter().map(start).collect::<Outcome<Vec<_>>>()? {
        if !sender.wait()?.success() {
            return Err("a sender of the bench failed".into());
        }
    }
    let (times, _) = company.journal()?;
    verdict(&times, 1.0 / USE)
}
