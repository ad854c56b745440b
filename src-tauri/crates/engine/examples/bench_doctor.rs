//! How long a whole check of a sound account takes: `cargo xtask bench doctor`.
//!
//! 1. A practice company answers each call after 50 ms.
//! 2. An account is checked, without a message; the company's journal says how many calls that was.
//! 3. The time of the whole check is compared with the sum of the calls' latencies, the median of five rounds.
//!
//! Never in here: a shorter way than the window's and the command line's own.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench talks to its caller and looks at the clock"
)]

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use beckon_engine::{Engine, NoSink, Parts};
use beckon_model::{AccountDraft, DoctorOptions, DoctorState, SystemClock, VaultChoice};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use beckon_vault::{MemoryKeyring, Vault};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const LATENCY_MS: u64 = 50;
const ROUNDS: usize = 5;
/// Times as long as the sum of the latencies, at most.
const GOAL: f64 = 1.5;

#[tokio::main]
async fn main() -> ExitCode {
    match measure().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("the bench failed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> Outcome<bool> {
    let company = Sandbox::start(Config::default()).await?;
    let folder = tempfile::tempdir()?;
    let parts = Parts {
        data_dir: folder.path().to_owned(),
        vault: Vault::new(MemoryKeyring::default())?,
        clock: Arc::new(SystemClock),
        sink: Arc::new(NoSink),
        practice: None,
    };
    let engine = Engine::open(parts).await?;
    let draft = AccountDraft {
        name: "real".into(),
        corp_id: company.corp_id().to_owned(),
        agent_id: company.agent_id().to_string(),
        secret: company.secret().into(),
        api_host: Some(company.base_url()),
        vault: VaultChoice::Keyring,
    };
    let account = engine.accounts().add(draft).await?.account;
    let fault = Fault::Delay(LATENCY_MS);
    company.set_faults(vec![FaultRule { call: "*".into(), when: When::Always, fault }]);
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let before = company.journal().len();
        let began = Instant::now();
        let options = DoctorOptions { skip_message: true, ask_again: false };
        let told = engine.doctor().run(&account.id, options, &|_| ()).await?;
        let took = began.elapsed();
        if let Some(bad) = told.results.iter().find(|one| one.state == DoctorState::Failure) {
            return Err(format!("the account is not sound: {bad:?}").into());
        }
        let calls = company.journal().len() - before;
        let sum = Duration::from_millis(LATENCY_MS) * u32::try_from(calls)?;
        let ratio = took.as_secs_f64() / sum.as_secs_f64();
        println!("{calls} calls of {LATENCY_MS} ms: {} ms in all, {ratio:.2} times their sum", took.as_millis());
        ratios.push(ratio);
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios[ROUNDS / 2];
    let good = median <= GOAL;
    println!("median {median:.2} times the sum of the latencies; goal {GOAL}: {}", if good { "met" } else { "missed" });
    Ok(good)
}
