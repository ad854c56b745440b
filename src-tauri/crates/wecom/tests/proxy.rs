//! Calls through proxies: those that let them through, those that want a login, those that refuse.

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::by_hand::{AGENT, Act, Server, ok, server};
use common::proxies::{Proxy as Between, connect, socks5};
use common::tls::Authority;
use common::{NO_CONNECTION, TIMEOUTS, client_to, straight};
use secrecy::SecretString;
use tokio::net::TcpListener;
use wecom::{Client, Error, Network, NotSent, Proxy, ProxyUrl, Timeouts};

/// WeCom under a name that only a proxy knows, with a certificate of the company's authority.
struct Wecom {
    server: Server,
    authority: Authority,
}

impl Wecom {
    async fn start() -> Self {
        let authority = Authority::new();
        let server = server(Some(authority.server()), |_, _| Act::Reply(ok(AGENT))).await;
        Self { server, authority }
    }

    /// A client that goes through this proxy, `HOST:PORT` standing for its address.
    fn through(&self, proxy: &str, between: &Between) -> Client {
        self.through_within(TIMEOUTS, proxy, between)
    }

    fn through_within(&self, timeouts: Timeouts, proxy: &str, between: &Between) -> Client {
        let url = proxy.replace("HOST:PORT", &between.address.to_string());
        let proxy = Proxy::Through(url.parse().expect("a proxy"));
        let network = Network { proxy, ca_file: Some(self.authority.file()), timeouts };
        client_to("https://wecom.test", network)
    }
}

const THROUGH: &str = "HTTP/1.1 200 Connection established\r\n\r\n";

async fn not_sent(client: &Client) -> NotSent {
    let error = client.check_secret().await.expect_err("no way out");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("anna") && !shown.contains("pass-word"), "a proxy's login is a secret: {shown}");
    assert!(!error.may_have_been_processed(), "WeCom never saw it: {error:?}");
    match error {
        Error::NoToken(inner) => match *inner {
            Error::NotSent(why) => why,
            other => panic!("it never left: {other:?}"),
        },
        other => panic!("no token, so nothing else was tried: {other:?}"),
    }
}

#[tokio::test]
async fn an_http_proxy_with_a_login() {
    let wecom = Wecom::start().await;
    let between = connect(THROUGH, wecom.server.address).await;
    wecom.through("http://anna:pass%2Dword@HOST:PORT", &between).agent_get().await.expect("through the proxy");
    let asked = between.asked();
    assert!(asked[0].starts_with("CONNECT wecom.test:443 HTTP/1.1\r\n"), "the proxy resolves the name: {asked:?}");
    let login = asked[0].to_lowercase().contains("proxy-authorization: basic yw5uytpwyxnzlxdvcmq=");
    assert!(login, "anna:pass-word in Base64, percent-decoded before: {asked:?}");
    assert!(!asked[0].contains("marked"), "the proxy sees no secret of WeCom: {asked:?}");
}

#[tokio::test]
async fn a_socks_proxy_with_a_login() {
    let wecom = Wecom::start().await;
    let between = socks5("anna:pass-word", wecom.server.address).await;
    wecom.through("socks5h://anna:pass-word@HOST:PORT", &between).agent_get().await.expect("through the proxy");
    assert_eq!(between.asked()[0], "wecom.test:443", "with socks5h the proxy resolves the name");
}

/// Passwords in which somebody could see an escape, the end of something or nothing at all.
const PASSWORDS: [&str; 8] =
    ["a%41b", "100%25", "p@ss:w/rd#?", " two  blanks ", "密码ｐ😀", "%", "a+b&c=d", "\"\\'`^|{}"];

#[tokio::test]
async fn a_password_arrives_as_it_was_typed() {
    let wecom = Wecom::start().await;
    for password in PASSWORDS {
        let login = |between: &Between, scheme: &str| {
            let url: ProxyUrl = format!("{scheme}://{}", between.address).parse().expect("a proxy");
            let proxy = Proxy::Through(url.with_login("anna", &SecretString::from(password)).expect("a login"));
            client_to("https://wecom.test", Network { proxy, ca_file: Some(wecom.authority.file()), ..straight() })
        };
        let between = connect(THROUGH, wecom.server.address).await;
        login(&between, "http").agent_get().await.expect("through the proxy");
        let head = between.asked().remove(0);
        let sent = head.lines().find_map(|line| line.strip_prefix("proxy-authorization: Basic ")).unwrap_or(&head);
        let wanted = STANDARD.encode(format!("anna:{password}"));
        assert_eq!(sent, wanted, "{password:?} through HTTP");
        let between = socks5(format!("anna:{password}").leak(), wecom.server.address).await;
        login(&between, "socks5h").agent_get().await.expect("SOCKS takes this very login and no other");
    }
}

