//! An engine on a folder of its own with an account at a practice company, for the tests inside this crate.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail them")]

use std::sync::Arc;

use beckon_model::{AccountDraft, AccountId, SystemClock, VaultChoice};
use beckon_sandbox::{Config, Sandbox};
use beckon_vault::{MemoryKeyring, Vault};
use tempfile::TempDir;

use crate::{Engine, NoSink, Parts};

pub(crate) async fn connected() -> (TempDir, Sandbox, Engine, AccountId) {
    let (folder, company) = (tempfile::tempdir().unwrap(), Sandbox::start(Config::default()).await.unwrap());
    let vault = Vault::new(MemoryKeyring::default()).unwrap();
    let (clock, sink) = (Arc::new(SystemClock), Arc::new(NoSink));
    let parts = Parts { data_dir: folder.path().to_owned(), vault, clock, sink, practice: None };
    let engine = Engine::open(parts).await.unwrap();
    let draft = AccountDraft {
        name: "acme".to_owned(),
        corp_id: company.corp_id().to_owned(),
        agent_id: company.agent_id().to_string(),
        secret: company.secret().into(),
        api_host: Some(company.base_url()),
        vault: VaultChoice::Session,
    };
    let account = engine.accounts().add(draft).await.unwrap().account.id;
    (folder, company, engine, account)
}
