//! The name of an uploaded file, as the recipient sees it. Pure.
//!
//! It stands as it is between the quotation marks of `filename="…"`, because WeCom reads no escapes there, and the
//! recipient's system has to save the file under it. Never in here: a change of the file.

/// Bytes of a name at most: every system takes that many, and WeCom's programs show less.
const NAME_BYTES: usize = 200;

/// Bytes of an ending at most; what is longer is a part of the name.
const ENDING_BYTES: usize = 20;

/// Names that Windows keeps for devices, whatever their ending.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// The name under which a file can be uploaded: the same where it can be, and otherwise as near as possible.
///
/// ```
/// assert_eq!(wecom::upload_name("录用通知书 (1).pdf"), "录用通知书 (1).pdf");
/// assert_eq!(wecom::upload_name(r#"offer "final" 3/4.pdf"#), "offer 'final' 3-4.pdf");
/// ```
#[must_use]
pub fn upload_name(name: &str) -> String {
    let usual = |c: char| match c {
        // Right-to-left marks and the like can make `exe.pdf` out of `fdp.exe`.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        '\r' | '\n' | '\t' => Some(' '),
        c if c.is_control() => None,
        '"' => Some('\''),
        '\\' | '/' | ':' | '*' | '?' | '<' | '>' | '|' => Some('-'),
        c => Some(c),
    };
    let clean: String = name.chars().filter_map(usual).collect();
    let clean = clean.replace("\u{fffd}", "_");
    let around = |c: char| c == '.' || c.is_whitespace();
    let clean = clean.trim_matches(around);
    let (stem, ending) = match clean.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && is_ending(ending) => (stem, format!(".{ending}")),
        _ => (clean, String::new()),
    };
    let stem = cut(stem, NAME_BYTES - ending.len()).trim_end_matches(around);
    let device = stem.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = device.strip_prefix("COM").or(device.strip_prefix("LPT"));
    let numbered =
        numbered.is_some_and(|number| number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()));
    match stem {
        "" => format!("file{ending}"),
        _ if numbered || DEVICES.contains(&device.as_str()) => format!("_{stem}{ending}"),
        _ => format!("{stem}{ending}"),
    }
}

/// Whether what stands behind the last dot says what a file is.
fn is_ending(text: &str) -> bool {
    text.len() <= ENDING_BYTES && text.chars().all(char::is_alphanumeric)
}

/// The first bytes of a text, to the end of a character.
fn cut(text: &str, bytes: usize) -> &str {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= bytes).last();
    &text[..end.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_stay_as_they_are() {
        for name in
            ["简历 (1).pdf", "offer.PDF", "a", "résumé v2.docx", "🎉 面试.png", "it's ok & fine, #1 [x] {y} %41.txt"]
        {
            assert_eq!(upload_name(name), name, "nothing is wrong with it");
        }
    }

    #[test]
    fn what_cannot_stand_between_quotation_marks_is_replaced() {
        for (name, sent) in [
            ("a\"; filename=\"b.exe", "a'; filename='b.exe"),
            ("C:\\Users\\x\\offer.pdf", "C--Users-x-offer.pdf"),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("two\r\nlines.pdf", "two  lines.pdf"),
            ("a\0b.pdf", "ab.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            (".htaccess", "htaccess"),
            ("...pdf", "pdf"),
            ("offer.pdf. ", "offer.pdf"),
            ("  ", "file"),
            ("", "file"),
            ("\u{fffd}.pdf", "_.pdf"),
            ("con.txt", "_con.txt"),
            ("LPT1", "_LPT1"),
            ("3/4: who? <me>|*.pdf", "3-4- who- -me---.pdf"),
        ] {
            assert_eq!(upload_name(name), sent, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_before_its_ending_and_never_in_a_character() {
        let sent = upload_name(&format!("{}.pdf", "录用".repeat(100)));
        assert!(sent.len() <= NAME_BYTES && sent.ends_with("用.pdf") || sent.ends_with("录.pdf"), "{sent}");
        assert_eq!(upload_name(&sent), sent, "what was cut is not cut again");
        assert!(upload_name(&"a.".repeat(300)).len() <= NAME_BYTES, "a name of dots has an end too");
    }
}
