//! The process that reads: one input after another, each noted before it is read, so that what ends the process is known.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::doors::Door;
use crate::mutate::mutated;
use crate::run::{Bound, CURRENT};
use crate::seeds::Seeds;
use crate::target::Target;

/// Bytes of a sentence, at most.
const SENTENCE_BYTES: usize = 1024;

/// Memory that a process takes that reads one input, KiB: 300 MiB.
const MOST_KIB: u64 = 300 * 1024;

/// For one input; catches what hangs. In seconds.
const PATIENCE: u64 = 60;

/// Exits when one input takes longer than [`PATIENCE`].
const HUNG: i32 = 86;

/// The number of the input that is being read.
static NUMBER: AtomicU64 = AtomicU64::new(0);

struct Reader<'a> {
    door: Door,
    found: &'a Path,
    current: File,
    peak_kib: u64,
    slowest: Duration,
}

/// Reads until the bound is met, and tells what came of it: a line for each finding, then the sum.
pub fn child(target: &str, bound: &str, seed: &str, found: &Path) -> ExitCode {
    let (Some(target), Some(bound), Ok(seed)) = (Target::of(target), Bound::of(bound), seed.parse()) else {
        return ExitCode::FAILURE;
    };
    // What broke is told with the input that broke it.
    std::panic::set_hook(Box::new(|_| {}));
    std::thread::spawn(watch);
    let current = File::create(found.join(CURRENT)).unwrap();
    let mut reader = Reader { door: Door::open(target), found, current, peak_kib: 0, slowest: Duration::ZERO };
    let (Seeds { all, mut small }, mut rng) = (Seeds::of(target), Rng::with_seed(seed));
    let (began, mut known) = (Instant::now(), HashSet::new());
    let mut given = all.into_iter();
    while !bound.met(NUMBER.load(Ordering::Relaxed), began.elapsed()) {
        let (input, made) = match given.next() {
            Some(input) => (input, false),
            None => {
                let (one, other) = (rng.usize(..small.len()), rng.usize(..small.len()));
                (mutated(&mut rng, &small[one], &small[other]), true)
            }
        };
        NUMBER.fetch_add(1, Ordering::Relaxed);
        match reader.read(&input) {
            // What was answered as nothing was before is worth changing further.
            Ok(kind) => {
                if known.insert(kind) && made {
                    small.push(input);
                }
            }
            // Of one kind one is kept: what breaks once breaks a hundred times.
            Err(why) => {
                if known.insert(why.chars().filter(|c| c.is_alphabetic()).take(60).collect()) {
                    reader.keep(&input, &why);
                }
            }
        }
    }
    println!("\nread {} {} {}", NUMBER.load(Ordering::Relaxed), reader.peak_kib, reader.slowest.as_millis());
    ExitCode::SUCCESS
}

impl Reader<'_> {
    /// Reads an input twice, and answers with the kind of its answer.
    fn read(&mut self, input: &[u8]) -> Result<String, String> {
        // With its length before it: to make a file shorter takes the disk much longer than to write over it.
        self.current.rewind().unwrap();
        self.current.write_all(&[&input.len().to_le_bytes(), input].concat()).unwrap();
        let _ = fs::write("/proc/self/clear_refs", "5");
        let read = || catch_unwind(AssertUnwindSafe(|| self.door.read(input)));
        let began = Instant::now();
        let once = read();
        self.slowest = self.slowest.max(began.elapsed());
        let (first, second) = match (once, read()) {
            (Ok(first), Ok(second)) => (first, second),
            (Err(panic), _) | (_, Err(panic)) => return Err(format!("it panicked: {}", words(panic.as_ref()))),
        };
        let peak = peak_kib().unwrap_or(0);
        self.peak_kib = self.peak_kib.max(peak);
        match &first.refused {
            _ if first != second => Err(format!("read twice, it differs: {first:?}, {second:?}")),
            Some(sentence) if sentence.len() > SENTENCE_BYTES || sentence.is_empty() => {
                Err(format!("its sentence has {} bytes, {SENTENCE_BYTES} at most: {sentence:.200}", sentence.len()))
            }
            _ if peak > MOST_KIB => Err(format!("it took {} MiB, {} at most", peak / 1024, MOST_KIB / 1024)),
            _ => Ok(first.kind()),
        }
    }

    fn keep(&self, input: &[u8], why: &str) {
        println!("\nfinding {}: {}", crate::run::kept(self.found, input), why.replace('\n', " "));
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let owned = panic.downcast_ref::<String>().cloned();
    owned.or_else(|| panic.downcast_ref::<&str>().map(|word| (*word).to_owned())).unwrap_or_default()
}

/// The most memory that this process had since it was asked to forget it, KiB; Linux only.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// Ends the process when one input is read for too long.
fn watch() {
    loop {
        let before = NUMBER.load(Ordering::Relaxed);
        std::thread::sleep(Duration::from_secs(PATIENCE));
        if before > 0 && before == NUMBER.load(Ordering::Relaxed) {
            std::process::exit(HUNG);
        }
    }
}
