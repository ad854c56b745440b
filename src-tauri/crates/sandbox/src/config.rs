//! What a practice company is made of: its apps, its limits, its trusted IPs.
//! Only plain values; nothing here runs.

use std::net::IpAddr;
use std::time::Duration;

use crate::customers::CUSTOMER_CONTACT;
use crate::dice::Dice;
use crate::meeting_rooms::{MeetingRoom, meeting_rooms};
use crate::service::{Repeated, ServiceAccount, accounts};
use crate::showmebug::Team;
use crate::{FaultRule, Member};

/// Everything a practice company starts with. The default is ready to use: 40 members, one app, WeCom's documented
/// limits, no faults.
///
/// ```
/// let config = beckon_sandbox::Config { members: 200, ..beckon_sandbox::Config::default() };
/// assert_eq!(config.apps[0].agent_id, 1_000_002);
/// assert_eq!(config.apps[0].secret.len(), 43);
/// ```
#[derive(Clone)]
pub struct Config {
    /// Port on 127.0.0.1; 0 lets the system choose a free one.
    pub port: u16,
    /// How many members [`roster`](crate::roster) makes. Not used when [`Config::roster`] is given.
    pub members: usize,
    /// Start of everything that looks random: secrets, tokens, msgids, generated members.
    pub seed: u64,
    /// The company's id, as an administrator reads it in "My Company".
    pub corp_id: String,
    /// The self-built apps of the company.
    pub apps: Vec<App>,
    /// Frequency limits and lifetimes.
    pub limits: Limits,
    /// The team of the practice ShowMeBug on the same port.
    pub showmebug: Team,
    /// Faults to play from the start, here and at the practice ShowMeBug; see [`FaultRule`].
    pub faults: Vec<FaultRule>,
    /// Trusted IPs (企业可信IP). `None`: an old app without such a list, everyone may call. `Some`: all others get
    /// 60020. Callers come from 127.0.0.1, so a list without it refuses everyone.
    pub trusted_ips: Option<Vec<IpAddr>>,
    /// Whether gettoken, too, answers 60020. Traces show that WeCom's gettoken does not ask for the IP; one note assumes
    /// that it does. Off by default.
    pub trusted_ips_on_gettoken: bool,
    /// Time every call takes before it is processed: the network and WeCom's own work.
    pub latency: Duration,
    /// Own members in place of the made ones.
    pub roster: Option<Vec<Member>>,
    /// Keys of the group robots; each is the credential of one robot.
    pub robots: Vec<String>,
    /// Its accounts of WeChat customer service (微信客服); by default one that apps manage and one that colleagues do.
    pub service: Vec<ServiceAccount>,
    /// Whether the API of customer service is switched on; else 95017 there. On by default.
    pub service_api: bool,
    /// Its meeting rooms; by default five in two cities, one of which needs approval.
    pub meeting_rooms: Vec<MeetingRoom>,
    /// userids of the members with the customer-contact function (客户联系使用范围); others get 84074 there. Those who are
    /// no members do not count.
    pub customer_contact: Vec<String>,
    /// How many customers those members have at the start, up to 20,000; every eighth has deleted the member.
    pub customers: usize,
    /// How many customers acquisition links may add. `None`: the acquisition assistant (获客助手) was not bought, and its
    /// calls get 48002.
    pub acquisition_quota: Option<u32>,
    /// What a message of customer service gets whose msgid its account has had. [`Repeated::Refused`] by default.
    pub service_repeats: Repeated,
    /// How long people take to answer an invitation or to confirm a mass message, on the company's clock.
    pub people_answer_after: Duration,
    /// How long a mass message is being given to its employees: until then its results are refused with 41063. WeCom does not
    /// publish it; two seconds by default.
    pub mass_dispatch: Duration,
    /// Calls the [journal](crate::Sandbox::journal) keeps, bodies included; of more the oldest are forgotten. 0 keeps none.
    pub journal_calls: usize,
    /// Connections at a time; more wait until one ends. 256 by default: each may hold what a stranger sends.
    pub connections: usize,
    /// Bytes of bodies, paths and queries that it keeps; the newest call is kept whatever its size.
    pub journal_bytes: usize,
    /// Bytes of uploads that are kept, each counting 64 KiB more than it has; of more the oldest are forgotten.
    pub upload_bytes: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self::seeded(1)
    }
}

