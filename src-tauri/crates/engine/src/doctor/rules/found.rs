//! What the rules read and write: the observations, by what a rule asks of them, and the findings so far.
//!
//! Never in here: a rule.

use beckon_model::doctor::{Call, CallEnd, Fact, Reply, Rule as Route};
use beckon_model::{Certainty, DoctorCode, DoctorStep, Finding, Observations};

/// What was seen, and what was found so far.
pub(super) struct Found<'a> {
    pub seen: &'a Observations,
    pub findings: Vec<Finding>,
}

/// A call and what came of it, on the account's own way.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub at: usize,
    pub step: DoctorStep,
    pub call: Call,
    pub end: &'a CallEnd,
    pub reply: Option<&'a Reply>,
    pub took_ms: u32,
    pub tries: u8,
}

impl Made<'_> {
    /// Asked for the sake of a refusal, which is told: whose secret it is. What became of such a call is no fault.
    pub fn asks_whose_secret(&self) -> bool {
        self.step == DoctorStep::App && self.call != Call::AgentGet
    }

    /// Asked about what a company need not have. What came of such a call says nothing about the account.
    pub fn is_optional(&self) -> bool {
        self.step.is_optional()
    }
}

impl<'a> Found<'a> {
    /// Adds a finding, unless an observation proves right what it accuses.
    pub fn add(
        &mut self,
        step: DoctorStep,
        code: DoctorCode,
        certainty: Certainty,
        evidence: &[usize],
        params: &[(&str, String)],
    ) {
        if let Some(finding) = self.seen.finding(step, code, certainty, evidence) {
            self.findings.push(params.iter().fold(finding, |finding, (name, value)| finding.with(name, value)));
        }
    }

    /// The calls on the account's own way.
    pub fn calls(&self) -> Vec<Made<'a>> {
        let seen = self.seen;
        seen.all()
            .filter_map(|(at, one)| match &one.fact {
                Fact::Called { call, end, reply, took_ms, tries, other_way: false } => Some(Made {
                    at,
                    step: one.step,
                    call: *call,
                    end,
                    reply: reply.as_ref(),
                    took_ms: *took_ms,
                    tries: *tries,
                }),
                _ => None,
            })
            .collect()
    }

    /// The refusals of a call, with their codes.
    pub fn refusals(&self, wanted: impl Fn(Call) -> bool) -> Vec<(Made<'a>, i64)> {
        self.calls()
            .into_iter()
            .filter_map(|made| match made.end {
                CallEnd::Refused { errcode, .. } if wanted(made.call) => Some((made, *errcode)),
                _ => None,
            })
            .collect()
    }

    /// What the way was seen to be.
    pub fn way(&self) -> Way<'a> {
        let seen = self.seen;
        seen.facts()
            .find_map(|(at, fact)| match fact {
                Fact::Way { host, default_host, proxy, .. } => Some(Way {
                    at: Some(at),
                    host,
                    default_host: *default_host,
                    proxy: proxy.as_deref(),
                    fact: Some(fact),
                }),
                _ => None,
            })
            .unwrap_or(Way { at: None, host: "", default_host: false, proxy: None, fact: None })
    }

    /// The other way leads to WeCom: where that was seen, and its proxy.
    pub fn other_way_works(&self) -> Option<(usize, Option<&'a str>)> {
        let seen = self.seen;
        let (at, _) = seen
            .facts()
            .find(|(_, fact)| matches!(fact, Fact::Called { end: CallEnd::Done { .. }, other_way: true, .. }))?;
        let proxy = seen.facts().find_map(|(_, fact)| match fact {
            Fact::OtherWay { proxy } => Some(proxy.as_deref()),
            _ => None,
        });
        Some((at, proxy.flatten()))
    }
}

/// The way, and where it was seen.
pub(super) struct Way<'a> {
    pub at: Option<usize>,
    pub host: &'a str,
    pub default_host: bool,
    pub proxy: Option<&'a str>,
    pub fact: Option<&'a Fact>,
}

impl Way<'_> {
    pub fn host(&self) -> (&'static str, String) {
        ("host", self.host.to_owned())
    }

    /// The host is this computer.
    pub fn loopback(&self) -> bool {
        matches!(self.fact, Some(Fact::Way { rule: Route::Loopback, secure: false, .. }))
    }

    pub fn proxy(&self) -> (&'static str, String) {
        ("proxy", self.proxy.unwrap_or_default().to_owned())
    }

    /// The rule that led here, for words.
    pub fn rule(&self) -> [(&'static str, String); 2] {
        match self.fact {
            Some(Fact::Way { rule, by, .. }) => [("rule_word", format!("rule_{}", rule.as_str())), ("by", by.clone())],
            _ => [("rule_word", "rule_system_none".to_owned()), ("by", String::new())],
        }
    }
}
