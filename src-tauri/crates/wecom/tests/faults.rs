//! Every fault of the practice company against what the client makes of it. The rule behind all of them: a call that was
//! processed is never told to be one that was not.

mod common;

use beckon_sandbox::{Fault, Sandbox, When};
use common::{company, received, rule};
use wecom::{BadReply, Client, Error, Message, Named, Network, SendReply, Text, Timeouts, Unanswered};

async fn send(client: &Client) -> Result<SendReply, Error> {
    let message = Message::new(client.agent_id(), Named::member("zhangwei"), Text::new("面试改到 3 号会议室"));
    client.send(message.to_body().expect("a sound message")).await
}

/// One send that meets the fault: what the client says, and whether the company carried it out.
async fn meets(fault: Fault) -> (Result<SendReply, Error>, bool) {
    let (company, client) = company().await;
    company.set_faults(vec![rule("message/send", When::Nth(1), fault)]);
    let outcome = send(&client).await;
    assert_eq!(received(&company, "message/send"), 1, "nothing is repeated by itself");
    let processed = company.journal().last().is_some_and(|call| call.processed);
    (outcome, processed)
}

/// The error of a send that met the fault, after the rule was checked.
async fn error_of(fault: Fault) -> Error {
    let (outcome, processed) = meets(fault.clone()).await;
    let error = outcome.expect_err("no reply of WeCom arrived whole");
    assert!(
        error.may_have_been_processed() || !processed,
        "{fault:?} was processed, and the client denies it: {error:?}"
    );
    error
}

fn bad(error: &Error, word: &str) {
    assert!(matches!(error, Error::BadReply(BadReply { problem, .. }) if problem.contains(word)), "{word}: {error:?}");
}

#[tokio::test]
async fn a_delay_is_no_failure() {
    let (outcome, processed) = meets(Fault::Delay(300)).await;
    assert!(outcome.is_ok() && processed, "only late: {outcome:?}");
}

#[tokio::test]
async fn an_errcode_is_a_refusal_and_nothing_was_processed() {
    for code in [-1, 45009, 45033, 60020, 81013, 999_999] {
        let error = error_of(Fault::ErrCode(code)).await;
        assert_eq!(error.refused().map(|refused| refused.errcode), Some(code), "the code decides: {error:?}");
        assert!(!error.may_have_been_processed(), "WeCom says no: {error:?}");
    }
}

#[tokio::test]
async fn a_connection_that_ends_may_have_been_in_time() {
    for fault in [Fault::ResetBeforeProcessing, Fault::ReplyLost, Fault::CutBody] {
        let error = error_of(fault.clone()).await;
        assert!(matches!(error, Error::Unanswered(Unanswered::Lost)), "{fault:?} all look alike from here: {error:?}");
    }
}

#[tokio::test]
async fn an_answer_of_somebody_else_or_a_broken_one() {
    bad(&error_of(Fault::HttpStatus(502)).await, "not JSON");
    bad(&error_of(Fault::HttpStatus(404)).await, "not JSON");
    bad(&error_of(Fault::HtmlPage).await, "not JSON");
    bad(&error_of(Fault::CutJson).await, "not JSON");
    bad(&error_of(Fault::InvalidUtf8).await, "UTF-8");
    bad(&error_of(Fault::EmptyBody).await, "empty");
    bad(&error_of(Fault::EndlessBody).await, "2 MiB");
}

#[tokio::test]
async fn a_slow_drip_ends_with_the_time_limit() {
    let company = Sandbox::start(beckon_sandbox::Config::default()).await.expect("a port is free");
    let timeouts = Timeouts { call: std::time::Duration::from_millis(1500), ..Timeouts::default() };
    let network = Network { timeouts, ..Network::default() };
    let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
    let client = Client::new(wecom::Config { host: company.base_url(), network, ..own }).expect("a host");
    company.set_faults(vec![rule("message/send", When::Always, Fault::SlowDrip)]);
    let error = send(&client).await.expect_err("a byte a second takes longer");
    assert!(matches!(error, Error::Unanswered(Unanswered::Timeout)), "it was processed all the same: {error:?}");
}

#[tokio::test]
async fn an_untrusted_address_is_told_with_the_address() {
    let (company, client) = company().await;
    company.set_trusted_ips(Some(vec!["203.0.113.7".parse().expect("an address")]));
    let error = send(&client).await.expect_err("127.0.0.1 is not trusted");
    let refused = error.refused().expect("a refusal");
    assert_eq!(refused.errcode, 60020, "企业可信IP");
    assert_eq!(refused.from_ip, "127.0.0.1".parse().ok(), "what the administrator has to enter");
}

#[tokio::test]
async fn faults_of_gettoken_never_touch_the_message() {
    let faults =
        [Fault::ErrCode(45009), Fault::ResetBeforeProcessing, Fault::ReplyLost, Fault::HtmlPage, Fault::InvalidUtf8];
    for fault in faults {
        let (company, client) = company().await;
        company.set_faults(vec![rule("gettoken", When::Always, fault.clone())]);
        let error = send(&client).await.expect_err("no token");
        assert!(matches!(error, Error::NoToken(_)) && !error.may_have_been_processed(), "{fault:?}: {error:?}");
        assert_eq!(received(&company, "message/send"), 0, "{fault:?}: the message never left");
    }
}
