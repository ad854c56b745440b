//! The way to an API host, walked step by step: name, connection, proxy, TLS, and whether it is WeCom that answers.
//!
//! Never in here: a secret or a token. What is asked for needs neither.

mod behind;
mod certificate;
mod place;
mod route;
mod tunnel;

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use reqwest::{Response, Url};
use secrecy::SecretString;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use crate::config::{Network, system_clock};
use crate::config_error::ConfigError;
use crate::error::{Error, NotSent};
use crate::head::ReplyHead;
use crate::host::{ApiHost, HostFault, read_host};
use crate::proxy::Proxy;
use crate::transport::{Answers, Transport};

use place::Place;

pub use behind::Behind;
pub use certificate::Certificate;
pub use route::{ProxyKind, Route, RouteRule, proxy_variable};
pub use tunnel::Tunnel;

/// A call that WeCom answers without a token, with 41001 and the caller's address (path/92520).
pub(crate) const ASKED: &str = "/cgi-bin/get_api_domain_ip";

/// How long a connection to one of WeCom's addresses may take.
const ADDRESS_LIMIT: Duration = Duration::from_secs(3);

/// A way to an API host.
pub struct Probe {
    transport: Transport,
    /// What it was made of, for another one.
    base: String,
    network: Network,
    host: Place,
    route: Route,
    login: Option<(String, SecretString)>,
    secure: bool,
    limit: Duration,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Who answered, as the head of the answer says.
    pub head: ReplyHead,
    /// The certificate that was shown; none without TLS.
    pub certificate: Option<Certificate>,
    /// The caller's address as WeCom saw it.
    pub from_ip: Option<IpAddr>,
}

/// Why a certificate is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsReason {
    /// No authority that this computer knows vouches for it.
    UnknownCa,
    /// It has ended.
    Expired,
    /// It does not hold yet.
    NotYet,
    /// It is another host's.
    WrongName,
    /// It is none for a server, or otherwise not as it should be.
    Unusable,
    /// Something else, such as no TLS at all.
    Other,
}

impl std::fmt::Debug for Probe {
    /// Without the proxy's login: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Probe").field("host", &self.host).field("route", &self.route).finish_non_exhaustive()
    }
}

impl Probe {
    /// The way that a client with this host and network takes; nothing is sent yet.
    ///
    /// # Errors
    /// As [`Client::new`](crate::Client::new).
    pub fn new(host: &str, network: &Network) -> Result<Self, ConfigError> {
        let ApiHost { url: host, loopback, .. } = read_host(host)?;
        let url = Url::parse(&host).map_err(|_| HostFault::NotAUrl)?;
        let place = Place::of(&url).ok_or(HostFault::NotAUrl)?;
        let route = Route::of(&host, loopback, network);
        let login = match &network.proxy {
            Proxy::Through(proxy) => proxy.login(),
            Proxy::System | Proxy::None => None,
        };
        let transport = Transport::showing_certificates(&host, network, system_clock())?;
        let (secure, limit) = (url.scheme() == "https", network.timeouts.connect);
        Ok(Self { transport, base: host, network: network.clone(), host: place, route, login, secure, limit })
    }

    /// Which way it takes, and which rule says so.
    #[must_use]
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// The proxy that is used, as `name:port`, without a login.
    #[must_use]
    pub fn proxy(&self) -> Option<String> {
        self.route.proxy.as_ref().map(ToString::to_string)
    }

    /// Whether there is TLS: always, but to this machine itself.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.secure
    }

    /// Finds the addresses of the host of the first connection.
    ///
    /// # Errors
    /// The name that has no address, as `name:port`.
    pub async fn resolve(&self) -> Result<Vec<SocketAddr>, String> {
        if self.route.kind == Some(ProxyKind::Socks5) {
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
        self.asked(ASKED).await
    }

    /// Asks for a token with nothing that opens anything: WeCom misses the company id (41002), also behind a gateway that
    /// passes on few calls.
    ///
    /// # Errors
    /// Any [`Error`] but a refusal.
    pub async fn ask_token(&self) -> Result<Answered, Error> {
        self.asked("/cgi-bin/gettoken").await
    }

    async fn asked(&self, path: &str) -> Result<Answered, Error> {
        let response = self.transport.send(self.transport.get(self.transport.url(path))).await?;
        Self::answered(&self.transport, response).await
    }

    async fn answered(transport: &Transport, response: Response) -> Result<Answered, Error> {
        let head = ReplyHead::of(response.status().as_u16(), response.headers());
        let certificate = certificate::certificate(&response);
        match transport.read(response, &[], Answers::Briefly).await {
            // WeCom refuses who has no token; who does not is somebody else.
            Ok(envelope) => Err(envelope.bad("a success without a token").answered_by(head)),
            Err(Error::Refused(refused)) => Ok(Answered { head, certificate, from_ip: refused.from_ip }),
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
        self.route.proxy.as_ref().unwrap_or(&self.host)
    }

    async fn look_up(&self, place: &Place) -> Result<Vec<SocketAddr>, String> {
        let found = timeout(self.limit, lookup_host((place.name.as_str(), place.port))).await;
        let found: Vec<SocketAddr> = found.ok().and_then(Result::ok).into_iter().flatten().collect();
        if found.is_empty() { Err(place.to_string()) } else { Ok(found) }
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
        } else if says("invalid peer certificate") {
            TlsReason::Unusable
        } else {
            TlsReason::Other
        })
    }
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