#[tokio::test]
async fn a_login_that_is_wanted_or_wrong() {
    let wecom = Wecom::start().await;
    let wants = connect("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", wecom.server.address).await;
    let wants_socks = socks5("anna:pass-word", wecom.server.address).await;
    for (proxy, between) in [
        ("http://HOST:PORT", &wants),
        ("http://anna:wrong@HOST:PORT", &wants),
        ("socks5h://HOST:PORT", &wants_socks),
        ("socks5h://anna:wrong@HOST:PORT", &wants_socks),
    ] {
        let why = not_sent(&wecom.through(proxy, between)).await;
        assert_eq!(why, NotSent::ProxyLogin, "a person has to enter the right one: {proxy}");
    }
    assert!(wecom.server.got.lock().unwrap().is_empty(), "nothing came through");
}

#[tokio::test]
async fn a_proxy_that_refuses_or_breaks_off() {
    let wecom = Wecom::start().await;
    for answer in [
        "HTTP/1.1 403 Forbidden\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\n\r\n",
        "HTTP/1.1 302 Found\r\nlocation: http://login.example.com/\r\n\r\n",
        "220 mail.example.com ESMTP\r\n\r\n",
        "",
    ] {
        let between = connect(answer, wecom.server.address).await;
        let why = not_sent(&wecom.through("http://anna:pass-word@HOST:PORT", &between)).await;
        assert!(matches!(&why, NotSent::Proxy(words) if !words.is_empty()), "{answer:?}: {why:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there() {
    let wecom = Wecom::start().await;
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let between = Between { address: gone, asked: Default::default() };
    for proxy in ["http://anna:pass-word@HOST:PORT", "socks5h://anna:pass-word@HOST:PORT", "http://proxy.invalid:3128"]
    {
        let why = not_sent(&wecom.through(proxy, &between)).await;
        assert!(matches!(why, NotSent::Proxy(_)), "the proxy is to blame, not WeCom's name or host: {proxy}: {why:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_keeps_silent() {
    let wecom = Wecom::start().await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let between = Between { address: silent.local_addr().unwrap(), asked: Default::default() };
    for proxy in ["http://HOST:PORT", "socks5h://HOST:PORT"] {
        let client = wecom.through_within(NO_CONNECTION, proxy, &between);
        assert_eq!(not_sent(&client).await, NotSent::Timeout, "{proxy}");
    }
}

#[tokio::test]
async fn a_proxy_that_reads_along() {
    let wecom = Wecom::start().await;
    let reader = Authority::new();
    let other = server(Some(reader.server()), |_, _| Act::Reply(ok(AGENT))).await;
    let between = connect(THROUGH, other.address).await;
    let why = not_sent(&wecom.through("http://HOST:PORT", &between)).await;
    assert!(matches!(why, NotSent::Tls(_)), "its certificate is not WeCom's, so it gets no token to read: {why:?}");
    assert!(other.got.lock().unwrap().is_empty(), "nothing came out of the tunnel");
}

#[tokio::test]
async fn a_name_that_socks5_has_to_resolve_here() {
    let wecom = Wecom::start().await;
    let between = socks5("anna:pass-word", wecom.server.address).await;
    let why = not_sent(&wecom.through("socks5://anna:pass-word@HOST:PORT", &between)).await;
    assert_eq!(why, NotSent::Dns, "wecom.test is a name nobody here knows");
}

/// The system's setting is an environment variable here, and a process gets its own only when it starts.
#[tokio::test]
async fn the_systems_proxy_unless_told_otherwise() {
    let wecom = Wecom::start().await;
    let between = connect(THROUGH, wecom.server.address).await;
    let this = std::env::current_exe().unwrap();
    let ran = tokio::process::Command::new(this)
        .args(["--exact", "a_call_by_the_system", "--ignored"])
        .env("HTTPS_PROXY", format!("http://anna:pass-word@{}", between.address))
        .env_remove("https_proxy")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env("WECOM_TEST_CA", wecom.authority.file())
        .output()
        .await
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    let asked = between.asked();
    assert_eq!(asked.len(), 1, "one call asked for nothing but its way, the other went straight: {asked:?}");
    assert!(asked[0].to_lowercase().contains("proxy-authorization: basic"), "with the system's login: {asked:?}");
}

#[tokio::test]
#[ignore = "part of the_systems_proxy_unless_told_otherwise"]
async fn a_call_by_the_system() {
    let ca_file = Some(std::env::var_os("WECOM_TEST_CA").expect("the other test gives it").into());
    let by_system = Network { proxy: Proxy::System, ca_file, ..straight() };
    client_to("https://wecom.test", by_system.clone()).agent_get().await.expect("through the system's proxy");
    let why = not_sent(&client_to("https://wecom.test", Network { proxy: Proxy::None, ..by_system })).await;
    assert_eq!(why, NotSent::Dns, "straight, the name is nobody's");
}

#[tokio::test]
async fn loopback_goes_straight() {
    let here = server(None, |_, _| Act::Reply(ok(AGENT))).await;
    let between = connect("HTTP/1.1 403 Forbidden\r\n\r\n", here.address).await;
    let proxy = Proxy::Through(format!("http://{}", between.address).parse().unwrap());
    let client = client_to(&here.url(), Network { proxy, ..straight() });
    client.agent_get().await.expect("the practice company is not behind a proxy");
    assert!(between.asked().is_empty(), "the proxy was not even asked");
}
