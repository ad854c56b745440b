//! What a person types about an account, checked field by field. Pure.
//!
//! Never in here: a value in an error; the fields are named, not repeated.

use beckon_model::doctor::{self, Value};
use beckon_model::{AccountDraft, AccountEdit, AccountId, FieldError, FieldProblem, FormField, HostNote};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use wecom::HostFault;

use super::forms::{self, Verdict};
use crate::errors::{Error, NAME_CHARS, Result, field, invalid};
use crate::text::{filled, half_width, is_invisible, trimmed};

/// Characters of a secret at most.
const SECRET_CHARS: usize = 512;

/// The values of an account that WeCom and the network know.
pub(super) struct Values {
    pub name: String,
    pub corp_id: String,
    pub agent_id: i64,
    pub api_host: String,
    /// What was corrected in the host.
    pub host_notes: Vec<HostNote>,
    /// What was corrected in the other fields.
    pub told: Told,
}

/// What a person is told of the fields that are kept.
#[derive(Default)]
pub(super) struct Told {
    /// Around which there were blanks, or in which invisible characters.
    pub trimmed: Vec<FormField>,
    /// In which full-width characters became the usual ones.
    pub folded: Vec<FormField>,
    /// That are seldom right like this.
    pub unusual: Vec<FormField>,
}

/// An API host as it is used.
pub(super) struct Host {
    pub url: String,
    pub loopback: bool,
    pub notes: Vec<HostNote>,
}

/// Takes the fields of a form, and notes what is wrong with each and what was corrected.
#[derive(Default)]
struct Form {
    problems: Vec<FieldError>,
    told: Told,
    /// How the values that WeCom gives are written.
    forms: Vec<(Value, doctor::Form)>,
}

impl Form {
    fn take<'a>(&mut self, name: FormField, value: &'a str, chars: usize) -> &'a str {
        let clean = trimmed(value);
        if clean != value {
            self.told.trimmed.push(name.clone());
        }
        if clean.is_empty() {
            self.problem(name, FieldProblem::Required);
        } else if clean.chars().count() > chars {
            self.problem(name, FieldProblem::TooLong);
        }
        clean
    }

    /// A value that WeCom gives, as it is there: without blanks around it and characters that nobody sees, half-width.
    fn given(&mut self, value: Value, typed: &str, chars: usize) -> String {
        let name = field_of(value);
        let half = half_width(typed);
        if half != typed {
            self.told.folded.push(name.clone());
        }
        let seen: Zeroizing<String> = Zeroizing::new(half.chars().filter(|c| !is_invisible(*c)).collect());
        let clean = trimmed(&seen);
        if clean != half {
            self.told.trimmed.push(name.clone());
        }
        let form = forms::of(value, clean);
        let verdict = forms::verdict(value, &form);
        match verdict {
            _ if clean.is_empty() => self.problem(name, FieldProblem::Required),
            Verdict::Wrong(_, problem) => self.problem(name, problem),
            _ if clean.chars().count() > chars => self.problem(name, FieldProblem::TooLong),
            Verdict::Unusual(_) => self.told.unusual.push(name),
            // An older company's can be like this; many more are an official account's.
            Verdict::Fine if form == doctor::Form::AppId => self.told.unusual.push(name),
            Verdict::Fine => (),
        }
        self.forms.push((value, form));
        clean.to_owned()
    }

    fn problem(&mut self, name: FormField, problem: FieldProblem) {
        self.problems.push(field(name, problem));
    }

    fn values(&mut self, name: &str, corp_id: &str, agent_id: &str, api_host: &str) -> Values {
        let name = self.take(FormField::Name, name, NAME_CHARS);
        let corp_id = self.given(Value::CorpId, corp_id, 64);
        let agent_id = self.given(Value::AgentId, agent_id, 20);
        let number = agent_id.parse::<i64>().ok().filter(|number| *number > 0);
        let refused = |of: &FieldError| of.field == FormField::AgentId;
        if number.is_none() && !self.problems.iter().any(refused) {
            self.problem(FormField::AgentId, FieldProblem::NotANumber);
        }
        if name == AccountId::practice().as_str() {
            self.problem(FormField::Name, FieldProblem::Taken);
        }
        let host = host(api_host).unwrap_or_else(|problem| {
            self.problems.push(problem);
            Host { url: String::new(), loopback: false, notes: Vec::new() }
        });
        Values {
            name: name.to_owned(),
            corp_id,
            agent_id: number.unwrap_or_default(),
            api_host: host.url,
            host_notes: host.notes,
            told: Told::default(),
        }
    }

    /// What was corrected, or what is wrong. Two values in each other's place are told as that.
    fn checked(mut self) -> Result<Told> {
        for (n, (one, form)) in self.forms.iter().enumerate() {
            for (other, theirs) in &self.forms[n + 1..] {
                if forms::swapped((*one, form), (*other, theirs)) {
                    let both = [field_of(*one), field_of(*other)];
                    self.problems.retain(|problem| !both.contains(&problem.field));
                    self.problems.extend(both.map(|name| field(name, FieldProblem::Swapped)));
                }
            }
        }
        if self.problems.is_empty() { Ok(self.told) } else { Err(Error::Invalid(self.problems)) }
    }
}

