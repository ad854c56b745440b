//! Gateways that let the first answer through and spoil what follows: caches, values that get lost, calls that are not
//! passed on.

use std::sync::Arc;

use super::judge::Told;
use beckon_sandbox::{App, Sandbox};

use super::desk::{Desk, app, company};
use super::pages::{gate, not_found, read_along};
use super::setups;
use crate::between::{Answer, Ask, Turn, asked, between, json, page, refusal};
use crate::ways::{WECOM, way_to};

setups! {
    token_cached: "a gateway that answers gettoken out of its cache, after the token was withdrawn", "binarywang/WxJava#197" =>
        [Token App] [Network] [NetworkIt];
        caching(Sandbox::revoke_tokens, |answer| answer.header("Age", "5400").header("Via", "1.1 gate (squid/4.10)"));
    token_cached_quietly: "the same with a token that has ended, and without a word of the cache", "NotFound403/wecom-sdk#22" =>
        [Token App] [Network] [NetworkIt];
        caching(Sandbox::expire_tokens, |answer| answer);
    query_lost: "a gateway that takes what stands behind the ? out of every address", "" =>
        [Answer Token] [Network] [NetworkIt];
        read_along(|ask| Turn::As(ask.path.clone()));
    secret_lost: "a filter against leaks that takes corpsecret out of addresses", "" =>
        [Token] [Network] [NetworkIt];
        read_along(|ask| without(ask, "corpsecret"));
    corp_id_lost: "a gateway that takes corpid out of addresses, for a parameter of its own", "" =>
        [Token] [Network] [NetworkIt];
        read_along(|ask| without(ask, "corpid"));
    token_lost: "a gateway that takes access_token out of addresses", "opsre/go-ldap-admin#429" =>
        [Token App] [Network] [NetworkIt];
        read_along(|ask| without(ask, "access_token"));
    two_calls_only: "a gateway of the company that passes on gettoken and message/send and nothing else", "tty228/luci-app-wechatpush#388" =>
        [Answer App] [Network] [NetworkIt];
        gate("", |ask| if passed(ask, &["/gettoken", "/message/send"]) { Turn::On } else { not_found() });
    one_call_missing: "a gateway of the company that does not pass on agent/get", "" =>
        [App] [Network] [NetworkIt];
        gate("", |ask| if passed(ask, &["/agent/get"]) { not_found() } else { Turn::On });
    whose_is_not_passed_on: "an AgentId of another app, behind a gateway that passes on nothing that tells whose a Secret is", "" =>
        [App] [AgentId Secret] [Recruiter WecomAdmin];
        async {
            let company = company(|config| config.apps.push(App::new(1_000_003, "other", 7))).await;
            let silent = ["/agent/list", "/department/simplelist", "/get_follow_user_list"];
            let gate = between(&company, move |ask| if passed(ask, &silent) { not_found() } else { Turn::On }).await;
            Desk::at(format!("http://{gate}")).agent_id("1000003").examined().await
        };
    posts_refused: "a gateway that lets nobody post (HTTP 405)", "" =>
        [Upload] [Network] [NetworkIt];
        read_along(|ask| if ask.method == "POST" { Turn::Here(page("405 Not Allowed", &["Allow: GET"], "<html>405</html>")) } else { Turn::On });
    uploads_too_large: "a gateway that takes every upload for too large (HTTP 413)", "" =>
        [Upload] [Network] [NetworkIt];
        gate("", |ask| if passed(ask, &["/media/upload"]) { Turn::Here(page("413 Request Entity Too Large", &[], "<html>413</html>")) } else { Turn::On });
    byte_order_mark: "a gateway that puts a byte order mark before each answer", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Then(|answer| answer.text(|text| format!("\u{feff}{text}"))));
    packed: "a gateway that packs answers (gzip) for whom nobody said that he can unpack them", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Then(|answer| {
            let mut packed = answer.header("Content-Encoding", "gzip");
            packed.body = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0xab; 80]].concat();
            packed
        }));
    old_answer: "a cache that answers with an answer of three hours ago", "" =>
        [Answer Clock] [Network] [NetworkIt];
        read_along(|ask| if passed(ask, &["/get_api_domain_ip"]) {
            Turn::Then(|answer| answer.header("Date", &ago(180)).header("Age", "10800").header("X-Cache", "HIT"))
        } else {
            Turn::On
        });
    gate_with_a_clock: "a gateway of the company that dates answers by a clock 25 minutes slow", "" =>
        [Clock] [Clock Network] [Recruiter NetworkIt];
        gate("", |_| Turn::Then(|answer| answer.header("Date", &ago(25)).header("Server", "nginx")));
    undated: "a gateway that speaks HTTP/1.0 and leaves out the date", "" =>
        [] [] [];
        read_along(|_| Turn::Then(|answer| {
            let mut answer = answer.bare_of("date");
            answer.status = "HTTP/1.0 200 OK".to_owned();
            answer
        }));
    two_ways_out: "a network that leaves by two addresses in turn, of which one is trusted", "zyh94946/wx-msg-push-tencent#8" =>
        [TrustedIp] [TrustedIp] [WecomAdmin];
        in_turn();
    way_out_of_six: "an IPv6 address that is not trusted", "" =>
        [TrustedIp] [TrustedIp] [WecomAdmin];
        read_along(|ask| if passed(ask, &["/gettoken", "/get_api_domain_ip"]) && !ask.query.contains("access_token") { Turn::On } else {
            Turn::Here(refusal(60020, "not allow to access from your ip", "2001:db8::66"))
        });
    other_words: "a gateway that wraps WeCom's answers in an envelope of its own", "" =>
        [Answer] [Network] [NetworkIt] or [ApiHost];
        gate("", |_| Turn::Then(|answer| answer.text(|text| format!(r#"{{"code":0,"data":{text}}}"#))));
    errcode_as_text: "a gateway that makes texts of numbers", "" =>
        [Answer] [Network] [NetworkIt] or [ApiHost];
        gate("", |_| Turn::Then(|answer| answer.text(|text| text.replacen("\"errcode\":41001", "\"errcode\":\"41001\"", 1))));
    quota_of_the_gate: "a gateway of the company that lets only some calls a minute through (HTTP 429)", "" =>
        [App] [] [NetworkIt Nobody] or [Wait Network];
        gate("", |ask| if passed(ask, &["/agent/get"]) { Turn::Here(json("429 Too Many Requests", r#"{"message":"API rate limit exceeded"}"#)) } else { Turn::On });
}

fn passed(ask: &Ask, calls: &[&str]) -> bool {
    calls.iter().any(|call| ask.path.ends_with(call))
}

fn without(ask: &Ask, name: &str) -> Turn {
    let other = |pair: &&str| pair.split('=').next() != Some(name);
    Turn::As(format!("{}?{}", ask.path, ask.query.split('&').filter(other).collect::<Vec<_>>().join("&")))
}

/// A moment as answers are dated, so many minutes ago.
fn ago(minutes: i64) -> String {
    let then = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(minutes);
    then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

async fn caching(withdraw: fn(&Sandbox), told: fn(Answer) -> Answer) -> Option<Told> {
    let company = company(|_| ()).await;
    let gettoken = format!("/cgi-bin/gettoken?corpid={}&corpsecret={}", company.corp_id(), app().secret);
    let old = told(asked(&company, &gettoken).await).bytes();
    withdraw(&company);
    let right = format!("corpsecret={}", app().secret);
    let cache =
        between(&company, move |ask| if ask.query.ends_with(&right) { Turn::Here(old.clone()) } else { Turn::On })
            .await;
    Desk::at(WECOM).through(way_to(cache).await).examined().await
}

/// Every second call comes from another address.
async fn in_turn() -> Option<Told> {
    let calls = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    read_along(move |ask| {
        let second = calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst) % 2 == 1;
        let (ip, bare) = (if second { "198.51.100.7" } else { "203.0.113.7" }, !ask.query.contains("access_token"));
        match (bare, ask.path.ends_with("/gettoken")) {
            (_, true) => Turn::On,
            (true, _) => Turn::Here(refusal(41001, "access_token missing", ip)),
            _ if second => Turn::Here(refusal(60020, "not allow to access from your ip", ip)),
            _ => Turn::On,
        }
    })
    .await
}
