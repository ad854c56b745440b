//! The token, over HTTP against the practice company: fetched once for all, replaced in time, never asked for again with
//! a wrong secret.

mod common;

use std::sync::Arc;
use std::time::Duration;

use beckon_sandbox::{App, Fault, FaultRule, Sandbox, When};
use common::{client_of, company, received, rule};
use tokio::task::JoinSet;
use wecom::{Client, Config, Error};

/// So many calls at once; how many of them failed.
async fn at_once(client: &Arc<Client>, calls: usize) -> usize {
    let mut all = JoinSet::new();
    for _ in 0..calls {
        let client = Arc::clone(client);
        all.spawn(async move { client.user_get("zhangwei").await });
    }
    all.join_all().await.iter().filter(|call| call.is_err()).count()
}

/// How many gettoken an action causes.
async fn fetched<T>(company: &Sandbox, action: impl Future<Output = T>) -> (usize, T) {
    let before = received(company, "/gettoken");
    let outcome = action.await;
    (received(company, "/gettoken") - before, outcome)
}

#[tokio::test]
async fn a_thousand_callers_cause_one_gettoken() {
    // All of them are heard at the same time.
    let config = beckon_sandbox::Config { connections: 4096, ..beckon_sandbox::Config::default() };
    let company = Arc::new(Sandbox::start(config).await.expect("a port is free"));
    let client = Arc::new(client_of(&company));
    let (first, failed) = fetched(&company, at_once(&client, 1000)).await;
    assert_eq!((first, failed), (1, 0), "nobody has a token yet, and one fetches it for all");

    company.expire_tokens();
    let (second, failed) = fetched(&company, at_once(&client, 1000)).await;
    assert_eq!((second, failed), (1, 0), "42001 for all of them, and one fetches another");

    company.advance(Duration::from_secs(7200));
    let (third, failed) = fetched(&company, at_once(&client, 1000)).await;
    assert_eq!((third, failed), (1, 0), "the clock says that the token is old: nobody needs to be told by WeCom");
    let expired = company.journal().iter().filter(|call| call.errcode == Some(42001)).count();
    assert!(expired <= 1000, "only the tokens that ended early were refused: {expired}");
}

#[tokio::test]
async fn a_token_that_wecom_takes_back_is_replaced_once_and_the_call_repeated() {
    let (company, client) = company().await;
    client.user_get("zhangwei").await.expect("the first token");
    company.revoke_tokens();
    let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
    called.expect("40014, one refresh, one repeat");
    assert_eq!(count, 1, "one refresh");
    let codes: Vec<_> = company.journal().iter().filter_map(|call| call.errcode).collect();
    assert_eq!(codes, [0, 0, 40014, 0, 0], "gettoken, call, refused call, gettoken, call");
}

#[tokio::test]
async fn a_second_refusal_is_final() {
    for code in [40014, 42001] {
        let (company, client) = company().await;
        company.set_faults(vec![rule("user/get", When::Always, Fault::ErrCode(code))]);
        let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
        let error = called.expect_err("WeCom takes no token");
        assert_eq!(error.refused().map(|refused| refused.errcode), Some(code), "the refusal itself is told");
        assert_eq!((count, received(&company, "/user/get")), (2, 2), "no endless round: the first token and one more");
    }
}

#[tokio::test]
async fn a_post_is_repeated_with_the_same_bytes_and_the_new_token() {
    let (company, client) = company().await;
    client.check_secret().await.expect("the first token");
    company.expire_tokens();
    client.user_getuserid("10000000001").await.expect("one refresh, one repeat");
    let posts: Vec<_> = company.journal().into_iter().filter(|call| call.path.ends_with("/getuserid")).collect();
    assert_eq!(posts[0].body, posts[1].body, "the body is the same, byte for byte");
    assert_eq!((posts[0].errcode, posts[1].errcode), (Some(42001), Some(0)), "only the token differs");
}

#[tokio::test]
async fn a_wrong_secret_is_never_tried_again_by_itself() {
    let company = Sandbox::start(beckon_sandbox::Config::default()).await.unwrap();
    let host = company.base_url();
    let config = Config { host, ..Config::new(company.corp_id(), company.agent_id(), "a-wrong-secret") };
    let client = Arc::new(Client::new(config).unwrap());
    let (count, failed) = fetched(&company, at_once(&client, 1000)).await;
    assert_eq!((count, failed), (1, 1000), "each wrong try brings the address nearer to an hour's block");
    for _ in 0..3 {
        let error = client.user_get("zhangwei").await.expect_err("still wrong");
        assert_eq!(error.refused().map(|refused| refused.errcode), Some(40001), "told from memory");
        assert!(!error.may_have_been_processed(), "the call itself never left: {error:?}");
    }
    assert_eq!(received(&company, "/gettoken"), 1, "not once more");
}

