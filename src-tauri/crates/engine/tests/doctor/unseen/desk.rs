//! A recruiter's desk: an account as it is written down, the computer that it is on, and what the doctor says there.
//!
//! Never in here: what is broken. That is around the desk, or in one of its values.

use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use beckon_engine::{Engine, NoSink, Parts};
use beckon_model::{
    AccountDraft, AccountEdit, AccountId, Clock, DoctorOptions, ManualClock, ProxyDraft, SystemClock, VaultChoice,
};
use beckon_sandbox::{App, Config, Sandbox};
use beckon_vault::{Keyring, MemoryKeyring, Result as VaultResult, Vault, VaultEntry};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::process::Command;

use super::judge::Told;
use crate::elsewhere::{again, part};

/// What a desk needs to know; all of it can be told to another process.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Desk {
    host: String,
    corp_id: String,
    agent_id: String,
    secret: String,
    proxy: Option<(String, String)>,
    /// Minutes by which the clock is off.
    clock: i64,
    /// Columns of the account as an earlier version kept them.
    kept: Vec<(String, String)>,
    message_to: Option<String>,
}

/// Marks the line with a desk's results in what another process prints.
const RESULTS: &str = "RESULTS OF A DESK: ";

/// Begins the part of a process that is one desk.
const DESK: &str = "desk ";

/// The first app of the company that every set-up has, and a second one.
pub fn app() -> App {
    Config::default().apps.remove(0)
}

impl Desk {
    /// An account of the company's app, right in all its values, that calls this host.
    pub fn at(host: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            corp_id: Config::default().corp_id,
            agent_id: app().agent_id.to_string(),
            secret: app().secret,
            proxy: None,
            clock: 0,
            kept: Vec::new(),
            message_to: None,
        }
    }

    /// An account of this company, without anything in between.
    pub fn of(company: &Sandbox) -> Self {
        Self::at(company.base_url())
    }

    /// Through this proxy.
    pub fn through(self, proxy: impl Into<String>) -> Self {
        self.through_as(proxy, "")
    }

    /// Through this proxy with a login, whose password is `pass`.
    pub fn through_as(self, proxy: impl Into<String>, user: &str) -> Self {
        Self { proxy: Some((proxy.into(), user.to_owned())), ..self }
    }

    pub fn corp_id(self, corp_id: impl Into<String>) -> Self {
        Self { corp_id: corp_id.into(), ..self }
    }

    pub fn agent_id(self, agent_id: impl Into<String>) -> Self {
        Self { agent_id: agent_id.into(), ..self }
    }

    pub fn secret(self, secret: impl Into<String>) -> Self {
        Self { secret: secret.into(), ..self }
    }

    /// On a computer whose clock is so many minutes ahead.
    pub fn minutes_ahead(self, clock: i64) -> Self {
        Self { clock, ..self }
    }

    /// With a column of the account as an earlier version kept it, when values were not looked at.
    pub fn kept(mut self, column: &str, value: &str) -> Self {
        self.kept.push((column.to_owned(), value.to_owned()));
        self
    }

    /// What the doctor says.
    pub async fn examined(self) -> Option<Told> {
        let (_folder, engine, id) = self.set().await;
        Some(match &self.message_to {
            Some(userid) => engine.doctor().message(&id, userid, "test").await.unwrap().into(),
            None => examine(&engine, &id).await,
        })
    }

    /// What comes of the test message to this member.
    pub async fn message_to(self, userid: &str) -> Option<Told> {
        Self { message_to: Some(userid.to_owned()), ..self }.examined().await
    }

    /// What the doctor says after something has changed around a desk at which it was asked before.
    pub async fn examined_again(self, change: impl FnOnce()) -> Option<Told> {
        let (_folder, engine, id) = self.set().await;
        drop(examine(&engine, &id).await);
        change();
        Some(examine(&engine, &id).await)
    }

    /// What the doctor says after a restart with this keyring.
    pub async fn examined_with(self, keyring: impl Keyring) -> Option<Told> {
        let (folder, engine, id) = self.set().await;
        drop(engine);
        Some(examine(&open(folder.path(), keyring, self.clock()).await, &id).await)
    }

    /// What the doctor says on a computer with these variables and, where there is one, this list of names in the place of
    /// `/etc/hosts`, with a name server that nobody reaches. Nothing where the system lets nobody have a list of his own.
    pub async fn examined_on(self, vars: &[(&str, String)], hosts: Option<&str>) -> Option<Told> {
        self.examined_in(vars, hosts, true).await
    }

    /// The same on a computer that has no network at all, and this list of names.
    pub async fn examined_without_network(self, hosts: &str) -> Option<Told> {
        self.examined_in(&[], Some(hosts), false).await
    }

    async fn examined_in(self, vars: &[(&str, String)], hosts: Option<&str>, network: bool) -> Option<Told> {
        let desk = format!("{DESK}{}", serde_json::to_string(&self).unwrap());
        let here = again("unseen::desk::a_desk_in_a_process_of_its_own", &desk);
        let folder = tempfile::tempdir().unwrap();
        let mut there = match hosts {
            None => Command::from(here),
            Some(hosts) => with_names(here, folder.path(), hosts, network)?,
        };
        for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"] {
            there.env_remove(name);
        }
        let ran = there.envs(vars.iter().map(|(name, value)| (name, value))).output().await.unwrap();
        let told = String::from_utf8_lossy(&ran.stdout).into_owned();
        let results = told.lines().find_map(|line| line.split_once(RESULTS));
        let (_, results) = results.unwrap_or_else(|| panic!("{told}{}", String::from_utf8_lossy(&ran.stderr)));
        Some(serde_json::from_str(results).unwrap())
    }

    fn clock(&self) -> Arc<dyn Clock> {
        match self.clock {
            0 => Arc::new(SystemClock),
            minutes => Arc::new(ManualClock::at(SystemClock.now_ms() + minutes * 60_000)),
        }
    }

    /// An account is added with right values, and the desk's own are written into its row and keyring: the account form
    /// refuses some of those that the doctor has to know.
    async fn set(&self) -> (tempfile::TempDir, Engine, AccountId) {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Holds { secret: self.secret.clone(), entries: MemoryKeyring::default() };
        let engine = open(folder.path(), keyring, self.clock()).await;
        let draft = AccountDraft {
            name: "acme".to_owned(),
            corp_id: Config::default().corp_id,
            agent_id: app().agent_id.to_string(),
            secret: app().secret.into(),
            api_host: Some(self.host.clone()),
            vault: VaultChoice::Keyring,
        };
        let account = engine.accounts().add(draft).await.unwrap().account;
        if let Some((url, user)) = &self.proxy {
            let password = (!user.is_empty()).then(|| "pass".into());
            let proxy = ProxyDraft::Through { url: url.clone(), user: user.clone(), password };
            let edit = AccountEdit { proxy, ..AccountEdit::from(&account) };
            engine.accounts().edit(&account.id, &edit).await.unwrap();
        }
        let values = [("corp_id".to_owned(), self.corp_id.clone()), ("agent_id".to_owned(), self.agent_id.clone())];
        let database = rusqlite::Connection::open(folder.path().join("beckon.db")).unwrap();
        for (column, value) in values.iter().chain(&self.kept) {
            database.execute(&format!("UPDATE account SET {column} = ?1"), [value]).unwrap();
        }
        (folder, engine, account.id)
    }
}

