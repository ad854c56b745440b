//! One story: a company, a folder, a program that is ended before its time and started again until it is done.

use std::error::Error;
use std::time::Duration;

use beckon_engine::Parsed;
use beckon_model::{AccountDraft, TemplateContent, TemplateDraft, VaultChoice};
use beckon_sandbox::{Config, Fault, FaultRule, Range, Sandbox, When, roster};
use fastrand::Rng;
use tempfile::TempDir;
use tokio::process::Child;

use crate::child::{NAME, open};
use crate::common;
use crate::plan::{Ending, Moment, Plan};
use crate::verdict;
use crate::victim::{done, program};

/// How long a call takes at the company.
const LATENCY_MS: u64 = 5;

/// A program that takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(600);

/// How a story went.
pub struct Told {
    /// How often the program ended before its time.
    pub ended: usize,
    /// How often a message was asked about that had arrived already.
    pub repeats: u64,
    /// What must not be.
    pub violations: Vec<String>,
}

/// Plays a story. An error says that it could not be played to its end, which is a violation too.
pub fn play(plan: &Plan) -> Result<Told, String> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(told(plan)).map_err(|error| format!("the story broke off: {error}"))
}

async fn told(plan: &Plan) -> Result<Told, Box<dyn Error>> {
    let (company, folder) = prepare(plan).await?;
    let mut ended = 0;
    match plan.ending {
        Ending::Kills(kills) => {
            let mut dice = Rng::with_seed(plan.seed);
            while ended < kills && killed(plan, &mut dice, &company, &folder).await? {
                ended += 1;
            }
        }
        Ending::Point { point, passing } => {
            let mut child = start(&company, &folder, &[point, &passing.to_string()])?;
            ended += usize::from(!done(&mut child, PATIENCE).await?);
        }
    }
    if !done(&mut start(&company, &folder, &[])?, PATIENCE).await? {
        return Err("a program that nobody ended did not come to its end".into());
    }
    let violations = verdict::violations(&company, &open(folder.path()).await?).await?;
    Ok(Told { ended, repeats: company.figures().duplicates, violations })
}

/// A company of people whom messages reach, and a folder with all of them, an account and the template.
async fn prepare(plan: &Plan) -> Result<(Sandbox, TempDir), Box<dyn Error>> {
    let mut people = roster(plan.recipients, plan.seed);
    people.iter_mut().for_each(|member| (member.visible, member.licensed) = (true, true));
    let faults = vec![FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::Delay(LATENCY_MS) }];
    let mut config = Config { roster: Some(people), faults, ..Config::default() };
    config.apps[0].range = Range::Everyone;
    let company = Sandbox::start(config).await?;

    let folder = tempfile::tempdir()?;
    let engine = open(folder.path()).await?;
    let account = AccountDraft { name: NAME.to_owned(), vault: VaultChoice::Session, ..common::draft(&company) };
    engine.accounts().add(account).await?;
    let people = company.members().iter().map(|member| common::person(&member.name, &member.userid)).collect();
    engine.candidates().put(Parsed::of_people(people), false).await?;
    let body = plan.text.template().to_owned();
    engine
        .templates()
        .save(TemplateDraft { id: None, name: NAME.to_owned(), content: TemplateContent::text(body), starter: None })
        .await?;
    Ok((company, folder))
}

fn start(company: &Sandbox, folder: &TempDir, point: &[&str]) -> Result<Child, Box<dyn Error>> {
    Ok(program()?.arg(folder.path()).arg(company.secret()).args(point).spawn()?)
}

/// Starts the program and kills it at the next moment; false when it was done before.
async fn killed(plan: &Plan, dice: &mut Rng, company: &Sandbox, folder: &TempDir) -> Result<bool, Box<dyn Error>> {
    let calls = company.figures().calls;
    let waiting = plan.recipients.saturating_sub(usize::try_from(company.figures().delivered)?);
    let moment = Moment::next(dice, plan.text, waiting);
    let mut child = start(company, folder, &[])?;
    let come = async {
        match moment {
            Moment::Milliseconds(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
            Moment::Calls(more, later_ms) => {
                while company.figures().calls < calls + more {
                    tokio::time::sleep(Duration::from_micros(500)).await;
                }
                tokio::time::sleep(Duration::from_millis(later_ms)).await;
            }
        }
    };
    tokio::select! {
        () = come => {
            // SIGKILL where there are signals: no handler runs, nothing is written any more.
            child.start_kill()?;
            Ok(!done(&mut child, PATIENCE).await?)
        }
        done = done(&mut child, PATIENCE) => done.map(|done| !done),
    }
}
