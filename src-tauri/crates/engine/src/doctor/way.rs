//! The way to the API host, looked at one step after the other, until somebody answers.
//!
//! Never in here: a secret of WeCom's, or a conclusion. The proxy's login goes to the proxy and nowhere else.

use beckon_model::doctor::{Call, CallEnd, Fact, NoWay, PageKind, ProxyEnd, ProxyKind, Rule, TcpEnd};
use beckon_model::{Account, AccountProxy, DoctorStep};
use wecom::{Answered, ConfigError, HostFault, NoConnection, NotSent, Probe, RouteRule, Tunnel};

use super::call::{answered, repeated};
use super::notes::Notes;
use super::page::page;
use super::run::Run;
use super::tls;
use crate::errors::Error;
use crate::errors::call_failure::kept;

/// A way that leads to WeCom.
pub(super) struct Way {
    pub probe: Probe,
    pub answered: Answered,
}

type Asked = Result<Answered, wecom::Error>;

/// Walks it and tells every step. Nothing when it does not lead there.
pub(super) async fn walk(run: &mut Run<'_>) -> Option<Way> {
    let probe = match way_out(run).await {
        Ok(probe) => probe,
        Err(why) => {
            let step = match why {
                NoWay::HostUnusable | NoWay::HostIsConsole => DoctorStep::Resolve,
                NoWay::ProxyPassword | NoWay::ProxyUnusable => DoctorStep::Proxy,
            };
            run.notes.see(step, Fact::NoWay { why });
            run.tell_all(&DoctorStep::ALL[2..8]);
            return None;
        }
    };
    let addresses = resolve(&probe, run).await;
    run.tell(DoctorStep::Resolve);
    if run.reaches(DoctorStep::Connect) {
        connect(&probe, run, &addresses).await;
    }
    run.tell(DoctorStep::Connect);
    let asked = if run.reaches(DoctorStep::Proxy) { Some(ask(&probe, run).await) } else { None };
    run.tell(DoctorStep::Proxy);
    if run.reaches(DoctorStep::Tls)
        && let Some((asked, ..)) = &asked
    {
        tls::look(&probe, &run.notes, run.host(), asked).await;
    }
    run.tell(DoctorStep::Tls);
    if run.reaches(DoctorStep::Answer)
        && let Some((asked, took_ms, tries)) = &asked
    {
        answer(run, asked, *took_ms, *tries);
    }
    if let Some((Err(wecom::Error::BadReply(reply)), ..)) = &asked
        && matches!(page(reply), PageKind::NotFound | PageKind::Web | PageKind::Other)
    {
        ask_token(&probe, run).await;
    }
    let answered = asked.and_then(|(asked, ..)| asked.ok());
    if answered.is_none() {
        other_way(run).await;
    }
    run.tell_all(&[DoctorStep::Answer, DoctorStep::Clock]);
    Some(Way { probe, answered: answered? })
}

/// The way as the account describes it. The password of its proxy may be missing, or the keyring that has it.
async fn way_out(run: &Run<'_>) -> Result<Probe, NoWay> {
    let network = match run.engine.accounts().network(run.account).await {
        Ok(network) => network,
        Err(Error::ProxyPasswordNeeded { .. }) => return Err(NoWay::ProxyPassword),
        Err(error) => {
            run.notes.detail(DoctorStep::Proxy, error.to_string());
            return Err(NoWay::ProxyUnusable);
        }
    };
    let probe = Probe::new(&run.account.api_host, &network).map_err(|error| {
        run.notes.detail(DoctorStep::Resolve, error.to_string());
        match error {
            ConfigError::Host(HostFault::Console) => NoWay::HostIsConsole,
            ConfigError::Host(_) => NoWay::HostUnusable,
            _ => NoWay::ProxyUnusable,
        }
    })?;
    let route = probe.route();
    let rule = match route.rule {
        RouteRule::Loopback => Rule::Loopback,
        RouteRule::Straight => Rule::AccountNone,
        RouteRule::Named => Rule::AccountProxy,
        RouteRule::Variable => Rule::Variable,
        RouteRule::NoProxyVariable => Rule::NoProxyVariable,
        RouteRule::SystemSettings => Rule::SystemSettings,
        RouteRule::SystemNone => Rule::SystemNone,
        RouteRule::Script => Rule::Script,
    };
    let proxy_kind = route.kind.map(|kind| match kind {
        wecom::ProxyKind::Http => ProxyKind::Http,
        wecom::ProxyKind::Https => ProxyKind::Https,
        wecom::ProxyKind::Socks5 => ProxyKind::Socks5,
        wecom::ProxyKind::Socks5h => ProxyKind::Socks5h,
    });
    run.notes.see(
        DoctorStep::Resolve,
        Fact::Way {
            host: run.host().to_owned(),
            default_host: run.account.api_host == wecom::DEFAULT_HOST,
            secure: probe.secure(),
            rule,
            by: route.by.clone(),
            proxy_kind,
            proxy: probe.proxy(),
            login: route.login,
        },
    );
    Ok(probe)
}

