//! What all that was seen leads to. Each rule is a pure function of the observations: the same evidence gives the same
//! findings, in whatever order it came, in whatever language they are read, here and on a recording.
//!
//! A code or a page is a symptom and has several causes. A rule names the cause that the other observations leave, as
//! certain only where they leave no other one; where two are left, it names both, the likelier one first.
//!
//! Never in here: a question to anybody, or words.

mod address;
mod app;
mod calendars;
mod clock;
mod contacts;
mod ends;
mod found;
mod message;
mod outside;
mod proxy;
mod remarks;
mod team;
mod tls;
mod token;
mod values;
mod way;

use beckon_model::doctor::ranked;
use beckon_model::{DoctorState, DoctorStep, Finding, Observations};

pub(super) use calendars::is_allowed;
use found::Found;
pub(super) use outside::not_callable;

/// A rule adds what it finds.
type Rule = fn(&mut Found<'_>);

const RULES: [Rule; 16] = [
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
    outside::rule,
    calendars::rule,
    message::rule,
    team::rule,
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
        let asked_for = made.asks_whose_secret() || (made.step == DoctorStep::Upload && contacts::is_no_apps(found));
        let told =
            found.findings.iter().any(|one| wrong(one) && (one.step == made.step || one.evidence.contains(&made.at)));
        if !asked_for
            && !made.is_optional()
            && !told
            && wecom::errcode::cause(errcode) != Some(wecom::errcode::Cause::Address)
        {
            token::other(found, made, errcode);
        }
    }
}
