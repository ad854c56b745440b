//! The app behind the token. That the secret and the AgentId are not the same app's is seen by one code; which of them is
//! wrong, and whose the secret is instead, by what else the token may read.

use beckon_model::doctor::{Call, CallEnd, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorStep};
use wecom::errcode::{Cause, Kind, cause, kind};

use super::found::{Found, Made};
use super::token::{cached, other, stripped};

const STEP: DoctorStep = DoctorStep::App;

pub(super) fn rule(found: &mut Found<'_>) {
    for (made, errcode) in found.refusals(|call| call == Call::AgentGet) {
        if stripped(errcode) || cached(errcode) {
            continue;
        }
        let params = [("errcode", errcode.to_string())];
        match cause(errcode) {
            Some(Cause::Address) => {}
            Some(Cause::Disabled) => found.add(STEP, DoctorCode::AppDisabled, Certainty::Certain, &[made.at], &params),
            Some(Cause::OtherApp) => whose(found, made, errcode),
            Some(Cause::AgentId) if whose_else(found, made, errcode) => {}
            Some(Cause::AgentId) => {
                let agent = [
                    params[0].clone(),
                    ("agent_id", of_token(found).map(|(_, id)| id.to_string()).unwrap_or_default()),
                ];
                found.add(STEP, DoctorCode::AgentIdWrong, Certainty::Certain, &[made.at], &agent);
            }
            _ if kind(errcode) == Kind::Permission && whose_else(found, made, errcode) => {}
            _ => other(found, made, errcode),
        }
    }
    for (at, fact) in found.seen.facts() {
        let Fact::App { enabled, users, departments, tags, .. } = fact else { continue };
        if !enabled {
            found.add(STEP, DoctorCode::AppDisabled, Certainty::Certain, &[at], &[]);
        } else if users + departments + tags == 0 {
            found.add(STEP, DoctorCode::RangeEmpty, Certainty::Certain, &[at], &[]);
        }
    }
}

/// AgentId and secret are of two apps: most often the AgentId is the older one, but nobody can know.
fn whose(found: &mut Found<'_>, made: Made<'_>, errcode: i64) {
    if whose_else(found, made, errcode) {
        return;
    }
    let named = of_token(found);
    let evidence: Vec<usize> = [Some(made.at), named.map(|(at, _)| at)].into_iter().flatten().collect();
    let params = [("errcode", errcode.to_string())];
    match named {
        Some((_, agent_id)) => {
            let params = [params[0].clone(), ("agent_id", agent_id.to_string())];
            found.add(STEP, DoctorCode::AgentIdOfSecret, Certainty::Likely, &evidence, &params);
        }
        None => found.add(STEP, DoctorCode::AgentOfAnotherApp, Certainty::Likely, &evidence, &params),
    }
    found.add(STEP, DoctorCode::SecretOfAnotherApp, Certainty::Possible, &evidence, &params);
}

/// The secret is no app's, by what its token may read: true where that is so.
fn whose_else(found: &mut Found<'_>, made: Made<'_>, errcode: i64) -> bool {
    let ended = |wanted: Call| {
        found
            .calls()
            .into_iter()
            .find(|one| one.step == STEP && one.call == wanted)
            .map(|one| (one.at, one.end.clone()))
    };
    let refused = |end: &Option<(usize, CallEnd)>| matches!(end, Some((_, CallEnd::Refused { .. })));
    let done = |end: &Option<(usize, CallEnd)>| matches!(end, Some((_, CallEnd::Done { .. })));
    let (apps, departments, follow) = (ended(Call::AgentList), ended(Call::Departments), ended(Call::FollowUsers));
    if !refused(&apps) {
        return false;
    }
    let (code, shown) = if done(&follow) {
        (DoctorCode::SecretOfCustomers, follow)
    } else if done(&departments) {
        (DoctorCode::SecretOfContacts, departments)
    } else {
        return false;
    };
    let evidence: Vec<usize> =
        [Some(made.at), apps.map(|(at, _)| at), shown.map(|(at, _)| at)].into_iter().flatten().collect();
    found.add(STEP, code, Certainty::Likely, &evidence, &[("errcode", errcode.to_string())]);
    true
}

/// The AgentId of the app that the token is for.
fn of_token(found: &Found<'_>) -> Option<(usize, i64)> {
    found.seen.facts().find_map(|(at, fact)| match fact {
        Fact::Apps { count: 1, ours: false, other: Some(agent_id) } => Some((at, *agent_id)),
        _ => None,
    })
}