impl Config {
    /// The default company, with corp id, secret and everything random made from `seed`.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self {
            port: 0,
            members: 40,
            seed,
            corp_id: format!("ww{:016x}", Dice::new(seed).number()),
            apps: vec![App::new(1_000_002, "Beckon 面试通知", seed)],
            limits: Limits::default(),
            showmebug: Team::seeded(seed),
            faults: Vec::new(),
            trusted_ips: None,
            trusted_ips_on_gettoken: false,
            latency: Duration::ZERO,
            roster: None,
            robots: vec![Dice::new(seed ^ 0x0072_6F62_6F74).uuid()],
            service: accounts(seed),
            service_api: true,
            meeting_rooms: meeting_rooms(),
            customer_contact: CUSTOMER_CONTACT.map(str::to_owned).to_vec(),
            customers: 16,
            acquisition_quota: Some(100),
            service_repeats: Repeated::Refused,
            people_answer_after: Duration::from_secs(60),
            mass_dispatch: Duration::from_secs(2),
            journal_calls: 200_000,
            connections: 256,
            journal_bytes: 64 * 1024 * 1024,
            upload_bytes: 64 * 1024 * 1024,
        }
    }

    /// The default company with an id, secrets and a robot's key that nobody can foresee: drawn by the operating system.
    ///
    /// # Errors
    /// The operating system has no random numbers.
    pub fn unforeseen() -> std::io::Result<Self> {
        let mut apps = Self::default().apps;
        for app in &mut apps {
            app.secret = Dice::unforeseen()?.text(43);
        }
        let robots = vec![Dice::unforeseen()?.uuid()];
        let corp_id = format!("ww{:016x}", Dice::unforeseen()?.number());
        let showmebug = Team::seeded(Dice::unforeseen()?.number());
        Ok(Self { corp_id, apps, robots, showmebug, ..Self::default() })
    }
}

/// Shows how many robots there are, not their keys.
impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Config")
            .field("port", &self.port)
            .field("members", &self.roster.as_ref().map_or(self.members, Vec::len))
            .field("corp_id", &self.corp_id)
            .field("apps", &self.apps)
            .field("limits", &self.limits)
            .field("showmebug", &self.showmebug)
            .field("faults", &self.faults)
            .field("trusted_ips", &self.trusted_ips)
            .field("trusted_ips_on_gettoken", &self.trusted_ips_on_gettoken)
            .field("latency", &self.latency)
            .field("robots", &self.robots.len())
            .field("service", &self.service)
            .field("service_api", &self.service_api)
            .field("meeting_rooms", &self.meeting_rooms)
            .field("customer_contact", &self.customer_contact)
            .field("customers", &self.customers)
            .field("acquisition_quota", &self.acquisition_quota)
            .field("service_repeats", &self.service_repeats)
            .field("people_answer_after", &self.people_answer_after)
            .field("mass_dispatch", &self.mass_dispatch)
            .field("journal_calls", &self.journal_calls)
            .field("connections", &self.connections)
            .field("journal_bytes", &self.journal_bytes)
            .field("upload_bytes", &self.upload_bytes)
            .finish_non_exhaustive()
    }
}

/// A self-built app (自建应用) of the company.
#[derive(Clone)]
pub struct App {
    /// The AgentId; unique in the company.
    pub agent_id: i64,
    /// Name shown to members.
    pub name: String,
    /// The Secret, 43 characters in WeCom.
    pub secret: String,
    /// A disabled app gets 50003 on every call.
    pub enabled: bool,
    /// Whom the app may see and send to.
    pub range: Range,
    /// Made before 2022-06-20: reads phone, mail, gender and picture of members, too. Off by default.
    pub made_before_2022: bool,
    /// What the secret is of.
    pub of: SecretOf,
    /// Has a receive-message URL, without which cards people can answer are refused (43012). Off by default.
    pub callback_url: bool,
    /// Listed among the callable apps of Customer Contact; else 48002 there. On by default.
    pub customer_contact: bool,
    /// Listed among the callable apps of WeChat customer service; else 48002 there. On by default.
    pub customer_service: bool,
    /// Listed among the callable apps of Documents, forms among them; else 48002 there. On by default.
    pub documents: bool,
    /// Listed among the callable apps of Schedule; else 90472 there. On by default.
    pub schedule: bool,
    /// Listed among the callable apps of Meeting; else 48002 there. On by default.
    pub meetings: bool,
    /// Listed among the callable apps of Meeting rooms; else 48002 there. On by default.
    pub meeting_rooms: bool,
    /// Mini programs linked to the app; others get 90206. `None`, the default: every one is.
    pub mini_programs: Option<Vec<String>>,
}

impl App {
    /// An enabled app that sees the members marked visible, with a 43-character secret made from `seed` and `agent_id`.
    #[must_use]
    pub fn new(agent_id: i64, name: &str, seed: u64) -> Self {
        let secret = Dice::new(seed ^ agent_id.unsigned_abs().rotate_left(32)).text(43);
        Self {
            agent_id,
            name: name.to_owned(),
            secret,
            enabled: true,
            range: Range::Marked,
            made_before_2022: false,
            of: SecretOf::App,
            callback_url: false,
            customer_contact: true,
            customer_service: true,
            documents: true,
            schedule: true,
            meetings: true,
            meeting_rooms: true,
            mini_programs: None,
        }
    }

