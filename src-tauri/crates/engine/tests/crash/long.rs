//! The long form: `cargo xtask crash --runs N [--recipients 1000] [--seed S]`. One line for each story, which its seed
//! alone brings back: `cargo xtask crash --runs 1 --seed THAT`.

use std::process::ExitCode;

use crate::plan::{Ending, Plan};
use crate::story;

/// `long RUNS RECIPIENTS SEED`.
pub fn main(arguments: &[String]) -> ExitCode {
    let numbers: Vec<u64> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    let [runs, recipients, seed] = numbers[..] else {
        eprintln!("long RUNS RECIPIENTS SEED");
        return ExitCode::FAILURE;
    };
    let (mut kills, mut points, mut repeats, mut violations) = (0, 0, 0, 0);
    for run in 0..runs {
        let plan = Plan::of(seed + run, usize::try_from(recipients).unwrap_or(1000));
        let said = match story::play(&plan) {
            Ok(told) => {
                *(if matches!(plan.ending, Ending::Kills(_)) { &mut kills } else { &mut points }) += told.ended;
                repeats += told.repeats;
                violations += told.violations.len();
                let verdict = if told.violations.is_empty() { "ok".to_owned() } else { told.violations.join("; ") };
                format!("ended {} times, {} repeats: {verdict}", told.ended, told.repeats)
            }
            Err(problem) => {
                violations += 1;
                problem
            }
        };
        let (text, ending) = (plan.text.name(), ending(plan.ending));
        println!("{:>4}  seed {:<8} {:>5} people, {text:<8} {ending:<24} {said}", run + 1, plan.seed, plan.recipients);
    }
    println!(
        "\n{runs} runs from seed {seed}: ended {kills} times by a kill and {points} times at a point; {repeats} repeats \
         recognised by the company; {violations} violations"
    );
    if violations == 0 && kills + points > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn ending(ending: Ending) -> String {
    match ending {
        Ending::Kills(kills) => format!("{kills} kills"),
        Ending::Point { point, passing } => format!("{point} {passing}"),
    }
}
