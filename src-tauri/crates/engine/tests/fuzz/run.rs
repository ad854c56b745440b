//! Reading in a process of its own, which may be ended by what it reads: it has an address space of 3 GiB on Linux.

use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::target::Target;

/// Address space of the child, KiB.
const ADDRESSES_KIB: u64 = 3 * 1024 * 1024;

/// The input that the child reads, behind its length, in the folder of what is found.
pub const CURRENT: &str = ".current";

/// When a child has read enough.
#[derive(Clone, Copy)]
pub enum Bound {
    Executions(u64),
    Seconds(u64),
}

impl Bound {
    pub fn of(word: &str) -> Option<Self> {
        let number = |unit| word.strip_suffix(unit)?.parse().ok();
        number("s").map(Self::Seconds).or_else(|| number("x").map(Self::Executions))
    }

    fn word(self) -> String {
        match self {
            Self::Executions(count) => format!("{count}x"),
            Self::Seconds(seconds) => format!("{seconds}s"),
        }
    }

    pub fn met(self, executions: u64, elapsed: Duration) -> bool {
        match self {
            Self::Executions(count) => executions >= count,
            Self::Seconds(seconds) => elapsed.as_secs() >= seconds,
        }
    }
}

/// What came of a run.
#[derive(Default)]
pub struct Told {
    pub executions: u64,
    peak_kib: u64,
    slowest_ms: u64,
    /// Each with the file that it is kept in.
    pub findings: Vec<String>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { executions, peak_kib, slowest_ms, findings } = self;
        let (findings, peak) = (findings.len(), peak_kib / 1024);
        write!(f, "{executions} inputs read, {findings} findings, peak {peak} MiB, the slowest took {slowest_ms} ms")
    }
}

/// Reads until the bound is met. What ends a child is a finding; in a run of minutes another child goes on with the next
/// seed.
pub fn run(target: Target, bound: Bound, seed: u64, found: &Path) -> Told {
    fs::create_dir_all(found).unwrap();
    let (began, mut told) = (Instant::now(), Told::default());
    for seed in seed.. {
        let left = match bound {
            Bound::Seconds(seconds) => Bound::Seconds(seconds.saturating_sub(began.elapsed().as_secs())),
            Bound::Executions(_) => bound,
        };
        let whole = one(target, left, seed, found, &mut told);
        if whole || matches!(bound, Bound::Executions(_)) || bound.met(0, began.elapsed()) {
            break;
        }
    }
    let _ = fs::remove_file(found.join(CURRENT));
    told
}

/// One child; false when it did not come to its end.
fn one(target: Target, bound: Bound, seed: u64, found: &Path, told: &mut Told) -> bool {
    let program = std::env::current_exe().unwrap();
    let mut child = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("ulimit -v {ADDRESSES_KIB} && ulimit -c 0 && exec \"$@\"")).arg("sh").arg(program);
        shell
    } else {
        Command::new(program)
    };
    child.args(["child", target.name(), &bound.word(), &seed.to_string()]).arg(found);
    let ran = child.output().unwrap();
    let mut whole = false;
    for line in String::from_utf8_lossy(&ran.stdout).lines() {
        let (word, rest) = line.split_once(' ').unwrap_or_default();
        match word {
            "finding" => told.findings.push(rest.to_owned()),
            "read" => {
                let mut numbers = rest.split(' ').filter_map(|number| number.parse::<u64>().ok());
                told.executions += numbers.next().unwrap_or(0);
                told.peak_kib = told.peak_kib.max(numbers.next().unwrap_or(0));
                told.slowest_ms = told.slowest_ms.max(numbers.next().unwrap_or(0));
                whole = true;
            }
            _ => {}
        }
    }
    if !whole {
        let said = String::from_utf8_lossy(&ran.stderr);
        let kept = current(found).map_or_else(|| "before the first".to_owned(), |input| kept(found, &input));
        told.findings.push(format!("{kept}: it ended the process ({}; 86: it hung) {}", ran.status, said.trim()));
    }
    whole
}

fn current(found: &Path) -> Option<Vec<u8>> {
    let noted = fs::read(found.join(CURRENT)).ok()?;
    let (length, input) = noted.split_first_chunk()?;
    Some(input.get(..usize::from_le_bytes(*length))?.to_vec())
}

/// Keeps an input, and answers with the name of its file.
pub fn kept(found: &Path, input: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    input.hash(&mut hasher);
    let file = found.join(format!("found-{:016x}", hasher.finish()));
    fs::write(&file, input).unwrap();
    file.display().to_string()
}
