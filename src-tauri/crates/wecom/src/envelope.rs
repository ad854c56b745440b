//! The envelope of every answer: `errcode` and `errmsg` around the fields of the call.
//!
//! Success needs `errcode` to be there and to be 0. The documentation lets some calls leave both out on success;
//! none of the calls made here does, and taking a stranger's JSON for success is the worse mistake.

use std::net::IpAddr;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::error::{BadReply, Error, Refused, grouped};
use crate::limits::REPLY_BYTES;

/// An answer with `errcode` 0.
pub(crate) struct Envelope {
    pub head: Head,
    pub errmsg: String,
    /// As received, secrets taken out.
    pub raw: String,
    /// As received, secrets and all.
    text: String,
}

/// What stands in every answer, and what answers to messages name, each in whatever form it came. Thousands of these come
/// in a row, so they are read in one go; what other calls answer is read by them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Head {
    errcode: Value,
    errmsg: Value,
    pub msgid: Value,
    pub response_code: Value,
    pub invaliduser: Value,
    pub invalidparty: Value,
    pub invalidtag: Value,
    pub unlicenseduser: Value,
}

impl Envelope {
    /// Reads an answer. `redact` takes secrets out of whatever is kept of it.
    pub fn read(status: u16, body: Vec<u8>, redact: impl Fn(&str) -> String) -> Result<Self, Error> {
        let bytes = body.len();
        let bad = |problem, text: &str| {
            Error::BadReply(BadReply { status, problem, excerpt: excerpt(&redact(text)), bytes, head: Box::default() })
        };
        if body.is_empty() {
            return Err(bad("an empty body", ""));
        }
        let text =
            String::from_utf8(body).map_err(|error| bad("not UTF-8", &String::from_utf8_lossy(error.as_bytes())))?;
        let head: Head = serde_json::from_str(&text).map_err(|_| bad("not JSON", &text))?;
        // A list would be taken for the fields in their order.
        if !text.trim_ascii_start().starts_with('{') {
            return Err(bad("JSON, but no object", &text));
        }
        let errcode = head.errcode.as_i64().ok_or_else(|| bad("no errcode", &text))?;
        let spelled = head.errmsg.as_str().unwrap_or_default();
        let errmsg = redact(spelled);
        if errcode != 0 {
            // JSON can spell a secret letter by letter (`\u0061`), and then it is not found in the answer as it came.
            let hidden = text.contains('\\') && errmsg != spelled;
            let raw =
                if hidden { json!({ "errcode": errcode, "errmsg": errmsg }).to_string() } else { kept(redact(&text)) };
            return Err(Error::Refused(Box::new(Refused {
                errcode,
                from_ip: from_ip(&errmsg),
                errmsg,
                invaliduser: id_list(&head.invaliduser),
                unlicenseduser: id_list(&head.unlicenseduser),
                raw,
            })));
        }
        if !(200..300).contains(&status) {
            return Err(bad("errcode 0 with an HTTP error", &text));
        }
        Ok(Self { head, errmsg, raw: kept(redact(&text)), text })
    }

    /// All fields of the answer.
    pub fn fields(&self) -> Result<Map<String, Value>, Error> {
        serde_json::from_str(&self.text).map_err(|_| self.bad("not JSON"))
    }

    /// The fields of the call as a reply of their own. A null counts as absent, as an empty text does elsewhere.
    pub fn into_reply<T: DeserializeOwned>(self) -> Result<T, Error> {
        let mut fields = Value::Object(self.fields()?);
        without_nulls(&mut fields);
        T::deserialize(fields).map_err(|_| self.bad("other fields than documented"))
    }

    /// A success whose fields make no sense.
    pub fn bad(&self, problem: &'static str) -> Error {
        Error::BadReply(BadReply {
            status: 200,
            problem,
            excerpt: excerpt(&self.raw),
            bytes: self.text.len(),
            head: Box::default(),
        })
    }
}

/// Cut after the secrets are out: half a secret at the end would still be half a secret.
pub(crate) fn excerpt(redacted: &str) -> String {
    redacted.chars().take(500).collect()
}

/// What is kept of an answer: its beginning and, where that is not all, how much there was.
fn kept(mut redacted: String) -> String {
    let bytes = redacted.len();
    if bytes > REPLY_BYTES {
        let end = (0..=REPLY_BYTES).rev().find(|at| redacted.is_char_boundary(*at));
        redacted.truncate(end.unwrap_or_default());
        redacted.push_str(&format!(" … of {} bytes", grouped(bytes)));
    }
    redacted
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
pub(crate) fn id_list(value: &Value) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        text.split('|').map(str::trim).filter(|id| !id.is_empty()).map(str::to_lowercase).collect()
    };
    match value {
        Value::String(text) => split(text),
        Value::Array(items) => items
            .iter()
            .flat_map(|item| match item {
                Value::String(text) => split(text),
                Value::Number(number) => vec![number.to_string()],
                _ => Vec::new(),
            })
            .collect(),
        Value::Number(number) => vec![number.to_string()],
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
        Envelope::read(status, body.as_bytes().to_vec(), str::to_owned)
    }

    #[test]
    fn only_errcode_zero_is_success() {
        assert!(read(200, r#"{"errcode":0,"errmsg":"ok"}"#).is_ok(), "the documented success");
        for body in [
            "",
            "{}",
            "[]",
            "[0]",
            "null",
            "ok",
            "<html>",
            r#"{"errcode":"0"}"#,
            r#"{"errcode":null}"#,
            r#"{"errcode":0"#,
            r#"{"errcode":40001,"errcode":0}"#,
        ] {
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
    fn a_secret_that_json_spells_letter_by_letter_is_taken_out_too() {
        let redact = |text: &str| text.replace("marked", "***");
        let body = br#"{"errcode":40001,"errmsg":"secret \u006darked is wrong"}"#.to_vec();
        let Err(Error::Refused(refused)) = Envelope::read(200, body, redact) else { panic!("40001 is a refusal") };
        let kept: Value = serde_json::from_str(&refused.raw).unwrap();
        assert_eq!(kept["errmsg"], "secret *** is wrong", "whoever reads the answer reads the letters");
        assert_eq!(refused.errmsg, "secret *** is wrong", "here too");
    }

    #[test]
    fn of_a_long_answer_the_beginning_is_kept_and_its_size() {
        let body = format!(r#"{{"errcode":0,"errmsg":"ok","rest":"{}"}}"#, "名".repeat(50_000));
        let Ok(envelope) = read(200, &body) else { panic!("it is an answer") };
        assert!(envelope.raw.len() < REPLY_BYTES + 40, "a log of many such answers would fill a disk");
        assert!(
            envelope.raw.ends_with(" … of 150,037 bytes"),
            "its end: {:?}",
            &envelope.raw[envelope.raw.len() - 40..]
        );
        assert_eq!(
            envelope.fields().unwrap()["rest"].as_str().map(str::len),
            Some(150_000),
            "whoever reads it has all"
        );
    }

    #[test]
    fn ids_are_read_in_every_shape() {
        let list = |json: &str| id_list(&serde_json::from_str(json).unwrap());
        assert_eq!(list(r#""A|b||""#), ["a", "b"], "joined, any case, empty parts");
        assert_eq!(list(r#"["A","b|C",7]"#), ["a", "b", "c", "7"], "an array, as other calls answer");
        assert_eq!(list("null"), [""; 0], "absent");
    }
}
