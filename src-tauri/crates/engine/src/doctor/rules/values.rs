//! Values that have the form of something else.

use beckon_model::doctor::{Fact, Form, KeyringLook, Value};
use beckon_model::{Certainty, DoctorCode, DoctorStep};

use super::found::Found;

pub(super) fn rule(found: &mut Found<'_>) {
    let forms: Vec<(usize, Value, &Form)> = found
        .seen
        .facts()
        .filter_map(|(at, fact)| match fact {
            Fact::Written { value, form } => Some((at, *value, form)),
            _ => None,
        })
        .collect();
    let form_of = |wanted: Value| forms.iter().find(|(_, value, _)| *value == wanted).map(|(at, _, form)| (*at, *form));
    let corp_id_in_secret = form_of(Value::Secret).filter(|(_, form)| matches!(form, Form::CorpId | Form::AppId));
    for (at, value, form) in &forms {
        match (value, corp_id_in_secret) {
            (Value::CorpId, Some((other, _))) if matches!(form, Form::Secret) => {
                found.add(DoctorStep::Values, DoctorCode::ValuesSwapped, Certainty::Certain, &[*at, other], &[]);
            }
            _ => one(found, *at, *value, form),
        }
    }
    keyring(found);
}

fn one(found: &mut Found<'_>, at: usize, value: Value, form: &Form) {
    use DoctorCode as Code;
    let characters = if let Form::Characters { characters } = form { characters.as_str() } else { "—" };
    let length = if let Form::Length { length } = form { length.to_string() } else { "—".to_owned() };
    let params = [("characters", characters.to_owned()), ("digits", length.clone()), ("length", length)];
    let code = match (value, form) {
        (_, Form::Usual) | (Value::CorpId, Form::CorpId | Form::AppId) | (Value::Secret, Form::Secret) => return,
        (Value::CorpId, Form::Characters { .. }) => Code::CorpIdCharacters,
        (Value::CorpId, Form::Secret | Form::Token | Form::AppSecret) => Code::CorpIdIsSecret,
        (Value::CorpId, Form::Number) => Code::CorpIdIsAgentId,
        (Value::CorpId, Form::WebhookKey) => Code::CorpIdIsWebhookKey,
        (Value::CorpId, Form::ProviderId) => Code::CorpIdIsProviderId,
        (Value::CorpId, Form::Length { .. } | Form::Other) => Code::CorpIdForm,
        (Value::Secret, Form::Characters { .. }) => Code::SecretCharacters,
        (Value::Secret, Form::CorpId | Form::AppId | Form::ProviderId) => Code::SecretIsCorpId,
        (Value::Secret, Form::Number) => Code::SecretIsAgentId,
        (Value::Secret, Form::WebhookKey) => Code::SecretIsWebhookKey,
        (Value::Secret, Form::AppSecret) => Code::SecretIsAppSecret,
        (Value::Secret, Form::Token) => Code::SecretIsToken,
        (Value::Secret, _) => Code::SecretLength,
        (Value::AgentId, _) => Code::AgentIdForm,
    };
    let unusual = matches!(code, Code::CorpIdForm | Code::SecretLength | Code::AgentIdForm);
    let certainty = if unusual { Certainty::Possible } else { Certainty::Certain };
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
