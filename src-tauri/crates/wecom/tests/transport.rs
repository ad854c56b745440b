//! Every way in which a call can fail on the wire, met for real: what failed before the request left, what may have
//! been processed, and what came back from somebody else.

mod common;

use std::time::Duration;

use common::by_hand::{AGENT, Act, http, ok, server};
use common::tls::Authority;
use common::{NO_ANSWER, NO_CONNECTION, SECRET, TIMEOUTS, TOKEN, client_to, straight};
use tokio::net::TcpListener;
use wecom::{Client, Config, ConfigError, Error, Network, NotSent, Timeouts, Unanswered};

/// The failure of the first call, which is gettoken.
async fn first(host: &str, network: Network) -> Error {
    let error = client_to(host, network).check_secret().await.expect_err("there is nothing to get a token from");
    let Error::NoToken(inner) = error else { panic!("no token, so nothing else was tried: {error:?}") };
    *inner
}

fn not_sent(error: &Error) -> &NotSent {
    assert!(!error.may_have_been_processed(), "what did not leave was not processed: {error:?}");
    let Error::NotSent(why) = error else { panic!("the request never left: {error:?}") };
    why
}

#[tokio::test]
async fn a_name_that_does_not_exist() {
    let error = first("https://wecom.invalid", straight()).await;
    assert_eq!(not_sent(&error), &NotSent::Dns, ".invalid never resolves (RFC 2606)");
}

#[tokio::test]
async fn nobody_listens() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let error = first(&format!("http://127.0.0.1:{port}"), straight()).await;
    assert!(
        matches!(not_sent(&error), NotSent::Connect(words) if !words.is_empty()),
        "with the system's words: {error}"
    );
}

#[tokio::test]
async fn no_connection_in_time() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let network = Network { timeouts: NO_CONNECTION, ..straight() };
    let error = first(&format!("https://{}", silent.local_addr().unwrap()), network).await;
    assert_eq!(not_sent(&error), &NotSent::Timeout, "TCP stands, TLS does not: still nothing of the request left");
}

#[tokio::test]
async fn the_time_to_connect_ends_with_the_time_for_the_call() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let timeouts = Timeouts { call: Duration::from_millis(300), ..TIMEOUTS };
    let error = first(&format!("https://{}", silent.local_addr().unwrap()), Network { timeouts, ..straight() }).await;
    assert!(matches!(error, Error::Unanswered(Unanswered::Timeout)), "nobody can say how far it came: {error:?}");
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_and_the_same_with_the_companys_authority() {
    let authority = Authority::new();
    let server = server(Some(authority.server()), |_, _| Act::Reply(ok(AGENT))).await;
    let host = format!("https://localhost:{}", server.address.port());
    let error = first(&host, straight()).await;
    assert!(matches!(not_sent(&error), NotSent::Tls(words) if words.contains("UnknownIssuer")), "{error}");
    let trusting = Network { ca_file: Some(authority.file()), ..straight() };
    client_to(&host, trusting).agent_get().await.expect("the company's authority vouches for it");
}

#[tokio::test]
async fn a_certificate_that_has_ended_or_is_somebody_elses() {
    let authority = Authority::new();
    let trusting = || Network { ca_file: Some(authority.file()), ..straight() };
    for (tls, word) in [(authority.expired(), "expired"), (authority.other_name(), "not valid for name")] {
        let server = server(Some(tls), |_, _| Act::Close).await;
        let error = first(&format!("https://localhost:{}", server.address.port()), trusting()).await;
        assert!(matches!(not_sent(&error), NotSent::Tls(words) if words.contains(word)), "{word}: {error}");
    }
}

#[tokio::test]
async fn no_tls_where_tls_should_be() {
    let server = server(None, |_, _| Act::Close).await;
    let greeting = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = greeting.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = greeting.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"220 mail.example.com\r\n").await;
        }
    });
    let error = first(&format!("https://{address}"), straight()).await;
    assert!(matches!(not_sent(&error), NotSent::Tls(_)), "a mail server is no TLS server: {error:?}");
    drop(server);
}

