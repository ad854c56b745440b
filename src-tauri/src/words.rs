//! The few words that Rust itself shows, out of the window's message files: there is no second place for words.

use std::fmt::Display;

use beckon_model::{LengthUnit, Locale, Reason, TeamProblem};
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

    /// One word, or what stands in for it where the files do not have it.
    pub fn word_or(&self, key: &str, other: &str) -> String {
        self.0.get(key).and_then(Value::as_str).unwrap_or(other).to_owned()
    }

    /// A sentence with its `{parameters}` filled in.
    pub fn filled(&self, key: &str, parameters: &[(&str, impl Display)]) -> String {
        parameters.iter().fold(self.word(key).to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }
}

/// Why a row of the log is where it is, as the window says it, but with plain codes and numbers.
pub(crate) fn reason_words(reason: &Reason, words: &Words) -> String {
    let Ok(Value::Object(mut values)) = serde_json::to_value(reason) else { return String::new() };
    let value = |values: &Map<String, Value>, name: &str| match values.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let place = place_words(&value(&values, "place"), words);
    values.insert("place".to_owned(), Value::String(place));
    let key = match reason {
        Reason::TooLong { unit: LengthUnit::Characters, .. } => "reason_too_long_characters".to_owned(),
        Reason::BadText { .. } => format!("text_{}", value(&values, "fault")),
        Reason::ColleagueHasChat { colleague: Some(_) } => "reason_colleague_has_chat_named".to_owned(),
        Reason::OptedOut { by: Some(_), .. } => "reason_opted_out_team".to_owned(),
        Reason::Team { problem } => return team_words(problem, words),
        other => format!("reason_{}", other.kind()),
    };
    match reason {
        Reason::Network { .. } => {
            let fault = words.word(&format!("fault_{}", value(&values, "fault"))).to_owned();
            values.insert("fault".to_owned(), Value::String(fault));
        }
        Reason::SendFailed { fail_type } => {
            let other = words.filled("undelivered_other", &[("code", fail_type)]);
            let why = words.word_or(&format!("undelivered_{fail_type}"), &other);
            values.insert("why".to_owned(), Value::String(why));
        }
        Reason::Claimed { by, at, state, here } => {
            let by = if *here { words.filled("team_here_by", &[("by", by)]) } else { by.clone() };
            let state = words.word(&format!("claim_state_{}", state.as_str())).to_owned();
            let holder = words.filled("team_holder", &[("by", by), ("time", moment(*at)), ("state", state)]);
            values.insert("holder".to_owned(), Value::String(holder));
        }
        Reason::NotReachable { checked_at: at } | Reason::OptedOut { by: None, at } => {
            values.insert("date".to_owned(), Value::String(moment(*at)));
        }
        _ => {}
    }
    let filled: Vec<(&str, String)> = values.keys().map(|name| (name.as_str(), value(&values, name))).collect();
    words.filled(&key, &filled)
}

/// Why the team's ledger did not answer.
fn team_words(problem: &TeamProblem, words: &Words) -> String {
    let Ok(Value::Object(mut values)) = serde_json::to_value(problem) else { return String::new() };
    let kind = values.remove("kind").unwrap_or_default();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let filled: Vec<(&str, String)> = values.iter().map(|(name, value)| (name.as_str(), text(value))).collect();
    words.filled(&format!("error_team_{}", text(&kind)), &filled)
}

/// What stands at a place of the request: the part by its name, such as the title.
fn place_words(place: &str, words: &Words) -> String {
    let name = place.rsplit(['.', ']']).next().filter(|name| !name.is_empty()).unwrap_or("content");
    words.word_or(&format!("part_{name}"), name)
}

/// A time in UTC ms as the clock on the wall showed it.
pub(crate) fn moment(utc_ms: i64) -> String {
    let zone = beckon_engine::here().unwrap_or(jiff::tz::TimeZone::UTC);
    let at = jiff::Timestamp::from_millisecond(utc_ms).unwrap_or_default().to_zoned(zone);
    at.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The operating system's language as BCP 47; English when it does not say.
pub(crate) fn system_locale() -> String {
    sys_locale::get_locale().unwrap_or_else(|| "en".to_owned())
}

#[cfg(test)]
mod tests {
    use beckon_model::ClaimState;

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

    #[test]
    fn every_reason_of_an_export_is_a_sentence() {
        let reasons = [
            Reason::NoUserid,
            Reason::SameUserid { name: "\u{674e}\u{534e}".to_owned() },
            Reason::NotReachable { checked_at: 1_795_320_000_000 },
            Reason::TooLong {
                place: "textcard.title".to_owned(),
                actual: 200,
                limit: 128,
                unit: LengthUnit::Characters,
            },
            Reason::BadText { place: "news.articles[0].url".to_owned(), fault: beckon_model::TextFault::NotALink },
            Reason::EmptyText { place: String::new() },
            Reason::Network { fault: beckon_model::NetworkFault::Dns },
            Reason::Stopped { errcode: 60020 },
            Reason::Refused { errcode: 45009 },
            Reason::NoOccasion,
            Reason::Claimed { by: "lin".to_owned(), at: 1_795_320_000_000, state: ClaimState::Accepted, here: true },
            Reason::OptedOut { by: Some("lin".to_owned()), at: 1_795_320_000_000 },
            Reason::OptedOut { by: None, at: 1_795_320_000_000 },
            Reason::ColleagueHasChat { colleague: Some("li.na".to_owned()) },
            Reason::ColleagueHasChat { colleague: None },
            Reason::SendFailed { fail_type: 10 },
            Reason::SendFailed { fail_type: 99 },
            Reason::Team { problem: TeamProblem::Unreachable { at: "db.example.com:5432".to_owned() } },
        ];
        for locale in [Locale::ZhCn, Locale::En] {
            let words = Words::of(locale);
            for reason in &reasons {
                let told = reason_words(reason, &words);
                assert!(!told.contains(['{', '_']), "{locale:?} {reason:?} has every blank filled in: {told}");
            }
        }
    }
}
