//! Ways to WeCom that can be broken: certificates, and proxies of all kinds, for real on loopback.
//!
//! Never in here: what a request says once it has arrived.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::between::{head, serve};

/// WeCom's own host.
pub const WECOM: &str = "https://qyapi.weixin.qq.com";
/// Its name.
pub const NAME: &str = "qyapi.weixin.qq.com";

type Issuer = CertifiedIssuer<'static, KeyPair>;

/// The authority that the computers of this process trust.
static KNOWN: OnceLock<Issuer> = OnceLock::new();

/// Makes the authority and writes it down where the system looks for those that it trusts.
pub fn trust(file: &Path) {
    std::fs::write(file, known().pem()).unwrap();
}

fn known() -> &'static Issuer {
    KNOWN.get_or_init(|| authority("Known Root CA"))
}

fn authority(name: &str) -> Issuer {
    CertifiedIssuer::self_signed(of_authority(name), KeyPair::generate().unwrap()).unwrap()
}

fn of_authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    params
}

/// Who vouches for a certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The authority that everybody trusts.
    Known,
    /// The authority of a company, which this computer does not know.
    Company(&'static str),
    /// One between, whom the server forgets to show.
    Between,
    /// Itself.
    Itself,
}

/// A certificate that is good for WeCom's own host.
pub struct Certificate {
    pub names: Vec<String>,
    pub years: (i32, i32),
    pub by: By,
    /// The server wants one of the client's, too.
    pub both: bool,
    /// Its name stands where names stood before 2000, in the common name only.
    pub of_old: bool,
    /// It is an authority's, as `openssl req -x509` makes them.
    pub authority: bool,
}

impl Default for Certificate {
    fn default() -> Self {
        Self {
            names: vec![NAME.to_owned()],
            years: (2020, 2040),
            by: By::Known,
            both: false,
            of_old: false,
            authority: false,
        }
    }
}

impl Certificate {
    pub fn named(name: &str) -> Self {
        Self { names: vec![name.to_owned()], ..Self::default() }
    }

    pub fn years(self, from: i32, to: i32) -> Self {
        Self { years: (from, to), ..self }
    }

    pub fn by(self, by: By) -> Self {
        Self { by, ..self }
    }

    fn acceptor(&self) -> TlsAcceptor {
        let mut params = CertificateParams::new(if self.of_old { Vec::new() } else { self.names.clone() }).unwrap();
        if self.of_old {
            params.distinguished_name.push(rcgen::DnType::CommonName, self.names[0].clone());
        }
        if self.authority {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        }
        params.not_before = date_time_ymd(self.years.0, 1, 1);
        params.not_after = date_time_ymd(self.years.1, 1, 1);
        let key = KeyPair::generate().unwrap();
        let known = known();
        let certificate = match self.by {
            By::Known => params.signed_by(&key, known),
            By::Company(name) => params.signed_by(&key, &authority(name)),
            By::Between => {
                let between = KeyPair::generate().unwrap();
                let issuer = CertifiedIssuer::signed_by(of_authority("Known CA 2"), between, known).unwrap();
                params.signed_by(&key, &issuer)
            }
            By::Itself => params.self_signed(&key),
        };
        let chain = vec![CertificateDer::from(certificate.unwrap().der().to_vec())];
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder();
        let config = if self.both {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from(known.der().to_vec())).unwrap();
            config.with_client_cert_verifier(WebPkiClientVerifier::builder(Arc::new(roots)).build().unwrap())
        } else {
            config.with_no_client_auth()
        };
        TlsAcceptor::from(Arc::new(config.with_single_cert(chain, key).unwrap()))
    }
}

/// A server with this certificate before another server.
pub async fn secured(certificate: Certificate, inside: SocketAddr) -> SocketAddr {
    let acceptor = certificate.acceptor();
    serve(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            if let Ok(mut open) = acceptor.accept(stream).await
                && let Ok(mut inside) = TcpStream::connect(inside).await
            {
                let _ = copy_bidirectional(&mut open, &mut inside).await;
            }
        }
    })
    .await
}

