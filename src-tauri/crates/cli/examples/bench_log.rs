//! How long a look at a large log takes on the command line: `cargo xtask bench log`.
//!
//! 1. A folder with 1,000 campaigns of 1,000 rows each; an old one is paused.
//! 2. The program that people install, as a process: all rows as JSON lines and as a CSV file; its first line; the campaigns.
//! 3. Beside it the `sqlite3` shell, which writes the same rows of the same database.
//!
//! Medians of the rounds; memory is the most that was seen of the process while it ran. Never in here: a door into the log that
//! the program has not.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench talks to its caller and looks at the clock"
)]

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use beckon_engine::{Engine, NoSink, Parts};
use beckon_model::SystemClock;
use beckon_vault::{MemoryKeyring, Vault};
use rusqlite::Connection;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const CAMPAIGNS: usize = 1000;
const ROWS_EACH: usize = 1000;
const ROUNDS: usize = 3;
const ALL_GOAL_S: f64 = 20.0;
const FIRST_GOAL_S: f64 = 0.05;

/// The rows as the shell writes them.
const SHELL: &str =
    "SELECT campaign.id, account_name, template_name, delivery.id, name, userid, delivery.state, errcode, reason,
    msgid, body_sha256, changed_at FROM delivery JOIN campaign ON campaign.id = campaign ORDER BY delivery.id DESC";

fn main() -> ExitCode {
    match measure() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\nA goal was missed. On a machine that has other work to do, run it again.");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Measures. Answers whether the goals are met.
fn measure() -> Outcome<bool> {
    let place = tempfile::tempdir()?;
    let folder = place.path().join("data");
    fill(&folder)?;
    let beckon = program()?;
    let ours = |arguments: &[&str]| {
        let mut command = Command::new(&beckon);
        command.arg("--data-dir").arg(&folder).args(arguments);
        command
    };
    let shell = |mode: &str| {
        let mut command = Command::new("sqlite3");
        command.arg(mode).arg(folder.join("beckon.db")).arg(SHELL);
        command
    };
    let out = place.path().join("out");
    let csv = out.with_extension("csv");
    let csv = csv.to_str().ok_or("the folder for temporary files has no plain name")?;
    let mut figures: [Vec<f64>; 7] = Default::default();
    let mut peak = 0.0_f64;
    for _ in 0..ROUNDS {
        let _ = std::fs::remove_file(csv);
        let taken = [
            to_file(ours(&["--json", "log"]), &out, Some(CAMPAIGNS * ROWS_EACH))?,
            to_file(shell("-json"), &out, None)?,
            to_file(ours(&["log", "--export", csv]), &out, None)?,
            to_file(shell("-csv"), &out, None)?,
            (first_line(ours(&["--json", "log"]))?, 0.0),
            to_file(ours(&["--json", "campaign", "list"]), &out, None)?,
            to_file(ours(&["--version"]), &out, None)?,
        ];
        for (figure, (took, _)) in figures.iter_mut().zip(taken) {
            figure.push(took);
        }
        peak = [taken[0].1, taken[2].1].into_iter().fold(peak, f64::max);
    }
    let [json, json_shell, csv, csv_shell, first, list, start] = figures.map(median);
    println!("{CAMPAIGNS} campaigns, {} rows", CAMPAIGNS * ROWS_EACH);
    println!(
        "log --json          {json:.2} s, {:.1} times sqlite3 -json (goal {ALL_GOAL_S} s at most)",
        json / json_shell
    );
    println!("log --export a.csv  {csv:.2} s, {:.1} times sqlite3 -csv (goal {ALL_GOAL_S} s at most)", csv / csv_shell);
    println!(
        "its first line      {:.0} ms after {:.0} ms of the program's start (goal {:.0} ms at most)",
        (first - start) * 1e3,
        start * 1e3,
        FIRST_GOAL_S * 1e3
    );
    println!("campaign list       {:.0} ms", list * 1e3);
    println!("peak memory         {peak:.0} MiB");
    Ok(json <= ALL_GOAL_S && csv <= ALL_GOAL_S && first - start <= FIRST_GOAL_S)
}

/// Makes the folder as the program does, and fills it by plain SQL: nobody waits for a million messages.
fn fill(folder: &Path) -> Outcome {
    tokio::runtime::Runtime::new()?.block_on(async {
        let (clock, sink) = (Arc::new(SystemClock), Arc::new(NoSink));
        let vault = Vault::new(MemoryKeyring::default())?;
        let parts = Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None };
        Engine::open(parts).await?.close().await;
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    let mut database = Connection::open(folder.join("beckon.db"))?;
    let rows = database.transaction()?;
    rows.execute_batch(&format!(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {CAMPAIGNS})
         INSERT INTO campaign (id, account, account_name, template, template_name, template_version, state, approval,
         created_at, ended_at) SELECT n, 'a', 'acme', 1, 'invitation', 1, iif(n = 4, 'paused', 'finished'), '', n,
         iif(n = 4, NULL, n) FROM n;
         WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n + 1 < {})
         INSERT INTO delivery (campaign, name, userid, body, body_sha256, state, errcode, msgid, due_at, changed_at)
         SELECT 1 + n / {ROWS_EACH}, '候选人' || n, 'user' || n, zeroblob(300), printf('%064x', n),
         iif(n / {ROWS_EACH} = 3 AND n % 2, 'queued', 'accepted'), 0, 'msgid' || n, 1, n FROM n;",
        CAMPAIGNS * ROWS_EACH
    ))?;
    Ok(rows.commit()?)
}

/// The program, built before and beside this one.
fn program() -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let beside = own.parent().and_then(Path::parent).ok_or("no folder of programs")?;
    Ok(beside.join(format!("beckon-cli{}", std::env::consts::EXE_SUFFIX)))
}

/// Seconds that a program takes to write all it says into a file, and the most memory in MiB that was seen.
fn to_file(mut program: Command, file: &Path, lines: Option<usize>) -> Outcome<(f64, f64)> {
    let begun = Instant::now();
    let mut child = program.stdin(Stdio::null()).stdout(File::create(file)?).spawn()?;
    let mut peak = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak.max(peak_mib(child.id()));
        std::thread::sleep(Duration::from_millis(2));
    };
    let took = begun.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{program:?}: {status}").into());
    }
    if let Some(expected) = lines {
        let told = BufReader::new(File::open(file)?).lines().count();
        if told < expected {
            return Err(format!("{program:?} told {told} of {expected} rows").into());
        }
    }
    Ok((took, peak))
}

/// Seconds until a program has said its first line.
fn first_line(mut program: Command) -> Outcome<f64> {
    let begun = Instant::now();
    let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or("no stdout")?).read_line(&mut line)?;
    let took = begun.elapsed().as_secs_f64();
    let _ = child.kill();
    child.wait()?;
    if line.is_empty() { Err(format!("{program:?} said nothing").into()) } else { Ok(took) }
}

/// The most memory that a process has had, from Linux.
fn peak_mib(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|kib| kib.split_whitespace().next()?.parse::<f64>().ok()).map_or(0.0, |kib| kib / 1024.0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
