//! From an answer to bytes on the wire, and what a fault makes of them.

use std::net::IpAddr;

use bytes::Bytes;
use hyper::Response;
use hyper::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, HeaderName, HeaderValue};
use serde_json::Value;

use crate::answer::{Answer, Fields, File, Refusal, envelope};
use crate::body::ReplyBody;
use crate::dice::Dice;
use crate::fault::Fault;

const JSON: &str = "application/json; charset=UTF-8";

/// How a connection ends when it does not end well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dropped {
    /// With a TCP reset.
    Reset,
    /// Closed without a reply.
    Closed,
}

impl std::fmt::Display for Dropped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("connection dropped on purpose")
    }
}

impl std::error::Error for Dropped {}

/// A reply before it is sent.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) errcode: Option<i64>,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Reply {
    /// The reply to what a route decided.
    pub(crate) fn of(answer: Result<Answer, Refusal>, json_warning: bool, ip: IpAddr, dice: &mut Dice) -> Self {
        match answer {
            Ok(Answer::Ok(fields)) => Self::json(0, envelope(fields, 0, json_warning, ip, dice)),
            Ok(Answer::File(file)) => Self::file(file),
            Ok(Answer::NotFound) => Self::not_found(),
            Err(Refusal { code, fields, json_warning: unreadable }) => {
                Self::json(code, envelope(fields, code, json_warning || unreadable, ip, dice))
            }
        }
    }

    /// A bare refusal.
    pub(crate) fn refused(code: i64, ip: IpAddr, dice: &mut Dice) -> Self {
        Self::json(code, envelope(Fields::new(), code, false, ip, dice))
    }

    /// What a gateway in front of WeCom says.
    fn gateway(status: u16) -> Self {
        Self { status, ..Self::text("text/html", "<html><body><center><h1>gateway</h1></center></body></html>\n") }
    }

    /// The sign-in page of a network that lets nobody through yet.
    fn portal() -> Self {
        Self::text("text/html; charset=UTF-8", include_str!("portal.html"))
    }

    /// What a gateway makes up.
    fn bare_ok() -> Self {
        Self { errcode: Some(0), ..Self::text(JSON, r#"{"errcode":0,"errmsg":"ok"}"#) }
    }

    /// The same reply with this HTTP status.
    pub(crate) fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// 404 and nothing.
    pub(crate) fn not_found() -> Self {
        Self::nothing().with_status(404)
    }

    /// What comes in place of an answer, when a fault keeps a call from being processed. Errcodes are their API's matter.
    pub(crate) fn instead(fault: Option<&Fault>) -> Option<Self> {
        match fault? {
            Fault::HttpStatus(status) => Some(Self::gateway(*status)),
            Fault::HtmlPage => Some(Self::portal()),
            Fault::BareOk => Some(Self::bare_ok()),
            Fault::ResetBeforeProcessing => Some(Self::nothing()),
            _ => None,
        }
    }

    /// A JSON reply without WeCom's headers.
    pub(crate) fn plain(status: u16, errcode: Option<i64>, body: &Value) -> Self {
        let headers = vec![(CONTENT_TYPE, HeaderValue::from_static(JSON))];
        Self { status, errcode, headers, body: Bytes::from(body.to_string()) }
    }

    /// A page for people.
    pub(crate) fn page(title: &str, body: &str) -> Self {
        let text = format!(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>\n"
        );
        let headers = vec![(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=UTF-8"))];
        Self { headers, body: Bytes::from(text), ..Self::nothing() }
    }

    /// HTTP 200 and nothing.
    fn nothing() -> Self {
        Self { status: 200, errcode: None, headers: Vec::new(), body: Bytes::new() }
    }

    fn text(content_type: &'static str, text: &'static str) -> Self {
        let headers = vec![(CONTENT_TYPE, HeaderValue::from_static(content_type))];
        Self { headers, body: Bytes::from_static(text.as_bytes()), ..Self::nothing() }
    }

    /// A file, or with 206 a part of it.
    fn file(File { name, content_type, bytes, range }: File) -> Self {
        let mut headers = vec![(CONTENT_TYPE, HeaderValue::from_static(content_type))];
        let disposition = HeaderValue::from_bytes(format!("attachment; filename=\"{name}\"").as_bytes());
        headers.extend(disposition.map(|value| (CONTENT_DISPOSITION, value)));
        let Some(range) = range else { return Self { headers, body: bytes, ..Self::nothing() } };
        let span = format!("bytes {}-{}/{}", range.start, range.end - 1, bytes.len());
        headers.extend(HeaderValue::from_str(&span).map(|value| (CONTENT_RANGE, value)));
        Self { status: 206, headers, body: bytes.slice(range), ..Self::nothing() }
    }

    /// A JSON reply; the headers Error-Code and Error-Msg repeat its result.
    fn json(code: i64, fields: Fields) -> Self {
        let errmsg = fields.get("errmsg").and_then(Value::as_str).unwrap_or_default();
        let mut headers = vec![
            (CONTENT_TYPE, HeaderValue::from_static(JSON)),
            (HeaderName::from_static("error-code"), HeaderValue::from(code)),
        ];
        headers.extend(HeaderValue::from_str(errmsg).map(|text| (HeaderName::from_static("error-msg"), text)));
        let body = Bytes::from(Value::Object(fields).to_string());
        Self { status: 200, errcode: Some(code), headers, body }
    }

    /// The reply as it should arrive.
    pub(crate) fn into_response(self) -> Response<ReplyBody> {
        self.with_body(ReplyBody::Whole)
    }

    fn with_body(self, body: impl FnOnce(Bytes) -> ReplyBody) -> Response<ReplyBody> {
        let mut response = Response::new(body(self.body));
        *response.status_mut() = hyper::StatusCode::from_u16(self.status).unwrap_or(hyper::StatusCode::BAD_GATEWAY);
        response.headers_mut().extend(self.headers);
        response
    }
}

/// The reply as a fault leaves it. `Err`: no reply at all.
pub(crate) fn spoil(reply: Reply, fault: Option<&Fault>) -> Result<Response<ReplyBody>, Dropped> {
    let length = reply.body.len();
    Ok(match fault {
        Some(Fault::ResetBeforeProcessing | Fault::ResetAfterProcessing) => return Err(Dropped::Reset),
        Some(Fault::ReplyLost) => return Err(Dropped::Closed),
        Some(Fault::CutBody) => {
            let mut response = reply.with_body(|body| ReplyBody::cut_after(body.slice(..length / 2)));
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
            response
        }
        Some(Fault::CutJson) => reply.with_body(|body| ReplyBody::Whole(body.slice(..length / 2))),
        Some(Fault::InvalidUtf8) => reply.with_body(|body| ReplyBody::Whole(with_stray_byte(&body))),
        Some(Fault::EmptyBody) => reply.with_body(|_| ReplyBody::Whole(Bytes::new())),
        Some(Fault::EndlessBody) => reply.with_body(|body| ReplyBody::Endless(body.slice(..length.saturating_sub(1)))),
        Some(Fault::SlowDrip) => reply.with_body(ReplyBody::drip),
        Some(Fault::Padded(bytes)) => reply.with_body(|body| ReplyBody::Whole(padded(&body, *bytes as usize))),
        // Played in place of an answer, or on its data.
        None | Some(_) => reply.into_response(),
    })
}

/// The body with blanks behind it, so many bytes in all.
fn padded(body: &[u8], bytes: usize) -> Bytes {
    let mut padded = body.to_vec();
    padded.resize(bytes.max(body.len()), b' ');
    padded.into()
}

/// The body with a byte inside its first string that no UTF-8 text can hold.
fn with_stray_byte(body: &[u8]) -> Bytes {
    let inside = body.iter().position(|byte| *byte == b'"').map_or(0, |quote| quote + 1);
    [&body[..inside], &[0xFF], &body[inside..]].concat().into()
}

/// A text as it stands in a page.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("<br>"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
