//! A PostgreSQL, and laptops: data folders with an engine each.

use std::sync::Arc;

use beckon_engine::{Engine, Error, NoSink, Parts, Result};
use beckon_model::{Clock, SystemClock, TeamDraft, TeamInvited, TeamJoin, TeamProblem, TeamRole, VaultChoice};
use beckon_vault::{MemoryKeyring, Vault};
use postgres_folder::Server;

/// WeCom's id of the company.
pub const CORP: &str = "ww0000000000000001";

/// The administrator's password.
pub const PASSWORD: &str = "administrator-of-tests";

/// A server with nothing in it.
pub fn server() -> Server {
    Server::start(PASSWORD).unwrap_or_else(|error| panic!("{error}"))
}

/// A data folder with an engine on it.
pub struct Laptop {
    pub engine: Engine,
    pub folder: tempfile::TempDir,
}

impl Laptop {
    /// A new one, with a keyring of its own.
    pub fn new() -> Self {
        Self::at(Arc::new(SystemClock))
    }

    /// The same with this clock.
    pub fn at(clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::new(MemoryKeyring::default()).unwrap();
        let parts = Parts { data_dir: folder.path().to_owned(), vault, clock, sink: Arc::new(NoSink), practice: None };
        Self { engine: Engine::edit(parts).unwrap(), folder }
    }

    /// The same folder after a restart that forgot every secret.
    pub fn again(self) -> Self {
        let Self { engine, folder } = self;
        drop(engine);
        let vault = Vault::new(MemoryKeyring::default()).unwrap();
        let (clock, sink) = (Arc::new(SystemClock), Arc::new(NoSink));
        let parts = Parts { data_dir: folder.path().to_owned(), vault, clock, sink, practice: None };
        Self { engine: Engine::edit(parts).unwrap(), folder }
    }

    /// A new one that has set the team up on this server, as the lead `mei`.
    pub async fn lead(server: &Server) -> Self {
        let laptop = Self::new();
        laptop.engine.team().create(draft(server, VaultChoice::Keyring)).await.unwrap();
        laptop
    }

    /// A new one that has joined with a login of its own, which this laptop's lead made.
    pub async fn colleague(&self, login: &str) -> Self {
        let invited = self.engine.team().invite(login, TeamRole::Recruiter).await.unwrap();
        let laptop = Self::new();
        laptop.engine.team().join(join(&invited)).await.unwrap();
        laptop
    }
}

/// The team of the tests on this server.
pub fn draft(server: &Server, vault: VaultChoice) -> TeamDraft {
    TeamDraft {
        url: server.url("postgres"),
        ca: None,
        password: PASSWORD.into(),
        corp_id: Some(CORP.to_owned()),
        login: Some("mei".to_owned()),
        vault,
    }
}

/// What whoever is invited joins with.
pub fn join(invited: &TeamInvited) -> TeamJoin {
    let (file, password) = (invited.file.clone(), invited.password.as_str().into());
    TeamJoin { file, password, vault: VaultChoice::Keyring }
}

/// The problem of what was not done.
pub fn problem<T: std::fmt::Debug>(answer: Result<T>) -> TeamProblem {
    match answer {
        Err(Error::Team(problem)) => problem,
        other => panic!("a problem of the team is expected: {other:?}"),
    }
}