#[tokio::test]
async fn a_gettoken_that_failed_for_another_reason_is_tried_by_the_next_caller() {
    let faults = [Fault::ErrCode(-1), Fault::ReplyLost, Fault::HttpStatus(502), Fault::HtmlPage, Fault::EmptyBody];
    for fault in faults {
        let (company, client) = company().await;
        company.set_faults(vec![rule("gettoken", When::Nth(1), fault.clone())]);
        let error = client.check_secret().await.expect_err("no token");
        assert!(matches!(error, Error::NoToken(_)), "the call never left: {error:?}");
        assert!(!error.may_have_been_processed(), "so it cannot have been processed: {fault:?}");
        client.check_secret().await.unwrap_or_else(|error| panic!("{fault:?} is over: {error}"));
    }
}

#[tokio::test]
async fn a_secret_that_was_reset_is_asked_about_once() {
    let (company, client) = company().await;
    client.check_secret().await.expect("the first token");
    company.reset_secret(company.agent_id()).expect("the app exists");
    let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
    let error = called.expect_err("the token is gone with the secret");
    assert_eq!(error.refused().map(|refused| refused.errcode), Some(40001), "what a person has to correct");
    assert_eq!(count, 1, "one try");
    let (count, _) = fetched(&company, client.user_get("zhangwei")).await;
    assert_eq!(count, 0, "and no other");
}

#[tokio::test]
async fn two_apps_have_two_tokens() {
    let defaults = beckon_sandbox::Config::default();
    let other = App::new(1_000_003, "Other", 9);
    let apps = vec![defaults.apps[0].clone(), other.clone()];
    let company = Arc::new(Sandbox::start(beckon_sandbox::Config { apps, ..defaults }).await.unwrap());
    let first = client_of(&company);
    let config = Config { host: company.base_url(), ..Config::new(company.corp_id(), other.agent_id, other.secret) };
    let second = Client::new(config).unwrap();
    assert_eq!(first.agent_get().await.unwrap().agentid, 1_000_002, "its own token");
    assert_eq!(second.agent_get().await.unwrap().agentid, 1_000_003, "301002 would be the other one's token");
    assert_eq!(received(&company, "/gettoken"), 2, "one each");
}

#[tokio::test]
async fn a_token_is_replaced_ten_minutes_early() {
    let (company, client) = company().await;
    client.check_secret().await.expect("the first token");
    company.advance(Duration::from_secs(6500));
    let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
    called.expect("still good");
    assert_eq!(count, 0, "11 minutes and 40 seconds are left");
    company.advance(Duration::from_secs(100));
    let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
    called.expect("a token that lives on");
    assert_eq!(count, 1, "10 minutes are left: a call that takes long must not meet its end");
}

#[tokio::test]
async fn the_clock_may_jump_either_way() {
    let (company, _) = company().await;
    let now = Arc::new(std::sync::atomic::AtomicI64::new(company.now_ms()));
    let clock = Arc::clone(&now);
    let config = Config {
        host: company.base_url(),
        clock: Arc::new(move || clock.load(std::sync::atomic::Ordering::SeqCst)),
        ..Config::new(company.corp_id(), company.agent_id(), company.secret())
    };
    let client = Client::new(config).unwrap();
    client.user_get("zhangwei").await.expect("the first token");
    for (jump, why) in [(-86_400_000, "set back a day"), (30 * 86_400_000, "slept for a month"), (-1, "set back a bit")]
    {
        now.fetch_add(jump, std::sync::atomic::Ordering::SeqCst);
        let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
        called.unwrap_or_else(|error| panic!("{why}: {error}"));
        assert_eq!(count, 1, "{why}: how old the token is cannot be told any more");
    }
    // WeCom's own time goes on while the laptop's stands still: then WeCom says it.
    company.advance(Duration::from_secs(7300));
    let (count, called) = fetched(&company, client.user_get("zhangwei")).await;
    called.expect("42001, one refresh, one repeat");
    assert_eq!(count, 1, "the clock that stood still does no harm");
}

#[tokio::test]
async fn a_caller_that_gives_up_leaves_the_others_a_token() {
    let (company, client) = company().await;
    let slow: Vec<FaultRule> = vec![rule("gettoken", When::Nth(1), Fault::Delay(60_000))];
    company.set_faults(slow);
    let client = Arc::new(client);
    let fetching = Arc::clone(&client);
    let impatient = tokio::spawn(async move { fetching.check_secret().await });
    while received(&company, "gettoken") == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    impatient.abort();
    assert!(impatient.await.is_err_and(|ended| ended.is_cancelled()), "it was cancelled while it fetched for all");
    assert_eq!(at_once(&client, 10).await, 0, "the next one fetches in its place");
}