#[test]
fn a_certificate_file_must_hold_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "no certificate\n").unwrap();
    for file in [empty, folder.path().join("missing.pem")] {
        let network = Network { ca_file: Some(file), ..Network::default() };
        let config = Config { network, ..Config::new("ww1", 1, SECRET) };
        assert_eq!(Client::new(config).unwrap_err(), ConfigError::CaFile, "silently trusting less would puzzle people");
    }
}

/// What one call of agent/get meets after its token was fetched.
async fn meets(act: Act) -> Error {
    meets_within(act, TIMEOUTS).await
}

async fn meets_within(act: Act, timeouts: Timeouts) -> Error {
    let server = server(None, move |_, _| act.clone()).await;
    let network = Network { timeouts, ..straight() };
    let error = client_to(&server.url(), network).agent_get().await.expect_err("this is no answer of WeCom");
    let asked = server.requests("/agent/get").len();
    assert_eq!(asked, 1, "nothing is repeated by itself: {error:?}");
    error
}

fn lost(error: &Error, how: Unanswered) {
    assert!(error.may_have_been_processed(), "the request left, so it may have been processed: {error:?}");
    assert!(matches!(error, Error::Unanswered(got) if *got == how), "{how}: {error:?}");
}

#[tokio::test]
async fn closed_without_an_answer() {
    lost(&meets(Act::Close).await, Unanswered::Lost);
}

#[tokio::test]
async fn a_body_that_breaks_off() {
    let whole = ok(AGENT);
    lost(&meets(Act::Last(whole[..whole.len() - 10].to_vec())).await, Unanswered::Lost);
}

#[tokio::test]
async fn a_head_that_breaks_off() {
    lost(&meets(Act::Last(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec())).await, Unanswered::Lost);
}

#[tokio::test]
async fn silence_and_a_slow_drip_end_with_the_time_limit() {
    lost(&meets_within(Act::Silence, NO_ANSWER).await, Unanswered::Timeout);
    lost(&meets_within(Act::Drip(ok(AGENT)), NO_ANSWER).await, Unanswered::Timeout);
}

#[tokio::test]
async fn something_that_is_no_http() {
    lost(&meets(Act::Last(b"220 mail.example.com ESMTP\r\n\r\n".to_vec())).await, Unanswered::Lost);
}

#[tokio::test]
async fn an_idle_connection_that_the_server_closed_is_replaced_without_a_word() {
    let server = server(None, |_, _| Act::Last(ok(AGENT))).await;
    let client = client_to(&server.url(), straight());
    client.agent_get().await.expect("the first call");
    while *server.left.lock().unwrap() == 0 {
        tokio::task::yield_now().await;
    }
    client.agent_get().await.expect("nothing was written to the closed connection, so a new one may take it");
    assert_eq!(server.requests("/agent/get").len(), 2, "each call arrived once");
}

#[tokio::test]
async fn a_reused_connection_that_ends_under_a_request_is_not_replaced() {
    let server = server(None, |number, _| if number == 0 { Act::Reply(ok(AGENT)) } else { Act::Close }).await;
    let client = client_to(&server.url(), straight());
    client.agent_get().await.expect("the first call");
    lost(&client.agent_get().await.unwrap_err(), Unanswered::Lost);
    assert_eq!(server.requests("/agent/get").len(), 2, "the lost one was not sent again: it may have been processed");
    assert_eq!(*server.connections.lock().unwrap(), 1, "it went over the connection that was there");
}

fn bad(error: &Error, word: &str) {
    assert!(error.may_have_been_processed(), "whoever answered, WeCom may have got it: {error:?}");
    let Error::BadReply(reply) = error else { panic!("not an answer of WeCom ({word}): {error:?}") };
    assert!(reply.problem.contains(word), "{word}: {error:?}");
}

