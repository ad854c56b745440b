//! Which way requests to a host take, and which rule says so: the account's, a variable of the environment, or the system's.
//!
//! Never in here: a login, or a connection.

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;

use super::place::Place;
use crate::config::Network;
use crate::proxy::{Proxy, ProxyUrl};

/// What decides which way requests take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteRule {
    /// The host is this machine: always straight.
    Loopback,
    /// [`Proxy::None`].
    Straight,
    /// [`Proxy::Through`].
    Named,
    /// A variable of the environment names the proxy.
    Variable,
    /// `NO_PROXY` excepts this host from the proxy that a variable names.
    NoProxyVariable,
    /// The system's network settings name the proxy.
    SystemSettings,
    /// The system names none.
    SystemNone,
    /// A variable names a script in place of a proxy.
    Script,
}

/// How a proxy is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyKind {
    /// HTTP.
    Http,
    /// HTTP inside TLS.
    Https,
    /// SOCKS5; names are resolved on this machine.
    Socks5,
    /// SOCKS5; the proxy resolves names.
    Socks5h,
}

/// Which way requests take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// What says so.
    pub rule: RouteRule,
    /// The variable, or the entry of `NO_PROXY`; empty where there is none.
    pub by: String,
    /// The proxy's kind, where there is one.
    pub kind: Option<ProxyKind>,
    /// Whether a login goes to it.
    pub login: bool,
    pub(super) proxy: Option<Place>,
}

/// The variables that name a proxy for https, in the order in which they are looked at.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

impl Route {
    pub(super) fn of(host: &str, loopback: bool, network: &Network) -> Self {
        match &network.proxy {
            _ if loopback => Self::straight(RouteRule::Loopback, ""),
            Proxy::None => Self::straight(RouteRule::Straight, ""),
            Proxy::System => Self::by_system(host),
            Proxy::Through(proxy) => {
                let login = proxy.login().is_some();
                Url::parse(proxy.address()).map_or_else(
                    |_| Self::straight(RouteRule::Named, ""),
                    |url| Self::through(&url, RouteRule::Named, "", login),
                )
            }
        }
    }

    fn straight(rule: RouteRule, by: &str) -> Self {
        Self { rule, by: by.to_owned(), kind: None, login: false, proxy: None }
    }

    fn through(url: &Url, rule: RouteRule, by: &str, login: bool) -> Self {
        let kind = match url.scheme() {
            "https" => ProxyKind::Https,
            "socks5" => ProxyKind::Socks5,
            "socks5h" => ProxyKind::Socks5h,
            _ => ProxyKind::Http,
        };
        Self { rule, by: by.to_owned(), kind: Some(kind), login, proxy: Place::of(url) }
    }

    /// The proxy that the system names for this host. The HTTP library asks the same one.
    fn by_system(host: &str) -> Self {
        let variable = VARIABLES.iter().find_map(|name| {
            let value = std::env::var(name).ok().filter(|value| !value.trim().is_empty())?;
            Some((*name, value))
        });
        let found = host.parse().ok().and_then(|uri| Matcher::from_system().intercept(&uri));
        match (found, variable) {
            (Some(found), variable) => {
                let Ok(url) = Url::parse(&found.uri().to_string()) else {
                    return Self::straight(RouteRule::SystemNone, "");
                };
                let login = found.basic_auth().is_some() || found.raw_auth().is_some();
                match variable {
                    Some((name, value)) if is_script(&value) => Self::through(&url, RouteRule::Script, name, login),
                    Some((name, _)) => Self::through(&url, RouteRule::Variable, name, login),
                    None => Self::through(&url, RouteRule::SystemSettings, "", login),
                }
            }
            (None, Some(_)) => Self::straight(RouteRule::NoProxyVariable, &excepted(host)),
            (None, None) => Self::straight(RouteRule::SystemNone, ""),
        }
    }
}

/// The proxy for https that a variable of the environment names, also where `NO_PROXY` excepts a host from it.
#[must_use]
pub fn proxy_variable() -> Option<ProxyUrl> {
    let named = VARIABLES.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()))?;
    let with_scheme = if named.contains("://") { named } else { format!("http://{named}") };
    with_scheme.parse().ok()
}

/// Whether this names a script that chooses a proxy (PAC), and no proxy.
fn is_script(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    path.ends_with(".pac") || path.ends_with(".dat")
}

/// The first entry of `NO_PROXY` that alone excepts the host.
fn excepted(host: &str) -> String {
    let all = ["NO_PROXY", "no_proxy"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
    let Ok(uri) = host.parse() else { return String::new() };
    let excepts = |entry: &&str| {
        Matcher::builder().all("http://proxy.invalid").no((*entry).to_owned()).build().intercept(&uri).is_none()
    };
    all.split(',').map(str::trim).find(excepts).unwrap_or_default().to_owned()
}
