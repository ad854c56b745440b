//! One run on one data folder: the engine, and the practice company for the commands that use it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use beckon_engine::{Engine, Error, Parts, Sight, StoreError};
use beckon_model::{Account, AccountId, CandidateFilter, CandidateQuery, SystemClock, Template};
use beckon_practice::{MEMBERS, Practice, TAG};
use beckon_vault::{OsKeyring, Vault};

use crate::args::{ByAccount, LentSecret, LentTeamPassword};
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
    /// Opens the data folder to send, or to end what is being sent.
    pub async fn open(folder: &Path) -> Result<Self, Failure> {
        only_now()?;
        let (parts, progress) = parts(folder)?;
        let engine = Engine::open(parts).await?;
        close_to_others(folder);
        Ok(Self { engine, progress, practice: None })
    }

    /// Opens the data folder to change what is in it.
    pub fn edit(folder: &Path) -> Result<Self, Failure> {
        only_now()?;
        let (parts, progress) = parts(folder)?;
        let engine = Engine::edit(parts)?;
        close_to_others(folder);
        Ok(Self { engine, progress, practice: None })
    }

    /// Opens the data folder, or the copy that `--look-at` names, to look at it.
    pub fn look(folder: &Path) -> Result<Self, Failure> {
        let (parts, progress) = parts(folder)?;
        let sight = SIGHT.get().cloned().unwrap_or_default();
        let unknown = |error: Error| match (&error, &sight) {
            (Error::Store(StoreError::NotFound), Sight::Copy(name)) => {
                Failure::input(format!("there is no copy {name:?}: `data backups` lists them"))
            }
            _ => error.into(),
        };
        let engine = Engine::look(parts, &sight).map_err(unknown)?;
        close_to_others(folder);
        Ok(Self { engine, progress, practice: None })
    }

    /// Starts a practice company of as many members as there are sample people in the list.
    pub async fn with_practice(self) -> Result<Self, Failure> {
        let filter = CandidateFilter { tag: Some(TAG.to_owned()), ..CandidateFilter::default() };
        let sample = CandidateQuery { filter, limit: 1, after: None };
        let people = self.engine.candidates().list(sample).await?.total;
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

    /// Opens what a command on this account needs, to change something.
    pub async fn for_account(folder: &Path, name: &str) -> Result<Self, Failure> {
        Self::edit(folder)?.of_account(name).await
    }

    /// The same session, with the practice company where the account is its own.
    pub async fn of_account(self, name: &str) -> Result<Self, Failure> {
        if is_practice(name) { self.with_practice().await } else { Ok(self) }
    }

    /// The account called so, or the only one there is; with the practice company where the account is its own.
    pub async fn by(self, by: &ByAccount) -> Result<(Self, Account), Failure> {
        let name = match &by.account {
            Some(name) => name.clone(),
            None => self.only_account().await?,
        };
        let session = self.of_account(&name).await?;
        let account = session.account(&name).await?;
        session.lend(&account, &by.secret).await?;
        Ok((session, account))
    }

    async fn only_account(&self) -> Result<String, Failure> {
        let mut all = self.engine.accounts().list().await?;
        all.retain(|account| !account.id.is_practice());
        match &all[..] {
            [one] => Ok(one.name.clone()),
            [] => Err(Failure::input(
                "there is no account: `account add` adds one, --account practice is the practice company",
            )),
            _ => Err(Failure::input("there are several accounts: say which with --account A")),
        }
    }

    /// The account called so.
    pub async fn account(&self, name: &str) -> Result<Account, Failure> {
        self.engine.accounts().named(name).await.map_err(|error| named(error, "account", name))
    }

    /// The template called so.
    pub async fn template(&self, name: &str) -> Result<Template, Failure> {
        self.engine.templates().named(name).await.map_err(|error| named(error, "template", name))
    }

    /// Gives the engine the secret that `--secret-env` names and the password that `--proxy-password-env` names, each if
    /// it is named. Before anything is asked of WeCom: a check uploads files, a preview too.
    pub async fn lend(&self, account: &Account, lent: &LentSecret) -> Result<(), Failure> {
        if let Some(variable) = &lent.proxy_password_env {
            self.engine.accounts().lend_proxy_password(&account.id, ask::password_from_env(variable)?).await?;
        }
        if let Some(variable) = &lent.secret_env {
            self.engine.accounts().lend_secret(&account.id, ask::secret_to_lend(variable)?).await?;
        }
        self.lend_team(&lent.team).await
    }

    /// Gives the engine the team's password that `--team-password-env` names, if it is named.
    pub async fn lend_team(&self, lent: &LentTeamPassword) -> Result<(), Failure> {
        if let Some(variable) = &lent.team_password_env {
            self.engine.team().lend_password(ask::secret_to_lend(variable)?).await?;
        }
        Ok(())
    }
}

/// What commands look at that only look: said once, before any of them begins.
static SIGHT: OnceLock<Sight> = OnceLock::new();

/// Looks at a copy by its name, or at what can be read of a damaged database.
pub fn look_at(which: String) {
    let _ = SIGHT.set(if which == DAMAGED { Sight::Damaged } else { Sight::Copy(which) });
}

/// How `--look-at` names what can be read of a damaged database.
const DAMAGED: &str = "damaged";

/// What stands in a copy cannot be changed.
fn only_now() -> Result<(), Failure> {
    if SIGHT.get().is_some() {
        return Err(Failure::input("--look-at is for commands that show something: this one would change the data"));
    }
    Ok(())
}

fn parts(folder: &Path) -> Result<(Parts, Arc<Progress>), Failure> {
    let progress = Arc::new(Progress::default());
    let parts = Parts {
        data_dir: folder.to_owned(),
        vault: Vault::new(OsKeyring).map_err(Error::from)?,
        clock: Arc::new(SystemClock),
        sink: Arc::clone(&progress) as _,
        practice: None,
    };
    Ok((parts, progress))
}

/// Closes a folder of Beckon's own that others can look into, and says so where it stays open.
fn close_to_others(folder: &Path) {
    if beckon_engine::lets_others_in(folder) {
        let _ = beckon_engine::make_private_dir(folder);
    }
    if beckon_engine::lets_others_in(folder) {
        say!(
            "warning: other people on this machine can read the data folder {}; Beckon did not change its permissions, because \
             it holds other files too or cannot be changed: choose another with --data-dir, or close it (chmod 700)",
            folder.display()
        );
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
