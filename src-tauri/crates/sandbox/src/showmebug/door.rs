//! The door of the practice ShowMeBug: which calls are its own, who may come in, and what a fault does in place of an
//! answer.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hyper::header::AUTHORIZATION;
use hyper::{HeaderMap, Method};
use serde_json::json;

use super::answer::{Answer, Refused, refusal, reply};
use super::params::{Params, TEXT_CHARS};
use super::routes;
use super::state::Office;
use crate::fault::Fault;
use crate::reply::Reply;

/// Path of the token, which stands outside the API.
pub(crate) const TOKEN: &str = "/oauth/token.json";

/// A call as it came.
pub(crate) struct Asked<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    pub(crate) now_ms: i64,
}

/// What became of a call.
pub(crate) struct Became {
    pub(crate) reply: Reply,
    pub(crate) processed: bool,
    /// uids of the rooms and written tests that it made.
    pub(crate) made: Vec<String>,
}

/// Whether a path is one of ShowMeBug's API.
pub(crate) fn serves(path: &str) -> bool {
    path == TOKEN || path.starts_with("/open_api/")
}

impl Office {
    /// Whether a caller shows a token that lives.
    pub(crate) fn knows(&self, headers: &HeaderMap, now_ms: i64) -> bool {
        let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(token) = header.and_then(|value| value.strip_prefix("Bearer ")) else { return false };
        let fixed = || BASE64_STANDARD.encode(format!("{}:{}", self.team.key, self.team.secret));
        self.tokens.get(token).is_some_and(|end| *end > now_ms) || self.team.static_token && token == fixed()
    }

    /// Answers a call, unless a fault stands in for it.
    pub(crate) fn process(&mut self, asked: &Asked<'_>, fault: Option<&Fault>) -> Became {
        let instead = match fault {
            Some(Fault::ErrCode(code)) => Some(refusal(200, *code, "refused on purpose")),
            Some(Fault::ErrCodeWithStatus { status, code }) => Some(refusal(*status, *code, "refused on purpose")),
            other => Reply::instead(other),
        };
        if let Some(reply) = instead {
            return Became { reply, processed: false, made: Vec::new() };
        }
        let mut made = Vec::new();
        let mut answer = self.answer(asked, &mut made);
        if fault == Some(&Fault::ProcessedTwice) {
            answer = self.answer(asked, &mut made);
        }
        Became { reply: reply(answer, fault, &self.base_url), processed: true, made }
    }

    fn answer(&mut self, asked: &Asked<'_>, made: &mut Vec<String>) -> Result<Answer, Refused> {
        if asked.path == TOKEN {
            return Ok(self.give_token(asked));
        }
        let Some(route) = routes::find(asked.method, asked.path) else { return Ok(Answer::NotFound) };
        if !self.knows(asked.headers, asked.now_ms) {
            return Err(Refused::token());
        }
        route.answer(self, asked.query, asked.body, asked.now_ms, made)
    }

    /// `POST /oauth/token.json`. Errors are OAuth's (RFC 6749, 5.2): 401 for wrong values, 400 for everything else.
    fn give_token(&mut self, asked: &Asked<'_>) -> Answer {
        const KNOWN: [&str; 4] = ["client_id", "client_secret", "grant_type", "uid"];
        let refuse = |status: u16, error: &str| Answer::Bare(status, json!({ "error": error }));
        if asked.method != Method::POST {
            return Answer::NotFound;
        }
        let json = asked.body.first() == Some(&b'{');
        let read = if json { Params::of_json(asked.body, &KNOWN) } else { Params::of_pairs(asked.body, &KNOWN) };
        let Ok(params) = read else { return refuse(400, "invalid_request") };
        let text = |name| params.need(name, TEXT_CHARS).ok();
        let (Some(id), Some(secret), Some(grant)) = (text("client_id"), text("client_secret"), text("grant_type"))
        else {
            return refuse(400, "invalid_request");
        };
        if grant != "client_credentials" {
            return refuse(400, "unsupported_grant_type");
        }
        if id != self.team.key || secret != self.team.secret {
            return refuse(401, "invalid_client");
        }
        let expires_in = self.team.token_seconds;
        let token = self.token(asked.now_ms);
        Answer::Bare(200, json!({ "access_token": token, "token_type": "Bearer", "expires_in": expires_in }))
    }
}