fn field_of(value: Value) -> FormField {
    match value {
        Value::CorpId => FormField::CorpId,
        Value::AgentId => FormField::AgentId,
        Value::Secret => FormField::Secret,
    }
}

/// A new account's values, and its secret as WeCom gives it.
pub(super) fn of_draft(draft: &AccountDraft) -> Result<(Values, SecretString)> {
    let mut form = Form::default();
    let host = draft.api_host.as_deref().unwrap_or_default();
    let values = form.values(&draft.name, &draft.corp_id, &draft.agent_id, host);
    let secret = SecretString::from(form.given(Value::Secret, draft.secret.expose_secret(), SECRET_CHARS));
    Ok((Values { told: form.checked()?, ..values }, secret))
}

/// Other values for an account.
pub(super) fn of_edit(edit: &AccountEdit) -> Result<Values> {
    let mut form = Form::default();
    let values = form.values(&edit.name, &edit.corp_id, &edit.agent_id, &edit.api_host);
    Ok(Values { told: form.checked()?, ..values })
}

/// Another secret for an account, as WeCom gives it.
pub(super) fn of_secret(secret: &SecretString) -> Result<SecretString> {
    let mut form = Form::default();
    let secret = SecretString::from(form.given(Value::Secret, secret.expose_secret(), SECRET_CHARS));
    form.checked().map(|_| secret)
}

/// The API host that a person typed; WeCom's own when nothing was.
pub(super) fn host(typed: &str) -> std::result::Result<Host, FieldError> {
    let typed = if filled(typed).is_some() { typed } else { wecom::DEFAULT_HOST };
    let host = wecom::read_host(typed).map_err(|fault| host_problem(fault.into()))?;
    Ok(Host { url: host.url, loopback: host.loopback, notes: host.notes.into_iter().map(note).collect() })
}

fn note(note: wecom::HostNote) -> HostNote {
    use wecom::HostNote as Of;
    match note {
        Of::Around => HostNote::Around,
        Of::FullWidth => HostNote::FullWidth,
        Of::Scheme => HostNote::Scheme,
        Of::Letters => HostNote::Letters,
        Of::Dot => HostNote::Dot,
        Of::Port => HostNote::Port,
        Of::Slash => HostNote::Slash,
        Of::ApiPath => HostNote::ApiPath,
        Of::IpAddress => HostNote::IpAddress,
    }
}

/// Which field a client cannot be made of.
pub(super) fn host_problem(error: wecom::ConfigError) -> FieldError {
    let wecom::ConfigError::Host(fault) = error else { return field(FormField::ProxyUrl, FieldProblem::NotAProxy) };
    match fault {
        HostFault::NotAUrl => field(FormField::ApiHost, FieldProblem::NotAUrl),
        HostFault::NotHttps => field(FormField::ApiHost, FieldProblem::NotHttps),
        HostFault::Webhook => field(FormField::ApiHost, FieldProblem::RobotWebhook),
        HostFault::Console => field(FormField::ApiHost, FieldProblem::ConsolePage),
        HostFault::Documentation => field(FormField::ApiHost, FieldProblem::DocumentationPage),
        HostFault::OtherProduct => field(FormField::ApiHost, FieldProblem::OtherProduct),
        HostFault::Login => field(FormField::ApiHost, FieldProblem::LoginInHost),
        HostFault::Query => field(FormField::ApiHost, FieldProblem::QueryInHost),
    }
}

