//! The company while it runs: its clock, apps, tokens, people and records. One lock guards all of it.
//! No HTTP here.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::config::{App, Config, Limits};
use crate::customers::{Customers, with_function};
use crate::dice::Dice;
use crate::fault::Faults;
use crate::journal::{Figures, Journal};
use crate::limits::Gauges;
use crate::media::Library;
use crate::range::Granted;
use crate::roster::{self, Member};
use crate::showmebug::state::Office;
use crate::state::diary::Diary;
use crate::state::doors::Doors;
use crate::state::forms::Cabinet;
use crate::state::mail::Mail;
use crate::state::mass::MassSends;
use crate::state::meetings::MeetingBook;
use crate::state::rooms::RoomBook;
use crate::state::service::Desk;
use crate::state::sheets::Shelf;
use crate::state::tags::Tags;
use crate::state::ways::Entrances;
use crate::state::welcomes::Welcomes;

/// A hundred years: as far as clocks and people's patience go, and far from any overflow.
const FAR: Duration = Duration::from_secs(100 * 365 * 86_400);

/// An access token that was handed out.
pub(crate) struct Token {
    /// Index of its app.
    pub(crate) app: usize,
    pub(crate) expires_ms: i64,
    /// Withdrawn before its time: 40014 instead of 42001.
    pub(crate) revoked: bool,
}

/// Everything the routes read and change. No `Debug`: it holds secrets and tokens.
pub(crate) struct Company {
    ahead: Duration,
    pub(crate) dice: Dice,
    pub(crate) corp_id: String,
    pub(crate) apps: Vec<App>,
    /// Per app: what its visible range grants.
    pub(crate) granted: Vec<Granted>,
    /// Per app, per member: inside the visible range.
    sight: Vec<Vec<bool>>,
    pub(crate) members: Arc<[Member]>,
    by_userid: HashMap<String, usize>,
    pub(crate) tokens: HashMap<String, Token>,
    pub(crate) limits: Limits,
    pub(crate) gauges: Gauges,
    pub(crate) faults: Faults,
    pub(crate) trusted_ips: Option<Vec<IpAddr>>,
    pub(crate) trusted_ips_on_gettoken: bool,
    /// Calls in progress per path.
    pub(crate) parallel: HashMap<String, u32>,
    pub(crate) journal: Journal,
    pub(crate) figures: Figures,
    pub(crate) mail: Mail,
    pub(crate) media: Library,
    /// Members with the customer-contact function, as the company spells them.
    pub(crate) contact_members: Vec<String>,
    pub(crate) customers: Customers,
    pub(crate) entrances: Entrances,
    pub(crate) tags: Tags,
    pub(crate) mass: MassSends,
    /// How long a task is given to its employees.
    pub(crate) mass_dispatch_ms: i64,
    pub(crate) welcomes: Welcomes,
    pub(crate) diary: Diary,
    pub(crate) doors: Doors,
    pub(crate) desk: Desk,
    pub(crate) cabinet: Cabinet,
    pub(crate) shelf: Shelf,
    pub(crate) meetings: MeetingBook,
    pub(crate) rooms: RoomBook,
    /// Keys of the group robots.
    pub(crate) robots: Vec<String>,
    pub(crate) people_answer_after_ms: i64,
    /// The practice ShowMeBug next door.
    pub(crate) showmebug: Office,
}

