//! The values as they are written, told by their form: what people paste by mistake can be seen before anybody is asked.
//! The one table of it: the account form refuses by it, and the doctor draws its findings from it. Pure.
//!
//! Never in here: a value in a result, not even a character that could be part of a secret.

use beckon_model::doctor::{Fact, Form, Value};
use beckon_model::{DoctorCode, FieldProblem};

/// Characters of WeCom's secrets.
const SECRET_CHARS: usize = 43;
/// A company id has 18; what is much longer is none.
const CORP_ID_CHARS: usize = 30;
/// WeCom's access tokens have more, and secrets never so many.
const TOKEN_CHARS: usize = 100;
/// Self-built apps are counted from 1000001 on.
const AGENT_IDS: std::ops::RangeInclusive<i64> = 1_000_000..=9_999_999;

/// What the form of a value says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing.
    Fine,
    /// It can be right, and seldom is.
    Unusual(DoctorCode),
    /// It is something else: what the doctor calls it, and the account form.
    Wrong(DoctorCode, FieldProblem),
}

/// The one table of values and forms.
pub(crate) fn verdict(value: Value, form: &Form) -> Verdict {
    use DoctorCode as Code;
    use FieldProblem as Is;
    use Verdict::{Fine, Unusual, Wrong};
    match (value, form) {
        (_, Form::Usual) => Fine,
        (Value::CorpId, Form::CorpId | Form::AppId) | (Value::Secret, Form::Secret) => Fine,
        (Value::CorpId, Form::Characters { .. }) => Wrong(Code::CorpIdCharacters, Is::StrangeCharacters),
        (Value::CorpId, Form::Secret) => Wrong(Code::CorpIdIsSecret, Is::IsSecret),
        (Value::CorpId, Form::Token) => Wrong(Code::CorpIdIsSecret, Is::IsToken),
        (Value::CorpId, Form::AppSecret) => Wrong(Code::CorpIdIsSecret, Is::IsAppSecret),
        (Value::CorpId, Form::Number) => Wrong(Code::CorpIdIsAgentId, Is::IsAgentId),
        (Value::CorpId, Form::WebhookKey) => Wrong(Code::CorpIdIsWebhookKey, Is::IsWebhookKey),
        (Value::CorpId, Form::ProviderId) => Wrong(Code::CorpIdIsProviderId, Is::IsProviderId),
        (Value::CorpId, Form::Length { .. } | Form::Other) => Unusual(Code::CorpIdForm),
        (Value::Secret, Form::Characters { .. }) => Wrong(Code::SecretCharacters, Is::StrangeCharacters),
        (Value::Secret, Form::CorpId) => Wrong(Code::SecretIsCorpId, Is::IsCorpId),
        (Value::Secret, Form::AppId) => Wrong(Code::SecretIsCorpId, Is::IsAppId),
        (Value::Secret, Form::ProviderId) => Wrong(Code::SecretIsCorpId, Is::IsProviderId),
        (Value::Secret, Form::Number) => Wrong(Code::SecretIsAgentId, Is::IsAgentId),
        (Value::Secret, Form::WebhookKey) => Wrong(Code::SecretIsWebhookKey, Is::IsWebhookKey),
        (Value::Secret, Form::AppSecret) => Wrong(Code::SecretIsAppSecret, Is::IsAppSecret),
        (Value::Secret, Form::Token) => Wrong(Code::SecretIsToken, Is::IsToken),
        (Value::Secret, Form::Length { .. } | Form::Other) => Unusual(Code::SecretLength),
        (Value::AgentId, Form::Number | Form::Length { .. }) => Unusual(Code::AgentIdForm),
        (Value::AgentId, Form::CorpId) => Wrong(Code::AgentIdForm, Is::IsCorpId),
        (Value::AgentId, Form::AppId) => Wrong(Code::AgentIdForm, Is::IsAppId),
        (Value::AgentId, Form::ProviderId) => Wrong(Code::AgentIdForm, Is::IsProviderId),
        (Value::AgentId, Form::Secret) => Wrong(Code::AgentIdForm, Is::IsSecret),
        (Value::AgentId, Form::AppSecret) => Wrong(Code::AgentIdForm, Is::IsAppSecret),
        (Value::AgentId, Form::WebhookKey) => Wrong(Code::AgentIdForm, Is::IsWebhookKey),
        (Value::AgentId, Form::Token) => Wrong(Code::AgentIdForm, Is::IsToken),
        (Value::AgentId, Form::Characters { .. } | Form::Other) => Wrong(Code::AgentIdForm, Is::NotANumber),
    }
}

/// Whether each of two values is written as the other should be.
pub(crate) fn swapped((one, form): (Value, &Form), (other, other_form): (Value, &Form)) -> bool {
    let belongs = |form: &Form| match form {
        Form::CorpId | Form::AppId => Some(Value::CorpId),
        Form::Number => Some(Value::AgentId),
        Form::Secret => Some(Value::Secret),
        _ => None,
    };
    one != other && belongs(form) == Some(other) && belongs(other_form) == Some(one)
}

