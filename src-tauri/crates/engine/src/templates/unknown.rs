//! The fields of a template that nobody has, each with its place and whether a message needs it.
//!
//! Never in here: what a field that is none probably means, see `remarks`.

use std::collections::{BTreeMap, HashSet};

use beckon_model::{TemplateContent, UnknownField};
use minijinja::Value;

use crate::errors::Result;
use crate::message::context::is_known;
use crate::message::render::Renderer;
use crate::message::spot::{named_at, spot};

/// Reads a content and tells which of its fields are neither standard nor in `known`, each where it first stands.
///
/// # Errors
/// [`Error::TemplateSyntax`](crate::Error::TemplateSyntax) with the place and the reason.
pub(crate) fn check_template(content: &TemplateContent, known: &[String]) -> Result<Vec<UnknownField>> {
    let renderer = Renderer::new(content)?;
    let mut unknown: Vec<UnknownField> = Vec::new();
    renderer.each_text(|place, text, fields| {
        let needed = |field: &str| renderer.fill(place, &filled(fields, field)).is_err();
        let found = fields.iter().filter(|field| !is_known(field, known));
        let found = found.filter(|field| unknown.iter().all(|before| before.field != **field));
        let mut here: Vec<UnknownField> = found
            .map(|field| UnknownField { needed: needed(field), ..first_use(place, text, field.clone()) })
            .collect();
        here.sort_by_key(|field| (field.line, field.column));
        unknown.extend(here);
    });
    Ok(unknown)
}

/// Something for each of these names but `missing`; what a dotted name is a part of is there all the same.
fn filled(names: &HashSet<String>, missing: &str) -> Value {
    let mut whole: BTreeMap<String, BTreeMap<String, &str>> = BTreeMap::new();
    let mut plain: BTreeMap<String, Value> = BTreeMap::new();
    if let Some((of, _)) = missing.split_once('.') {
        whole.entry(of.to_owned()).or_default();
    }
    for name in names.iter().filter(|name| *name != missing) {
        match name.split_once('.') {
            Some((of, part)) => drop(whole.entry(of.to_owned()).or_default().insert(part.to_owned(), "x")),
            None => drop(plain.insert(name.clone(), Value::from("x"))),
        }
    }
    plain.extend(whole.into_iter().map(|(of, parts)| (of, Value::from(parts))));
    Value::from(plain)
}

/// Where a tag of the text first names `field` as a whole word.
fn first_use(place: &str, text: &str, field: String) -> UnknownField {
    let (line, column) = spot(text, named_at(text, &field).unwrap_or_default());
    UnknownField { field, place: place.to_owned(), line, column, needed: true, suggestion: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_fields_are_found_where_they_stand() {
        let known = ["面试时间".to_owned(), "interview.date".to_owned()];
        let find = |body: &str| check_template(&TemplateContent::text(body), &known).unwrap();
        let unknown = |field: &str, line, column| UnknownField {
            field: field.into(),
            place: "text.content".into(),
            line,
            column,
            needed: true,
            suggestion: None,
        };
        let spare = find("{{ room or 'later' }}");
        assert_eq!(spare, [UnknownField { needed: false, ..unknown("room", 1, 4) }], "a fallback fills the gap");
        assert_eq!(
            find("room {{ name }}\n{{ 面试时间 }} {{ room }}"),
            [unknown("room", 2, 15)],
            "the word in plain text is no field"
        );
        assert_eq!(find("{{ interview.date }}"), [], "a part of something is known by its whole name");
        assert_eq!(find("{{ interview.floor }}"), [unknown("interview.floor", 1, 4)], "and unknown by it");
        let spare = find("{% if candidate.cv %}{{ candidate.cv }} {{ interview.date }}{% endif %}");
        let needed: Vec<bool> = spare.iter().map(|field| field.needed).collect();
        assert_eq!(needed, [false], "a part that a condition leaves out holds nothing back");
    }
}
