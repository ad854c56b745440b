//! The way to the API host, one step after the other, until somebody answers.
//!
//! Never in here: a secret of WeCom's. The proxy's login goes to the proxy and nowhere else.

use beckon_model::{DoctorCode, DoctorResult, DoctorStep};
use wecom::{Answered, NoConnection, NotSent, Probe, TlsReason};

use super::answers::{silence, somebody_else};
use super::clock;
use super::run::Run;
use crate::Engine;
use crate::errors::Error;

/// A way that leads to WeCom.
pub(super) struct Way {
    pub probe: Probe,
    pub answered: Answered,
}

/// Walks it and tells every step. Nothing when it does not lead there.
pub(super) async fn walk(engine: &Engine, run: &mut Run<'_>) -> Option<Way> {
    let Some(probe) = way_out(engine, run).await else {
        for step in [DoctorStep::Tls, DoctorStep::Answer, DoctorStep::Clock] {
            run.reaches(step);
        }
        return None;
    };
    let addresses = resolve(&probe, run).await;
    if run.reaches(DoctorStep::Connect) {
        connect(&probe, run, &addresses).await;
    }
    let asked = if run.reaches(DoctorStep::Proxy) { Some(probe.ask().await) } else { None };
    let now = engine.now_ms();
    if let Some(asked) = &asked {
        tell_proxy(&probe, run, asked);
    }
    if run.reaches(DoctorStep::Tls)
        && let Some(asked) = &asked
    {
        tell_tls(&probe, run, asked, now);
    }
    if run.reaches(DoctorStep::Answer)
        && let Some(asked) = &asked
    {
        tell_answer(run, asked);
    }
    let answered = asked.and_then(Result::ok);
    if run.reaches(DoctorStep::Clock) {
        run.result(clock::judge(answered.and_then(|answered| answered.date_ms), now));
    }
    Some(Way { probe, answered: answered? })
}

/// The way as the account describes it. The password of its proxy may be missing, or the keyring that has it.
async fn way_out(engine: &Engine, run: &mut Run<'_>) -> Option<Probe> {
    let failed = match engine.accounts().network(run.account).await {
        Ok(network) => match Probe::new(&run.account.api_host, &network) {
            Ok(probe) => return Some(probe),
            Err(error) => DoctorResult::new(DoctorStep::Proxy, DoctorCode::ProxyUnusable).detailed(error.to_string()),
        },
        Err(Error::ProxyPasswordNeeded { .. }) => {
            DoctorResult::new(DoctorStep::Proxy, DoctorCode::ProxyPasswordNeeded).with("account", &run.account.name)
        }
        Err(error) => DoctorResult::new(DoctorStep::Proxy, DoctorCode::ProxyUnusable).detailed(error.to_string()),
    };
    for step in [DoctorStep::Resolve, DoctorStep::Connect] {
        run.result(DoctorResult::not_reached(step, DoctorStep::Proxy));
    }
    run.result(failed);
    None
}

async fn resolve(probe: &Probe, run: &mut Run<'_>) -> Vec<std::net::SocketAddr> {
    let result = |code| DoctorResult::new(DoctorStep::Resolve, code);
    let first = probe.proxy().unwrap_or_else(|| run.host().to_owned());
    match probe.resolve().await {
        Ok(addresses) => {
            let ips: Vec<String> = addresses.iter().map(|address| address.ip().to_string()).collect();
            let found = result(DoctorCode::HostFound).with("host", &first).with("ips", ips.join(" "));
            run.result(found.detailed(format!("{first}: {}", ips.join(", "))));
            addresses
        }
        Err(name) => {
            let of_proxy = probe.proxy().is_some_and(|proxy| proxy == name);
            let code = if of_proxy { DoctorCode::ProxyUnknown } else { DoctorCode::HostUnknown };
            let host = name.rsplit_once(':').map_or(name.as_str(), |(host, _)| host);
            run.result(result(code).with("host", host).detailed(format!("{name}: no address")));
            Vec::new()
        }
    }
}

