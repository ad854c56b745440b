//! Pages and other people's JSON in the place of WeCom's answers.

use super::judge::Told;

use super::desk::{Desk, company};
use super::setups;
use crate::between::{Ask, Turn, between, json, page};
use crate::ways::{Certificate, WECOM, secured, way_to};

setups! {
    single_sign_on: "a gateway that sends everybody to the company's single sign-on", "openam-jp/openam#424" =>
        [Answer] [Network] [Recruiter NetworkIt];
        read_along(|_| Turn::Here(page("302 Found", &["Location: https://login.company.example/sso?SAMLRequest=fZFNa"], "")));
    sign_in_form: "a gateway that answers with the company's sign-in form", "gravitational/teleport#1880" =>
        [Answer] [Network] [Recruiter NetworkIt];
        read_along(|_| Turn::Here(page("200 OK", &[], "<!DOCTYPE html><html><head><title>Sign in to your account</title></head>\
            <body><form method=post action=/login><input type=password></form></body></html>")));
    network_login: "a network that says by HTTP 511 that somebody has to sign in", "Screenly/Playground#75" =>
        [Answer] [Network] [Recruiter NetworkIt];
        read_along(|_| Turn::Here(page("511 Network Authentication Required", &[], "<html><title>Wi-Fi login</title></html>")));
    block_page: "a filter's block page with HTTP 403", "klzgrad/naiveproxy#694" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Here(page("403 Forbidden", &["Server: FortiGate"], BLOCKED)));
    block_page_200: "a filter's block page with HTTP 200", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Here(page("200 OK", &[], BLOCKED)));
    policy_json: "an access broker that answers with JSON of its own", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Here(json("403 Forbidden", r#"{"error":"access_denied","policy":"unsanctioned-apps"}"#)));
    service_unavailable: "WeCom's own load balancer out of order (HTTP 503)", "" =>
        [Answer] [] [NetworkIt Nobody] or [Wait];
        read_along(|_| Turn::Here(page("503 Service Unavailable", &["Retry-After: 30"], "<html><h1>503</h1></html>")));
    sign_in_later: "a session of the network that ends behind the token", "" =>
        [App] [Network] [Recruiter NetworkIt];
        read_along(|ask| at(ask, "/agent/get", || page("302 Found", &["Location: http://login.hotel.example/"], "")));
    blocked_by_words: "a filter that blocks addresses with corpsecret in them", "" =>
        [Token] [Network] [NetworkIt];
        read_along(|ask| at(ask, "/gettoken", || page("403 Forbidden", &[], BLOCKED)));
    blocked_app: "a filter that blocks one call (agent/get)", "" =>
        [App] [Network] [NetworkIt];
        read_along(|ask| at(ask, "/agent/get", || page("403 Forbidden", &[], BLOCKED)));
    upload_inspected: "a filter against leaks that blocks uploads with a page", "" =>
        [Upload] [Network] [NetworkIt];
        read_along(|ask| at(ask, "/media/upload", || page("403 Forbidden", &[], BLOCKED)));

    waf: "a firewall before the company's gateway that takes programs for attackers (HTTP 405)", "" =>
        [Answer] [Network] [NetworkIt];
        gate("", |_| Turn::Here(page("405 Method Not Allowed", &["Server: Tengine"], "<html><title>405</title>Your request \
            has been blocked as it may cause potential threats to the server's security.</html>")));
    gate_down: "a gateway of the company that has lost WeCom (HTTP 502)", "qd-today/qd#328" =>
        [Answer] [Network] [NetworkIt];
        gate("", |_| Turn::Here(page("502 Bad Gateway", &["Server: nginx/1.24.0"], "<html><center>502 Bad Gateway</center></html>")));
    gate_once_down: "a gateway of the company that answers HTTP 502 once", "" =>
        [] [] [];
        gate("", |ask| if ask.nth == 1 { Turn::Here(page("502 Bad Gateway", &[], "<html>502</html>")) } else { Turn::On });
    gate_wants_login: "a gateway of the company that wants a login of its own", "" =>
        [Answer] [Network] [NetworkIt];
        gate("", |_| Turn::Here(page("401 Unauthorized", &["WWW-Authenticate: Basic realm=\"gate\""], "<html>401</html>")));
    gate_moved: "a gateway of the company that has moved to another address", "" =>
        [Answer] [ApiHost] [Recruiter NetworkIt];
        gate("", |ask| Turn::Here(page("301 Moved Permanently",
            &[&format!("Location: https://gate2.company.example{}", ask.path)], "")));
    gate_at_another_path: "the wrong path of a gateway of the company", "pppscn/SmsForwarder#352" =>
        [Answer] [ApiHost] [Recruiter NetworkIt] or [Network];
        gate("/wecom", |ask| if ask.path.starts_with("/qywx/") { Turn::As(ask.path.replacen("/qywx", "", 1)) } else { not_found() });
    bucket: "the address of a storage bucket as API host", "" =>
        [Answer] [ApiHost] [Recruiter NetworkIt] or [Network];
        gate("", |_| Turn::Here(page("404 Not Found", &["Server: AliyunOSS"],
            "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>")));
    mock: "a server for tests as API host, which says yes to everything", "" =>
        [Answer Token] [ApiHost] [Recruiter NetworkIt] or [Network];
        gate("", |_| Turn::Here(json("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#)));
    mock_on_the_way: "something on the way to WeCom's host that says yes to everything", "" =>
        [Answer Token] [Network] [NetworkIt];
        read_along(|_| Turn::Here(json("200 OK", r#"{"errcode":0,"errmsg":"ok"}"#)));
}

const BLOCKED: &str = "<!DOCTYPE html><html><head><title>Web Page Blocked</title></head><body><h1>Access denied</h1>\
    <p>The page you requested has been blocked by policy. Category: Instant Messaging.</p></body></html>";

pub fn not_found() -> Turn {
    Turn::Here(page("404 Not Found", &["Server: nginx/1.24.0"], "<html><center><h1>404 Not Found</h1></center></html>"))
}

fn at(ask: &Ask, call: &str, then: impl FnOnce() -> Vec<u8>) -> Turn {
    if ask.path.ends_with(call) { Turn::Here(then()) } else { Turn::On }
}

/// At WeCom's own host, read along by a gateway whose authority the computer knows.
pub async fn read_along(decide: impl Fn(&Ask) -> Turn + Send + Sync + 'static) -> Option<Told> {
    Desk::at(WECOM).through(way_to(between(&company(|_| ()).await, decide).await).await).examined().await
}

/// At a gateway of the company, with a good certificate, and this path of it in the account.
pub async fn gate(path: &str, decide: impl Fn(&Ask) -> Turn + Send + Sync + 'static) -> Option<Told> {
    let gate = secured(Certificate::named("localhost"), between(&company(|_| ()).await, decide).await).await;
    Desk::at(format!("https://localhost:{}{path}", gate.port())).examined().await
}
