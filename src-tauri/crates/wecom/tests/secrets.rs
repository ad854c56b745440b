//! No secret, token, key, ticket, code or login in anything that is shown: errors, `Debug`, logs at the finest level, over
//! HTTP/1 and HTTP/2. Each one of them has "marked" in it.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fmt::Write as _;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use common::by_hand::{Act, Server, http, server};
use common::proxies::connect;
use common::tls::Authority;
use common::{client_to, straight};
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use wecom::{
    CallbackKeys, MediaFile, MediaKind, Message, Named, Network, Proxy, Robot, RobotConfig, RobotMessage, Text,
};

/// Everything that is logged, by us and by the libraries below.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics with it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// From here on, at the finest level, for the whole process: nextest gives each test one of its own.
    fn begin() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
        let _ = subscriber.with_ansi(false).with_writer(move || writer.clone()).try_init();
        log
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("nobody panics with it")).into_owned()
    }
}

/// Makes every call that has a secret in it, and writes down all that can be seen of it.
async fn everything_shown(host: &str, network: Network) -> String {
    let mut shown = String::new();
    let client = client_to(host, network.clone());
    let message = Message::new(1, Named::member("zhangwei"), Text::new("面试")).to_body().unwrap();
    let code = SecretString::from("marked-code");
    let ticket = SecretString::from("marked-ticket");
    let file = MediaFile::from_bytes("a.txt", &b"012345"[..]);
    write!(shown, "{client:?} {:?}", client.check_secret().await).unwrap();
    write!(shown, "{:?}", client.send(message).await).unwrap();
    write!(shown, "{:?}", client.agent_get().await).unwrap();
    write!(shown, "{:?}", client.auth_getuserinfo(&code).await).unwrap();
    write!(shown, "{:?}", client.auth_getuserdetail(&ticket).await).unwrap();
    write!(shown, "{:?} {file:?}", client.media_upload(MediaKind::File, &file).await).unwrap();
    write!(shown, "{:?}", client.media_get("M", None).await.map(|download| format!("{download:?}"))).unwrap();
    let config = RobotConfig { host: host.to_owned(), network, ..RobotConfig::new("marked-key") };
    let robot = Robot::new(config.clone()).unwrap();
    write!(shown, "{config:?} {robot:?} {:?}", robot.send(&RobotMessage::text("a")).await).unwrap();
    write!(shown, "{:?}", robot.upload_media(MediaKind::File, &file).await).unwrap();
    let key = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    write!(shown, "{:?}", CallbackKeys::new("marked-callback-token", key, "ww1")).unwrap();
    shown
}

fn clean(name: &str, text: &str) {
    if let Some(at) = text.find("marked") {
        let around = &text.as_bytes()[at.saturating_sub(200)..text.len().min(at + 100)];
        panic!("{name} shows a secret: …{}…", String::from_utf8_lossy(around));
    }
}

/// A page that repeats the whole request: URL, headers, body.
fn mirror(got: &common::by_hand::Got) -> Vec<u8> {
    let body = String::from_utf8_lossy(&got.body);
    http("502 Bad Gateway", "", format!("<html>{}\r\n{body}</html>", got.head).as_bytes())
}

async fn mirror_server(tls: Option<TlsAcceptor>) -> Server {
    server(tls, |_, got| Act::Reply(mirror(got))).await
}

#[tokio::test]
async fn over_http_1_from_a_page_that_repeats_everything() {
    let log = Log::begin();
    let server = mirror_server(None).await;
    let shown = everything_shown(&server.url(), straight()).await;
    assert!(server.requests("marked").len() >= 8, "the secrets were really sent");
    assert!(shown.contains("***"), "and the page was kept, without them: {shown}");
    clean("what a caller can show", &shown);
    assert!(log.text().contains("fetched an access token"), "the log was really written");
    clean("the log", &log.text());
}

#[tokio::test]
async fn as_a_refusal_of_wecom_that_repeats_everything() {
    let server = server(None, |_, got| {
        let text = format!("{} {}", got.head, String::from_utf8_lossy(&got.body));
        let errmsg = format!("not allowed: {text}, from ip: 203.0.113.7");
        let mut reply = serde_json::json!({ "errcode": 60020, "errmsg": errmsg });
        if got.head.contains("/getuserinfo") {
            reply["user_ticket"] = "marked-new-ticket".into();
        }
        Act::Reply(common::by_hand::ok(&reply.to_string()))
    })
    .await;
    let shown = everything_shown(&server.url(), straight()).await;
    assert!(shown.contains("60020"), "the refusal is told: {shown}");
    clean("what a caller can show", &shown);
}

#[tokio::test]
async fn through_a_proxy_with_a_login() {
    let log = Log::begin();
    let authority = Authority::new();
    let wecom = mirror_server(Some(authority.server())).await;
    let between = connect("HTTP/1.1 200 OK\r\n\r\n", wecom.address).await;
    let refusing = connect("HTTP/1.1 407 Who are you\r\n\r\n", wecom.address).await;
    for proxy in [between, refusing] {
        let url = format!("http://marked-user:marked-password@{}", proxy.address);
        let network =
            Network { proxy: Proxy::Through(url.parse().unwrap()), ca_file: Some(authority.file()), ..straight() };
        clean("the settings", &format!("{network:?}"));
        let shown = everything_shown("https://wecom.test", network).await;
        clean("what a caller can show", &shown);
        let asked = proxy.asked().concat().to_lowercase();
        assert!(asked.contains("proxy-authorization: basic"), "the login was really sent: {asked}");
        assert!(!log.text().to_lowercase().contains("bwfya2vkl"), "nor is it in the log in Base64");
    }
    clean("the log", &log.text());
}

#[tokio::test]
async fn over_http_2() {
    let log = Log::begin();
    let authority = Authority::new();
    let address = http_2(authority.server_h2()).await;
    let network = Network { ca_file: Some(authority.file()), ..straight() };
    let shown = everything_shown(&format!("https://localhost:{}", address.port()), network).await;
    assert!(shown.contains("not JSON"), "the calls arrived: {shown}");
    clean("what a caller can show", &shown);
    assert!(log.text().contains("h2"), "the log of HTTP/2 was really written");
    clean("the log", &log.text());
}

/// Answers gettoken, and everything else with the URL it was asked for.
async fn http_2(tls: TlsAcceptor) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(stream) = tls.accept(stream).await else { continue };
            tokio::spawn(async move {
                let mut connection = h2::server::handshake(stream).await.expect("HTTP/2");
                while let Some(Ok((request, mut respond))) = connection.accept().await {
                    let uri = request.uri().to_string();
                    let token = r#"{"errcode":0,"errmsg":"ok","access_token":"marked-token","expires_in":7200}"#;
                    let body = if uri.contains("/gettoken") { token.to_owned() } else { uri };
                    let mut send = respond.send_response(http::Response::new(()), false).expect("a head");
                    send.send_data(Bytes::from(body), true).expect("a body");
                }
            });
        }
    });
    address
}
