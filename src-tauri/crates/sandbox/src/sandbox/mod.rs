//! The handle on a running practice company. It starts, shows and changes; what calls mean is in the routes.

mod forms;
mod meeting_rooms;
mod meetings;
mod outsiders;
mod people;
mod schedules;
mod service;
mod sheets;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::company::Company;
use crate::config::{Config, Limits};
use crate::dice::Dice;
use crate::fault::{FaultRule, Faults};
use crate::journal::{Call, Figures};
use crate::limits::Gauges;
use crate::roster::Member;
use crate::server::{Town, serve};
use crate::showmebug::ShowMeBug;
pub use forms::Forms;
pub use meeting_rooms::{MeetingRooms, RoomBookingKept};
pub use meetings::{MeetingKept, MeetingVisitor, Meetings};
pub use schedules::ScheduleKept;
pub use service::CustomerService;
pub use sheets::{SheetKept, Sheets};

/// A practice company that is running. Dropping it ends the server and all its connections.
pub struct Sandbox {
    town: Arc<Town>,
    base_url: String,
    corp_id: String,
    agent_id: i64,
    secret: String,
    robot_key: String,
    /// Key and secret of ShowMeBug's application.
    showmebug: (String, String),
    members: Arc<[Member]>,
    alive: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Starts the company on 127.0.0.1, inside the current tokio runtime.
    ///
    /// # Errors
    /// The port is taken (`AddrInUse`) or the system refuses to listen; `InvalidInput` for a company without an app.
    pub async fn start(config: Config) -> std::io::Result<Self> {
        let first = config.apps.first().ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidInput))?;
        let (agent_id, secret) = (first.agent_id, first.secret.clone());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let (corp_id, latency, connections) = (config.corp_id.clone(), config.latency, config.connections);
        let robot_key = config.robots.first().cloned().unwrap_or_default();
        let showmebug = (config.showmebug.key.clone(), config.showmebug.secret.clone());
        let company = Company::new(config, base_url.clone());
        let members = Arc::clone(&company.members);
        let town = Arc::new(Town::new(company, latency, connections));
        let (alive, ended) = oneshot::channel();
        let server = tokio::spawn(serve(listener, Arc::clone(&town), ended));
        Ok(Self { town, base_url, corp_id, agent_id, secret, robot_key, showmebug, members, alive, server })
    }

    /// Where it listens, for example `http://127.0.0.1:41234`; paths begin at `/cgi-bin/`.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.base_url.clone()
    }

    /// The company's id.
    #[must_use]
    pub fn corp_id(&self) -> &str {
        &self.corp_id
    }

    /// AgentId of the first app.
    #[must_use]
    pub fn agent_id(&self) -> i64 {
        self.agent_id
    }

    /// Secret of the first app as it was at the start; after [`Sandbox::reset_secret`] the one returned there holds.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// Key of the first group robot; empty when the company has none.
    #[must_use]
    pub fn robot_key(&self) -> &str {
        &self.robot_key
    }

    /// The practice ShowMeBug, whose paths begin at `/oauth/` and `/open_api/v1/` on the same base URL.
    #[must_use]
    pub fn showmebug(&self) -> ShowMeBug<'_> {
        ShowMeBug::of(&self.town, &self.showmebug.0, &self.showmebug.1)
    }

    /// Customer service, as the people in WeChat and the colleagues see it.
    #[must_use]
    pub fn service(&self) -> CustomerService<'_> {
        CustomerService::of(&self.town)
    }

    /// Forms, as the people see them who have their links.
    #[must_use]
    pub fn forms(&self) -> Forms<'_> {
        Forms::of(&self.town)
    }

    /// Smart sheets, as the people see them who may open them.
    #[must_use]
    pub fn sheets(&self) -> Sheets<'_> {
        Sheets::of(&self.town)
    }

    /// Meetings, as the people see them who take part, and the book of them.
    #[must_use]
    pub fn meetings(&self) -> Meetings<'_> {
        Meetings::of(&self.town)
    }

    /// Meeting rooms, as the people of the office see them, and the book of bookings.
    #[must_use]
    pub fn meeting_rooms(&self) -> MeetingRooms<'_> {
        MeetingRooms::of(&self.town)
    }

    /// Everyone in the company, visible or not.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Everything received so far, in the order of arrival: the newest [`Config::journal_calls`] calls. A call whose body
    /// broke off, or was above 32 MiB (40206), was not received.
    #[must_use]
    pub fn journal(&self) -> Vec<Call> {
        self.town.company().journal.calls()
    }

    /// How many older calls the journal holds no more. [`Sandbox::figures`] counts them all the same.
    #[must_use]
    pub fn forgotten(&self) -> u64 {
        self.town.company().journal.forgotten()
    }

    /// Totals of `message/send` so far.
    #[must_use]
    pub fn figures(&self) -> Figures {
        self.town.company().figures
    }

    /// The company's time, UTC milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.town.company().now_ms()
    }

    /// Moves the company's clock forward, by a hundred years in all at most; nothing moves it back.
    pub fn advance(&self, by: Duration) {
        self.town.company().advance(by);
    }

    /// Replaces all fault rules; their counters begin again at 1.
    pub fn set_faults(&self, rules: Vec<FaultRule>) {
        self.town.company().faults = Faults::new(rules);
    }

    /// Replaces all limits, lifts blocks and begins counting again.
    pub fn set_limits(&self, limits: Limits) {
        let mut company = self.town.company();
        company.limits = limits;
        company.gauges = Gauges::default();
    }

    /// Replaces the trusted IPs at once (WeCom needs about a minute). `None`: everyone may call.
    pub fn set_trusted_ips(&self, ips: Option<Vec<IpAddr>>) {
        self.town.company().trusted_ips = ips;
    }

    /// Enables or disables an app; false when the company has no such app.
    pub fn set_app_enabled(&self, agent_id: i64, enabled: bool) -> bool {
        let mut company = self.town.company();
        let Some(app) = company.app_of(agent_id) else { return false };
        company.apps[app].enabled = enabled;
        true
    }

    /// Resets an app's secret as an administrator does: the old one is refused with 40001 and its tokens with 40014.
    /// Returns the new secret, or `None` when the company has no such app.
    pub fn reset_secret(&self, agent_id: i64) -> Option<String> {
        let mut company = self.town.company();
        let app = company.app_of(agent_id)?;
        let secret = Dice::new(company.dice.number()).text(43);
        company.apps[app].secret.clone_from(&secret);
        company.revoke(app);
        Some(secret)
    }

    /// Makes all tokens expire now: 42001.
    pub fn expire_tokens(&self) {
        let mut company = self.town.company();
        let now = company.now_ms();
        company.tokens.values_mut().for_each(|token| token.expires_ms = token.expires_ms.min(now));
    }

    /// Withdraws all tokens before their time, as WeCom may: 40014.
    pub fn revoke_tokens(&self) {
        self.town.company().tokens.values_mut().for_each(|token| token.revoked = true);
    }

    /// Ends the server and waits until every connection is closed.
    pub async fn stop(self) {
        drop(self.alive);
        if let Err(error) = self.server.await {
            tracing::warn!(%error, "the practice company did not end well");
        }
    }
}

/// Shows where it listens and nothing that opens doors.
impl std::fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox")
            .field("base_url", &self.base_url)
            .field("corp_id", &self.corp_id)
            .finish_non_exhaustive()
    }
}
