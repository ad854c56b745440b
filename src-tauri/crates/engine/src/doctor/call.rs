//! A call of the doctor's: made again where the trouble may pass, and noted with who answered.
//!
//! Never in here: a call that somebody else would notice twice.

use std::time::Duration;

use beckon_model::DoctorStep;
use beckon_model::doctor::{Call, CallEnd, Fact, Reply};
use wecom::errcode::Kind;
use wecom::{Answered, Error, NotSent, ReplyHead, Unanswered};

use super::notes::Notes;
use super::page::page;
use crate::errors::call_failure::kept;

/// How often a call is made where the trouble may pass.
const TRIES: u8 = 3;

/// The wait before the second try; twice as long before the third.
const PAUSE: Duration = Duration::from_millis(200);

/// Makes a call until it is answered, three times at most, and notes what came of it.
pub(super) async fn call<T, F: Future<Output = Result<T, Error>>>(
    notes: &Notes,
    step: DoctorStep,
    call: Call,
    host: &str,
    make: impl Fn() -> F,
) -> Result<T, Error> {
    let (made, took_ms, tries) = repeated(notes, make).await;
    let (end, reply) = end(&made);
    if let Err(error) = &made {
        notes.detail(step, format!("{host} {}\n{}", call.path(), kept(error)));
    }
    notes.see(step, Fact::Called { call, end, reply, took_ms, tries, other_way: false });
    made
}

/// What came, how long the last try took, and how many there were.
pub(super) async fn repeated<T, F: Future<Output = Result<T, Error>>>(
    notes: &Notes,
    make: impl Fn() -> F,
) -> (Result<T, Error>, u32, u8) {
    let mut pause = PAUSE;
    let mut tries = 1;
    loop {
        let began = notes.now_ms();
        let made = make().await;
        let took_ms = u32::try_from(notes.now_ms() - began).unwrap_or_default();
        if tries == TRIES || !made.as_ref().err().is_some_and(may_pass) {
            return (made, took_ms, tries);
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
        tries += 1;
    }
}

/// Whether the same call may be answered in a moment: a lost connection, a gateway's error, WeCom busy.
fn may_pass(error: &Error) -> bool {
    match error {
        Error::NoToken(inner) => may_pass(inner),
        Error::Unanswered(Unanswered::Lost) | Error::NotSent(NotSent::Connect(_)) => true,
        Error::BadReply(reply) => matches!(reply.status, 500 | 502..=504),
        Error::Refused(refused) => refused.kind() == Kind::Server,
        Error::NotSent(_) | Error::Unanswered(Unanswered::Timeout) => false,
    }
}

/// What came back, and who answered.
pub(super) fn end<T>(made: &Result<T, Error>) -> (CallEnd, Option<Reply>) {
    match made {
        Ok(_) => (CallEnd::Done { from_ip: None }, None),
        Err(error) => failed(error),
    }
}

/// The same of a call without a token, which says who answered also where it is done.
pub(super) fn answered(asked: &Result<Answered, Error>) -> (CallEnd, Option<Reply>) {
    let (end, failed) = end(asked);
    (end, asked.as_ref().ok().map(|answered| reply(&answered.head)).or(failed))
}

fn failed(error: &Error) -> (CallEnd, Option<Reply>) {
    match error {
        Error::NoToken(inner) => failed(inner),
        Error::Refused(refused) => {
            let from_ip = refused.from_ip.map(|ip| ip.to_string());
            (CallEnd::Refused { errcode: refused.errcode, from_ip }, None)
        }
        Error::BadReply(bad) => (CallEnd::Page { page: page(bad) }, Some(reply(&bad.head))),
        Error::Unanswered(Unanswered::Lost) => (CallEnd::Lost, None),
        Error::Unanswered(Unanswered::Timeout) => (CallEnd::Timeout, None),
        Error::NotSent(NotSent::TooOften) => (CallEnd::TooOften, None),
        Error::NotSent(_) => (CallEnd::NotSent, None),
    }
}

/// Who answered.
pub(super) fn reply(head: &ReplyHead) -> Reply {
    let ReplyHead { status, server, via, age_s, date_ms, content_type, redirect, .. } = head.clone();
    Reply { status, server, via, age_s, date_ms, content_type, redirect }
}
