//! A company, the ledger, and two data folders that have joined, with the same people in both.
//!
//! Never in here: what goes wrong.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use beckon_engine::{Engine, NoSink, Parsed, Parts};
use beckon_model::{
    AccountDraft, AccountEdit, SystemClock, TeamDraft, TeamJoin, TeamRole, TemplateContent, TemplateDraft, VaultChoice,
};
use beckon_sandbox::{Config, Range, Sandbox, roster};
use beckon_vault::{MemoryKeyring, Vault};
use postgres_folder::{Proxy, Server};
use tempfile::TempDir;

use crate::common;
use crate::plan::Plan;

/// The account and the template of every story.
pub const NAME: &str = "story";

/// How long a call takes at the company.
const LATENCY: Duration = Duration::from_millis(5);

/// The server's own password.
const ADMINISTRATOR: &str = "of-tests-only";

/// A data folder that has joined, behind a stretch of network.
pub struct Laptop {
    pub login: String,
    pub password: String,
    pub folder: TempDir,
    pub proxy: Proxy,
}

/// All of it.
pub struct Team {
    pub company: Sandbox,
    pub laptops: [Laptop; 2],
}

/// The server of all stories of this program. It ends with the thread that starts it.
pub fn server() -> Result<Server, Box<dyn Error>> {
    Ok(Server::start(ADMINISTRATOR)?)
}

/// An engine on the folder, with an empty keyring.
pub async fn open(folder: &Path) -> Result<Engine, Box<dyn Error>> {
    let (vault, clock, sink) = (Vault::new(MemoryKeyring::default())?, Arc::new(SystemClock), Arc::new(NoSink));
    Ok(Engine::open(Parts { data_dir: folder.to_owned(), vault, clock, sink, practice: None }).await?)
}

impl Team {
    /// A company and a team of its own for each story, on the one server.
    pub async fn start(plan: &Plan, server: &Server) -> Result<Self, Box<dyn Error>> {
        let mut people = roster(plan.people, plan.seed);
        people.iter_mut().for_each(|member| (member.visible, member.licensed) = (true, true));
        let corp_id = format!("ww{:016x}", plan.seed);
        let mut config = Config { corp_id, roster: Some(people), latency: LATENCY, ..Config::default() };
        config.apps[0].range = Range::Everyone;
        let company = Sandbox::start(config).await?;
        let lead = Laptop::new(&format!("mei{}", plan.seed), server, plan.seed)?;
        let colleague = Laptop::new(&format!("gao{}", plan.seed), server, plan.seed + 1)?;
        let mut team = Self { company, laptops: [lead, colleague] };
        team.join(server).await?;
        Ok(team)
    }

    async fn join(&mut self, server: &Server) -> Result<(), Box<dyn Error>> {
        let [lead, colleague] = &mut self.laptops;
        let engine = lead.prepared(&self.company, "{{ name }}（{{ userid }}）您好：面试改到 3 号会议室。").await?;
        let draft = TeamDraft {
            url: server.url("postgres").replace(&server.port().to_string(), &lead.proxy.port().to_string()),
            ca: None,
            password: ADMINISTRATOR.into(),
            corp_id: Some(self.company.corp_id().to_owned()),
            login: Some(lead.login.clone()),
            vault: VaultChoice::Session,
        };
        lead.password = engine.team().create(draft).await?.password.ok_or("no password is shown")?;
        let invited = engine.team().invite(&colleague.login, TeamRole::Recruiter).await?;
        on(&engine).await?;
        engine.close().await;
        let engine = colleague.prepared(&self.company, "{{ name }}您好：请改到 5 号会议室（{{ userid }}）。").await?;
        // A connection file names the server as whoever made it reaches it.
        let file = invited.file.replace(&lead.proxy.port().to_string(), &colleague.proxy.port().to_string());
        colleague.password = invited.password.clone();
        engine.team().join(TeamJoin { file, password: invited.password.into(), vault: VaultChoice::Session }).await?;
        on(&engine).await?;
        engine.close().await;
        Ok(())
    }
}

async fn on(engine: &Engine) -> Result<(), Box<dyn Error>> {
    let account = engine.accounts().named(NAME).await?;
    engine.accounts().edit(&account.id, &AccountEdit { team: true, ..AccountEdit::from(&account) }).await?;
    Ok(())
}

impl Laptop {
    fn new(login: &str, server: &Server, seed: u64) -> Result<Self, Box<dyn Error>> {
        let (folder, proxy) = (tempfile::tempdir()?, Proxy::start(server.port(), seed)?);
        Ok(Self { login: login.to_owned(), password: String::new(), folder, proxy })
    }

    /// An engine on the folder, with people, an account and a template.
    async fn prepared(&self, company: &Sandbox, text: &str) -> Result<Engine, Box<dyn Error>> {
        let engine = open(self.folder.path()).await?;
        let account = AccountDraft { name: NAME.to_owned(), vault: VaultChoice::Session, ..common::draft(company) };
        engine.accounts().add(account).await?;
        let people = company.members().iter().map(|member| common::person(&member.name, &member.userid)).collect();
        engine.candidates().put(Parsed::of_people(people), false).await?;
        let content = TemplateContent::text(text);
        engine.templates().save(TemplateDraft { id: None, name: NAME.to_owned(), content, starter: None }).await?;
        Ok(engine)
    }

    /// The engine that people's programs have, with what stands for the keyring.
    pub async fn engine(&self) -> Result<Engine, Box<dyn Error>> {
        let engine = open(self.folder.path()).await?;
        engine.team().lend_password(self.password.as_str()).await?;
        Ok(engine)
    }
}
