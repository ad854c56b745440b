//! What the proxy said, by its kind.

use beckon_model::doctor::{Fact, ProxyEnd, Rule};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::Found;

pub(super) fn rule(found: &mut Found<'_>) {
    let way = found.way();
    let script = matches!(way.fact, Some(Fact::Way { rule: Rule::Script, .. }));
    for (at, fact) in found.seen.facts() {
        let Fact::Proxy { end, status, schemes } = fact else { continue };
        let (code, certainty) = match end {
            ProxyEnd::Through => continue,
            _ if script => (DoctorCode::ProxyScript, Certainty::Certain),
            ProxyEnd::WantsLogin | ProxyEnd::RefusesLogin => (DoctorCode::ProxyLogin, Certainty::Certain),
            ProxyEnd::OtherLogin => (DoctorCode::ProxyLoginKind, Certainty::Certain),
            ProxyEnd::Forbids => (DoctorCode::ProxyForbids, Certainty::Certain),
            ProxyEnd::CannotReach => (DoctorCode::ProxyCannotReach, Certainty::Likely),
            ProxyEnd::Silent => (DoctorCode::ProxySilent, Certainty::Likely),
            ProxyEnd::NotAProxy | ProxyEnd::Broken => (DoctorCode::ProxyOtherKind, Certainty::Likely),
            ProxyEnd::NoTls => (DoctorCode::ProxyTls, Certainty::Certain),
        };
        let own = [
            way.proxy(),
            way.host(),
            ("status", if *status == 0 { "—".to_owned() } else { status.to_string() }),
            ("schemes", schemes.join(", ")),
        ];
        let params = [&way.rule()[..], &own].concat();
        found.add(DoctorStep::Proxy, code, certainty, &[at], &params);
        if *end == ProxyEnd::CannotReach {
            // A host that nobody knows looks like this behind a proxy, which looks it up.
            found.add(DoctorStep::Proxy, DoctorCode::HostUnknown, Certainty::Possible, &[at], &params);
        }
    }
}
