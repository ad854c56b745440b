//! What is wrong with a template, read out of what the template engine says.
//!
//! The engine's words are its own and may change with it: the tests below hold the ones that are read here. Never in
//! here: words for people.

use beckon_model::TemplateMistake;
use minijinja::{Error, ErrorKind};

use crate::message::language::FILTERS;

/// A mistake in a template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// Which.
    pub mistake: TemplateMistake,
    /// The character, filter, command or number it is about; empty where there is none.
    pub word: String,
    /// What the engine says, in English; of a number its limit, of a name those that there are.
    pub detail: String,
}

impl Mistake {
    /// `text` is the template, when the error is one of reading it.
    pub fn of(error: &Error, text: &str) -> Self {
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        let mistake = kind(error.kind(), &detail);
        let word = match mistake {
            TemplateMistake::Character => {
                let rest = error.range().and_then(|range| text.get(range.start..));
                rest.and_then(|rest| rest.chars().next()).map(String::from).unwrap_or_default()
            }
            TemplateMistake::Command => detail.trim_start_matches("unknown statement ").to_owned(),
            // "f is unknown": a filter or test that there is not has been told before.
            TemplateMistake::Unknown => {
                let named = detail.split(" is unknown").next().unwrap_or_default();
                named.rsplit(' ').next().unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        let detail = if mistake == TemplateMistake::Unknown { FILTERS.join(", ") } else { detail };
        Self { mistake, word, detail }
    }
}

fn kind(kind: ErrorKind, detail: &str) -> TemplateMistake {
    match kind {
        ErrorKind::SyntaxError => syntax(detail),
        ErrorKind::UnknownFunction | ErrorKind::UnknownMethod => TemplateMistake::Unknown,
        ErrorKind::InvalidOperation => TemplateMistake::Calculation,
        ErrorKind::OutOfFuel => TemplateMistake::TooLong,
        _ => TemplateMistake::Other,
    }
}

fn syntax(detail: &str) -> TemplateMistake {
    match detail {
        "unexpected character" => TemplateMistake::Character,
        "unexpected end of string" => TemplateMistake::Quote,
        "unexpected end of variable block" => TemplateMistake::NoField,
        "unexpected end of input, expected end of block" => TemplateMistake::NoEnd,
        _ if detail.starts_with("unknown statement ") => TemplateMistake::Command,
        _ if detail.ends_with("expected end of variable block") => TemplateMistake::NotOneField,
        _ => TemplateMistake::Other,
    }
}

#[cfg(test)]
mod tests {
    use beckon_model::{CandidateDraft, Reason, TemplateContent};

    use super::*;
    use crate::message::render::Renderer;

    fn found(text: &str) -> (TemplateMistake, String) {
        let renderer = match Renderer::new(&TemplateContent::text(text)) {
            Ok(renderer) => renderer,
            Err(crate::Error::TemplateSyntax { mistake, word, .. }) => return (mistake, word),
            Err(error) => panic!("{text:?}: {error}"),
        };
        let li = CandidateDraft { name: "李娜".into(), ..CandidateDraft::default() };
        match renderer.render(&crate::message::recipient::Recipient::of_person(&li), 0).problems.pop() {
            Some(Reason::TemplateFailed { mistake, word, .. }) => (mistake, word),
            other => panic!("{text:?}: {other:?}"),
        }
    }

    #[test]
    fn every_mistake_is_told_from_the_others() {
        use TemplateMistake as M;
        let cases = [
            ("{{ name }", M::NotOneField, ""),
            ("{{ name", M::NotOneField, ""),
            ("{{ full name }}", M::NotOneField, ""),
            ("{{ 面试 时间 }}", M::NotOneField, ""),
            ("{{ }}", M::NoField, ""),
            ("{{ name or “同学” }}", M::Character, "“"),
            ("{{ name，}}", M::Character, "，"),
            ("{{ name or 'you }}", M::Quote, ""),
            ("{% if name %}Hi", M::NoEnd, ""),
            ("{% fi name %}", M::Command, "fi"),
            ("{% endif %}", M::Command, "endif"),
            ("{{ name|uper }}", M::Unknown, "uper"),
            ("{{ today() }}", M::Unknown, "today"),
            ("{% if name is short %}x{% endif %}", M::Unknown, "short"),
            ("{{ name + 3 }}", M::Calculation, ""),
            ("{% for a in range(9999) %}x{% endfor %}", M::Gone, "{% for %}"),
            ("{{ name * 3 }}", M::Gone, "*"),
            ("{{ range(100000) }}", M::Unknown, "range"),
            ("{{ upper(name) }}", M::Unknown, "upper"),
            ("{{ [name]|join }}", M::Unknown, "join"),
            ("{{ name || 'you' }}", M::Other, ""),
        ];
        for (text, mistake, word) in cases {
            assert_eq!(found(text), (mistake, word.to_owned()), "{text}");
        }
    }
}
