//! `message/send`: the body of a text message, and the answer per recipient (path/90236).
//!
//! Never in here: templates, or a decision on whom to send to.

use serde::Serialize;
use serde_json::Value;

use crate::client::Client;
use crate::envelope::id_list;
use crate::error::Error;
use crate::limits;

/// A text message. Where WeCom would cut or refuse, [`TextMessage::to_body`] refuses first.
#[derive(Debug, Clone, Copy)]
pub struct TextMessage<'a> {
    /// Members, 1 to 1000, each 1 to 64 bytes.
    pub touser: &'a [&'a str],
    /// `agentid` of the app.
    pub agentid: i64,
    /// Text, 1 to 2048 bytes of UTF-8; `\n` breaks lines, `<a href="…">…</a>` links.
    pub content: &'a str,
}

/// Why a message cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// No recipient.
    #[error("touser is empty")]
    NoRecipient,
    /// More recipients than one call may name.
    #[error("touser has {count} user ids, at most {limit} are allowed")]
    TooManyRecipients {
        /// How many.
        count: usize,
        /// How many may be.
        limit: usize,
    },
    /// A user id that cannot be one.
    #[error("{userid:?} cannot be a user id")]
    BadUserid {
        /// The id.
        userid: String,
    },
    /// Nothing but blanks.
    #[error("text.content is empty")]
    EmptyText,
    /// WeCom would cut it.
    #[error("text.content has {bytes} bytes, at most {limit} are kept")]
    TooLong {
        /// Bytes of UTF-8.
        bytes: usize,
        /// Bytes that WeCom keeps.
        limit: usize,
    },
    /// A control character other than tab and line break: JSON would have to escape it as `\u00XX`, which WeCom
    /// refuses (40033).
    #[error("text.content has a control character")]
    ControlCharacter,
}

/// Whether `userid` can be a member's id: 1 to 64 bytes, letters, digits and `_-@.`, the first a letter or digit
/// (path/90195).
#[must_use]
pub fn valid_userid(userid: &str) -> bool {
    let bytes = userid.as_bytes();
    let first = bytes.first().is_some_and(u8::is_ascii_alphanumeric);
    first
        && bytes.len() <= limits::USERID_BYTES
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || b"_-@.".contains(b))
}

impl TextMessage<'_> {
    /// The request body: raw UTF-8 JSON with WeCom's duplicate check switched on for four hours, so that a repeat of
    /// the same bytes is not delivered twice.
    ///
    /// # Errors
    /// [`Invalid`], the first thing that is wrong.
    pub fn to_body(&self) -> Result<Vec<u8>, Invalid> {
        self.check()?;
        let body = Body {
            touser: self.touser.join("|"),
            msgtype: "text",
            agentid: self.agentid,
            text: Text { content: self.content },
            safe: 0,
            enable_duplicate_check: 1,
            duplicate_check_interval: limits::DUPLICATE_CHECK_INTERVAL_S,
        };
        // Strings and numbers always serialise.
        Ok(serde_json::to_vec(&body).unwrap_or_default())
    }

    fn check(&self) -> Result<(), Invalid> {
        let (count, limit) = (self.touser.len(), limits::TOUSER_COUNT);
        if count == 0 {
            return Err(Invalid::NoRecipient);
        }
        if count > limit {
            return Err(Invalid::TooManyRecipients { count, limit });
        }
        if let Some(bad) = self.touser.iter().find(|userid| !valid_userid(userid)) {
            return Err(Invalid::BadUserid { userid: (*bad).to_owned() });
        }
        if self.content.trim().is_empty() {
            return Err(Invalid::EmptyText);
        }
        if self.content.chars().any(|c| c.is_control() && c != '\n' && c != '\t' && c != '\r') {
            return Err(Invalid::ControlCharacter);
        }
        let (bytes, limit) = (self.content.len(), limits::TEXT_CONTENT_BYTES);
        if bytes > limit {
            return Err(Invalid::TooLong { bytes, limit });
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Body<'a> {
    touser: String,
    msgtype: &'static str,
    agentid: i64,
    text: Text<'a>,
    safe: u8,
    enable_duplicate_check: u8,
    duplicate_check_interval: u32,
}

#[derive(Serialize)]
struct Text<'a> {
    content: &'a str,
}

/// WeCom took the call; whom it names here got nothing all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendReply {
    /// For a recall within 24 hours.
    pub msgid: Option<String>,
    /// Members outside the visible range or unknown, lower-cased.
    pub invaliduser: Vec<String>,
    /// Members without an API licence, lower-cased.
    pub unlicenseduser: Vec<String>,
    /// WeCom says that it could not read the JSON properly and may have ignored fields.
    pub warned: bool,
    /// The answer as received, secrets taken out.
    pub raw: String,
}

impl Client {
    /// POST `/cgi-bin/message/send` with exactly these bytes.
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::may_have_been_processed`] says whether it can have arrived.
    pub async fn send(&self, body: Vec<u8>) -> Result<SendReply, Error> {
        let envelope = self.post("/cgi-bin/message/send", body).await?;
        let text = |name: &str| envelope.fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        Ok(SendReply {
            msgid: text("msgid").map(str::to_owned),
            invaliduser: id_list(envelope.fields.get("invaliduser")),
            unlicenseduser: id_list(envelope.fields.get("unlicenseduser")),
            warned: envelope.errmsg.contains("Warning: wrong json format"),
            raw: envelope.raw,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str) -> Result<Vec<u8>, Invalid> {
        TextMessage { touser: &["zhangwei"], agentid: 1_000_002, content }.to_body()
    }

    #[test]
    fn the_limit_counts_bytes_not_characters() {
        assert!(text(&"a".repeat(2048)).is_ok(), "2048 ASCII bytes fit");
        assert_eq!(text(&"a".repeat(2049)), Err(Invalid::TooLong { bytes: 2049, limit: 2048 }), "one past");
        assert!(text(&"面".repeat(682)).is_ok(), "682 Chinese characters are 2046 bytes");
        assert_eq!(text(&"面".repeat(683)), Err(Invalid::TooLong { bytes: 2049, limit: 2048 }), "683 are 2049");
    }

    #[test]
    fn chinese_stays_raw_utf8() {
        let body = String::from_utf8(text("你好\n😀 <a href=\"https://e.com\">x</a>").unwrap()).unwrap();
        let expected = r#"{"touser":"zhangwei","msgtype":"text","agentid":1000002,"text":{"content":"你好\n😀 <a href=\"https://e.com\">x</a>"},"safe":0,"enable_duplicate_check":1,"duplicate_check_interval":14400}"#;
        assert_eq!(body, expected, "\\u escapes are refused or shown literally, and the bytes are the duplicate key");
    }

    #[test]
    fn user_ids_follow_the_documented_form() {
        for good in ["a", "00123", "li.na", "x_-@.", &"a".repeat(64)] {
            assert!(valid_userid(good), "{good:?}");
        }
        for bad in ["", "张伟", ".a", "a b", "a|b", "@all", &"a".repeat(65)] {
            assert!(!valid_userid(bad), "{bad:?} must not reach touser");
        }
    }
}
