//! Every fault of the practice company against what the client makes of it. The rule behind all of them: a call that was
//! processed is never told to be one that was not.

mod common;

use beckon_sandbox::{Config, Fault, Sandbox, When};
use common::{NO_ANSWER, TIMEOUTS, company, picture, received, rule, straight};
use wecom::{
    BadReply, Client, Error, MediaFile, MediaKind, Message, Named, Network, Robot, RobotConfig, RobotMessage,
    SendReply, Text, Unanswered,
};

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
    bad(&error_of(Fault::EndlessBody).await, "64 KiB");
}

#[tokio::test]
async fn a_success_without_a_msgid_is_no_answer_of_wecom() {
    let error = error_of(Fault::BareOk).await;
    bad(&error, "without a msgid");
    assert!(error.may_have_been_processed(), "a gateway says nothing of what WeCom did: {error:?}");
}

#[tokio::test]
async fn of_a_message_no_more_than_64_kib_of_the_answer_are_held_and_the_rest_is_counted() {
    let (fits, _) = meets(Fault::Padded(64 * 1024)).await;
    assert_eq!(fits.expect("it is WeCom's answer").raw.len(), 64 * 1024, "as long as an answer may be");
    for (length, told) in [
        (64 * 1024 + 1, "… of 65,537 bytes"),
        (2 << 20, "… of 2,097,152 bytes"),
        (3 << 20, "… of more than 2,097,152 bytes"),
    ] {
        let error = error_of(Fault::Padded(length)).await;
        bad(&error, "more than 64 KiB");
        assert!(error.to_string().ends_with(told), "{length}: {error}");
        let Error::BadReply(reply) = error else { unreachable!() };
        assert!(reply.excerpt.len() <= 500 && reply.excerpt.contains("errcode"), "the beginning is told: {reply:?}");
    }
}

/// Every fault that every kind of call has to tell alike.
fn every_fault() -> Vec<Fault> {
    vec![
        Fault::Delay(100),
        Fault::ErrCode(45009),
        Fault::ErrCodeWithStatus { status: 422, code: 45009 },
        Fault::HttpStatus(502),
        Fault::ResetBeforeProcessing,
        Fault::ReplyLost,
        Fault::ResetAfterProcessing,
        Fault::CutBody,
        Fault::CutJson,
        Fault::HtmlPage,
        Fault::InvalidUtf8,
        Fault::EmptyBody,
        Fault::EndlessBody,
        Fault::SlowDrip,
    ]
}

/// Whether this is what the client has to make of the fault. A new fault has to say it here.
fn is_told<T>(fault: &Fault, outcome: &Result<T, Error>) -> bool {
    let problem = |word: &str| matches!(outcome, Err(Error::BadReply(reply)) if reply.problem.contains(word));
    match fault {
        Fault::Delay(_) => outcome.is_ok(),
        Fault::ErrCode(code) | Fault::ErrCodeWithStatus { code, .. } => {
            matches!(outcome, Err(Error::Refused(refused)) if refused.errcode == *code)
        }
        Fault::ResetBeforeProcessing | Fault::ReplyLost | Fault::ResetAfterProcessing | Fault::CutBody => {
            matches!(outcome, Err(Error::Unanswered(Unanswered::Lost)))
        }
        Fault::SlowDrip => matches!(outcome, Err(Error::Unanswered(Unanswered::Timeout))),
        Fault::HttpStatus(_) | Fault::HtmlPage | Fault::CutJson => problem("not JSON"),
        Fault::InvalidUtf8 => problem("UTF-8"),
        Fault::EmptyBody => problem("empty"),
        Fault::EndlessBody => problem("64 KiB") || problem("2 MiB"),
        Fault::BareOk => problem("msgid"),
        Fault::Padded(_) => problem("64 KiB"),
        Fault::ProcessedTwice | Fault::LinkMissing | Fault::OtherHost | Fault::Reordered | Fault::ItemMissing => {
            panic!("{fault:?} happens at ShowMeBug only")
        }
    }
}

/// A network whose patience ends only where the fault is that an answer never does.
fn network(fault: &Fault) -> Network {
    let timeouts = if matches!(fault, Fault::SlowDrip) { NO_ANSWER } else { TIMEOUTS };
    Network { timeouts, ..straight() }
}