/// How the values of an account are written; the secret's form where the secret is there.
pub(crate) fn written(corp_id: &str, agent_id: i64, secret: Option<&str>) -> Vec<Fact> {
    let mut facts = vec![
        Fact::Written { value: Value::CorpId, form: self::corp_id(corp_id) },
        Fact::Written { value: Value::AgentId, form: self::agent_id(&agent_id.to_string()) },
    ];
    let secret = secret.map(|secret| match self::secret(secret) {
        _ if secret == corp_id => Form::CorpId,
        form => form,
    });
    facts.extend(secret.map(|form| Fact::Written { value: Value::Secret, form }));
    facts
}

/// The form of what stands in this value.
pub(crate) fn of(value: Value, text: &str) -> Form {
    match value {
        Value::CorpId => corp_id(text),
        Value::AgentId => agent_id(text),
        Value::Secret => secret(text),
    }
}

/// The form of what stands in the company id.
fn corp_id(text: &str) -> Form {
    match of_any(text) {
        Form::CorpId => Form::Usual,
        Form::Other if text.len() > CORP_ID_CHARS => Form::Secret,
        form => form,
    }
}

/// The form of what stands in the agent id.
fn agent_id(text: &str) -> Form {
    match of_any(text) {
        Form::Number if text.parse().is_ok_and(|number| AGENT_IDS.contains(&number)) => Form::Usual,
        Form::Number => Form::Length { length: length(text) },
        form => form,
    }
}

/// The form of what stands in the secret.
fn secret(text: &str) -> Form {
    match of_any(text) {
        Form::Secret => Form::Usual,
        Form::Other => Form::Length { length: length(text) },
        form => form,
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// What a text looks like, wherever it stands.
fn of_any(text: &str) -> Form {
    let characters = strange(text);
    if !characters.is_empty() {
        return Form::Characters { characters };
    }
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let rest = |start: &str| text.strip_prefix(start).filter(|_| text.len() < CORP_ID_CHARS);
    // A robot's whole address says the same as its key.
    let key = text.rsplit_once("/webhook/send?key=").map_or(text, |(_, key)| key);
    let groups: Vec<usize> = key.split('-').map(str::len).collect();
    if text.len() < CORP_ID_CHARS && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Form::Number
    } else if groups == [8, 4, 4, 4, 12] && hex(&key.replace('-', "")) {
        Form::WebhookKey
    } else if text.len() == 32 && hex(text) {
        Form::AppSecret
    } else if rest("ww").is_some() {
        Form::CorpId
    } else if rest("wx").is_some_and(|rest| rest.len() == 16 && hex(rest)) {
        Form::AppId
    } else if ["wp", "wo", "wk"].iter().any(|start| text.starts_with(start)) && text.len() == 32 {
        Form::ProviderId
    } else if text.len() >= TOKEN_CHARS {
        Form::Token
    } else if text.len() == SECRET_CHARS {
        Form::Secret
    } else {
        Form::Other
    }
}

/// The characters that none of these values has, by their numbers; the first five. No letter, digit or sign of a secret is
/// ever among them.
fn strange(text: &str) -> String {
    let mut seen: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| c.is_whitespace() || !c.is_ascii() || c.is_control()) {
        if !seen.contains(&c) && seen.len() < 5 {
            seen.push(c);
        }
    }
    seen.into_iter().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORP_ID: &str = "ww0123456789abcdef";
    const SECRET: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABC_-xy";

    fn characters(characters: &str) -> Form {
        Form::Characters { characters: characters.into() }
    }

    #[test]
    fn what_wecom_gives_is_usual() {
        assert_eq!(corp_id(CORP_ID), Form::Usual, "as My Company shows it");
        assert_eq!(corp_id("wx0123456789abcdef"), Form::AppId, "as older companies have it, and mini programs too");
        assert_eq!((SECRET.len(), secret(SECRET)), (43, Form::Usual), "as the app's page shows it");
        let usual = |fact| matches!(fact, Fact::Written { form: Form::Usual, .. });
        assert!(written(CORP_ID, 1_000_002, Some(SECRET)).into_iter().all(usual), "all three");
    }

    #[test]
    fn what_people_paste_is_told_apart() {
        for (text, wanted) in [
            ("ww0123 456789abcdef", characters("U+0020")),
            ("ｗｗ0123456789abcdef", characters("U+FF57")),
            ("ww0123\u{200b}456789abcdef", characters("U+200B")),
            (SECRET, Form::Secret),
            ("1000002", Form::Number),
            ("0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f", Form::WebhookKey),
            ("wpAbCdEfGhIjKlMnOpQrStUvWxYz0123", Form::ProviderId),
        ] {
            assert_eq!(corp_id(text), wanted, "company id {text:?}");
        }
        for (text, wanted) in [
            ("marked\u{3000}secret＊", characters("U+3000 U+FF0A")),
            (CORP_ID, Form::CorpId),
            ("wx00000000000000ff", Form::AppId),
            ("1000002", Form::Number),
            ("0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f", Form::WebhookKey),
            ("0123456789abcdef0123456789abcdef", Form::AppSecret),
            (&SECRET.repeat(5), Form::Token),
            (&SECRET[..20], Form::Length { length: 20 }),
        ] {
            assert_eq!(secret(text), wanted, "secret {text:?}");
        }
        let told = written(CORP_ID, 12, None);
        let short = Fact::Written { value: Value::AgentId, form: Form::Length { length: 2 } };
        assert_eq!(told[1], short, "only very old apps have one like this");
    }
}
