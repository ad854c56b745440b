//! The state behind the commands: the engine, or why there is none, and the practice company.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use beckon_engine::{Engine, Parts, PracticeHost, Sight, ui_error};
use beckon_logfile::LogLevels;
use beckon_model::{ErrorCode, LookAt, Restored, Settings, SystemClock, UiError};
use beckon_practice::{MEMBERS, Practice};
use beckon_vault::{OsKeyring, Vault};
use tauri::AppHandle;

use crate::pending::{LastExport, LastText, PendingImport};
use crate::sink::{Notify, TauriSink, Watchers};
use crate::{arguments, logging};

/// What the commands work with. Without a usable data folder there is no engine, and every command says why.
pub(crate) struct App {
    folder: Option<PathBuf>,
    sink: Arc<TauriSink>,
    vault: Option<Vault>,
    engine: RwLock<Result<Engine, UiError>>,
    /// The copy that a person put in the place of the database since the window was opened.
    restored: Mutex<Option<Restored>>,
    /// What the engine only looks at.
    looking: Mutex<Option<LookAt>>,
    /// The practice company; absent when loopback cannot be used.
    pub practice: Option<Practice>,
    /// Who in the window hears of progress.
    pub watchers: Arc<Watchers>,
    /// The file that is being imported.
    pub import: PendingImport,
    /// The file that was exported last.
    pub exported: LastExport,
    /// The report that was shown last.
    pub report: LastText,
    /// The connection file of the colleague who was invited last.
    pub invitation: LastText,
    /// How much the log file says; absent when it cannot be written.
    pub log: Option<LogLevels>,
}

impl App {
    /// Opens everything; the commands report what cannot be opened. `notify` tells a person.
    pub async fn open(handle: AppHandle, notify: Notify) -> Self {
        let folder = beckon_engine::data_dir(arguments::data_dir(std::env::args_os()).as_deref());
        let log = folder.as_deref().and_then(logging::start);
        let practice = Practice::start(MEMBERS).await.inspect_err(|error| tracing::warn!(%error, "no practice")).ok();
        let watchers = Arc::new(Watchers::default());
        let sink = Arc::new(TauriSink::new(handle, Arc::clone(&watchers), notify));
        let vault = Vault::new(OsKeyring).ok();
        let engine = open_engine(folder.as_deref(), vault.clone(), &sink, practice.as_ref().map(Practice::host)).await;
        if let Ok(engine) = &engine {
            let level = engine.settings().await.map(|settings| settings.log_level);
            if let (Some(log), Ok(level)) = (&log, level) {
                log.set(level);
            }
            let version = env!("CARGO_PKG_VERSION");
            tracing::info!(version, "Beckon is open");
        }
        Self {
            folder,
            sink,
            vault,
            engine: RwLock::new(engine),
            restored: Mutex::default(),
            looking: Mutex::default(),
            practice,
            watchers,
            import: PendingImport::default(),
            exported: LastExport::default(),
            report: LastText::default(),
            invitation: LastText::default(),
            log,
        }
    }

    /// The engine.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub fn engine(&self) -> Result<Engine, UiError> {
        self.engine.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What was set; what holds before anything was where there is no engine.
    pub async fn settings(&self) -> Settings {
        match self.engine() {
            Ok(engine) => engine.settings().await.unwrap_or_default(),
            Err(_) => Settings::default(),
        }
    }

    /// The copy that was put in the place of the database.
    pub fn restored(&self) -> Option<Restored> {
        self.restored.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes the copy that was put in the place of the database.
    pub fn note_restored(&self, restored: Restored) {
        *self.restored.lock().unwrap_or_else(PoisonError::into_inner) = Some(restored);
    }

    /// What is only looked at.
    pub fn looking(&self) -> Option<LookAt> {
        self.looking.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The data folder, for what works on its files while no engine is open.
    ///
    /// # Errors
    /// [`ErrorCode::DiskRefused`] where the system names no place for data.
    pub fn folder(&self) -> Result<&Path, UiError> {
        self.folder.as_deref().ok_or_else(|| UiError::new(ErrorCode::DiskRefused))
    }

    /// Opens the data folder again, after its files were changed under a closed engine.
    pub async fn reopen(&self) {
        let practice = self.practice.as_ref().map(Practice::host);
        let engine = open_engine(self.folder.as_deref(), self.vault.clone(), &self.sink, practice).await;
        self.set(engine, None);
    }

    /// Opens what cannot be worked with to look at it.
    ///
    /// # Errors
    /// Why it cannot be looked at; then everything stays. [`ErrorCode::NotFound`] while there are data to work with.
    pub fn look(&self, at: LookAt) -> Result<(), UiError> {
        let works = self.engine().is_ok_and(|engine| engine.damage().is_none());
        if works && self.looking().is_none() {
            return Err(UiError::new(ErrorCode::NotFound).with("what", "lost data"));
        }
        let sight = match &at {
            LookAt::Damaged => Sight::Damaged,
            LookAt::Copy { name, .. } => Sight::Copy(name.clone()),
        };
        let practice = self.practice.as_ref().map(Practice::host);
        let parts = parts(self.folder.as_deref(), self.vault.clone(), &self.sink, practice)?;
        let engine = Engine::look(parts, &sight).map_err(|error| ui_error(&error))?;
        self.set(Ok(engine), Some(at));
        Ok(())
    }

    fn set(&self, engine: Result<Engine, UiError>, looking: Option<LookAt>) {
        *self.engine.write().unwrap_or_else(PoisonError::into_inner) = engine;
        *self.looking.lock().unwrap_or_else(PoisonError::into_inner) = looking;
    }
}

/// Opens the data folder and keeps its schedule.
async fn open_engine(
    folder: Option<&Path>,
    vault: Option<Vault>,
    sink: &Arc<TauriSink>,
    practice: Option<PracticeHost>,
) -> Result<Engine, UiError> {
    let engine = Engine::open(parts(folder, vault, sink, practice)?).await.map_err(|error| {
        tracing::error!(%error, "the data folder cannot be used");
        ui_error(&error)
    })?;
    engine.campaigns().keep_schedule();
    engine.rooms().keep_watch();
    engine.published().keep_watch();
    engine.outside().keep_watch();
    engine.reminders().keep_watch();
    engine.team().keep_telling();
    Ok(engine)
}

fn parts(
    folder: Option<&Path>,
    vault: Option<Vault>,
    sink: &Arc<TauriSink>,
    practice: Option<PracticeHost>,
) -> Result<Parts, UiError> {
    let data_dir = folder.ok_or_else(|| UiError::new(ErrorCode::DiskRefused))?.to_owned();
    let vault = vault.ok_or_else(|| UiError::new(ErrorCode::KeyringMissing))?;
    Ok(Parts { data_dir, vault, clock: Arc::new(SystemClock), sink: Arc::clone(sink) as _, practice })
}
