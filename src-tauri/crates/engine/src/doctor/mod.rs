//! The doctor: why an account does not work, step by step, each step told as soon as it is known.
//!
//! 1. What needs nobody: the values as they are written, and where the secret is.
//! 2. The way: name, connection, proxy, TLS, and whether it is WeCom that answers. Before that no secret leaves.
//! 3. WeCom: token, app, trusted IP, addresses, address book, an upload, and a message when somebody says to whom.
//!
//! A failure stops only what depends on it. Never in here: a second question with a secret that WeCom refused, unless a
//! person says that something changed there; words for people; a secret in a result.

mod answers;
mod app;
mod clock;
mod findings;
mod keyring;
mod message;
mod refused;
mod rest;
mod run;
pub(crate) mod shape;
mod token;
mod way;

use beckon_model::{Account, AccountId, Diagnosis, DoctorOptions, DoctorResult, DoctorStep, ExitIp};

use crate::doors::Doctor;
use crate::errors::Result;

pub(crate) use refused::RefusedSecrets;
use run::{Run, Seen};

/// Exit addresses of an account that are told.
const EXIT_IPS: u32 = 20;

impl Doctor<'_> {
    /// Looks at everything that an account needs. `tell` gets each result as it comes; all of them and what they lead to
    /// are the answer.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`]. Whatever is wrong with the account is a result and no error.
    pub async fn run(
        self,
        id: &AccountId,
        options: DoctorOptions,
        tell: &(dyn Fn(&DoctorResult) + Send + Sync),
    ) -> Result<Diagnosis> {
        let account = self.engine.accounts().get(id).await?;
        let mut run = Run { account: &account, tell, results: Vec::new() };
        let secret = self.engine.accounts().secret_of(&account).await;
        run.result(shape::look(&account, secret.as_ref().ok()));
        run.result(keyring::look(self.engine, &account, &secret).await);
        let way = way::walk(self.engine, &mut run).await;
        let seen = match way.as_ref().and_then(|way| way.answered.from_ip) {
            Some(ip) => self.exit_seen(&account, ip.to_string()).await,
            None => Seen::default(),
        };
        let way = way.as_ref();
        let asked = match (&secret, run.reaches(DoctorStep::Token)) {
            (Ok(secret), true) => token::ask(self.engine, &mut run, secret, options.ask_again).await,
            _ => None,
        };
        rest::look(&mut run, asked, way, &seen).await;
        message::begin(&mut run, options);
        Ok(findings::diagnosis(run.results))
    }

    /// The addresses from which the calls of an account came, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn exit_ips(self, id: &AccountId) -> Result<Vec<ExitIp>> {
        let id = id.clone();
        Ok(self.engine.store().read(move |rows| rows.exit_ips(&id, EXIT_IPS)).await?)
    }

    /// The address from which calls come now, noted where the folder can be written: a full disk keeps nobody from an answer.
    async fn exit_seen(self, account: &Account, ip: String) -> Seen {
        match self.note_exit_ip(account, ip.clone()).await {
            Ok(seen) => seen,
            Err(_) => Seen { ip, ..Seen::default() },
        }
    }

    /// Notes the address from which calls come now.
    async fn note_exit_ip(self, account: &Account, ip: String) -> Result<Seen> {
        let (id, now) = (account.id.clone(), self.engine.now_ms());
        let note = move |rows: &beckon_store::Writer<'_>| {
            let changed = rows.note_exit_ip(&id, &ip, now)?;
            Ok(Seen { ip, changed, before: rows.exit_ips(&id, 2)?.into_iter().nth(1) })
        };
        self.engine.store().write(note).await
    }
}
