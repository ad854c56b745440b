//! What a process says of itself in its last line, as `name=number` words.

use std::collections::HashMap;
use std::process::Command;

use crate::Outcome;

/// Numbers by name.
#[derive(Debug, Clone, Default)]
pub struct Figures(HashMap<String, f64>);

impl Figures {
    /// What a process says in its last line.
    pub fn told(process: &mut Command) -> Outcome<Self> {
        let output = process.stderr(std::process::Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(format!("a process of the bench failed ({})", output.status).into());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let words = text.lines().last().unwrap_or_default().split_whitespace();
        let pairs = words.filter_map(|word| word.split_once('='));
        Ok(Self(pairs.filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?))).collect()))
    }

    /// The number of this name; not a number when it was not told.
    pub fn get(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(f64::NAN)
    }
}

/// This example again, as another process.
pub fn own(part: &str) -> Outcome<Command> {
    let mut own = Command::new(std::env::current_exe()?);
    own.arg(part);
    Ok(own)
}

/// Seconds on a processor of all threads so far, and the most memory in use at any time in MiB; not numbers where the
/// system does not tell (anything but Linux).
pub fn usage() -> (f64, f64) {
    // After the name in brackets, fields 14 and 15: user and system time in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(f64::NAN);
    ((ticks(11) + ticks(12)) / 100.0, mib("VmHWM:"))
}

/// Memory in use now, in MiB; not a number where the system does not tell.
pub fn resident() -> f64 {
    mib("VmRSS:")
}

fn mib(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|kib| kib.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
}

/// The middle one; of two in the middle, the mean.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}