/// Notes which host calls go to, where no check has noted it. How they go there is not looked at.
pub(super) fn see_host(notes: &Notes, account: &Account) {
    if notes.observations().facts().any(|(_, fact)| matches!(fact, Fact::Way { .. })) {
        return;
    }
    let way = Fact::Way {
        host: account.host_name().to_owned(),
        default_host: account.api_host == wecom::DEFAULT_HOST,
        secure: account.api_host.starts_with("https:"),
        rule: Rule::SystemNone,
        by: String::new(),
        proxy_kind: None,
        proxy: None,
        login: false,
    };
    notes.see(DoctorStep::Message, way);
}

/// Whether this is WeCom's own host, at whatever port: its addresses are WeCom's then.
pub(super) fn is_wecom(api_host: &str) -> bool {
    api_host.strip_prefix(wecom::DEFAULT_HOST).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

async fn resolve(probe: &Probe, run: &Run<'_>) -> Vec<std::net::SocketAddr> {
    let first = probe.proxy().unwrap_or_else(|| run.host().to_owned());
    let resolved = probe.resolve().await;
    let (name, addresses) = match resolved {
        Ok(addresses) => (first, addresses),
        Err(name) => (name, Vec::new()),
    };
    let of_proxy = probe.proxy().is_some_and(|proxy| proxy == name);
    let ips: Vec<String> = addresses.iter().map(|address| address.ip().to_string()).collect();
    let name = if of_proxy { name } else { run.host().to_owned() };
    run.notes.detail(DoctorStep::Resolve, format!("{name}: {}", ips.join(", ")));
    run.notes.see(DoctorStep::Resolve, Fact::Resolved { name, of_proxy, ips });
    addresses
}

async fn connect(probe: &Probe, run: &Run<'_>, addresses: &[std::net::SocketAddr]) {
    let (to, to_proxy) = (probe.proxy().unwrap_or_else(|| run.host().to_owned()), probe.proxy().is_some());
    let connected = probe.connect(addresses).await;
    let (end, ip) = match &connected {
        Ok(address) => (TcpEnd::Open, Some(address.ip().to_string())),
        Err(NoConnection::Refused) => (TcpEnd::Refused, None),
        Err(NoConnection::Timeout) => (TcpEnd::Timeout, None),
        Err(NoConnection::Unreachable(_)) => (TcpEnd::Unreachable, None),
    };
    run.notes.detail(DoctorStep::Connect, format!("{to}: {connected:?}"));
    run.notes.see(DoctorStep::Connect, Fact::Connected { to, to_proxy, end, ip });
}

/// Asks who answers, and what the proxy says where that fails.
async fn ask(probe: &Probe, run: &Run<'_>) -> (Asked, u32, u8) {
    let asked = repeated(&run.notes, || probe.ask()).await;
    if probe.proxy().is_none() {
        return asked;
    }
    let why = match &asked.0 {
        Err(wecom::Error::NotSent(why)) => Some(why),
        _ => None,
    };
    let (end, status, schemes) = match why {
        Some(
            why @ (NotSent::ProxyLogin | NotSent::Proxy(_) | NotSent::Connect(_) | NotSent::Dns | NotSent::Timeout),
        ) => of_proxy(probe, why).await,
        Some(NotSent::Tls(_))
            if probe.route().kind == Some(wecom::ProxyKind::Https) && tls::proxys_own_fails(probe).await =>
        {
            (ProxyEnd::NoTls, 0, Vec::new())
        }
        _ => (ProxyEnd::Through, 0, Vec::new()),
    };
    if let Some(why) = why {
        run.notes.detail(DoctorStep::Proxy, why.to_string());
    }
    run.notes.see(DoctorStep::Proxy, Fact::Proxy { end, status, schemes });
    asked
}

/// What stands behind a proxy's no.
async fn of_proxy(probe: &Probe, why: &NotSent) -> (ProxyEnd, u16, Vec<String>) {
    let login = if probe.route().login { ProxyEnd::RefusesLogin } else { ProxyEnd::WantsLogin };
    let end = match (probe.tunnel().await, why) {
        (Some(Tunnel::Answered { status: 407, schemes }), _) => {
            let other = !schemes.is_empty() && !schemes.iter().any(|scheme| scheme == "basic");
            return (if other { ProxyEnd::OtherLogin } else { login }, 407, schemes);
        }
        (Some(Tunnel::Answered { status, .. }), _) => {
            let end = match status {
                200..=299 => ProxyEnd::Through,
                400 | 404 | 405 | 501 => ProxyEnd::NotAProxy,
                500.. => ProxyEnd::CannotReach,
                _ => ProxyEnd::Forbids,
            };
            return (end, status, Vec::new());
        }
        (Some(Tunnel::Silent), _) | (None, NotSent::Timeout) => ProxyEnd::Silent,
        (Some(Tunnel::NoHttp), _) => ProxyEnd::NotAProxy,
        (Some(Tunnel::Closed), _) => ProxyEnd::Broken,
        (None, NotSent::ProxyLogin) => login,
        (None, NotSent::Proxy(words)) if words.contains("invalid peer certificate") => ProxyEnd::NoTls,
        (None, NotSent::Proxy(words)) if words.contains("not allowed") => ProxyEnd::Forbids,
        (None, NotSent::Proxy(words)) if words.contains("nreachable") || words.contains("refused") => {
            ProxyEnd::CannotReach
        }
        (None, _) => ProxyEnd::NotAProxy,
    };
    (end, 0, Vec::new())
}

fn answer(run: &Run<'_>, asked: &Asked, took_ms: u32, tries: u8) {
    if let Err(error) = asked {
        let excerpt = if let wecom::Error::BadReply(reply) = error { reply.excerpt.as_str() } else { "" };
        let text = format!("{} {}\n{}\n{excerpt}", run.host(), Call::Ask.path(), kept(error));
        run.notes.detail(DoctorStep::Answer, text);
    }
    let (end, reply) = answered(asked);
    let end = match asked {
        Ok(seen) => CallEnd::Done { from_ip: seen.from_ip.map(|ip| ip.to_string()) },
        Err(_) => end,
    };
    run.notes.see(DoctorStep::Answer, Fact::Called { call: Call::Ask, end, reply, took_ms, tries, other_way: false });
}

/// Looks whether WeCom answers another call where it did not answer the first: some gateways pass on few.
async fn ask_token(probe: &Probe, run: &Run<'_>) {
    let (asked, took_ms, tries) = repeated(&run.notes, || probe.ask_token()).await;
    let (end, reply) = answered(&asked);
    let call = Call::AskToken;
    run.notes.see(DoctorStep::Answer, Fact::Called { call, end, reply, took_ms, tries, other_way: false });
}

/// Looks whether the other way leads to WeCom: straight out past a proxy, or through the system's.
async fn other_way(run: &Run<'_>) {
    let seen = run.notes.observations();
    let own = seen.facts().find_map(|(_, fact)| match fact {
        Fact::Way { proxy_kind, rule, .. } => Some((*proxy_kind, *rule)),
        _ => None,
    });
    let Some((kind, rule)) = own else { return };
    // A proxy of the kind that leaves names to this computer is asked to find them itself.
    let nameless = |fact: &Fact| matches!(fact, Fact::Resolved { of_proxy: false, ips, .. } if ips.is_empty());
    let finds_names = kind == Some(ProxyKind::Socks5) && seen.facts().any(|(_, fact)| nameless(fact));
    let Some(network) = other_network(run, finds_names, rule).await else { return };
    let Ok(probe) = Probe::new(&run.account.api_host, &network) else { return };
    if !finds_names && kind.is_some() == probe.proxy().is_some() {
        return;
    }
    let began = run.notes.now_ms();
    let asked = probe.ask().await;
    let took_ms = u32::try_from(run.notes.now_ms() - began).unwrap_or_default();
    let (end, reply) = answered(&asked);
    let step = DoctorStep::Answer;
    run.notes.see(step, Fact::OtherWay { proxy: probe.proxy() });
    run.notes.see(step, Fact::Called { call: Call::Ask, end, reply, took_ms, tries: 1, other_way: true });
}

/// What the other way goes through; none where there is no other way.
async fn other_network(run: &Run<'_>, finds_names: bool, rule: Rule) -> Option<wecom::Network> {
    let through = |proxy| wecom::Network { proxy, ..wecom::Network::default() };
    Some(match &run.account.proxy {
        AccountProxy::Through { url, .. } if finds_names => {
            let network = run.engine.accounts().network(run.account).await.ok()?;
            let wecom::Proxy::Through(named) = &network.proxy else { return None };
            let other = url.replacen("socks5:", "socks5h:", 1).parse::<wecom::ProxyUrl>().ok()?;
            let other = match named.login() {
                Some((user, password)) => other.with_login(&user, &password).unwrap_or(other),
                None => other,
            };
            wecom::Network { proxy: wecom::Proxy::Through(other), ..network }
        }
        AccountProxy::None => through(wecom::Proxy::System),
        AccountProxy::System if rule == Rule::NoProxyVariable => {
            through(wecom::Proxy::Through(wecom::proxy_variable()?))
        }
        AccountProxy::System | AccountProxy::Through { .. } => through(wecom::Proxy::None),
    })
}