impl Company {
    /// The company of `config`, with a server at `base_url`.
    pub(crate) fn new(config: Config, base_url: String) -> Self {
        let members: Arc<[Member]> =
            config.roster.unwrap_or_else(|| roster::roster(config.members, config.seed)).into();
        let by_userid = members.iter().enumerate().map(|(at, m)| (m.userid.to_ascii_lowercase(), at)).collect();
        let contact_members = with_function(&members, &config.customer_contact);
        let customers = Customers::of(&contact_members, config.customers, config.seed);
        let journal = || Journal::keeping(config.journal_calls, config.journal_bytes);
        let granted: Vec<Granted> = config.apps.iter().map(|app| Granted::by(&app.range, &members)).collect();
        Self {
            ahead: Duration::ZERO,
            dice: Dice::new(config.seed ^ 0x0063_6F6D_7061_6E79),
            corp_id: config.corp_id,
            sight: granted.iter().map(|granted| members.iter().map(|m| granted.sees(m)).collect()).collect(),
            granted,
            apps: config.apps,
            members,
            by_userid,
            tokens: HashMap::new(),
            limits: config.limits,
            gauges: Gauges::default(),
            desk: Desk::new(config.service, config.service_api, config.service_repeats, base_url.clone()),
            tags: Tags::new(now_ms(Duration::ZERO)),
            cabinet: Cabinet::new(base_url.clone()),
            shelf: Shelf::new(base_url.clone()),
            meetings: MeetingBook::new(base_url.clone()),
            rooms: RoomBook::new(config.meeting_rooms),
            entrances: Entrances::new(base_url.clone(), config.acquisition_quota, now_ms(Duration::ZERO)),
            showmebug: Office::new(config.showmebug, base_url, config.faults.clone(), journal()),
            faults: Faults::new(config.faults),
            trusted_ips: config.trusted_ips,
            trusted_ips_on_gettoken: config.trusted_ips_on_gettoken,
            parallel: HashMap::new(),
            journal: journal(),
            figures: Figures::default(),
            mail: Mail::default(),
            media: Library::keeping(config.upload_bytes),
            mass: MassSends::default(),
            mass_dispatch_ms: ms(config.mass_dispatch),
            welcomes: Welcomes::new(),
            diary: Diary::default(),
            doors: Doors::default(),
            robots: config.robots,
            people_answer_after_ms: ms(config.people_answer_after),
            contact_members,
            customers,
        }
    }

    /// The company's time, UTC milliseconds: the real time and what [`Company::advance`] added.
    pub(crate) fn now_ms(&self) -> i64 {
        now_ms(self.ahead)
    }

    /// Lets employees have done what they do by now.
    pub(crate) fn settle(&mut self) {
        let now_ms = self.now_ms();
        self.mass.settle(&self.customers, self.limits.mass_per_month, now_ms);
    }

    /// Moves the clock on, by [`FAR`] in all at most.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by).min(FAR);
    }

    /// Index of the app with this AgentId.
    pub(crate) fn app_of(&self, agent_id: i64) -> Option<usize> {
        self.apps.iter().position(|app| app.agent_id == agent_id)
    }

    /// Index of a member, whatever the case of `userid`.
    pub(crate) fn member_of(&self, userid: &str) -> Option<usize> {
        self.by_userid.get(&userid.to_ascii_lowercase()).copied()
    }

    /// Index of a member that the app sees.
    pub(crate) fn visible(&self, app: usize, userid: &str) -> Option<usize> {
        self.member_of(userid).filter(|member| self.sees(app, *member))
    }

    /// The members that the app sees.
    pub(crate) fn seen_by(&self, app: usize) -> impl Iterator<Item = &Member> {
        self.members.iter().zip(&self.sight[app]).filter(|(_, seen)| **seen).map(|(member, _)| member)
    }

    pub(crate) fn sees(&self, app: usize, member: usize) -> bool {
        self.sight[app][member]
    }

    /// Takes all tokens of an app back: they are invalid (40014), not expired.
    pub(crate) fn revoke(&mut self, app: usize) {
        self.tokens.values_mut().filter(|token| token.app == app).for_each(|token| token.revoked = true);
    }
}

/// The real time and so much, UTC milliseconds.
#[allow(clippy::disallowed_methods, reason = "the company has a clock of its own, and this is it")]
fn now_ms(ahead: Duration) -> i64 {
    let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(real.saturating_add(ahead).as_millis()).unwrap_or(i64::MAX)
}

/// Milliseconds, of [`FAR`] at most.
fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.min(FAR).as_millis()).unwrap_or(i64::MAX)
}
