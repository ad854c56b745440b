//! Secure connections that do not come to be: inspection, certificates, old boxes on the way.

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use std::net::SocketAddr;

use super::judge::Told;

use super::desk::{Desk, company};
use super::setups;
use crate::between::{Turn, between, mute, serve};
use crate::ways::{By, Certificate, OPEN, Says, WECOM, proxy, secured};

setups! {
    inspected: "a gateway that reads along, with an authority that this computer does not know", "astral-sh/uv#10724" =>
        [Tls] [Certificate] [NetworkIt];
        wecom_with(Certificate::default().by(By::Company("Zscaler Root CA")));
    block_page_certificate: "a filter that answers for WeCom's host with a good certificate of its own", "" =>
        [Tls] [Network] [NetworkIt] or [Certificate];
        wecom_with(Certificate::named("blocked.filter.example"));
    wecom_expired: "an answer for WeCom's host with a certificate that has ended; the proxy's clock agrees with this one", "" =>
        [Tls] [Certificate] [NetworkIt] or [Network];
        wecom_with(Certificate::default().years(2020, 2021));
    wecom_itself: "an answer for WeCom's host with a certificate that it made itself", "signalapp/Signal-Desktop#2036" =>
        [Tls] [Certificate] [NetworkIt] or [Network];
        wecom_with(Certificate::default().by(By::Itself));
    intermediate_missing: "a gateway of the company that does not show the certificate between", "" =>
        [Tls] [Certificate] [NetworkIt];
        gate_with(Certificate::named("localhost").by(By::Between));
    gate_itself: "a gateway of the company with a certificate that it made itself", "up-zero/my-proxy#9" =>
        [Tls] [Certificate] [NetworkIt];
        gate_with(Certificate::named("localhost").by(By::Itself));
    gate_of_old: "a gateway of the company whose certificate has its name in the common name only", "linkerd/linkerd2#4945" =>
        [Tls] [Certificate] [NetworkIt];
        gate_with(Certificate { of_old: true, ..Certificate::named("localhost") });
    gate_as_authority: "a gateway of the company whose certificate is an authority's, as openssl makes them", "quinn-rs/quinn#1733" =>
        [Tls] [Certificate] [NetworkIt];
        gate_with(Certificate { authority: true, ..Certificate::named("localhost").by(By::Itself) });
    gate_expired: "a gateway of the company whose certificate nobody renewed", "" =>
        [Tls] [Certificate] [NetworkIt] or [Clock];
        gate_with(Certificate::named("localhost").years(2020, 2021));
    gate_by_number: "the gateway's IP address in place of its name", "" =>
        [Tls] [ApiHost] [Recruiter] or [Certificate];
        async {
            let gate = secured(Certificate::named("localhost"), wecom().await).await;
            Desk::at(format!("https://127.0.0.1:{}", gate.port())).examined().await
        };
    gate_wants_a_certificate: "a gateway of the company that wants a certificate of the client's", "" =>
        [Tls Answer] [Network] [NetworkIt] or [Certificate];
        gate_with(Certificate { both: true, ..Certificate::named("localhost") });
    old_box: "a box on the way that knows only TLS 1.0", "" =>
        [Tls] [Network] [NetworkIt];
        async { behind(raw(|_| Some(b"\x15\x03\x01\x00\x02\x02\x46")).await).await };
    reset_at_hello: "a firewall that resets connections once it has read WeCom's name in them", "AdguardTeam/CoreLibs#336" =>
        [Tls] [Network] [NetworkIt];
        async { behind(raw(|_| None).await).await };
    plain_at_443: "something on the way that answers plain HTTP where TLS belongs", "" =>
        [Tls] [Network] [NetworkIt];
        async { behind(raw(|_| Some(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")).await).await };
    mute_at_hello: "a filter that lets secure connections begin and never go on", "" =>
        [Tls] [Network] [NetworkIt];
        async { behind(mute().await).await };
    no_authorities: "a computer whose list of authorities is empty", "astral-sh/uv#10724" =>
        [Tls] [Certificate] [NetworkIt Recruiter];
        async {
            let secured = secured(Certificate::default(), wecom().await).await;
            let proxy = proxy(secured, |_| Says::Yes(OPEN)).await;
            let folder = tempfile::tempdir().unwrap();
            let empty = folder.path().join("empty.pem");
            let other = rcgen::generate_simple_self_signed(vec!["other.example".to_owned()]).unwrap();
            std::fs::write(&empty, other.cert.pem()).unwrap();
            let vars = [("SSL_CERT_FILE", empty.to_str().unwrap().to_owned())];
            Desk::at(WECOM).through(format!("http://{proxy}")).examined_on(&vars, None).await
        };
}

async fn wecom() -> SocketAddr {
    between(&company(|_| ()).await, |_| Turn::On).await
}

/// WeCom's own host as it stands behind a proxy.
async fn behind(inside: SocketAddr) -> Option<Told> {
    let dated = |_: &str| Says::Yes(dated_open());
    Desk::at(WECOM).through(format!("http://{}", proxy(inside, dated).await)).examined().await
}

/// A proxy's yes with what time it is.
fn dated_open() -> &'static str {
    static OPEN: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    OPEN.get_or_init(|| {
        let now = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT");
        format!("HTTP/1.1 200 Connection established\r\nDate: {now}\r\nVia: 1.1 proxy (squid/5.7)\r\n\r\n")
    })
}

async fn wecom_with(certificate: Certificate) -> Option<Told> {
    behind(secured(certificate, wecom().await).await).await
}

async fn gate_with(certificate: Certificate) -> Option<Told> {
    let gate = secured(certificate, wecom().await).await;
    Desk::at(format!("https://localhost:{}", gate.port())).examined().await
}

/// A server that reads what comes first and says this, or resets the connection.
async fn raw(say: fn(&[u8]) -> Option<&'static [u8]>) -> SocketAddr {
    serve(move |mut stream| async move {
        let mut hello = [0; 4096];
        let length = stream.read(&mut hello).await.unwrap_or(0);
        match say(&hello[..length]) {
            Some(bytes) => {
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
            }
            None => {
                let _ = stream.set_zero_linger();
            }
        }
    })
    .await
}
