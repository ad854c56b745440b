//! Certificates: whose it is, and by whose clock it has ended. WeCom's own host shows a good one; another one is somebody
//! else's.

use beckon_model::doctor::{CLOCK_MAY_BE_OFF_MS, Call, CallEnd, Fact, PageKind, TlsEnd};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::Found;

const STEP: DoctorStep = DoctorStep::Tls;

pub(super) fn rule(found: &mut Found<'_>) {
    let way = found.way();
    for (at, one) in found.seen.all() {
        let Fact::Tls { end, issuer, names, not_before, not_after } = &one.fact else { continue };
        let mut params = vec![
            way.host(),
            ("issuer", issuer.clone()),
            ("names", if names.is_empty() { "—".to_owned() } else { names.join(", ") }),
            ("now_ms", one.at_ms.to_string()),
        ];
        let evidence = [Some(at), behind(found).map(|(at, ..)| at)].into_iter().flatten().collect::<Vec<_>>();
        let mut add = |code, certainty| found.add(STEP, code, certainty, &evidence, &params);
        match end {
            TlsEnd::Good | TlsEnd::NotNeeded => {}
            TlsEnd::UnknownCa if way.default_host && !issuer.is_empty() => {
                add(DoctorCode::TlsInspected, Certainty::Likely);
            }
            TlsEnd::UnknownCa => add(DoctorCode::TlsUnknownCa, Certainty::Likely),
            // One without any name, or with its name where names stood long ago.
            TlsEnd::WrongName if names.is_empty() && !issuer.is_empty() => {
                add(DoctorCode::TlsUnusable, Certainty::Likely);
            }
            TlsEnd::Unusable => add(DoctorCode::TlsUnusable, Certainty::Likely),
            TlsEnd::WrongName => {
                add(DoctorCode::TlsWrongName, Certainty::Likely);
                let certainty = if way.default_host { Certainty::Certain } else { Certainty::Possible };
                add(DoctorCode::TlsSomebodyElse, certainty);
            }
            TlsEnd::Other => {
                add(DoctorCode::TlsOther, Certainty::Likely);
                let certainty = if way.default_host { Certainty::Likely } else { Certainty::Possible };
                add(DoctorCode::TlsBroken, certainty);
            }
            TlsEnd::Broken => add(DoctorCode::TlsBroken, Certainty::Likely),
            TlsEnd::Silent => add(DoctorCode::TlsSilent, Certainty::Likely),
            TlsEnd::Expired | TlsEnd::NotYet => {
                let by_clock = if *end == TlsEnd::Expired { DoctorCode::TlsExpired } else { DoctorCode::TlsNotYet };
                let off = behind(found).and_then(|(_, seen_ms, date)| Some(seen_ms - date?));
                params.extend(not_before.map(|from| ("from_ms", from.to_string())));
                params.extend(not_after.map(|until| ("until_ms", until.to_string())));
                let dated = not_before.is_some() && not_after.is_some();
                let mut add = |code, certainty| found.add(STEP, code, certainty, &evidence, &params);
                match off {
                    Some(off) if off.abs() > CLOCK_MAY_BE_OFF_MS => add(by_clock, Certainty::Likely),
                    Some(_) if dated => add(DoctorCode::TlsEnded, Certainty::Likely),
                    Some(_) => add(DoctorCode::TlsUnusable, Certainty::Likely),
                    _ => add(by_clock, Certainty::Possible),
                }
            }
        }
        if !matches!(end, TlsEnd::Good | TlsEnd::NotNeeded) {
            portal(found, at);
        }
    }
}

/// The answer behind a certificate that is not trusted: where, when, and its date.
fn behind(found: &Found<'_>) -> Option<(usize, i64, Option<i64>)> {
    found.seen.all().find_map(|(at, one)| match &one.fact {
        Fact::Called { call: Call::AskUnverified, reply, .. } => {
            Some((at, one.at_ms, reply.as_ref().and_then(|reply| reply.date_ms)))
        }
        _ => None,
    })
}

/// The sign-in of a network shows a certificate of its own.
fn portal(found: &mut Found<'_>, tls: usize) {
    let way = found.way();
    for (at, fact) in found.seen.facts() {
        let Fact::Called { call: Call::AskUnverified, end: CallEnd::Page { page }, reply, .. } = fact else { continue };
        let code = match page {
            PageKind::Portal => DoctorCode::Portal,
            PageKind::SignIn => DoctorCode::SignInPage,
            PageKind::Block => DoctorCode::BlockPage,
            _ => continue,
        };
        let to = reply.as_ref().map(|reply| reply.redirect.clone()).filter(|to| !to.is_empty());
        let params = [way.host(), ("at", to.unwrap_or_else(|| way.host.to_owned()))];
        found.add(STEP, code, Certainty::Certain, &[at, tls], &params);
    }
}
