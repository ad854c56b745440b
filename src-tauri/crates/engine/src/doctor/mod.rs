//! The doctor: why an account does not work, step by step, each step told as soon as it is known.
//!
//! 1. Steps look and note what they see. What needs nobody comes first: the values as they are written, and where the
//!    secret is. Then the way: name, connection, proxy, TLS, and whether it is WeCom that answers. Before that no secret
//!    leaves. Then WeCom: token, and side by side app, trusted IP, addresses, address book, an upload, the ways to
//!    candidates outside the company, and interviews in calendars; the team, where the account asks it; and a message when somebody says to whom.
//! 2. Rules draw findings from all that was seen (`rules/`), and each step's result from what was seen so far.
//!
//! A failure stops only what depends on it. Never in here: a second question with a secret that WeCom refused, unless a
//! person says that something changed there; words for people; a secret in a result.

mod app;
mod blanks;
mod calendars;
mod call;
mod findings;
mod keyring;
mod memory;
mod message;
mod notes;
mod outside;
mod page;
mod recording;
mod results;
mod rules;
mod run;
mod state;
mod team;
mod tls;
mod token;
mod way;

use beckon_model::doctor::Fact;
use beckon_model::{AccountId, Diagnosis, DoctorOptions, DoctorResult, DoctorStep, ExitIp};
use secrecy::ExposeSecret;

use crate::accounts::forms::written;
use crate::doors::Doctor;
use crate::errors::Result;

use app::Looking;
use findings::diagnosis;
use notes::Notes;
use run::Run;

pub use findings::replay;
pub use recording::{RECORDING_BYTES, RecordingError, read_recording, write_recording};
pub(crate) use state::State;

/// Exit addresses of an account that are told.
const EXIT_IPS: u32 = 20;

/// The steps after the token, which are looked at side by side and told in this order.
const SIDE_BY_SIDE: [DoctorStep; 11] = [
    DoctorStep::App,
    DoctorStep::TrustedIp,
    DoctorStep::ApiIps,
    DoctorStep::Contacts,
    DoctorStep::Upload,
    DoctorStep::Customers,
    DoctorStep::Acquisition,
    DoctorStep::Service,
    DoctorStep::Schedule,
    DoctorStep::Meeting,
    DoctorStep::MeetingRooms,
];

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
        let notes = Notes::new(self.engine);
        let mut run = Run { engine: self.engine, account: &account, notes, tell, results: Vec::new() };
        let secret = self.engine.accounts().secret_of(&account).await;
        let shown = secret.as_ref().ok().map(ExposeSecret::expose_secret);
        for fact in written(&account.corp_id, account.agent_id, shown) {
            run.notes.see(DoctorStep::Values, fact);
        }
        self.see_history(&account, &run.notes).await;
        run.tell(DoctorStep::Values);
        let look = keyring::look(self.engine, &account, &secret).await;
        run.notes.see(DoctorStep::Keyring, Fact::Keyring { look });
        run.tell(DoctorStep::Keyring);
        let way = way::walk(&mut run).await;
        if let Some(ip) = way.as_ref().and_then(|way| way.answered.from_ip) {
            self.see_exit(&account, &run.notes, ip.to_string()).await;
        }
        let client = match (&secret, run.reaches(DoctorStep::Token)) {
            (Ok(secret), true) => token::ask(&run, secret, options.ask_again).await,
            _ => None,
        };
        run.tell(DoctorStep::Token);
        if let (Some(client), Some(way)) = (&client, &way) {
            let looking = Looking {
                notes: &run.notes,
                client,
                probe: &way.probe,
                host: run.host(),
                default_host: way::is_wecom(&account.api_host),
            };
            looking.all().await;
        }
        run.tell_all(&SIDE_BY_SIDE);
        team::look(&mut run).await;
        if run.reaches(DoctorStep::Message) {
            run.told(results::not_sent(options));
        } else {
            run.tell(DoctorStep::Message);
        }
        let seen = run.notes.observations();
        self.engine.0.doctor.keep(id, &seen);
        Ok(diagnosis(run.results, seen, &run.notes.names()))
    }

    /// The addresses from which the calls of an account came, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Store`].
    pub async fn exit_ips(self, id: &AccountId) -> Result<Vec<ExitIp>> {
        let id = id.clone();
        Ok(self.engine.store().read(move |rows| rows.exit_ips(&id, EXIT_IPS)).await?)
    }
}
