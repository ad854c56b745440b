//! Names, connections, and the rule that chose the way. WeCom's own host is never what is wrong.

use std::net::IpAddr;

use beckon_model::doctor::{Call, Fact, NoWay, ProxyEnd, ProxyKind, Rule, TcpEnd, TlsEnd};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::Found;

pub(super) fn rule(found: &mut Found<'_>) {
    let way = found.way();
    for (at, fact) in found.seen.facts() {
        match fact {
            Fact::NoWay { why } => no_way(found, at, *why),
            Fact::Resolved { name, of_proxy, ips } if ips.is_empty() => unknown(found, at, name, *of_proxy),
            Fact::Connected { to, to_proxy, end, .. } if *end != TcpEnd::Open => {
                unconnected(found, at, to, *to_proxy, *end);
            }
            _ => {}
        }
    }
    if ended(found)
        && let Some(step) = failed_at(found)
    {
        filtered(found, step);
        if let (Some(at), Some(Fact::Way { rule: Rule::NoProxyVariable, .. })) = (way.at, way.fact) {
            let params = [&way.rule()[..], &[way.host()]].concat();
            found.add(step, DoctorCode::ProxyBypassed, Certainty::Likely, &[at], &params);
        }
        let finds_names = matches!(way.fact, Some(Fact::Way { proxy_kind: Some(ProxyKind::Socks5), .. }));
        match (found.other_way_works(), way.proxy) {
            (Some((at, Some(_))), Some(_)) if finds_names => {
                let params = [way.proxy(), way.host()];
                found.add(step, DoctorCode::ProxyFindsNames, Certainty::Likely, &[at], &params);
            }
            (Some((at, _)), Some(_)) => {
                let params = [way.proxy(), way.host()];
                found.add(step, DoctorCode::ProxyNotNeeded, Certainty::Likely, &[at], &params);
            }
            // Told above, with the entry that excepts the host.
            (Some(_), None) if matches!(way.fact, Some(Fact::Way { rule: Rule::NoProxyVariable, .. })) => {}
            (Some((at, Some(proxy))), None) => {
                let params = [("proxy", proxy.to_owned()), way.host()];
                found.add(step, DoctorCode::ProxyNeeded, Certainty::Likely, &[at], &params);
            }
            _ => {}
        }
    }
}

fn no_way(found: &mut Found<'_>, at: usize, why: NoWay) {
    let (step, code) = match why {
        NoWay::ProxyPassword => (DoctorStep::Proxy, DoctorCode::ProxyPasswordNeeded),
        NoWay::ProxyUnusable => (DoctorStep::Proxy, DoctorCode::ProxyUnusable),
        NoWay::HostUnusable => (DoctorStep::Resolve, DoctorCode::HostUnusable),
        NoWay::HostIsConsole => (DoctorStep::Resolve, DoctorCode::HostIsConsole),
    };
    found.add(step, code, Certainty::Certain, &[at], &[]);
}

fn unknown(found: &mut Found<'_>, at: usize, name: &str, of_proxy: bool) {
    let step = DoctorStep::Resolve;
    let host = name.rsplit_once(':').filter(|_| of_proxy).map_or(name, |(host, _)| host);
    let params = [&found.way().rule()[..], &[("host", host.to_owned())]].concat();
    if of_proxy {
        return found.add(step, DoctorCode::ProxyUnknown, Certainty::Likely, &[at], &params);
    }
    // For WeCom's own host this finds nothing, and the network is left.
    found.add(step, DoctorCode::HostUnknown, Certainty::Likely, &[at], &params);
    let certainty = match found.other_way_works() {
        None if found.way().default_host => Certainty::Certain,
        _ => Certainty::Possible,
    };
    found.add(step, DoctorCode::DnsFails, certainty, &[at], &params);
}

fn unconnected(found: &mut Found<'_>, at: usize, to: &str, to_proxy: bool, end: TcpEnd) {
    let step = DoctorStep::Connect;
    let params = [&found.way().rule()[..], &[("host", to.to_owned()), ("proxy", to.to_owned())]].concat();
    let code = match end {
        _ if to_proxy => DoctorCode::ProxyUnreachable,
        TcpEnd::Refused if found.way().default_host => DoctorCode::ConnectBlocked,
        TcpEnd::Refused => DoctorCode::ConnectRefused,
        TcpEnd::Timeout => DoctorCode::ConnectTimeout,
        TcpEnd::Unreachable | TcpEnd::Open => DoctorCode::ConnectUnreachable,
    };
    let certainty = match code {
        DoctorCode::ConnectBlocked if found.other_way_works().is_none() => Certainty::Certain,
        _ if found.other_way_works().is_some() && !to_proxy => Certainty::Possible,
        _ => Certainty::Likely,
    };
    found.add(step, code, certainty, &[at], &params);
}

/// The way does not lead there. Until something on it fails, an odd name or rule is nothing: it may be meant so.
fn ended(found: &Found<'_>) -> bool {
    let failed = |fact: &Fact| match fact {
        Fact::Resolved { ips, .. } => ips.is_empty(),
        Fact::Connected { end, .. } => *end != TcpEnd::Open,
        Fact::Proxy { end, .. } => *end != ProxyEnd::Through,
        Fact::Tls { end, .. } => !matches!(end, TlsEnd::Good | TlsEnd::NotNeeded),
        Fact::Called { call: Call::Ask, end, other_way: false, .. } => !end.is_done(),
        _ => false,
    };
    found.seen.facts().any(|(_, fact)| failed(fact))
}

/// The step at which the way ended.
fn failed_at(found: &Found<'_>) -> Option<DoctorStep> {
    let way = [DoctorStep::Resolve, DoctorStep::Connect, DoctorStep::Proxy, DoctorStep::Tls, DoctorStep::Answer];
    let other = |fact: &Fact| matches!(fact, Fact::OtherWay { .. } | Fact::Called { other_way: true, .. });
    let steps = found.seen.all().filter(|(_, one)| !other(&one.fact)).map(|(_, one)| one.step);
    steps.filter(|step| way.contains(step)).max()
}

/// A name server that names an address where nobody on the internet is.
fn filtered(found: &mut Found<'_>, step: DoctorStep) {
    let way = found.way();
    for (at, fact) in found.seen.facts() {
        if let Fact::Resolved { of_proxy: false, ips, .. } = fact
            && way.default_host
            && !ips.is_empty()
            && ips.iter().all(|ip| ip.parse().is_ok_and(|ip| nobodys(&ip)))
        {
            let params = [way.host(), ("ips", ips.join(" "))];
            found.add(step, DoctorCode::DnsFiltered, Certainty::Likely, &[at], &params);
        }
    }
}

/// An address of no host on the internet.
fn nobodys(ip: &IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_private()
                || ip.is_loopback()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast()
                || ip.is_documentation()
                || a == 0
                || (a == 198 && matches!(b, 18 | 19))
                || (a == 100 && (64..128).contains(&b))
        }
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}
