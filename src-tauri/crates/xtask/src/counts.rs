//! Reads passed, failed and skipped out of the closing lines of the test runners. It runs nothing.

use std::ops::AddAssign;

use crate::slowest::{Took, of_nextest};

/// Tests by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ended well.
    pub passed: u64,
    /// Ended badly, ran out of time or could not start.
    pub failed: u64,
    /// Not run, on purpose.
    pub skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The runner's closing line or lines, and what they say.
#[derive(Default)]
pub struct Closing {
    /// As the runner printed them.
    pub lines: Vec<String>,
    /// Added up.
    pub counts: Counts,
    /// How long each test took, where the runner says it.
    pub took: Vec<Took>,
}

impl Closing {
    fn of(lines: &[String], closes: impl Fn(&str) -> bool) -> Self {
        let lines: Vec<_> = lines.iter().map(|line| line.trim().to_owned()).filter(|line| closes(line)).collect();
        let mut counts = Counts::default();
        lines.iter().for_each(|line| counts += count(line));
        Self { lines, counts, took: Vec::new() }
    }

    /// Joins what two runners of one tier said.
    pub fn and(mut self, other: Self) -> Self {
        self.lines.extend(other.lines);
        self.counts += other.counts;
        self.took.extend(other.took);
        self
    }
}

/// nextest: `Summary [ 1.2s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 2 skipped`.
pub fn nextest(lines: &[String]) -> Closing {
    let closing = Closing::of(lines, |line| line.starts_with("Summary [") && line.contains("run:"));
    Closing { took: of_nextest(lines), ..closing }
}

/// cargo test: `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out`, once per program; programs
/// without tests say it too, and are left out.
pub fn cargo_test(lines: &[String]) -> Closing {
    Closing::of(lines, |line| line.starts_with("test result:") && count(line) != Counts::default())
}

/// vitest: `Tests  1 failed | 12 passed | 2 skipped (15)`.
pub fn vitest(lines: &[String]) -> Closing {
    Closing::of(lines, |line| line.starts_with("Tests ") && line.ends_with(')'))
}

/// Node's runner, spec reporter: `ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`, `ℹ skipped 1`.
pub fn node(lines: &[String]) -> Closing {
    Closing::of(lines, |line| {
        let words: Vec<_> = line.split_whitespace().collect();
        matches!(words[..], ["ℹ", "pass" | "fail" | "cancelled" | "skipped" | "todo", number] if number.parse::<u64>().is_ok())
    })
}

/// Adds every number to the outcome that stands beside it: after it, or with Node before it.
fn count(line: &str) -> Counts {
    let mut counts = Counts::default();
    let words: Vec<_> = line.split_whitespace().map(|word| word.trim_matches([',', ';', '(', ')', '|'])).collect();
    for (before, after) in words.iter().zip(words.iter().skip(1)) {
        let (number, outcome) = match (before.parse::<u64>(), after.parse::<u64>()) {
            (Ok(number), Err(_)) => (number, *after),
            (Err(_), Ok(number)) if words[0] == "ℹ" => (number, *before),
            _ => continue,
        };
        match outcome {
            "passed" | "pass" => counts.passed += number,
            "failed" | "fail" | "exec" | "timed" | "cancelled" => counts.failed += number,
            "skipped" | "ignored" | "todo" => counts.skipped += number,
            _ => {}
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn nextest_with_everything_that_can_happen() {
        let said = lines(
            "        PASS [   0.004s] (1/2) model retry::passed_twice\n\
             \n     Summary [   1.246s] 15 tests run: 10 passed (1 slow, 2 leaky), 3 failed, 1 timed out, 1 exec failed, 4 skipped\n\
             error: test run failed",
        );
        let closing = nextest(&said);
        assert_eq!(
            closing.counts,
            counts(10, 5, 4),
            "slow and leaky tests passed; timed out and not started ones failed"
        );
        assert_eq!(closing.lines.len(), 1, "only the summary is a closing line, not the line of a test named so");
    }

    #[test]
    fn nextest_that_stopped_early() {
        let closing = nextest(&lines("     Summary [   0.5s] 3/9 tests run: 2 passed, 1 failed, 1 skipped"));
        assert_eq!(closing.counts, counts(2, 1, 1), "a run that was cut short still has its counts");
    }

    #[test]
    fn cargo_test_adds_up_its_programs() {
        let said = lines(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s\n\
             test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        let closing = cargo_test(&said);
        assert_eq!(closing.counts, counts(4, 2, 1), "one line per test program, none may get lost");
        assert_eq!(closing.lines.len(), 2, "a program without tests has nothing to close");
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let said =
            lines(" Test Files  1 failed | 4 passed (5)\n      Tests  1 failed | 30 passed | 2 skipped | 1 todo (34)");
        assert_eq!(vitest(&said).counts, counts(30, 1, 3), "files are not tests");
    }

    #[test]
    fn node_prints_the_number_last() {
        let said = lines(
            "ℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 12.5",
        );
        let closing = node(&said);
        assert_eq!(closing.counts, counts(3, 2, 1), "a test that was cancelled by the time limit did not pass");
        assert_eq!(closing.lines.len(), 5, "totals and times are no outcomes");
    }

    #[test]
    fn silence_counts_nothing() {
        assert_eq!(nextest(&lines("error: could not compile")).counts, Counts::default(), "no summary, no counts");
    }
}