/// A keyring that holds another secret than the app's.
struct Holds {
    secret: String,
    entries: MemoryKeyring,
}

impl Keyring for Holds {
    fn set(&mut self, entry: &VaultEntry, secret: &SecretString) -> VaultResult<()> {
        let held = if secret.expose_secret() == app().secret { &self.secret.as_str().into() } else { secret };
        self.entries.set(entry, held)
    }

    fn get(&mut self, entry: &VaultEntry) -> VaultResult<Option<SecretString>> {
        self.entries.get(entry)
    }

    fn delete(&mut self, entry: &VaultEntry) -> VaultResult<()> {
        self.entries.delete(entry)
    }
}

async fn examine(engine: &Engine, id: &AccountId) -> Told {
    engine.doctor().run(id, DoctorOptions::default(), &|_| ()).await.unwrap().into()
}

async fn open(folder: &Path, keyring: impl Keyring, clock: Arc<dyn Clock>) -> Engine {
    let (vault, sink) = (Vault::new(keyring).unwrap(), Arc::new(NoSink));
    Engine::open(Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None }).await.unwrap()
}

/// The same program on a computer with this list of names and a name server that nobody reaches. It takes a Linux on which
/// everybody may have mounts of his own.
pub fn with_names(here: std::process::Command, folder: &Path, hosts: &str, network: bool) -> Option<Command> {
    const OVER: &str =
        r#"mount --bind "$0/hosts" /etc/hosts && mount --bind "$0/resolv.conf" /etc/resolv.conf && exec "$@""#;
    std::fs::write(folder.join("hosts"), format!("127.0.0.1 localhost\n{hosts}\n")).unwrap();
    let nobody = "nameserver 127.66.0.53\noptions timeout:1 attempts:1\n";
    std::fs::write(folder.join("resolv.conf"), nobody).unwrap();
    let shell = |then: &str| {
        let mut shell = std::process::Command::new("unshare");
        let own: &[&str] = if network { &["--mount"] } else { &["--mount", "--net"] };
        shell.args(["--user", "--map-root-user"]).args(own).args(["sh", "-c", OVER]).arg(folder).arg(then);
        shell
    };
    let may = shell("true").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !may {
        return None;
    }
    let mut there = shell(here.get_program().to_str().unwrap());
    there.args(here.get_args());
    for (name, value) in here.get_envs() {
        there.env(name, value.unwrap());
    }
    Some(Command::from(there))
}

/// What a desk in a process of its own says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_in_a_process_of_its_own() {
    let part = part().unwrap_or_default();
    let Some(desk) = part.strip_prefix(DESK) else { return };
    let desk: Desk = serde_json::from_str(desk).unwrap();
    println!("\n{RESULTS}{}", serde_json::to_string(&desk.examined().await.unwrap()).unwrap());
}

/// A company whose answers its settings decide.
pub async fn company(change: impl FnOnce(&mut Config)) -> Arc<Sandbox> {
    let mut config = Config::default();
    change(&mut config);
    // It lives as long as what is in front of it, which nobody ends: as long as the process.
    static COMPANIES: Mutex<Vec<Arc<Sandbox>>> = Mutex::new(Vec::new());
    let company = Arc::new(Sandbox::start(config).await.unwrap());
    COMPANIES.lock().unwrap().push(Arc::clone(&company));
    company
}
