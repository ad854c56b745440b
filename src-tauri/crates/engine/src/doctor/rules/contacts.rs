//! Whom the app reaches, what it may read, WeCom's addresses, and uploads.

use beckon_model::doctor::{Call, Fact};
use beckon_model::{Certainty, DoctorCode, DoctorStep};
use wecom::errcode::{Cause, cause};

use super::found::Found;
use super::token::{cached, other, stripped};

pub(super) fn rule(found: &mut Found<'_>) {
    for (made, errcode) in found.refusals(|_| true) {
        let told_elsewhere = stripped(errcode) || cached(errcode) || cause(errcode) == Some(Cause::Address);
        match (made.step, made.call) {
            _ if told_elsewhere => {}
            (DoctorStep::Contacts, _) if is_busy(errcode) => other(found, made, errcode),
            (DoctorStep::Contacts, _) => {
                let params = [("errcode", errcode.to_string())];
                found.add(DoctorStep::Contacts, DoctorCode::ContactsNone, Certainty::Certain, &[made.at], &params);
            }
            // A secret that is no app's uploads nothing.
            (DoctorStep::Upload, _) if is_no_apps(found) => {}
            (DoctorStep::ApiIps | DoctorStep::Upload, Call::DomainIps | Call::Upload) => other(found, made, errcode),
            _ => {}
        }
    }
    for (at, one) in found.seen.all() {
        match &one.fact {
            Fact::People { people: 0, more: false, .. } if !range_is_empty(found) => {
                found.add(one.step, DoctorCode::RangeReachesNobody, Certainty::Certain, &[at], &[]);
            }
            Fact::Addresses { count, blocked, .. } if !blocked.is_empty() => {
                let params =
                    [("count", count.to_string()), ("blocked", blocked.len().to_string()), ("ips", blocked.join(" "))];
                found.add(one.step, DoctorCode::ApiIpsBlocked, Certainty::Certain, &[at], &params);
            }
            _ => {}
        }
    }
}

/// That is told already, with the app.
fn range_is_empty(found: &Found<'_>) -> bool {
    found.seen.facts().any(|(_, fact)| matches!(fact, Fact::App { users: 0, departments: 0, tags: 0, .. }))
}

/// The secret was found to be something else's than an app's.
pub(super) fn is_no_apps(found: &Found<'_>) -> bool {
    let codes = [DoctorCode::SecretOfContacts, DoctorCode::SecretOfCustomers];
    found.findings.iter().any(|one| codes.contains(&one.code))
}

fn is_busy(errcode: i64) -> bool {
    matches!(wecom::errcode::kind(errcode), wecom::errcode::Kind::Rate | wecom::errcode::Kind::Server)
}
