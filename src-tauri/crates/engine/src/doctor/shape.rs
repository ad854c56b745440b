//! The values as they are written: what people paste by mistake can be seen before anybody is asked. Pure.
//!
//! Never in here: a secret in a result, not even a character that could be part of one.

use beckon_model::{Account, DoctorCode, DoctorResult, DoctorState, DoctorStep};
use secrecy::{ExposeSecret, SecretString};

/// Characters of WeCom's secrets.
const SECRET_CHARS: usize = 43;
/// A company id has 18; what is much longer is none.
const CORP_ID_CHARS: usize = 30;
/// Self-built apps are counted from 1000001 on.
const AGENT_IDS: std::ops::RangeInclusive<i64> = 1_000_000..=9_999_999;

/// Looks at the values of an account; the worst finding is the result.
pub(super) fn look(account: &Account, secret: Option<&SecretString>) -> DoctorResult {
    let secret = secret.map(ExposeSecret::expose_secret);
    let found = [
        corp_id(&account.corp_id),
        secret.and_then(|secret| self::secret(secret, &account.corp_id)),
        agent_id(account.agent_id),
    ];
    let found: Vec<DoctorResult> = found.into_iter().flatten().collect();
    let all: Vec<String> = found.iter().map(|result| format!("{:?}", result.code)).collect();
    let worst = found.iter().find(|result| result.state == DoctorState::Failure).or(found.first());
    worst.cloned().unwrap_or_else(|| result(DoctorCode::ValuesGood)).detailed(all.join("\n"))
}

/// What is wrong with a company id.
pub(crate) fn corp_id(text: &str) -> Option<DoctorResult> {
    let strange = strange(text);
    if !strange.is_empty() {
        return Some(result(DoctorCode::CorpIdCharacters).with("characters", strange));
    }
    if text.len() > CORP_ID_CHARS {
        return Some(result(DoctorCode::CorpIdIsSecret));
    }
    let begins = ["ww", "wx"].iter().any(|start| text.starts_with(start));
    (!begins).then(|| result(DoctorCode::CorpIdForm))
}

/// What is wrong with a secret.
pub(crate) fn secret(text: &str, corp_id: &str) -> Option<DoctorResult> {
    let strange = strange(text);
    if !strange.is_empty() {
        return Some(result(DoctorCode::SecretCharacters).with("characters", strange));
    }
    if text == corp_id || (is_like_corp_id(text) && text.len() < CORP_ID_CHARS) {
        return Some(result(DoctorCode::SecretIsCorpId));
    }
    let length = text.len();
    (length != SECRET_CHARS).then(|| result(DoctorCode::SecretLength).with("length", length))
}

fn agent_id(number: i64) -> Option<DoctorResult> {
    (!AGENT_IDS.contains(&number)).then(|| result(DoctorCode::AgentIdForm).with("agent_id", number))
}

/// `ww` or `wx` and sixteen hexadecimal digits.
fn is_like_corp_id(text: &str) -> bool {
    let digits = text.strip_prefix("ww").or_else(|| text.strip_prefix("wx"));
    digits.is_some_and(|digits| digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
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

fn result(code: DoctorCode) -> DoctorResult {
    DoctorResult::new(DoctorStep::Values, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORP_ID: &str = "ww0123456789abcdef";
    const SECRET: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABC_-xy";

    fn code(found: Option<DoctorResult>) -> Option<DoctorCode> {
        found.map(|result| result.code)
    }

    #[test]
    fn what_wecom_gives_is_good() {
        assert_eq!(code(corp_id(CORP_ID)), None, "as My Company shows it");
        assert_eq!(code(corp_id("wx0123456789abcdef")), None, "as older companies have it");
        assert_eq!((SECRET.len(), code(secret(SECRET, CORP_ID))), (43, None), "as the app's page shows it");
        assert_eq!(code(agent_id(1_000_002)), None, "the first app of a company");
    }

    #[test]
    fn what_people_paste_is_told_apart() {
        for (text, wanted) in [
            ("ww0123 456789abcdef", DoctorCode::CorpIdCharacters),
            ("ｗｗ0123456789abcdef", DoctorCode::CorpIdCharacters),
            ("ww0123\u{200b}456789abcdef", DoctorCode::CorpIdCharacters),
            (SECRET, DoctorCode::CorpIdIsSecret),
            ("1000002", DoctorCode::CorpIdForm),
        ] {
            assert_eq!(code(corp_id(text)), Some(wanted), "company id {text:?}");
        }
        for (text, wanted) in [
            ("abcdefghijklmnopqrs tuvwxyz0123456789ABC_-xy", DoctorCode::SecretCharacters),
            ("ａbcdefghijklmnopqrstuvwxyz0123456789ABC_-xy", DoctorCode::SecretCharacters),
            (CORP_ID, DoctorCode::SecretIsCorpId),
            ("ww00000000000000ff", DoctorCode::SecretIsCorpId),
            ("1000002", DoctorCode::SecretLength),
        ] {
            assert_eq!(code(secret(text, CORP_ID)), Some(wanted), "secret {text:?}");
        }
        assert_eq!(code(agent_id(12)), Some(DoctorCode::AgentIdForm), "only very old apps have one like this");
    }

    #[test]
    fn nothing_of_a_secret_is_told() {
        let told = secret("marked\u{3000}secret＊", CORP_ID).unwrap();
        assert_eq!(told.params["characters"], "U+3000 U+FF0A", "only what cannot be part of it");
    }
}
