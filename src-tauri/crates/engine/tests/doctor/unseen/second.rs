//! The second examination: set-ups that were written after the rules had been mended by the first one.

use beckon_sandbox::{Config, Fault, FaultRule, When};

use super::desk::{Desk, company};
use super::judge::Told;
use super::pages::{gate, read_along};
use super::setups;
use crate::between::{Turn, between, json, page, refusal, serve};
use crate::ways::{Certificate, OPEN, Says, WECOM, proxy, secured, way_to};

setups! {
    tunnel_closed: "a proxy that says yes to CONNECT and then closes", "" =>
        [Proxy Tls] [Network] [NetworkIt Recruiter] or [Proxy];
        asked(|_| Says::Itself(""));
    tunnel_to_web_page: "a web server that takes CONNECT for a plain request on its secure port (HTTP 400)", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        asked(|_| no("400 The plain HTTP request was sent to HTTPS port"));
    tunnel_for_legal_reasons: "a proxy that refuses WeCom's host for legal reasons (HTTP 451)", "" =>
        [Proxy] [Proxy] [NetworkIt];
        asked(|_| no("451 Unavailable For Legal Reasons"));
    tunnel_error: "a proxy that has an error of its own (HTTP 500)", "" =>
        [Proxy] [Proxy] [NetworkIt];
        asked(|_| no("500 Internal Server Error"));
    ssh_as_proxy: "an SSH server at the proxy's address", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let ssh = serve(|mut stream| async move {
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"SSH-2.0-OpenSSH_9.6\r\n").await;
            });
            Desk::at(WECOM).through(format!("http://{}", ssh.await)).examined().await
        };
    socks4: "a SOCKS4 proxy typed as socks5h://", "" =>
        [Proxy] [Proxy] [Recruiter NetworkIt];
        async {
            let old = serve(|mut stream| async move {
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, &[0, 0x5b, 0, 0, 0, 0, 0, 0]).await;
            });
            Desk::at(WECOM).through(format!("socks5h://{}", old.await)).examined().await
        };
    neighbours_certificate: "an answer for WeCom's host with another product's certificate", "" =>
        [Tls] [Network] [NetworkIt] or [Certificate];
        async {
            let other = secured(Certificate::named("www.qq.com"), between(&company(|_| ()).await, |_| Turn::On).await).await;
            let way = proxy(other, |_| Says::Yes(OPEN)).await;
            Desk::at(WECOM).through(format!("http://{way}")).examined().await
        };
    wrong_port: "WeCom's own host with a port at which nothing listens", "" =>
        [Connect] [ApiHost] [Recruiter] or [Network];
        Desk::at(format!("{WECOM}:8443")).examined_on(&[], Some("127.66.0.1 qyapi.weixin.qq.com"));
    private_address: "a name server of the company that gives WeCom's name an inner address", "" =>
        [Resolve Connect] [Network] [NetworkIt Recruiter];
        Desk::at(WECOM).examined_without_network("10.20.30.40 qyapi.weixin.qq.com");
    wrong_path_of_wecom: "WeCom's own host with a path behind it that it does not have", "" =>
        [Answer] [ApiHost] [Recruiter] or [Network];
        async {
            let way = way_to(between(&company(|_| ()).await, |_| Turn::On).await).await;
            Desk::at(format!("{WECOM}/wecom")).through(way).examined().await
        };

    sign_in_as_json: "a gateway that asks programs to sign in by JSON", "" =>
        [Answer] [Network] [NetworkIt Recruiter];
        read_along(|_| Turn::Here(json("200 OK", r#"{"ret":302,"url":"https://sso.company.example/login"}"#)));
    router_page: "a router that sends everybody to its own page", "" =>
        [Answer] [Network] [Recruiter NetworkIt];
        read_along(|_| Turn::Here(page("307 Temporary Redirect", &["Location: http://192.168.1.1/login.asp"], "")));
    plain_ok: "something on the way that answers \"ok\" to everything", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Here(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok".to_vec()));
    no_route: "a gateway of the company that has no route for WeCom, or not at this path", "" =>
        [Answer] [ApiHost Network] [Recruiter NetworkIt];
        gate("", |_| Turn::Here(json("404 Not Found", r#"{"message":"no Route matched with those values"}"#)));
    maintenance: "a gateway of the company that is being maintained", "" =>
        [Answer] [Network] [NetworkIt Recruiter] or [ApiHost];
        gate("", |_| Turn::Here(page("200 OK", &[], "<html><title>系统维护中</title>请稍后再试</html>")));
    token_error: "a gateway that fails whenever a token is asked for (HTTP 500)", "" =>
        [Token] [Network] [NetworkIt Nobody] or [Wait];
        read_along(|ask| if ask.path.ends_with("/gettoken") { Turn::Here(page("500 Internal Server Error", &[], "")) } else { Turn::On });
    agent_id_lost: "a gateway that takes agentid out of addresses", "" =>
        [App] [Network] [NetworkIt];
        read_along(|ask| {
            let query: Vec<&str> = ask.query.split('&').filter(|pair| !pair.starts_with("agentid=")).collect();
            Turn::As(format!("{}?{}", ask.path, query.join("&")))
        });
    token_as_page: "a sign-in page where a token is asked for", "" =>
        [Token] [Network] [Recruiter NetworkIt];
        read_along(|ask| if ask.path.ends_with("/gettoken") { Turn::Here(page("200 OK", &[], "<html>Welcome, please log in</html>")) } else { Turn::On });
    six_and_four: "a network that leaves by IPv6 and IPv4 in turn, and IPv4 is not trusted", "" =>
        [TrustedIp] [TrustedIp] [WecomAdmin];
        read_along(|ask| match (ask.path.ends_with("/gettoken"), ask.query.contains("access_token")) {
            (true, _) => Turn::On,
            (_, false) => Turn::Here(refusal(41001, "access_token missing", "2001:db8::7")),
            _ => Turn::Here(refusal(60020, "not allow to access from your ip", "198.51.100.7")),
        });
    app_not_readable: "an app that may not be read (60011)", "" =>
        [App] [] [WecomAdmin Recruiter] or [VisibleRange Secret];
        refusing("agent/get", 60011);
    tokens_limited: "gettoken refused for too many calls at once (45033)", "" =>
        [Token] [Wait] [Nobody];
        refusing("gettoken", 45033);
    corp_id_letter: "the letter O in place of a zero in the company id", "" =>
        [Values Token] [CorpId] [Recruiter];
        async {
            let corp_id = Config::default().corp_id.replacen(|c: char| c.is_ascii_digit(), "O", 1);
            Desk::of(&*company(|_| ()).await).corp_id(corp_id).examined().await
        };
    clock_behind_a_day: "a clock 26 hours slow", "" =>
        [Clock] [Clock] [Recruiter];
        async { Desk::of(&*company(|_| ()).await).minutes_ahead(-1560).examined().await };

    nobody_at_the_message: "an id that WeCom does not find (60111)", "" =>
        [Message] [Userid] [Recruiter];
        message(|| refusal(60111, "userid not found", "203.0.113.7"));
    named_beside_success: "a member whom WeCom names as invalid beside a success", "" =>
        [Message] [Userid VisibleRange] [Recruiter WecomAdmin];
        async { Desk::of(&*company(|_| ()).await).message_to("nobody.here").await };
    message_moved: "a gateway of the company that fails with every message (HTTP 502)", "" =>
        [Message] [Network] [NetworkIt];
        message(|| page("502 Bad Gateway", &[], "<html>502</html>"));
    message_signed_out: "a network whose session ends before the message", "" =>
        [Message] [Network] [Recruiter NetworkIt];
        message(|| page("302 Found", &["Location: http://login.hotel.example/"], ""));
}

fn no(status: &str) -> Says {
    Says::No(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
}

async fn asked(says: impl Fn(&str) -> Says + Send + Sync + 'static) -> Option<Told> {
    let inside = secured(Certificate::default(), between(&company(|_| ()).await, |_| Turn::On).await).await;
    Desk::at(WECOM).through(format!("http://{}", proxy(inside, says).await)).examined().await
}

async fn refusing(call: &str, code: i64) -> Option<Told> {
    let rule = FaultRule { call: call.to_owned(), when: When::Always, fault: Fault::ErrCode(code) };
    Desk::of(&*company(|config| config.faults = vec![rule]).await).examined().await
}

async fn message(with: fn() -> Vec<u8>) -> Option<Told> {
    let company = company(|_| ()).await;
    let gate =
        between(&company, move |ask| if ask.path.ends_with("/message/send") { Turn::Here(with()) } else { Turn::On });
    Desk::at(WECOM).through(way_to(gate.await).await).message_to("zhangwei").await
}
