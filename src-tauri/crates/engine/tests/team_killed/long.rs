//! The stories of a run: the short form that runs with all tests, and the long one, `cargo xtask crash --of team --runs N
//! [--seed S]`, with a line for each story, which its seed alone brings back.

use std::process::ExitCode;

use libtest_mimic::{Failed, Trial};

use crate::plan::{Moment, Plan, Trouble};
use crate::story::{self, Told};
use crate::team::server;

/// People of a story of the short form, and of the long one.
const FEW: usize = 80;
const MANY: usize = 200;

/// `long RUNS SEED`.
pub fn main(arguments: &[String]) -> ExitCode {
    let numbers: Vec<u64> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    let [runs, seed] = numbers[..] else {
        eprintln!("long RUNS SEED");
        return ExitCode::FAILURE;
    };
    let mut server = match server() {
        Ok(server) => server,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let mut all = Told::default();
    for seed in seed..seed.saturating_add(runs) {
        let plan = Plan::of(seed, MANY);
        let told = story::play(&plan, &mut server)
            .unwrap_or_else(|problem| Told { violations: vec![problem], ..Told::default() });
        println!("seed {seed:<6} {told}");
        told.violations.iter().take(5).for_each(|violation| println!("    {violation}"));
        all.add(told);
    }
    println!("\n{runs} runs: {all}");
    if all.violations.is_empty() && all.ended > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One of everything; and what the verdict says of laptops that nothing keeps apart.
pub fn short() -> Vec<Trial> {
    let calls = |calls| Moment::Calls(calls, 5);
    let senders = [
        Trouble::Kill(0, calls(10)),
        Trouble::Point(1, "team.claim.after", 1),
        Trouble::KillBoth(calls(10)),
        Trouble::Point(0, "team.tell.after", 1),
    ];
    let ledger = [Trouble::PowerCut(calls(10), 100), Trouble::Kill(1, calls(15)), Trouble::PowerCut(calls(20), 0)];
    let plan = |seed, troubles: &[Trouble]| Plan {
        seed,
        people: FEW,
        troubles: troubles.to_vec(),
        cuts: [Some(1000..=24_000), Some(1000..=24_000)],
        together: true,
    };
    let (senders, ledger) = (plan(1, &senders), plan(2, &ledger));
    let apart = Plan { together: false, cuts: [None, None], ..plan(3, &[]) };
    vec![
        Trial::test("senders_are_killed_and_connections_cut", move || played(&senders)),
        Trial::test("the_ledger_has_power_cuts", move || played(&ledger)),
        Trial::test("the_verdict_sees_what_happens_without_a_common_claim", move || doubled(&apart)),
    ]
}

fn played(plan: &Plan) -> Result<(), Failed> {
    let told = story::play(plan, &mut server().map_err(|error| error.to_string())?)?;
    if told.ended + told.power_cuts == 0 || told.cuts == 0 {
        return Err(format!("nothing went wrong, so this proves nothing: {told}").into());
    }
    if told.violations.is_empty() { Ok(()) } else { Err(told.violations.join("\n").into()) }
}

fn doubled(plan: &Plan) -> Result<(), Failed> {
    let told = story::play(plan, &mut server().map_err(|error| error.to_string())?)?;
    let doubled = told.violations.iter().filter(|violation| violation.contains("reached 2 times")).count();
    if doubled == plan.people {
        Ok(())
    } else {
        Err(format!("{doubled} of {} are seen to be doubled", plan.people).into())
    }
}
