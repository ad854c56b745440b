//! ShowMeBug's words in an error, without secrets and links.
//!
//! Never in here: words that are cut before the secrets are out; half a secret is still half a secret.

use crate::limits::ERRMSG_CHARS;

/// What must not be seen.
pub(crate) struct Hidden<'a> {
    pub secrets: &'a [&'a str],
    /// What links stand below, also without a scheme.
    pub domain: &'a str,
}

impl Hidden<'_> {
    /// `text` on one line, bounded, without any of it.
    pub fn words(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.secrets.iter().filter(|secret| !secret.is_empty()) {
            text = text.replace(*secret, "***");
        }
        let (mut shown, mut run) = (String::new(), String::new());
        // Chinese stands right beside a link, without a blank.
        for c in text.chars().chain(['\n']) {
            if c.is_ascii_graphic() && !"\"'<>(),;".contains(c) {
                run.push(c);
                continue;
            }
            let link = run.contains("://") || run.contains(self.domain);
            shown.push_str(if link { "…" } else { &run });
            run.clear();
            shown.push(if c.is_control() { ' ' } else { c });
        }
        let shown = shown.trim_end();
        let mut words: String = shown.chars().take(ERRMSG_CHARS).collect();
        if words.len() < shown.len() {
            words.push('…');
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_secrets_are_taken_out_of_words() {
        let hidden = Hidden { secrets: &["s3cret", "", "tok"], domain: "showmebug.com" };
        for (said, shown) in [
            ("参数错误", "参数错误"),
            ("wrong and/or missing: name", "wrong and/or missing: name"),
            ("请看https://www.showmebug.com/pads/X，谢谢", "请看…，谢谢"),
            ("see \"www.showmebug.com/pads/X\"", "see \"…\""),
            ("Bearer tok s3cret\nline", "Bearer *** *** line"),
        ] {
            assert_eq!(hidden.words(said), shown, "{said}");
        }
        let long = hidden.words(&"误".repeat(1000));
        assert_eq!(long.chars().count(), ERRMSG_CHARS + 1, "a sentence, not a page");
    }
}
