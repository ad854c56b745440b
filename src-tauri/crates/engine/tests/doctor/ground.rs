//! The ground on which set-ups are broken: keyrings that fail, servers with certificates, proxies that refuse.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use beckon_engine::{Engine, NoSink, Parts};
use beckon_model::{
    AccountDraft, AccountEdit, AccountId, Clock, DoctorOptions, DoctorResult, DoctorStep, ManualClock, ProxyDraft,
    SystemClock,
};
use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use beckon_vault::{Error as VaultError, Keyring, MemoryKeyring, Result as VaultResult, Vault, VaultEntry};
use secrecy::SecretString;
use tokio::net::TcpListener;

use crate::between::mute;
use crate::common::{World, draft};
use crate::ways::{self, By, Certificate, Says, secured, trust};

/// Everything the doctor says of an account.
pub async fn examine(engine: &Engine, id: &AccountId) -> Vec<DoctorResult> {
    engine.doctor().run(id, DoctorOptions::default(), &|_| ()).await.unwrap().results
}

pub async fn of(world: &World) -> Vec<DoctorResult> {
    examine(&world.engine, &world.account.id).await
}

/// A world whose company plays this fault on these calls.
pub async fn spoiled(call: &str, fault: Fault) -> World {
    let world = World::new().await;
    world.company.set_faults(vec![FaultRule { call: call.into(), when: When::Always, fault }]);
    world
}

/// The doctor on an account that differs from a good one, added like that.
pub async fn added(change: impl FnOnce(&mut AccountDraft)) -> Vec<DoctorResult> {
    let world = World::new().await;
    let mut other = AccountDraft { name: "other".into(), ..draft(&world.company) };
    change(&mut other);
    let account = world.engine.accounts().add(other).await.unwrap().account;
    examine(&world.engine, &account.id).await
}

/// The doctor on an account as an earlier version kept it, when values were not looked at.
pub async fn kept(column: &str, value: &str) -> Vec<DoctorResult> {
    let world = World::new().await;
    let database = rusqlite::Connection::open(world.folder.path().join("beckon.db")).unwrap();
    database.execute(&format!("UPDATE account SET {column} = ?1"), [value]).unwrap();
    of(&world).await
}

/// The doctor with another secret in the place of the right one.
pub async fn with_secret(secret: impl FnOnce(&World) -> String) -> Vec<DoctorResult> {
    let world = World::new().await;
    world.engine.accounts().lend_secret(&world.account.id, secret(&world)).await.unwrap();
    of(&world).await
}

/// The doctor after a restart with another keyring.
pub async fn with_keyring(keyring: impl Keyring) -> Vec<DoctorResult> {
    let world = World::new().await;
    let engine = open(world.folder.path(), keyring, Arc::new(SystemClock)).await;
    examine(&engine, &world.account.id).await
}

pub async fn open(folder: &Path, keyring: impl Keyring, clock: Arc<dyn Clock>) -> Engine {
    let vault = Vault::new(keyring).unwrap();
    let parts = Parts { data_dir: folder.to_owned(), vault, clock, sink: Arc::new(NoSink), practice: None };
    Engine::open(parts).await.unwrap()
}

/// The doctor on a computer whose clock is so many minutes off.
pub async fn with_clock(minutes: i64) -> Vec<DoctorResult> {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let url = company.base_url();
    let clock = ManualClock::at(SystemClock.now_ms() + minutes * 60_000);
    of(&World::at(company, &url, Arc::new(clock)).await).await
}

/// The doctor on an account with this API host.
pub async fn with_host(host: &str) -> Vec<DoctorResult> {
    let host = host.to_owned();
    added(|draft| draft.api_host = Some(host)).await
}

/// The doctor on an account that goes to `wecom.test` through this proxy; a user name wants the password `pass`.
pub async fn through(proxy: &str, user: &str) -> Vec<DoctorResult> {
    let world = World::new().await;
    let host = Some("https://wecom.test".to_owned());
    let other = AccountDraft { name: "other".into(), api_host: host, ..draft(&world.company) };
    let account = world.engine.accounts().add(other).await.unwrap().account;
    let password = (!user.is_empty()).then(|| "pass".into());
    let proxy = ProxyDraft::Through { url: proxy.to_owned(), user: user.to_owned(), password };
    world.engine.accounts().edit(&account.id, &AccountEdit { proxy, ..AccountEdit::from(&account) }).await.unwrap();
    examine(&world.engine, &account.id).await
}

/// A proxy that answers everything with these bytes, or says nothing.
pub async fn proxy(answer: &'static str) -> SocketAddr {
    match answer {
        "" => mute().await,
        answer => ways::proxy(nobody().await, move |_| Says::No(answer.to_owned())).await,
    }
}

/// An address where nobody listens.
pub async fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}

/// A company behind TLS, at `https://localhost:PORT`. Its certificate is for these names and years; the authority is
/// written to `ca_file`, where there is one, and else nobody knows it.
pub async fn behind_tls(company: &Sandbox, name: &str, years: (i32, i32), ca_file: Option<&Path>) -> String {
    let by = if let Some(file) = ca_file {
        trust(file);
        By::Known
    } else {
        By::Company("An authority")
    };
    let company = company.base_url().trim_start_matches("http://").parse().unwrap();
    let address = secured(Certificate::named(name).years(years.0, years.1).by(by), company).await;
    format!("https://localhost:{}", address.port())
}

/// The doctor on a company behind TLS.
pub async fn with_tls(name: &str, years: (i32, i32), ca_file: Option<&Path>) -> Vec<DoctorResult> {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let url = behind_tls(&company, name, years, ca_file).await;
    of(&World::at(company, &url, Arc::new(SystemClock)).await).await
}

/// What came of the test message to this member.
pub async fn message(userid: &str, fault: Option<Fault>) -> Vec<DoctorResult> {
    let world = World::new().await;
    if let Some(fault) = fault {
        world.spoil_sends(When::Always, fault);
    }
    world.engine.doctor().message(&world.account.id, userid, "test").await.unwrap().results
}

/// The result of a step.
pub fn step(results: &[DoctorResult], step: DoctorStep) -> DoctorResult {
    results.iter().find(|result| result.step == step).unwrap_or_else(|| panic!("{step:?} in {results:#?}")).clone()
}

/// A keyring that takes entries and gives back none.
pub struct Forgetful;

impl Keyring for Forgetful {
    fn set(&mut self, _: &VaultEntry, _: &SecretString) -> VaultResult<()> {
        Ok(())
    }

    fn get(&mut self, _: &VaultEntry) -> VaultResult<Option<SecretString>> {
        Ok(None)
    }

    fn delete(&mut self, _: &VaultEntry) -> VaultResult<()> {
        Ok(())
    }
}

/// A keyring that nobody unlocks.
pub struct Locked;

impl Keyring for Locked {
    fn set(&mut self, _: &VaultEntry, _: &SecretString) -> VaultResult<()> {
        Err(VaultError::Locked)
    }

    fn get(&mut self, _: &VaultEntry) -> VaultResult<Option<SecretString>> {
        Err(VaultError::Locked)
    }

    fn delete(&mut self, _: &VaultEntry) -> VaultResult<()> {
        Err(VaultError::Locked)
    }
}

/// An empty keyring.
pub fn empty() -> MemoryKeyring {
    MemoryKeyring::default()
}
