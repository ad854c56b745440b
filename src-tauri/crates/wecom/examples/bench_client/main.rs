//! How much of a bare HTTP loop's speed is left once tokens, checks and replies are taken care of: this client against
//! plain reqwest with prebuilt bodies, in one run, against the practice company. `cargo xtask bench client` starts it.
//!
//! 1. For each latency and parallelism both contenders take turns for several rounds, the other one first each time.
//! 2. Each turn is two processes of its own: a fresh practice company, and the contender, who measures itself.
//! 3. The table shows medians; a ratio is the median over the rounds, each of which compares two turns in a row.
//!
//! Never in here: a measurement inside the process of the server, or of both contenders in one process.
#![allow(clippy::print_stdout, reason = "a command-line tool talks to its caller")]

mod contender;
mod figures;
mod turn;

use std::error::Error;
use std::process::ExitCode;

use contender::Contender;
use figures::{Cell, heading};

/// Latency of the practice company in milliseconds, and the share of the bare loop's calls that is to be reached.
const LATENCIES: [(u64, f64); 2] = [(0, 0.85), (20, 0.95)];
const PARALLELISM: [usize; 3] = [1, 16, 64];

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["company", latency_ms] => turn::company(latency_ms.parse()?)?,
        ["contend", name, parallelism, seconds, ref at @ ..] => {
            let contender = Contender::named(name).ok_or("no such contender")?;
            println!("{}", turn::contend(contender, parallelism.parse()?, seconds.parse()?, at)?);
        }
        // Short turns that alternate quickly: what else the machine does then slows both down alike.
        [] => return compare(15, 0.7),
        [rounds, seconds] => return compare(rounds.parse()?, seconds.parse()?),
        _ => return Err("give nothing, or the number of rounds and the seconds of a turn".into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Everything, as a table. Fails when a goal is missed.
fn compare(rounds: usize, seconds: f64) -> Result<ExitCode, Box<dyn Error>> {
    println!("{rounds} rounds of {seconds} s for each contender; medians. Ratios are client / bare loop.\n");
    println!("{}", heading());
    let mut missed = 0;
    for (latency_ms, goal) in LATENCIES {
        for parallelism in PARALLELISM {
            let mut cell = Cell { latency_ms, parallelism, goal, rounds: Vec::new() };
            for round in 0..rounds {
                let turn = |contender| turn::play(contender, latency_ms, parallelism, seconds);
                cell.rounds.push(if round % 2 == 0 {
                    let client = turn(Contender::Client)?;
                    (client, turn(Contender::Bare)?)
                } else {
                    let bare = turn(Contender::Bare)?;
                    (turn(Contender::Client)?, bare)
                });
            }
            println!("{cell}");
            missed += usize::from(!cell.reached());
        }
    }
    if missed > 0 {
        println!("\n{missed} goals missed. On a machine that has other work to do, run it again.");
    }
    Ok(if missed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
