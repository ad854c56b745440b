//! How values of an answer are read: numbers and numeric texts alike, texts bounded, fields that are not known ignored.
//!
//! Never in here: an error for a field of the wrong type; it counts as absent.

use serde_json::{Map, Value};

use crate::invalid::is_uid;
use crate::limits::TEXT_CHARS;

pub(crate) type Fields = Map<String, Value>;

/// A whole number, whether written as one or as a text.
pub(crate) fn number(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Number(number) => number.as_i64().or_else(|| {
            number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 9e15).map(|float| float as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A count: a number that is not negative.
pub(crate) fn count(value: Option<&Value>) -> Option<u64> {
    number(value).and_then(|number| number.try_into().ok())
}

/// A text that says something, or a number as text, at most [`TEXT_CHARS`] long; without control characters.
pub(crate) fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => return None,
    };
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(TEXT_CHARS).collect();
    (!text.is_empty()).then_some(text)
}

/// A room's uid.
pub(crate) fn uid(value: Option<&Value>) -> Option<String> {
    text(value).filter(|uid| is_uid(uid))
}

/// The first of some fields that has a text.
pub(crate) fn first_text(fields: &Fields, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(fields.get(*name)))
}

/// The objects of a list, and how many entries are none.
pub(crate) fn objects(value: &Value) -> Option<(Vec<&Fields>, usize)> {
    let entries = value.as_array()?;
    let objects: Vec<&Fields> = entries.iter().filter_map(Value::as_object).collect();
    let others = entries.len() - objects.len();
    Some((objects, others))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_and_numeric_texts_are_alike() {
        for (value, read) in [
            (json!(7), Some(7)),
            (json!("7"), Some(7)),
            (json!(" -7 "), Some(-7)),
            (json!(7.0), Some(7)),
            (json!(7.5), None),
            (json!(1e300), None),
            (json!("seven"), None),
            (json!(true), None),
            (json!(null), None),
        ] {
            assert_eq!(number(Some(&value)), read, "{value}");
        }
    }

    #[test]
    fn texts_are_bounded_and_of_one_line() {
        let long = json!("名".repeat(5000));
        assert_eq!(text(Some(&long)).map(|text| text.chars().count()), Some(TEXT_CHARS), "an answer has no limit");
        assert_eq!(text(Some(&json!("a\nb\u{1b}"))).as_deref(), Some("a b "), "a terminal must not obey an answer");
        assert_eq!(text(Some(&json!("  "))), None, "says nothing");
        for wrong in ["", "..", "a/b", "a b", "名", "https://x"] {
            assert_eq!(uid(Some(&json!(wrong))), None, "{wrong:?} would lead elsewhere in a path");
        }
    }
}
