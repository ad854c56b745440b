//! Whether memory grows with the rows that wait: a campaign is frozen by one process and gone on with by another, whose
//! peak counts: it opens, counts, claims and sends.

use beckon_model::StartRequest;

use crate::Outcome;
use crate::company::Company;
use crate::figures::{Figures, own};
use crate::folder::{prepare, to_all};

const FEW: usize = 1000;
const MANY: usize = 100_000;
/// Of many, so many are sent: it is what waits that could need memory.
const SENT: usize = 3000;
const GOAL: f64 = 1.5;

/// Measures. Answers whether many rows need at most 1.5 times the memory of a few.
pub fn measure() -> Outcome<bool> {
    let few = peak(FEW, FEW)?;
    println!("{FEW:>7} rows wait, {FEW} are sent: peak {few:.1} MiB");
    let many = peak(MANY, SENT)?;
    let ratio = many / few;
    println!("{MANY:>7} rows wait, {SENT} are sent: peak {many:.1} MiB, {ratio:.2} times that (goal {GOAL} at most)");
    Ok(ratio <= GOAL)
}

fn peak(rows: usize, sent: usize) -> Outcome<f64> {
    let company = Company::start(0, rows)?;
    let folder = tokio::runtime::Runtime::new()?.block_on(async {
        let (folder, engine) = prepare(&company, rows).await?;
        let send = to_all(&engine).await?;
        let approval = engine.send().check(send.clone()).await?.approval;
        engine.send().start(StartRequest { send, approval, starts_at: None }).await?;
        engine.campaigns().pause_sending().await;
        engine.campaigns().wait_for_rest().await;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(folder)
    })?;
    let mut process = own("outbox")?;
    process.arg("resume").arg(folder.path()).args([company.secret(), &sent.to_string()]);
    Ok(Figures::told(&mut process)?.get("peak"))
}
