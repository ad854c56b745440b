//! Networks that lose things: once, which passes, or always at one place.

use std::time::Duration;

use beckon_sandbox::{Fault, FaultRule, When};

use super::desk::{Desk, company};
use super::pages::read_along;
use super::setups;
use crate::between::{Turn, json, page};

setups! {
    reset_once: "a connection that is reset once", "" =>
        [] [] [];
        fault("*", When::Nth(1), Fault::ResetBeforeProcessing);
    reset_once_at_the_token: "a connection that is reset once while a token is asked for", "" =>
        [] [] [];
        fault("gettoken", When::Nth(1), Fault::ResetBeforeProcessing);
    busy_once: "WeCom busy (-1) once while a token is asked for", "" =>
        [] [] [];
        fault("gettoken", When::Nth(1), Fault::ErrCode(-1));
    gateway_once: "HTTP 502 once where the app is read", "" =>
        [] [] [];
        read_along(|ask| if ask.path.ends_with("/agent/get") && ask.nth == 1 {
            Turn::Here(page("502 Bad Gateway", &[], "<html>502</html>"))
        } else {
            Turn::On
        });
    upload_lost_once: "an upload whose connection breaks off once", "" =>
        [] [] [];
        fault("media/upload", When::Nth(1), Fault::ResetBeforeProcessing);
    slow: "answers that take half a second each", "" =>
        [] [] [];
        async {
            let company = company(|config| config.latency = Duration::from_millis(400)).await;
            Desk::of(&company).examined().await
        };
    uploads_lost: "a network that loses everything larger: uploads break off", "" =>
        [Upload] [Network] [NetworkIt];
        read_along(|ask| if ask.path.ends_with("/media/upload") { Turn::Cut(Vec::new()) } else { Turn::On });
    chunks_cut: "answers in pieces of which the last never comes", "" =>
        [App] [Network] [NetworkIt];
        read_along(|ask| if ask.path.ends_with("/agent/get") {
            Turn::Cut(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n{\"errcode\":0,\"err".to_vec())
        } else {
            Turn::On
        });
    answers_cut: "answers that end in the middle", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Cut(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n{\"errcode\":41001".to_vec()));
    answers_empty: "a filter that lets answers through without their contents", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Then(|mut answer| {
            answer.body.clear();
            answer
        }));
    answers_garbled: "a filter that spoils a byte of every answer", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Then(|mut answer| {
            answer.body[2] = 0xff;
            answer
        }));
    heads_garbled: "something on the way that breaks the heads of answers", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Cut(b"HTTP/1.1 200 OK\r\nContent Type\x01 json\r\n\r\n{}".to_vec()));
    answers_endless: "something on the way that answers with a hundred thousand bytes of its own", "" =>
        [Answer] [Network] [NetworkIt];
        read_along(|_| Turn::Here(json("200 OK", &format!("{{\"pad\":\"{}\"}}", "x".repeat(100_000)))));
    secrets_dropped: "a filter that drops connections in which it reads corpsecret", "" =>
        [Token] [Network] [NetworkIt];
        read_along(|ask| if ask.query.contains("corpsecret") { Turn::Cut(Vec::new()) } else { Turn::On });
    lists_dropped: "a network that loses the address book's long answers", "" =>
        [Contacts] [Network] [NetworkIt];
        read_along(|ask| if ask.path.ends_with("/user/simplelist") { Turn::Cut(Vec::new()) } else { Turn::On });
    no_answer_to_posts: "a filter that resets everything that is posted", "" =>
        [Upload] [Network] [NetworkIt];
        read_along(|ask| if ask.method == "POST" { Turn::Cut(Vec::new()) } else { Turn::On });
}

async fn fault(call: &str, when: When, fault: Fault) -> Option<crate::unseen::judge::Told> {
    let company = company(|config| config.faults = vec![FaultRule { call: call.to_owned(), when, fault }]).await;
    Desk::of(&company).examined().await
}
