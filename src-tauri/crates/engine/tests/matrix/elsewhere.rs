//! A test that needs a process of its own, for its environment or its limits, runs itself again in one.

use std::process::Command;

/// Says to the process what it is there for.
const PART: &str = "BECKON_TEST_PART";

/// What this process was started for by [`again`]; nothing in a test run.
pub fn part() -> Option<String> {
    std::env::var(PART).ok()
}

/// This program again, to run only the test of this name (as the runner lists it) and to find `part` there.
pub fn again(test: &str, part: &str) -> Command {
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(arguments(test)).env(PART, part);
    again
}

/// What makes this program run only the test of this name.
pub fn arguments(test: &str) -> [&str; 3] {
    [test, "--exact", "--nocapture"]
}
