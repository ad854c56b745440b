//! The company while it runs: its clock, apps, tokens, people and records. One lock guards all of it.
//! No HTTP here.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::config::{App, Config, Limits, Range};
use crate::dice::Dice;
use crate::fault::Faults;
use crate::journal::{Call, Figures};
use crate::limits::Gauges;
use crate::roster::{self, DEPARTMENT_TREE, Member};
use crate::routes::message::Mail;

/// An access token that was handed out.
#[derive(Debug)]
pub(crate) struct Token {
    /// Index of its app.
    pub(crate) app: usize,
    pub(crate) expires_ms: i64,
    /// Withdrawn before its time: 40014 instead of 42001.
    pub(crate) revoked: bool,
}

/// Everything the routes read and change.
#[derive(Debug)]
pub(crate) struct Company {
    ahead: Duration,
    pub(crate) dice: Dice,
    pub(crate) corp_id: String,
    pub(crate) apps: Vec<App>,
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
    pub(crate) journal: Vec<Call>,
    pub(crate) figures: Figures,
    pub(crate) mail: Mail,
}

impl Company {
    pub(crate) fn new(config: Config) -> Self {
        let members: Arc<[Member]> =
            config.roster.unwrap_or_else(|| roster::roster(config.members, config.seed)).into();
        let by_userid = members.iter().enumerate().map(|(at, m)| (m.userid.to_ascii_lowercase(), at)).collect();
        Self {
            ahead: Duration::ZERO,
            dice: Dice::new(config.seed ^ 0x0063_6F6D_7061_6E79),
            corp_id: config.corp_id,
            sight: config.apps.iter().map(|app| members.iter().map(|m| in_range(&app.range, m)).collect()).collect(),
            apps: config.apps,
            members,
            by_userid,
            tokens: HashMap::new(),
            limits: config.limits,
            gauges: Gauges::default(),
            faults: Faults::new(config.faults),
            trusted_ips: config.trusted_ips,
            trusted_ips_on_gettoken: config.trusted_ips_on_gettoken,
            parallel: HashMap::new(),
            journal: Vec::new(),
            figures: Figures::default(),
            mail: Mail::default(),
        }
    }

    /// The company's time, UTC milliseconds: the real time and what [`Company::advance`] added.
    #[allow(clippy::disallowed_methods, reason = "the company has a clock of its own, and this is it")]
    pub(crate) fn now_ms(&self) -> i64 {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from((real + self.ahead).as_millis()).unwrap_or(i64::MAX)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }

    /// Index of the app with this AgentId.
    pub(crate) fn app_of(&self, agent_id: i64) -> Option<usize> {
        self.apps.iter().position(|app| app.agent_id == agent_id)
    }

    /// Index of a member, whatever the case of `userid`.
    pub(crate) fn member_of(&self, userid: &str) -> Option<usize> {
        self.by_userid.get(&userid.to_ascii_lowercase()).copied()
    }

    /// Index of a member whom the app sees.
    pub(crate) fn visible(&self, app: usize, userid: &str) -> Option<usize> {
        self.member_of(userid).filter(|member| self.sees(app, *member))
    }

    pub(crate) fn sees(&self, app: usize, member: usize) -> bool {
        self.sight[app][member]
    }

    /// Takes all tokens of an app back: they are invalid (40014), not expired.
    pub(crate) fn revoke(&mut self, app: usize) {
        self.tokens.values_mut().filter(|token| token.app == app).for_each(|token| token.revoked = true);
    }
}

fn in_range(range: &Range, member: &Member) -> bool {
    match range {
        Range::Marked => member.visible,
        Range::Everyone => true,
        Range::Only { userids, departments, tags } => {
            userids.iter().any(|userid| userid.eq_ignore_ascii_case(&member.userid))
                || departments.iter().any(|id| member.department.iter().any(|own| is_under(*own, *id)))
                || tags.iter().any(|tag| member.tags.contains(tag))
        }
    }
}

/// Whether `department` is `ancestor` or somewhere below it.
pub(crate) fn is_under(department: i64, ancestor: i64) -> bool {
    department == ancestor
        || DEPARTMENT_TREE
            .iter()
            .find(|(id, ..)| *id == department)
            .is_some_and(|(_, _, _, parent)| is_under(*parent, ancestor))
}