#[tokio::test]
async fn answers_of_somebody_else() {
    let json = "content-type: application/json\r\n";
    let page = b"<html><body>Sign in to the hotel's network</body></html>";
    bad(&meets(Act::Reply(http("200 OK", "content-type: text/html\r\n", page))).await, "not JSON");
    bad(&meets(Act::Reply(http("502 Bad Gateway", "", page))).await, "not JSON");
    bad(&meets(Act::Reply(http("404 Not Found", "", b""))).await, "empty");
    bad(&meets(Act::Reply(http("200 OK", "", b""))).await, "empty");
    bad(&meets(Act::Reply(http("200 OK", json, b"{\"errcode\":0,\"errmsg\":\"\xFF\"}"))).await, "UTF-8");
    bad(&meets(Act::Reply(http("200 OK", json, b"{\"errcode\":0,\"errm"))).await, "not JSON");
    bad(&meets(Act::Reply(http("200 OK", "content-encoding: gzip\r\n", b"\x1f\x8b\x08junk"))).await, "UTF-8");
    bad(&meets(Act::Reply(http("200 OK", json, b"[1]"))).await, "no object");
    bad(&meets(Act::Reply(http("200 OK", json, b"{\"name\":\"n\"}"))).await, "no errcode");
    bad(&meets(Act::Reply(http("500 Internal Server Error", json, AGENT.as_bytes()))).await, "HTTP error");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = server(None, |_, _| Act::Reply(ok(AGENT))).await;
    let target = format!("location: {}/cgi-bin/agent/get\r\n", elsewhere.url());
    let error = meets(Act::Reply(http("302 Found", &target, b"moved"))).await;
    bad(&error, "not JSON");
    assert!(matches!(&error, Error::BadReply(reply) if reply.status == 302), "the status tells a person: {error:?}");
    assert!(elsewhere.got.lock().unwrap().is_empty(), "the token in the URL must not go anywhere else");
}

#[tokio::test]
async fn a_body_without_end_is_not_read_to_the_end() {
    let endless = Act::Endless(b"HTTP/1.1 200 OK\r\n\r\n{".to_vec(), vec![b' '; 64 * 1024]);
    bad(&meets(endless).await, "2 MiB");
    let long = Act::Reply(ok(&format!("{{\"errcode\":0,\"errmsg\":\"{}\"}}", "x".repeat(2 << 20))));
    bad(&meets(long).await, "2 MiB");
}

#[tokio::test]
async fn two_mebibytes_are_read_and_not_one_byte_more() {
    let agent = |length: usize| AGENT.to_owned() + &" ".repeat(length - AGENT.len());
    for (length, fits) in [(2 << 20, true), ((2 << 20) + 1, false)] {
        let reply = ok(&agent(length));
        let server = server(None, move |_, _| Act::Reply(reply.clone())).await;
        let outcome = client_to(&server.url(), straight()).agent_get().await;
        assert_eq!(outcome.is_ok(), fits, "{length} bytes: {outcome:?}");
    }
}

#[tokio::test]
async fn a_page_that_repeats_the_url_gives_nothing_away() {
    let server = server(None, |_, got| {
        let url = got.head.lines().next().unwrap_or_default().to_owned();
        // The second time the secret stands across the end of what is kept.
        let page = format!("{url}{}{url}", " ".repeat(490));
        Act::Reply(http("502 Bad Gateway", "", page.as_bytes()))
    })
    .await;
    let error = client_to(&server.url(), straight()).agent_get().await.unwrap_err();
    let told = format!("{error} {error:?}");
    assert!(server.requests(TOKEN).len() == 1, "the token was in the URL");
    assert!(!told.contains("marked"), "and is not in the error: {told}");
    assert!(!told.contains(&server.address.to_string()), "nor is the URL: {told}");
}
