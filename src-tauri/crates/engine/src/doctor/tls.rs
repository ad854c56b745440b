//! The secure connection: whose certificate is shown, and where it is not trusted, who would answer behind it.
//!
//! Never in here: a call that carries anything to whom nobody trusts.

use beckon_model::DoctorStep;
use beckon_model::doctor::{Call, Fact, TlsEnd};
use wecom::{Answered, Certificate, NotSent, Probe, TlsReason};

use super::call::answered;
use super::notes::Notes;

const STEP: DoctorStep = DoctorStep::Tls;

pub(super) async fn look(probe: &Probe, notes: &Notes, host: &str, asked: &Result<Answered, wecom::Error>) {
    let ended = tls_end(probe, asked);
    if let Err(error @ wecom::Error::NotSent(_)) = asked {
        notes.detail(STEP, format!("{host} {error}"));
    }
    let untrusted =
        matches!(ended, TlsEnd::UnknownCa | TlsEnd::Expired | TlsEnd::NotYet | TlsEnd::WrongName | TlsEnd::Unusable);
    let shown = match asked {
        Ok(shown) => shown.certificate.clone(),
        Err(_) if untrusted => {
            let behind = probe.look_past().await;
            let (end, reply) = answered(&behind.answer);
            let call = Call::AskUnverified;
            notes.see(STEP, Fact::Called { call, end, reply, took_ms: 0, tries: 1, other_way: false });
            behind.certificate
        }
        Err(_) => None,
    };
    let known = shown.is_some();
    let Certificate { issuer, names, not_before_ms, not_after_ms } = shown.unwrap_or_default();
    let (not_before, not_after) = (known.then_some(not_before_ms), known.then_some(not_after_ms));
    notes.see(STEP, Fact::Tls { end: ended, issuer, names, not_before, not_after });
}

/// Whether it is the proxy's own certificate that is not trusted.
pub(super) async fn proxys_own_fails(probe: &Probe) -> bool {
    let Some(proxy) = probe.proxy() else { return false };
    let straight = wecom::Network { proxy: wecom::Proxy::None, ..wecom::Network::default() };
    match Probe::new(&format!("https://{proxy}"), &straight) {
        Ok(itself) => matches!(itself.ask().await, Err(wecom::Error::NotSent(NotSent::Tls(_)))),
        Err(_) => false,
    }
}

/// How the secure connection ended, by what the call met.
fn tls_end(probe: &Probe, asked: &Result<Answered, wecom::Error>) -> TlsEnd {
    match asked {
        _ if !probe.secure() => TlsEnd::NotNeeded,
        Err(wecom::Error::NotSent(why @ NotSent::Tls(_))) => match why.tls_reason() {
            Some(TlsReason::UnknownCa) => TlsEnd::UnknownCa,
            Some(TlsReason::Expired) => TlsEnd::Expired,
            Some(TlsReason::NotYet) => TlsEnd::NotYet,
            Some(TlsReason::WrongName) => TlsEnd::WrongName,
            Some(TlsReason::Unusable) => TlsEnd::Unusable,
            Some(TlsReason::Other) | None => TlsEnd::Other,
        },
        Err(wecom::Error::NotSent(NotSent::Timeout)) => TlsEnd::Silent,
        Err(wecom::Error::NotSent(_)) => TlsEnd::Broken,
        _ => TlsEnd::Good,
    }
}
