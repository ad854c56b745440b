//! The doctor's sentences: the window's own, out of its message files, in the reader's language.
//!
//! Never in here: a sentence of this program's own.

use std::collections::BTreeMap;

use beckon_model::{Certainty, DoctorResult, DoctorStep, DoctorWho, Evidence, Finding};
use serde_json::{Map, Value};

use crate::language::Language;
use crate::words;

const EN: &str = include_str!("../../../../ui/messages/en.json");
const ZH: &str = include_str!("../../../../ui/messages/zh-CN.json");

/// The window's words in one language.
pub struct DoctorWords {
    all: Map<String, Value>,
    language: Language,
}

impl DoctorWords {
    /// The words of this language.
    pub fn of(language: Language) -> Self {
        let text = match language {
            Language::English => EN,
            Language::Chinese => ZH,
        };
        Self { all: serde_json::from_str(text).unwrap_or_default(), language }
    }

    /// One of them.
    pub fn text(&self, key: &str) -> &str {
        self.all.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// The name of a step.
    pub fn step(&self, step: DoctorStep) -> &str {
        self.text(&format!("doctor_step_{}", word(&step)))
    }

    /// Who does it.
    pub fn who(&self, who: DoctorWho) -> &str {
        self.text(&format!("doctor_who_{}", word(&who)))
    }

    /// How certain it is.
    pub fn certainty(&self, certainty: Certainty) -> &str {
        self.text(&format!("doctor_certainty_{}", word(&certainty)))
    }

    /// What came of a step.
    pub fn result(&self, result: &DoctorResult) -> String {
        let mut sentence = self.text(&format!("doctor_{}", word(&result.code))).to_owned();
        if let Some(step) = result.depends_on {
            sentence = sentence.replace("{step}", self.step(step));
        }
        self.filled(sentence, &result.params)
    }

    /// What is wrong, and what to do.
    pub fn finding(&self, finding: &Finding) -> String {
        self.filled(self.text(&format!("doctor_{}", word(&finding.code))).to_owned(), &finding.params)
    }

    /// What was seen.
    pub fn evidence(&self, evidence: &Evidence) -> String {
        self.filled(self.text(&format!("doctor_saw_{}", evidence.saw)).to_owned(), &evidence.params)
    }

    /// Fills in what stands in a sentence: moments, words by their names, and WeCom's meanings in this language.
    fn filled(&self, mut sentence: String, params: &BTreeMap<String, String>) -> String {
        let own = match self.language {
            Language::English => "_en",
            Language::Chinese => "_zh",
        };
        let mut fill = |name: &str, value: &str| sentence = sentence.replace(&format!("{{{name}}}"), value);
        for (name, value) in params {
            if let Some(name) = name.strip_suffix(own) {
                fill(name, &self.ended(value));
            } else if let Some(name) = name.strip_suffix("_word") {
                fill(name, self.text(&format!("doctor_word_{value}")));
            } else if let (Some(name), Ok(at)) = (name.strip_suffix("_ms"), value.parse()) {
                fill(name, &words::time(at));
            } else {
                fill(name, value);
            }
        }
        sentence
    }

    /// As a sentence of its own.
    fn ended(&self, text: &str) -> String {
        match self.language {
            _ if text.ends_with(['.', '!', '?', '。', '！', '？']) => text.to_owned(),
            Language::English => format!("{text}."),
            Language::Chinese => format!("{text}。"),
        }
    }
}

/// A code as JSON spells it.
fn word(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use beckon_model::DoctorCode;

    use super::*;

    #[test]
    fn every_code_step_and_person_has_words() {
        for language in [Language::English, Language::Chinese] {
            let words = DoctorWords::of(language);
            for code in DoctorCode::ALL {
                assert_ne!(words.text(&format!("doctor_{}", word(code))), "", "{code:?} would be an empty line");
            }
            for step in DoctorStep::ALL.into_iter().chain(DoctorStep::TEAM) {
                assert_ne!(words.step(step), "", "{step:?} would have no name");
            }
            let all = [
                DoctorWho::Recruiter,
                DoctorWho::WecomAdmin,
                DoctorWho::NetworkIt,
                DoctorWho::TeamLead,
                DoctorWho::Nobody,
            ];
            for who in all {
                assert_ne!(words.who(who), "", "{who:?} would have no name");
            }
            for certainty in [Certainty::Certain, Certainty::Likely, Certainty::Possible] {
                assert_ne!(words.certainty(certainty), "", "{certainty:?} would have no name");
            }
        }
    }

    #[test]
    fn a_meaning_of_wecoms_is_a_sentence_of_its_own() {
        let words = DoctorWords::of(Language::English);
        let result = DoctorResult::new(DoctorStep::Token, DoctorCode::Refused)
            .with("errcode", 301_007)
            .with("meaning_en", "Company dissolved")
            .with("advice_en", "Ask the administrator.");
        let told = words.result(&result);
        assert!(told.ends_with("Company dissolved. Ask the administrator."), "two sentences: {told}");
    }
}
