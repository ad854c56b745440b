//! What WeCom said when it refused: its own words, for a person to read and to pass on.
//!
//! Never in here: a decision. WeCom may change its words, and only its codes are promised.

use serde::{Deserialize, Serialize};

/// Bytes of WeCom's words that are kept for display; an `errmsg` with its hint has about 200.
pub const SAID_BYTES: usize = 1024;

/// WeCom's words of a refusal, secrets and tokens taken out before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Said {
    /// `errmsg`, on one line, [`SAID_BYTES`] at most.
    pub words: String,
    /// The address from which WeCom saw the call (`from ip: …` in its words), if it said.
    pub ip: Option<String>,
}

impl Said {
    /// The words of an `errmsg`; nothing when it is empty.
    #[must_use]
    pub fn of(errmsg: &str) -> Option<Self> {
        let line: String = errmsg.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let ip = from_ip(&line);
        let mut words = line.trim().to_owned();
        if words.len() > SAID_BYTES {
            let most = SAID_BYTES - '…'.len_utf8();
            let kept = words.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= most).last();
            words.truncate(kept.unwrap_or_default());
            words.push('…');
        }
        (!words.is_empty()).then_some(Self { words, ip })
    }
}

/// The address behind `from ip:`, if it is one.
fn from_ip(words: &str) -> Option<String> {
    let rest = words.split("from ip:").nth(1)?.trim_start();
    let end = rest.find(|c: char| c == ',' || c.is_whitespace()).unwrap_or(rest.len());
    rest[..end].parse::<std::net::IpAddr>().ok().map(|ip| ip.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_out_of_the_words() {
        let words = "not allow to access from your ip, hint: [1234_5678], from ip: 203.0.113.7, more info at https://x";
        let said = Said::of(words).unwrap();
        assert_eq!((said.words.as_str(), said.ip.as_deref()), (words, Some("203.0.113.7")), "as WeCom writes it");
        let six = Said::of("no, from ip: 2001:db8::1").unwrap();
        assert_eq!(six.ip.as_deref(), Some("2001:db8::1"), "at the end, and of the new kind");
        for none in ["invalid access_token", "from ip: ", "from ip: here, more"] {
            assert_eq!(Said::of(none).unwrap().ip, None, "{none:?} names no address");
        }
    }

    #[test]
    fn words_are_one_line_with_an_end() {
        assert_eq!(Said::of("  "), None, "nothing was said");
        assert_eq!(Said::of("a\r\nb\u{1b}[31m").unwrap().words, "a  b [31m", "nothing steers a terminal");
        let long = Said::of(&"错".repeat(1000)).unwrap();
        assert!(long.words.len() <= SAID_BYTES && long.words.ends_with('…'), "{} bytes", long.words.len());
    }
}
