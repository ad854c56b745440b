//! What all that was seen leads to. Each rule is a pure function of the observations: the same evidence gives the same
//! findings, in whatever order it came, in whatever language they are read, here and on a recording.
//!
//! A code or a page is a symptom and has several causes. A rule names the cause that the other observations leave, as
//! certain only where they leave no other one; where two are left, it names both, the likelier one first.
//!
//! Never in here: a question to anybody, or words.

mod address;
mod app;
mod clock;
mod contacts;
mod ends;
mod message;
mod proxy;
mod remarks;
mod tls;
mod token;
mod values;
mod way;

use beckon_model::doctor::{Call, CallEnd, Fact, Reply, Rule as Route, ranked};
use beckon_model::{Certainty, DoctorCode, DoctorState, DoctorStep, Finding, Observations};

/// A rule adds what it finds.
type Rule = fn(&mut Found<'_>);

const RULES: [Rule; 13] = [
    values::rule,
    way::rule,
    proxy::rule,
    tls::rule,
    ends::rule,
    clock::rule,
    token::rule,
    app::rule,
    address::rule,
    contacts::rule,
    message::rule,
    leftover,
    remarks::rule,
];

/// All findings, ranked.
pub(crate) fn diagnose(seen: &Observations) -> Vec<Finding> {
    let mut found = Found { seen, findings: Vec::new() };
    for rule in RULES {
        rule(&mut found);
    }
    ranked(found.findings)
}

/// What WeCom refused and no rule found a cause for: it is told all the same, with WeCom's own words.
fn leftover(found: &mut Found<'_>) {
    let wrong = |finding: &Finding| matches!(finding.state, DoctorState::Failure | DoctorState::Warning);
    for (made, errcode) in found.refusals(|_| true) {
        // Whose secret it is, is asked for the sake of another refusal, which is told.
        let asked_for = made.step == DoctorStep::App && made.call != Call::AgentGet;
        let asked_for = asked_for || (made.step == DoctorStep::Upload && contacts::is_no_apps(found));
        let told =
            found.findings.iter().any(|one| wrong(one) && (one.step == made.step || one.evidence.contains(&made.at)));
        if !asked_for && !told && wecom::errcode::cause(errcode) != Some(wecom::errcode::Cause::Address) {
            token::other(found, made, errcode);
        }
    }
}

/// What was seen, and what was found so far.
struct Found<'a> {
    seen: &'a Observations,
    findings: Vec<Finding>,
}

/// A call and what came of it, on the account's own way.
#[derive(Clone, Copy)]
struct Made<'a> {
    at: usize,
    step: DoctorStep,
    call: Call,
    end: &'a CallEnd,
    reply: Option<&'a Reply>,
    took_ms: u32,
    tries: u8,
}

impl<'a> Found<'a> {
    /// Adds a finding, unless an observation proves right what it accuses.
    fn add(
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
    fn calls(&self) -> Vec<Made<'a>> {
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
    fn refusals(&self, wanted: impl Fn(Call) -> bool) -> Vec<(Made<'a>, i64)> {
        self.calls()
            .into_iter()
            .filter_map(|made| match made.end {
                CallEnd::Refused { errcode, .. } if wanted(made.call) => Some((made, *errcode)),
                _ => None,
            })
            .collect()
    }

    /// What the way was seen to be.
    fn way(&self) -> Way<'a> {
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
    fn other_way_works(&self) -> Option<(usize, Option<&'a str>)> {
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
struct Way<'a> {
    at: Option<usize>,
    host: &'a str,
    default_host: bool,
    proxy: Option<&'a str>,
    fact: Option<&'a Fact>,
}

impl Way<'_> {
    fn host(&self) -> (&'static str, String) {
        ("host", self.host.to_owned())
    }

    /// The host is this computer.
    fn loopback(&self) -> bool {
        matches!(self.fact, Some(Fact::Way { rule: Route::Loopback, secure: false, .. }))
    }

    fn proxy(&self) -> (&'static str, String) {
        ("proxy", self.proxy.unwrap_or_default().to_owned())
    }

    /// The rule that led here, for words.
    fn rule(&self) -> [(&'static str, String); 2] {
        match self.fact {
            Some(Fact::Way { rule, by, .. }) => [("rule_word", rule.word().to_owned()), ("by", by.clone())],
            _ => [("rule_word", "rule_system_none".to_owned()), ("by", String::new())],
        }
    }
}
