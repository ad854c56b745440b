//! What a template sees: the one place that names the fields of a message.
//!
//! Never in here: how a template is read or filled in.

use std::collections::BTreeMap;

use beckon_model::{CandidateDraft, STANDARD_FIELDS, field_key};
use minijinja::Value;

use crate::moment::INTERVIEW_FIELDS;

/// The name that everything about an interview is a part of.
pub(crate) const INTERVIEW: &str = "interview";

/// What the templates see of one person: the standard fields, the person's own by their keys, and those of the interview
/// as `interview.…`. Empty values are left out, so that they count as missing.
pub(crate) fn context(person: &CandidateDraft, interview: &BTreeMap<String, String>) -> Value {
    let CandidateDraft { name, userid, phone, email, position, fields, .. } = person;
    let own = fields.iter().map(|(header, value)| (field_key(header), value));
    let standard = [Some(name), userid.as_ref(), phone.as_ref(), email.as_ref(), position.as_ref()];
    let standard =
        STANDARD_FIELDS.iter().zip(standard).filter_map(|(key, value)| value.map(|value| ((*key).to_owned(), value)));
    let filled = own.chain(standard).filter(|(_, value)| !value.trim().is_empty());
    let filled = filled.map(|(key, value)| (key, Value::from(value.as_str())));
    // Last, so that a column of that name cannot hide it.
    let interview = interview.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str())));
    let interview = Value::from(interview.collect::<BTreeMap<_, _>>());
    filled.chain([(INTERVIEW.to_owned(), interview)]).collect::<BTreeMap<_, _>>().into()
}

/// Whether somebody can have the field `name`, which is dotted when it is part of another. `own` are the keys of the
/// fields that people in the list have.
pub(crate) fn is_known(name: &str, own: &[String]) -> bool {
    let of_interview =
        name.split_once('.').is_some_and(|(of, part)| of == INTERVIEW && INTERVIEW_FIELDS.contains(&part));
    STANDARD_FIELDS.contains(&name) || of_interview || own.iter().any(|key| key == name)
}
