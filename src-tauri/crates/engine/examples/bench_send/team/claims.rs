//! What a claim of 64 people takes: `claims URL PASSWORD CORP`, a process of its own that asks the ledger as the sender does.

use std::time::Instant;

use beckon_ledger::{Ledger, Login, Place, Wanted};
use uuid::Uuid;

use crate::Outcome;
use crate::figures::median;

const GROUPS: usize = 200;
const GROUP: usize = 64;

pub fn main(arguments: &[&str]) -> Outcome {
    let [url, password, corp] = arguments else { return Err("claims URL PASSWORD CORP".into()) };
    tokio::runtime::Runtime::new()?.block_on(measure(url, password, corp))
}

#[allow(clippy::disallowed_methods, reason = "a benchmark measures real time")]
async fn measure(url: &str, password: &str, corp: &str) -> Outcome {
    let (place, login) = Place::read(url, None)?;
    let name = login.ok_or("the address names no login")?;
    let login = Login { name: name.clone(), password: password.into() };
    let ledger = Ledger::open(place, login, corp, Uuid::now_v7()).await?;
    let mut took = Vec::new();
    for group in 0..=GROUPS {
        let wanted = |n| Wanted {
            claim: Uuid::now_v7(),
            userid: format!("{name}-{group}-{n}"),
            occasion: "name:bench".to_owned(),
            body_sha256: [7; 32],
        };
        let people: Vec<Wanted> = (0..GROUP).map(wanted).collect();
        let begun = Instant::now();
        let claims = ledger.claim(&people).await?;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
        if !claims.iter().all(|claim| claim.mine) {
            return Err("somebody else has these people".into());
        }
    }
    // The first one prepares its statement.
    let mut took = took.split_off(1);
    took.sort_by(f64::total_cmp);
    println!("median={} p95={}", median(took.iter().copied()), took[GROUPS * 95 / 100]);
    Ok(())
}
