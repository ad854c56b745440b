//! The envelope of every answer: `errcode` and `errmsg` around the fields of the call.
//!
//! Success needs `errcode` to be there and to be 0. The documentation lets some calls leave both out on success;
//! none of the calls made here does, and taking a stranger's JSON for success is the worse mistake.

use std::net::IpAddr;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{BadReply, Error, Refused};

/// An answer with `errcode` 0.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub fields: Map<String, Value>,
    pub errmsg: String,
    /// As received, secrets taken out.
    pub raw: String,
}

impl Envelope {
    /// Reads an answer. `redact` takes secrets out of whatever is kept of it.
    pub fn read(status: u16, body: &[u8], redact: impl Fn(&str) -> String) -> Result<Self, Error> {
        let bad = |problem| {
            let excerpt = head(&redact(&String::from_utf8_lossy(body)));
            Error::BadReply(BadReply { status, problem, excerpt })
        };
        if body.is_empty() {
            return Err(bad("an empty body"));
        }
        let text = std::str::from_utf8(body).map_err(|_| bad("not UTF-8"))?;
        let value: Value = serde_json::from_str(text).map_err(|_| bad("not JSON"))?;
        let Value::Object(fields) = value else { return Err(bad("JSON, but no object")) };
        let errcode = fields.get("errcode").and_then(Value::as_i64).ok_or_else(|| bad("no errcode"))?;
        let errmsg = fields.get("errmsg").and_then(Value::as_str).map(&redact).unwrap_or_default();
        if errcode != 0 {
            return Err(Error::Refused(Box::new(Refused {
                errcode,
                from_ip: from_ip(&errmsg),
                errmsg,
                invaliduser: id_list(fields.get("invaliduser")),
                unlicenseduser: id_list(fields.get("unlicenseduser")),
                raw: redact(text),
            })));
        }
        if !(200..300).contains(&status) {
            return Err(bad("errcode 0 with an HTTP error"));
        }
        Ok(Self { fields, errmsg, raw: redact(text) })
    }

    /// The fields of the call as a reply of their own. A null counts as absent, as an empty text does elsewhere.
    pub fn into_reply<T: DeserializeOwned>(mut self) -> Result<T, Error> {
        let mut fields = Value::Object(std::mem::take(&mut self.fields));
        without_nulls(&mut fields);
        T::deserialize(fields).map_err(|_| self.bad("other fields than documented"))
    }

    /// A success whose fields make no sense.
    pub fn bad(&self, problem: &'static str) -> Error {
        Error::BadReply(BadReply { status: 200, problem, excerpt: head(&self.raw) })
    }
}

/// Cut after the secrets are out: half a secret at the end would still be half a secret.
fn head(redacted: &str) -> String {
    redacted.chars().take(500).collect()
}

fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(without_nulls);
        }
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(without_nulls);
        }
        _ => {}
    }
}

/// Ids that WeCom writes as `a|b`, as an array, or not at all; lower-cased, without empty ones.
pub(crate) fn id_list(value: Option<&Value>) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        text.split('|').map(str::trim).filter(|id| !id.is_empty()).map(str::to_lowercase).collect()
    };
    match value {
        Some(Value::String(text)) => split(text),
        Some(Value::Array(items)) => items
            .iter()
            .flat_map(|item| match item {
                Value::String(text) => split(text),
                Value::Number(number) => vec![number.to_string()],
                _ => Vec::new(),
            })
            .collect(),
        Some(Value::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// The address behind `from ip:` in an errmsg.
fn from_ip(errmsg: &str) -> Option<IpAddr> {
    let rest = errmsg.split("from ip:").nth(1)?.trim_start();
    let end = rest.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Result<Envelope, Error> {
        Envelope::read(status, body.as_bytes(), str::to_owned)
    }

    #[test]
    fn only_errcode_zero_is_success() {
        assert!(read(200, r#"{"errcode":0,"errmsg":"ok"}"#).is_ok(), "the documented success");
        for body in
            ["", "{}", "[]", "null", "ok", "<html>", r#"{"errcode":"0"}"#, r#"{"errcode":null}"#, r#"{"errcode":0"#]
        {
            assert!(matches!(read(200, body), Err(Error::BadReply(_))), "{body:?} proves nothing, so it is no success");
        }
        assert!(matches!(read(502, r#"{"errcode":0}"#), Err(Error::BadReply(_))), "a gateway's 502 is no success");
    }

    #[test]
    fn a_refusal_carries_code_and_address() {
        let body = r#"{"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020"}"#;
        let Err(Error::Refused(refused)) = read(200, body) else { panic!("60020 is a refusal") };
        assert_eq!(refused.errcode, 60020, "the code decides");
        assert_eq!(refused.from_ip, "203.0.113.7".parse().ok(), "this is the address the administrator has to enter");
    }

    #[test]
    fn ids_are_read_in_every_shape() {
        let list = |json: &str| id_list(serde_json::from_str::<Value>(json).ok().as_ref());
        assert_eq!(list(r#""A|b||""#), ["a", "b"], "joined, any case, empty parts");
        assert_eq!(list(r#"["A","b|C",7]"#), ["a", "b", "c", "7"], "an array, as other calls answer");
        assert_eq!(list("null"), [""; 0], "absent");
    }
}
