//! What a person types about an account, checked field by field. Pure.
//!
//! Never in here: a value in an error; the fields are named, not repeated.

use beckon_model::{
    AccountDraft, AccountEdit, AccountId, AccountProxy, FieldError, FieldProblem, FormField, HostNote, ProxyDraft,
};
use secrecy::{ExposeSecret, SecretString};
use wecom::HostFault;

use crate::errors::{Error, NAME_CHARS, Result, field, invalid};
use crate::text::{filled, trimmed};

/// The values of an account that WeCom and the network know.
pub(super) struct Values {
    pub name: String,
    pub corp_id: String,
    pub agent_id: i64,
    pub api_host: String,
    /// What was corrected in the host.
    pub host_notes: Vec<HostNote>,
    /// The fields around which there were blanks.
    pub trimmed: Vec<FormField>,
}

/// An API host as it is used.
pub(super) struct Host {
    pub url: String,
    pub loopback: bool,
    pub notes: Vec<HostNote>,
}

/// What becomes of the password of a proxy.
pub(super) enum Password {
    /// As it is.
    Kept,
    /// This one from now on.
    New(SecretString),
    /// Forgotten.
    Gone,
}

/// Takes the fields of a form, and notes what is wrong with each and around which there were blanks.
#[derive(Default)]
struct Form {
    problems: Vec<FieldError>,
    blanks: Vec<FormField>,
}

impl Form {
    fn take<'a>(&mut self, name: FormField, value: &'a str, chars: usize) -> &'a str {
        let clean = trimmed(value);
        if clean != value {
            self.blanks.push(name.clone());
        }
        if clean.is_empty() {
            self.problem(name, FieldProblem::Required);
        } else if clean.chars().count() > chars {
            self.problem(name, FieldProblem::TooLong);
        }
        clean
    }

    fn problem(&mut self, name: FormField, problem: FieldProblem) {
        self.problems.push(field(name, problem));
    }

    fn values(&mut self, name: &str, corp_id: &str, agent_id: &str, api_host: &str) -> Values {
        let name = self.take(FormField::Name, name, NAME_CHARS);
        let corp_id = self.take(FormField::CorpId, corp_id, 64);
        let agent_id = self.take(FormField::AgentId, agent_id, 20);
        let number = agent_id.parse::<i64>().ok().filter(|number| *number > 0);
        if number.is_none() && !agent_id.is_empty() {
            self.problem(FormField::AgentId, FieldProblem::NotANumber);
        }
        if name == AccountId::practice().as_str() {
            self.problem(FormField::Name, FieldProblem::Taken);
        }
        let host = host(api_host).unwrap_or_else(|problem| {
            self.problems.push(problem);
            Host { url: String::new(), loopback: false, notes: Vec::new() }
        });
        let (agent_id, trimmed) = (number.unwrap_or_default(), Vec::new());
        Values {
            name: name.to_owned(),
            corp_id: corp_id.to_owned(),
            agent_id,
            api_host: host.url,
            host_notes: host.notes,
            trimmed,
        }
    }

    fn checked<T>(self, values: T) -> Result<T> {
        if self.problems.is_empty() { Ok(values) } else { Err(Error::Invalid(self.problems)) }
    }
}

/// A new account's values, and its secret without blanks.
pub(super) fn of_draft(draft: &AccountDraft) -> Result<(Values, SecretString)> {
    let mut form = Form::default();
    let host = draft.api_host.as_deref().unwrap_or_default();
    let values = form.values(&draft.name, &draft.corp_id, &draft.agent_id, host);
    let secret = SecretString::from(form.take(FormField::Secret, draft.secret.expose_secret(), 512));
    let trimmed = std::mem::take(&mut form.blanks);
    form.checked((Values { trimmed, ..values }, secret))
}

