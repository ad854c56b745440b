//! One connection to the ledger's server: name, TCP, TLS, login, each under a time-out and each with an error of its own.
//!
//! Never in here: a connection without TLS to another machine; a certificate that is not checked.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use rustls_tokio_postgres::MakeRustlsConnect;
use secrecy::ExposeSecret;
use tokio::net::lookup_host;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, NoTls, Socket};

use crate::error::{Error, Result};
use crate::place::{Login, Place, Tls};

/// How long name, TCP, TLS and login may take together.
const CONNECT: Duration = Duration::from_secs(10);

/// What the server ends by itself, below the time-outs of this side.
const SERVER_LIMITS: &str = "-c statement_timeout=5s -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s -c client_min_messages=warning";

/// What drives a connection: it is polled by one task, and ends with the client.
pub(crate) enum Wire {
    Plain(Box<Connection<Socket, tokio_postgres::tls::NoTlsStream>>),
    Tls(Box<Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>>),
}

impl Wire {
    /// Has one task drive it. Its errors are those of the calls.
    pub(crate) fn drive(self) -> JoinHandle<()> {
        tokio::spawn(async move {
            let _ = match self {
                Self::Plain(wire) => wire.await,
                Self::Tls(wire) => wire.await,
            };
        })
    }
}

/// What the server says without being asked; `None` when the connection has ended.
pub(crate) async fn heard(wire: &mut Wire) -> Option<AsyncMessage> {
    poll_fn(|context| match wire {
        Wire::Plain(wire) => wire.poll_message(context),
        Wire::Tls(wire) => wire.poll_message(context),
    })
    .await
    .and_then(std::result::Result::ok)
}

/// Connects and logs in.
///
/// # Errors
/// [`Error::Name`], [`Error::Unreachable`], [`Error::Tls`], [`Error::PlainElsewhere`], [`Error::Login`], [`Error::NoLedger`]
/// for a database that is missing, [`Error::TimedOut`].
pub(crate) async fn connect(place: &Place, login: &Login) -> Result<(Client, Wire)> {
    timeout(CONNECT, dial(place, login)).await.unwrap_or(Err(Error::TimedOut))
}

async fn dial(place: &Place, login: &Login) -> Result<(Client, Wire)> {
    let found = lookup_host((place.host.as_str(), place.port)).await;
    let addresses: Vec<SocketAddr> = found.map_err(|_| Error::Name(place.host.clone()))?.collect();
    let mut config = Config::new();
    config
        .user(&login.name)
        .password(login.password.expose_secret())
        .dbname(&place.database)
        .port(place.port)
        .application_name("beckon")
        .options(SERVER_LIMITS)
        .connect_timeout(CONNECT)
        .tcp_user_timeout(Duration::from_secs(10))
        .keepalives_idle(Duration::from_secs(10))
        .keepalives_interval(Duration::from_secs(5))
        .keepalives_retries(3);
    // The address that was looked at is the one that is connected to.
    for address in &addresses {
        config.host(&place.host).hostaddr(address.ip());
    }
    let failed = |error| told(error, place, login);
    match &place.tls {
        Tls::PlainOnLoopback if !addresses.iter().all(|address| address.ip().is_loopback()) => {
            Err(Error::PlainElsewhere(place.host.clone()))
        }
        Tls::PlainOnLoopback => {
            let (client, wire) = config.ssl_mode(SslMode::Disable).connect(NoTls).await.map_err(failed)?;
            Ok((client, Wire::Plain(Box::new(wire))))
        }
        checked => {
            let tls = MakeRustlsConnect::new(checked_by(checked)?);
            let (client, wire) = config.ssl_mode(SslMode::Require).connect(tls).await.map_err(failed)?;
            Ok((client, Wire::Tls(Box::new(wire))))
        }
    }
}

fn checked_by(tls: &Tls) -> Result<ClientConfig> {
    let no = |error: rustls::Error| Error::Tls(error.to_string());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(no)?;
    let Tls::Authority(authorities) = tls else {
        return Ok(builder.with_platform_verifier().map_err(no)?.with_no_client_auth());
    };
    let mut roots = RootCertStore::empty();
    authorities.iter().try_for_each(|authority| roots.add(authority.clone())).map_err(no)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

fn told(error: tokio_postgres::Error, place: &Place, login: &Login) -> Error {
    if error.code().is_some_and(|code| code.code().starts_with("28")) {
        return Error::Login { login: login.name.clone() };
    }
    let said = error.to_string();
    if said.starts_with("error connecting") {
        let why = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        return Error::Unreachable { at: place.at(), why };
    }
    if said.starts_with("authentication error") {
        return Error::Login { login: login.name.clone() };
    }
    error.into()
}