    /// The contact-sync secret of the company (通讯录同步); it sees everyone, has no AgentId and sends nothing.
    #[must_use]
    pub fn contact_sync(seed: u64) -> Self {
        Self { of: SecretOf::Contacts, range: Range::Everyone, ..Self::new(0, "通讯录同步", seed) }
    }

    /// The customer-contact secret of the company (客户联系); it has no AgentId and sends nothing.
    #[must_use]
    pub fn customers(seed: u64) -> Self {
        Self { of: SecretOf::Customers, range: Range::Everyone, ..Self::new(-1, "客户联系", seed) }
    }
}

/// What a secret of a company is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretOf {
    /// A self-built app.
    App,
    /// The address book (通讯录同步): ids only, no messages.
    Contacts,
    /// Customer contact (客户联系): external contacts, no messages to members.
    Customers,
}

/// Shows which app it is, not its secret.
impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("agent_id", &self.agent_id).field("name", &self.name).finish_non_exhaustive()
    }
}

/// The visible range (可见范围) of an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Range {
    /// The members whose [`Member::visible`] is true.
    Marked,
    /// The whole company.
    Everyone,
    /// These members, departments (with all below them) and tags.
    Only {
        /// userids, in any case.
        userids: Vec<String>,
        /// Department ids.
        departments: Vec<i64>,
        /// Tag ids.
        tags: Vec<i64>,
    },
}

/// Limits, all on the company's own clock. `None` switches a limit off. A limit that is hit answers 45009 (45033 for
/// parallel calls) and blocks for as long as its window: a minute 60 s, an hour 60 min, a day until midnight in Beijing.
///
/// Source: "Access frequency limits" path/90312, "Global error codes" path/90313 help 45009.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Messages of one app to one member in 60 seconds; the rest is dropped without an error. WeCom: 30.
    pub member_per_minute: u32,
    /// Messages of one app to one member in an hour; the rest is dropped without an error. WeCom: 1000.
    pub member_per_hour: u32,
    /// Calls of one API by the company in 60 seconds. WeCom: 10,000. `message/send` does not count here.
    pub calls_per_minute: Option<u32>,
    /// Calls of one API by the company in an hour. WeCom: 150,000. `message/send` does not count here.
    pub calls_per_hour: Option<u32>,
    /// Calls of `message/send` in 60 seconds. WeCom documents none; it may change its thresholds at any time.
    pub sends_per_minute: Option<u32>,
    /// People one app may reach in a day, a call to 1000 people being 1000. WeCom: account cap of the company x 200.
    pub people_per_day: Option<u64>,
    /// Calls of one API at the same moment; beyond it 45033. WeCom does not publish the number.
    pub parallel_calls: Option<u32>,
    /// Wrong secrets at gettoken in an hour; beyond it gettoken is blocked for an hour. Staff named about 2000.
    pub wrong_secrets_per_hour: Option<u32>,
    /// Wrong look-ups by phone or mail, in percent of the members; beyond it they are blocked for a day. WeCom: 20 percent
    /// of the company's cap.
    pub wrong_lookups_percent: Option<u32>,
    /// Pictures for `media/uploadimg` a day. WeCom: 1000 a day and 3000 a month.
    pub pictures_per_day: Option<u32>,
    /// Mass messages that a customer gets in 30 days, of all members together; more end with status 3. WeCom: as many as the
    /// month has days, unless the company chose 7 a week or 1 a day.
    pub mass_per_month: Option<u32>,
    /// Messages of one group robot in 60 seconds. WeCom: 20.
    pub robot_per_minute: Option<u32>,
    /// Calls of `kf/sync_msg` for one account in 60 seconds without the token of a callback. WeCom says "strictly limited"
    /// and no number.
    pub kf_syncs_per_minute: Option<u32>,
    /// Life of an access token in seconds. WeCom: 7200.
    pub token_seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            member_per_minute: 30,
            member_per_hour: 1000,
            calls_per_minute: None,
            calls_per_hour: None,
            sends_per_minute: None,
            people_per_day: None,
            parallel_calls: None,
            wrong_secrets_per_hour: None,
            wrong_lookups_percent: None,
            pictures_per_day: Some(1000),
            mass_per_month: Some(30),
            robot_per_minute: Some(20),
            kf_syncs_per_minute: Some(30),
            token_seconds: 7200,
        }
    }
}
