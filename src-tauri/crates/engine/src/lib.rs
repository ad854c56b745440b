//! What Beckon does, without a window: accounts, people, templates, the true preview, and the outbox.
//!
//! The window and the command line are two faces of [`Engine`]. Never in here: a window, words for people, SQL.

mod accounts;
mod approval;
mod campaigns;
mod check;
mod data;
mod doctor;
mod error;
mod errors;
mod folder;
mod freeze;
mod hash;
mod interviews;
mod kept;
mod keyed;
mod log;
mod message;
mod pages;
mod people;
mod plan;
mod practice;
mod repeats;
mod report;
mod send;
mod sink;
mod templates;
mod test_send;
mod text;
mod when;

// Names of before the rooms.
pub(crate) use errors::{call_failure as failure, codes, field_words, ui_error};
pub(crate) use message::{
    bounds, calendar, context, grammar, interview_words as moment, language, markdown, picture, recipient, render,
    route, tags, template_mistake as mistake,
};
pub(crate) use people::{edit, export, import};
pub(crate) use send::sender::settle;
pub(crate) use send::{limits, lock, progress, recovery, schedule, sender, turn as outbox};
pub(crate) use templates::{fields, file as exchange, foreign, remarks, starters, unknown};

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use beckon_model::{AccountId, Clock, Damage, LookupProgress, Settings};
use beckon_store::Store;
use beckon_vault::Vault;
use mimalloc::MiMalloc;
use zeroizing_alloc::ZeroAlloc;

pub use accounts::{ACCOUNT_BYTES, foreign_host, read_account};
pub use beckon_sheet::{FILE_BYTES as IMPORT_BYTES, Format as SheetFormat, SheetError};
pub use beckon_store::{Error as StoreError, Sight, lets_others_in, make_private_dir, new_private_file};
pub use bounds::TEMPLATES_BYTES;
pub use calendar::{CalendarFor, calendar_file};
pub use codes::{code_meaning, find_codes, known_code, search_codes};
pub use data::{EMPTY_WORD, back_up, backups, check, lost, restore, start_empty};
pub use error::{Differences, Error, ImportError, Result};
pub use exchange::template_text;
pub use export::{LOG_COLUMNS, sheet_format};
pub use field_words::field_name;
pub use folder::{at_home, data_dir, log_folder, named_data_dir};
pub use import::{FileImport, ImportWatch, Imported, Parsed, no_names};
pub use pages::every_row;
pub use practice::PracticeHost;
pub use report::About;
pub use schedule::TOLERANCE_MS;
pub use sink::{NoSink, UiSink};
pub use starters::starters;
pub use ui_error::ui_error;
pub use when::{Start, here, here_name, in_zone, send_time, sentence, shown, shown_in};

/// Of every program with the engine in it. Rows of an import and answers of a send are made on one thread and dropped on
/// another, which the system's allocator on Linux answers with locks: an import of 100,000 people took 1.6 times as long.
///
/// Memory is wiped when it is let go: what libraries copy of a secret on its way to WeCom does not stay behind.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<MiMalloc> = ZeroAlloc(MiMalloc);

/// Everything Beckon does on one data folder. Cheap to clone.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    data_dir: PathBuf,
    store: Store,
    vault: Vault,
    clock: Arc<dyn Clock>,
    sink: Arc<dyn UiSink>,
    practice: OnceLock<PracticeHost>,
    clients: Mutex<HashMap<AccountId, Arc<wecom::Client>>>,
    /// Secrets that were replaced, for the way back. In memory only.
    secrets_before: Mutex<HashMap<AccountId, accounts::Before>>,
    running: Mutex<Option<outbox::Running>>,
    /// Secrets that WeCom refused.
    refused_secrets: doctor::RefusedSecrets,
    /// The last change to people by hand, to be taken back.
    last_change: Mutex<edit::LastChange>,
    /// How far the look-up is that runs now, and whether it shall end.
    lookup: Mutex<Option<LookupProgress>>,
    lookup_stop: AtomicBool,
    plans: kept::Plans,
}

/// What an engine is made of.
pub struct Parts {
    /// Where the database and the lock are.
    pub data_dir: PathBuf,
    /// The secrets.
    pub vault: Vault,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who is told of progress.
    pub sink: Arc<dyn UiSink>,
    /// The practice company, when it runs.
    pub practice: Option<PracticeHost>,
}

impl Engine {
    /// Opens the data folder and settles what an earlier run left open.
    ///
    /// # Errors
    /// [`Error::Store`] when the database cannot be opened; with [`beckon_store::Error::Lost`] a person has to choose between
    /// [`restore`] and [`start_empty`].
    pub async fn open(parts: Parts) -> Result<Self> {
        let engine = Self::edit(parts)?;
        engine.recover().await?;
        Ok(engine)
    }

    /// Opens the data folder to change what is in it. What an earlier run left open is left to whoever is going to send.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn edit(parts: Parts) -> Result<Self> {
        let store = Store::open(&parts.data_dir, parts.clock.now_ms())?;
        people::import::end_what_was_left(&store, &parts.data_dir);
        Ok(Self::of(parts, store))
    }

    /// Opens the data folder to look at it, or at a copy: nothing is written, and nobody is kept from anything. Whatever would
    /// change something fails with [`beckon_store::Error::LookingOnly`].
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn look(parts: Parts, sight: &Sight) -> Result<Self> {
        let store = Store::look(&parts.data_dir, sight)?;
        Ok(Self::of(parts, store))
    }

    fn of(parts: Parts, store: Store) -> Self {
        let Parts { data_dir, vault, clock, sink, practice } = parts;
        Self(Arc::new(Inner {
            data_dir,
            store,
            vault,
            clock,
            sink,
            practice: practice.map(OnceLock::from).unwrap_or_default(),
            clients: Mutex::default(),
            secrets_before: Mutex::default(),
            refused_secrets: doctor::RefusedSecrets::default(),
            running: Mutex::default(),
            last_change: Mutex::default(),
            lookup: Mutex::default(),
            lookup_stop: AtomicBool::new(false),
            plans: kept::Plans::default(),
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
    /// [`Error::Store`].
    pub async fn settings(&self) -> Result<Settings> {
        Ok(self.store().read(|rows| rows.settings()).await?)
    }

    /// Saves what the user set.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn save_settings(&self, settings: Settings) -> Result<Settings> {
        self.store().write(move |rows| rows.save_settings(settings)).await?;
        Ok(settings)
    }

    fn store(&self) -> &Store {
        &self.0.store
    }

    fn now_ms(&self) -> i64 {
        self.0.clock.now_ms()
    }

    fn secrets_before(&self) -> MutexGuard<'_, HashMap<AccountId, accounts::Before>> {
        self.0.secrets_before.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<AccountId, Arc<wecom::Client>>> {
        self.0.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
