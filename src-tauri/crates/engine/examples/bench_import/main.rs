//! How long a large spreadsheet takes: `cargo xtask bench import`. With `--beside`: what a sender waits for meanwhile (`beside`).
//!
//! 1. A file of 100,000 people in UTF-8 is written, with two columns of their own.
//! 2. In turns, each in a process and on a database of its own: Beckon opens the file, checks it and imports it, as the window
//!    and the command line do; the `sqlite3` shell takes the same file with `.import`.
//! 3. Medians are compared. Memory is the whole process's peak.
//!
//! Beckon looks for every person in the list and further up in the file, and keeps what its search needs; the shell does
//! neither. Never in here: a shorter way into the store than the program's own.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench talks to its caller and looks at the clock"
)]

mod beside;

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Instant;

use beckon_engine::{Engine, FileImport, NoSink, Parts};
use beckon_model::SystemClock;
use beckon_vault::{MemoryKeyring, Vault};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const PEOPLE: usize = 100_000;
const ROUNDS: usize = 5;
/// Times as long as the shell, at most.
const GOAL: f64 = 3.0;
const MEMORY_GOAL_MIB: f64 = 200.0;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match &arguments[..] {
        [part] if part == "--beside" => beside::measure(),
        [file, folder, people] => import(Path::new(file), Path::new(folder), people).map(|()| true),
        _ => measure(),
    };
    match done {
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

/// Measures. Answers whether both goals are met.
fn measure() -> Outcome<bool> {
    let place = tempfile::tempdir()?;
    let file = place.path().join("people.csv");
    std::fs::write(&file, people())?;
    println!("{PEOPLE} people, {} KiB of UTF-8, {ROUNDS} rounds", std::fs::metadata(&file)?.len() / 1024);
    let (mut checks, mut imports, mut shells, mut peak) = (Vec::new(), Vec::new(), Vec::new(), 0.0_f64);
    for round in 0..ROUNDS {
        let told = told(&mut importing(&file, &place.path().join(format!("b{round}")), PEOPLE)?)?;
        let [check, import, mib] = told[..] else { return Err(format!("it told {told:?}").into()) };
        checks.push(check);
        imports.push(import);
        peak = peak.max(mib);
        shells.push(shell(&file, &place.path().join(format!("s{round}.db")))?);
    }
    let (check, import, shell) = (median(checks), median(imports), median(shells));
    let ratio = import / shell;
    println!("sqlite3 .import   {shell:.2} s");
    println!("check             {check:.2} s");
    println!("import            {import:.2} s, {ratio:.2} times the shell's (goal {GOAL} at most)");
    println!("peak memory       {peak:.0} MiB of both together (goal {MEMORY_GOAL_MIB} at most)");
    Ok(ratio <= GOAL && peak <= MEMORY_GOAL_MIB)
}

/// This program as one that checks and imports a file of so many people.
fn importing(file: &Path, folder: &Path, people: usize) -> Outcome<Command> {
    let mut program = Command::new(std::env::current_exe()?);
    program.arg(file).arg(folder).arg(people.to_string());
    Ok(program)
}

/// Checks and imports, and tells the seconds of each and the peak of memory in MiB.
fn import(file: &Path, folder: &Path, people: &str) -> Outcome {
    let people: u64 = people.parse()?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let parts = Parts {
            data_dir: folder.to_owned(),
            vault: Vault::new(MemoryKeyring::default())?,
            clock: Arc::new(SystemClock),
            sink: Arc::new(NoSink),
            practice: None,
        };
        let engine = Engine::edit(parts)?;
        let begun = Instant::now();
        let import = FileImport::new(std::fs::read(file)?);
        engine.candidates().check(&import).await?;
        let checked = Instant::now();
        let report = engine.candidates().import(&import).await?.report;
        let imported = checked.elapsed().as_secs_f64();
        if report.good != people {
            return Err(format!("{} of {people} were imported", report.good).into());
        }
        println!("{} {imported} {}", (checked - begun).as_secs_f64(), peak_mib());
        Ok(())
    })
}

/// Seconds that the shell takes for the same file.
fn shell(file: &Path, database: &Path) -> Outcome<f64> {
    let import = format!(".import {} people", file.display());
    let begun = Instant::now();
    let done = Command::new("sqlite3").arg(database).args([".mode csv", &import]).status();
    let took = begun.elapsed().as_secs_f64();
    match done {
        Ok(status) if status.success() => Ok(took),
        Ok(status) => Err(format!("sqlite3: {status}").into()),
        Err(error) => Err(format!("the sqlite3 shell, which this is measured against, does not start: {error}").into()),
    }
}

/// The numbers of a program's last line.
fn told(program: &mut Command) -> Outcome<Vec<f64>> {
    let output = program.output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Result<Vec<f64>, _> = text.split_whitespace().map(str::parse).collect();
    if output.status.success() { Ok(numbers?) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
}

/// The file: everybody with a name, an id, a phone and a mail of their own.
fn people() -> String {
    let mut file = "姓名,企业微信账号,手机,邮箱,职位,标签,到岗时间,工位\r\n".to_owned();
    for number in 0..PEOPLE {
        let _ = write!(
            file,
            "候选人{number},user{number:06},138{number:08},user{number}@example.com,后端工程师,校招;上海,11月25日 14:00,{}号工位\r\n",
            number % 40
        );
    }
    file
}

/// The most memory that this process has had, from Linux.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|kib| kib.split_whitespace().next()?.parse::<f64>().ok()).map_or(f64::NAN, |kib| kib / 1024.0)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
