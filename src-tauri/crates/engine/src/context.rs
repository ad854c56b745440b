//! What a template sees: the one place that names the fields of a message.
//!
//! Never in here: how a template is read or filled in.

use std::collections::BTreeMap;

use beckon_model::{CandidateDraft, STANDARD_FIELDS, field_key};
use minijinja::Value;

/// What the templates see of one person: the standard fields, and the person's own by their keys. Empty values are left
/// out, so that they count as missing.
pub(crate) fn context(person: &CandidateDraft) -> Value {
    let CandidateDraft { name, userid, phone, email, position, fields, .. } = person;
    let own = fields.iter().map(|(header, value)| (field_key(header), value));
    let standard = [Some(name), userid.as_ref(), phone.as_ref(), email.as_ref(), position.as_ref()];
    let standard =
        STANDARD_FIELDS.iter().zip(standard).filter_map(|(key, value)| value.map(|value| ((*key).to_owned(), value)));
    let filled = own.chain(standard).filter(|(_, value)| !value.trim().is_empty());
    filled.map(|(key, value)| (key, Value::from(value.as_str()))).collect::<BTreeMap<_, _>>().into()
}

/// Whether somebody can have the field `name`, which is dotted when it is part of another. `own` are the keys of the
/// fields that people in the list have.
pub(crate) fn is_known(name: &str, own: &[String]) -> bool {
    STANDARD_FIELDS.contains(&name) || own.iter().any(|key| key == name)
}
