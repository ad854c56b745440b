//! Values that have the form of something else.

use beckon_model::doctor::{Fact, Form, KeyringLook, Value};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::Found;
use crate::accounts::forms::{Verdict, swapped, verdict};

pub(super) fn rule(found: &mut Found<'_>) {
    let forms: Vec<(usize, Value, &Form)> = found
        .seen
        .facts()
        .filter_map(|(at, fact)| match fact {
            Fact::Written { value, form } => Some((at, *value, form)),
            _ => None,
        })
        .collect();
    // Where two values are in each other's place, it is said once and of both.
    let of = |wanted: Value| forms.iter().find(|(_, value, _)| *value == wanted);
    let pair = of(Value::CorpId).zip(of(Value::Secret));
    let pair =
        pair.filter(|(id, secret)| swapped((id.1, id.2), (secret.1, secret.2))).map(|(id, secret)| [id.0, secret.0]);
    if let Some(pair) = pair {
        found.add(DoctorStep::Values, DoctorCode::ValuesSwapped, Certainty::Certain, &pair, &[]);
    }
    for (at, value, form) in forms.into_iter().filter(|(at, ..)| !pair.is_some_and(|pair| pair.contains(at))) {
        one(found, at, value, form);
    }
    keyring(found);
}

fn one(found: &mut Found<'_>, at: usize, value: Value, form: &Form) {
    let (code, certainty) = match verdict(value, form) {
        Verdict::Fine => return,
        Verdict::Unusual(code) => (code, Certainty::Possible),
        Verdict::Wrong(code, _) => (code, Certainty::Certain),
    };
    let characters = if let Form::Characters { characters } = form { characters.as_str() } else { "—" };
    let length = if let Form::Length { length } = form { length.to_string() } else { "—".to_owned() };
    let params = [("characters", characters.to_owned()), ("digits", length.clone()), ("length", length)];
    found.add(DoctorStep::Values, code, certainty, &[at], &params);
}

fn keyring(found: &mut Found<'_>) {
    let looks: Vec<(usize, KeyringLook)> = found
        .seen
        .facts()
        .filter_map(|(at, fact)| if let Fact::Keyring { look } = fact { Some((at, *look)) } else { None })
        .collect();
    for (at, look) in looks {
        let code = match look {
            KeyringLook::Good | KeyringLook::Session | KeyringLook::Practice => continue,
            KeyringLook::Missing => DoctorCode::KeyringMissing,
            KeyringLook::Locked => DoctorCode::KeyringLocked,
            KeyringLook::Forgets => DoctorCode::KeyringForgets,
            KeyringLook::Gone => DoctorCode::SecretGone,
            KeyringLook::Needed => DoctorCode::SecretNeeded,
        };
        found.add(DoctorStep::Keyring, code, Certainty::Certain, &[at], &[]);
    }
}