/// The name is another account's.
pub(super) fn taken() -> Error {
    invalid(FormField::Name, FieldProblem::Taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORP_ID: &str = "ww0123456789abcdef";
    const SECRET: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABC_-xy";
    const KEY: &str = "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";

    fn of(corp_id: &str, agent_id: &str, secret: &str) -> Result<(Values, SecretString)> {
        of_draft(&AccountDraft {
            name: "acme".into(),
            corp_id: corp_id.into(),
            agent_id: agent_id.into(),
            secret: secret.into(),
            api_host: None,
            vault: beckon_model::VaultChoice::Session,
        })
    }

    fn refused(corp_id: &str, agent_id: &str, secret: &str) -> Vec<(FormField, FieldProblem)> {
        let Err(Error::Invalid(fields)) = of(corp_id, agent_id, secret) else { return Vec::new() };
        fields.into_iter().map(|of| (of.field, of.problem)).collect()
    }

    #[test]
    fn what_is_written_otherwise_is_corrected_and_told() {
        let (values, secret) = of(
            "\u{3000}ｗｗ0123456789abcdef",
            "１００００02 ",
            "abcdefghijklm\u{200b}nopqrstuvwxyz0123456789ＡＢＣ_-xy",
        )
        .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((values.corp_id.as_str(), values.agent_id), (CORP_ID, 1_000_002), "half-width, without blanks");
        assert_eq!(secret.expose_secret(), SECRET, "the secret too, without what nobody sees");
        let Told { trimmed, folded, unusual } = values.told;
        let all = [FormField::CorpId, FormField::AgentId, FormField::Secret];
        assert_eq!((trimmed.as_slice(), folded.as_slice()), (&all[..], &all[..]), "each is told");
        assert_eq!(unusual, [], "what they have become is as WeCom gives it");
    }

    #[test]
    fn what_is_certainly_something_else_is_refused_beside_its_field() {
        use FieldProblem as Is;
        use FormField::{AgentId, CorpId, Secret};
        let token = SECRET.repeat(5);
        for (corp_id, agent_id, secret, wanted) in [
            (CORP_ID, "1000002", KEY, vec![(Secret, Is::IsWebhookKey)]),
            (
                CORP_ID,
                "1000002",
                &format!("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"),
                vec![(Secret, Is::IsWebhookKey)],
            ),
            (CORP_ID, "1000002", &token, vec![(Secret, Is::IsToken)]),
            (CORP_ID, "1000002", "1000002", vec![(Secret, Is::IsAgentId)]),
            (CORP_ID, "1000002", CORP_ID, vec![(Secret, Is::IsCorpId)]),
            (CORP_ID, "1000002", "a secret with blanks", vec![(Secret, Is::StrangeCharacters)]),
            (CORP_ID, "wx0123456789abcdef", SECRET, vec![(AgentId, Is::IsAppId)]),
            (CORP_ID, CORP_ID, SECRET, vec![(AgentId, Is::IsCorpId)]),
            (CORP_ID, SECRET, SECRET, vec![(AgentId, Is::IsSecret)]),
            (CORP_ID, "10 002", SECRET, vec![(AgentId, Is::NotANumber)]),
            (CORP_ID, "0", SECRET, vec![(AgentId, Is::NotANumber)]),
            ("", "", "", vec![(CorpId, Is::Required), (AgentId, Is::Required), (Secret, Is::Required)]),
            ("wpAbCdEfGhIjKlMnOpQrStUvWxYz0123", "1000002", SECRET, vec![(CorpId, Is::IsProviderId)]),
            (&token, "1000002", SECRET, vec![(CorpId, Is::IsToken)]),
            ("企业ID", "1000002", SECRET, vec![(CorpId, Is::StrangeCharacters)]),
            (SECRET, "1000002", CORP_ID, vec![(CorpId, Is::Swapped), (Secret, Is::Swapped)]),
            ("1000002", CORP_ID, SECRET, vec![(CorpId, Is::Swapped), (AgentId, Is::Swapped)]),
            (CORP_ID, SECRET, "1000002", vec![(AgentId, Is::Swapped), (Secret, Is::Swapped)]),
        ] {
            assert_eq!(refused(corp_id, agent_id, secret), wanted, "{corp_id:?}, {agent_id:?}, {secret:?}");
        }
    }

    #[test]
    fn what_is_only_seldom_right_is_kept_and_told() {
        for (corp_id, agent_id, secret, wanted) in [
            ("wx0123456789abcdef", "1000002", SECRET, FormField::CorpId),
            ("acme", "1000002", SECRET, FormField::CorpId),
            (CORP_ID, "12", SECRET, FormField::AgentId),
            (CORP_ID, "1000002", &SECRET[..20], FormField::Secret),
        ] {
            let (values, _) = of(corp_id, agent_id, secret).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(values.told.unusual, [wanted], "{corp_id:?}, {agent_id:?}, {secret:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_form_keeps_nothing_of_which_the_doctor_is_certain(
            corp_id in "(ww|wx|wp|)[0-9a-fA-F_ ｗ-]{0,45}",
            agent_id in "[1-9][0-9]{0,8}|ww[0-9a-f]{16}",
            secret in "(ww|wx|)[0-9a-zA-Z_ ０-]{0,45}|[0-9a-f]{32}|[0-9a-zA-Z]{43,120}",
        ) {
            if let Ok((values, secret)) = of(&corp_id, &agent_id, &secret) {
                for fact in forms::written(&values.corp_id, values.agent_id, Some(secret.expose_secret())) {
                    let doctor::Fact::Written { value, form } = fact else { continue };
                    let verdict = forms::verdict(value, &form);
                    proptest::prop_assert!(!matches!(verdict, Verdict::Wrong(..)), "{value:?} is kept: {verdict:?}");
                }
            }
        }
    }
}