async fn connect(probe: &Probe, run: &mut Run<'_>, addresses: &[std::net::SocketAddr]) {
    let result = |code| DoctorResult::new(DoctorStep::Connect, code);
    let host = probe.proxy().unwrap_or_else(|| run.host().to_owned());
    let told = match probe.connect(addresses).await {
        Ok(address) => result(DoctorCode::Connected).with("ip", address.ip()).detailed(format!("{host} at {address}")),
        Err(why) => {
            let code = match why {
                _ if probe.proxy().is_some() => DoctorCode::ProxyUnreachable,
                NoConnection::Refused => DoctorCode::ConnectRefused,
                NoConnection::Timeout => DoctorCode::ConnectTimeout,
                NoConnection::Unreachable(_) => DoctorCode::ConnectUnreachable,
            };
            result(code).detailed(format!("{host}: {why:?}"))
        }
    };
    run.result(told.with("host", host));
}

type Asked = std::result::Result<Answered, wecom::Error>;

fn tell_proxy(probe: &Probe, run: &mut Run<'_>, asked: &Asked) {
    let result = |code| DoctorResult::new(DoctorStep::Proxy, code);
    let Some(proxy) = probe.proxy() else { return run.result(result(DoctorCode::NoProxy)) };
    let (code, detail) = match asked {
        Err(wecom::Error::NotSent(why @ NotSent::ProxyLogin)) => (DoctorCode::ProxyLogin, why.to_string()),
        Err(wecom::Error::NotSent(why @ (NotSent::Proxy(_) | NotSent::Connect(_) | NotSent::Dns))) => {
            (DoctorCode::ProxyRefused, why.to_string())
        }
        Err(wecom::Error::NotSent(why @ NotSent::Timeout)) => (DoctorCode::ProxySilent, why.to_string()),
        _ => (DoctorCode::ProxyGood, String::new()),
    };
    let host = run.host().to_owned();
    run.result(result(code).with("proxy", &proxy).with("host", &host).detailed(format!("{proxy} {detail}")));
}

fn tell_tls(probe: &Probe, run: &mut Run<'_>, asked: &Asked, now_ms: i64) {
    let (code, detail) = match asked {
        _ if !probe.secure() => (DoctorCode::TlsNotNeeded, String::new()),
        Err(wecom::Error::NotSent(why @ NotSent::Tls(_))) => {
            let code = match why.tls_reason() {
                Some(TlsReason::UnknownCa) => DoctorCode::TlsUnknownCa,
                Some(TlsReason::Expired) => DoctorCode::TlsExpired,
                Some(TlsReason::NotYet) => DoctorCode::TlsNotYet,
                Some(TlsReason::WrongName) => DoctorCode::TlsWrongName,
                Some(TlsReason::Other) | None => DoctorCode::TlsOther,
            };
            (code, why.to_string())
        }
        Err(wecom::Error::NotSent(why)) => (DoctorCode::TlsSilent, why.to_string()),
        _ => (DoctorCode::TlsGood, String::new()),
    };
    let host = run.host().to_owned();
    let result = DoctorResult::new(DoctorStep::Tls, code).with("host", &host).with("now_ms", now_ms);
    run.result(result.detailed(format!("{host} {detail}")));
}

fn tell_answer(run: &mut Run<'_>, asked: &Asked) {
    let result = |code| DoctorResult::new(DoctorStep::Answer, code);
    let told = match asked {
        Ok(_) => result(DoctorCode::WecomAnswers),
        Err(error) => {
            let told = match error {
                wecom::Error::BadReply(reply) => result(somebody_else(reply)).with("status", reply.status),
                wecom::Error::Unanswered(why) => result(silence(*why)),
                _ => result(DoctorCode::AnswerLost),
            };
            let excerpt = if let wecom::Error::BadReply(reply) = error { reply.excerpt.as_str() } else { "" };
            told.detailed(format!("{} /cgi-bin/get_api_domain_ip\n{error}\n{excerpt}", run.host()))
        }
    };
    let host = run.host().to_owned();
    run.result(told.with("host", host));
}
