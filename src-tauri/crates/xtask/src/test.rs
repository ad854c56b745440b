//! `cargo xtask test`: the set-up and every tier of tests, each tier's own closing lines, and one table of them all.
//! What the tiers prove is in `docs/testing.md`.

use std::fs;

use crate::counts::{self, Closing, Counts};
use crate::load::Load;
use crate::needs::Needs;
use crate::run::{FEATURES, build_ui};
use crate::setup::setup;
use crate::shell::{Outcome, cargo, coloured, listen, npm, paint, said, target};
use crate::slowest::{of_vitest, slowest};
use crate::window::window;

/// What `test` takes.
#[derive(clap::Args)]
pub struct Options {
    /// Run this tier alone
    #[arg(long, value_name = "TIER")]
    only: Option<Tier>,
    /// Keep so many processes busy beside the tests, as a slow machine does
    #[arg(long, value_name = "N", default_value_t = 0)]
    beside_load: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Tier {
    Rust,
    Ui,
    Window,
}

impl Tier {
    fn name(self) -> &'static str {
        match self {
            Self::Rust => "Rust",
            Self::Ui => "UI",
            Self::Window => "window",
        }
    }
}

/// How a tier ended.
struct Report {
    tier: Tier,
    closing: Closing,
    /// Why it failed, where the counts alone do not say it, or why it was left out.
    remark: Option<String>,
}

/// Runs the tiers; fails when one of them does.
pub fn test(options: &Options) -> Outcome {
    let wanted = |tier| options.only.is_none_or(|only| only == tier);
    let without_window = if wanted(Tier::Rust) { Needs::RUST_TEST } else { Needs::WINDOW };
    setup(if wanted(Tier::Window) { Needs::EVERYTHING } else { without_window })?;
    // The app embeds the built UI, so it comes before Rust: otherwise the app would be linked twice.
    let ui_built = if wanted(Tier::Window) { build_ui() } else { Ok(()) };

    let _load = Load::of(options.beside_load)?;
    let mut reports = Vec::new();
    if wanted(Tier::Rust) {
        reports.push(report(Tier::Rust, rust()));
    }
    if wanted(Tier::Ui) {
        reports.push(report(Tier::Ui, ui()));
    }
    if wanted(Tier::Window) {
        reports.push(if cfg!(target_os = "linux") {
            report(Tier::Window, ui_built.and_then(|()| window()))
        } else {
            let remark = "skipped: no WebDriver drives this system's web view; Linux does it";
            Report { tier: Tier::Window, closing: Closing::default(), remark: Some(remark.into()) }
        });
    }
    print_summary(&reports)
}

/// A tier that ended badly without a failed test to show for it has failed as a whole, and counts as one failure.
fn report(tier: Tier, ended: Outcome<(bool, Closing)>) -> Report {
    let (success, mut closing, mut remark) = match ended {
        Ok((success, closing)) => (success, closing, None),
        Err(problem) => (false, Closing::default(), Some(problem)),
    };
    if success && closing.counts == Counts::default() {
        remark = Some("no test ran".into());
    }
    if (!success || remark.is_some()) && closing.counts.failed == 0 {
        closing.counts.failed = 1;
        remark = remark.or(Some("did not run to its end: see above".into()));
    }
    Report { tier, closing, remark }
}

fn rust() -> Outcome<(bool, Closing)> {
    let colour = if coloured() { "--color=always" } else { "--color=never" };
    let (ran, closing) = if said(cargo().args(["nextest", "--version"])).is_some() {
        let nextest = ["nextest", "run", "--workspace", "--no-fail-fast", colour];
        let ran = listen(cargo().args(nextest).args(FEATURES))?;
        let closing = counts::nextest(&ran.lines);
        (ran, closing)
    } else {
        let cargo_test = ["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast", colour];
        let ran = listen(cargo().args(cargo_test).args(FEATURES))?;
        let closing = counts::cargo_test(&ran.lines);
        (ran, closing)
    };
    // nextest cannot run the examples in documentation; a workspace that does not compile has said so already.
    if !ran.success && closing.lines.is_empty() {
        return Ok((false, closing));
    }
    let examples = listen(cargo().args(["test", "--workspace", "--doc", "--no-fail-fast", colour]).args(FEATURES))?;
    Ok((ran.success && examples.success, closing.and(counts::cargo_test(&examples.lines))))
}

fn ui() -> Outcome<(bool, Closing)> {
    let report = target()?.join("vitest.json");
    // One of an earlier run would be read as this one's.
    let _ = fs::remove_file(&report);
    let mut vitest = npm();
    let written = format!("--outputFile.json={}", report.display());
    vitest.args(["test", "--", "--reporter=default", "--reporter=json", &written]);
    let ran = listen(paint(&mut vitest))?;
    let took = of_vitest(&fs::read_to_string(&report).unwrap_or_default());
    Ok((ran.success, Closing { took, ..counts::vitest(&ran.lines) }))
}

fn print_summary(reports: &[Report]) -> Outcome {
    println!();
    for Report { tier, closing, .. } in reports {
        closing.lines.iter().for_each(|line| println!("{:<8}{line}", tier.name()));
    }
    let told =
        reports.iter().flat_map(|report| report.closing.took.iter().map(|took| (report.tier.name(), took.clone())));
    println!("\nThe slowest tests:\n{}", slowest(told.collect()).join("\n"));
    println!("\n{:<8}{:>8}{:>8}{:>9}", "tier", "passed", "failed", "skipped");
    let mut total = Counts::default();
    for Report { tier, closing, remark } in reports {
        let Counts { passed, failed, skipped } = closing.counts;
        let remark = remark.as_ref().map(|words| format!("   {words}")).unwrap_or_default();
        println!("{:<8}{passed:>8}{failed:>8}{skipped:>9}{remark}", tier.name());
        total += closing.counts;
    }
    println!();
    match total.skipped {
        0 => println!("{} passed, {} failed", total.passed, total.failed),
        skipped => println!("{} passed, {} failed, {skipped} skipped", total.passed, total.failed),
    }
    let failed: Vec<_> = reports.iter().filter(|r| r.closing.counts.failed > 0).map(|r| r.tier.name()).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("Failed: {}", failed.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closing(passed: u64, failed: u64) -> Closing {
        Closing { counts: Counts { passed, failed, skipped: 0 }, ..Closing::default() }
    }

    #[test]
    fn a_tier_that_could_not_run_is_a_failure() {
        let report = report(Tier::Ui, Err("npm is missing".into()));
        assert_eq!(report.closing.counts.failed, 1, "what did not run must not look like success in the total");
        assert_eq!(report.remark.as_deref(), Some("npm is missing"), "the table says why");
    }

    #[test]
    fn a_bad_exit_with_all_tests_passed_is_a_failure() {
        assert_eq!(report(Tier::Rust, Ok((false, closing(5, 0)))).closing.counts.failed, 1, "the exit code counts too");
        assert_eq!(
            report(Tier::Rust, Ok((false, closing(5, 2)))).closing.counts.failed,
            2,
            "failures are counted once"
        );
    }

    #[test]
    fn a_tier_without_tests_is_a_failure() {
        assert_eq!(
            report(Tier::Window, Ok((true, closing(0, 0)))).closing.counts.failed,
            1,
            "zero tests prove nothing"
        );
    }

    #[test]
    fn a_good_tier_needs_no_remark() {
        let report = report(Tier::Rust, Ok((true, closing(7, 0))));
        assert!(report.remark.is_none() && report.closing.counts.failed == 0, "seven passed tests are just that");
    }
}
