//! Which path is which API. One file per area of WeCom's documentation; this one only finds the way.

mod agent;
mod contacts;
pub(crate) mod message;
mod token;

use hyper::Method;

use crate::answer::{Answer, Refusal, refuse};
use crate::visit::Visit;

type Handler = fn(&mut Visit<'_>) -> Result<Answer, Refusal>;

const ROUTES: &[(Method, &str, Handler)] = &[
    (Method::GET, "/cgi-bin/gettoken", token::gettoken),
    (Method::POST, message::PATH, message::send),
    (Method::GET, "/cgi-bin/agent/get", agent::get),
    (Method::GET, "/cgi-bin/user/get", contacts::user_get),
];

/// Answers a call. An unknown path is 404, a known one with the wrong method 40058, one called too often 45009, one with
/// too many calls in progress 45033; everything else is up to the API.
pub(crate) fn dispatch(method: &Method, path: &str, parallel: u32, visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let Some((wanted, _, handler)) = ROUTES.iter().find(|(_, known, _)| *known == path) else {
        return Ok(Answer::NotFound);
    };
    if method != wanted {
        return refuse(40058);
    }
    let company = &mut *visit.company;
    if company.limits.parallel_calls.is_some_and(|limit| parallel > limit) {
        return refuse(45033);
    }
    let now = company.now_ms();
    if !company.gauges.call(path, &company.limits, now) {
        return refuse(45009);
    }
    handler(visit)
}
