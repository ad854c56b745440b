//! The way to an API host, walked step by step: name, connection, proxy, TLS, and whether it is WeCom that answers.
//!
//! Never in here: a secret or a token. What is asked for needs neither.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Url;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::config::{Network, Timeouts, system_clock};
use crate::config_error::ConfigError;
use crate::error::{Error, NotSent};
use crate::host::{ApiHost, HostFault, read_host};
use crate::proxy::Proxy;
use crate::server_time::date_of;
use crate::transport::{Answers, Transport};

/// A call that WeCom answers without a token, with 41001 and the caller's address (path/92520).
pub(crate) const ASKED: &str = "/cgi-bin/get_api_domain_ip";

/// How long a connection to one of WeCom's addresses may take.
const ADDRESS_LIMIT: Duration = Duration::from_secs(3);

/// A way to an API host.
#[derive(Debug)]
pub struct Probe {
    transport: Transport,
    host: Place,
    proxy: Option<Hop>,
    secure: bool,
    limit: Duration,
}

/// A name or address and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    name: String,
    port: u16,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Hop {
    place: Place,
    /// SOCKS5 of the kind that leaves names to us.
    names_here: bool,
}

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoConnection {
    /// Refused at once.
    Refused,
    /// Nothing came back in time.
    Timeout,
    /// No way there. Carries the system's words.
    Unreachable(String),
}

/// WeCom's answer to somebody without a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The answer's `Date`, UTC milliseconds.
    pub date_ms: Option<i64>,
    /// The caller's address as WeCom saw it.
    pub from_ip: Option<IpAddr>,
}

/// Why a certificate is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsReason {
    /// Nobody vouches for it whom this computer knows.
    UnknownCa,
    /// It has ended.
    Expired,
    /// It does not hold yet.
    NotYet,
    /// It is another host's.
    WrongName,
    /// Something else, such as no TLS at all.
    Other,
}

impl Probe {
    /// The way that a client with this host and network takes; nothing is sent yet.
    ///
    /// # Errors
    /// As [`Client::new`](crate::Client::new).
    pub fn new(host: &str, network: &Network) -> Result<Self, ConfigError> {
        let ApiHost { url: host, loopback, .. } = read_host(host)?;
        let url = Url::parse(&host).map_err(|_| HostFault::NotAUrl)?;
        let place = place(&url).ok_or(HostFault::NotAUrl)?;
        let proxy = match &network.proxy {
            _ if loopback => None,
            Proxy::None => None,
            Proxy::System => by_system(&host),
            Proxy::Through(proxy) => Url::parse(proxy.address()).ok().as_ref().and_then(hop),
        };
        // A person watches: shorter than a send would wait.
        let timeouts = Timeouts { connect: network.timeouts.connect.min(Duration::from_secs(5)), ..network.timeouts };
        let call = timeouts.call.min(Duration::from_secs(8));
        let network = Network { timeouts: Timeouts { call, ..timeouts }, ..network.clone() };
        let transport = Transport::new(&host, &network, system_clock())?;
        Ok(Self { transport, host: place, proxy, secure: url.scheme() == "https", limit: timeouts.connect })
    }

    /// The proxy that is used, as `name:port`, without a login.
    #[must_use]
    pub fn proxy(&self) -> Option<String> {
        self.proxy.as_ref().map(|hop| hop.place.to_string())
    }

