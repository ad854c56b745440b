//! Which reminders are due, out of 10,000 interviews and three rules, against a bare loop over the same rows.
//!
//! Never in here: a send.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use beckon_engine::{Engine, NoSink, Parts};
use beckon_model::{
    AccountId, ManualClock, ReminderDraft, ReminderStarterKey, ReminderWhom, TemplateId, reminders_due,
    reminders_window,
};
use beckon_store::Store;
use beckon_vault::{MemoryKeyring, Vault};

use crate::Outcome;
use crate::week::{DAY_MS, MONDAY, fill};

const ROUNDS: usize = 25;
const GOAL_MS: f64 = 10.0;

pub async fn measure() -> Outcome<bool> {
    let folder = tempfile::tempdir()?;
    fill(folder.path()).await?;
    // In the middle of the interviews: some of them are over, some due, most to come.
    let now = MONDAY + 140 * DAY_MS + 10 * 3_600_000;
    rules(folder.path()).await?;
    let (vault, sink) = (Vault::new(MemoryKeyring::default())?, Arc::new(NoSink));
    let clock = Arc::new(ManualClock::at(now));
    let engine = Engine::open(Parts { data_dir: folder.path().to_owned(), vault, clock, sink, practice: None }).await?;
    let (mut whole, mut found) = (Vec::new(), (0, 0));
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let (due, missed) = engine.reminders().due().await?;
        whole.push(began.elapsed().as_secs_f64() * 1000.0);
        found = (due.len(), missed.len());
    }
    engine.close().await;
    let store = Store::open(folder.path(), now)?;
    let (rules, all) = store
        .read(|rows| Ok::<_, beckon_store::Error>((rows.reminder_rules()?, rows.reminder_interviews((0, i64::MAX))?)))
        .await?;
    let (mut pure, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let began = Instant::now();
        black_box(reminders_due(&rules, &all, &[], now));
        pure.push(began.elapsed().as_secs_f64() * 1000.0);
        let began = Instant::now();
        let (from, to) = reminders_window(&rules, now);
        black_box(all.iter().filter(|one| (from..=to).contains(&black_box(one.starts_at))).count());
        bare.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    let ((whole, slowest), (pure, _), (bare, _)) = (median(whole), median(pure), median(bare));
    println!(
        "due reminders of {} interviews and {} rules, {} due and {} missed: {whole:.1} ms out of the data, slowest \
         {slowest:.1} ms (goal {GOAL_MS} ms); the decision about all of them alone {pure:.2} ms, {:.0} times a bare loop over \
         the same rows",
        all.len(),
        rules.len(),
        found.0,
        found.1,
        pure / bare
    );
    if found.0 == 0 {
        return Err("nothing is due, so this measures nothing".into());
    }
    Ok(whole <= GOAL_MS)
}

/// The rules to begin with.
async fn rules(folder: &Path) -> Outcome {
    let store = Store::open(folder, 0)?;
    let add = |rows: &beckon_store::Writer<'_>| -> beckon_store::Result<()> {
        for key in ReminderStarterKey::ALL {
            let starter = key.rule();
            let draft = ReminderDraft {
                interview: None,
                whom: ReminderWhom::Both,
                minutes: starter.minutes,
                after: starter.after,
                account: Some(AccountId::practice()),
                template: Some(TemplateId(1)),
                skip_weekends: starter.skip_weekends,
                late_minutes: starter.late_minutes,
            };
            rows.add_reminder_rule(&draft, 0)?;
        }
        Ok(())
    };
    store.write(add).await?;
    Ok(())
}

/// The median and the slowest.
pub fn median(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() - 1])
}
