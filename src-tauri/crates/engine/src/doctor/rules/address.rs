//! The address from which calls come: not trusted, moved, or two in turn.

use std::collections::BTreeSet;

use beckon_model::doctor::{CallEnd, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorStep};
use wecom::errcode::{Cause, cause};

use super::found::Found;

const STEP: DoctorStep = DoctorStep::TrustedIp;

pub(super) fn rule(found: &mut Found<'_>) {
    let refused: Vec<(usize, Option<String>)> = found
        .calls()
        .into_iter()
        .filter(|made| !made.is_optional())
        .filter_map(|made| match made.end {
            CallEnd::Refused { errcode, from_ip } if cause(*errcode) == Some(Cause::Address) => {
                Some((made.at, from_ip.clone()))
            }
            _ => None,
        })
        .collect();
    let Some((first, from_ip)) = refused.first().cloned() else { return };
    let now: BTreeSet<String> = found.calls().iter().filter_map(|made| ip_of(made.end)).collect();
    let ip = from_ip.or_else(|| now.iter().next().cloned()).unwrap_or_default();
    let stays: Vec<(usize, String, i64)> = found
        .seen
        .facts()
        .filter_map(|(at, fact)| match fact {
            Fact::Exit { ip, last_ms, .. } => Some((at, ip.clone(), *last_ms)),
            _ => None,
        })
        .collect();
    let evidence: Vec<usize> = refused.iter().map(|(at, _)| *at).chain(stays.iter().map(|(at, ..)| *at)).collect();
    let errcode = ("errcode", "60020".to_owned());
    // Within one run a laptop does not move.
    if now.len() > 1 {
        let params = [errcode, ("ips", now.into_iter().collect::<Vec<_>>().join(", ")), ("ip", ip)];
        return found.add(STEP, DoctorCode::IpsAlternate, Certainty::Certain, &evidence, &params);
    }
    let mut by_time = stays.clone();
    by_time.sort_by_key(|(_, _, last_ms)| *last_ms);
    let came_back = by_time.len() >= 3 && by_time.iter().rev().step_by(2).all(|(_, one, _)| *one == ip);
    let others: BTreeSet<&String> = by_time.iter().map(|(_, one, _)| one).collect();
    if came_back && others.len() == 2 {
        let params = [errcode, ("ips", others.into_iter().cloned().collect::<Vec<_>>().join(", ")), ("ip", ip)];
        return found.add(STEP, DoctorCode::IpsAlternate, Certainty::Likely, &evidence, &params);
    }
    let before = by_time.iter().rev().find(|(_, one, _)| *one != ip);
    match before {
        Some((_, before, last_ms)) if !ip.is_empty() => {
            let params = [errcode, ("ip", ip), ("before", before.clone()), ("since_ms", last_ms.to_string())];
            found.add(STEP, DoctorCode::IpMoved, Certainty::Certain, &evidence, &params);
        }
        _ => found.add(STEP, DoctorCode::IpNotTrusted, Certainty::Certain, &[first], &[errcode, ("ip", ip)]),
    }
}

fn ip_of(end: &CallEnd) -> Option<String> {
    match end {
        CallEnd::Done { from_ip } | CallEnd::Refused { from_ip, .. } => from_ip.clone(),
        _ => None,
    }
}
