//! What became of an interview. The content of a result is not documented: what is known by name is shown by name, and
//! everything beside it as it came.
//!
//! Never in here: a meaning that is read into a value.

use std::fmt;

use serde_json::Value;

use crate::base::Base;
use crate::choices::{RESULT_KEYS, RESULT_PAGES};
use crate::client::Client;
use crate::error::Error;
use crate::invalid;
use crate::limits::RESULT_BYTES;
use crate::link::Link;
use crate::wire::text;

/// The result of an interview. Its `Debug` text names keys only: there may be links in it.
#[derive(Clone, PartialEq)]
pub struct RoomResult {
    /// Keys and values that are known ([`RESULT_KEYS`]), in that order; links are not among them.
    pub known: Vec<(String, String)>,
    /// All of it; of one with more than [`RESULT_BYTES`] its beginning as a text.
    pub raw: Value,
    /// The address of its page, on ShowMeBug's own host.
    pub page: Option<Link>,
}

impl Client {
    /// The result of a room. Before the interview has ended it may be empty or refused.
    ///
    /// # Errors
    /// Any [`Error`]; nothing is changed by this call.
    pub async fn result(&self, uid: &str) -> Result<RoomResult, Error> {
        let path = format!("interviews/{}/result", invalid::uid(uid)?);
        Ok(read(self.get(&path, &[]).await?, self.base()))
    }
}

fn read(data: Value, base: &Base) -> RoomResult {
    let known = |key: &&'static str| {
        let value = text(data.get(*key)).filter(|value| !value.contains("://") && !value.contains(base.domain()))?;
        Some(((*key).to_owned(), value))
    };
    let known = RESULT_KEYS.iter().filter_map(known).collect();
    let page = RESULT_PAGES.iter().find_map(|key| Link::read(data.get(*key), base).ok());
    RoomResult { known, page, raw: bounded(data) }
}

fn bounded(data: Value) -> Value {
    let text = data.to_string();
    if text.len() <= RESULT_BYTES {
        return data;
    }
    let end = (0..=RESULT_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    Value::String(format!("{} … of {} bytes", &text[..end], text.len()))
}

impl fmt::Debug for RoomResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<&str> = self.known.iter().map(|(key, _)| key.as_str()).collect();
        f.debug_struct("RoomResult").field("known", &keys).field("page", &self.page).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_known_is_named_and_everything_is_kept() {
        let base = Base::read("https://www.showmebug.com").unwrap();
        let data = json!({
            "score": 87, "comment": "好", "level": "", "evaluation": "https://marked", "odd": [1],
            "report_url": "https://example.com/marked", "url": "https://www.showmebug.com/r/marked",
        });
        let result = read(data.clone(), &base);
        let known = [("score".to_owned(), "87".to_owned()), ("comment".to_owned(), "好".to_owned())];
        assert_eq!(result.known, known, "in the order of the list, without empty ones and links");
        assert_eq!(result.raw, data, "as it came");
        let page = result.page.as_ref().map(Link::expose);
        assert_eq!(page, Some("https://www.showmebug.com/r/marked"), "of the own host");
        assert!(!format!("{result:?}").contains("marked"), "Debug output ends up in logs");
        for odd in [json!(null), json!("done"), json!([1, 2]), json!(3)] {
            assert_eq!(read(odd.clone(), &base).raw, odd, "whatever it is");
        }
    }

    #[test]
    fn of_a_long_result_the_beginning_is_kept() {
        let base = Base::read("https://www.showmebug.com").unwrap();
        let result = read(json!({ "score": 1, "code": "名".repeat(50_000) }), &base);
        let raw = result.raw.as_str().unwrap();
        assert!(raw.len() < RESULT_BYTES + 40 && raw.ends_with(" bytes"), "a row of a database: {}", raw.len());
        assert_eq!(result.known.len(), 1, "what is known is known all the same");
    }
}
