//! The engine as one thing: a data folder that is open, and what every room works with. Each room has its own state here and
//! its own door: `engine.accounts()`, `engine.candidates()`, `engine.send()` and so on.
//!
//! Never in here: what a room does.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use beckon_model::{Clock, Damage, FieldProblem, FormField, Settings};
use beckon_store::Store;
use beckon_vault::Vault;

use crate::errors::{Result, invalid};
use crate::practice::PracticeHost;
use crate::sink::UiSink;

/// Everything Beckon does on one data folder. Cheap to clone.
#[derive(Clone)]
pub struct Engine(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub data_dir: PathBuf,
    pub store: Store,
    pub vault: Vault,
    pub clock: Arc<dyn Clock>,
    pub sink: Arc<dyn UiSink>,
    pub practice: OnceLock<PracticeHost>,
    pub accounts: crate::accounts::State,
    pub people: crate::candidates::State,
    pub send: crate::send::State,
    pub doctor: crate::doctor::State,
    pub published: crate::published::State,
    pub showmebug: crate::showmebug::State,
    pub team: crate::team::State,
    pub outside: crate::outside::State,
}

/// What an engine is made of.
pub struct Parts {
    /// Where the database and the lock are.
    pub data_dir: PathBuf,
    /// The secrets.
    pub vault: Vault,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who hears of progress.
    pub sink: Arc<dyn UiSink>,
    /// The practice company, when it runs.
    pub practice: Option<PracticeHost>,
}

impl Engine {
    pub(crate) fn of(parts: Parts, store: Store) -> Self {
        let Parts { data_dir, vault, clock, sink, practice } = parts;
        Self(Arc::new(Inner {
            data_dir,
            store,
            vault,
            clock,
            sink,
            practice: practice.map(OnceLock::from).unwrap_or_default(),
            accounts: crate::accounts::State::default(),
            people: crate::candidates::State::default(),
            send: crate::send::State::default(),
            doctor: crate::doctor::State::default(),
            published: crate::published::State::default(),
            showmebug: crate::showmebug::State::default(),
            team: crate::team::State::default(),
            outside: crate::outside::State::default(),
        }))
    }

    /// Damage of the database that was found since it was opened. Nothing is sent any more then.
    #[must_use]
    pub fn damage(&self) -> Option<Damage> {
        self.store().damage()
    }

    /// The data folder.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.0.data_dir
    }

    /// Ends what is under way and closes the data folder, before the program ends without dropping the engine.
    pub async fn close(&self) {
        self.store().close().await;
    }

    /// The practice company, once it runs.
    pub fn set_practice(&self, host: PracticeHost) {
        let _ = self.0.practice.set(host);
    }

    /// The secrets.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// What the user set.
    ///
    /// # Errors
    /// [`Error::Store`](crate::Error::Store).
    pub async fn settings(&self) -> Result<Settings> {
        Ok(self.store().read(|rows| rows.settings()).await?)
    }

    /// Saves what the user set.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for working hours with no time in them.
    pub async fn settings_save(&self, settings: Settings) -> Result<Settings> {
        if !settings.working_hours.has_time() {
            return Err(invalid(FormField::WorkingHours, FieldProblem::OutOfRange));
        }
        self.store().write(move |rows| rows.save_settings(settings)).await?;
        Ok(settings)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.0.clock.now_ms()
    }
}