    /// Whether there is TLS: always, but to this machine itself.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.secure
    }

    /// Finds the addresses of whom the first connection goes to.
    ///
    /// # Errors
    /// The name that has no address, as `name:port`.
    pub async fn resolve(&self) -> Result<Vec<SocketAddr>, String> {
        if let Some(hop) = &self.proxy
            && hop.names_here
        {
            self.look_up(&self.host).await?;
        }
        self.look_up(self.first()).await
    }

    /// Connects to one of these, and closes again.
    ///
    /// # Errors
    /// [`NoConnection`] of the last one.
    pub async fn connect(&self, addresses: &[SocketAddr]) -> Result<SocketAddr, NoConnection> {
        let mut failed = NoConnection::Timeout;
        for address in addresses {
            match timeout(self.limit, TcpStream::connect(address)).await {
                Ok(Ok(_)) => return Ok(*address),
                Ok(Err(error)) if error.kind() == ErrorKind::ConnectionRefused => failed = NoConnection::Refused,
                Ok(Err(error)) if error.kind() == ErrorKind::TimedOut => failed = NoConnection::Timeout,
                Ok(Err(error)) => failed = NoConnection::Unreachable(error.kind().to_string()),
                Err(_) => failed = NoConnection::Timeout,
            }
        }
        Err(failed)
    }

    /// Goes the whole way, and looks who answers. WeCom refuses who has no token, and that is its answer.
    ///
    /// # Errors
    /// Any [`Error`] but a refusal.
    pub async fn ask(&self) -> Result<Answered, Error> {
        let url = self.transport.url(ASKED);
        let response = self.transport.send(self.transport.get(url)).await?;
        let date_ms = date_of(response.headers());
        match self.transport.read(response, &[], Answers::Briefly).await {
            Ok(_) => Ok(Answered { date_ms, from_ip: None }),
            Err(Error::Refused(refused)) => Ok(Answered { date_ms, from_ip: refused.from_ip }),
            Err(error) => Err(error),
        }
    }

    /// Whether these addresses take a connection at the port of the host. What is no address (a pattern) passes.
    pub async fn reach(&self, addresses: &[String]) -> Vec<bool> {
        let tries = addresses.iter().map(|address| {
            let (address, port) = (address.parse::<IpAddr>().ok(), self.host.port);
            tokio::spawn(async move {
                let Some(ip) = address else { return true };
                matches!(timeout(ADDRESS_LIMIT, TcpStream::connect((ip, port))).await, Ok(Ok(_)))
            })
        });
        let mut reached = Vec::with_capacity(addresses.len());
        for one in tries.collect::<Vec<_>>() {
            reached.push(one.await.unwrap_or(false));
        }
        reached
    }

    fn first(&self) -> &Place {
        self.proxy.as_ref().map_or(&self.host, |hop| &hop.place)
    }

    async fn look_up(&self, place: &Place) -> Result<Vec<SocketAddr>, String> {
        let found = timeout(self.limit, lookup_host((place.name.as_str(), place.port))).await;
        let found: Vec<SocketAddr> = found.ok().and_then(Result::ok).into_iter().flatten().collect();
        if found.is_empty() { Err(place.to_string()) } else { Ok(found) }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.name.contains(':') {
            write!(f, "[{}]:{}", self.name, self.port)
        } else {
            write!(f, "{}:{}", self.name, self.port)
        }
    }
}

impl NotSent {
    /// Why the secure connection failed. The verifiers' own words decide: they differ from system to system, and rustls
    /// brings them into these.
    #[must_use]
    pub fn tls_reason(&self) -> Option<TlsReason> {
        let Self::Tls(words) = self else { return None };
        let says = |word: &str| words.contains(word);
        Some(if says("UnknownIssuer") {
            TlsReason::UnknownCa
        } else if says("not valid for name") || says("NotValidForName") {
            TlsReason::WrongName
        } else if says("not valid yet") || says("NotValidYet") {
            TlsReason::NotYet
        } else if says("expired") || says("Expired") {
            TlsReason::Expired
        } else {
            TlsReason::Other
        })
    }
}

/// The proxy that the system names for this host. The HTTP library asks the same one.
fn by_system(host: &str) -> Option<Hop> {
    let found = Matcher::from_system().intercept(&host.parse().ok()?)?;
    hop(&Url::parse(&found.uri().to_string()).ok()?)
}

fn hop(url: &Url) -> Option<Hop> {
    Some(Hop { place: place(url)?, names_here: url.scheme() == "socks5" })
}

fn place(url: &Url) -> Option<Place> {
    let port = url.port_or_known_default().or_else(|| url.scheme().starts_with("socks").then_some(1080))?;
    Some(Place { name: url.host_str()?.trim_matches(['[', ']']).to_owned(), port })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(proxy: &str) -> Probe {
        let network = Network { proxy: Proxy::Through(proxy.parse().unwrap()), ..Network::default() };
        Probe::new("https://qyapi.weixin.qq.com", &network).unwrap()
    }

    #[test]
    fn a_proxy_is_shown_without_its_login() {
        assert_eq!(probe("http://anna:secret@proxy").proxy().as_deref(), Some("proxy:80"), "the usual port");
        assert_eq!(probe("socks5h://anna:secret@[::1]").proxy().as_deref(), Some("[::1]:1080"), "of SOCKS too");
        assert!(!format!("{:?}", probe("http://anna:secret@proxy")).contains("anna"), "nothing shows it");
    }
}