/// What a proxy says to a CONNECT.
pub enum Says {
    /// Yes, with this head, and connects.
    Yes(&'static str),
    /// This, and closes.
    No(String),
    /// Nothing, and closes.
    Closes,
    /// Yes, and then talks by itself: it is no tunnel.
    Itself(&'static str),
}

/// What every proxy says that lets somebody through.
pub const OPEN: &str = "HTTP/1.1 200 Connection established\r\n\r\n";

/// An HTTP proxy behind which this server is, whatever name is asked for. `decide` gets the CONNECT with its headers.
pub async fn proxy(target: SocketAddr, decide: impl Fn(&str) -> Says + Send + Sync + 'static) -> SocketAddr {
    let decide = Arc::new(decide);
    serve(move |mut stream| {
        let decide = Arc::clone(&decide);
        async move {
            let Some(asked) = head(&mut stream).await else {
                // TLS or SOCKS, of which it understands nothing.
                let _ =
                    stream.write_all(b"HTTP/1.1 400 Bad Request\r\nServer: squid\r\nContent-Length: 0\r\n\r\n").await;
                let _ = stream.shutdown().await;
                let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
                return;
            };
            let text = match decide(&asked) {
                Says::Yes(text) => {
                    let Ok(mut inside) = TcpStream::connect(target).await else { return };
                    if stream.write_all(text.as_bytes()).await.is_ok() {
                        let _ = copy_bidirectional(&mut stream, &mut inside).await;
                    }
                    return;
                }
                Says::Closes => return,
                Says::No(text) => text,
                Says::Itself(text) => format!("{OPEN}{text}"),
            };
            let _ = stream.write_all(text.as_bytes()).await;
            let _ = stream.shutdown().await;
            // What the client still says is read: closing over it would reset the answer away.
            let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
        }
    })
    .await
}

/// A proxy that lets everybody through to WeCom's own host, behind which this is: its address as an account has it.
pub async fn way_to(inside: SocketAddr) -> String {
    let secured = secured(Certificate::default(), inside).await;
    format!("http://{}", proxy(secured, |_| Says::Yes(OPEN)).await)
}

/// The base64 of `anna:pass`.
pub const ANNA: &str = "YW5uYTpwYXNz";

/// A SOCKS5 proxy. With a login it takes `anna` with `right` as her password; `refuses` is its answer to a connect, 0 for yes.
pub async fn socks(target: SocketAddr, login: Option<&'static str>, refuses: u8) -> SocketAddr {
    serve(move |mut stream| async move {
        let _ = socks_talk(&mut stream, target, login, refuses).await;
    })
    .await
}

async fn socks_talk(
    stream: &mut TcpStream,
    target: SocketAddr,
    login: Option<&str>,
    refuses: u8,
) -> std::io::Result<()> {
    if stream.read_u8().await? != 5 {
        return Ok(());
    }
    let mut methods = vec![0; stream.read_u8().await?.into()];
    stream.read_exact(&mut methods).await?;
    let wanted = if login.is_some() { 2 } else { 0 };
    let taken = if methods.contains(&wanted) { wanted } else { 0xFF };
    stream.write_all(&[5, taken]).await?;
    if taken == 0xFF {
        return Ok(());
    }
    if let Some(right) = login {
        let mut said = Vec::new();
        stream.read_u8().await?;
        for _ in 0..2 {
            let mut text = vec![0; stream.read_u8().await?.into()];
            stream.read_exact(&mut text).await?;
            said.push(text);
        }
        let good = said[1] == right.as_bytes();
        stream.write_all(&[1, u8::from(!good)]).await?;
        if !good {
            return Ok(());
        }
    }
    let mut request = [0; 4];
    stream.read_exact(&mut request).await?;
    let length = match request[3] {
        1 => 4,
        4 => 16,
        _ => stream.read_u8().await?.into(),
    };
    stream.read_exact(&mut vec![0; length + 2]).await?;
    stream.write_all(&[5, refuses, 0, 1, 0, 0, 0, 0, 0, 0]).await?;
    if refuses == 0 {
        let mut inside = TcpStream::connect(target).await?;
        copy_bidirectional(stream, &mut inside).await?;
    }
    Ok(())
}
