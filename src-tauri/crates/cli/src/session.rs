//! One run on one data folder: the engine, and the practice company for the commands that use it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use beckon_engine::{Engine, Error, Parts};
use beckon_model::{Account, AccountId, CandidateFilter, CandidateQuery, SystemClock, Template};
use beckon_practice::{MEMBERS, Practice, TAG};
use beckon_vault::{OsKeyring, Vault};

use crate::args::LentSecret;
use crate::ask;
use crate::failure::Failure;
use crate::out::{harmless, say};
use crate::progress::Progress;

/// What a command works with.
pub struct Session {
    pub engine: Engine,
    pub progress: Arc<Progress>,
    pub practice: Option<Practice>,
}

impl Session {
    /// Opens the data folder.
    pub async fn open(folder: &Path) -> Result<Self, Failure> {
        let progress = Arc::new(Progress::default());
        let parts = Parts {
            data_dir: folder.to_owned(),
            vault: Vault::new(OsKeyring).map_err(Error::from)?,
            clock: Arc::new(SystemClock),
            sink: Arc::clone(&progress) as _,
            practice: None,
        };
        let engine = Engine::open(parts).await?;
        if beckon_engine::lets_others_in(folder) {
            say!(
                "warning: other people on this machine can look into the data folder {}; it is left as it is, for it holds \
                 more than Beckon's data: choose another with --data-dir, or close it (chmod 700)",
                folder.display()
            );
        }
        Ok(Self { engine, progress, practice: None })
    }

    /// Starts a practice company of as many members as there are sample people in the list.
    pub async fn with_practice(self) -> Result<Self, Failure> {
        let filter = CandidateFilter { tag: Some(TAG.to_owned()), ..CandidateFilter::default() };
        let sample = CandidateQuery { filter, limit: 1, after: None };
        let people = self.engine.candidates(sample).await?.total;
        let people = usize::try_from(people).unwrap_or(MEMBERS);
        self.with_members(people.max(MEMBERS)).await
    }

    /// Starts a practice company of exactly so many members.
    pub async fn with_members(self, members: usize) -> Result<Self, Failure> {
        let practice = Practice::start(members).await;
        let practice = practice.map_err(|error| Failure::other(format!("{}: {error}", Error::NoPractice)))?;
        self.engine.set_practice(practice.host());
        Ok(Self { practice: Some(practice), ..self })
    }

    /// Opens what a command on this account needs.
    pub async fn for_account(folder: &Path, name: &str) -> Result<Self, Failure> {
        let session = Self::open(folder).await?;
        if is_practice(name) { session.with_practice().await } else { Ok(session) }
    }

    /// The account called so.
    pub async fn account(&self, name: &str) -> Result<Account, Failure> {
        self.engine.account_named(name).await.map_err(|error| named(error, "account", name))
    }

    /// The template called so.
    pub async fn template(&self, name: &str) -> Result<Template, Failure> {
        self.engine.template_named(name).await.map_err(|error| named(error, "template", name))
    }

    /// Gives the engine the secret that `--secret-env` names and the password that `--proxy-password-env` names, each if
    /// it is named. Before anything is asked of WeCom: a check uploads files, a preview too.
    pub async fn lend(&self, account: &Account, lent: &LentSecret) -> Result<(), Failure> {
        if let Some(variable) = &lent.proxy_password_env {
            self.engine.lend_proxy_password(&account.id, &ask::password_from_env(variable)?).await?;
        }
        if let Some(variable) = &lent.secret_env {
            self.engine.lend_secret(&account.id, &ask::secret_to_lend(variable)?).await?;
        }
        Ok(())
    }
}

/// The data folder in use.
pub fn folder(given: Option<&Path>) -> Result<PathBuf, Failure> {
    let unknown = || Failure::input("this system names no place for data: say --data-dir DIR");
    beckon_engine::data_dir(given).ok_or_else(unknown)
}

fn is_practice(name: &str) -> bool {
    name.trim() == AccountId::practice().as_str()
}

fn named(error: Error, what: &str, name: &str) -> Failure {
    let unknown = matches!(error, Error::NotFound(_));
    let failure = Failure::from(error);
    if unknown { failure.saying(format!("there is no {what} called {:?}", harmless(name))) } else { failure }
}
