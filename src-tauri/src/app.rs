//! The state behind the commands: the engine, or why there is none, and the practice company.

use std::sync::Arc;

use beckon_engine::{Engine, Parts, ui_error};
use beckon_logfile::LogLevels;
use beckon_model::{ErrorCode, SystemClock, UiError};
use beckon_practice::{MEMBERS, Practice};
use beckon_vault::{OsKeyring, Vault};
use tauri::AppHandle;

use crate::commands::Shown;
use crate::pending::{LastExport, PendingImport};
use crate::sink::{TauriSink, Watchers};
use crate::{arguments, logging};

/// What the commands work with. Without a usable data folder there is no engine, and every command says why.
pub(crate) struct App {
    engine: Result<Engine, UiError>,
    /// The practice company; absent when loopback cannot be used.
    pub practice: Option<Practice>,
    /// Who in the window is told of progress.
    pub watchers: Arc<Watchers>,
    /// The file that is being imported.
    pub import: PendingImport,
    /// The file that was exported last.
    pub exported: LastExport,
    /// The bundle that was shown last.
    pub bundle: Shown,
    /// How much the log file says; absent when it cannot be written.
    pub log: Option<LogLevels>,
}

impl App {
    /// Opens everything; what cannot be opened is told by the commands.
    pub async fn open(handle: AppHandle) -> Self {
        let folder = beckon_engine::data_dir(arguments::data_dir(std::env::args_os()).as_deref());
        let log = folder.as_deref().and_then(logging::start);
        let practice = Practice::start(MEMBERS).await.inspect_err(|error| tracing::warn!(%error, "no practice")).ok();
        let watchers = Arc::new(Watchers::default());
        let sink = Arc::new(TauriSink::new(handle, Arc::clone(&watchers)));
        let host = practice.as_ref().map(Practice::host);
        let engine = match (folder, Vault::new(OsKeyring)) {
            (Some(data_dir), Ok(vault)) => {
                let parts = Parts { data_dir, vault, clock: Arc::new(SystemClock), sink, practice: host };
                Engine::open(parts).await.map_err(|error| {
                    tracing::error!(%error, "the data folder cannot be used");
                    ui_error(&error)
                })
            }
            (None, _) => Err(UiError::new(ErrorCode::DiskRefused)),
            (_, Err(_)) => Err(UiError::new(ErrorCode::KeyringMissing)),
        };
        if let Ok(engine) = &engine {
            engine.keep_schedule();
            let level = engine.settings().await.map(|settings| settings.log_level);
            if let (Some(log), Ok(level)) = (&log, level) {
                log.set(level);
            }
            let version = env!("CARGO_PKG_VERSION");
            tracing::info!(version, "Beckon is open");
        }
        Self {
            engine,
            practice,
            watchers,
            import: PendingImport::default(),
            exported: LastExport::default(),
            bundle: Shown::default(),
            log,
        }
    }

    /// The engine.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub fn engine(&self) -> Result<&Engine, UiError> {
        self.engine.as_ref().map_err(Clone::clone)
    }
}
