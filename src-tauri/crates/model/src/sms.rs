//! How many text messages a text becomes. A message has 160 septets of GSM's own alphabet, or 70 code units of UTF-16 as soon
//! as one character is not in it; parts of a longer text have 153 and 67, and no character is split (3GPP TS 23.038, 23.040).

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// How a text message is written.
    pub enum SmsAlphabet {
        /// GSM's own letters, 7 bits each.
        Gsm = "gsm",
        /// UTF-16: Chinese, emoji, and whatever GSM's letters lack.
        Ucs2 = "ucs2",
    }
}

/// How long a text is as text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SmsCount {
    /// How it is written.
    pub alphabet: SmsAlphabet,
    /// Its length in the alphabet's units.
    pub units: usize,
    /// Units that fit into one message, or into each part of several.
    pub limit: usize,
    /// Messages that are paid for; 0 for an empty text.
    pub parts: usize,
}

/// One septet each.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
    abcdefghijklmnopqrstuvwxyzäöñüà";

/// An escape and a septet each.
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

impl SmsCount {
    /// Counts.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let septets = |c: char| match c {
            c if BASIC.contains(c) => Some(1),
            c if EXTENDED.contains(c) => Some(2),
            _ => None,
        };
        let gsm: Option<Vec<usize>> = text.chars().map(septets).collect();
        match gsm {
            Some(lengths) => Self::counted(SmsAlphabet::Gsm, &lengths, (160, 153)),
            None => {
                let lengths: Vec<usize> = text.chars().map(char::len_utf16).collect();
                Self::counted(SmsAlphabet::Ucs2, &lengths, (70, 67))
            }
        }
    }

    fn counted(alphabet: SmsAlphabet, lengths: &[usize], (whole, part): (usize, usize)) -> Self {
        let units = lengths.iter().sum();
        if units <= whole {
            return Self { alphabet, units, limit: whole, parts: usize::from(units > 0) };
        }
        let (mut parts, mut filled) = (1, 0);
        for length in lengths {
            if filled + length > part {
                (parts, filled) = (parts + 1, 0);
            }
            filled += length;
        }
        Self { alphabet, units, limit: part, parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_counted_as_the_network_counts_it() {
        let cases = [
            ("", SmsAlphabet::Gsm, 0, 160, 0, "nothing is no message"),
            (&"a".repeat(160), SmsAlphabet::Gsm, 160, 160, 1, "as many as fit"),
            (&"a".repeat(161), SmsAlphabet::Gsm, 161, 153, 2, "parts carry a header"),
            (&"a".repeat(306), SmsAlphabet::Gsm, 306, 153, 2, "two full parts"),
            (&"a".repeat(307), SmsAlphabet::Gsm, 307, 153, 3, "and one letter more"),
            (&"€".repeat(80), SmsAlphabet::Gsm, 160, 160, 1, "an extended letter counts twice"),
            (&"€".repeat(153), SmsAlphabet::Gsm, 306, 153, 3, "and is not split: 76 in a part, not 76 and a half"),
            (&"请".repeat(70), SmsAlphabet::Ucs2, 70, 70, 1, "as many as fit"),
            (&"请".repeat(71), SmsAlphabet::Ucs2, 71, 67, 2, "parts carry a header"),
            (&"请".repeat(134), SmsAlphabet::Ucs2, 134, 67, 2, "two full parts"),
            (&"😀".repeat(35), SmsAlphabet::Ucs2, 70, 70, 1, "an emoji is two units"),
            (&"😀".repeat(67), SmsAlphabet::Ucs2, 134, 67, 3, "33 in a part: none is split"),
            ("ç", SmsAlphabet::Ucs2, 1, 70, 1, "only the capital is one of GSM's"),
        ];
        for (text, alphabet, units, limit, parts, why) in cases {
            assert_eq!(SmsCount::of(text), SmsCount { alphabet, units, limit, parts }, "{why}: {text:?}");
        }
    }
}
