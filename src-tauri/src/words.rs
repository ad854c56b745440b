//! The few words that Rust itself shows, out of the window's message files: there is no second place for words.

use std::fmt::Display;

use beckon_model::Locale;
use serde_json::{Map, Value};

const ZH: &str = include_str!("../../ui/messages/zh-CN.json");
const EN: &str = include_str!("../../ui/messages/en.json");

/// The words of one language.
pub(crate) struct Words(Map<String, Value>);

impl Words {
    /// The words of this language; for the system's, Chinese where the system is Chinese, otherwise English.
    pub fn of(locale: Locale) -> Self {
        let chinese = match locale {
            Locale::ZhCn => true,
            Locale::En => false,
            Locale::System => system_locale().starts_with("zh"),
        };
        Self(serde_json::from_str(if chinese { ZH } else { EN }).unwrap_or_default())
    }

    /// One word; its key when the files do not have it.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).and_then(Value::as_str).unwrap_or(key)
    }

    /// A sentence with its `{parameters}` filled in.
    pub fn filled(&self, key: &str, parameters: &[(&str, impl Display)]) -> String {
        parameters.iter().fold(self.word(key).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }
}

/// The operating system's language as BCP 47; English when it does not say.
pub(crate) fn system_locale() -> String {
    sys_locale::get_locale().unwrap_or_else(|| "en".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_words_of_the_notification() {
        let numbers = [("accepted", 3), ("rejected", 1), ("held", 2), ("unknown", 0)];
        for locale in [Locale::ZhCn, Locale::En] {
            let words = Words::of(locale);
            assert_ne!(words.word("notify_done_title"), "notify_done_title", "{locale:?} needs a title");
            let body = words.filled("notify_done_body", &numbers);
            assert!(body.contains('3') && !body.contains('{'), "{locale:?}: every number has its place: {body}");
        }
    }
}