/// A company, and a client that is going to meet this fault.
async fn about_to_meet(fault: &Fault) -> (Sandbox, Client) {
    let company = Sandbox::start(Config::default()).await.expect("a port is free");
    let network = network(fault);
    let own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
    let client = Client::new(wecom::Config { host: company.base_url(), network, ..own }).expect("a host");
    (company, client)
}

#[tokio::test]
async fn every_fault_is_told_alike_by_every_kind_of_call() {
    const SPOILED: [&str; 6] =
        ["message/send", "agent/get", "schedule/get", "media/upload", "media/uploadimg", "webhook/send"];
    let file = MediaFile::from_bytes("a.png", picture());
    for fault in every_fault() {
        let (company, client) = about_to_meet(&fault).await;
        let network = network(&fault);
        let robot = RobotConfig { host: company.base_url(), network, ..RobotConfig::new(company.robot_key()) };
        let robot = Robot::new(robot).expect("a robot");
        client.check_secret().await.expect("a token, before anything goes wrong");
        company.set_faults(SPOILED.map(|call| rule(call, When::Always, fault.clone())).to_vec());
        let text = RobotMessage::text("面试");
        let (send, get, post, upload, picture, robot) = tokio::join!(
            send(&client),
            client.agent_get(),
            client.schedule_get(&["nothing"]),
            client.media_upload(MediaKind::Image, &file),
            client.media_uploadimg(&file),
            robot.send(&text),
        );
        // Nothing is wrong with a delay, but that schedule does not exist.
        let post = if matches!(fault, Fault::Delay(_)) { Ok(()) } else { post.map(drop) };
        let outcomes = [send.map(drop), get.map(drop), post, upload.map(drop), picture.map(drop), robot];
        for (call, outcome) in SPOILED.iter().zip(outcomes) {
            assert!(is_told(&fault, &outcome), "{fault:?} on {call}: {outcome:?}");
            assert_eq!(received(&company, call), 1, "{fault:?} on {call}: nothing is repeated by itself");
        }
    }
}

#[tokio::test]
async fn no_fault_of_gettoken_lets_the_message_leave() {
    for fault in every_fault().into_iter().filter(|fault| !matches!(fault, Fault::Delay(_))) {
        let (company, client) = about_to_meet(&fault).await;
        company.set_faults(vec![rule("gettoken", When::Always, fault.clone())]);
        let error = send(&client).await.expect_err("no token");
        assert!(!error.may_have_been_processed(), "{fault:?}: {error:?}");
        let Error::NoToken(why) = error else { panic!("{fault:?}: the token is what is missing: {error:?}") };
        assert!(is_told::<()>(&fault, &Err(*why)), "{fault:?}: why there is none");
        assert_eq!(received(&company, "message/send"), 0, "{fault:?}: the message never left");
    }
}

/// Which of twelve sends fail.
async fn failing(when: When, fault: &Fault) -> Vec<u64> {
    let (company, client) = company().await;
    company.set_faults(vec![rule("message/send", when.clone(), fault.clone())]);
    let mut failed = Vec::new();
    for number in 1..=12 {
        let outcome = send(&client).await;
        if outcome.is_err() {
            assert!(is_told(fault, &outcome), "{when:?}, {fault:?}, {number}: {outcome:?}");
            failed.push(number);
        }
    }
    let journal = company.journal();
    let sends = journal.iter().filter(|call| call.path.ends_with("message/send"));
    let played: Vec<u64> = sends.zip(1..).filter_map(|(call, number)| call.fault.as_ref().map(|_| number)).collect();
    assert_eq!(failed, played, "{when:?}, {fault:?}: what the client noticed is what was played");
    failed
}

#[tokio::test]
async fn rules_choose_the_calls_that_fail() {
    for fault in [Fault::ErrCode(-1), Fault::ReplyLost, Fault::HtmlPage] {
        assert_eq!(failing(When::EveryNth(4), &fault).await, [4, 8, 12], "every fourth: {fault:?}");
        assert_eq!(failing(When::Nth(3), &fault).await, [3], "the third: {fault:?}");
        assert_eq!(failing(When::Range { from: 2, to: 4 }, &fault).await, [2, 3, 4], "a stretch: {fault:?}");
        let seeded = async || failing(When::Seeded { seed: 7, percent: 50 }, &fault).await;
        let some = seeded().await;
        assert!((1..12).contains(&some.len()), "some, not all: {some:?}");
        assert_eq!(seeded().await, some, "the same seed, the same calls: {fault:?}");
    }
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