/// Other values for an account.
pub(super) fn of_edit(edit: &AccountEdit) -> Result<Values> {
    let mut form = Form::default();
    let values = form.values(&edit.name, &edit.corp_id, &edit.agent_id, &edit.api_host);
    let trimmed = std::mem::take(&mut form.blanks);
    form.checked(Values { trimmed, ..values })
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

/// A proxy as it is stored, and what becomes of its password. `before` is the one until now: its password goes to the
/// same address with the same name and to no other.
pub(super) fn of_proxy(draft: &ProxyDraft, before: &AccountProxy) -> Result<(AccountProxy, Password)> {
    let (url, user, password) = match draft {
        ProxyDraft::System => return Ok((AccountProxy::System, Password::Gone)),
        ProxyDraft::None => return Ok((AccountProxy::None, Password::Gone)),
        ProxyDraft::Through { url, user, password } => (trimmed(url), filled(user), password.as_ref()),
    };
    // A password with a `#`, `/` or `?` in it ends the address too early, and what is left is read as something else.
    let problem = if url.contains('@') { FieldProblem::LoginInAddress } else { FieldProblem::NotAProxy };
    let parsed: wecom::ProxyUrl = url.parse().map_err(|_| invalid(FormField::ProxyUrl, problem))?;
    let typed = password.filter(|password| !password.expose_secret().is_empty()).cloned();
    let (user, typed) = match (user, parsed.login()) {
        (None, Some((user, in_url))) => {
            let in_url = Some(in_url).filter(|password| !password.expose_secret().is_empty());
            (Some(user), typed.or(in_url))
        }
        (user, _) => (user, typed),
    };
    let proxy = AccountProxy::Through { url: parsed.address().to_owned(), user };
    let AccountProxy::Through { user, url } = &proxy else { return Ok((proxy, Password::Gone)) };
    // HTTP puts a colon between name and password (RFC 7617).
    if url.starts_with("http") && user.as_ref().is_some_and(|user| user.contains(':')) {
        return Err(invalid(FormField::ProxyUser, FieldProblem::Colon));
    }
    let password = match (user, typed) {
        (None, None) => Password::Gone,
        (None, Some(_)) => return Err(invalid(FormField::ProxyUser, FieldProblem::Required)),
        (Some(_), Some(typed)) => Password::New(typed),
        (Some(_), None) if proxy == *before && password.is_none() => Password::Kept,
        (Some(_), None) => return Err(invalid(FormField::ProxyPassword, FieldProblem::Required)),
    };
    Ok((proxy, password))
}

/// Whether the password of a proxy's login stands in its address.
pub(super) fn has_password_in_address(draft: &ProxyDraft) -> bool {
    let ProxyDraft::Through { url, user, password } = draft else { return false };
    let parsed: Option<wecom::ProxyUrl> = url.parse().ok();
    let login = parsed.and_then(|parsed| parsed.login());
    let typed =
        filled(user).is_some() || password.as_ref().is_some_and(|password| !password.expose_secret().is_empty());
    !typed && login.is_some_and(|(_, password)| !password.expose_secret().is_empty())
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

    fn through(url: &str, user: &str, password: Option<&str>) -> ProxyDraft {
        ProxyDraft::Through { url: url.into(), user: user.into(), password: password.map(Into::into) }
    }

    fn stored(url: &str, user: Option<&str>) -> AccountProxy {
        AccountProxy::Through { url: url.into(), user: user.map(Into::into) }
    }

    fn problem(draft: &ProxyDraft, before: &AccountProxy) -> (FormField, FieldProblem) {
        let Err(Error::Invalid(fields)) = of_proxy(draft, before) else { panic!("{draft:?} should not do") };
        (fields[0].field.clone(), fields[0].problem)
    }

    #[test]
    fn a_login_in_the_address_is_taken_apart() {
        let (proxy, password) = of_proxy(&through(" http://anna:p%40ss@proxy:8080/ ", "", None), &AccountProxy::System)
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(proxy, stored("http://proxy:8080", Some("anna")), "the password is no part of what is stored");
        let Password::New(password) = password else { panic!("the password is a new one") };
        assert_eq!(password.expose_secret(), "p@ss", "decoded");
    }

    #[test]
    fn a_kept_password_goes_to_the_same_proxy_only() {
        let before = stored("http://proxy:8080", Some("anna"));
        let same = of_proxy(&through("http://proxy:8080", "anna", None), &before);
        assert!(matches!(same, Ok((_, Password::Kept))), "nothing changed, so nothing has to be typed again");
        let missing = (FormField::ProxyPassword, FieldProblem::Required);
        assert_eq!(problem(&through("http://other:8080", "anna", None), &before), missing, "another proxy");
        assert_eq!(problem(&through("http://proxy:8080", "bert", None), &before), missing, "another name");
    }

    #[test]
    fn what_cannot_be_is_told_beside_its_field() {
        let before = AccountProxy::System;
        let wrong = (FormField::ProxyUrl, FieldProblem::NotAProxy);
        assert_eq!(problem(&through("proxy:8080", "", None), &before), wrong, "no scheme");
        let nobody = (FormField::ProxyUser, FieldProblem::Required);
        assert_eq!(problem(&through("http://proxy", "", Some("p")), &before), nobody, "a password without a name");
    }
}
