//! The outbox of a team account: `--team`, and `--team --rate`.
//!
//! 1. 2,000 personal messages with the team on against the same without a team, turn by turn. The ledger's server answers 1 ms
//!    late, the company takes 20 ms, 16 calls at a time. Then the same with 1,000,000 claims in the ledger.
//! 2. What a claim of 64 people takes over the same way, asked by a process of its own.
//! 3. `--rate`: two laptops with one limit of 600 a minute, by the company's journal. Takes two minutes.
//!
//! Never in here: a door into the engine that people's programs have not.

mod claims;
mod ledger;
mod rate;

pub use claims::main as claims;
pub use rate::measure as rate;

use ledger::{Ledger, join};

use crate::Outcome;
use crate::company::Company;
use crate::figures::{Figures, median, own};
use crate::folder::{limit, prepare};

const MESSAGES: usize = 2000;
const PARALLEL: u32 = 16;
const LATENCY_MS: u64 = 20;
const CLAIMS: u32 = 1_000_000;
const ROUNDS: usize = 5;

/// Of the rate without a team, at least so much.
const RATE_GOAL: f64 = 0.90;
/// A full ledger may change rate and claims by so much.
const FULL_GOAL: f64 = 1.2;

/// What a ledger of some size makes of it.
struct Line {
    ratio: f64,
    rate: f64,
    claim_p95: f64,
}

/// Measures. Answers whether the goals are reached.
pub fn compare() -> Outcome<bool> {
    let ledger = Ledger::start()?;
    println!(
        "{MESSAGES} personal messages, {PARALLEL} at a time, {LATENCY_MS} ms at the company, 1 ms to the ledger; medians of {ROUNDS} rounds."
    );
    println!("From the go-ahead to the last outcome on the disk, freezing and the token included.\n");
    println!(
        "{:<16}| {:^27} | {:^13} | {:^13} | claim of 64, ms",
        "", "messages per second", "CPU seconds", "peak MiB"
    );
    println!("claims before   |    team   alone  ratio  goal |   team  alone |   team  alone | median     p95");
    let empty = line("none", &ledger, 0)?;
    ledger.fill(CLAIMS)?;
    let full = line("1,000,000", &ledger, ROUNDS)?;
    let (slower, later) = (empty.rate / full.rate, full.claim_p95 / empty.claim_p95);
    println!(
        "\nwith 1,000,000 claims: {slower:.2} times slower, claims {later:.2} times later (goal {FULL_GOAL} at most)"
    );
    Ok(empty.ratio >= RATE_GOAL && full.ratio >= RATE_GOAL && slower <= FULL_GOAL && later <= FULL_GOAL)
}

fn line(name: &str, ledger: &Ledger, first: usize) -> Outcome<Line> {
    let mut rounds = Vec::new();
    for round in first..first + ROUNDS {
        // Whoever comes first meets a machine that has just done something else.
        let pair = if round % 2 == 0 {
            let team = turn(Some((ledger, round)))?;
            (team, turn(None)?)
        } else {
            let alone = turn(None)?;
            (turn(Some((ledger, round)))?, alone)
        };
        rounds.push(pair);
    }
    let of = |name: &str| {
        (median(rounds.iter().map(|(team, _)| team.get(name))), median(rounds.iter().map(|(_, alone)| alone.get(name))))
    };
    let ((team, alone), (cpu, alone_cpu), (peak, alone_peak)) = (of("rate"), of("cpu"), of("peak"));
    let ratio = median(rounds.iter().map(|(team, alone)| team.get("rate") / alone.get("rate")));
    let claims = ledger.claims(first)?;
    let (claim, claim_p95) = (claims.get("median"), claims.get("p95"));
    let missed = if ratio >= RATE_GOAL { ' ' } else { '!' };
    println!(
        "{name:<16}| {team:>7.0} {alone:>7.0} {ratio:>6.3} {RATE_GOAL:>5.2}{missed}| {cpu:>6.2} {alone_cpu:>6.2} | \
         {peak:>6.1} {alone_peak:>6.1} | {claim:>6.1} {claim_p95:>7.1}"
    );
    Ok(Line { ratio, rate: team, claim_p95 })
}

fn turn(team: Option<(&Ledger, usize)>) -> Outcome<Figures> {
    let mut company = Company::start(LATENCY_MS, MESSAGES)?;
    let mut process = own("outbox")?;
    let invited = team.map(|(ledger, round)| ledger.invite(&format!("gao{round}"))).transpose()?;
    let folder = tokio::runtime::Runtime::new()?.block_on(async {
        let (folder, engine) = prepare(&company, MESSAGES).await?;
        limit(&engine, |limits| limits.parallel = PARALLEL).await?;
        process.arg("send").arg(folder.path()).arg(company.secret());
        if let (Some((_, round)), Some(invited)) = (team, &invited) {
            join(&engine, invited).await?;
            process.args([&invited.password, &format!("round {round}")]);
        }
        engine.close().await;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(folder)
    })?;
    let figures = Figures::told(&mut process)?;
    let (arrived, _) = company.journal()?;
    drop(folder);
    if arrived.len() != MESSAGES {
        return Err(format!("{} messages arrived", arrived.len()).into());
    }
    Ok(figures)
}
