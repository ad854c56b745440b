//! All observations of a run, in one order whatever the order in which they came, and what they prove.
//!
//! 1. A value that an observation proves right can not be accused: a finding needs an [`Unproven`], which only these
//!    observations give.
//! 2. A recording of another computer is read with limits: it is a file that somebody sent.

use serde::{Deserialize, Serialize};

use super::call::{Call, CallEnd};
use super::code::DoctorCode;
use super::fact::{Fact, Observation};
use super::finding::{Certainty, Finding, Unproven};
use super::state::DoctorFix;
use super::step::DoctorStep;
use super::way::{KeyringLook, ProxyEnd, TlsEnd};

/// How far a clock may be off before messages leave at another time than agreed, milliseconds.
pub const CLOCK_MAY_BE_OFF_MS: i64 = 5 * 60_000;

/// WeCom's codes for an address that is not trusted.
const NOT_TRUSTED: i64 = 60020;

/// What was seen in one run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Observations(Vec<Observation>);

impl From<Vec<Observation>> for Observations {
    fn from(mut all: Vec<Observation>) -> Self {
        // Steps run side by side: what they saw at the same time has no order of its own.
        all.sort_by_cached_key(|one| (one.step, one.at_ms, format!("{:?}", one.fact)));
        Self(all)
    }
}

impl Observations {
    /// Whether nothing was seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them with their places.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (usize, &Observation)> {
        self.0.iter().enumerate()
    }

    /// The facts with their places.
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = (usize, &Fact)> {
        self.all().map(|(at, one)| (at, &one.fact))
    }

    /// The one at this place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Observation> {
        self.0.get(at)
    }

    /// Those of this step and the steps before it.
    #[must_use]
    pub fn up_to(&self, step: DoctorStep) -> Self {
        Self(self.0.iter().filter(|one| one.step <= step).cloned().collect())
    }

    /// Those of all other steps.
    #[must_use]
    pub fn without(&self, step: DoctorStep) -> Self {
        Self(self.0.iter().filter(|one| one.step != step).cloned().collect())
    }

    /// A finding, where nothing proves right what its code accuses.
    #[must_use]
    pub fn finding(
        &self,
        step: DoctorStep,
        code: DoctorCode,
        certainty: Certainty,
        evidence: &[usize],
    ) -> Option<Finding> {
        let fix = code.fix();
        let unproven = Unproven::unless(fix.is_some_and(|fix| self.proves(fix)), fix)?;
        Some(Finding::new(step, code, certainty, evidence.to_vec(), unproven))
    }

    /// Whether something that was seen proves that this is right.
    #[must_use]
    pub fn proves(&self, fix: DoctorFix) -> bool {
        match fix {
            DoctorFix::CorpId => self.done(Call::Gettoken),
            // A token alone may be another app's.
            DoctorFix::Secret => {
                self.done(Call::AgentGet) || self.any(|fact| matches!(fact, Fact::Apps { ours: true, .. }))
            }
            DoctorFix::AgentId => {
                self.done(Call::AgentGet) || self.any(|fact| matches!(fact, Fact::Apps { ours: true, .. }))
            }
            DoctorFix::ApiHost => {
                self.any(|fact| matches!(fact, Fact::Way { default_host: true, .. })) || self.wecom_answered()
            }
            DoctorFix::Proxy => {
                self.any(|fact| matches!(fact, Fact::Proxy { end: ProxyEnd::Through, .. })) && self.wecom_answered()
            }
            DoctorFix::Certificate => self.any(|fact| matches!(fact, Fact::Tls { end: TlsEnd::Good, .. })),
            DoctorFix::Clock => self.clock_off_ms().is_some_and(|off| off.abs() <= CLOCK_MAY_BE_OFF_MS),
            DoctorFix::Keyring => self.any(|fact| matches!(fact, Fact::Keyring { look: KeyringLook::Good })),
            DoctorFix::EnableApp => self.message_accepted(),
            DoctorFix::TrustedIp => self.calls_with_token_done() && !self.refused_with(NOT_TRUSTED),
            DoctorFix::VisibleRange | DoctorFix::Userid | DoctorFix::Licence => self.message_accepted(),
            DoctorFix::CustomerContact => self.any(|fact| matches!(fact, Fact::Colleagues { count: 1.. })),
            DoctorFix::CustomerService => self.any(|fact| matches!(fact, Fact::ServiceAccounts { managed: 1.., .. })),
            // Each step at the team, and each of the calendars, says one thing.
            DoctorFix::CallableApps | DoctorFix::Network | DoctorFix::Team | DoctorFix::Wait => false,
        }
    }

    /// How far this computer's clock is ahead of WeCom's, milliseconds, by WeCom's answer without a token.
    #[must_use]
    pub fn clock_off_ms(&self) -> Option<i64> {
        self.all().find_map(|(_, one)| match &one.fact {
            Fact::Called {
                call: Call::Ask, end: CallEnd::Done { .. }, reply: Some(reply), other_way: false, ..
            } => reply.date_ms.map(|date| one.at_ms - date - reply.age_s.unwrap_or_default().saturating_mul(1000)),
            _ => None,
        })
    }

    /// Whether WeCom itself answered a call that needs no token, on the account's own way.
    #[must_use]
    pub fn wecom_answered(&self) -> bool {
        [Call::Ask, Call::AskToken, Call::Gettoken].into_iter().any(|call| self.done(call))
    }

    /// Whether a call was done, on the account's own way.
    #[must_use]
    pub fn done(&self, wanted: Call) -> bool {
        self.any(|fact| {
            matches!(fact, Fact::Called { call, end: CallEnd::Done { .. }, other_way: false, .. } if *call == wanted)
        })
    }

    /// Whether WeCom refused a call with this code.
    #[must_use]
    pub fn refused_with(&self, code: i64) -> bool {
        self.any(|fact| matches!(fact, Fact::Called { end: CallEnd::Refused { errcode, .. }, .. } if *errcode == code))
    }

    fn calls_with_token_done(&self) -> bool {
        self.any(|fact| {
            matches!(fact, Fact::Called { call, end: CallEnd::Done { .. }, other_way: false, .. } if call.has_token())
        })
    }

    fn message_accepted(&self) -> bool {
        self.any(|fact| matches!(fact, Fact::Message { usable: true, invalid: false, unlicensed: false }))
    }

    fn any(&self, is: impl Fn(&Fact) -> bool) -> bool {
        self.0.iter().any(|one| is(&one.fact))
    }
}

/// Puts findings into their order, each once.
#[must_use]
pub fn ranked(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(Finding::rank);
    findings.dedup_by_key(|finding| (finding.step, finding.code));
    findings
}
