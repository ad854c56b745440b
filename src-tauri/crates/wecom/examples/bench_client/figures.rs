//! What is measured, and how it is shown.

use std::fmt;
use std::time::Duration;

/// What this process has used so far; zero where the system does not tell (anything but Linux).
pub struct Usage {
    cpu_ns: u64,
    peak_kib: u64,
}

impl Usage {
    pub fn now() -> Self {
        Self { cpu_ns: cpu_ns().unwrap_or_default(), peak_kib: peak_kib().unwrap_or_default() }
    }
}

/// Time on a processor, of all threads, in nanoseconds: the first number of each thread's `schedstat`.
fn cpu_ns() -> Option<u64> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let of_thread = |path: std::path::PathBuf| std::fs::read_to_string(path.join("schedstat")).ok();
    let texts = threads.filter_map(|thread| of_thread(thread.ok()?.path()));
    Some(texts.filter_map(|text| text.split_whitespace().next()?.parse::<u64>().ok()).sum())
}

/// The most memory this process ever had in use, in KiB.
fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// What a contender measured in one turn.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    calls_per_second: f64,
    /// Processor time of one call, microseconds.
    cpu_us: f64,
    peak_mib: f64,
}

impl Figures {
    pub fn new(calls: usize, took: Duration, before: &Usage, after: &Usage) -> Self {
        let calls = calls as f64;
        Self {
            calls_per_second: calls / took.as_secs_f64(),
            cpu_us: after.cpu_ns.saturating_sub(before.cpu_ns) as f64 / 1000.0 / calls,
            peak_mib: after.peak_kib as f64 / 1024.0,
        }
    }

    /// As [`fmt::Display`] writes it.
    pub fn read(line: &str) -> Option<Self> {
        let mut numbers = line.split_whitespace().map(|word| word.parse().ok());
        Some(Self { calls_per_second: numbers.next()??, cpu_us: numbers.next()??, peak_mib: numbers.next()?? })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.calls_per_second, self.cpu_us, self.peak_mib)
    }
}

/// All rounds of one latency and parallelism: this client's figures and the bare loop's.
pub struct Cell {
    pub latency_ms: u64,
    pub parallelism: usize,
    pub goal: f64,
    pub rounds: Vec<(Figures, Figures)>,
}

/// What [`Cell`]'s lines stand under.
pub fn heading() -> String {
    let groups =
        format!("{:>15} | {:^29} | {:^25} | {:^24}", "", "calls per second", "CPU µs per call", "peak memory MiB");
    let columns = "latency   calls |  client    bare  ratio  goal | client    bare   ratio  |  client   bare   ratio ";
    format!("{groups}\n{columns}\n{}", "-".repeat(columns.chars().count()))
}

impl Cell {
    /// Whether the share of the bare loop's calls is reached.
    pub fn reached(&self) -> bool {
        self.ratio(|figures| figures.calls_per_second) >= self.goal
    }

    fn medians(&self, of: impl Fn(&Figures) -> f64) -> (f64, f64) {
        let client = median(self.rounds.iter().map(|(client, _)| of(client)));
        (client, median(self.rounds.iter().map(|(_, bare)| of(bare))))
    }

    fn ratio(&self, of: impl Fn(&Figures) -> f64) -> f64 {
        median(self.rounds.iter().map(|(client, bare)| of(client) / of(bare)))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { latency_ms, parallelism, goal, .. } = self;
        let (client, bare) = self.medians(|figures| figures.calls_per_second);
        let ratio = self.ratio(|figures| figures.calls_per_second);
        let verdict = if self.reached() { ' ' } else { '!' };
        write!(f, "{latency_ms:>4} ms {parallelism:>7} | {client:>7.0} {bare:>7.0} {ratio:>6.3} {goal:>5.2}{verdict}")?;
        let (client, bare) = self.medians(|figures| figures.cpu_us);
        write!(f, "| {client:>6.1} {bare:>7.1} {:>7.3}  ", self.ratio(|figures| figures.cpu_us))?;
        let (client, bare) = self.medians(|figures| figures.peak_mib);
        write!(f, "| {client:>7.1} {bare:>6.1} {:>7.3}", self.ratio(|figures| figures.peak_mib))
    }
}

/// The middle one; of two in the middle, the mean.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}
