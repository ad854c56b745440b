//! The outbox against the bare loop, turn by turn, with a fast and with a slow disk.

use tempfile::TempDir;

use crate::Outcome;
use crate::company::Company;
use crate::disk::SlowDisk;
use crate::figures::{Figures, median, own};
use crate::folder::{limit, prepare};

const MESSAGES: usize = 2000;
const PARALLEL: u32 = 16;
const LATENCY_MS: u64 = 20;
const ROUNDS: usize = 5;

/// A send has to wait for the disk at least so often: one commit before the first request, one after the last, one to
/// freeze. Fewer mean that the library is not in effect.
const WAITS: u64 = 3;

/// One pair of turns.
struct Round {
    outbox: Figures,
    bare: Figures,
    tokens: usize,
    waits: Option<u64>,
}

/// Measures both disks. Answers whether both goals are reached.
pub fn compare() -> Outcome<bool> {
    println!(
        "{MESSAGES} personal messages, {PARALLEL} at a time, {LATENCY_MS} ms at the company; medians of {ROUNDS} rounds."
    );
    println!("The outbox: from the go-ahead to the last outcome on the disk, freezing and the token included.\n");
    println!("{:<22}| {:^29} | {:^13} | {:^13} |         |", "", "messages per second", "CPU seconds", "peak MiB");
    println!(
        "disk                  |  outbox    bare  ratio  goal | outbox   bare | outbox   bare | gettoken | waits for disk"
    );
    let fast = line("as it is", 0.95, None)?;
    let slow = match SlowDisk::build()? {
        Some(disk) => line("5 ms more per fsync", 0.90, Some(&disk))?,
        None => {
            println!("5 ms more per fsync   | left out: there is no library to preload on this system");
            true
        }
    };
    Ok(fast && slow)
}

fn line(name: &str, goal: f64, disk: Option<&SlowDisk>) -> Outcome<bool> {
    let mut rounds = Vec::new();
    for round in 0..ROUNDS {
        rounds.push(play(round % 2 == 0, disk)?);
    }
    let ratio = median(rounds.iter().map(|round| round.outbox.get("rate") / round.bare.get("rate")));
    let both = |name: &str| {
        let of = |figures: fn(&Round) -> &Figures| median(rounds.iter().map(|round| figures(round).get(name)));
        (of(|round| &round.outbox), of(|round| &round.bare))
    };
    let ((outbox, bare), (cpu, bare_cpu), (peak, bare_peak)) = (both("rate"), both("cpu"), both("peak"));
    let tokens = rounds.iter().map(|round| round.tokens).max().unwrap_or_default();
    let waits = rounds.iter().filter_map(|round| round.waits).max().map_or("not counted".to_owned(), |n| n.to_string());
    let missed = if ratio >= goal { ' ' } else { '!' };
    println!(
        "{name:<22}| {outbox:>7.0} {bare:>7.0} {ratio:>6.3} {goal:>5.2}{missed}| {cpu:>6.2} {bare_cpu:>6.2} | \
         {peak:>6.1} {bare_peak:>6.1} | {tokens:>8} | {waits}"
    );
    Ok(ratio >= goal && tokens == 1)
}

fn play(outbox_first: bool, disk: Option<&SlowDisk>) -> Outcome<Round> {
    if outbox_first {
        let (outbox, tokens, waits) = outbox(disk)?;
        Ok(Round { outbox, bare: bare()?, tokens, waits })
    } else {
        let bare = bare()?;
        let (outbox, tokens, waits) = outbox(disk)?;
        Ok(Round { outbox, bare, tokens, waits })
    }
}

fn outbox(disk: Option<&SlowDisk>) -> Outcome<(Figures, usize, Option<u64>)> {
    let mut company = Company::start(LATENCY_MS, MESSAGES)?;
    let folder: TempDir = tokio::runtime::Runtime::new()?.block_on(async {
        let (folder, engine) = prepare(&company, MESSAGES).await?;
        limit(&engine, |limits| limits.parallel = PARALLEL).await?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(folder)
    })?;
    let mut process = own("outbox")?;
    process.arg("send").arg(folder.path()).arg(company.secret());
    if let Some(disk) = disk {
        disk.under(&mut process);
    }
    let figures = Figures::told(&mut process)?;
    let waits = disk.map(SlowDisk::waits).transpose()?;
    if waits.is_some_and(|waits| waits < WAITS) {
        return Err("the slow disk is not in effect".into());
    }
    let (arrived, tokens) = company.journal()?;
    if arrived.len() != MESSAGES {
        return Err(format!("{} messages arrived", arrived.len()).into());
    }
    Ok((figures, tokens, waits))
}

fn bare() -> Outcome<Figures> {
    let company = Company::start(LATENCY_MS, MESSAGES)?;
    Figures::told(own("bare")?.args(&company.at).args([MESSAGES.to_string(), PARALLEL.to_string()]))
}
