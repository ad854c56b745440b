//! Which tests took longest, out of what the runners print. It judges nothing: a duration is no failure.

use serde_json::Value;

/// How many are shown.
const SHOWN: usize = 10;

/// How long one test took.
#[derive(Debug, Clone, PartialEq)]
pub struct Took {
    /// Seconds.
    pub seconds: f64,
    /// Its name, as the runner says it.
    pub test: String,
}

/// nextest: `PASS [   0.004s] (1/2) beckon-model retry::name`. Lines of tests that still run are left out.
pub fn of_nextest(lines: &[String]) -> Vec<Took> {
    let read = |line: &String| {
        let (outcome, rest) = line.trim().split_once(" [")?;
        if !["PASS", "FAIL", "TIMEOUT", "LEAK"].contains(&outcome.trim()) {
            return None;
        }
        let (seconds, test) = rest.split_once("s]")?;
        let test = test.trim();
        let test = if test.starts_with('(') { test.split_once(')')?.1.trim() } else { test };
        Some(Took { seconds: seconds.trim().parse().ok()?, test: test.to_owned() })
    };
    once(lines.iter().filter_map(read))
}

/// Node's runner: `  ✔ a step of a story (1234.5ms)`; what is not indented is the story itself, or the list of failures.
pub fn of_node(lines: &[String]) -> Vec<Took> {
    let read = |line: &String| {
        let step = line.strip_prefix("  ")?.trim_start();
        let (test, took) = step.strip_prefix(['✔', '✖'])?.trim().rsplit_once(" (")?;
        let milliseconds: f64 = took.strip_suffix("ms)")?.parse().ok()?;
        Some(Took { seconds: milliseconds / 1000.0, test: test.to_owned() })
    };
    once(lines.iter().filter_map(read))
}

/// vitest's report as JSON.
pub fn of_vitest(report: &str) -> Vec<Took> {
    let report: Value = serde_json::from_str(report).unwrap_or_default();
    let each = |name: &str, of: &Value| of[name].as_array().cloned().unwrap_or_default();
    let files = each("testResults", &report);
    let tests = files.iter().flat_map(|file| each("assertionResults", file));
    let read = |test: Value| {
        let milliseconds = test["duration"].as_f64()?;
        Some(Took { seconds: milliseconds / 1000.0, test: test["fullName"].as_str()?.to_owned() })
    };
    once(tests.filter_map(read))
}

/// A runner may say the same again in its summary.
fn once(told: impl Iterator<Item = Took>) -> Vec<Took> {
    let mut kept: Vec<Took> = Vec::new();
    let mut known = std::collections::HashSet::new();
    kept.extend(told.filter(|took| known.insert(took.test.clone())));
    kept
}

/// The slowest of all, the slowest first.
pub fn slowest(mut all: Vec<(&'static str, Took)>) -> Vec<String> {
    all.sort_by(|(_, a), (_, b)| b.seconds.total_cmp(&a.seconds));
    all.truncate(SHOWN);
    all.iter().map(|(tier, took)| format!("{:>8.1} s  {tier:<8}{}", took.seconds, took.test)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn took(seconds: f64, test: &str) -> Took {
        Took { seconds, test: test.to_owned() }
    }

    #[test]
    fn nextest_tells_each_test_once() {
        let said = lines(
            "        PASS [   0.004s] (  1/900) beckon-model retry::a\n        SLOW [> 60.000s] beckon-engine::crash b\n\
             \n        FAIL [  61.250s] ( 2/900) beckon-engine::crash b\n     Summary [ 1.2s] 2 tests run: 1 passed, 1 failed\n\
             \n        FAIL [  61.250s] ( 2/900) beckon-engine::crash b\n        PASS [   1.500s] beckon-cli::doctor c",
        );
        let expected = [took(0.004, "beckon-model retry::a"), took(61.25, "beckon-engine::crash b")];
        assert_eq!(of_nextest(&said)[..2], expected, "with and without its place in the run, failures not twice");
        assert_eq!(of_nextest(&said)[2], took(1.5, "beckon-cli::doctor c"), "older versions count no places");
    }

    #[test]
    fn node_tells_steps_and_not_stories() {
        let said = lines(
            "▶ Credentials\n  ✔ right values work (2500.25ms)\n  ✖ a secret (in the middle) (15000ms)\n✖ Credentials (60441.4ms)\n\
             \n✖ a secret (in the middle) (15000ms)",
        );
        let expected = [took(2.500_25, "right values work"), took(15.0, "a secret (in the middle)")];
        assert_eq!(of_node(&said), expected, "a story is as long as its steps");
    }

    #[test]
    fn vitest_reports_as_json() {
        let said = r#"{"testResults":[{"assertionResults":[
            {"fullName":"in zh-CN a","duration":1250.5,"status":"passed"},{"fullName":"b","status":"skipped"}]}]}"#;
        assert_eq!(of_vitest(said), [took(1.250_5, "in zh-CN a")], "one that did not run took no time");
        assert_eq!(of_vitest("nothing"), [], "a run that broke off has no report");
    }

    #[test]
    fn ten_of_all_tiers_are_shown_and_the_slowest_first() {
        let all = (0..30).map(|i| ("Rust", took(f64::from(i), "one"))).collect();
        let shown = slowest(all);
        assert_eq!(shown.len(), SHOWN, "ten are enough to know where to begin");
        assert!(shown[0].contains("29.0 s"), "the slowest first, got {:?}", shown[0]);
    }
}
