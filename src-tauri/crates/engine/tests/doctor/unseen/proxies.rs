//! Proxies of every kind, each in the way of an account whose values are right.

use super::judge::Told;

use super::desk::{Desk, company};
use super::setups;
use crate::between::{Turn, between, mute};
use crate::ways::{ANNA, By, Certificate, OPEN, Says, WECOM, proxy, secured, socks};
use std::net::SocketAddr;

setups! {
    ntlm_only: "a proxy that takes logins by Negotiate and NTLM only; name and password are right", "microsoft/vscode#13302" =>
        [Proxy] [Proxy] [NetworkIt Recruiter];
        as_anna(|_| no("407 Proxy Authentication Required", "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n"));
    digest_only: "a proxy that takes logins by Digest only", "" =>
        [Proxy] [Proxy] [NetworkIt Recruiter];
        as_anna(|_| no("407 Proxy Authentication Required", "Proxy-Authenticate: Digest realm=\"squid\", nonce=\"x\"\r\n"));
    several_schemes: "a proxy that takes several kinds of login, and gets none", "curl/curl#369" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        straight(|_| no("407 Proxy Authentication Required",
            "Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"));
    login_expired: "a proxy whose password has expired since it was saved", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        as_anna(|_| no("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n"));
    host_forbidden: "a proxy that takes the login and forbids WeCom's host", "" =>
        [Proxy] [Proxy] [NetworkIt];
        as_anna(|asked| if asked.contains(ANNA) { no("403 Forbidden", "X-Squid-Error: ERR_ACCESS_DENIED 0\r\n") } else { login() });
    host_forbidden_to_all: "a proxy without logins that forbids WeCom's host", "" =>
        [Proxy] [Proxy] [NetworkIt];
        straight(|_| no("403 Forbidden", "X-Squid-Error: ERR_ACCESS_DENIED 0\r\n"));
    dns_of_the_proxy: "a proxy that finds no address for WeCom's host", "chobits/ngx_http_proxy_connect_module#137" =>
        [Proxy] [Proxy] [NetworkIt];
        straight(|_| no("503 Service Unavailable", "X-Squid-Error: ERR_DNS_FAIL 0\r\n"));
    behind_the_proxy: "a proxy that waits for WeCom in vain", "golang/go#30560" =>
        [Proxy] [Proxy] [NetworkIt];
        straight(|_| no("504 Gateway Timeout", "X-Squid-Error: ERR_CONNECT_FAIL 110\r\n"));
    proxy_sign_in: "a proxy that sends everybody to the company's sign-in page", "" =>
        [Proxy] [Proxy] [NetworkIt Recruiter] or [Network];
        straight(|_| no("302 Found", "Location: https://sso.company.example/login?url=qyapi.weixin.qq.com\r\n"));
    proxy_closes: "a proxy that closes every connection without a word", "" =>
        [Proxy] [Proxy] [NetworkIt Recruiter];
        straight(|_| Says::Closes);
    proxy_no_connect: "a web server at the proxy's address, which knows no CONNECT", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        straight(|_| no("405 Method Not Allowed", "Server: nginx\r\nAllow: GET, HEAD\r\n"));
    proxy_swallows: "a proxy that says yes to CONNECT and answers with a page of its own", "" =>
        [Proxy Tls] [Network] [NetworkIt Recruiter] or [Proxy];
        straight(|_| Says::Itself("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Sign in to the network</html>"));
    proxy_of_http_1_0: "a proxy that speaks HTTP/1.0 and lets everybody through", "" =>
        [] [] [];
        straight(|_| Says::Yes("HTTP/1.0 200 Connection established\r\nProxy-agent: cntlm\r\n\r\n"));

    https_typed: "https:// typed for a proxy that speaks plain HTTP", "encode/httpx#951" =>
        [Proxy Connect] [Proxy] [Recruiter];
        async { Desk::at(WECOM).through(format!("https://localhost:{}", open_proxy().await.port())).examined().await };
    http_typed: "http:// typed for a proxy that speaks TLS", "psf/requests#1622" =>
        [Proxy Connect] [Proxy] [Recruiter NetworkIt];
        async {
            let secured = secured(Certificate::named("localhost"), open_proxy().await).await;
            Desk::at(WECOM).through(format!("http://localhost:{}", secured.port())).examined().await
        };
    proxy_certificate: "a TLS proxy whose certificate nobody vouches for", "" =>
        [Proxy] [Proxy] [NetworkIt] or [Certificate];
        async {
            let own = Certificate::named("localhost").by(By::Company("Proxy CA"));
            let secured = secured(own, open_proxy().await).await;
            Desk::at(WECOM).through(format!("https://localhost:{}", secured.port())).examined().await
        };
    tls_proxy: "a TLS proxy that lets everybody through", "" =>
        [] [] [];
        async {
            let secured = secured(Certificate::named("localhost"), open_proxy().await).await;
            Desk::at(WECOM).through(format!("https://localhost:{}", secured.port())).examined().await
        };
    socks_as_http: "a SOCKS proxy typed as http://", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async { Desk::at(WECOM).through(format!("http://{}", socks(inside().await, None, 0).await)).examined().await };
    http_as_socks: "an HTTP proxy typed as socks5h://", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async { Desk::at(WECOM).through(format!("socks5h://{}", open_proxy().await)).examined().await };
    socks_login: "a SOCKS proxy that does not take the password", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let proxy = socks(inside().await, Some("another"), 0).await;
            Desk::at(WECOM).through_as(format!("socks5h://{proxy}"), "anna").examined().await
        };
    socks_wants_login: "a SOCKS proxy that wants a login and gets none", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async { Desk::at(WECOM).through(format!("socks5h://{}", socks(inside().await, Some("x"), 0).await)).examined().await };
    socks_ruled: "a SOCKS proxy whose rules forbid WeCom's host", "" =>
        [Proxy] [Proxy] [NetworkIt];
        async { Desk::at(WECOM).through(format!("socks5h://{}", socks(inside().await, None, 2).await)).examined().await };
    socks_unreachable: "a SOCKS proxy that cannot reach WeCom itself", "" =>
        [Proxy] [Proxy] [NetworkIt];
        async { Desk::at(WECOM).through(format!("socks5h://{}", socks(inside().await, None, 4).await)).examined().await };
    socks_names: "socks5:// where only the proxy can find names (socks5h://)", "romis2012/python-socks#8" =>
        [Resolve Proxy] [Proxy] [Recruiter NetworkIt] or [Network];
        async {
            let proxy = socks(inside().await, None, 0).await;
            Desk::at(WECOM).through(format!("socks5://{proxy}")).examined_on(&[], Some("")).await
        };

    all_proxy_gone: "ALL_PROXY names a proxy that no longer runs", "" =>
        [Connect] [Proxy] [Recruiter NetworkIt];
        async { on(&[("ALL_PROXY", "socks5h://127.66.0.1:1080".into())]).await };
    variable_login: "HTTPS_PROXY holds a login that the proxy does not take", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let proxy = proxy(inside().await, |_| login()).await;
            on(&[("https_proxy", format!("http://anna:old@{proxy}"))]).await
        };
    variable_is_script: "HTTPS_PROXY holds the address of a script (PAC)", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let web = proxy(inside().await, |_| no("405 Method Not Allowed", "Server: nginx\r\nAllow: GET\r\n")).await;
            on(&[("HTTPS_PROXY", format!("http://{web}/proxy.pac"))]).await
        };
    no_proxy_too_wide: "NO_PROXY exempts qq.com, and nothing leaves but through the proxy", "" =>
        [Resolve Connect Proxy] [Proxy] [Recruiter NetworkIt] or [Network];
        async {
            let proxy = open_proxy().await;
            let vars = [("HTTPS_PROXY", format!("http://{proxy}")), ("NO_PROXY", "localhost,qq.com".to_owned())];
            Desk::at(WECOM).examined_on(&vars, Some("")).await
        };
    proxy_not_used: "an account that goes straight where only the system's proxy leads out", "" =>
        [Resolve Connect Proxy] [Proxy] [Recruiter NetworkIt] or [Network];
        async {
            let vars = [("HTTPS_PROXY", format!("http://{}", open_proxy().await))];
            Desk::at(WECOM).kept("proxy", "none").examined_on(&vars, Some("")).await
        };
    variables_that_work: "HTTPS_PROXY leads out, and everything works", "" =>
        [] [] [];
        async { on(&[("HTTPS_PROXY", format!("http://{}", open_proxy().await))]).await };
    proxy_of_home: "the proxy of the office, at home, where it does not exist and the way straight out is open", "" =>
        [Resolve Connect Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let company = company(|_| ()).await;
            let gate = secured(Certificate::named("gate.company.example"), address(&company.base_url())).await;
            let desk = Desk::at(format!("https://gate.company.example:{}", gate.port())).through("http://127.66.0.1:3128");
            desk.examined_on(&[], Some("127.0.0.1 gate.company.example")).await
        };
    mute_proxy: "a proxy's port at which another service listens and waits", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            Desk::at(WECOM).through(format!("http://{}", mute().await)).examined().await
        };
}

fn no(status: &str, headers: &str) -> Says {
    Says::No(format!("HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"))
}

fn login() -> Says {
    no("407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n")
}

fn address(url: &str) -> SocketAddr {
    url.trim_start_matches("http://").parse().unwrap()
}

/// WeCom's own host, as it stands behind every proxy here.
async fn inside() -> SocketAddr {
    secured(Certificate::default(), between(&company(|_| ()).await, |_| Turn::On).await).await
}

async fn open_proxy() -> SocketAddr {
    proxy(inside().await, |_| Says::Yes(OPEN)).await
}

async fn straight(says: impl Fn(&str) -> Says + Send + Sync + 'static) -> Option<Told> {
    Desk::at(WECOM).through(format!("http://{}", proxy(inside().await, says).await)).examined().await
}

async fn as_anna(says: impl Fn(&str) -> Says + Send + Sync + 'static) -> Option<Told> {
    Desk::at(WECOM).through_as(format!("http://{}", proxy(inside().await, says).await), "anna").examined().await
}

async fn on(vars: &[(&str, String)]) -> Option<Told> {
    Desk::at(WECOM).examined_on(vars, Some("")).await
}
