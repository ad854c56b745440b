//! Ways to a company that are not straight: a proxy that wants a login, and a relay below a path.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use beckon_sandbox::Config;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::{Folder, Ran, Town, VARIABLE};

/// The variable in which tests keep the password of a proxy.
pub const PASSWORD: &str = "TEST_PROXY_PASSWORD";

/// The path of the relay.
pub const RELAY: &str = "/wxproxy";

/// A company that is `https://wecom.test` behind a proxy that takes one login; below [`RELAY`] it is found too.
pub struct Behind {
    pub town: Town,
    pub proxy: SocketAddr,
    /// The logins that were tried, as they arrived.
    pub logins: Arc<Mutex<Vec<String>>>,
    authority: PathBuf,
    _folder: tempfile::TempDir,
    _runtime: tokio::runtime::Runtime,
}

impl Behind {
    pub fn new(login: &str) -> Self {
        let town = Town::new(Config::default());
        let folder = tempfile::tempdir().unwrap();
        let authority = folder.path().join("ca.pem");
        let (pem, tls) = certificate();
        std::fs::write(&authority, pem).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let (proxy, logins) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let (right, to, tried) = (login.to_owned(), address(&town), Arc::clone(&logins));
        runtime.spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                tokio::spawn(let_through(guest, right.clone(), (tls.clone(), to), Arc::clone(&tried)));
            }
        });
        Self { town, proxy, logins, authority, _folder: folder, _runtime: runtime }
    }

    /// The program, trusting the certificate of the company alone.
    pub fn command(&self, folder: &Folder, line: &str) -> Command {
        let mut command = folder.command(line.split_whitespace());
        command.env("SSL_CERT_FILE", &self.authority).env_remove("SSL_CERT_DIR");
        command
    }

    /// Runs a line with secret and password in their variables.
    pub fn run(&self, folder: &Folder, line: &str, (secret, password): (&str, &str)) -> Ran {
        self.command(folder, line).env(VARIABLE, secret).env(PASSWORD, password).output().unwrap().into()
    }

    /// Adds the account `real`, whose secret and proxy password are not stored.
    pub fn connect(&self, folder: &Folder, (user, password): (&str, &str)) {
        let company = &self.town.company;
        let ids = format!("--corp-id {} --agent-id {}", company.corp_id(), company.agent_id());
        let add = format!(
            "account add --name real {ids} --api-host https://wecom.test --vault session --secret-env {VARIABLE}"
        );
        let set = format!("account set real --proxy http://{user}@{} --proxy-password-env {PASSWORD}", self.proxy);
        for line in [add, set] {
            let ran = self.run(folder, &line, (company.secret(), password));
            assert_eq!(ran.code, Some(0), "the account is needed: {ran:?}");
        }
    }

    /// The logins that were tried since the last time.
    pub fn tried(&self) -> Vec<String> {
        std::mem::take(&mut *self.logins.lock().unwrap())
    }
}

/// A relay on loopback that passes on what is below [`RELAY`], and answers 404 to everything else.
pub struct Relay {
    pub address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
}

impl Relay {
    pub fn to(town: &Town) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let (address, to) = (listener.local_addr().unwrap(), self::address(town));
        runtime.spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                tokio::spawn(relay(guest, to));
            }
        });
        Self { address, _runtime: runtime }
    }
}

fn address(town: &Town) -> SocketAddr {
    town.company.base_url().trim_start_matches("http://").parse().unwrap()
}

/// An authority as PEM, and `wecom.test` signed by it.
fn certificate() -> (String, TlsAcceptor) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let signed = CertificateParams::new(vec!["wecom.test".to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let chain = vec![CertificateDer::from(signed.der().to_vec())];
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
    (issuer.pem(), TlsAcceptor::from(Arc::new(config)))
}

async fn let_through(
    mut guest: TcpStream,
    right: String,
    (tls, to): (TlsAcceptor, SocketAddr),
    tried: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let head = head(&mut guest).await?;
    let login = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": Basic ")?;
        name.eq_ignore_ascii_case("proxy-authorization").then_some(value)
    });
    let login = login.and_then(|login| STANDARD.decode(login).ok()).unwrap_or_default();
    let login = String::from_utf8_lossy(&login).into_owned();
    tried.lock().unwrap().push(login.clone());
    if login != right {
        guest.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await.ok()?;
        return None;
    }
    guest.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
    let mut inside = tls.accept(guest).await.ok()?;
    copy_bidirectional(&mut inside, &mut TcpStream::connect(to).await.ok()?).await.ok().map(drop)
}

async fn relay(mut guest: TcpStream, to: SocketAddr) -> Option<()> {
    let head = head(&mut guest).await?;
    let below = format!(" {RELAY}/cgi-bin/");
    if !head.lines().next()?.contains(&below) {
        guest.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await.ok()?;
        return None;
    }
    // One call for each connection: what follows is the body, whatever its length.
    let passed = head.replacen(&below, " /cgi-bin/", 1).replacen("\r\n", "\r\nconnection: close\r\n", 1);
    let mut there = TcpStream::connect(to).await.ok()?;
    there.write_all(passed.as_bytes()).await.ok()?;
    copy_bidirectional(&mut guest, &mut there).await.ok().map(drop)
}

/// A request up to its empty line.
async fn head(guest: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        bytes.push(guest.read_u8().await.ok()?);
    }
    String::from_utf8(bytes).ok()
}
