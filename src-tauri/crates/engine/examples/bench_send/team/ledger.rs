//! The ledger of a bench: a PostgreSQL in a folder of its own, and a network that answers 1 ms late before it.

use std::time::Duration;

use beckon_engine::Engine;
use beckon_model::{AccountEdit, TeamDraft, TeamInvited, TeamJoin, TeamRole, VaultChoice};
use postgres_folder::{Proxy, Server};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::Outcome;
use crate::figures::{Figures, own};
use crate::folder::{NAME, open};

const PASSWORD: &str = "of-a-bench-only";
const LATE: Duration = Duration::from_millis(1);

/// It ends with this value.
pub struct Ledger {
    server: Server,
    proxy: Proxy,
    /// The lead's own folder, with what keeps its engine alive.
    lead: Engine,
    runtime: Runtime,
    _folder: TempDir,
}

impl Ledger {
    /// A ledger of the bench's company.
    pub fn start() -> Outcome<Self> {
        let server = Server::start(PASSWORD)?;
        let proxy = Proxy::late(server.port(), LATE)?;
        let (runtime, folder) = (Runtime::new()?, tempfile::tempdir()?);
        let draft = TeamDraft {
            url: server.url("postgres").replace(&server.port().to_string(), &proxy.port().to_string()),
            ca: None,
            password: PASSWORD.into(),
            corp_id: Some(corp()),
            login: None,
            vault: VaultChoice::Session,
        };
        let lead = runtime.block_on(async {
            let engine = open(folder.path(), "").await?;
            engine.team().create(draft).await?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(engine)
        })?;
        Ok(Self { server, proxy, lead, runtime, _folder: folder })
    }

    /// A login of its own.
    pub fn invite(&self, login: &str) -> Outcome<TeamInvited> {
        Ok(self.runtime.block_on(self.lead.team().invite(login, TeamRole::Recruiter))?)
    }

    /// Puts so many claims of earlier days into it.
    pub fn fill(&self, claims: u32) -> Outcome {
        self.server.sql(
            "postgres",
            &format!(
                "INSERT INTO beckon_team.invitation (claim, corp, userid, occasion, device, member, body_sha256, state, claimed_at, settled_at)
                 SELECT gen_random_uuid(), '{corp}', 'past' || n % 100000, 'name:' || n / 100000, gen_random_uuid(), 'mei0', decode(repeat('07', 32), 'hex'),
                     'accepted', now() - n * interval '10 s', now() - n * interval '10 s'
                   FROM generate_series(1, {claims}) AS n",
                corp = corp()
            ),
        )?;
        self.server.sql("postgres", "VACUUM ANALYZE beckon_team.invitation")?;
        Ok(())
    }

    /// What claims take, asked by a process of its own with a login of its own.
    pub fn claims(&self, round: usize) -> Outcome<Figures> {
        let login = format!("asking{round}");
        let url = format!("postgres://{login}@127.0.0.1:{}/postgres?sslmode=disable", self.proxy.port());
        Figures::told(own("claims")?.args([&url, &self.invite(&login)?.password, &corp()]))
    }
}

/// Has a folder join, with its account.
pub async fn join(engine: &Engine, invited: &TeamInvited) -> Outcome {
    let (file, password) = (invited.file.clone(), invited.password.as_str().into());
    engine.team().join(TeamJoin { file, password, vault: VaultChoice::Session }).await?;
    let account = engine.accounts().named(NAME).await?;
    engine.accounts().edit(&account.id, &AccountEdit { team: true, ..AccountEdit::from(&account) }).await?;
    Ok(())
}

/// Every company of the bench is this one.
fn corp() -> String {
    beckon_sandbox::Config::default().corp_id
}
